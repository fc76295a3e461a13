"""The rule language as formulas: for each condition when it definitely holds, and when it possibly does.

The third translation of the language, beside the two engines, and tested against them. Unknown is possible but not
definite; negation swaps and negates the two.
"""

from __future__ import annotations

from collections.abc import Iterable

import z3

from ...engines.outcome import PATIENT
from ...facts import ROLES, instance_name
from ...facts.definition import REGIMEN_PREFIX
from ...rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from ...rules.plan import Plan
from ...truth import UNKNOWN, YES, Truth
from .symbols import FALSE, TRUE, Bool, Patient, Symbols, exact

Pair = tuple[Bool, Bool]  # definitely, possibly


class Formulas:
    """The conditions and decisions of one plan over the facts of one patient, built when they are asked for."""

    def __init__(self, plan: Plan, patient: Patient) -> None:
        self.plan = plan
        self.patient = patient
        self._decisions: dict[tuple[str, str], Pair] = {}

    def decision(self, name: str, role: str = PATIENT) -> Pair:
        """When a decision definitely and possibly holds, as one role (or the patient) sees it."""
        decision = self.plan.decisions[name]
        if decision.scope == "patient":
            role = PATIENT
        key = (name, role)
        if key not in self._decisions:
            if decision.scope == "regimen" and role == PATIENT:
                self._decisions[key] = _any([self.in_role(name, each) for each in ROLES])
            else:
                self._decisions[key] = self.condition(decision.condition, role)
        return self._decisions[key]

    def in_role(self, name: str, role: str) -> Pair:
        """A decision about a regimen; a regimen that isn't recorded leaves it open, a known none makes it no."""
        definitely, possibly = self.decision(name, role)
        active = self.patient.active[role]
        return conjunction([active, definitely]), disjunction(
            [self.patient.open(role), conjunction([active, possibly])]
        )

    def condition(self, condition: Condition, role: str) -> Pair:
        """When a condition definitely and possibly holds, as one role (or the patient) sees it."""
        match condition:
            case FactLeaf():
                return _settled(self._fact(condition, role), condition.if_unknown)
            case VerdictLeaf():
                found = _verdict(self.decision(condition.target, role), condition.equals)
                return _settled(found, condition.if_unknown)
            case All():
                return _all([self.condition(part, role) for part in condition.parts])
            case Any():
                return _any([self.condition(part, role) for part in condition.parts])
            case Not():
                definitely, possibly = self.condition(condition.part, role)
                return negation(possibly), negation(definitely)
            case AnyRule():
                raise TypeError("any_rule is expanded when a rule book is loaded")

    def _fact(self, leaf: FactLeaf, role: str) -> Pair:
        name = instance_name(leaf.fact, role)
        if role == PATIENT and leaf.fact.startswith(REGIMEN_PREFIX):
            # The patient as a whole has no regimen's facts: nothing is on record of them.
            recorded = leaf.operator == "recorded" and leaf.literals[0] is False
            return (TRUE if recorded else FALSE), (FALSE if leaf.operator == "recorded" and not recorded else TRUE)
        if leaf.operator == "recorded":
            recorded = self.patient.is_recorded(name)
            found = recorded if leaf.literals[0] is True else negation(recorded)
            return found, found
        symbols = self.patient.fact(name)
        definitely, possibly = _test(leaf, symbols)
        return conjunction([symbols.known, definitely]), disjunction([negation(symbols.known), possibly])


def _test(leaf: FactLeaf, symbols: Symbols) -> Pair:
    """The test of a fact that has a value."""
    match symbols.definition.type:
        case "flag":
            wanted = (leaf.literals[0] is True) == (leaf.operator == "is")
            found = symbols.value if wanted else negation(symbols.value)
            return found, found
        case "number":
            return _range(leaf, symbols)
    wanted_values = {str(literal) for literal in leaf.literals}
    some = disjunction(bit for value, bit in symbols.possibly.items() if value in wanted_values)
    if symbols.definition.type == "members":
        surely = disjunction(bit for value, bit in symbols.surely.items() if value in wanted_values)
        return (negation(some), negation(surely)) if leaf.operator == "none_of" else (surely, some)
    others = disjunction(bit for value, bit in symbols.possibly.items() if value not in wanted_values)
    only = negation(others)
    return (only, some) if leaf.operator in ("is", "one_of") else (negation(some), negation(only))


def _range(leaf: FactLeaf, symbols: Symbols) -> Pair:
    first, last = exact(float(leaf.literals[0])), exact(float(leaf.literals[-1]))
    low, high = symbols.low, symbols.high
    match leaf.operator:
        case "below":
            return high < first, low < first
        case "at_most":
            return high <= first, low <= first
        case "above":
            return low > first, high > first
        case "at_least":
            return low >= first, high >= first
    within = z3.And(low >= first, high <= last)
    touching = z3.And(high >= first, low <= last)
    return (z3.Not(touching), z3.Not(within)) if leaf.operator == "is_not" else (within, touching)


def _verdict(found: Pair, wanted: Truth) -> Pair:
    definitely, possibly = found
    if wanted is UNKNOWN:
        undecided = conjunction([possibly, negation(definitely)])
        return undecided, undecided
    return found if wanted is YES else (negation(possibly), negation(definitely))


def _settled(found: Pair, if_unknown: Truth | None) -> Pair:
    definitely, possibly = found
    if if_unknown is None:
        return found
    return (possibly, possibly) if if_unknown is YES else (definitely, definitely)


def _all(pairs: list[Pair]) -> Pair:
    return conjunction(pair[0] for pair in pairs), conjunction(pair[1] for pair in pairs)


def _any(pairs: list[Pair]) -> Pair:
    return disjunction(pair[0] for pair in pairs), disjunction(pair[1] for pair in pairs)


def conjunction(parts: Iterable[Bool]) -> Bool:
    """All of them; what is plainly true or false isn't carried along."""
    kept = [part for part in parts if not z3.is_true(part)]
    if any(z3.is_false(part) for part in kept):
        return FALSE
    return TRUE if not kept else kept[0] if len(kept) == 1 else z3.And(*kept)


def disjunction(parts: Iterable[Bool]) -> Bool:
    """Any of them."""
    kept = [part for part in parts if not z3.is_false(part)]
    if any(z3.is_true(part) for part in kept):
        return TRUE
    return FALSE if not kept else kept[0] if len(kept) == 1 else z3.Or(*kept)


def negation(part: Bool) -> Bool:
    """Not that."""
    if z3.is_true(part):
        return FALSE
    return TRUE if z3.is_false(part) else part.arg(0) if z3.is_not(part) else z3.Not(part)
