"""`exclusive.yaml`, `families.yaml` and `monotone.yaml`: what a book declares about itself as a whole.

Faults are collected; nothing is raised. A book without one of the files declares nothing of its kind, and a retired
rule drops out of what is declared of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..facts import VOCABULARY
from .condition import AnyRule, Condition, VerdictLeaf, walk
from .expectations import Exclusion, Expectations, Family, Monotone, Together
from .fields import Fields
from .located import Located, shown_word
from .model import Concept, Rule
from .read_condition import ConditionReader

EXCLUSIVE_FILE, FAMILIES_FILE, MONOTONE_FILE = "exclusive.yaml", "families.yaml", "monotone.yaml"
EXPECTATION_FILES = (EXCLUSIVE_FILE, FAMILIES_FILE, MONOTONE_FILE)
FAMILY = "book"
WORSENS = {"number": ("lower", "higher"), "flag": ("yes", "no")}


@dataclass(frozen=True, slots=True)
class _Names:
    """What the rules and concepts of the book are called; those in `unread` have faults of their own."""

    rules: Mapping[str, Rule]
    concepts: Mapping[str, Concept]
    unread: frozenset[str]


def read_expectations(
    documents: Mapping[str, Located | None],
    rules: Mapping[str, Rule],
    concepts: Mapping[str, Concept],
    unread: frozenset[str],
    faults: list[Diagnostic],
) -> Expectations:
    """What the files declare. `documents` maps the paths to what could be read of them."""
    reader = _Reader(_Names(rules, concepts, unread), faults)
    exclusions: list[Exclusion] = []
    together: tuple[Together, ...] = ()
    if (fields := reader.file(documents, EXCLUSIVE_FILE)) is not None:
        for key in ("never_together", "opposed"):
            exclusions += reader.exclusions(fields, key)
        together = reader.together(fields)
        fields.done()
    families: tuple[Family, ...] = ()
    if (fields := reader.file(documents, FAMILIES_FILE)) is not None:
        families = reader.families(fields)
        fields.done()
    monotone: tuple[Monotone, ...] = ()
    if (fields := reader.file(documents, MONOTONE_FILE)) is not None:
        monotone = reader.monotone(fields)
        fields.done()
    return Expectations(tuple(exclusions), together, families, monotone)


class _Reader:
    def __init__(self, names: _Names, faults: list[Diagnostic]) -> None:
        self.names = names
        self.faults = faults
        self.conditions = ConditionReader(faults)
        self.ids: dict[str, Place] = {}

    def file(self, documents: Mapping[str, Located | None], path: str) -> Fields | None:
        document = documents.get(path)
        return None if document is None else Fields(document, f"the file {path}", self.faults, FAMILY)

    def exclusions(self, fields: Fields, key: str) -> list[Exclusion]:
        found = []
        for node in fields.mappings(key, required=False):
            entry = Fields(node, "an exclusion", self.faults, FAMILY)
            name, because = self._id(entry), entry.text("because")
            pairs = self._pairs(entry)
            even_covered = self._flag(entry, "even_covered")
            except_when = self._condition(entry, "except_when", required=False)
            entry.done()
            found.append(Exclusion(name, because, pairs, key == "opposed", even_covered, except_when, node.place))
        return found

    def together(self, fields: Fields) -> tuple[Together, ...]:
        found = []
        for node in fields.mappings("always_together", required=False):
            entry = Fields(node, "an entry of always_together", self.faults, FAMILY)
            name, because = self._id(entry), entry.text("because")
            found.append(Together(name, because, self._rules(entry, "rules", least=2), node.place))
            entry.done()
        return tuple(found)

    def families(self, fields: Fields) -> tuple[Family, ...]:
        found = []
        for node in fields.mappings("families"):
            entry = Fields(node, "a family", self.faults, FAMILY)
            name, title = self._id(entry), entry.text("title")
            when = self._condition(entry, "when")
            members = self._rules(entry, "members", least=1)
            entry.done()
            if when is not None:
                found.append(Family(name, title, when, members, node.place))
        return tuple(found)

    def monotone(self, fields: Fields) -> tuple[Monotone, ...]:
        found = []
        for node in fields.mappings("monotone"):
            entry = Fields(node, "an entry of monotone", self.faults, FAMILY)
            name = entry.text("fact")
            because, rules = entry.text("because"), self._rules(entry, "rules", least=1)
            fact = VOCABULARY.get(name)
            worsens = ""
            ranks: tuple[str, ...] = ()
            if fact is None or fact.type not in (*WORSENS, "choice"):
                if name:
                    hint = "name a number, a flag or a choice of the vocabulary"
                    entry.fault("shape", f"`{shown_word(name)}` has no worse values", entry.place("fact"), hint)
                entry.value("worsens", required=False)
            elif fact.type == "choice":
                ranks = self._ranks(entry, tuple(fact.choices))
            else:
                worsens = entry.text("worsens", one_of=WORSENS[fact.type])
            entry.done()
            found.append(Monotone(name, because, rules, worsens, ranks, node.place))
        return tuple(found)

    def _ranks(self, entry: Fields, choices: tuple[str, ...]) -> tuple[str, ...]:
        ranks = entry.texts("worsens")
        for word in ranks:
            if word not in choices:
                hint = did_you_mean(word, choices, f"one of: {', '.join(choices)}")
                entry.fault("shape", f"`{shown_word(word)}` is no value of the fact", entry.place("worsens"), hint)
        if ranks and len(set(ranks)) < 2:
            hint = "list its values from the best to the worst"
            entry.fault("shape", "one value is never worse than itself", entry.place("worsens"), hint)
        return ranks

    def _pairs(self, entry: Fields) -> tuple[tuple[str, str], ...]:
        """All pairs `among` a list of rules, or of `one` list with the `other`."""
        if entry.has("among") != (entry.has("one") or entry.has("other")):
            if entry.has("among"):
                return tuple(combinations(self._rules(entry, "among", least=2), 2))
            return tuple(product(self._rules(entry, "one", least=1), self._rules(entry, "other", least=1)))
        for key in ("among", "one", "other"):
            entry.value(key, required=False)
        hint = "write `among: [...]`, or `one: [...]` and `other: [...]`"
        entry.fault("shape", "an exclusion is either among rules, or of some with others", hint=hint)
        return ()

    def _rules(self, entry: Fields, key: str, least: int) -> tuple[str, ...]:
        names = entry.texts(key)
        place = entry.place(key)
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                entry.fault("duplicate", f"the rule `{shown_word(name)}` stands twice", place, "keep one of them")
            self._check_rule(name, place)
        if names and len(names) < least:
            entry.fault("shape", f"`{key}` needs at least {least} rules", place, "add one, or remove the entry")
        return tuple(name for name in names if not self._is_retired(name))

    def _is_retired(self, name: str) -> bool:
        """A retired rule says nothing any more, so that nothing need be declared of it."""
        return name in self.names.rules and self.names.rules[name].review.status == "retired"

    def _check_rule(self, name: str, place: Place, in_condition: bool = False) -> None:
        rule = self.names.rules.get(name)
        if rule is None:
            if name not in self.names.unread:
                hint = did_you_mean(name, self.names.rules, "see `cd38rules rules list`")
                self._fault("unknown-rule", f"there is no rule `{shown_word(name)}`", place, hint)
        elif rule.applies_when is None:
            self._fault("undecided-rule", f"`{name}` has no condition: it is never decided", place, "leave it out")
        elif in_condition and rule.review.status == "retired":
            self._fault("retired-rule", f"`{name}` is retired: it never fires", place, "leave it out")

    def _condition(self, entry: Fields, key: str, required: bool = True) -> Condition | None:
        node = entry.value(key, required)
        condition = self.conditions.read(node)
        for part in () if condition is None else walk(condition):
            if isinstance(part, AnyRule):
                entry.fault("shape", "`any_rule` can't stand here", part.place, "name the rules")
            elif isinstance(part, VerdictLeaf) and part.target.startswith("concept:"):
                name = part.target.removeprefix("concept:")
                if name not in self.names.concepts and name not in self.names.unread:
                    hint = did_you_mean(name, self.names.concepts, f"one of: {', '.join(self.names.concepts)}")
                    self._fault("unknown-concept", f"there is no concept `{shown_word(name)}`", part.place, hint)
            elif isinstance(part, VerdictLeaf):
                self._check_rule(part.target, part.place, in_condition=True)
        return condition

    def _flag(self, entry: Fields, key: str) -> bool:
        node = entry.value(key, required=False)
        if node is not None and not isinstance(node.value, bool):
            entry.fault("shape", f"`{key}` is neither true nor false", node.place, "write true, or leave it out")
        return node is not None and node.value is True

    def _id(self, entry: Fields) -> str:
        name = entry.text("id")
        if name and name in self.ids:
            message = f"the entry `{shown_word(name)}` stands twice"
            entry.fault("duplicate", message, entry.place("id"), "keep one of them", self.ids[name])
        self.ids.setdefault(name, entry.place("id"))
        return name

    def _fault(self, code: str, message: str, place: Place, hint: str) -> None:
        self.faults.append(Diagnostic(code, message, (place,), hint))
