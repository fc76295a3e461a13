"""What is true of every patient's courses and transfusions, seen for the patient as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from .course_terms import PLANS, TWO, UNNAMED, Courses, is_exactly
from .invariants import Invariant
from .symbols import Bool, Patient


def _prior_agents_are_named_or_open(patient: Patient) -> Iterator[Bool]:
    prior, unnamed = patient.fact("prior.agents"), patient.undecided("prior.agents")
    yield unnamed == prior.has(UNNAMED)
    for agent, bit in prior.possibly.items():
        maybe = z3.Or(prior.surely[agent], prior.surely[UNNAMED]) if agent != UNNAMED else prior.surely[agent]
        yield z3.Implies(prior.known, bit == maybe)


def _what_is_known_of_courses_needs_courses(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    none_counts = z3.And(courses.prior_known, *(z3.Not(courses.ended(agent)) for agent in (*TWO, UNNAMED)))
    for name in ("last_dose", "first_dose", "partner_drugs", "stop_reason", "refractory"):
        known = patient.fact(f"prior.{name}").known
        yield z3.Implies(known, courses.prior_known)
        yield z3.Implies(none_counts, known)


def _what_is_current_is_read_off_the_current_regimen(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for agent in TWO:
        symbols = patient.fact(f"exposure.current_{agent}")
        yield from is_exactly(symbols, courses.current_known, courses.given_now(agent))
    either = z3.Or(*(courses.given_now(agent) for agent in TWO))
    yield from is_exactly(patient.fact("exposure.current_anti_cd38"), courses.current_known, either)


def _what_is_planned_is_read_off_the_plans(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for agent in TWO:
        planned = courses.planned(agent)
        known = z3.Or(planned, z3.And(courses.plan_known, z3.Not(courses.any_undecided())))
        yield from is_exactly(patient.fact(f"exposure.planned_{agent}"), known, planned)
    either = z3.Or(courses.any_undecided(), *(courses.planned(agent) for agent in TWO))
    symbols = patient.fact("exposure.planned_anti_cd38")
    yield from is_exactly(symbols, z3.Or(either, courses.plan_known), either)
    both = z3.And(*(courses.planned(agent) for agent in TWO))
    is_open = z3.Or(courses.any_undecided(), both)
    yield from is_exactly(patient.fact("exposure.agent_open"), z3.BoolVal(True), is_open)


def _what_has_ended_is_read_off_the_courses(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    dara = z3.Or(courses.ended("daratumumab"), courses.unnamed)
    yield from is_exactly(patient.fact("exposure.ended_daratumumab"), courses.prior_known, dara)
    isa = courses.ended("isatuximab")
    known = z3.And(courses.prior_known, z3.Or(isa, z3.Not(courses.unnamed)))
    yield from is_exactly(patient.fact("exposure.ended_isatuximab"), known, isa)


def _another_antibody_is_planned_current_or_ended(patient: Patient) -> Iterator[Bool]:
    courses, other = Courses(patient), "other_anti_cd38"
    there = z3.Or(courses.planned(other), courses.is_agent("current", other), courses.ended(other))
    surely = z3.And(courses.prior_known, courses.current_known, z3.Not(courses.unnamed))
    yield from is_exactly(patient.fact("exposure.other_antibody"), z3.Or(there, surely), there)


def _time_since_needs_a_dated_course(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    last_doses = patient.fact("prior.last_dose").known
    dara = z3.Or(courses.ended("daratumumab"), courses.unnamed)
    since_dara, since_isa = (patient.fact(f"exposure.since_{agent}").known for agent in TWO)
    isa = courses.ended("isatuximab")
    yield z3.Implies(since_dara, dara)
    yield z3.Implies(since_isa, isa)
    all_dated = z3.And(courses.prior_known, z3.Implies(dara, since_dara), z3.Implies(isa, since_isa))
    yield last_doses == all_dated


def _a_last_dose_that_matters_is_dated_or_not(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    ended = z3.And(courses.prior_known, z3.Not(patient.fact("prior.last_dose").known))
    dated = patient.at("current", "last_dose").known
    counts = z3.And(z3.Or(*(courses.given_now(agent) for agent in TWO)), z3.Not(dated))
    others = [z3.And(courses.given_now(TWO[0]), courses.planned(TWO[1]))]
    others.append(z3.And(courses.given_now(TWO[1]), courses.planned(TWO[0])))
    undated = z3.Or(ended, z3.And(counts, z3.Or(*others)))
    any_plan = z3.Or(*(courses.of_the_two(role) for role in PLANS))
    is_open = z3.Or(z3.And(z3.Not(courses.current_known), any_plan), z3.And(counts, courses.any_undecided()))
    known = z3.Or(undated, z3.And(courses.prior_known, z3.Not(is_open)))
    yield from is_exactly(patient.fact("exposure.undated_course"), known, undated)


def _progression_needs_daratumumab(patient: Patient) -> Iterator[Bool]:
    courses, progressed = Courses(patient), patient.fact("exposure.progressed_on_daratumumab")
    dara = courses.ended("daratumumab")
    yield z3.Implies(progressed.is_yes(), dara)
    yield z3.Implies(progressed.known, courses.prior_known)
    neither = z3.And(courses.prior_known, z3.Not(dara), z3.Not(courses.unnamed))
    yield z3.Implies(neither, progressed.is_no())
    both_told = z3.And(patient.fact("prior.refractory").known, patient.fact("prior.stop_reason").known)
    yield z3.Implies(z3.And(dara, both_told, z3.Not(courses.unnamed)), progressed.known)


def _cells_are_planned_or_not(patient: Patient) -> Iterator[Bool]:
    cells = patient.fact("transfusion.red_cells")
    expected = z3.Not(cells.possibly["not_expected"])
    yield from is_exactly(patient.fact("transfusion.red_cells_planned"), cells.known, expected)


def _cells_follow_a_start(patient: Patient) -> Iterator[Bool]:
    courses, after = Courses(patient), patient.fact("transfusion.after_planned_start")
    plans = z3.Or(*(patient.active[role] for role in PLANS))
    not_begun = z3.And(patient.active["current"], courses.no_doses)
    yield z3.Implies(plans, after.known)
    a_start_is_open = z3.Or(
        *(z3.And(patient.active[role], z3.Not(patient.at(role, "start").known)) for role in PLANS),
        z3.Not(patient.fact("transfusion.red_cells_date").known),
    )
    yield z3.Implies(z3.And(plans, a_start_is_open), after.is_yes())
    yield z3.Implies(z3.And(z3.Not(plans), not_begun), after.is_yes())
    neither = z3.And(z3.Not(plans), z3.Not(not_begun))
    yield z3.Implies(neither, z3.Not(after.is_yes()))
    yield z3.Implies(z3.And(neither, courses.current_known, courses.plan_known), after.known)
    yield z3.Implies(z3.And(neither, z3.Not(courses.current_known)), z3.Not(after.known))


def _before_the_first_dose(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    known, given = courses.first_dose_ever()
    never = z3.And(known, z3.Not(given))
    kell, typing = patient.fact("transfusion.kell"), patient.fact("transfusion.typing_done")
    cases = (
        ("kell_exempt", z3.And(kell.known, kell.possibly["positive"]), z3.And(kell.known, kell.possibly["negative"])),
        ("typing_in_time", typing.is_yes(), typing.is_no()),
    )
    for name, done, not_done in cases:
        in_time = patient.fact(f"transfusion.{name}")
        timing = patient.fact("transfusion.kell_timing" if name == "kell_exempt" else "transfusion.typing_timing").known
        yield z3.Implies(z3.Not(z3.Or(done, not_done)), z3.Not(in_time.known))
        yield z3.Implies(not_done, in_time.is_no())
        yield z3.Implies(z3.And(done, z3.Not(timing)), z3.If(never, in_time.is_yes(), z3.Not(in_time.known)))
        yield z3.Implies(z3.And(done, never), in_time.known)


def _a_laboratory_has_dtt_by_either_technique(patient: Patient) -> Iterator[Bool]:
    standard, modified = patient.fact("laboratory.dtt_standard"), patient.fact("laboratory.modified_dtt")
    there = z3.Or(standard.is_yes(), modified.is_yes())
    yield from is_exactly(patient.fact("laboratory.dtt"), z3.Or(there, standard.known), there)


EXPOSURE = (
    Invariant("An earlier antibody that isn't named may be each of them.", _prior_agents_are_named_or_open),
    Invariant(
        "Without a record of earlier courses there is none of their doses, partners or ends.",
        _what_is_known_of_courses_needs_courses,
    ),
    Invariant("What is being given is the current regimen.", _what_is_current_is_read_off_the_current_regimen),
    Invariant("What is planned, and whether it is open, stands in the plans.", _what_is_planned_is_read_off_the_plans),
    Invariant("What has ended stands in the courses.", _what_has_ended_is_read_off_the_courses),
    Invariant("Another antibody is planned, current or ended.", _another_antibody_is_planned_current_or_ended),
    Invariant(
        "No prior course, no last-dose date; the time since it needs all its dates.", _time_since_needs_a_dated_course
    ),
    Invariant("A last dose that matters is dated, or it isn't.", _a_last_dose_that_matters_is_dated_or_not),
    Invariant("Progression on daratumumab needs a course of it.", _progression_needs_daratumumab),
    Invariant("Red cells are planned unless they are not expected.", _cells_are_planned_or_not),
    Invariant("Red cells follow a start that isn't dated, and none where nothing starts.", _cells_follow_a_start),
    Invariant("Without any dose ever given, whatever is done is done in time.", _before_the_first_dose),
    Invariant(
        "A laboratory has DTT by the standard or a modified technique.", _a_laboratory_has_dtt_by_either_technique
    ),
)
