"""Sets of patients as formulas over the facts of one patient."""

from __future__ import annotations

from collections.abc import Iterable

import z3

from ...facts import instance_name
from ...rules.book import RuleBook
from ...rules.condition import FactLeaf
from .reading import Pair, Reading
from .symbols import FALSE, TRUE, Bool, Patient, Symbols, exact


class Formulas(Reading):
    """The conditions and decisions of one book over the variables of one patient."""

    everybody, nobody = TRUE, FALSE

    def __init__(self, book: RuleBook, patient: Patient) -> None:
        super().__init__(book)
        self.patient = patient

    def all_of(self, parts: Iterable[Bool]) -> Bool:
        return conjunction(parts)

    def any_of(self, parts: Iterable[Bool]) -> Bool:
        return disjunction(parts)

    def none_of(self, part: Bool) -> Bool:
        return negation(part)

    def active(self, role: str) -> Bool:
        return self.patient.active[role]

    def open(self, role: str) -> Bool:
        return self.patient.open(role)

    def fact(self, leaf: FactLeaf, role: str) -> Pair:
        name = instance_name(leaf.fact, role)
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
