"""What is true of every patient: which facts go together, each said once, with a sentence.

They follow from how facts are derived from a profile, and every profile of the tests satisfies them. Where dates
decide, they say only what holds whatever the dates are: a profile built from what the solver finds is evaluated before
anything is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import z3

from ...facts import ROLES, VOCABULARY
from .symbols import UNDECIDABLE, Bool, Patient, all_names, whole


@dataclass(frozen=True, slots=True)
class Invariant:
    """One statement about every patient."""

    sentence: str
    build: Callable[[Patient], Iterator[Bool]]


def _values_lie_in_the_domain(patient: Patient) -> Iterator[Bool]:
    for name in all_names():
        symbols = patient.fact(name)
        definition = symbols.definition
        if definition.type == "number":
            inside = z3.And(symbols.low >= definition.low, symbols.high <= definition.high)
            yield z3.Implies(symbols.known, z3.And(symbols.low <= symbols.high, inside))
            if definition.integer:
                for end in (symbols.low, symbols.high):
                    yield z3.Implies(symbols.known, end == z3.ToReal(whole(end)))
        elif definition.type == "choice":
            yield z3.Implies(symbols.known, z3.Or(*symbols.possibly.values()))
        elif definition.type == "members":
            for entry, bit in symbols.surely.items():
                yield z3.Implies(bit, symbols.possibly[entry])


EXACT_NUMBERS = ("person.age", "exposure.since_daratumumab", "exposure.since_isatuximab")
"""The numbers that may be ranges: those that come from dates."""
INEXACT_LISTS = ("disease.m_protein", "prior.agents")
"""The lists of which some entries may be open."""


def _only_dates_and_names_left_out_are_inexact(patient: Patient) -> Iterator[Bool]:
    for name in all_names():
        symbols = patient.fact(name)
        definition = symbols.definition
        if definition.type == "number" and definition.name not in EXACT_NUMBERS:
            yield z3.Implies(symbols.known, symbols.low == symbols.high)
        elif definition.type == "choice" and definition.name not in UNDECIDABLE:
            yield z3.Implies(symbols.known, z3.AtMost(*symbols.possibly.values(), 1))
        elif definition.type == "members" and definition.name not in INEXACT_LISTS:
            yield from (symbols.surely[entry] == bit for entry, bit in symbols.possibly.items())


def _the_assessment_is_dated(patient: Patient) -> Iterator[Bool]:
    yield patient.fact("assessment.date").known


def _a_regimen_is_there_or_not(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        yield z3.Not(z3.And(patient.active[role], patient.absent[role]))
    yield z3.Not(patient.open("alternative"))


def _what_there_is_not_has_no_facts(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        for name in all_names():
            if name.startswith(f"{role}."):
                yield z3.Implies(z3.Not(patient.active[role]), z3.Not(patient.fact(name).known))


def _a_regimen_has_one_agent_or_is_undecided(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        agent, undecided = patient.at(role, "agent"), patient.undecided(f"{role}.agent")
        yield z3.Implies(patient.active[role], agent.known)
        both = z3.And(agent.possibly["daratumumab"], agent.possibly["isatuximab"])
        only_both = z3.And(both, z3.Not(agent.possibly["other_anti_cd38"]))
        yield z3.Implies(agent.known, z3.If(undecided, only_both, z3.AtMost(*agent.possibly.values(), 1)))
        yield z3.Implies(z3.Not(patient.active[role]), z3.Not(undecided))
        if role == "current":
            yield z3.Not(undecided)


def _a_regimen_has_its_role(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        word = "current" if role == "current" else "planned"
        yield z3.Implies(patient.active[role], patient.at(role, "role").is_one(word))


def _an_open_route_is_not_recorded(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        is_open = patient.at(role, "route_open")
        yield z3.Implies(patient.active[role], is_open.known)
        yield z3.Implies(is_open.is_yes(), z3.Not(patient.at(role, "route").known))
        if role == "current":
            yield z3.Not(is_open.is_yes())


def _an_equation_needs_an_egfr(patient: Patient) -> Iterator[Bool]:
    yield z3.Implies(patient.fact("kidneys.egfr_equation").known, patient.fact("kidneys.egfr").known)


def _a_clone_needs_a_finding(patient: Patient) -> Iterator[Bool]:
    for name in ("del_17p", "t_4_14", "t_14_16"):
        finding = patient.fact(f"cytogenetics.{name}")
        yield z3.Implies(patient.fact(f"cytogenetics.{name}_clone").known, finding.known)
    yield z3.Implies(
        patient.fact("cytogenetics.gain_1q21_isolated").known, patient.fact("cytogenetics.gain_1q21").known
    )


def _an_open_chain_may_be_each(patient: Patient) -> Iterator[Bool]:
    protein = patient.fact("disease.m_protein")
    heavies = sorted({name.rpartition("_")[0] for name in protein.possibly})
    lights = sorted({name.rpartition("_")[2] for name in protein.possibly})
    for heavy in heavies:
        for light in lights:
            entry = f"{heavy}_{light}"
            is_open = z3.And(protein.possibly[entry], z3.Not(protein.surely[entry]))
            any_light = z3.And(*(protein.possibly[f"{heavy}_{other}"] for other in lights))
            any_heavy = z3.And(*(protein.possibly[f"{other}_{light}"] for other in heavies))
            yield z3.Implies(z3.And(protein.known, is_open), z3.Or(any_light, any_heavy))


SHAPES = (
    Invariant("A value lies in the domain of its fact.", _values_lie_in_the_domain),
    Invariant(
        "Only what comes from dates, or from an agent or chain that isn't named, is inexact.",
        _only_dates_and_names_left_out_are_inexact,
    ),
    Invariant("Every profile has a date of assessment.", _the_assessment_is_dated),
    Invariant("A regimen is there or not, and an alternative is never left open.", _a_regimen_is_there_or_not),
    Invariant("A regimen that isn't there has no facts.", _what_there_is_not_has_no_facts),
    Invariant(
        "A regimen has one agent, or is undecided between the two; a current one is decided.",
        _a_regimen_has_one_agent_or_is_undecided,
    ),
    Invariant("Alternative plans are planned, the current regimen is current.", _a_regimen_has_its_role),
    Invariant(
        "A route left open isn't recorded, and that of a current regimen isn't open.", _an_open_route_is_not_recorded
    ),
    Invariant("An equation belongs to an eGFR.", _an_equation_needs_an_egfr),
    Invariant("A clone, and being isolated, belong to a finding on record.", _a_clone_needs_a_finding),
    Invariant("Of an M-protein whose chain isn't recorded each chain is possible.", _an_open_chain_may_be_each),
)

assert set(EXACT_NUMBERS) | set(INEXACT_LISTS) <= set(VOCABULARY)
