"""Words of the invariants: what was given, is being given and is planned, said with the variables of one patient."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from ...facts import ROLES
from .symbols import Bool, Patient, Symbols

TWO = ("daratumumab", "isatuximab")
UNNAMED = "not_recorded"
PLANS = ("planned", "alternative")


class Courses:
    """Courses and plans of one patient."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self.prior = patient.fact("prior.agents")
        self.prior_known = self.prior.known
        self.current_known = z3.Not(patient.open("current"))
        self.plan_known = z3.Not(patient.open("planned"))
        doses = patient.at("current", "doses_given")
        self.no_doses = z3.And(doses.known, doses.high == 0)
        self.has_doses = z3.And(patient.active["current"], z3.Not(self.no_doses))
        self.unnamed = self.ended(UNNAMED)

    def ended(self, agent: str) -> Bool:
        """A course of the agent has ended (`not_recorded`: one whose agent isn't named)."""
        return self.prior.has(agent)

    def is_agent(self, role: str, agent: str) -> Bool:
        """The regimen names that agent."""
        named = z3.Not(self.is_undecided(role))
        return z3.And(self.patient.active[role], self.patient.at(role, "agent").possibly[agent], named)

    def is_undecided(self, role: str) -> Bool:
        """The regimen is undecided between the two agents."""
        return z3.And(self.patient.active[role], self.patient.undecided(f"{role}.agent"))

    def of_the_two(self, role: str) -> Bool:
        """The regimen is one of the two agents, or undecided between them."""
        return z3.Or(self.is_undecided(role), *(self.is_agent(role, agent) for agent in TWO))

    def given_now(self, agent: str) -> Bool:
        """The agent is current and not recorded with zero doses."""
        return z3.And(self.is_agent("current", agent), self.has_doses)

    def planned(self, agent: str) -> Bool:
        """A plan names the agent."""
        return z3.Or(*(self.is_agent(role, agent) for role in PLANS))

    def any_undecided(self) -> Bool:
        """A plan is undecided."""
        return z3.Or(*(self.is_undecided(role) for role in PLANS))

    def goes_on(self, role: str) -> Bool:
        """A plan may be the current agent, given on."""
        same = [
            z3.And(self.given_now(agent), z3.Or(self.is_agent(role, agent), self.is_undecided(role))) for agent in TWO
        ]
        return z3.Or(*same)

    def counts_before(self, role: str, agent: str) -> tuple[Bool, Bool]:
        """Whether the current course counts as `agent` given before a regimen: known, and then whether it does."""
        if role == "current":
            return z3.BoolVal(True), z3.BoolVal(False)
        given = self.given_now(agent)
        same = z3.And(given, self.is_agent(role, agent))
        may_be_same = z3.And(given, self.is_undecided(role))
        return z3.And(self.current_known, z3.Not(may_be_same)), z3.And(given, z3.Not(same), z3.Not(may_be_same))

    def first_dose_ever(self) -> tuple[Bool, Bool]:
        """Whether any anti-CD38 dose was ever given: known, and if so whether one was."""
        given = z3.Or(z3.And(self.prior_known, *[z3.Or(*self.prior.surely.values())]), self.has_doses)
        return z3.Or(given, z3.And(self.prior_known, self.current_known)), given


def is_exactly(symbols: Symbols, known: Bool, value: Bool) -> Iterator[Bool]:
    """A flag that is known exactly then, and has that value."""
    yield symbols.known == known
    yield z3.Implies(known, symbols.value == value)


__all__ = ["PLANS", "ROLES", "TWO", "UNNAMED", "Courses", "is_exactly"]
