"""What is true of every regimen: its partners, and what was given before it."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from ...facts import ROLES
from ...facts.regimen import COMBINATIONS
from ...profile import DRUGS
from .course_terms import PLANS, TWO, UNNAMED, Courses, is_exactly
from .invariants import SHAPES, Invariant
from .invariants_of_exposure import EXPOSURE
from .symbols import Bool, Patient

OTHER = {"daratumumab": "isatuximab", "isatuximab": "daratumumab"}


def _partners_make_the_combination(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        partners, combination = patient.at(role, "partner_drugs"), patient.at(role, "combination")
        yield combination.known == partners.known
        named = []
        for drugs, word in COMBINATIONS.items():
            exactly = z3.And(*(bit if drug in drugs else z3.Not(bit) for drug, bit in partners.surely.items()))
            named.append(exactly)
            yield z3.Implies(partners.known, combination.possibly[word] == exactly)
        steroids = z3.And(
            *(z3.Not(bit) for drug, bit in partners.surely.items() if DRUGS[drug].drug_class != "corticosteroid")
        )
        only = z3.And(steroids, z3.Not(z3.Or(*named)))
        yield z3.Implies(partners.known, combination.possibly["corticosteroid_only"] == only)


def _partners_have_their_classes(patient: Patient) -> Iterator[Bool]:
    for role in ROLES:
        partners, classes = patient.at(role, "partner_drugs"), patient.at(role, "partner_classes")
        yield classes.known == partners.known
        for name, bit in classes.surely.items():
            of_class = [there for drug, there in partners.surely.items() if DRUGS[drug].drug_class == name]
            yield z3.Implies(partners.known, bit == z3.Or(*of_class))


def _what_was_given_before_stands_in_the_courses(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        answers = []
        for agent in TWO:
            ended = courses.ended(agent)
            counts_known, counts = courses.counts_before(role, agent)
            undecided = z3.Or(z3.Not(courses.prior_known), courses.unnamed)
            yes = z3.Or(ended, z3.And(counts_known, counts))
            known = z3.Or(yes, z3.And(counts_known, z3.Not(undecided)))
            symbols = patient.at(role, f"prior_{agent}")
            yield from is_exactly(symbols, z3.And(patient.active[role], known), yes)
            answers.append((known, yes))
        some = z3.Or(*(courses.ended(agent) for agent in (*TWO, UNNAMED)), *(yes for _, yes in answers))
        known = z3.And(patient.active[role], z3.Or(some, z3.And(*(known for known, _ in answers))))
        yield from is_exactly(patient.at(role, "prior_anti_cd38"), known, some)


def _re_treatment_is_with_an_ended_agent(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        retreatment, active = patient.at(role, "retreatment"), patient.active[role]
        if role == "current":
            yield from is_exactly(retreatment, active, z3.BoolVal(False))
            continue
        goes_on = z3.Or(*(z3.And(courses.given_now(agent), courses.is_agent(role, agent)) for agent in TWO))
        never = z3.Or(z3.Not(courses.of_the_two(role)), goes_on)
        again = z3.Or(*(z3.And(courses.is_agent(role, agent), courses.ended(agent)) for agent in TWO))
        either = z3.Or(*(courses.ended(agent) for agent in TWO))
        may_be = z3.Or(z3.Not(courses.prior_known), courses.unnamed, z3.And(courses.is_undecided(role), either))
        known = z3.And(active, z3.Or(never, again, z3.Not(may_be)))
        yield from is_exactly(retreatment, known, z3.And(z3.Not(never), again))


def _a_switch_is_from_the_other_agent(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        switch, active = patient.at(role, "switch"), patient.active[role]
        if role == "current":
            yield from is_exactly(switch, active, z3.BoolVal(False))
            continue
        yield z3.Implies(z3.And(active, z3.Not(courses.of_the_two(role))), switch.is_no())
        now = z3.Or(*(courses.given_now(agent) for agent in TWO))
        differs = z3.Or(*(z3.And(courses.given_now(a), courses.is_agent(role, OTHER[a])) for a in TWO))
        decided = z3.And(courses.of_the_two(role), z3.Not(courses.is_undecided(role)))
        yield z3.Implies(z3.And(decided, now), z3.If(differs, switch.is_yes(), switch.is_no()))
        not_now = z3.And(courses.of_the_two(role), z3.Not(now))
        on_record = z3.And(courses.prior_known, courses.current_known)
        yield z3.Implies(z3.And(not_now, z3.Not(on_record)), z3.Not(switch.known))
        nothing = z3.And(on_record, *(z3.Not(courses.ended(agent)) for agent in (*TWO, UNNAMED)))
        yield z3.Implies(z3.And(not_now, nothing), switch.is_no())
        yield z3.Implies(z3.And(courses.is_undecided(role), z3.Or(now, z3.Not(nothing))), z3.Not(switch.known))
        for agent in TWO:
            only = z3.And(on_record, courses.ended(agent), z3.Not(courses.ended(OTHER[agent])), z3.Not(courses.unnamed))
            yield z3.Implies(z3.And(not_now, only, courses.is_agent(role, agent)), switch.is_no())
            yield z3.Implies(z3.And(not_now, only, courses.is_agent(role, OTHER[agent])), switch.is_yes())
            own, other = (patient.fact(f"exposure.since_{name}") for name in (agent, OTHER[agent]))
            unnamed_dated = z3.Implies(courses.unnamed, patient.fact("exposure.since_daratumumab").known)
            cells = patient.fact("transfusion.red_cells_date").known
            for answer, earlier, later in ((switch.is_yes(), own, other), (switch.is_no(), other, own)):
                name = earlier.name.rpartition("_")[2]
                dated = z3.And(z3.Implies(courses.ended(name), earlier.known), unnamed_dated)
                in_order = z3.Implies(z3.And(own.known, other.known, z3.Not(cells)), later.low <= earlier.high)
                both = z3.And(not_now, courses.is_agent(role, agent), *(courses.ended(a) for a in TWO))
                yield z3.Implies(z3.And(both, answer), z3.And(dated, in_order))
            can = z3.And(courses.is_agent(role, agent), z3.Not(courses.ended(OTHER[agent])))
            yield z3.Implies(z3.And(not_now, can), z3.Not(switch.is_yes()))


def _refractoriness_needs_daratumumab_on_record(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    stated = patient.fact("disease.refractory_to").has("daratumumab")
    progressed = patient.fact("exposure.progressed_on_daratumumab")
    for role in ROLES:
        refractory, active = patient.at(role, "daratumumab_refractory"), patient.active[role]
        ended = courses.ended("daratumumab")
        counts_known, counts = courses.counts_before(role, "daratumumab")
        is_open = z3.Or(courses.unnamed, z3.Not(counts_known), counts)
        yield z3.Implies(z3.And(active, stated), refractory.is_yes())
        yield z3.Implies(z3.And(refractory.is_yes(), z3.Not(stated)), z3.And(ended, progressed.is_yes()))
        yield z3.Implies(refractory.is_no(), z3.And(ended, z3.Not(is_open), z3.Not(stated)))
        all_told = z3.And(active, ended, patient.fact("prior.refractory").known, z3.Not(is_open))
        yield z3.Implies(all_told, refractory.known)
        yield z3.Implies(z3.And(all_told, progressed.is_no(), z3.Not(stated)), refractory.is_no())
        for other in ROLES:
            both = z3.And(active, patient.active[other], refractory.is_yes())
            yield z3.Implies(both, patient.at(other, "daratumumab_refractory").is_yes())


def _earlier_isatuximab_pd_needs_isatuximab(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        after = patient.at(role, "after_isatuximab_pd")
        counts_known, counts = courses.counts_before(role, "isatuximab")
        ended, now = courses.ended("isatuximab"), z3.And(counts_known, counts)
        yield z3.Implies(after.is_yes(), z3.Or(ended, now))
        nothing_open = z3.And(counts_known, z3.Not(courses.unnamed))
        yield z3.Implies(after.is_no(), z3.And(nothing_open, z3.Or(ended, now)))
        told = patient.fact("prior.partner_drugs").known
        partners, combination = patient.at("current", "partner_drugs"), patient.at("current", "combination")
        all_told = z3.And(nothing_open, z3.Implies(ended, told), z3.Implies(now, partners.known))
        yield z3.Implies(z3.And(patient.active[role], z3.Or(ended, now), all_told), after.known)
        yield z3.Implies(z3.And(now, combination.is_one("Pd"), patient.active[role]), after.is_yes())
        same = z3.And(after.is_yes(), z3.Not(ended))
        yield z3.Implies(same, combination.is_one("Pd"))


def _a_washout_needs_dated_courses_of_the_other_agent(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        washout = patient.at(role, "washout")
        ready = patient.at(role, "start").known if role == "current" else courses.current_known
        now_dated = patient.at("current", "last_dose").known
        needed = []
        for agent in TWO:
            ended, now = courses.ended(OTHER[agent]), courses.given_now(OTHER[agent])
            since = patient.fact(f"exposure.since_{OTHER[agent]}").known
            unnamed_dated = z3.Implies(courses.unnamed, patient.fact("exposure.since_daratumumab").known)
            given = ended if role == "current" else z3.Or(ended, now)
            dated = z3.And(z3.Implies(ended, since), unnamed_dated)
            if role != "current":
                dated = z3.And(dated, z3.Implies(now, now_dated))
            needed.append(z3.And(courses.is_agent(role, agent), given, dated))
        yield z3.Implies(washout.known, z3.And(ready, z3.Or(*needed)))
        if role != "current":
            as_of = z3.Not(patient.at(role, "start").known)
            surely = z3.And(as_of, courses.current_known, z3.Not(courses.unnamed), z3.Or(*needed))
            yield z3.Implies(surely, washout.known)


def _without_other_dates_the_bands_follow_the_time_since(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in PLANS:
        as_of = z3.And(
            z3.Not(patient.at(role, "start").known), z3.Not(patient.fact("transfusion.red_cells_date").known)
        )
        for agent in TWO:
            since, washout = patient.fact(f"exposure.since_{OTHER[agent]}"), patient.at(role, "washout")
            ended_only = z3.And(
                z3.Not(courses.given_now(OTHER[agent])), z3.Not(courses.unnamed), courses.current_known, since.known
            )
            same = z3.And(courses.is_agent(role, agent), as_of, ended_only)
            bands = {
                "below_3": since.high < 3,
                "3_to_6": z3.And(since.low >= 3, since.high < 6),
                "reached_6": since.low >= 6,
            }
            for word, inside in bands.items():
                yield z3.Implies(same, washout.is_one(word) == inside)
        since, recent = patient.fact("exposure.since_daratumumab"), patient.at(role, "recent_daratumumab")
        ended = z3.And(courses.ended("daratumumab"), z3.Not(courses.given_now("daratumumab")), since.known)
        goes_on = courses.goes_on(role)
        counted = z3.And(as_of, ended, z3.Not(courses.unnamed), courses.of_the_two(role), z3.Not(goes_on))
        yield z3.Implies(z3.And(counted, since.low <= 6), recent.is_yes())
        yield z3.Implies(z3.And(counted, since.low > 6), z3.Not(recent.is_yes()))
        yield z3.Implies(z3.And(counted, since.low > 6, courses.current_known), recent.is_no())


def _recent_daratumumab_is_before_a_new_course(patient: Patient) -> Iterator[Bool]:
    courses = Courses(patient)
    for role in ROLES:
        recent, active = patient.at(role, "recent_daratumumab"), patient.active[role]
        if role == "current":
            yield from is_exactly(recent, active, z3.BoolVal(False))
            continue
        goes_on = courses.goes_on(role)
        surely_goes_on = z3.And(goes_on, z3.Not(courses.is_undecided(role)))
        none = z3.And(active, z3.Or(z3.Not(courses.of_the_two(role)), surely_goes_on))
        yield z3.Implies(none, recent.is_no())
        given = z3.Or(courses.ended("daratumumab"), courses.given_now("daratumumab"))
        yield z3.Implies(recent.is_yes(), z3.And(given, z3.Not(goes_on)))
        now_dated = z3.And(courses.given_now("daratumumab"), patient.at("current", "last_dose").known)
        yield z3.Implies(recent.is_yes(), z3.Or(courses.ended("daratumumab"), now_dated))
        on_record = z3.And(courses.prior_known, courses.current_known)
        untouched = z3.And(active, on_record, z3.Not(given), z3.Not(courses.unnamed))
        yield z3.Implies(untouched, recent.is_no())
        yield z3.Implies(z3.And(active, z3.Not(none), z3.Not(on_record)), z3.Not(recent.is_no()))
        undated = z3.And(courses.given_now("daratumumab"), z3.Not(patient.at("current", "last_dose").known))
        yield z3.Implies(z3.And(active, z3.Not(none), undated), z3.Not(recent.is_no()))


REGIMENS = (
    Invariant("The exact set of partner drugs has one name.", _partners_make_the_combination),
    Invariant("Each partner drug has its class.", _partners_have_their_classes),
    Invariant(
        "What was given before a regimen has ended or, before a plan, is the current one of another agent.",
        _what_was_given_before_stands_in_the_courses,
    ),
    Invariant("Re-treatment is with an agent of an ended course.", _re_treatment_is_with_an_ended_agent),
    Invariant("A switch is from the other agent, current or else ended.", _a_switch_is_from_the_other_agent),
    Invariant(
        "Refractoriness to daratumumab stands with a course of it, or with the disease.",
        _refractoriness_needs_daratumumab_on_record,
    ),
    Invariant("Earlier isatuximab-Pd is earlier isatuximab.", _earlier_isatuximab_pd_needs_isatuximab),
    Invariant(
        "A washout needs a start, and a date of each course of the other agent.",
        _a_washout_needs_dated_courses_of_the_other_agent,
    ),
    Invariant(
        "Without dates of a start or of red cells the bands follow the time since the last dose.",
        _without_other_dates_the_bands_follow_the_time_since,
    ),
    Invariant("Recent daratumumab was given before a new course.", _recent_daratumumab_is_before_a_new_course),
)

INVARIANTS = (*SHAPES, *EXPOSURE, *REGIMENS)
