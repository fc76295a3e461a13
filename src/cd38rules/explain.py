"""Why a decision came out as it did: the leaves that carry it, what was assumed, and what is missing.

Only rules that apply or can't be decided are looked at; the full trace is built on request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .engines.outcome import PATIENT, Outcome
from .engines.reference import Walk
from .facts import ROLES, Facts, definition_of, instance_name, order_of
from .rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf, parts_of
from .rules.plan import RAW, Plan
from .truth import NO, UNKNOWN, YES, Truth, all_of, any_of, negate


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
        self.walk = Walk(plan, facts, outcome.truths)
        self._carriers_of: dict[tuple[str, str], list[Carrier]] = {}
        # By identity: rules share the parts of concepts, and hashing a tree costs more than deciding it.
        self._truths: dict[tuple[int, str], Truth] = {}

    def carriers(self, decision: str, role: str) -> list[Carrier]:
        """The leaves without which the decision wouldn't be what it is (yes or no), down to facts."""
        own = self._own(decision, role)
        name = decision + RAW if decision + RAW in self.plan.decisions else decision
        found: list[Carrier] = []
        self._carry(self.plan.decisions[name].condition, own, self.walk.truths[name, own], found)
        return found

    def missing(self, decision: str, role: str) -> list[tuple[str, bool]]:
        """(fact, is it recorded but not exact enough) for each base fact under the unknown leaves, in order."""
        found: dict[str, bool] = {}
        for name, inexact in self._open(self.plan.decisions[decision].condition, self._own(decision, role))[1]:
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

    def _truth(self, condition: Condition, role: str) -> Truth:
        key = id(condition), role
        if key not in self._truths:
            self._truths[key] = self.walk.truth_of(condition, role)
        return self._truths[key]

    def _own(self, decision: str, role: str) -> str:
        return role if self.plan.decisions[decision].scope == "regimen" else PATIENT

    def _carry(self, condition: Condition, role: str, truth: Truth, found: list[Carrier]) -> None:
        """Adds the leaves that carry a condition whose truth is known: parts are decided anew only where it's open."""
        if isinstance(condition, FactLeaf):
            assumed = condition.if_unknown is not None and self.walk.plain_truth(condition, role) is UNKNOWN
            found.append(Carrier(condition, role, assumed))
        elif isinstance(condition, VerdictLeaf):
            self._carry_behind(condition, role, found)
        elif isinstance(condition, Not):
            self._carry(condition.part, role, negate(truth), found)
        elif isinstance(condition, Any) and condition.selection:
            return  # `any_rule`: the rules are named as those that it concerns, and show the facts behind them
        else:
            every = truth is (YES if isinstance(condition, All) else NO)
            for part in parts_of(condition):
                if every or self._truth(part, role) is truth:
                    self._carry(part, role, truth, found)

    def _carry_behind(self, leaf: VerdictLeaf, role: str, found: list[Carrier]) -> None:
        for other in self._roles_behind(leaf, role):
            if other == PATIENT or self.facts.roles[other] is YES:
                key = (leaf.target, other)
                if key not in self._carriers_of:
                    self._carriers_of[key] = []
                    truth = self.walk.truths[key]
                    self._carry(self.plan.decisions[leaf.target].condition, other, truth, self._carriers_of[key])
                found += self._carriers_of[key]

    def _open(self, condition: Condition, role: str) -> tuple[Truth, list[tuple[str, bool]]]:
        """The truth of a condition, and the facts that leave it open where it is unknown."""
        match condition:
            case FactLeaf():
                truth = self.walk.truth_of(condition, role)
                return truth, self._facts_open(condition, role) if truth is UNKNOWN else []
            case VerdictLeaf():
                truth = self.walk.truth_of(condition, role)
                return truth, self._open_behind(condition, role) if truth is UNKNOWN else []
            case Not(part):
                truth, facts = self._open(part, role)
                return negate(truth), facts
            case All(parts) | Any(parts):
                results = [self._open(part, role) for part in parts]
                truths = [truth for truth, _ in results]
                truth = all_of(truths) if isinstance(condition, All) else any_of(truths)
                return truth, [fact for _, facts in results for fact in facts] if truth is UNKNOWN else []
        raise TypeError("any_rule is expanded when a rule book is loaded")

    def _facts_open(self, leaf: FactLeaf, role: str) -> list[tuple[str, bool]]:
        name = instance_name(leaf.fact, role)
        # What something else is taken for while it isn't recorded leaves nothing open. (The start of a current regimen
        # has no stand-in: only that of a plan has.)
        settled = {instance_name(item, role) for item in definition_of(name).stand_ins} if role != "current" else ()
        inputs = [item for item in self.facts.missing_inputs(name, role) if item not in settled]
        return [(item, not inputs) for item in inputs or self.facts.inputs_of(name, role)]

    def _open_behind(self, leaf: VerdictLeaf, role: str) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        for other in self._roles_behind(leaf, role):
            if other != PATIENT and self.facts.roles[other] is UNKNOWN:
                found.append((f"{other}.agent", False))
            elif other == PATIENT or self.facts.roles[other] is YES:
                found += self._open(self.plan.decisions[leaf.target].condition, other)[1]
        return found

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
