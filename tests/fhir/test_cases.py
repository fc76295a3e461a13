"""Every case of tests/fhir/cases gives its profile, issues, questions and orders, in any order of its resources."""

from __future__ import annotations

import random
from datetime import date

import pytest
from tests.fhir.written import Case, cases, told

from cd38rules.fhir import read_fhir

AS_OF = date(2024, 3, 15)
ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_case_gives_what_it_says(case: Case) -> None:
    reading = read_fhir(case.resources, as_of=AS_OF, patient="Patient/p")
    expected = {
        "profile": case.profile,
        "issues": case.issues,
        "questions": case.questions,
        "orders": case.orders,
    }
    assert told(reading) == expected


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_the_order_of_resources_tells_nothing(case: Case) -> None:
    reading = read_fhir(case.resources, as_of=AS_OF, patient="Patient/p")
    for seed in range(3):
        shuffled = list(case.resources)
        random.Random(seed).shuffle(shuffled)
        assert read_fhir(shuffled, as_of=AS_OF, patient="Patient/p") == reading


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_fact_says_where_it_is_from(case: Case) -> None:
    reading = read_fhir(case.resources, as_of=AS_OF, patient="Patient/p")
    known = {one.path for one in reading.provenance}
    groups = reading.profile.model_dump(exclude_none=True, exclude={"schema_version", "patient_id", "as_of"})
    missing = [
        f"$.{group}.{name}"
        for group, fields in groups.items()
        for name in fields
        if not any(path.startswith(f"$.{group}.{name}") for path in known)
    ]
    assert missing == []


def test_there_are_enough_cases_and_no_two_of_one_name() -> None:
    names = [case.name for case in ALL]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
