"""Rules as plain two-valued logic, which every peer can say: once for "surely", once for "possibly".

What a rule builds on is written out in it. The fields are those of `prepared.py`: two for each test of a flag, choice
or list (`..._s` surely, `..._p` possibly), two for each number (`..._lo`, `..._hi`), one for "is recorded".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from cd38rules.facts import VOCABULARY
from cd38rules.rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from cd38rules.rules.plan import Decision
from cd38rules.truth import UNKNOWN, YES

Comparison = Literal["<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Holds:
    """A Boolean field has this value."""

    field: str
    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A number's field compared with a limit."""

    field: str
    comparison: Comparison
    limit: float


@dataclass(frozen=True, slots=True)
class Group:
    """`and` or `or` over two parts or more, never directly within a group of its own kind."""

    kind: Literal["and", "or"]
    parts: tuple[Logic, ...]


Logic = Holds | Compare | Group


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule in both readings. Its verdict is yes if `surely` holds, else unknown if `possibly` holds, else no."""

    name: str
    surely: Logic
    possibly: Logic


def base_of(leaf: FactLeaf) -> str:
    """The name of the field or fields of a test, fit for every peer's syntax."""
    name = leaf.fact.replace(".", "_")
    if leaf.operator == "recorded":
        return name + "_recorded"
    kind = VOCABULARY[leaf.fact].type
    if kind in ("number", "flag"):
        return name
    return "_".join((name, "is", *sorted(str(literal) for literal in leaf.literals)))


def reading_of(decision: Decision, decisions: Mapping[str, Decision]) -> Reading:
    """Both readings of a rule, with everything it builds on written out."""
    writer = _Writer(decisions)
    return Reading(
        decision.id,
        writer.logic(decision.condition, surely=True, negated=False),
        writer.logic(decision.condition, surely=False, negated=False),
    )


def fields_in(logic: Logic) -> Iterator[str]:
    """The fields that an expression reads, in the order of the rule."""
    if isinstance(logic, Group):
        for part in logic.parts:
            yield from fields_in(part)
    else:
        yield logic.field


class _Writer:
    def __init__(self, decisions: Mapping[str, Decision]) -> None:
        self._decisions = decisions

    def logic(self, condition: Condition, surely: bool, negated: bool) -> Logic:
        """What is true exactly if the condition (or its negation) surely, or possibly, holds."""
        match condition:
            case Not(part):
                return self.logic(part, surely, not negated)
            case All(parts):
                return _group("or" if negated else "and", [self.logic(part, surely, negated) for part in parts])
            case Any(parts):
                return _group("and" if negated else "or", [self.logic(part, surely, negated) for part in parts])
            case FactLeaf() | VerdictLeaf():
                if condition.if_unknown is not None:
                    surely = (condition.if_unknown is YES) == negated
                if isinstance(condition, FactLeaf):
                    return _fact(condition, surely, negated)
                return self._verdict(condition, surely, negated)
            case AnyRule():
                raise TypeError("any_rule is expanded when a rule book is loaded")
            case _:
                assert_never(condition)

    def _verdict(self, leaf: VerdictLeaf, surely: bool, negated: bool) -> Logic:
        target = self._decisions[leaf.target].condition
        if leaf.equals is UNKNOWN:  # possibly yes and possibly no; its negation is surely yes or surely no
            both = [self.logic(target, negated, False), self.logic(target, negated, True)]
            return _group("or" if negated else "and", both)
        return self.logic(target, surely, (leaf.equals is YES) == negated)


def _group(kind: Literal["and", "or"], parts: list[Logic]) -> Logic:
    flat: list[Logic] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Group) and part.kind == kind else (part,))
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else Group(kind, unique)


def _fact(leaf: FactLeaf, surely: bool, negated: bool) -> Logic:
    name = base_of(leaf)
    if leaf.operator == "recorded":
        return Holds(name, (leaf.literals[0] is True) != negated)
    kind = VOCABULARY[leaf.fact].type
    if kind == "number":
        return _range(leaf, name, surely, negated)
    holds = leaf.operator in ("is", "one_of", "contains")
    if kind == "flag":
        holds = holds == (leaf.literals[0] is True)
    if holds != negated:
        return Holds(f"{name}_s" if surely else f"{name}_p", True)
    return Holds(f"{name}_p" if surely else f"{name}_s", False)


def _range(leaf: FactLeaf, name: str, surely: bool, negated: bool) -> Logic:
    first, last = float(leaf.literals[0]), float(leaf.literals[-1])
    # The end that must meet a limit from below, and from above, for the reading asked for.
    highest, lowest = (f"{name}_hi", f"{name}_lo") if surely else (f"{name}_lo", f"{name}_hi")
    ends: dict[str, tuple[Compare, Compare]] = {
        "below": (Compare(highest, "<", first), Compare(lowest, ">=", first)),
        "at_most": (Compare(highest, "<=", first), Compare(lowest, ">", first)),
        "above": (Compare(lowest, ">", first), Compare(highest, "<=", first)),
        "at_least": (Compare(lowest, ">=", first), Compare(highest, "<", first)),
    }
    if leaf.operator in ends:
        return ends[leaf.operator][negated]
    if (leaf.operator == "is_not") == negated:  # within both ends
        return _group("and", [Compare(lowest, ">=", first), Compare(highest, "<=", last)])
    return _group("or", [Compare(highest, "<", first), Compare(lowest, ">", last)])
