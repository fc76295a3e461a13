"""Why a decision came out as it did: the leaves that carry it, what was assumed, and what is missing.

Only rules that apply or can't be decided are looked at; the full trace is built on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .engines.outcome import PATIENT, Outcome
from .engines.reference import Walk
from .facts import ROLES, Facts, instance_name, order_of
from .rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf
from .rules.plan import RAW, Plan
from .truth import NO, UNKNOWN, YES, Truth


@dataclass(frozen=True, slots=True)
class Carrier:
    """A leaf that carries a verdict, as one role sees it. `assumed` says that its `if_unknown` decided it."""

    leaf: FactLeaf
    role: str
    assumed: bool

    @property
    def fact(self) -> str:
        """The instance name of the fact."""
        return instance_name(self.leaf.fact, self.role)


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of a trace: where in the rule's tree, how deep, the part itself, and its truth for this patient."""

    address: str
    depth: int
    condition: Condition
    role: str
    truth: Truth


class Explainer:
    """Explanations for one patient from the outcome that the engines agreed on."""

    def __init__(self, plan: Plan, facts: Facts, outcome: Outcome) -> None:
        self.plan = plan
        self.facts = facts
        self.walk = Walk(plan, facts, dict(outcome.truths))

    def carriers(self, decision: str, role: str) -> list[Carrier]:
        """The leaves without which the decision wouldn't be what it is (yes or no), down to facts."""
        found: dict[tuple[FactLeaf, str], Carrier] = {}
        for carrier in self._carriers(self.own_condition(decision), self._own(decision, role)):
            found.setdefault((carrier.leaf, carrier.role), carrier)
        return list(found.values())

    def missing(self, decision: str, role: str) -> list[tuple[str, bool]]:
        """(fact, is it recorded but not exact enough) for each base fact under the unknown leaves, in order."""
        found: dict[str, bool] = {}
        for name, inexact in self._missing(self.plan.decisions[decision].condition, self._own(decision, role)):
            found[name] = found.get(name, True) and inexact
        return sorted(found.items(), key=lambda item: order_of(item[0]))

    def trace(self, decision: str, role: str) -> Iterator[TraceLine]:
        """Every part of the condition with its address and truth, in the order of the file."""
        yield from self._trace(self.own_condition(decision), self._own(decision, role), "applies_when", 0)

    def own_condition(self, decision: str) -> Condition:
        """The condition of a rule as its file states it, without its `unless`."""
        return (self.plan.decisions.get(decision + RAW) or self.plan.decisions[decision]).condition

    def truth(self, condition: Condition, role: str) -> Truth:
        """The truth of a part of a condition."""
        return self.walk.truth_of(condition, role)

    def _own(self, decision: str, role: str) -> str:
        return role if self.plan.decisions[decision].scope == "regimen" else PATIENT

    def _carriers(self, condition: Condition, role: str) -> Iterator[Carrier]:
        truth = self.walk.truth_of(condition, role)
        match condition:
            case FactLeaf():
                yield Carrier(condition, role, self.walk.plain_truth(condition, role) is UNKNOWN)
            case VerdictLeaf():
                for other in self._roles_behind(condition, role):
                    if other == PATIENT or self.facts.roles[other] is YES:
                        yield from self._carriers(self.plan.decisions[condition.target].condition, other)
            case Not(part):
                yield from self._carriers(part, role)
            case All(parts) | Any(parts):
                every = isinstance(condition, All) == (truth is YES)
                for part in parts:
                    if every or self.walk.truth_of(part, role) is truth:
                        yield from self._carriers(part, role)

    def _missing(self, condition: Condition, role: str) -> Iterator[tuple[str, bool]]:
        if self.walk.truth_of(condition, role) is not UNKNOWN:
            return
        match condition:
            case FactLeaf():
                name = instance_name(condition.fact, role)
                inputs = self.facts.missing_inputs(name, role)
                yield from ((item, False) for item in inputs)
                if not inputs:
                    yield from ((item, True) for item in self.facts.inputs_of(name, role))
            case VerdictLeaf():
                for other in self._roles_behind(condition, role):
                    if other != PATIENT and self.facts.roles[other] is UNKNOWN:
                        yield f"{other}.agent", False
                    elif other == PATIENT or self.facts.roles[other] is YES:
                        yield from self._missing(self.plan.decisions[condition.target].condition, other)
            case Not(part):
                yield from self._missing(part, role)
            case All(parts) | Any(parts):
                for part in parts:
                    yield from self._missing(part, role)

    def _roles_behind(self, leaf: VerdictLeaf, role: str) -> tuple[str, ...]:
        """The roles whose verdicts a leaf looks at."""
        if self.plan.decisions[leaf.target].scope == "patient":
            return (PATIENT,)
        if role != PATIENT:
            return (role,)
        verdict = self.walk.verdict(leaf.target, role)
        return tuple(r for r in ROLES if self._role_truth(leaf.target, r) is verdict)

    def _role_truth(self, target: str, role: str) -> Truth:
        state = self.facts.roles.get(role, NO)
        return self.walk.truths[target, role] if state is YES else state

    def _trace(self, condition: Condition, role: str, address: str, depth: int) -> Iterator[TraceLine]:
        yield TraceLine(address, depth, condition, role, self.walk.truth_of(condition, role))
        match condition:
            case All(parts) | Any(parts):
                word = "all" if isinstance(condition, All) else "any"
                for index, part in enumerate(parts):
                    yield from self._trace(part, role, f"{address}.{word}[{index}]", depth + 1)
            case Not(part):
                yield from self._trace(part, role, f"{address}.not", depth + 1)
            case VerdictLeaf(target):
                for other in self._roles_behind(condition, role):
                    if other == PATIENT or self.facts.roles[other] is YES:
                        inner = self.plan.decisions[target].condition
                        yield from self._trace(inner, other, f"{address}→{target}", depth + 1)
            case _:
                return
