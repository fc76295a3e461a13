"""What was given, is given and is planned: each derived fact against its written definition.

Expectations: the definitions of the vocabulary; codes page, section 1 (planned / current / prior, SINCE, AGENT_OPEN);
catalogue, section 0.3, G6, G7 and G36.
"""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.facts import Range, Value, derive
from cd38rules.facts.derived_vocabulary import PATIENT_DERIVED
from cd38rules.profile import PatientProfile

AS_OF = "2024-03-15"
Groups = dict[str, Any]
DARA, ISA, OTHER, UNNAMED = ({"agent": agent} for agent in ("daratumumab", "isatuximab", "other_anti_cd38", None))
NONE, UNDECIDED = {"agent": "none"}, {"agent": "undecided"}
REFRACTORY, NOT_REFRACTORY = {"refractory": True}, {"refractory": False}
PROGRESSION, TOXICITY = {"stop_reason": "progression"}, {"stop_reason": "toxicity"}
HALF_A_YEAR = {"last_dose_date": "2023-09-15"}  # six calendar months to the day before the assessment


def therapy(**parts: Any) -> Groups:
    return {"therapy": parts}


def prior(*courses: Groups) -> Groups:
    return therapy(prior=list(courses))


def cells(day: str, *courses: Groups) -> Groups:
    return {"transfusion": {"red_cells": "planned", "red_cells_date": day}, **prior(*courses)}


def months(whole: int, days: int = 0) -> Range:
    return Range(whole + days / 31, whole + days / 31)


def between(low: Range, high: Range) -> Range:
    return Range(low.low, high.low)


TABLE: dict[str, dict[str, tuple[Groups, Value]]] = {
    "exposure.current_daratumumab": {
        "nothing recorded": ({}, None),
        "current not recorded": (prior(), None),
        "current without an agent": (therapy(current={"route": "intravenous"}), None),
        "ended, current not recorded": (prior(DARA), None),
        "planned, current not recorded": (therapy(planned=DARA), None),
        "known none": (therapy(current=NONE), False),
        "known none, planned": (therapy(current=NONE, planned=DARA), False),
        "doses not recorded": (therapy(current=DARA), True),
        "one dose": (therapy(current=DARA | {"doses_given": 1}), True),
        "zero doses": (therapy(current=DARA | {"doses_given": 0}), False),
        "isatuximab": (therapy(current=ISA), False),
        "another antibody": (therapy(current=OTHER), False),
    },
    "exposure.current_isatuximab": {
        "nothing recorded": ({}, None),
        "known none": (therapy(current=NONE), False),
        "isatuximab": (therapy(current=ISA), True),
        "isatuximab, zero doses": (therapy(current=ISA | {"doses_given": 0}), False),
        "daratumumab": (therapy(current=DARA), False),
    },
    "exposure.current_anti_cd38": {
        "nothing recorded": ({}, None),
        "current not recorded": (prior(DARA), None),
        "known none": (therapy(current=NONE), False),
        "daratumumab": (therapy(current=DARA), True),
        "isatuximab": (therapy(current=ISA), True),
        "isatuximab, zero doses": (therapy(current=ISA | {"doses_given": 0}), False),
        "another antibody": (therapy(current=OTHER), False),
    },
    "exposure.planned_daratumumab": {
        "nothing recorded": ({}, None),
        "plan not recorded": (therapy(current=DARA), None),
        "plan without an agent": (therapy(planned={"route": "subcutaneous"}), None),
        "known none": (therapy(planned=NONE), False),
        "daratumumab": (therapy(planned=DARA), True),
        "isatuximab": (therapy(planned=ISA), False),
        "another antibody": (therapy(planned=OTHER), False),
        "undecided": (therapy(planned=UNDECIDED), None),
        "isatuximab, alternatively daratumumab": (therapy(planned=ISA, planned_alternative=DARA), True),
        "undecided, alternatively daratumumab": (therapy(planned=UNDECIDED, planned_alternative=DARA), True),
        "undecided, alternatively isatuximab": (therapy(planned=UNDECIDED, planned_alternative=ISA), None),
        "isatuximab, alternatively undecided": (therapy(planned=ISA, planned_alternative=UNDECIDED), None),
        "only an alternative": (therapy(planned_alternative=DARA), True),
    },
    "exposure.planned_isatuximab": {
        "nothing recorded": ({}, None),
        "known none": (therapy(planned=NONE), False),
        "isatuximab": (therapy(planned=ISA), True),
        "daratumumab": (therapy(planned=DARA), False),
        "undecided": (therapy(planned=UNDECIDED), None),
        "daratumumab, alternatively isatuximab": (therapy(planned=DARA, planned_alternative=ISA), True),
    },
    "exposure.planned_anti_cd38": {
        "nothing recorded": ({}, None),
        "plan not recorded": (prior(DARA), None),
        "known none": (therapy(planned=NONE), False),
        "daratumumab": (therapy(planned=DARA), True),
        "isatuximab": (therapy(planned=ISA), True),
        "undecided": (therapy(planned=UNDECIDED), True),
        "another antibody": (therapy(planned=OTHER), False),
        "another antibody, alternatively undecided": (therapy(planned=OTHER, planned_alternative=UNDECIDED), True),
    },
    "exposure.ended_daratumumab": {
        "nothing recorded": ({}, None),
        "earlier courses not recorded": (therapy(current=DARA), None),
        "known none": (prior(), False),
        "daratumumab": (prior(DARA), True),
        "a course that isn't named counts as daratumumab": (prior(UNNAMED), True),
        "isatuximab": (prior(ISA), False),
        "isatuximab, then daratumumab": (prior(ISA, DARA), True),
        "another antibody": (prior(OTHER), False),
        "current daratumumab hasn't ended": (therapy(prior=[], current=DARA), False),
    },
    "exposure.ended_isatuximab": {
        "nothing recorded": ({}, None),
        "known none": (prior(), False),
        "isatuximab": (prior(ISA), True),
        "daratumumab": (prior(DARA), False),
        "a course that isn't named leaves it open": (prior(UNNAMED), None),
        "daratumumab and a course that isn't named": (prior(DARA, UNNAMED), None),
        "isatuximab and a course that isn't named": (prior(ISA, UNNAMED), True),
        "another antibody": (prior(OTHER), False),
    },
    "exposure.since_daratumumab": {
        "nothing recorded": ({}, None),
        "known none": (prior(), None),
        "only isatuximab": (prior(ISA | HALF_A_YEAR), None),
        "undated": (prior(DARA), None),
        "only its first dose dated": (prior(DARA | {"first_dose_date": "2023-01-10"}), None),
        "current daratumumab hasn't ended": (therapy(prior=[], current=DARA | HALF_A_YEAR), None),
        "six months to the day": (prior(DARA | HALF_A_YEAR), months(6)),
        "a day more than six months": (prior(DARA | {"last_dose_date": "2023-09-14"}), months(6, 1)),
        "a day less than six months": (prior(DARA | {"last_dose_date": "2023-09-16"}), months(5, 28)),
        "on the day of the assessment": (prior(DARA | {"last_dose_date": AS_OF}), months(0)),
        "known to the month": (prior(DARA | {"last_dose_date": "2023-09"}), between(months(5, 15), months(6, 14))),
        "known to the year": (prior(DARA | {"last_dose_date": "2023"}), between(months(2, 15), months(14, 14))),
        "in the year of the assessment, so no later than that": (
            prior(DARA | {"last_dose_date": "2024"}),
            between(months(0), months(2, 14)),
        ),
        "31 August to 29 February": (
            {"as_of": "2024-02-29", **prior(DARA | {"last_dose_date": "2023-08-31"})},
            months(6),
        ),
        "29 August to 29 February": (
            {"as_of": "2024-02-29", **prior(DARA | {"last_dose_date": "2023-08-29"})},
            months(6),
        ),
        "28 August to 29 February": (
            {"as_of": "2024-02-29", **prior(DARA | {"last_dose_date": "2023-08-28"})},
            months(6, 1),
        ),
        "31 August to 28 February of a leap year": (
            {"as_of": "2024-02-28", **prior(DARA | {"last_dose_date": "2023-08-31"})},
            months(5, 28),
        ),
        "29 February to the next year": (
            {"as_of": "2025-02-28", **prior(DARA | {"last_dose_date": "2024-02-29"})},
            months(12),
        ),
        "zero days": (prior(DARA | {"days_since_last_dose": 0}), months(0)),
        "181 days": (prior(DARA | {"days_since_last_dose": 181}), between(months(5, 28), months(6))),
        "184 days": (prior(DARA | {"days_since_last_dose": 184}), between(months(6), months(6, 3))),
        "six months as counted": (prior(DARA | {"months_since_last_dose": 6}), months(6)),
        "a date beats a count": (prior(DARA | HALF_A_YEAR | {"days_since_last_dose": 180}), months(6)),
        "a course that isn't named counts as daratumumab": (prior(UNNAMED | HALF_A_YEAR), months(6)),
        "the latest of several, listed last": (
            prior(DARA | {"last_dose_date": "2020-01-01"}, DARA | HALF_A_YEAR),
            months(6),
        ),
        "the latest of several, listed first": (
            prior(DARA | HALF_A_YEAR, DARA | {"last_dose_date": "2020-01-01"}),
            months(6),
        ),
        "daratumumab, then a course that isn't named": (
            prior(DARA | {"last_dose_date": "2020-01-01"}, UNNAMED | HALF_A_YEAR),
            months(6),
        ),
        "an undated course beside a dated one": (prior(DARA | HALF_A_YEAR, DARA), None),
        "an undated course that isn't named": (prior(DARA | HALF_A_YEAR, UNNAMED), None),
        "an undated course of isatuximab doesn't matter": (prior(DARA | HALF_A_YEAR, ISA), months(6)),
        "an undated course of another antibody doesn't matter": (prior(DARA | HALF_A_YEAR, OTHER), months(6)),
        "a dated and a counted course": (
            prior(DARA | HALF_A_YEAR, DARA | {"days_since_last_dose": 100}),
            between(months(3, 8), months(3, 11)),
        ),
        "two partial dates that may be in either order": (
            prior(DARA | {"last_dose_date": "2023"}, DARA | {"last_dose_date": "2023-09"}),
            between(months(2, 15), months(6, 14)),
        ),
        "red cells before the assessment": (cells("2024-03-01", DARA | HALF_A_YEAR), months(5, 15)),
        "red cells after the assessment": (cells("2024-05-01", DARA | HALF_A_YEAR), months(6)),
        "red cells in the month of the assessment": (
            cells("2024-03", DARA | HALF_A_YEAR),
            between(months(5, 15), months(6)),
        ),
        "red cells before the last dose": (cells("2023-08-01", DARA | HALF_A_YEAR), months(0)),
        "counts run to the assessment, also with earlier red cells": (
            cells("2024-03-01", DARA | {"days_since_last_dose": 181}),
            between(months(5, 28), months(6)),
        ),
        "counted months run to the assessment, also with earlier red cells": (
            cells("2024-03-01", DARA | {"months_since_last_dose": 6}),
            months(6),
        ),
    },
    "exposure.since_isatuximab": {
        "nothing recorded": ({}, None),
        "undated": (prior(ISA), None),
        "only daratumumab": (prior(DARA | HALF_A_YEAR), None),
        "six months to the day": (prior(ISA | HALF_A_YEAR), months(6)),
        "181 days": (prior(ISA | {"days_since_last_dose": 181}), between(months(5, 28), months(6))),
        "an undated course beside a dated one": (prior(ISA | HALF_A_YEAR, ISA), None),
        "a course that isn't named counts as daratumumab": (prior(UNNAMED | HALF_A_YEAR), None),
        "an undated course of daratumumab doesn't matter": (prior(ISA | HALF_A_YEAR, DARA), months(6)),
        "red cells before the assessment": (cells("2024-03-01", ISA | HALF_A_YEAR), months(5, 15)),
    },
    "exposure.progressed_on_daratumumab": {
        "nothing recorded": ({}, None),
        "earlier courses not recorded": (therapy(current=DARA, planned=ISA), None),
        "known none": (prior(), False),
        "refractory": (prior(DARA | REFRACTORY), True),
        "ended for progression": (prior(DARA | PROGRESSION), True),
        "refractory and ended for progression": (prior(DARA | REFRACTORY | PROGRESSION), True),
        "refractory, ended for toxicity": (prior(DARA | REFRACTORY | TOXICITY), True),
        "not refractory, ended for progression": (prior(DARA | NOT_REFRACTORY | PROGRESSION), True),
        "not refractory, ended for toxicity": (prior(DARA | NOT_REFRACTORY | TOXICITY), False),
        "not refractory, completed": (prior(DARA | NOT_REFRACTORY | {"stop_reason": "completed"}), False),
        "not refractory, the patient's choice": (
            prior(DARA | NOT_REFRACTORY | {"stop_reason": "patient_choice"}),
            False,
        ),
        "not refractory, ended for another reason": (prior(DARA | NOT_REFRACTORY | {"stop_reason": "other"}), False),
        "not refractory, reason not recorded": (prior(DARA | NOT_REFRACTORY), None),
        "refractoriness not recorded, ended for toxicity": (prior(DARA | TOXICITY), None),
        "neither recorded": (prior(DARA), None),
        "best response progressive disease isn't read": (prior(DARA | {"best_response": "PD"}), None),
        "one of two refractory": (prior(DARA | NOT_REFRACTORY | TOXICITY, DARA | REFRACTORY), True),
        "one of two refractory, the other not recorded": (prior(DARA, DARA | REFRACTORY), True),
        "one of two not recorded": (prior(DARA | NOT_REFRACTORY | TOXICITY, DARA), None),
        "two, neither": (prior(DARA | NOT_REFRACTORY | TOXICITY, DARA | NOT_REFRACTORY | TOXICITY), False),
        "isatuximab refractory": (prior(ISA | REFRACTORY | PROGRESSION), False),
        "another antibody refractory": (prior(OTHER | REFRACTORY | PROGRESSION), False),
        "isatuximab refractory, daratumumab not": (
            prior(ISA | REFRACTORY, DARA | NOT_REFRACTORY | TOXICITY),
            False,
        ),
        "not named, refractory": (prior(UNNAMED | REFRACTORY), None),
        "not named, ended for progression": (prior(UNNAMED | PROGRESSION), None),
        "not named, neither recorded": (prior(UNNAMED), None),
        "not named, neither of the two": (prior(UNNAMED | NOT_REFRACTORY | TOXICITY), False),
        "not named and refractory, daratumumab not": (
            prior(UNNAMED | REFRACTORY, DARA | NOT_REFRACTORY | TOXICITY),
            None,
        ),
        "not named, daratumumab refractory": (prior(UNNAMED, DARA | REFRACTORY), True),
        "dates don't matter": (prior(DARA | REFRACTORY | {"last_dose_date": "2015"}), True),
        "current daratumumab hasn't ended": (therapy(prior=[], current=DARA), False),
        "current daratumumab, an ended course refractory": (therapy(prior=[DARA | REFRACTORY], current=DARA), True),
    },
    "exposure.undated_course": {
        "nothing recorded": ({}, None),
        "earlier courses not recorded": (therapy(current=NONE, planned=ISA), None),
        "known none": (therapy(prior=[], current=NONE, planned=ISA), False),
        "dated": (prior(DARA | HALF_A_YEAR), False),
        "known to the year": (prior(DARA | {"last_dose_date": "2020"}), False),
        "counted in days": (prior(ISA | {"days_since_last_dose": 0}), False),
        "counted in months": (prior(ISA | {"months_since_last_dose": 0}), False),
        "daratumumab undated": (prior(DARA), True),
        "isatuximab undated": (prior(ISA), True),
        "only its first dose dated": (prior(DARA | {"first_dose_date": "2020"}), True),
        "not named, undated": (prior(UNNAMED), True),
        "another antibody undated": (prior(OTHER), False),
        "one of two undated": (prior(DARA | HALF_A_YEAR, ISA), True),
        "current, another than planned, undated": (therapy(prior=[], current=DARA, planned=ISA), True),
        "current, another than planned, dated": (therapy(prior=[], current=DARA | HALF_A_YEAR, planned=ISA), False),
        "current, the same as planned, undated": (therapy(prior=[], current=DARA, planned=DARA), False),
        "current, another than the alternative plan, undated": (
            therapy(prior=[], current=DARA, planned=DARA, planned_alternative=ISA),
            True,
        ),
        "current without any dose": (therapy(prior=[], current=DARA | {"doses_given": 0}, planned=ISA), False),
        "a plan, and current not recorded": (therapy(prior=[], planned=ISA), None),
        "current undated, the plan undecided": (therapy(prior=[], current=DARA, planned=UNDECIDED), None),
        "current undated, no plan": (therapy(prior=[], current=DARA, planned=NONE), False),
        "current, undated, and earlier courses not recorded": (therapy(current=DARA, planned=ISA), True),
    },
    "exposure.agent_open": {
        "nothing recorded": ({}, False),
        "no plan": (therapy(current=DARA, prior=[ISA]), False),
        "known none": (therapy(planned=NONE), False),
        "daratumumab": (therapy(planned=DARA), False),
        "undecided": (therapy(planned=UNDECIDED), True),
        "daratumumab, alternatively isatuximab": (therapy(planned=DARA, planned_alternative=ISA), True),
        "two plans with the same agent": (therapy(planned=DARA, planned_alternative=DARA), False),
        "daratumumab, alternatively undecided": (therapy(planned=DARA, planned_alternative=UNDECIDED), True),
        "an alternative without an agent": (therapy(planned=DARA, planned_alternative={"partner_drugs": []}), False),
        "daratumumab, alternatively none": (therapy(planned=DARA, planned_alternative=NONE), False),
    },
    "exposure.other_antibody": {
        "nothing recorded": ({}, None),
        "planned": (therapy(planned=OTHER), True),
        "planned alternatively": (therapy(planned=DARA, planned_alternative=OTHER), True),
        "current": (therapy(current=OTHER), True),
        "ended": (prior(DARA, OTHER), True),
        "none of the three": (therapy(planned=DARA, current=NONE, prior=[ISA]), False),
        "no plan": (therapy(planned=NONE, current=NONE, prior=[]), False),
        "undecided is one of the two": (therapy(planned=UNDECIDED, current=NONE, prior=[]), False),
        "earlier courses not recorded": (therapy(planned=DARA, current=NONE), None),
        "current not recorded": (therapy(planned=DARA, prior=[]), None),
        "a plan that isn't recorded counts as none": (therapy(current=NONE, prior=[]), False),
        "a course that isn't named": (therapy(planned=DARA, current=NONE, prior=[UNNAMED]), None),
    },
}
CASES = [
    pytest.param(fact, groups, expected, id=f"{fact}: {case}")
    for fact, cases in TABLE.items()
    for case, (groups, expected) in cases.items()
]


@pytest.mark.parametrize(("fact", "groups", "expected"), CASES)
def test_exposure_is_as_its_definition_says(fact: str, groups: Groups, expected: Value) -> None:
    found = derive(PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, **groups})).values.get(fact)
    if isinstance(expected, Range):
        assert isinstance(found, Range)
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-12)
    else:
        assert found is expected


def test_every_fact_about_exposure_has_a_table() -> None:
    assert set(TABLE) == {fact.name for fact, _ in PATIENT_DERIVED if fact.name.startswith("exposure.")}
