"""Two rule books side by side: what each rule's change means, and the version that it needs.

A change to who a rule applies to, or how urgent it is, is a major version; to evidence or limits a minor one; to
wording a patch. What a rule builds on counts as its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..rules.book import RuleBook
from ..rules.condition import Condition
from ..rules.model import Concept, Rule, SeverityChoice, Text
from .conditions import Titles, differences, meaning, reads

Step = Literal["none", "patch", "minor", "major"]
STEPS: tuple[Step, ...] = ("none", "patch", "minor", "major")

_OF_EVIDENCE = (
    *("value", "unit", "measure", "arm", "says", "n", "interval", "p", "comparator", "population", "data_cut"),
    *("means", "design", "location", "printed"),
)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What is different in one rule. `lines` pairs each difference with the step that it needs."""

    rule: str
    lines: tuple[tuple[Step, str], ...]
    old_version: str
    new_version: str

    @property
    def needs(self) -> Step:
        """The version step that the largest of the differences needs."""
        return max((step for step, _ in self.lines), key=STEPS.index, default="none")

    @property
    def has(self) -> Step:
        """The version step that was made."""
        return step_between(self.old_version, self.new_version)

    @property
    def version_fits(self) -> bool:
        """Whether the step made is at least the one needed; a rule that is new, or gone, has none."""
        if not self.old_version or not self.new_version:
            return bool(self.new_version)
        return STEPS.index(self.has) >= STEPS.index(self.needs)


@dataclass(frozen=True, slots=True)
class BookChange:
    """The difference of two books: rules in the order of their ids, and what changed beside the rules."""

    rules: tuple[RuleChange, ...]
    beside: tuple[str, ...]
    old_version: str
    new_version: str

    @property
    def versions_fit(self) -> bool:
        """Whether every changed rule has the version that its change needs."""
        return all(change.version_fits for change in self.rules)

    @property
    def needs(self) -> Step:
        """The step that the book's own version needs: the largest of its rules."""
        steps = [change.needs for change in self.rules]
        return max(steps, key=STEPS.index, default="none")


def step_between(old: str, new: str) -> Step:
    """The step from one version to the next; "none" for the same one, or for one that goes back."""
    if not old or not new:
        return "none"
    before, after = ([int(part) for part in version.split(".")] for version in (old, new))
    if after <= before:
        return "none"
    position = next(number for number, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
    return STEPS[3 - position]


def compare(old: RuleBook, new: RuleBook) -> BookChange:
    """Everything that differs in meaning between two books."""
    changes = [_of_rule(name, old, new) for name in sorted({*old.rules, *new.rules})]
    concepts = [
        f"concept {name}: {line}"
        for name in sorted({*old.concepts, *new.concepts})
        for line in _of_concept(old.concepts.get(name), new.concepts.get(name), _titles(new))
    ]
    return BookChange(
        rules=tuple(change for change in changes if change.lines),
        beside=tuple(concepts),
        old_version=old.version,
        new_version=new.version,
    )


def _titles(book: RuleBook) -> Titles:
    names = {rule.id: rule.title for rule in book.rules.values()}
    names |= {f"concept:{concept.id}": concept.title for concept in book.concepts.values()}
    return lambda name: names.get(name, name)


def _of_rule(name: str, old: RuleBook, new: RuleBook) -> RuleChange:
    before, after = old.rules.get(name), new.rules.get(name)
    if before is None or after is None:
        line = "the rule is new" if before is None else "the rule is gone: ids are kept, retire it instead"
        return RuleChange(
            name,
            (("major", line),),
            before.review.version if before else "",
            after.review.version if after else "",
        )
    lines = tuple(_lines(before, after, old, new))
    return RuleChange(name, lines, before.review.version, after.review.version)


def _lines(before: Rule, after: Rule, old: RuleBook, new: RuleBook) -> Iterator[tuple[Step, str]]:
    titles = _titles(new)
    for line in differences(before.applies_when, after.applies_when, titles):
        yield "major", f"applies when: {line}"
    for name in sorted(_concepts_behind(after, new) & set(old.concepts)):
        for line in _of_concept(old.concepts[name], new.concepts.get(name), titles):
            yield "major", f"through the concept {name}: {line}"
    yield from _listed("major", "silenced by", before.unless, after.unless)
    for what, one, two in (("kind", before.kind, after.kind), ("claim", before.claim, after.claim)):
        if one != two:
            yield "major", f"{what}: {one} → {two}"
    if before.review.status != after.review.status:
        step: Step = "major" if "retired" in (before.review.status, after.review.status) else "patch"
        yield step, f"status: {before.review.status} → {after.review.status}"
    if _severity(before.severity) != _severity(after.severity):
        yield "major", f"severity: {_severity_words(before.severity)} → {_severity_words(after.severity)}"
    yield from _listed("major", "never", _words(before.never), _words(after.never))
    yield from _listed("minor", "shows under it", _names(before.covers), _names(after.covers))
    yield from _listed("minor", "asks for", before.asks, after.asks)
    yield from _evidence(before, after, old, new)
    yield from _texts("minor", "limits", before.caveats, after.caveats)
    for what, one_text, two_text in (
        ("summary", before.summary, after.summary),
        ("detail", before.detail, after.detail),
    ):
        yield from _texts("patch", what, one_text, two_text)
    if before.title != after.title:
        yield "patch", "title reworded"
    for what, one_list, two_list in (
        ("for", before.audience, after.audience),
        ("override reasons", before.override_reasons, after.override_reasons),
        ("hazards", before.hazards, after.hazards),
    ):
        yield from _listed("patch", what, one_list, two_list)


def _evidence(before: Rule, after: Rule, old: RuleBook, new: RuleBook) -> Iterator[tuple[Step, str]]:
    one, two = ({use.evidence for use in rule.evidence} for rule in (before, after))
    yield from _listed("minor", "cites", sorted(one), sorted(two))
    for name in sorted(one & two):
        was, now = old.catalogue.get(name), new.catalogue.get(name)
        if was is None or now is None:
            continue
        differing = [part for part in _OF_EVIDENCE if str(getattr(was, part)) != str(getattr(now, part))]
        if [r.number for r in was.references] != [r.number for r in now.references]:
            differing.append("references")
        if [e.id for e in was.errata] != [e.id for e in now.errata]:
            differing.append("errata")
        if differing:
            yield "minor", f"evidence {name}: another {', '.join(differing)}"


def _texts(step: Step, what: str, old: Iterable[Text], new: Iterable[Text]) -> Iterator[tuple[Step, str]]:
    before, after = ([(text.text, _meaning(text.when)) for text in texts] for texts in (old, new))
    if before == after:
        return
    if [text for text, _ in before] == [text for text, _ in after]:
        yield "minor", f"{what}: shown under another condition"
    elif len(before) != len(after):
        yield step, f"{what}: {len(before)} → {len(after)} texts"
    else:
        yield step, f"{what} reworded"


def _listed(step: Step, what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[Step, str]]:
    before, after = list(old), list(new)
    more = [name for name in after if name not in before]
    less = [name for name in before if name not in after]
    if more or less:
        words = [f"+ {name}" for name in more] + [f"- {name}" for name in less]
        yield step, f"{what}: {', '.join(words)}"


def _words(never: Iterable[tuple[object, str]]) -> list[str]:
    return [str(getattr(truth, "value", truth)) for truth, _ in never]


def _names(covers: Iterable[object]) -> list[str]:
    return [str(getattr(cover, "rule", cover)) for cover in covers]


def _meaning(condition: Condition | None) -> object:
    return None if condition is None else meaning(condition)


def _severity(choice: SeverityChoice) -> object:
    return choice.otherwise, [(case.severity, meaning(case.when)) for case in choice.cases]


def _severity_words(choice: SeverityChoice) -> str:
    return "/".join(dict.fromkeys([*(case.severity for case in choice.cases), choice.otherwise]))


def _concepts_behind(rule: Rule, book: RuleBook) -> set[str]:
    """The concepts that a rule builds on, at any depth; rules that it builds on change on their own line."""
    waiting = [rule.applies_when] if rule.applies_when is not None else []
    found: set[str] = set()
    while waiting:
        for name in reads(waiting.pop()):
            concept = name.removeprefix("concept:")
            if name.startswith("concept:") and concept in book.concepts and concept not in found:
                found.add(concept)
                waiting.append(book.concepts[concept].condition)
    return found


def _of_concept(old: Concept | None, new: Concept | None, titles: Callable[[str], str]) -> list[str]:
    if old is None or new is None:
        return [] if old is new else ["new" if old is None else "gone"]
    return differences(old.condition, new.condition, titles)
