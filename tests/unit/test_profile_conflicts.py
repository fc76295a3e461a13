"""Conflicts are flagged with both places, and only if surely so; they never refuse a profile."""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.profile import PatientProfile, conflicts

PRIOR = "$.therapy.prior[0]"


def found(as_of: str = "2024-03-15", **groups: Any) -> list[tuple[str, ...]]:
    """Code, without the prefix, and places of each conflict."""
    profile = PatientProfile.model_validate({"patient_id": "p1", "as_of": as_of, **groups})
    flagged = conflicts(profile)
    assert all(d.code.startswith("conflict-") and d.severity == "warning" and d.hint for d in flagged)
    return [(d.code.removeprefix("conflict-"), *(place.path for place in d.places)) for d in flagged]


def test_a_profile_without_conflicts_has_none() -> None:
    assert found() == []
    assert found(person={"age_years": 70}, therapy={"prior": [], "current": {"agent": "none"}}) == []


@pytest.mark.parametrize(
    ("course", "clash"),
    [
        ({"last_dose_date": "2024-03-05", "days_since_last_dose": 10}, None),
        ({"last_dose_date": "2024-03-05", "days_since_last_dose": 13}, None),
        ({"last_dose_date": "2024-03-05", "days_since_last_dose": 14}, "last"),
        ({"last_dose_date": "2024-03-05", "days_since_last_dose": 7}, None),
        ({"last_dose_date": "2024-03-05", "days_since_last_dose": 6}, "last"),
        ({"last_dose_date": "2024-02", "days_since_last_dose": 12}, None),
        ({"last_dose_date": "2024-02", "days_since_last_dose": 11}, "last"),
        ({"last_dose_date": "2024-02", "days_since_last_dose": 46}, None),
        ({"last_dose_date": "2024-02", "days_since_last_dose": 47}, "last"),
        ({"last_dose_date": "2024", "days_since_last_dose": 0}, None),
        ({"last_dose_date": "2023-09-15", "months_since_last_dose": 6}, None),
        ({"last_dose_date": "2023-09-15", "months_since_last_dose": 5}, None),
        ({"last_dose_date": "2023-09-15", "months_since_last_dose": 7}, None),
        ({"last_dose_date": "2023-09-15", "months_since_last_dose": 4.9}, "last"),
        ({"last_dose_date": "2023-09-15", "months_since_last_dose": 7.1}, "last"),
        ({"last_dose_date": "2023-09-14", "months_since_last_dose": 5}, "last"),
        ({"last_dose_date": "2023", "months_since_last_dose": 2}, None),
        ({"last_dose_date": "2023", "months_since_last_dose": 16}, "last"),
        ({"first_dose_date": "2024-01-15", "months_since_last_dose": 3}, None),
        ({"first_dose_date": "2024-01-15", "months_since_last_dose": 3.1}, "first"),
        ({"first_dose_date": "2024-01-15", "days_since_last_dose": 64}, "first"),
        ({"first_dose_date": "2020", "last_dose_date": "2023", "months_since_last_dose": 12}, None),
    ],
)
def test_a_count_that_surely_disagrees_with_the_dates_is_flagged(course: dict[str, Any], clash: str | None) -> None:
    count = next(name for name in course if name.endswith("since_last_dose"))
    expected = ("washout-vs-dates", f"{PRIOR}.{count}", f"{PRIOR}.{clash}_dose_date")
    assert found(therapy={"prior": [course]}) == [expected] * (clash is not None)


@pytest.mark.parametrize(
    ("days", "months", "disagree"), [(183, 6, 0), (183, 5.1, 0), (183, 8, 1), (0, 1, 0), (0, 2, 1)]
)
def test_counts_that_surely_disagree_with_each_other_are_flagged(days: int, months: float, disagree: int) -> None:
    course = {"days_since_last_dose": days, "months_since_last_dose": months}
    expected = ("washout-vs-dates", f"{PRIOR}.months_since_last_dose", f"{PRIOR}.days_since_last_dose")
    assert found(therapy={"prior": [course]}) == [expected] * disagree


@pytest.mark.parametrize(
    ("as_of", "last", "months", "flagged"),
    [
        ("2024-02-29", "2023-08-31", 5, 0),
        ("2024-02-29", "2023-08-29", 5, 0),
        ("2024-02-29", "2023-08-28", 5, 1),
        ("2023-02-28", "2022-08-31", 7, 0),
        ("2024-08-31", "2024-02-29", 5, 1),
        ("2024-03-31", "2024-02-29", 0, 1),
        ("2024-03-31", "2024-03-01", 0, 0),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(
    as_of: str, last: str, months: float, flagged: int
) -> None:
    course = {"last_dose_date": last, "months_since_last_dose": months}
    assert len(found(as_of, therapy={"prior": [course]})) == flagged


@pytest.mark.parametrize(
    ("lines", "setting", "prior", "places"),
    [
        (0, "relapsed_refractory_mm", None, ["$.disease.setting"]),
        (0, "relapsed_mm", [], ["$.disease.setting"]),
        (0, "newly_diagnosed_mm", [{}], ["$.therapy.prior"]),
        (0, "relapsed_mm", [{}], ["$.disease.setting", "$.therapy.prior"]),
        (0, "newly_diagnosed_mm", [], []),
        (1, "relapsed_mm", [{}], []),
        (None, "relapsed_mm", [{}], []),
    ],
)
def test_no_prior_line_beside_a_relapse_or_a_prior_course_is_flagged(
    lines: int | None, setting: str, prior: list[Any] | None, places: list[str]
) -> None:
    disease = {"prior_lines": lines, "setting": setting}
    expected = [("lines-vs-history", "$.disease.prior_lines", place) for place in places]
    assert sorted(found(disease=disease, therapy={"prior": prior})) == expected


@pytest.mark.parametrize(
    ("copd", "fev1", "flagged"), [(False, 49.9, 1), (False, 50, 0), (True, 49, 0), (None, 49, 0), (False, None, 0)]
)
def test_no_copd_beside_a_low_fev1_is_flagged(copd: bool | None, fev1: float | None, flagged: int) -> None:
    expected = ("fev1-without-copd", "$.lungs.copd", "$.lungs.fev1_percent")
    assert found(lungs={"copd": copd, "fev1_percent": fev1}) == [expected] * flagged


@pytest.mark.parametrize("role", ["planned", "planned_alternative"])
def test_a_planned_start_surely_in_the_past_is_flagged(role: str) -> None:
    expected = ("planned-start-past", f"$.therapy.{role}.start_date", "$.as_of")
    for start, flagged in [("2024-03-14", 1), ("2024-03-15", 0), ("2024-03", 0), ("2024-02", 1), ("2024", 0)]:
        assert found(therapy={role: {"start_date": start}}) == [expected] * flagged, start


@pytest.mark.parametrize(
    ("need", "day", "flagged"),
    [
        ("planned", "2024-03-13", 1),
        ("expected", "2024-03-13", 1),
        ("planned", "2024-03-14", 0),
        ("planned", "2024-03-15", 0),
        ("planned", "2024-02", 1),
        ("planned", "2024-03", 0),
        ("planned", "2023", 1),
        ("emergency", "2024-03-13", 0),
        ("not_expected", "2024-03-13", 0),
        (None, "2024-03-13", 0),
        ("planned", None, 0),
    ],
)
def test_red_cells_to_come_that_are_dated_more_than_a_day_back_are_flagged(
    need: str | None, day: str | None, flagged: int
) -> None:
    expected = ("red-cells-date", "$.transfusion.red_cells_date", "$.as_of")
    assert found(transfusion={"red_cells": need, "red_cells_date": day}) == [expected] * flagged


@pytest.mark.parametrize(("doses", "flagged"), [(0, 1), (1, 0), (None, 0)])
def test_a_current_regimen_without_doses_is_flagged(doses: int | None, flagged: int) -> None:
    expected = ("zero-doses", "$.therapy.current.doses_given", "$.therapy.current")
    assert found(therapy={"current": {"agent": "daratumumab", "doses_given": doses}}) == [expected] * flagged


@pytest.mark.parametrize("role", ["planned", "planned_alternative"])
def test_doses_of_a_regimen_that_is_only_planned_are_flagged(role: str) -> None:
    path = f"$.therapy.{role}"
    assert found(therapy={role: {"doses_given": 0}}) == []
    assert found(therapy={role: {"doses_given": 1}}) == [("planned-doses", f"{path}.doses_given", path)]
    assert found(therapy={role: {"last_dose_date": "2024"}}) == [("planned-doses", f"{path}.last_dose_date", path)]


@pytest.mark.parametrize(
    ("role", "start", "course", "clash"),
    [
        ("current", "2024-01-09", {"last_dose_date": "2024-01-10"}, "last_dose_date"),
        ("current", "2024-01-10", {"last_dose_date": "2024-01-10"}, None),
        ("current", "2024-01", {"last_dose_date": "2024"}, None),
        ("current", "2024-01", {"last_dose_date": "2024-02"}, "last_dose_date"),
        ("current", "2024-01", {"first_dose_date": "2024-02"}, "first_dose_date"),
        ("current", "2024-03-01", {"days_since_last_dose": 10}, "days_since_last_dose"),
        ("current", "2024-03-02", {"days_since_last_dose": 10}, None),
        ("current", "2023-08-14", {"months_since_last_dose": 6}, "months_since_last_dose"),
        ("current", "2023-08-15", {"months_since_last_dose": 6}, None),
        ("current", "2020", {}, None),
        ("planned", "2024-03-15", {"days_since_last_dose": 0}, None),
    ],
)
def test_a_start_surely_before_the_end_of_a_prior_course_is_flagged(
    role: str, start: str, course: dict[str, Any], clash: str | None
) -> None:
    therapy = {role: {"agent": "daratumumab", "start_date": start}, "prior": [course]}
    expected = ("course-overlap", f"$.therapy.{role}.start_date", f"{PRIOR}.{clash}")
    assert found(therapy=therapy) == [expected] * (clash is not None)


def test_a_planned_start_before_a_last_dose_that_is_only_counted_is_flagged_not_refused() -> None:
    therapy = {"planned": {"start_date": "2024-03-01"}, "prior": [{"days_since_last_dose": 5}]}
    start = "$.therapy.planned.start_date"
    assert found(therapy=therapy) == [
        ("planned-start-past", start, "$.as_of"),
        ("course-overlap", start, f"{PRIOR}.days_since_last_dose"),
    ]


def test_asthma_that_is_absent_but_described_is_flagged() -> None:
    described = {"severity": "mild", "persistent": False, "controlled": True}
    assert found(lungs={"asthma": {"present": False, **described}}) == [
        ("asthma", "$.lungs.asthma.present", f"$.lungs.asthma.{name}")
        for name in ("controlled", "persistent", "severity")
    ]
    assert found(lungs={"asthma": {"present": True, **described}}) == []
    assert found(lungs={"asthma": described}) == []


def test_findings_without_fish_are_flagged() -> None:
    findings = [{"abnormality": "t(4;14)", "present": False}]
    expected = ("fish", "$.cytogenetics.fish_assessed", "$.cytogenetics.findings")
    assert found(cytogenetics={"fish_assessed": False, "findings": findings}) == [expected]
    assert found(cytogenetics={"fish_assessed": False, "findings": []}) == []
    assert found(cytogenetics={"fish_assessed": True, "findings": findings}) == []


@pytest.mark.parametrize(
    ("age", "born", "flagged"),
    [
        (70, "1954-03-15", 0), (69, "1954-03-15", 1), (70, "1954-03-16", 1), (69, "1954-03-16", 0),
        (70, "1954-03", 0), (69, "1954-03", 0), (71, "1954-03", 1), (68, "1954-03", 1),
        (70, "1954", 0), (69, "1954", 0), (71, "1954", 1), (68, "1954", 1), (0, "2024", 0), (1, "2024", 1),
    ],
)  # fmt: skip
def test_an_age_that_no_day_of_birth_gives_is_flagged(age: int, born: str, flagged: int) -> None:
    expected = ("age-birth-date", "$.person.age_years", "$.person.birth_date")
    assert found(person={"age_years": age, "birth_date": born}) == [expected] * flagged


NO_CURRENT = {"agent": "none"}


@pytest.mark.parametrize(
    ("before", "tested", "therapy", "clash"),
    [
        (True, "2023-01-09", {"prior": [{"first_dose_date": "2023-01-10"}]}, None),
        (True, "2023-01-10", {"prior": [{"first_dose_date": "2023-01-10"}]}, f"{PRIOR}.first_dose_date"),
        (True, "2023-01-11", {"prior": [{"first_dose_date": "2023-01-10"}]}, f"{PRIOR}.first_dose_date"),
        (True, "2023", {"prior": [{"first_dose_date": "2023-01-10"}]}, None),
        (True, "2023-02", {"prior": [{"first_dose_date": "2023-01"}]}, f"{PRIOR}.first_dose_date"),
        (True, "2023-02", {"prior": [{"last_dose_date": "2023-01"}]}, f"{PRIOR}.last_dose_date"),
        (True, "2023-02", {"prior": [{}]}, None),
        (True, "2023-02", {"current": {"start_date": "2023-01"}}, "$.therapy.current.start_date"),
        (True, "2023-02", {"current": {"start_date": "2023-01", "doses_given": 0}}, None),
        (False, "2023-01-09", {"prior": [{"first_dose_date": "2023-01-10"}], "current": NO_CURRENT},
         f"{PRIOR}.first_dose_date"),
        (False, "2023-01-10", {"prior": [{"first_dose_date": "2023-01-10"}], "current": NO_CURRENT}, None),
        (False, "2023-01-09", {"prior": [{"first_dose_date": "2023-01-10"}]}, None),
        (False, "2023-01-09", {"prior": [{"first_dose_date": "2023-01-10"}, {}], "current": NO_CURRENT}, None),
        (False, "2023-01-09", {"prior": [], "current": {"start_date": "2023-02"}}, "$.therapy.current.start_date"),
        (False, "2023-01-09", {"current": {"start_date": "2023-02"}}, None),
        (None, "2023-02", {"prior": [{"first_dose_date": "2023-01-10"}]}, None),
    ],
)  # fmt: skip
def test_a_statement_on_timing_that_the_dates_surely_deny_is_flagged(
    before: bool | None, tested: str, therapy: dict[str, Any], clash: str | None
) -> None:
    for name in ("extended_typing", "kell"):
        flagged = found(therapy=therapy, transfusion={name: {"date": tested, "before_first_anti_cd38": before}})
        path = f"$.transfusion.{name}"
        expected = ("typing-order", f"{path}.before_first_anti_cd38", f"{path}.date", clash)
        assert [f for f in flagged if f[0] == "typing-order"] == [expected] * (clash is not None)


@pytest.mark.parametrize(
    ("typing", "clash"),
    [
        ({"done": False, "date": "2023"}, "date"),
        ({"done": False, "before_first_anti_cd38": True}, "before_first_anti_cd38"),
        ({"done": False, "before_first_anti_cd38": False}, None),
        ({"done": False}, None),
        ({"date": "2023", "before_first_anti_cd38": True}, None),
        ({"done": True, "date": "2023", "before_first_anti_cd38": True}, None),
    ],
)
def test_a_typing_that_is_described_but_not_on_file_is_flagged(typing: dict[str, Any], clash: str | None) -> None:
    path = "$.transfusion.extended_typing"
    expected = [("typing-record", f"{path}.done", f"{path}.{clash}")] if clash else []
    assert found(transfusion={"extended_typing": typing}) == expected


NONE_EVER = {"prior": [], "current": {"agent": "none"}}


@pytest.mark.parametrize(
    ("therapy", "before", "is_flagged"),
    [
        (NONE_EVER, False, True),
        ({"prior": [], "current": {"agent": "daratumumab", "doses_given": 0}}, False, True),
        (NONE_EVER, True, False),
        (NONE_EVER, None, False),
        ({"prior": []}, False, False),
        ({"current": {"agent": "none"}}, False, False),
        ({"prior": [], "current": {"agent": "daratumumab"}}, False, False),
        ({"prior": [{"agent": "daratumumab"}], "current": {"agent": "none"}}, False, False),
    ],
)
@pytest.mark.parametrize("name", ["extended_typing", "kell"])
def test_not_before_the_first_dose_is_flagged_where_surely_no_dose_was_given(
    name: str, therapy: dict[str, Any], before: bool | None, is_flagged: bool
) -> None:
    path = f"$.transfusion.{name}.before_first_anti_cd38"
    flagged = found(therapy=therapy, transfusion={name: {"before_first_anti_cd38": before}})
    expected = [("typing-order", path, "$.therapy.prior", "$.therapy.current")] if is_flagged else []
    assert [conflict for conflict in flagged if conflict[0] == "typing-order"] == expected
