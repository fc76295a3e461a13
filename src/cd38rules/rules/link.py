"""Drafts to a linked rule book: every name resolved, `any_rule` expanded, circles and impossible texts found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..truth import NO, YES
from .condition import Any, AnyRule, Condition, VerdictLeaf, replace_leaves, walk
from .evidence import EvidenceCatalogue
from .model import Concept, Cover, EvidenceUse, Rule, SeverityCase, SeverityChoice, Text
from .plan import PlanCycle, choosing_conditions, plan_of
from .texts import check_texts

SMALL_N = 50

Item = TypeVar("Item", Rule, Concept)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Rules and concepts as read, one after another; ids may still clash and names may lead nowhere."""

    rules: list[Rule]
    concepts: list[Concept]


def link(
    drafts: Drafts, catalogue: EvidenceCatalogue, faults: list[Diagnostic]
) -> tuple[dict[str, Rule], dict[str, Concept]]:
    """Rules and concepts by id, in the order of their ids, with every `any_rule` expanded."""
    rules = _by_id(drafts.rules, faults)
    concepts = _by_id(drafts.concepts, faults)
    expanded = {name: _expanded(rule, rules, catalogue, faults) for name, rule in rules.items()}
    for rule in expanded.values():
        _check_names(rule, expanded, concepts, catalogue, faults)
        check_texts(rule, catalogue, faults)
    for concept in concepts.values():
        _check_concept(concept, expanded, concepts, faults)
    if not any(fault.code == "unknown-rule" for fault in faults):
        _check_circles(expanded, concepts, faults)
    return expanded, concepts


def _by_id(items: list[Item], faults: list[Diagnostic]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        if item.id in found:
            places = (item.place, found[item.id].place)
            faults.append(Diagnostic("duplicate-id", f"two entries have the id `{item.id}`", places, "ids are never reused: rename one"))
        found.setdefault(item.id, item)
    return dict(sorted(found.items()))


def _expanded(rule: Rule, rules: Mapping[str, Rule], catalogue: EvidenceCatalogue, faults: list[Diagnostic]) -> Rule:
    def change(leaf: Condition) -> Condition:
        if not isinstance(leaf, AnyRule):
            return leaf
        chosen = [name for name, other in rules.items() if name != rule.id and _fits(other, leaf, catalogue)]
        if not chosen:
            message = "the selection fits no rule"
            faults.append(Diagnostic("empty-selection", message, (leaf.place,), "topic, claim, kind or cites as rules have them"))
            return leaf
        parts = tuple(VerdictLeaf(name, YES, NO, leaf.place) for name in chosen)
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
        evidence=tuple(
            EvidenceUse(u.evidence, u.supports, u.when and replace_leaves(u.when, change), u.place) for u in rule.evidence
        ),
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
            cited = [entry for use in rule.evidence if (entry := catalogue.get(use.evidence)) is not None]
            small = any(entry.n is not None and entry.n < SMALL_N and entry.kind == "figure" for entry in cited)
            if not {"small-n": small, "erratum": any(entry.errata for entry in cited)}.get(wanted, False):
                return False
        elif have[key] != wanted:
            return False
    return True


def _check_names(
    rule: Rule,
    rules: Mapping[str, Rule],
    concepts: Mapping[str, Concept],
    catalogue: EvidenceCatalogue,
    faults: list[Diagnostic],
) -> None:
    for name, place in zip(rule.unless, rule.unless_places or (rule.place,) * len(rule.unless), strict=True):
        _check_rule(name, place, rules, faults)
    for cover in rule.covers:
        _check_rule(cover.rule, cover.place, rules, faults, decided=True)
    for condition in _conditions(rule):
        _check_leaves(condition, rules, concepts, faults)
    for use in rule.evidence:
        if use.evidence not in catalogue:
            hint = did_you_mean(use.evidence, catalogue.ids, "see `cd38rules evidence show`")
            faults.append(Diagnostic("unknown-evidence", f"there is no evidence `{use.evidence}`", (use.place,), hint))


def _check_leaves(
    condition: Condition, rules: Mapping[str, Rule], concepts: Mapping[str, Concept], faults: list[Diagnostic]
) -> None:
    for part in walk(condition):
        if not isinstance(part, VerdictLeaf):
            continue
        if part.target.startswith("concept:"):
            name = part.target.removeprefix("concept:")
            if name not in concepts:
                hint = did_you_mean(name, concepts, f"one of: {', '.join(concepts)}")
                faults.append(Diagnostic("unknown-concept", f"there is no concept `{name}`", (part.place,), hint))
        else:
            _check_rule(part.target, part.place, rules, faults)


def _check_rule(name: str, place: Place, rules: Mapping[str, Rule], faults: list[Diagnostic], decided: bool = True) -> None:
    if name not in rules:
        hint = did_you_mean(name, rules, "see `cd38rules rules list`")
        faults.append(Diagnostic("unknown-rule", f"there is no rule `{name}`", (place,), hint))
    elif decided and rules[name].applies_when is None:
        faults.append(Diagnostic("undecided-rule", f"`{name}` has no condition: it is never decided", (place,), "name a rule with applies_when"))
    elif rules[name].review.status == "retired":
        faults.append(Diagnostic("retired-rule", f"`{name}` is retired: it never fires", (place,), "remove the reference"))


def _check_concept(
    concept: Concept, rules: Mapping[str, Rule], concepts: Mapping[str, Concept], faults: list[Diagnostic]
) -> None:
    _check_leaves(concept.condition, rules, concepts, faults)
    for part in walk(concept.condition):
        if not isinstance(part, VerdictLeaf):
            continue
        inner = concepts.get(part.target.removeprefix("concept:"))
        if not part.target.startswith("concept:"):
            faults.append(Diagnostic("concept-on-rule", "a concept can't build on a rule", (part.place,), "use facts and concepts"))
        elif inner is not None and any(isinstance(p, VerdictLeaf) for p in walk(inner.condition)):
            places = (part.place, inner.place)
            faults.append(Diagnostic("concept-too-deep", "a concept may build on concepts one level deep", places, "write the inner one out"))


def _check_circles(rules: Mapping[str, Rule], concepts: Mapping[str, Concept], faults: list[Diagnostic]) -> None:
    try:
        plan_of(rules, concepts)
    except PlanCycle as cycle:
        names = list(dict.fromkeys(name.removesuffix("~raw").removeprefix("concept:") for name in cycle.names))
        places = tuple(rules[name].place if name in rules else concepts[name].place for name in names if name in rules or name in concepts)
        circle = " -> ".join([*names, names[0]])
        faults.append(Diagnostic("circle", f"these build on each other in a circle: {circle}", places, "remove one of the references"))
    counted = Counter((cover.rule, rule.id) for rule in rules.values() for cover in rule.covers)
    for rule in rules.values():
        for cover in rule.covers:
            if counted[rule.id, cover.rule] or cover.rule == rule.id:
                places = (cover.place, rules[cover.rule].place)
                faults.append(Diagnostic("cover-circle", f"`{rule.id}` and `{cover.rule}` cover each other", places, "keep one direction"))
