"""Red cells, Kell, typing and laboratory methods: each derived fact against its written definition.

Expectations: the definitions of the vocabulary; codes page, section 1 (KELL_EXEMPT, TYPING_OK, TRANSFUSION_RELEVANT).
"""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.facts import derive
from cd38rules.facts.derived_vocabulary import PATIENT_DERIVED
from cd38rules.profile import PatientProfile

AS_OF = "2024-03-15"
Groups = dict[str, Any]
DARA, ISA, OTHER, UNNAMED = ({"agent": agent} for agent in ("daratumumab", "isatuximab", "other_anti_cd38", None))
NONE, UNDECIDED = {"agent": "none"}, {"agent": "undecided"}
NEVER = {"therapy": {"current": NONE, "prior": []}}
FIRST_2023 = DARA | {"first_dose_date": "2023-01-10"}


def transfusion(**parts: Any) -> Groups:
    return {"transfusion": parts}


def given(*prior: Groups, current: Groups | None = NONE) -> Groups:
    return {"therapy": {"prior": list(prior), "current": current}}


def cells(day: str | None, **plans: Groups) -> Groups:
    return {**transfusion(red_cells="planned", red_cells_date=day), "therapy": plans}


# What was determined when, and what was given: whether it was surely before the first dose of any antibody.
BEFORE_FIRST_DOSE: dict[str, tuple[Groups, Groups, bool | None]] = {
    "stated to be before": ({"before_first_anti_cd38": True}, given(DARA), True),
    "stated to be before, exposure not recorded": ({"before_first_anti_cd38": True}, {}, True),
    "stated not to be before": ({"before_first_anti_cd38": False}, given(DARA), False),
    "stated not to be before, exposure not recorded": ({"before_first_anti_cd38": False}, {}, False),
    # Decision 0011: a statement that the dates surely deny decides nothing.
    "stated to be before, dated the day before the first dose": (
        {"before_first_anti_cd38": True, "date": "2023-01-09"},
        given(FIRST_2023),
        True,
    ),
    "stated to be before, dated the day of the first dose": (
        {"before_first_anti_cd38": True, "date": "2023-01-10"},
        given(FIRST_2023),
        None,
    ),
    "stated to be before, dated after the first dose": (
        {"before_first_anti_cd38": True, "date": "2023-02"},
        given(FIRST_2023),
        None,
    ),
    "stated to be before, dated after the start of the current course": (
        {"before_first_anti_cd38": True, "date": "2024-02-01"},
        given(current=ISA | {"start_date": "2024-01-01"}),
        None,
    ),
    "stated to be before, dated after the last dose of an undated start": (
        {"before_first_anti_cd38": True, "date": "2023-06-01"},
        given(DARA | {"last_dose_date": "2023-05-01"}),
        None,
    ),
    "stated to be before, dated after one of two courses began": (
        {"before_first_anti_cd38": True, "date": "2023-06-01"},
        given(FIRST_2023, ISA),
        None,
    ),
    "stated to be before, dated after an earlier course began, current not recorded": (
        {"before_first_anti_cd38": True, "date": "2023-06-01"},
        given(FIRST_2023, current=None),
        None,
    ),
    "stated to be before, dated to the year of the first dose": (
        {"before_first_anti_cd38": True, "date": "2023"},
        given(FIRST_2023),
        True,
    ),
    "stated to be before, dated after a course without any dose": (
        {"before_first_anti_cd38": True, "date": "2024-02-01"},
        given(current=DARA | {"doses_given": 0, "start_date": "2024-01-01"}),
        True,
    ),
    "stated not to be before, dated before the first dose: the cautious side": (
        {"before_first_anti_cd38": False, "date": "2023-01-09"},
        given(FIRST_2023),
        False,
    ),
    "no timing, no dose ever": ({}, NEVER, True),
    "dated, no dose ever": ({"date": "2024-03-15"}, NEVER, True),
    "no timing, no dose ever, but one planned": ({}, {"therapy": NEVER["therapy"] | {"planned": DARA}}, True),
    "no timing, a current course without any dose": ({}, given(current=DARA | {"doses_given": 0}), True),
    "dated, after the start of a course without any dose": (
        {"date": "2024-02-01"},
        given(current=DARA | {"doses_given": 0, "start_date": "2024-01-01"}),
        True,
    ),
    "no timing, exposure not recorded": ({}, {}, None),
    "no timing, current not recorded": ({}, given(current=None), None),
    "no timing, earlier courses not recorded": ({}, {"therapy": {"current": NONE}}, None),
    "no timing, a dose given": ({}, given(FIRST_2023), None),
    "the day before the first dose": ({"date": "2023-01-09"}, given(FIRST_2023), True),
    "the day of the first dose": ({"date": "2023-01-10"}, given(FIRST_2023), False),
    "the day after the first dose": ({"date": "2023-01-11"}, given(FIRST_2023), False),
    "the day before the current course": (
        {"date": "2023-12-31"},
        given(current=ISA | {"start_date": "2024-01-01"}),
        True,
    ),
    "the first day of the current course": (
        {"date": "2024-01-01"},
        given(current=ISA | {"start_date": "2024-01-01"}),
        False,
    ),
    "between two courses": (
        {"date": "2023-06-01"},
        given(FIRST_2023, current=ISA | {"start_date": "2024-01-01"}),
        False,
    ),
    "between two courses, the earlier listed last": (
        {"date": "2021-06-01"},
        given(FIRST_2023, ISA | {"first_dose_date": "2021-01-01"}),
        False,
    ),
    "before both courses": (
        {"date": "2022-12-31"},
        given(FIRST_2023, current=ISA | {"start_date": "2024-01-01"}),
        True,
    ),
    "before one course, another one undated": ({"date": "2022-01-01"}, given(FIRST_2023, ISA), None),
    "after one course began, another one undated": ({"date": "2023-02-01"}, given(FIRST_2023, ISA), False),
    "before an earlier course, current not recorded": ({"date": "2022-01-01"}, given(FIRST_2023, current=None), None),
    "after an earlier course began, current not recorded": (
        {"date": "2023-02-01"},
        given(FIRST_2023, current=None),
        False,
    ),
    "before the current course, earlier ones not recorded": (
        {"date": "2023-12-31"},
        {"therapy": {"current": ISA | {"start_date": "2024-01-01"}}},
        None,
    ),
    "after the current course began, earlier ones not recorded": (
        {"date": "2024-01-02"},
        {"therapy": {"current": ISA | {"start_date": "2024-01-01"}}},
        False,
    ),
    "dated, the only course undated": ({"date": "2022-01-01"}, given(DARA), None),
    "after a last dose, the first one undated": (
        {"date": "2023-05-02"},
        given(DARA | {"last_dose_date": "2023-05-01"}),
        False,
    ),
    "on the day of a last dose, the first one undated": (
        {"date": "2023-05-01"},
        given(DARA | {"last_dose_date": "2023-05-01"}),
        False,
    ),
    "before a last dose, the first one undated": (
        {"date": "2023-04-30"},
        given(DARA | {"last_dose_date": "2023-05-01"}),
        None,
    ),
    "after a last dose, the first one known to the year": (
        {"date": "2023-06-01"},
        given(DARA | {"first_dose_date": "2023", "last_dose_date": "2023-03-01"}),
        False,
    ),
    "known to the month of the first dose": ({"date": "2023-01"}, given(FIRST_2023), None),
    "known to the month before": ({"date": "2022-12"}, given(FIRST_2023), True),
    "known to the month after": ({"date": "2023-02"}, given(FIRST_2023), False),
    "known to the year of the first dose": ({"date": "2023"}, given(FIRST_2023), None),
    "known to the year that began with the first dose": (
        {"date": "2023"},
        given(DARA | {"first_dose_date": "2023-01-01"}),
        False,
    ),
    "the last day of the month that the first dose was in": (
        {"date": "2023-01-31"},
        given(DARA | {"first_dose_date": "2023-01"}),
        False,
    ),
    "an earlier day of the month that the first dose was in": (
        {"date": "2023-01-30"},
        given(DARA | {"first_dose_date": "2023-01"}),
        None,
    ),
    "the day before the month that the first dose was in": (
        {"date": "2022-12-31"},
        given(DARA | {"first_dose_date": "2023-01"}),
        True,
    ),
    "after a course of another antibody began": ({"date": "2023-02-01"}, given(FIRST_2023 | OTHER), False),
    "after a course that isn't named began": ({"date": "2023-02-01"}, given(FIRST_2023 | UNNAMED), False),
    "before a course that isn't named": ({"date": "2023-01-09"}, given(FIRST_2023 | UNNAMED), True),
}

TABLE: dict[str, dict[str, tuple[Groups, bool | None]]] = {
    "transfusion.red_cells_planned": {
        "nothing recorded": ({}, None),
        "not recorded": (transfusion(red_cells_date="2024-04-01"), None),
        "planned": (transfusion(red_cells="planned"), True),
        "expected": (transfusion(red_cells="expected"), True),
        "emergency": (transfusion(red_cells="emergency"), True),
        "not expected": (transfusion(red_cells="not_expected"), False),
    },
    "transfusion.after_planned_start": {
        "nothing recorded": ({}, None),
        "no plan, no current regimen": (cells("2024-03-20", planned=NONE, current=NONE), False),
        "no plan, a current regimen": (cells(None, planned=NONE, current=DARA), False),
        "no plan, a current regimen without any dose": (
            cells(None, planned=NONE, current=ISA | {"doses_given": 0}),
            True,
        ),
        "no plan, current not recorded": (cells(None, planned=NONE), None),
        "plan not recorded, no current regimen": (cells(None, current=NONE), None),
        "plan not recorded, a current regimen": (cells(None, current=DARA), None),
        "plan not recorded, a current regimen without any dose": (cells(None, current=DARA | {"doses_given": 0}), True),
        "red cells undated": (cells(None, planned=DARA | {"start_date": "2024-04-01"}), True),
        "start not recorded": (cells("2024-03-20", planned=DARA), True),
        "plan not recorded": (cells("2024-03-20"), None),
        "the day before the start": (cells("2024-03-31", planned=DARA | {"start_date": "2024-04-01"}), False),
        "the day of the start": (cells("2024-04-01", planned=DARA | {"start_date": "2024-04-01"}), True),
        "the day after the start": (cells("2024-04-02", planned=DARA | {"start_date": "2024-04-01"}), True),
        "in the month that ends with the start": (cells("2024-03", planned=DARA | {"start_date": "2024-03-31"}), True),
        "in the month before the start": (cells("2024-03", planned=DARA | {"start_date": "2024-04-01"}), False),
        "the start some day of the month": (cells("2024-04-02", planned=DARA | {"start_date": "2024-04"}), True),
        "before the month of the start": (cells("2024-03-31", planned=DARA | {"start_date": "2024-04"}), False),
        "undecided, the day before the start": (
            cells("2024-03-31", planned=UNDECIDED | {"start_date": "2024-04-01"}),
            False,
        ),
        "before the plan, after the alternative": (
            cells(
                "2024-03-31",
                planned=DARA | {"start_date": "2024-04-01"},
                planned_alternative=ISA | {"start_date": "2024-03-20"},
            ),
            True,
        ),
        "before the plan, the alternative undated": (
            cells("2024-03-31", planned=DARA | {"start_date": "2024-04-01"}, planned_alternative=ISA),
            True,
        ),
        "before both plans": (
            cells(
                "2024-03-31",
                planned=DARA | {"start_date": "2024-04-01"},
                planned_alternative=ISA | {"start_date": "2024-05"},
            ),
            False,
        ),
    },
    "transfusion.kell_exempt": {
        "nothing recorded": ({}, None),
        "status not recorded": (transfusion(kell={"date": "2020"}) | NEVER, None),
        "negative": (transfusion(kell={"status": "negative"}), False),
        "negative, before the first dose": (
            transfusion(kell={"status": "negative", "before_first_anti_cd38": True}),
            False,
        ),
        "negative, no dose ever": (transfusion(kell={"status": "negative"}) | NEVER, False),
        **{
            f"positive, {case}": (transfusion(kell={"status": "positive", **when}) | exposure, expected)
            for case, (when, exposure, expected) in BEFORE_FIRST_DOSE.items()
        },
    },
    "transfusion.typing_in_time": {
        "nothing recorded": ({}, None),
        "not recorded whether done": (transfusion(extended_typing={"date": "2020"}) | NEVER, None),
        "not done": (transfusion(extended_typing={"done": False}), False),
        "not done, no dose ever": (transfusion(extended_typing={"done": False}) | NEVER, False),
        **{
            f"done, {case}": (transfusion(extended_typing={"done": True, **when}) | exposure, expected)
            for case, (when, exposure, expected) in BEFORE_FIRST_DOSE.items()
        },
    },
    "laboratory.dtt": {
        "nothing recorded": ({}, None),
        "neither technique recorded": (transfusion(laboratory={"trypsin": True}), None),
        "standard": (transfusion(laboratory={"dtt": True}), True),
        "standard, not modified": (transfusion(laboratory={"dtt": True, "modified_dtt": False}), True),
        "modified": (transfusion(laboratory={"modified_dtt": True}), True),
        "modified, not standard": (transfusion(laboratory={"dtt": False, "modified_dtt": True}), True),
        "not standard": (transfusion(laboratory={"dtt": False}), False),
        "neither": (transfusion(laboratory={"dtt": False, "modified_dtt": False}), False),
        "not modified": (transfusion(laboratory={"modified_dtt": False}), None),
    },
}
CASES = [
    pytest.param(fact, groups, expected, id=f"{fact}: {case}")
    for fact, cases in TABLE.items()
    for case, (groups, expected) in cases.items()
]


@pytest.mark.parametrize(("fact", "groups", "expected"), CASES)
def test_what_matters_for_blood_is_as_its_definition_says(fact: str, groups: Groups, expected: bool | None) -> None:
    profile = PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, **groups})
    assert derive(profile).values.get(fact) is expected


def test_every_derived_fact_that_is_not_about_exposure_has_a_table() -> None:
    assert set(TABLE) == {fact.name for fact, _ in PATIENT_DERIVED if not fact.name.startswith("exposure.")}
