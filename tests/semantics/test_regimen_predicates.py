"""One regimen, its combination and what was given before it: each derived fact against its written definition.

Expectations: the definitions of the vocabulary; codes page, section 1 (regimens, planned / current / prior, INTERVAL,
SWITCH, undecided); catalogue, section 0.3 and G1 to G5.
"""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.facts import Members, Value, derive
from cd38rules.facts.regimen_vocabulary import REGIMEN_DERIVED
from cd38rules.profile import PatientProfile

AS_OF = "2024-03-15"
Groups = dict[str, Any]
Case = tuple[str, Groups, object]  # role, therapy, what is expected
DARA, ISA, OTHER, UNNAMED = ({"agent": agent} for agent in ("daratumumab", "isatuximab", "other_anti_cd38", None))
NONE, UNDECIDED = {"agent": "none"}, {"agent": "undecided"}
PD = {"partner_drugs": ["pomalidomide", "dexamethasone"]}
RD = {"partner_drugs": ["lenalidomide", "dexamethasone"]}
ZERO = {"doses_given": 0}
REFRACTORY, NOT_REFRACTORY = {"refractory": True}, {"refractory": False}
PRIOR_FACTS = ("regimen.prior_daratumumab", "regimen.prior_isatuximab", "regimen.prior_anti_cd38")


def planned(plan: Groups, *prior: Groups, current: Groups | None = NONE, role: str = "planned") -> tuple[str, Groups]:
    return role, {"planned": plan, "prior": list(prior), "current": current}


def current(regimen: Groups, *prior: Groups) -> tuple[str, Groups]:
    return "current", {"current": regimen, "prior": list(prior)}


def last(day: str) -> Groups:
    return {"last_dose_date": day}


def days(count: int) -> Groups:
    return {"days_since_last_dose": count}


def months(count: float) -> Groups:
    return {"months_since_last_dose": count}


def start(day: str) -> Groups:
    return {"start_date": day}


COMBINATIONS: dict[str, tuple[list[str] | None, str | None]] = {
    "not recorded": (None, None),
    "an empty list": ([], "mono"),
    "Pd": (["pomalidomide", "dexamethasone"], "Pd"),
    "Pd, other order": (["dexamethasone", "pomalidomide"], "Pd"),
    "Pd by synonyms": (["Dex", "Imnovid"], "Pd"),
    "Pd by the short names": (["d", "pom"], "Pd"),
    "Pd, each drug twice under two names": (["pomalidomide", "Pomalyst", "dex", "DEXAMETHASONE"], "Pd"),
    "Kd": (["carfilzomib", "dexamethasone"], "Kd"),
    "Kd by synonyms": (["Kyprolis", "dex"], "Kd"),
    "Rd": (["dexamethasone", "lenalidomide"], "Rd"),
    "Rd by synonyms": (["Revlimid", "dex"], "Rd"),
    "Vd": (["bortezomib", "dexamethasone"], "Vd"),
    "Vd by synonyms": (["Velcade", "dex"], "Vd"),
    "VMP": (["prednisone", "melphalan", "bortezomib"], "VMP"),
    "VTd": (["bortezomib", "thalidomide", "dexamethasone"], "VTd"),
    "VCd": (["cyclophosphamide", "dexamethasone", "bortezomib"], "VCd"),
    "Pd and one more drug": (["pomalidomide", "dexamethasone", "bortezomib"], "other"),
    "Pd and another steroid": (["pomalidomide", "dexamethasone", "prednisone"], "other"),
    "Kd and an unlisted drug": (["carfilzomib", "dexamethasone", "other_drug"], "other"),
    "pomalidomide without dexamethasone": (["pomalidomide"], "other"),
    "pomalidomide with prednisone": (["pomalidomide", "prednisone"], "other"),
    "VMP with dexamethasone instead": (["bortezomib", "melphalan", "dexamethasone"], "other"),
    "dexamethasone only": (["dexamethasone"], "corticosteroid_only"),
    "two steroids": (["prednisone", "dexamethasone"], "corticosteroid_only"),
    "an unlisted drug": (["other_drug"], "other"),
}
CLASSES: dict[str, tuple[list[str] | None, set[str] | None]] = {
    "not recorded": (None, None),
    "an empty list": ([], set()),
    "bortezomib": (["bortezomib"], {"PI"}),
    "carfilzomib": (["carfilzomib"], {"PI"}),
    "ixazomib": (["Ninlaro"], {"PI"}),
    "lenalidomide": (["lenalidomide"], {"IMiD"}),
    "pomalidomide": (["pomalidomide"], {"IMiD"}),
    "thalidomide": (["thalidomide"], {"IMiD"}),
    "cyclophosphamide": (["cyclophosphamide"], {"alkylator"}),
    "melphalan": (["melphalan"], {"alkylator"}),
    "bendamustine": (["bendamustine"], {"alkylator"}),
    "dexamethasone": (["dexamethasone"], {"corticosteroid"}),
    "prednisone": (["prednisone"], {"corticosteroid"}),
    "venetoclax": (["venetoclax"], {"other"}),
    "an unlisted drug": (["other_drug"], {"other"}),
    "VTd": (["bortezomib", "thalidomide", "dexamethasone"], {"PI", "IMiD", "corticosteroid"}),
    "VCd and an unlisted drug": (
        ["bortezomib", "cyclophosphamide", "dexamethasone", "other_drug"],
        {"PI", "alkylator", "corticosteroid", "other"},
    ),
}

# The three facts in the order of PRIOR_FACTS: daratumumab, isatuximab, any of them before this regimen.
GIVEN_BEFORE: dict[str, tuple[tuple[str, Groups], tuple[bool | None, bool | None, bool | None]]] = {
    "current, earlier courses not recorded": (("current", {"current": ISA}), (None, None, None)),
    "current, known none before": (current(ISA), (False, False, False)),
    "current daratumumab isn't before itself": (current(DARA), (False, False, False)),
    "current, daratumumab ended": (current(ISA, DARA), (True, False, True)),
    "current, the same agent ended": (current(ISA, ISA), (False, True, True)),
    "current, both ended": (current(ISA, ISA, DARA), (True, True, True)),
    "current, not named": (current(ISA, UNNAMED), (None, None, True)),
    "current, daratumumab and not named": (current(ISA, DARA, UNNAMED), (True, None, True)),
    "current, another antibody": (current(ISA, OTHER), (False, False, False)),
    "current, a plan isn't before it": (
        ("current", {"current": ISA, "prior": [], "planned": DARA}),
        (False, False, False),
    ),
    "planned, known none before": (planned(ISA), (False, False, False)),
    "planned, daratumumab ended": (planned(ISA, DARA), (True, False, True)),
    "planned, isatuximab ended": (planned(DARA, ISA), (False, True, True)),
    "planned, the same agent ended": (planned(DARA, DARA), (True, False, True)),
    "planned, not named": (planned(ISA, UNNAMED), (None, None, True)),
    "planned, another antibody ended": (planned(ISA, OTHER), (False, False, False)),
    "planned isatuximab, current daratumumab": (planned(ISA, current=DARA), (True, False, True)),
    "planned daratumumab, current isatuximab": (planned(DARA, current=ISA), (False, True, True)),
    "planned and current daratumumab": (planned(DARA, current=DARA), (False, False, False)),
    "planned and current daratumumab, and an ended course": (planned(DARA, DARA, current=DARA), (True, False, True)),
    "planned isatuximab, current daratumumab without any dose": (
        planned(ISA, current=DARA | ZERO),
        (False, False, False),
    ),
    "planned isatuximab, current another antibody": (planned(ISA, current=OTHER), (False, False, False)),
    "planned another antibody, current daratumumab": (planned(OTHER, current=DARA), (True, False, True)),
    "planned isatuximab, current daratumumab, earlier courses not recorded": (
        ("planned", {"planned": ISA, "current": DARA}),
        (True, None, True),
    ),
    "planned, earlier courses not recorded": (("planned", {"planned": ISA, "current": NONE}), (None, None, None)),
    "planned, current not recorded": (planned(ISA, current=None), (None, None, None)),
    "planned, current not recorded, daratumumab ended": (planned(ISA, DARA, current=None), (True, None, True)),
    "undecided, current daratumumab": (planned(UNDECIDED, current=DARA), (None, False, None)),
    "undecided, daratumumab ended": (planned(UNDECIDED, DARA), (True, False, True)),
    "undecided, known none before": (planned(UNDECIDED), (False, False, False)),
    "alternatively planned isatuximab, planned and current daratumumab": (
        ("alternative", {"planned": DARA, "planned_alternative": ISA, "current": DARA, "prior": []}),
        (True, False, True),
    ),
    "planned daratumumab beside an alternative, current daratumumab": (
        ("planned", {"planned": DARA, "planned_alternative": ISA, "current": DARA, "prior": []}),
        (False, False, False),
    ),
}

WASHOUT: dict[str, Case] = {
    # From dates, at month ends and leap days; the planned start is on record.
    "dates: to the day before 3 months": (*planned(ISA | start("2024-06-14"), DARA | last(AS_OF)), "below_3"),
    "dates: 3 months to the day": (*planned(ISA | start("2024-06-15"), DARA | last(AS_OF)), "3_to_6"),
    "dates: to the day before 6 months": (*planned(ISA | start("2024-09-14"), DARA | last(AS_OF)), "3_to_6"),
    "dates: 6 months to the day": (*planned(ISA | start("2024-09-15"), DARA | last(AS_OF)), "reached_6"),
    "dates: the same day": (*planned(ISA | start(AS_OF), DARA | last(AS_OF)), "below_3"),
    "dates: 31 January to 29 April": (*planned(ISA | start("2024-04-29"), DARA | last("2024-01-31")), "below_3"),
    "dates: 31 January to 30 April": (*planned(ISA | start("2024-04-30"), DARA | last("2024-01-31")), "3_to_6"),
    "dates: 30 November to 28 February of a leap year": (
        *planned(ISA | start("2024-02-28"), DARA | last("2023-11-30")),
        "below_3",
    ),
    "dates: 30 November to 29 February": (*planned(ISA | start("2024-02-29"), DARA | last("2023-11-30")), "3_to_6"),
    "dates: 31 August to 28 February of a leap year": (
        *planned(ISA | start("2024-02-28"), DARA | last("2023-08-31")),
        "3_to_6",
    ),
    "dates: 31 August to 29 February": (*planned(ISA | start("2024-02-29"), DARA | last("2023-08-31")), "reached_6"),
    "dates: 31 August to 28 February of a common year": (
        *planned(ISA | start("2023-02-28"), DARA | last("2022-08-31")),
        "reached_6",
    ),
    "dates: 29 February to 28 August": (*planned(ISA | start("2024-08-28"), DARA | last("2024-02-29")), "3_to_6"),
    "dates: 29 February to 29 August": (*planned(ISA | start("2024-08-29"), DARA | last("2024-02-29")), "reached_6"),
    "dates: daratumumab after isatuximab": (*planned(DARA | start("2024-09-15"), ISA | last(AS_OF)), "reached_6"),
    # Whether the start is on record.
    "start: a planned one not recorded is the assessment": (*planned(ISA, DARA | last("2023-09-15")), "reached_6"),
    "start: a planned one not recorded, a day less": (*planned(ISA, DARA | last("2023-09-16")), "3_to_6"),
    "start: a current one not recorded": (*current(ISA, DARA | last("2020-01-01")), None),
    "start: current, 3 months to the day": (*current(ISA | start("2023-09-01"), DARA | last("2023-06-01")), "3_to_6"),
    "start: current, a day less": (*current(ISA | start("2023-08-31"), DARA | last("2023-06-01")), "below_3"),
    "start: current, 6 months to the day": (
        *current(ISA | start("2023-12-01"), DARA | last("2023-06-01")),
        "reached_6",
    ),
    # Bare counts run to the assessment.
    **{
        f"{count} days": (*planned(ISA, DARA | days(count)), band)
        for count, band in {
            0: "below_3", 88: "below_3", 89: "ambiguous", 90: "ambiguous", 91: "ambiguous", 92: "3_to_6",
            179: "3_to_6", 180: "3_to_6", 181: "ambiguous", 182: "ambiguous", 183: "ambiguous", 184: "reached_6",
            185: "reached_6", 1000: "reached_6",
        }.items()
    },
    **{
        f"{count} months": (*planned(ISA, DARA | months(count)), band)
        for count, band in {
            0: "below_3", 2.9: "below_3", 3: "3_to_6", 5.9: "3_to_6", 6: "reached_6", 6.1: "reached_6",
        }.items()
    },
    "80 days, start 8 days later": (*planned(ISA | start("2024-03-23"), DARA | days(80)), "below_3"),
    "80 days, start 9 days later": (*planned(ISA | start("2024-03-24"), DARA | days(80)), "ambiguous"),
    "80 days, start 11 days later": (*planned(ISA | start("2024-03-26"), DARA | days(80)), "ambiguous"),
    "80 days, start 12 days later": (*planned(ISA | start("2024-03-27"), DARA | days(80)), "3_to_6"),
    "88 days, start some day of the month": (*planned(ISA | start("2024-03"), DARA | days(88)), "ambiguous"),
    "180 days, start 3 days later": (*planned(ISA | start("2024-03-18"), DARA | days(180)), "ambiguous"),
    "180 days, start 4 days later": (*planned(ISA | start("2024-03-19"), DARA | days(180)), "reached_6"),
    "188 days, current for 100 days": (*current(ISA | start("2023-12-06"), DARA | days(188)), "below_3"),
    "191 days, current for 100 days": (*current(ISA | start("2023-12-06"), DARA | days(191)), "ambiguous"),
    "192 days, current for 100 days": (*current(ISA | start("2023-12-06"), DARA | days(192)), "3_to_6"),
    "284 days, current for 100 days": (*current(ISA | start("2023-12-06"), DARA | days(284)), "reached_6"),
    "2 months, start a week later": (*planned(ISA | start("2024-03-22"), DARA | months(2)), "below_3"),
    "2 months, start 6 weeks later": (*planned(ISA | start("2024-04-26"), DARA | months(2)), "3_to_6"),
    "5 months, start 2 months later": (*planned(ISA | start("2024-05-15"), DARA | months(5)), "reached_6"),
    "8 months, current for 100 days": (*current(ISA | start("2023-12-06"), DARA | months(8)), "3_to_6"),
    "7 months, current for 5 months": (*current(ISA | start("2023-10-15"), DARA | months(7)), "below_3"),
    "a date beats a count": (*planned(ISA, DARA | last("2023-09-15") | days(181)), "reached_6"),
    # Partial dates are ranges.
    "known to the month, 5 or 6 months": (*planned(ISA, DARA | last("2023-09")), "ambiguous"),
    "known to the month, surely 4 or 5 months": (*planned(ISA, DARA | last("2023-10")), "3_to_6"),
    "known to the month, surely 6 months": (*planned(ISA, DARA | last("2023-08")), "reached_6"),
    "known to the month, surely below 3": (*planned(ISA, DARA | last("2024-01")), "below_3"),
    "known to the month, 2 or 3 months": (*planned(ISA, DARA | last("2023-12")), "ambiguous"),
    "known to the year": (*planned(ISA, DARA | last("2023")), "ambiguous"),
    "known to a year long ago": (*planned(ISA, DARA | last("2020")), "reached_6"),
    "this year, no later than the assessment": (*planned(ISA, DARA | last("2024")), "below_3"),
    "start some day of a month": (*planned(ISA | start("2024-09"), DARA | last("2024-03-01")), "reached_6"),
    "start some day of a month, 5 or 6 months": (
        *planned(ISA | start("2024-09"), DARA | last("2024-03-02")),
        "ambiguous",
    ),
    "current start some day of a month": (*current(ISA | start("2023-09"), DARA | last("2023-06-01")), "3_to_6"),
    # Several courses: the latest dose of the other agent counts.
    "the latest of two, listed last": (
        *planned(ISA, DARA | last("2020-01-01"), DARA | last("2023-11-01")),
        "3_to_6",
    ),
    "the latest of two, listed first": (
        *planned(ISA, DARA | last("2023-11-01"), DARA | last("2020-01-01")),
        "3_to_6",
    ),
    "one of two undated": (*planned(ISA, DARA | last("2020-01-01"), DARA), None),
    "undated": (*planned(ISA, DARA), None),
    "only the first dose dated": (*planned(ISA, DARA | {"first_dose_date": "2020-01-01"}), None),
    "a later course of the same agent doesn't matter": (
        *planned(ISA, DARA | last("2020-01-01"), ISA | last("2024-03-01")),
        "reached_6",
    ),
    "an undated course of another antibody doesn't matter": (
        *planned(ISA, DARA | last("2020-01-01"), OTHER),
        "reached_6",
    ),
    "no course of the other agent": (*planned(ISA, ISA | last("2020-01-01")), None),
    "known none": (*planned(ISA), None),
    "earlier courses not recorded": ("planned", {"planned": ISA, "current": NONE}, None),
    "only a course that isn't named": (*planned(ISA, UNNAMED | last("2020-01-01")), None),
    "a later course that isn't named": (
        *planned(ISA, DARA | last("2020-01-01"), UNNAMED | last("2024-03-01")),
        None,
    ),
    "a course that isn't named, undated": (*planned(ISA, DARA | last("2020-01-01"), UNNAMED), None),
    # The current course of the other agent comes before a planned regimen.
    "current daratumumab": (*planned(ISA, current=DARA | last("2024-03-01")), "below_3"),
    "current daratumumab, earlier courses not recorded": (
        "planned",
        {"planned": ISA, "current": DARA | last("2024-03-01")},
        "below_3",
    ),
    "current daratumumab, an ended course long ago": (
        *planned(ISA, DARA | last("2020-01-01"), current=DARA | last("2024-03-01")),
        "below_3",
    ),
    "current daratumumab undated, an ended course long ago": (
        *planned(ISA, DARA | last("2020-01-01"), current=DARA),
        None,
    ),
    "current daratumumab, start 6 months later": (
        *planned(ISA | start("2024-09-01"), current=DARA | last("2024-03-01")),
        "reached_6",
    ),
    "current daratumumab without any dose, an ended course long ago": (
        *planned(ISA, DARA | last("2020-01-01"), current=DARA | ZERO),
        "reached_6",
    ),
    "planned and current daratumumab, isatuximab long ago": (
        *planned(DARA, ISA | last("2020-01-01"), current=DARA | last("2024-03-01")),
        "reached_6",
    ),
    "planned and current daratumumab": (*planned(DARA, current=DARA | last("2024-03-01")), None),
    # Which agent.
    "undecided": (*planned(UNDECIDED, DARA | last("2020-01-01")), None),
    "another antibody planned": (*planned(OTHER, DARA | last("2020-01-01")), None),
    "an alternative has its own start": (
        "alternative",
        {
            "planned": ISA | start("2024-04-01"),
            "planned_alternative": ISA | start("2024-08-01"),
            "current": NONE,
            "prior": [DARA | last("2024-02-01")],
        },
        "reached_6",
    ),
}  # fmt: skip

RECENT_DARATUMUMAB: dict[str, Case] = {
    # From dates, at month ends and leap days: exactly six months are included.
    "dates: 6 months to the day": (*planned(ISA | start("2024-09-15"), DARA | last(AS_OF)), True),
    "dates: a day more than 6 months": (*planned(ISA | start("2024-09-16"), DARA | last(AS_OF)), False),
    "dates: a day less than 6 months": (*planned(ISA | start("2024-09-14"), DARA | last(AS_OF)), True),
    "dates: the same day": (*planned(ISA | start(AS_OF), DARA | last(AS_OF)), True),
    "dates: 31 August to 29 February": (*planned(ISA | start("2024-02-29"), DARA | last("2023-08-31")), True),
    "dates: 31 August to 1 March of a leap year": (
        *planned(ISA | start("2024-03-01"), DARA | last("2023-08-31")),
        False,
    ),
    "dates: 31 August to 28 February of a common year": (
        *planned(ISA | start("2023-02-28"), DARA | last("2022-08-31")),
        True,
    ),
    "dates: 31 August to 1 March of a common year": (
        *planned(ISA | start("2023-03-01"), DARA | last("2022-08-31")),
        False,
    ),
    "dates: 29 August to 29 February": (*planned(ISA | start("2024-02-29"), DARA | last("2023-08-29")), True),
    "dates: 28 August to 29 February": (*planned(ISA | start("2024-02-29"), DARA | last("2023-08-28")), False),
    "dates: 29 February to 29 August": (*planned(ISA | start("2024-08-29"), DARA | last("2024-02-29")), True),
    "dates: 29 February to 30 August": (*planned(ISA | start("2024-08-30"), DARA | last("2024-02-29")), False),
    "dates: 30 September to 30 March": (*planned(ISA | start("2024-03-30"), DARA | last("2023-09-30")), True),
    "dates: 30 September to 31 March": (*planned(ISA | start("2024-03-31"), DARA | last("2023-09-30")), False),
    # Bare counts run to the assessment; what may be six months counts as such.
    **{
        f"{count} days": (*planned(ISA, DARA | days(count)), expected)
        for count, expected in {
            0: True, 179: True, 180: True, 181: True, 182: True, 183: True, 184: True, 185: False, 186: False,
            1000: False,
        }.items()
    },
    **{
        f"{count} months": (*planned(ISA, DARA | months(count)), expected)
        for count, expected in {0: True, 5.9: True, 6: True, 6.1: False, 7: False}.items()
    },
    "180 days, start 4 days later": (*planned(ISA | start("2024-03-19"), DARA | days(180)), True),
    "180 days, start 5 days later": (*planned(ISA | start("2024-03-20"), DARA | days(180)), False),
    "180 days, start some day of the month": (*planned(ISA | start("2024-03"), DARA | days(180)), True),
    "185 days, start some day of the next month": (*planned(ISA | start("2024-04"), DARA | days(185)), False),
    "5 months, start a month later": (*planned(ISA | start("2024-04-15"), DARA | months(5)), True),
    "5 months, start 2 months later": (*planned(ISA | start("2024-05-15"), DARA | months(5)), False),
    "a date beats a count": (*planned(ISA, DARA | last("2023-09-14") | days(180)), False),
    # Partial dates are ranges; one that allows six months counts as such.
    "known to the month, 5 or 6 months": (*planned(ISA, DARA | last("2023-09")), True),
    "known to the month, surely more than 6 months": (*planned(ISA, DARA | last("2023-08")), False),
    "known to the month, its last day 6 months before": (
        *planned(ISA | start("2024-02-29"), DARA | last("2023-08")),
        True,
    ),
    "known to the year": (*planned(ISA, DARA | last("2023")), True),
    "known to a year long ago": (*planned(ISA, DARA | last("2022")), False),
    "start some day of a month, 6 months at the least": (
        *planned(ISA | start("2024-09"), DARA | last("2024-03-01")),
        True,
    ),
    "start some day of a month, surely more than 6 months": (
        *planned(ISA | start("2024-09"), DARA | last("2024-02-29")),
        False,
    ),
    "start some day of a year": (*planned(ISA | start("2024"), DARA | last("2023-07-01")), True),
    "start some day of a year, surely more than 6 months": (
        *planned(ISA | start("2024"), DARA | last("2023-06-30")),
        False,
    ),
    # Whether the start is on record.
    "start: not recorded is the assessment, 6 months": (*planned(ISA, DARA | last("2023-09-15")), True),
    "start: not recorded is the assessment, a day more": (*planned(ISA, DARA | last("2023-09-14")), False),
    # Several courses, undated and unnamed ones.
    "the latest of two, listed last": (*planned(ISA, DARA | last("2020-01-01"), DARA | last("2024-01-01")), True),
    "two, both long ago": (*planned(ISA, DARA | last("2020-01-01"), DARA | last("2021-01-01")), False),
    "undated": (*planned(ISA, DARA), None),
    "only the first dose dated": (*planned(ISA, DARA | {"first_dose_date": "2020-01-01"}), None),
    "one of two undated, the other long ago": (*planned(ISA, DARA | last("2020-01-01"), DARA), None),
    "one of two undated, the other recent": (*planned(ISA, DARA | last("2024-01-01"), DARA), True),
    "not named, recent": (*planned(ISA, UNNAMED | last("2024-01-01")), None),
    "not named, counted as 184 days": (*planned(ISA, UNNAMED | days(184)), None),
    "not named, counted as 185 days": (*planned(ISA, UNNAMED | days(185)), False),
    "not named, undated": (*planned(ISA, UNNAMED), None),
    "not named, long ago": (*planned(ISA, UNNAMED | last("2020-01-01")), False),
    "not named, beside recent daratumumab": (*planned(ISA, UNNAMED, DARA | last("2024-01-01")), True),
    "not named and recent, beside daratumumab long ago": (
        *planned(ISA, UNNAMED | last("2024-01-01"), DARA | last("2020-01-01")),
        None,
    ),
    "recent isatuximab only": (*planned(DARA, ISA | last("2024-01-01")), False),
    "undated isatuximab doesn't matter": (*planned(DARA, ISA, DARA | last("2020-01-01")), False),
    "another antibody only, undated": (*planned(ISA, OTHER), False),
    "known none": (*planned(ISA), False),
    "earlier courses not recorded": ("planned", {"planned": ISA, "current": NONE}, None),
    # The same antibody again is a new course, going on with it isn't.
    "daratumumab again": (*planned(DARA | start("2024-04-01"), DARA | last("2024-01-01")), True),
    "daratumumab again, long after": (*planned(DARA, DARA | last("2020-01-01")), False),
    "daratumumab goes on": (*planned(DARA, current=DARA | last("2024-03-01")), False),
    "daratumumab goes on, after an ended course": (
        *planned(DARA, DARA | last("2023-11-01"), current=DARA | last("2024-03-01")),
        False,
    ),
    "daratumumab goes on, earlier courses not recorded": ("planned", {"planned": DARA, "current": DARA}, False),
    "isatuximab goes on, after daratumumab": (*planned(ISA, DARA | last("2024-01-01"), current=ISA), False),
    "planned daratumumab, current without any dose, an ended course": (
        *planned(DARA, DARA | last("2024-01-01"), current=DARA | ZERO),
        True,
    ),
    # The current course of daratumumab comes before a plan for the other agent.
    "current daratumumab": (*planned(ISA, current=DARA | last("2024-03-01")), True),
    "current daratumumab, start 6 months later": (
        *planned(ISA | start("2024-09-01"), current=DARA | last("2024-03-01")),
        True,
    ),
    "current daratumumab, start a day after that": (
        *planned(ISA | start("2024-09-02"), current=DARA | last("2024-03-01")),
        False,
    ),
    "current daratumumab, earlier courses not recorded": (
        "planned",
        {"planned": ISA, "current": DARA | last("2024-03-01")},
        True,
    ),
    "current daratumumab, latest dose not recorded": (*planned(ISA, current=DARA), None),
    "current daratumumab, latest dose not recorded, a recent ended course": (
        *planned(ISA, DARA | last("2024-01-01"), current=DARA),
        True,
    ),
    "current daratumumab without any dose": (*planned(ISA, current=DARA | ZERO | last("2024-03-01")), False),
    "current isatuximab, daratumumab again": (
        *planned(DARA, DARA | last("2024-01-01"), current=ISA | last("2024-03-01")),
        True,
    ),
    "current isatuximab, daratumumab long ago": (*planned(DARA, DARA | last("2020-01-01"), current=ISA), False),
    "current another antibody, recent daratumumab": (*planned(ISA, DARA | last("2024-01-01"), current=OTHER), True),
    "current not recorded, recent daratumumab": (*planned(ISA, DARA | last("2024-01-01"), current=None), True),
    "current not recorded, daratumumab long ago": (*planned(ISA, DARA | last("2020-01-01"), current=None), None),
    # Which plan.
    "undecided, recent daratumumab": (*planned(UNDECIDED, DARA | last("2024-01-01")), True),
    "undecided, daratumumab long ago": (*planned(UNDECIDED, DARA | last("2020-01-01")), False),
    "undecided, known none": (*planned(UNDECIDED), False),
    "undecided, current daratumumab may go on": (*planned(UNDECIDED, current=DARA | last("2024-03-01")), None),
    "undecided, current isatuximab may go on, recent daratumumab": (
        *planned(UNDECIDED, DARA | last("2024-01-01"), current=ISA),
        None,
    ),
    "undecided, current isatuximab, daratumumab long ago": (
        *planned(UNDECIDED, DARA | last("2020-01-01"), current=ISA),
        False,
    ),
    "undecided, current daratumumab without any dose, recent daratumumab": (
        *planned(UNDECIDED, DARA | last("2024-01-01"), current=DARA | ZERO),
        True,
    ),
    "another antibody planned": (*planned(OTHER, DARA | last("2024-01-01")), False),
    "another antibody planned, earlier courses not recorded": ("planned", {"planned": OTHER, "current": NONE}, False),
    "a current regimen isn't planned": (*current(ISA | start("2024-02-01"), DARA | last("2024-01-01")), False),
    "an alternative has its own start": (
        "alternative",
        {
            "planned": ISA | start("2024-04-01"),
            "planned_alternative": ISA | start("2024-08-02"),
            "current": NONE,
            "prior": [DARA | last("2024-02-01")],
        },
        False,
    ),
    "an alternative is another agent than the current one": (
        "alternative",
        {"planned": DARA, "planned_alternative": ISA, "current": DARA | last("2024-03-01"), "prior": []},
        True,
    ),
}  # fmt: skip

ROUTE_OPEN: dict[str, Case] = {
    "undecided": (*planned(DARA | {"route": "undecided"}), True),
    "subcutaneous": (*planned(DARA | {"route": "subcutaneous"}), False),
    "intravenous": (*planned(DARA | {"route": "intravenous"}), False),
    "not recorded": (*planned(DARA), False),
    "undecided, of isatuximab": (*planned(ISA | {"route": "undecided"}), True),
    "undecided, and the antibody too": (*planned(UNDECIDED | {"route": "undecided"}), True),
    "the antibody undecided, its route not recorded": (*planned(UNDECIDED), False),
    "current, subcutaneous": (*current(DARA | {"route": "subcutaneous"}), False),
    "current, not recorded": (*current(DARA), False),
    "an alternative has its own": (
        "alternative",
        {"planned": DARA | {"route": "undecided"}, "planned_alternative": DARA | {"route": "subcutaneous"}},
        False,
    ),
    "no such regimen": (*planned(NONE), None),
    "regimen not recorded": ("planned", {"current": DARA}, None),
}

RETREATMENT: dict[str, Case] = {
    "the same agent ended": (*planned(DARA, DARA), True),
    "the same agent ended, dated": (*planned(ISA, ISA | last("2020-01-01")), True),
    "the same agent is current: a continuation": (*planned(DARA, DARA, current=DARA), False),
    "the same agent is current, none ended": (*planned(DARA, current=DARA), False),
    "the same agent is current without any dose, and has ended": (*planned(DARA, DARA, current=DARA | ZERO), True),
    "the same agent ended, the other is current": (*planned(DARA, DARA, current=ISA), True),
    "the other agent ended": (*planned(ISA, DARA), False),
    "the other agent is current": (*planned(ISA, current=DARA), False),
    "known none": (*planned(ISA), False),
    "not named": (*planned(ISA, UNNAMED), None),
    "not named, beside the same agent": (*planned(ISA, UNNAMED, ISA), True),
    "earlier courses not recorded": ("planned", {"planned": ISA, "current": NONE}, None),
    "earlier courses not recorded, a continuation": ("planned", {"planned": ISA, "current": ISA}, False),
    "current not recorded counts as another one": (*planned(DARA, DARA, current=None), True),
    "another antibody again": (*planned(OTHER, OTHER), False),
    "undecided, daratumumab ended": (*planned(UNDECIDED, DARA), None),
    "undecided, known none": (*planned(UNDECIDED), False),
    "a current regimen isn't planned": (*current(DARA, DARA), False),
}

SWITCH: dict[str, Case] = {
    "isatuximab after current daratumumab": (*planned(ISA, current=DARA), True),
    "daratumumab after current isatuximab": (*planned(DARA, current=ISA), True),
    "the current agent goes on": (*planned(DARA, current=DARA), False),
    "the current agent decides, not an ended one": (*planned(ISA, DARA | last("2023-01-01"), current=ISA), False),
    "the current agent decides, also if the planned one has ended": (
        *planned(ISA, ISA | last("2023-01-01"), current=DARA),
        True,
    ),
    "the current agent decides, earlier courses not recorded": ("planned", {"planned": ISA, "current": DARA}, True),
    "the other agent ended": (*planned(ISA, DARA | last("2023-01-01")), True),
    "the other agent ended, undated": (*planned(ISA, DARA), True),
    "the same agent ended": (*planned(ISA, ISA), False),
    "the other agent ended twice, once undated": (*planned(ISA, DARA | last("2023-01-01"), DARA), True),
    "the other agent is the latest": (*planned(ISA, ISA | last("2020-01-01"), DARA | last("2023-01-01")), True),
    "the other agent is the latest, listed first": (
        *planned(ISA, DARA | last("2023-01-01"), ISA | last("2020-01-01")),
        True,
    ),
    "the same agent is the latest": (*planned(ISA, DARA | last("2020-01-01"), ISA | last("2023-01-01")), False),
    "both ended on the same day": (*planned(ISA, DARA | last("2023-01-01"), ISA | last("2023-01-01")), None),
    "both ended in the same month": (*planned(ISA, DARA | last("2023-01"), ISA | last("2023-01-20")), None),
    "both ended, one known to a year long ago": (*planned(ISA, ISA | last("2020"), DARA | last("2023-01")), True),
    "both ended, one undated": (*planned(ISA, DARA, ISA | last("2023-01-01")), None),
    "both counted, a day apart": (*planned(ISA, DARA | days(100), ISA | days(101)), True),
    "both counted, far apart": (*planned(ISA, DARA | days(400), ISA | days(100)), False),
    "a day apart at the end of a month": (
        *planned(ISA, ISA | last("2024-01-30"), DARA | last("2024-01-31")),
        True,
    ),
    "not named": (*planned(ISA, UNNAMED), None),
    "not named, before the other agent": (*planned(ISA, UNNAMED | last("2020"), DARA | last("2023")), True),
    "not named, after the other agent": (*planned(ISA, UNNAMED | last("2023"), DARA | last("2020")), None),
    "known none": (*planned(ISA), False),
    "earlier courses not recorded": ("planned", {"planned": ISA, "current": NONE}, None),
    "current without any dose, the same agent ended": (*planned(ISA, ISA, current=DARA | ZERO), False),
    "undecided, current daratumumab": (*planned(UNDECIDED, current=DARA), None),
    "undecided, daratumumab ended": (*planned(UNDECIDED, DARA), None),
    "undecided, known none": (*planned(UNDECIDED), False),
    "another antibody planned": (*planned(OTHER, current=DARA), False),
    "a current regimen isn't planned": (*current(ISA, DARA), False),
    "an alternative is compared on its own": (
        "alternative",
        {"planned": DARA, "planned_alternative": ISA, "current": DARA, "prior": []},
        True,
    ),
}

DARATUMUMAB_REFRACTORY: dict[str, Case] = {
    "earlier courses not recorded": ("planned", {"planned": ISA, "current": NONE}, None),
    "refractory": (*planned(ISA, DARA | REFRACTORY), True),
    "not refractory": (*planned(ISA, DARA | NOT_REFRACTORY), False),
    "not recorded": (*planned(ISA, DARA), None),
    "refractory to one of two": (*planned(ISA, DARA | NOT_REFRACTORY, DARA | REFRACTORY), True),
    "refractory to one, the other not recorded": (*planned(ISA, DARA, DARA | REFRACTORY), True),
    "not refractory to one, the other not recorded": (*planned(ISA, DARA | NOT_REFRACTORY, DARA), None),
    "not refractory to two": (*planned(ISA, DARA | NOT_REFRACTORY, DARA | NOT_REFRACTORY), False),
    "refractory to isatuximab only": (*planned(DARA, ISA | REFRACTORY), None),
    "not refractory to daratumumab, refractory to isatuximab": (
        *planned(DARA, DARA | NOT_REFRACTORY, ISA | REFRACTORY),
        False,
    ),
    "not named, refractory": (*planned(ISA, UNNAMED | REFRACTORY), None),
    "not refractory to daratumumab, refractory to one not named": (
        *planned(ISA, DARA | NOT_REFRACTORY, UNNAMED | REFRACTORY),
        None,
    ),
    "current daratumumab, nothing recorded of it": (*planned(ISA, DARA | NOT_REFRACTORY, current=DARA), None),
    "current daratumumab, an ended course refractory": (*planned(ISA, DARA | REFRACTORY, current=DARA), True),
    "current daratumumab without any dose": (*planned(ISA, DARA | NOT_REFRACTORY, current=DARA | ZERO), False),
    "current daratumumab isn't before planned daratumumab": (
        *planned(DARA, DARA | NOT_REFRACTORY, current=DARA),
        False,
    ),
    "current daratumumab isn't before itself": (*current(DARA, DARA | NOT_REFRACTORY), False),
}

AFTER_ISATUXIMAB_PD: dict[str, Case] = {
    "earlier courses not recorded": ("planned", {"planned": DARA, "current": NONE}, None),
    "isatuximab-Pd": (*planned(DARA, ISA | PD), True),
    "isatuximab-Pd by synonyms in another order": (*planned(DARA, ISA | {"partner_drugs": ["dex", "Imnovid"]}), True),
    "isatuximab-Pd and one more drug": (
        *planned(DARA, ISA | {"partner_drugs": ["pomalidomide", "dexamethasone", "bortezomib"]}),
        False,
    ),
    "isatuximab alone": (*planned(DARA, ISA | {"partner_drugs": []}), False),
    "isatuximab-Rd": (*planned(DARA, ISA | RD), False),
    "partners not recorded": (*planned(DARA, ISA), None),
    "isatuximab-Rd, then isatuximab-Pd": (*planned(DARA, ISA | RD, ISA | PD), True),
    "isatuximab-Rd, then partners not recorded": (*planned(DARA, ISA | RD, ISA), None),
    "daratumumab-Pd, isatuximab-Rd": (*planned(DARA, DARA | PD, ISA | RD), False),
    "not named, with Pd": (*planned(DARA, UNNAMED | PD), None),
    "isatuximab-Pd, and one not named": (*planned(DARA, ISA | PD, UNNAMED), True),
    "isatuximab-Rd, and one not named with Pd": (*planned(DARA, ISA | RD, UNNAMED | PD), None),
    "current isatuximab-Pd": (*planned(DARA, current=ISA | PD), True),
    "current isatuximab, partners not recorded": (*planned(DARA, ISA | RD, current=ISA), None),
    "current isatuximab-Pd without any dose": (*planned(DARA, ISA | RD, current=ISA | PD | ZERO), False),
    "current isatuximab-Pd isn't before planned isatuximab": (*planned(ISA, ISA | RD, current=ISA | PD), False),
    "current isatuximab-Pd isn't before itself": (*current(ISA | PD, ISA | RD), False),
}

TABLE: dict[str, dict[str, Case]] = {
    "regimen.combination": {
        **{
            f"{role} {case}": (role, {role: DARA | {"partner_drugs": drugs}}, expected)
            for case, (drugs, expected) in COMBINATIONS.items()
            for role in ("planned", "current")
        },
        "undecided, Pd": (*planned(UNDECIDED | PD), "Pd"),
        "another antibody, Pd": (*planned(OTHER | PD), "Pd"),
        "no such regimen": (*planned(NONE), None),
        "regimen not recorded": ("planned", {"current": DARA | PD}, None),
        "partners recorded, agent not": (*planned(PD), None),
        "an alternative has its own": (
            "alternative",
            {"planned": ISA | PD, "planned_alternative": ISA | RD},
            "Rd",
        ),
    },
    "regimen.partner_classes": {
        case: (*planned(DARA | {"partner_drugs": drugs}), expected) for case, (drugs, expected) in CLASSES.items()
    },
    **{
        fact: {case: (*where, expected[number]) for case, (where, expected) in GIVEN_BEFORE.items()}
        for number, fact in enumerate(PRIOR_FACTS)
    },
    "regimen.washout": WASHOUT,
    "regimen.recent_daratumumab": RECENT_DARATUMUMAB,
    "regimen.route_open": ROUTE_OPEN,
    "regimen.retreatment": RETREATMENT,
    "regimen.switch": SWITCH,
    "regimen.daratumumab_refractory": DARATUMUMAB_REFRACTORY,
    "regimen.after_isatuximab_pd": AFTER_ISATUXIMAB_PD,
}
CASES = [
    pytest.param(fact, *case, id=f"{fact}: {name}") for fact, cases in TABLE.items() for name, case in cases.items()
]


def plain(value: Value) -> object:
    """A choice known for sure as its word, a list known completely as a set."""
    if isinstance(value, Members):
        assert value.surely == value.possibly
        return set(value.surely)
    return next(iter(value)) if isinstance(value, frozenset) and len(value) == 1 else value


@pytest.mark.parametrize(("fact", "role", "therapy", "expected"), CASES)
def test_a_regimen_is_as_the_definition_says(fact: str, role: str, therapy: Groups, expected: object) -> None:
    profile = PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, "therapy": therapy})
    assert plain(derive(profile).values.get(role + fact.removeprefix("regimen"))) == expected


@pytest.mark.parametrize(("fact", "role", "therapy", "expected"), CASES)
def test_the_order_of_ended_courses_never_matters(fact: str, role: str, therapy: Groups, expected: object) -> None:
    turned = therapy | {"prior": therapy["prior"][::-1]} if therapy.get("prior") else therapy
    profiles = [
        PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, "therapy": one}) for one in (therapy, turned)
    ]
    assert derive(profiles[0]).values == derive(profiles[1]).values


def test_every_derived_fact_of_a_regimen_has_a_table() -> None:
    assert set(TABLE) == {fact.name for fact, _ in REGIMEN_DERIVED}
