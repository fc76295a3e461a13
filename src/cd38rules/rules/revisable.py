"""Which verdicts a later record may turn round: those that take something for granted while it isn't recorded.

For all other rules, filling in a missing fact can decide an open verdict but never reverse a decided one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts import VOCABULARY
from ..truth import UNKNOWN
from .condition import Condition, FactLeaf, VerdictLeaf, walk
from .plan import Plan


def reasons_by_decision(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """For each decision that may be turned round by a later record, why; in words, sorted."""
    found: dict[str, set[str]] = {}
    for name, decision in plan.decisions.items():
        reasons = set(_own_reasons(decision.condition))
        for target in plan.depends_on[name]:
            reasons |= found[target]
        found[name] = reasons
    return {name: tuple(sorted(reasons)) for name, reasons in found.items() if reasons}


def _own_reasons(condition: Condition) -> Iterator[str]:
    for part in walk(condition):
        if isinstance(part, (FactLeaf, VerdictLeaf)) and part.if_unknown is not None:
            yield "settles what is unknown (if_unknown, unless)"
        if isinstance(part, VerdictLeaf) and part.equals is UNKNOWN:
            yield "asks whether a verdict is unknown"
        if isinstance(part, FactLeaf):
            fact = VOCABULARY[part.fact]
            if part.operator == "recorded":
                yield "asks whether a fact is recorded"
            elif fact.is_provisional:
                yield f"uses “{fact.label}”, which takes something for granted"
