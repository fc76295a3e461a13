"""The condition tree: frozen data without behaviour. Engines, wording and checks are functions over it.

A leaf may carry `if_unknown`: the truth it takes where the facts leave it unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Place
from ..truth import Truth

Operator = Literal[
    "is", "is_not", "one_of", "none_of", "below", "at_most", "at_least", "above", "between", "contains", "recorded"
]
Literals = tuple[str | float | bool, ...]

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class FactLeaf:
    """One test of one fact. `literals` holds one value, both ends of `between`, or the values of a set."""

    fact: str
    operator: Operator
    literals: Literals
    if_unknown: Truth | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class VerdictLeaf:
    """The verdict of another rule, or the state of a concept (`concept:<name>`), is yes, no or unknown."""

    target: str
    equals: Truth
    if_unknown: Truth | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyRule:
    """Some rule that fits the selection is surely yes. Expanded at load into an Any over their verdicts."""

    selection: tuple[tuple[str, str], ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds. `selection` remembers the `any_rule` that it was expanded from."""

    parts: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)
    selection: tuple[tuple[str, str], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The part doesn't hold."""

    part: Condition
    place: Place = field(default=NOWHERE, compare=False)


Condition = FactLeaf | VerdictLeaf | AnyRule | All | Any | Not
Leaf = FactLeaf | VerdictLeaf


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The direct parts of a condition; none for a leaf."""
    if isinstance(condition, (All, Any)):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not) else ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything in it, in the order of the file."""
    yield condition
    for part in parts_of(condition):
        yield from walk(part)


def replace_leaves(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """The same tree with every leaf replaced by what `change` makes of it."""
    if isinstance(condition, All):
        return All(tuple(replace_leaves(part, change) for part in condition.parts), condition.place)
    if isinstance(condition, Any):
        return Any(
            tuple(replace_leaves(part, change) for part in condition.parts), condition.place, condition.selection
        )
    if isinstance(condition, Not):
        return Not(replace_leaves(condition.part, change), condition.place)
    return change(condition)
