"""Faults between fields: refused only if no choice of days makes the profile right."""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.diagnostics import ProfileError
from cd38rules.profile import PatientProfile

AS_OF = "2024-03-15"
PRIOR = "$.therapy.prior[0]"
CURRENT = "$.therapy.current"


def faults(**groups: Any) -> list[tuple[str, ...]]:
    """Code and all places of each fault; none for a profile that is accepted."""
    try:
        PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, **groups})
    except ProfileError as error:
        return [(d.code, *(place.path for place in d.places)) for d in error.diagnostics]
    return []


def prior(first: str | None, last: str | None) -> list[tuple[str, ...]]:
    return faults(therapy={"prior": [{"first_dose_date": first, "last_dose_date": last}]})


@pytest.mark.parametrize(
    ("day", "is_future"),
    [
        ("2024-03-15", False),
        ("2024-03-16", True),
        ("2024-03", False),
        ("2024-04", True),
        ("2024", False),
        ("2025", True),
    ],
)
def test_a_past_dose_after_the_assessment_is_refused(day: str, is_future: bool) -> None:
    cases = {
        f"{PRIOR}.first_dose_date": {"prior": [{"first_dose_date": day}]},
        f"{PRIOR}.last_dose_date": {"prior": [{"last_dose_date": day}]},
        f"{CURRENT}.start_date": {"current": {"start_date": day}},
        f"{CURRENT}.last_dose_date": {"current": {"last_dose_date": day}},
    }
    for path, therapy in cases.items():
        assert faults(therapy=therapy) == [("reject-future-date", path, "$.as_of")] * is_future


@pytest.mark.parametrize(
    ("day", "is_future"), [("2024-03-15", False), ("2024-03-16", True), ("2024", False), ("2024-04", True)]
)
def test_a_birth_or_a_test_after_the_assessment_is_refused(day: str, is_future: bool) -> None:
    cases: dict[str, dict[str, Any]] = {
        "$.person.birth_date": {"person": {"birth_date": day}},
        "$.transfusion.extended_typing.date": {"transfusion": {"extended_typing": {"date": day}}},
        "$.transfusion.kell.date": {"transfusion": {"kell": {"date": day}}},
    }
    for path, groups in cases.items():
        assert faults(**groups) == [("profile-date", path, "$.as_of")] * is_future


def test_what_is_planned_may_lie_in_the_future() -> None:
    assert faults(therapy={"planned": {"start_date": "2024-05-01"}}, transfusion={"red_cells_date": "2025"}) == []


@pytest.mark.parametrize(
    ("born", "codes"), [("1903-03-16", 0), ("1903-03-15", 1), ("1903-03", 0), ("1903", 0), ("1902", 1), ("1900", 1)]
)
def test_a_birth_more_than_120_years_ago_is_refused(born: str, codes: int) -> None:
    assert faults(person={"birth_date": born}) == [("reject-age", "$.person.birth_date", "$.as_of")] * codes


@pytest.mark.parametrize(
    ("first", "last", "is_wrong"),
    [
        ("2023-05-10", "2023-05-10", False),
        ("2023-05-10", "2023-05-09", True),
        ("2023-05-10", "2023-05", False),
        ("2023-05", "2023-05-01", False),
        ("2023-05", "2023-04", True),
        ("2023", "2023-01-01", False),
        ("2023-05-10", "2023", False),
        ("2023", "2022", True),
        ("2023-02", "2023-01-31", True),
        (None, "2022", False),
        ("2022", None, False),
    ],
)
def test_a_last_dose_surely_before_the_first_is_refused(first: str | None, last: str | None, is_wrong: bool) -> None:
    expected = ("reject-date-order", f"{PRIOR}.last_dose_date", f"{PRIOR}.first_dose_date")
    assert prior(first, last) == [expected] * is_wrong
    expected = ("reject-date-order", f"{CURRENT}.last_dose_date", f"{CURRENT}.start_date")
    current = {"agent": "daratumumab", "start_date": first, "last_dose_date": last}
    assert faults(therapy={"current": current}) == [expected] * is_wrong


@pytest.mark.parametrize(
    ("start", "course", "clash"),
    [
        ("2024-01-10", {"last_dose_date": "2024-01-10"}, None),
        ("2024-01-09", {"last_dose_date": "2024-01-10"}, "last_dose_date"),
        ("2024-01", {"last_dose_date": "2024-01-31"}, None),
        ("2024-01", {"last_dose_date": "2024-02"}, "last_dose_date"),
        ("2024-01", {"last_dose_date": "2024"}, None),
        ("2023", {"last_dose_date": "2024"}, "last_dose_date"),
        ("2024-01-09", {"first_dose_date": "2024-01-10"}, "first_dose_date"),
        ("2024-01-09", {"first_dose_date": "2024-01-10", "last_dose_date": "2024"}, "first_dose_date"),
        ("2024-01-09", {"days_since_last_dose": 1}, None),
        ("2024-01-09", {}, None),
    ],
)
def test_a_planned_start_surely_before_the_end_of_a_prior_course_is_refused(
    start: str, course: dict[str, Any], clash: str | None
) -> None:
    for role in ("planned", "planned_alternative"):
        for agent in ("daratumumab", "isatuximab", "undecided", None):
            therapy = {role: {"agent": agent, "start_date": start}, "prior": [course | {"agent": "daratumumab"}]}
            expected = ("reject-date-order", f"$.therapy.{role}.start_date", f"{PRIOR}.{clash}")
            assert faults(therapy=therapy) == [expected] * (clash is not None)


@pytest.mark.parametrize("role", ["planned", "planned_alternative", "current"])
def test_a_regimen_known_not_to_be_has_nothing_else(role: str) -> None:
    assert faults(therapy={role: {"agent": "none"}}) == []
    assert faults(therapy={role: {"agent": "none", "route": None}}) == []
    others = {
        "route": "intravenous",
        "partner_drugs": [],
        "start_date": "2024",
        "last_dose_date": "2024",
        "doses_given": 0,
    }
    for name, value in others.items():
        path = f"$.therapy.{role}"
        expected = ("profile-contradiction", f"{path}.{name}", f"{path}.agent")
        assert faults(therapy={role: {"agent": "none", name: value}}) == [expected]


def test_an_abnormality_listed_twice_is_refused_with_both_places() -> None:
    names = ["t(4;14)", "del(17p)", "t(4;14)", "t(4;14)"]
    path = "$.cytogenetics.findings[{}].abnormality".format
    assert faults(cytogenetics={"findings": [{"abnormality": name, "present": True} for name in names]}) == [
        ("profile-contradiction", path(2), path(0)),
        ("profile-contradiction", path(3), path(2)),
    ]


def test_a_faulty_date_of_assessment_makes_no_further_faults() -> None:
    data = {"patient_id": "p1", "as_of": "soon", "person": {"birth_date": "1950"}, "therapy": {"prior": [{}]}}
    with pytest.raises(ProfileError) as caught:
        PatientProfile.model_validate(data)
    assert [d.code for d in caught.value.diagnostics] == ["profile-date"]
