"""Times with an offset are before or after the assessment by their instant, in the zone of the assessment."""

from __future__ import annotations

from datetime import date, timedelta, timezone, tzinfo
from typing import Any

import pytest

from cd38rules.fhir import Reading, read_fhir
from cd38rules.fhir.dates import when

AS_OF = date(2026, 11, 29)
PATIENT = {"resourceType": "Patient", "id": "p"}
SYDNEY, NEW_YORK = timezone(timedelta(hours=11)), timezone(timedelta(hours=-5))


def result(name: str, size: float, at: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": name,
        "status": "final",
        "subject": {"reference": "Patient/p"},
        "code": {"coding": [{"system": "http://loinc.org", "code": "20152-5"}]},
        "effectiveDateTime": at,
        "valueQuantity": {"value": size, "unit": "%", "code": "%"},
    }


def dose(name: str, at: str) -> dict[str, Any]:
    return {
        "resourceType": "MedicationAdministration",
        "id": name,
        "status": "completed",
        "subject": {"reference": "Patient/p"},
        "medicationCodeableConcept": {
            "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1721947"}]
        },
        "effectiveDateTime": at,
    }


def fev1(reading: Reading) -> float | None:
    return reading.profile.lungs.fev1_percent if reading.profile.lungs else None


@pytest.mark.parametrize(
    ("at", "zone", "counts"),
    [
        ("2026-11-30T05:00:52+11:00", None, True),  # 18:00 of the 29th in UTC
        ("2026-11-30T12:00:00+11:00", None, False),
        ("2026-11-29T23:30:00-05:00", None, True),  # the day as written
        ("2026-11-30T00:30:00Z", NEW_YORK, True),
        ("2026-11-30T05:30:00Z", NEW_YORK, False),
        ("2026-11-30T08:00:00+11:00", SYDNEY, False),
        ("2026-11-29T23:30:00-05:00", SYDNEY, False),
        ("2026-11-30", NEW_YORK, False),
        ("2026-11-30T00:30:00", NEW_YORK, False),
    ],
)
def test_a_time_counts_if_its_instant_is_not_after_the_day_of_assessment(
    at: str, zone: tzinfo | None, counts: bool
) -> None:
    resources = [PATIENT, result("old", 70, "2026-06-01"), result("new", 45, at)]
    assert fev1(read_fhir(resources, as_of=AS_OF, zone=zone)) == (45 if counts else 70)


def test_a_dose_of_the_last_minutes_is_the_last_dose_on_the_day_of_assessment() -> None:
    resources = [PATIENT, dose("a", "2026-11-01"), dose("b", "2026-11-30T05:00:52+11:00")]
    reading = read_fhir(resources, as_of=AS_OF)
    assert reading.profile.therapy is not None
    (course,) = reading.profile.therapy.prior or ()
    assert str(course.last_dose_date) == "2026-11-29"


@pytest.mark.parametrize(("at", "severity"), [("2026-11-30T12:00:00+11:00", "warning"), ("2026-12-01", "info")])
@pytest.mark.parametrize("of", ["result", "dose", "condition"])
def test_what_lies_less_than_a_day_after_the_assessment_is_a_warning(of: str, at: str, severity: str) -> None:
    condition = {
        "resourceType": "Condition",
        "id": "c",
        "subject": {"reference": "Patient/p"},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "13645005"}]},
        "recordedDate": at,
    }
    late = {"result": result("r", 45, at), "dose": dose("d", at), "condition": condition}[of]
    (issue,) = read_fhir([PATIENT, late], as_of=AS_OF).issues
    assert (issue.code, issue.severity) == ("fhir-not-counted", severity)


def test_outside_a_reading_a_day_is_the_one_that_is_written() -> None:
    read_fhir([PATIENT], as_of=AS_OF, zone=SYDNEY)
    assert (found := when("2026-11-30T05:00:52+11:00")) is not None
    assert found.day.text == "2026-11-30"
