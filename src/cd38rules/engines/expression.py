"""Conditions as tests over prepared fields: once for "surely", once for "possibly", with negation pushed to the leaves.

durable-rules has no NOT and no IN, and takes at most fifteen groups in one condition: larger ones are cut into parts
that are decided a layer earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ..facts import VOCABULARY
from ..rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from ..rules.plan import Decision
from ..truth import UNKNOWN, YES
from .outcome import EngineError
from .prepared import Encoding

MOST_GROUPS = 15  # durable-rules refuses the sixteenth with error 113; the guard's own group counts

Json = dict[str, object]
NEGATED = {"below": "at_least", "at_least": "below", "above": "at_most", "at_most": "above"}


@dataclass(frozen=True, slots=True)
class Group:
    """`and` or `or` over tests and groups, never empty, never nested in a group of its own kind."""

    kind: str
    parts: tuple[Json | Group, ...]


def compile_condition(condition: Condition, encoding: Encoding, surely: bool, negated: bool = False) -> Json | Group:
    """What is true exactly if the condition (or its negation) surely, or possibly, holds."""
    match condition:
        case Not(part):
            return compile_condition(part, encoding, surely, not negated)
        case All(parts):
            return _group("or" if negated else "and", [compile_condition(p, encoding, surely, negated) for p in parts])
        case Any(parts):
            return _group("and" if negated else "or", [compile_condition(p, encoding, surely, negated) for p in parts])
        case FactLeaf() | VerdictLeaf():
            if condition.if_unknown is not None:
                # A leaf that can't be unknown holds surely or not at all: its doubt is settled one way.
                surely = (condition.if_unknown is YES) == negated
            if isinstance(condition, VerdictLeaf):
                return _verdict_test(condition, encoding.targets[condition.target], surely, negated)
            return _fact_test(condition, encoding, surely, negated)
        case AnyRule():
            raise TypeError("any_rule is expanded when a rule book is loaded")
        case _:
            assert_never(condition)


def guarded(expression: Json | Group) -> Json:
    """The expression as durable-rules takes it, behind a test that only our messages pass.

    Without it, absence alone could satisfy a condition, and the engine's own state object would match for ever.
    """
    guard: Json = {"k": 1}
    return _as_json(_group("and", [guard, expression]))


def alternatives(expression: Json | Group) -> tuple[Json | Group, ...]:
    """The parts of a top-level `or`, each of which can be a rule of its own; else the expression alone."""
    return expression.parts if isinstance(expression, Group) and expression.kind == "or" else (expression,)


def _group(kind: str, parts: list[Json | Group]) -> Json | Group:
    if not parts:
        raise EngineError("a condition has an empty group: the engine would match it for ever")
    flat: list[Json | Group] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Group) and part.kind == kind else (part,))
    return flat[0] if len(flat) == 1 else Group(kind, tuple(flat))


def _as_json(expression: Json | Group) -> Json:
    if isinstance(expression, Group):
        return {f"${expression.kind}": [_as_json(part) for part in expression.parts]}
    return expression


def _verdict_test(leaf: VerdictLeaf, name: str, surely: bool, negated: bool) -> Json:
    if leaf.equals is UNKNOWN:
        return {"$neq": {name: 1}} if negated else {name: 1}
    if (leaf.equals is YES) != negated:
        return {name: 2} if surely else {"$gte": {name: 1}}
    return {name: 0} if surely else {"$lte": {name: 1}}


def _fact_test(leaf: FactLeaf, encoding: Encoding, surely: bool, negated: bool) -> Json | Group:
    field = encoding.field(leaf)
    kind = VOCABULARY[leaf.fact].type
    if leaf.operator == "recorded":
        return {field.surely: int((leaf.literals[0] is True) != negated)}
    if kind == "number":
        ranks = [field.rank(float(literal)) for literal in leaf.literals]
        return _range_test(leaf.operator, ranks[0], ranks[-1], field.surely, field.possibly, surely, negated)
    holds = leaf.operator in ("is", "one_of", "contains")
    if kind == "flag":
        holds = holds == (leaf.literals[0] is True)
    if holds != negated:
        return {field.surely if surely else field.possibly: 1}
    return {field.possibly if surely else field.surely: 0}


def _range_test(operator: str, first: int, last: int, low: str, high: str, surely: bool, negated: bool) -> Json | Group:
    if operator in NEGATED:
        operator = NEGATED[operator] if negated else operator
        ends = {"below": ("$lt", high, low), "at_most": ("$lte", high, low)}
        ends |= {"above": ("$gt", low, high), "at_least": ("$gte", low, high)}
        comparison, if_surely, if_possibly = ends[operator]
        return {comparison: {if_surely if surely else if_possibly: first}}
    if (operator == "is_not") == negated:  # within both ends
        return _group("and", [{"$gte": {low if surely else high: first}}, {"$lte": {high if surely else low: last}}])
    return _group("or", [{"$lt": {high if surely else low: first}}, {"$gt": {low if surely else high: last}}])


def within_limits(decision: Decision) -> Iterator[Decision]:
    """The decision, cut into parts where it has too many groups: parts come before what uses them."""
    parts: list[Decision] = []

    def cut(condition: Condition) -> Condition:
        name = f"{decision.id}#part{len(parts)}"
        parts.append(Decision(name, decision.scope, condition))
        return VerdictLeaf(name, YES)

    def fit(condition: Condition, room: int) -> Condition:
        if isinstance(condition, Not):
            return Not(fit(condition.part, room), condition.place)
        if not isinstance(condition, (All, Any)):
            return condition
        inner = [fit(part, MOST_GROUPS - 1) for part in condition.parts]
        costs = [_groups_in(part) for part in inner]
        while sum(costs) + 1 > room:
            index = costs.index(max(costs))
            inner[index], costs[index] = cut(inner[index]), 0
        return type(condition)(tuple(inner), condition.place)

    fitted = fit(decision.condition, MOST_GROUPS - 1)
    yield from parts
    yield Decision(decision.id, decision.scope, fitted)


def _groups_in(condition: Condition) -> int:
    """The most groups that a condition can compile to."""
    if isinstance(condition, (All, Any)):
        return 1 + sum(_groups_in(part) for part in condition.parts)
    if isinstance(condition, Not):
        return _groups_in(condition.part)
    both_ends = isinstance(condition, FactLeaf) and condition.operator in ("is", "is_not", "between")
    return int(both_ends)
