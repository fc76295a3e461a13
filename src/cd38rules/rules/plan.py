"""The plan of an evaluation: every condition that is to be decided, each after those that it builds on.

A rule, a concept, and each condition that chooses a severity, a text, a cover or an evidence entry is one decision.
Engines know decisions only. A rule with `unless` has two: its condition alone (`<rule>~raw`), and the effective one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from ..truth import NO, YES
from .condition import All, Condition, FactLeaf, Not, VerdictLeaf, walk
from .model import Concept, Rule, Scope

RAW = "~raw"


@dataclass(frozen=True, slots=True)
class Decision:
    """One condition to decide: once for the patient, or once for each regimen."""

    id: str
    scope: Scope
    condition: Condition


@dataclass(frozen=True)
class Plan:
    """`decisions` by id, in dependency order; `auxiliary` finds the decision of a choosing condition."""

    decisions: Mapping[str, Decision]
    auxiliary: Mapping[tuple[Condition, Scope], str]
    depends_on: Mapping[str, tuple[str, ...]]

    def id_of(self, condition: Condition, scope: Scope) -> str:
        """The decision that stands for a choosing condition of a rule with that scope."""
        return self.auxiliary[condition, scope]


class PlanCycle(ValueError):
    """Decisions build on each other in a circle; `names` lists them, the first one again at the end."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(" -> ".join(names))


def choosing_conditions(rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule that choose among its severities, texts, covers and evidence entries."""
    for case in rule.severity.cases:
        yield case.when
    for text in (*rule.summary, *rule.detail, *rule.caveats):
        if text.when is not None:
            yield text.when
    for cover in rule.covers:
        if cover.when is not None:
            yield cover.when
    for use in rule.evidence:
        if use.when is not None:
            yield use.when


def plan_of(rules: Mapping[str, Rule], concepts: Mapping[str, Concept]) -> Plan:
    """The plan of a linked rule book: every name resolved, every `any_rule` expanded. Raises PlanCycle."""
    found: dict[str, Decision] = {}
    auxiliary: dict[tuple[Condition, Scope], str] = {}
    for concept in concepts.values():
        found[f"concept:{concept.id}"] = Decision(f"concept:{concept.id}", _scope(concept.condition), concept.condition)
    for rule in rules.values():
        if rule.applies_when is not None and rule.review.status != "retired":
            for decision in _decisions_of(rule, rule.applies_when):
                found[decision.id] = decision
    for rule in rules.values():
        if rule.review.status == "retired":
            continue
        for condition in choosing_conditions(rule):
            key = (condition, rule.scope)
            if key not in auxiliary:
                auxiliary[key] = f"when:{len(auxiliary)}"
                found[auxiliary[key]] = Decision(auxiliary[key], rule.scope, condition)
    depends_on = {name: tuple(_targets(decision.condition)) for name, decision in found.items()}
    return Plan({name: found[name] for name in _sorted(depends_on)}, auxiliary, depends_on)


def rules_with(decision: str, plan: Plan, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The rules that a decision is a part of: its own, or those that choose by it or build on that concept."""
    own = decision.removesuffix(RAW)
    if own in rules:
        return (own,)
    above = {decision}
    for name in plan.decisions:  # each after those that it builds on
        if not above.isdisjoint(set(plan.depends_on[name]) - rules.keys()):  # what builds on a rule isn't a part of it
            above.add(name)
    return tuple(
        rule.id
        for rule in rules.values()
        if not above.isdisjoint(
            (rule.id, rule.id + RAW, *(plan.auxiliary.get((c, rule.scope), "") for c in choosing_conditions(rule)))
        )
    )


def layers_of(plan: Plan) -> dict[str, int]:
    """For each decision its layer: 0 builds on facts alone, n on decisions below n."""
    layers: dict[str, int] = {}
    for name in plan.decisions:
        layers[name] = max((layers[target] + 1 for target in plan.depends_on[name]), default=0)
    return layers


def _decisions_of(rule: Rule, condition: Condition) -> Iterator[Decision]:
    if not rule.unless:
        yield Decision(rule.id, rule.scope, condition)
        return
    yield Decision(rule.id + RAW, rule.scope, condition)
    suppressors = tuple(VerdictLeaf(name, YES, if_unknown=NO) for name in rule.unless)
    applies = VerdictLeaf(rule.id + RAW, YES)
    yield Decision(rule.id, rule.scope, All((applies, *(Not(leaf) for leaf in suppressors))))


def _scope(condition: Condition) -> Scope:
    reads = any(isinstance(part, FactLeaf) and part.fact.startswith("regimen.") for part in walk(condition))
    return "regimen" if reads else "patient"


def _targets(condition: Condition) -> Iterable[str]:
    return dict.fromkeys(part.target for part in walk(condition) if isinstance(part, VerdictLeaf))


def _sorted(depends_on: Mapping[str, tuple[str, ...]]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(depends_on):
        sorter.add(name, *(target for target in depends_on[name] if target in depends_on))
    try:
        return list(sorter.static_order())
    except CycleError as error:
        raise PlanCycle(list(reversed(error.args[1]))) from None
