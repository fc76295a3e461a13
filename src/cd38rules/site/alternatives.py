"""A condition as alternatives (disjunctive normal form): the rows of a decision table.

A row is one way in which the condition can hold: every test in it has to hold. By Kleene's rules a row that says more
than another one adds nothing, so it is left out; a test and its opposite are kept, for together they can ask whether
something is undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

from ..rules.book import RuleBook
from ..rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, Operator, VerdictLeaf, replace_leaves
from ..rules.model import Scope
from ..truth import NO, UNKNOWN, YES, Truth, negate

MOST_ROWS = 24
_MOST_COUNTED = 4000

_OPPOSITE: Mapping[Operator, Operator] = {
    "is": "is_not",
    "is_not": "is",
    "one_of": "none_of",
    "none_of": "one_of",
    "below": "at_least",
    "at_least": "below",
    "above": "at_most",
    "at_most": "above",
    "contains": "none_of",
}


@dataclass(frozen=True, slots=True)
class RowTest:
    """One test of a row: a leaf (a selection of rules counts as one), or that one without an opposite doesn't hold."""

    leaf: FactLeaf | VerdictLeaf | Any
    negated: bool = False

    @property
    def input(self) -> str:
        """What is looked at: the fact's name, the target of a verdict, or the selection of rules."""
        match self.leaf:
            case FactLeaf(fact):
                return fact
            case VerdictLeaf(target):
                return target
            case Any(_, _, selection):
                return "any rule: " + ", ".join(f"{key} {value}" for key, value in selection)

    @property
    def condition(self) -> Condition:
        """The test as a condition."""
        return Not(self.leaf) if self.negated else self.leaf


@dataclass(frozen=True, slots=True)
class Alternatives:
    """`rows` in the order of the condition; `further` counts those that aren't shown, `None` if they are too many."""

    rows: tuple[tuple[RowTest, ...], ...]
    further: int | None
    with_concepts: bool


def alternatives(condition: Condition, scope: Scope, book: RuleBook, most: int = MOST_ROWS) -> Alternatives:
    """The rows of a condition. Concepts are written out where the table stays short, else they stay inputs.

    A concept that is decided for each regimen stays an input of a condition that is decided for the patient: "for any
    regimen" can't be spread over its parts.
    """
    for expanded in (True, False):
        tree = _expanded(condition, scope, book) if expanded else condition
        count = _count(tree, False)
        rows = _rows(tree, False) if count <= _MOST_COUNTED else None
        if rows is not None and len(rows) <= most:
            return Alternatives(tuple(rows), 0, expanded)
    if rows is None:
        return Alternatives((), None, False)
    return Alternatives(tuple(rows[:most]), len(rows) - most, False)


def _expanded(condition: Condition, scope: Scope, book: RuleBook) -> Condition:
    """The condition with `yes` and `no` of a concept replaced by the concept's own condition.

    A leaf that settles doubts, or asks whether a concept is unknown, looks at the concept as a whole and stays.
    """

    def change(leaf: Condition) -> Condition:
        if not isinstance(leaf, VerdictLeaf) or leaf.if_unknown is not None or leaf.equals is UNKNOWN:
            return leaf
        name = leaf.target.removeprefix("concept:")
        if name == leaf.target or book.plan.decisions[leaf.target].scope not in ("patient", scope):
            return leaf
        own = replace_leaves(book.concepts[name].condition, change)
        return own if leaf.equals is YES else Not(own)

    return replace_leaves(condition, change)


def _count(condition: Condition, negated: bool) -> int:
    """How many rows there are before any is left out."""
    match condition:
        case Not(part):
            return _count(part, not negated)
        case Any(_, _, selection) if selection:
            return 1
        case All(parts) | Any(parts):
            counts = [_count(part, negated) for part in parts]
            if isinstance(condition, All) is not negated:
                return reduce(lambda one, two: min(one * two, _MOST_COUNTED + 1), counts, 1)
            return min(sum(counts), _MOST_COUNTED + 1)
    return 1


def _rows(condition: Condition, negated: bool) -> list[tuple[RowTest, ...]]:
    match condition:
        case Not(part):
            return _rows(part, not negated)
        case Any(_, _, selection) if selection:
            return [(RowTest(condition, negated),)]
        case All(parts) | Any(parts):
            own = [_rows(part, negated) for part in parts]
            return _shortest(
                _product(own) if isinstance(condition, All) is not negated else [row for rows in own for row in rows]
            )
        case AnyRule():
            raise TypeError("any_rule is expanded when a rule book is loaded")
        case FactLeaf() | VerdictLeaf():
            return [(opposite(condition) if negated else RowTest(condition),)]


def _product(parts: list[list[tuple[RowTest, ...]]]) -> list[tuple[RowTest, ...]]:
    rows: list[tuple[RowTest, ...]] = [()]
    for own in parts:
        rows = _shortest([tuple(dict.fromkeys((*row, *more))) for row in rows for more in own])
    return rows


def _shortest(rows: list[tuple[RowTest, ...]]) -> list[tuple[RowTest, ...]]:
    """The rows without those that say the same as, or more than, another one."""
    sets = [frozenset(row) for row in rows]
    return [
        row
        for index, (row, own) in enumerate(zip(rows, sets, strict=True))
        if not any(other < own or (other == own and place < index) for place, other in enumerate(sets))
    ]


def opposite(leaf: FactLeaf | VerdictLeaf) -> RowTest:
    """The test that is true where the leaf is false; what is unknown stays unknown."""
    settled = None if leaf.if_unknown is None else negate(leaf.if_unknown)
    if isinstance(leaf, VerdictLeaf):
        other: Truth | None = {YES: NO, NO: YES}.get(leaf.equals)
        if other is None:
            return RowTest(leaf, negated=True)
        return RowTest(replace(leaf, equals=other, if_unknown=settled))
    if leaf.operator == "recorded":
        return RowTest(replace(leaf, literals=(not leaf.literals[0],)))
    if leaf.operator not in _OPPOSITE:
        return RowTest(leaf, negated=True)
    return RowTest(replace(leaf, operator=_OPPOSITE[leaf.operator], if_unknown=settled))
