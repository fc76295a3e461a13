"""The reference engine: a plain walk over the condition tree, by the book, without preparation or compilation.

It shares no evaluation code with the other engines and is meant to be read in one sitting.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat

from ..facts import Facts, Members, Range, Value, instance_name
from ..rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf
from ..rules.plan import Plan
from ..truth import NO, UNKNOWN, YES, Truth, all_of, any_of, negate, of
from .outcome import PATIENT, Outcome, across_roles


def decide(plan: Plan, facts: Facts) -> Outcome:
    """The truth of every decision of the plan, in the plan's order."""
    truths: dict[tuple[str, str], Truth] = {}
    walk = Walk(plan, facts, truths)
    active, patient = facts.active_roles, (PATIENT,)
    for decision in plan.decisions.values():
        for role in active if decision.scope == "regimen" else patient:
            truths[decision.id, role] = walk.truth_of(decision.condition, role)
    return Outcome(truths, facts.roles)


class Walk:
    """The truth of conditions over the facts of one patient and the decisions made so far."""

    def __init__(self, plan: Plan, facts: Facts, truths: Mapping[tuple[str, str], Truth]) -> None:
        self.plan = plan
        self.facts = facts
        self.truths = truths
        self._across: dict[str, Truth] = {}  # what the patient sees of a decision about regimens, once made

    def truth_of(self, condition: Condition, role: str) -> Truth:
        """The truth of a condition as one role sees it."""
        # Not `match`, which costs twice as much: this is asked some hundred times for each patient.
        if isinstance(condition, (FactLeaf, VerdictLeaf)):
            truth = self.plain_truth(condition, role)
            return condition.if_unknown if truth is UNKNOWN and condition.if_unknown is not None else truth
        if isinstance(condition, All):
            return all_of(map(self.truth_of, condition.parts, repeat(role)))
        if isinstance(condition, Any):
            return any_of(map(self.truth_of, condition.parts, repeat(role)))
        if isinstance(condition, Not):
            return negate(self.truth_of(condition.part, role))
        raise TypeError("any_rule is expanded when a rule book is loaded")

    def plain_truth(self, leaf: FactLeaf | VerdictLeaf, role: str) -> Truth:
        """The truth of a leaf before its `if_unknown`."""
        if isinstance(leaf, VerdictLeaf):
            return verdict_is(self.verdict(leaf.target, role), leaf.equals)
        name = instance_name(leaf.fact, role)
        if leaf.operator == "recorded":
            return of(self.facts.is_recorded(name) == leaf.literals[0])
        return fact_truth(leaf, self.facts.values.get(name))

    def verdict(self, target: str, role: str) -> Truth:
        """The truth of another decision, as this role sees it."""
        decision = self.plan.decisions[target]
        if decision.scope == "patient":
            return self.truths[target, PATIENT]
        if role == PATIENT:
            if target not in self._across:
                self._across[target] = across_roles(self.truths, self.facts.roles, target)
            return self._across[target]
        return self.truths[target, role]


def verdict_is(verdict: Truth, wanted: Truth) -> Truth:
    """Whether a verdict is yes, no or unknown. Asking for unknown is always decided; else unknown stays unknown."""
    if wanted is UNKNOWN:
        return of(verdict is UNKNOWN)
    return UNKNOWN if verdict is UNKNOWN else of(verdict is wanted)


def fact_truth(leaf: FactLeaf, value: Value) -> Truth:
    """The truth of one test of one value; unknown if it isn't recorded or the value leaves it open."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return of((value == leaf.literals[0]) == (leaf.operator == "is"))
    if isinstance(value, Range):
        return _range_truth(leaf, value)
    if isinstance(value, Members):
        return _members_truth(leaf, value)
    wanted = frozenset(leaf.literals)
    truth = YES if value <= wanted else UNKNOWN if value & wanted else NO
    return truth if leaf.operator in ("is", "one_of") else negate(truth)


def _range_truth(leaf: FactLeaf, value: Range) -> Truth:
    first, last = float(leaf.literals[0]), float(leaf.literals[-1])
    match leaf.operator:
        case "below":
            return YES if value.high < first else NO if value.low >= first else UNKNOWN
        case "at_least":
            return YES if value.low >= first else NO if value.high < first else UNKNOWN
        case "above":
            return YES if value.low > first else NO if value.high <= first else UNKNOWN
        case "at_most":
            return YES if value.high <= first else NO if value.low > first else UNKNOWN
    if value.low >= first and value.high <= last:
        within = YES
    else:
        within = NO if value.high < first or value.low > last else UNKNOWN
    return negate(within) if leaf.operator == "is_not" else within


def _members_truth(leaf: FactLeaf, value: Members) -> Truth:
    wanted = frozenset(leaf.literals)
    truth = YES if value.surely & wanted else UNKNOWN if value.possibly & wanted else NO
    return negate(truth) if leaf.operator == "none_of" else truth
