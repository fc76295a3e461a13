"""Drafts to a linked rule book: every name resolved, `any_rule` expanded, circles and impossible texts found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..truth import NO, YES
from .condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf, replace_leaves, walk
from .evidence import EvidenceCatalogue
from .located import shown_word
from .model import Concept, Cover, EvidenceUse, Rule, SeverityCase, SeverityChoice, Text
from .plan import RAW, PlanCycle, choosing_conditions, plan_of
from .read_rule import scope_of
from .texts import check_texts

SMALL_N = 50

Item = TypeVar("Item", Rule, Concept)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Rules and concepts as read, one after another; ids may still clash and names may lead nowhere."""

    rules: list[Rule]
    concepts: list[Concept]
    unread: frozenset[str] = frozenset()  # ids of rules and concepts with faults of their own: naming them is none
    evidence_unread: bool = False  # some evidence couldn't be read: what isn't found may stand there


def link(
    drafts: Drafts, catalogue: EvidenceCatalogue, faults: list[Diagnostic]
) -> tuple[dict[str, Rule], dict[str, Concept]]:
    """Rules and concepts by id, in the order of their ids, with every `any_rule` expanded."""
    rules = _by_id(drafts.rules, faults)
    concepts = _by_id(drafts.concepts, faults)
    for name in sorted(set(rules) & set(concepts)):
        places = (concepts[name].place, rules[name].place)
        message = f"a rule and a concept have the id `{name}`"
        faults.append(Diagnostic("duplicate-id", message, places, "rename the concept"))
    expanded = {name: _expanded(rule, rules, drafts, catalogue, faults) for name, rule in rules.items()}
    names = _Names(expanded, concepts, drafts.unread, faults)
    for rule in expanded.values():
        names.check(rule)
        _check_evidence(rule, catalogue, drafts.evidence_unread, faults)
        check_texts(rule, catalogue, faults, drafts.evidence_unread)
    for concept in concepts.values():
        names.check_concept(concept)
    _check_circles(expanded, concepts, faults)
    return expanded, concepts


def _by_id(items: list[Item], faults: list[Diagnostic]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        if item.id in found:
            places = (item.place, found[item.id].place)
            message = f"two entries have the id `{item.id}`"
            faults.append(Diagnostic("duplicate-id", message, places, "ids are never reused: rename one"))
        found.setdefault(item.id, item)
    return dict(sorted(found.items()))


def _expanded(
    rule: Rule, rules: Mapping[str, Rule], drafts: Drafts, catalogue: EvidenceCatalogue, faults: list[Diagnostic]
) -> Rule:
    def change(leaf: Condition) -> Condition:
        if not isinstance(leaf, AnyRule):
            return leaf
        chosen = [name for name, other in rules.items() if name != rule.id and _fits(other, leaf, catalogue)]
        if not chosen:
            if not drafts.unread and not drafts.evidence_unread:
                hint = "topic, claim, kind or cites as rules have them"
                faults.append(Diagnostic("empty-selection", "the selection fits no other rule", (leaf.place,), hint))
            return leaf
        wanted = dict(leaf.selection).get("cites", "")
        parts = tuple(_applies_and_cites(rules[name], wanted, leaf.place, catalogue) for name in chosen)
        return Any(parts, leaf.place, leaf.selection)

    if not any(isinstance(part, AnyRule) for condition in _conditions(rule) for part in walk(condition)):
        return rule

    def texts(items: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(replace(item, when=item.when and replace_leaves(item.when, change)) for item in items)

    cases = tuple(SeverityCase(case.severity, replace_leaves(case.when, change)) for case in rule.severity.cases)
    return replace(
        rule,
        applies_when=rule.applies_when and replace_leaves(rule.applies_when, change),
        severity=SeverityChoice(rule.severity.otherwise, cases),
        summary=texts(rule.summary),
        detail=texts(rule.detail),
        caveats=texts(rule.caveats),
        covers=tuple(Cover(c.rule, c.when and replace_leaves(c.when, change), c.place) for c in rule.covers),
        evidence=tuple(replace(use, when=use.when and replace_leaves(use.when, change)) for use in rule.evidence),
    )


def _conditions(rule: Rule) -> Iterable[Condition]:
    yield from () if rule.applies_when is None else (rule.applies_when,)
    yield from choosing_conditions(rule)


def _fits(rule: Rule, selector: AnyRule, catalogue: EvidenceCatalogue) -> bool:
    if rule.applies_when is None or rule.review.status == "retired":
        return False
    have = {"topic": rule.topic, "claim": rule.claim, "kind": rule.kind}
    for key, wanted in selector.selection:
        if key == "cites":
            if not any(_is_cited(use, wanted, catalogue) for use in rule.evidence):
                return False
        elif have[key] != wanted:
            return False
    return True


def _is_cited(use: EvidenceUse, wanted: str, catalogue: EvidenceCatalogue) -> bool:
    entry = catalogue.get(use.evidence)
    if entry is None:
        return False
    if wanted == "small-n":
        return entry.kind == "figure" and entry.n is not None and entry.n < SMALL_N
    return wanted == "erratum" and bool(entry.errata)


def _applies_and_cites(rule: Rule, wanted: str, place: Place, catalogue: EvidenceCatalogue) -> Condition:
    """The rule applies, and, where the evidence wanted is cited under a condition, that surely holds too.

    A condition about a regimen can't be asked of the patient as a whole, and of one with a `not` in it "surely" can't
    be said leaf by leaf: such evidence counts as cited.
    """
    applies = VerdictLeaf(rule.id, YES, NO, place)
    chosen = [use.when for use in rule.evidence if wanted and _is_cited(use, wanted, catalogue)]
    whens = tuple(replace_leaves(when, _surely) for when in chosen if when is not None and _can_be_asked(when))
    return applies if len(whens) < len(chosen) or not chosen else All((applies, Any(whens, place)), place)


def _can_be_asked(when: Condition) -> bool:
    return scope_of(when) == "patient" and not any(isinstance(part, (Not, AnyRule)) for part in walk(when))


def _surely(leaf: Condition) -> Condition:
    settles = isinstance(leaf, VerdictLeaf) or (isinstance(leaf, FactLeaf) and leaf.operator != "recorded")
    if settles and isinstance(leaf, (FactLeaf, VerdictLeaf)) and leaf.if_unknown is None:
        return replace(leaf, if_unknown=NO)
    return leaf


class _Names:
    """Looks up every name that rules and concepts build on."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        concepts: Mapping[str, Concept],
        unread: frozenset[str],
        faults: list[Diagnostic],
    ) -> None:
        self.rules = rules
        self.concepts = concepts
        self.unread = unread
        self.faults = faults

    def check(self, rule: Rule) -> None:
        """The names in `unless`, in `covers` and in every condition of a rule."""
        for name, place in zip(rule.unless, rule.unless_places or (rule.place,) * len(rule.unless), strict=True):
            self._check_rule(name, place)
        for cover in rule.covers:
            self._check_rule(cover.rule, cover.place)
        for condition in _conditions(rule):
            self._check_leaves(condition)

    def check_concept(self, concept: Concept) -> None:
        """The names in a concept, which may build on facts, and on concepts that build on facts alone."""
        for part in walk(concept.condition):
            if isinstance(part, AnyRule) or (isinstance(part, VerdictLeaf) and not _is_of_concept(part)):
                self._fault("concept-on-rule", "a concept can't build on a rule", "use facts and concepts", part.place)
            elif isinstance(part, VerdictLeaf):
                self._check_leaves(part)
                inner = self.concepts.get(part.target.removeprefix("concept:"))
                if inner is not None and any(
                    isinstance(p, VerdictLeaf) and _is_of_concept(p) for p in walk(inner.condition)
                ):
                    message = "a concept may build on concepts one level deep"
                    self._fault("concept-too-deep", message, "write the inner one out", part.place, inner.place)

    def _check_leaves(self, condition: Condition) -> None:
        for part in walk(condition):
            if isinstance(part, VerdictLeaf) and _is_of_concept(part):
                name = part.target.removeprefix("concept:")
                if name not in self.concepts and name not in self.unread:
                    hint = did_you_mean(name, self.concepts, f"one of: {', '.join(self.concepts)}")
                    self._fault("unknown-concept", f"there is no concept `{shown_word(name)}`", hint, part.place)
            elif isinstance(part, VerdictLeaf):
                self._check_rule(part.target, part.place)

    def _check_rule(self, name: str, place: Place) -> None:
        if name not in self.rules:
            if name not in self.unread:
                hint = did_you_mean(name, self.rules, "see `cd38rules rules list`")
                self._fault("unknown-rule", f"there is no rule `{shown_word(name)}`", hint, place)
        elif self.rules[name].applies_when is None:
            message = f"`{name}` has no condition: it is never decided"
            self._fault("undecided-rule", message, "name a rule with applies_when", place)
        elif self.rules[name].review.status == "retired":
            self._fault("retired-rule", f"`{name}` is retired: it never fires", "remove the reference", place)

    def _fault(self, code: str, message: str, hint: str, *places: Place) -> None:
        self.faults.append(Diagnostic(code, message, places, hint))


def _is_of_concept(leaf: VerdictLeaf) -> bool:
    return leaf.target.startswith("concept:")


def _check_evidence(rule: Rule, catalogue: EvidenceCatalogue, evidence_unread: bool, faults: list[Diagnostic]) -> None:
    for use in rule.evidence:
        entry = catalogue.get(use.evidence)
        if entry is not None and entry.kind != use.cited_as:
            message = f"`{use.evidence}` is a {entry.kind}, cited as a {use.cited_as}"
            places = (use.place, entry.place)
            faults.append(Diagnostic("evidence-kind-mismatch", message, places, f"write {entry.kind}: {use.evidence}"))
        elif entry is None and not evidence_unread:
            hint = did_you_mean(use.evidence, catalogue.ids, "see `cd38rules evidence show`")
            message = f"there is no evidence `{shown_word(use.evidence)}`"
            faults.append(Diagnostic("unknown-evidence", message, (use.place,), hint))


def _check_circles(rules: Mapping[str, Rule], concepts: Mapping[str, Concept], faults: list[Diagnostic]) -> None:
    """Every circle among the conditions, and every circle of covers; what stands in two is reported in the first."""
    rules_left, concepts_left = dict(rules), dict(concepts)
    while True:
        try:
            plan_of(rules_left, concepts_left)
            break
        except PlanCycle as cycle:
            names = list(dict.fromkeys(name.removesuffix(RAW) for name in cycle.names))
        places = tuple(_place_of_reference(name, names, rules, concepts) for name in names)
        circle = _as_circle(name.removeprefix("concept:") for name in names)
        message = f"these build on each other in a circle: {circle}"
        faults.append(Diagnostic("circle", message, places, "remove one of the references"))
        for name in names:
            rules_left.pop(name, None)
            concepts_left.pop(name.removeprefix("concept:"), None)
    covers = {name: {cover.rule for cover in rule.covers if cover.rule in rules} for name, rule in rules.items()}
    while names := _circle_in(covers):
        places = tuple(
            next(cover.place for cover in rules[name].covers if cover.rule == covered)
            for name, covered in zip(names, [*names[1:], names[0]], strict=True)
        )
        message = f"these cover each other in a circle: {_as_circle(names)}"
        faults.append(Diagnostic("cover-circle", message, places, "remove one of the covers"))
        covers = {name: covered for name, covered in covers.items() if name not in names}


def _place_of_reference(
    name: str, circle: list[str], rules: Mapping[str, Rule], concepts: Mapping[str, Concept]
) -> Place:
    """Where a rule or concept names another one of the circle."""
    own = rules[name] if name in rules else concepts[name.removeprefix("concept:")]
    condition = own.applies_when if isinstance(own, Rule) else own.condition
    leaves = () if condition is None else walk(condition)
    found = [leaf.place for leaf in leaves if isinstance(leaf, VerdictLeaf) and leaf.target in circle]
    if isinstance(own, Rule):
        found += [place for target, place in zip(own.unless, own.unless_places, strict=False) if target in circle]
    return next((place for place in found if place.line), own.place)


def _circle_in(graph: Mapping[str, set[str]]) -> list[str]:
    """The names of one circle, each followed by one that it points to; nothing if there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(graph):
        sorter.add(name, *sorted(target for target in graph[name] if target in graph))
    try:
        sorter.prepare()
    except CycleError as error:
        return list(reversed(error.args[1][1:]))
    return []


def _as_circle(names: Iterable[str]) -> str:
    listed = list(names)
    return " -> ".join([*listed, listed[0]])
