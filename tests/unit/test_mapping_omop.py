"""OMOP CDM 5.4 by its shipped mapping, on a miniature export that is made up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from tests.conftest import ROOT
from tests.unit.mapped_lists import profile_in, where

from cd38rules.mapping import Item, load_mapping, open_source

MINI = ROOT / "examples" / "lists" / "omop"


def items(folder: Path) -> list[Item]:
    with open_source(folder, load_mapping("omop-cdm-5.4"), as_of=date(2024, 3, 15)) as source:
        return list(source.items())


def test_a_miniature_export_gives_what_its_tables_say_and_no_more() -> None:
    first, second, third = items(MINI)
    assert profile_in(first) == {
        "patient_id": "1",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1951-07-09", "weight_kg": 68.0388555},
        "disease": {"prior_lines": 2},
        "therapy": {
            "prior": [
                {"agent": "daratumumab", "first_dose_date": "2022-05-02", "last_dose_date": "2023-03-15"},
                {"agent": "daratumumab", "first_dose_date": "2023-12-01", "last_dose_date": "2024-01-10"},
            ]
        },
        "lungs": {"copd": True, "fev1_percent": 52.5},
        "kidneys": {"egfr": {"value": 61, "equation": "CKD-EPI_2021"}},
    }
    # The value of 2019 is too old; that no antibody is on record doesn't mean that there was none.
    assert profile_in(second) == {
        "patient_id": "2",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1948"},
        "lungs": {"asthma": {"present": True}},
    }
    assert [where(fault) for fault in third.faults] == [
        ("mapping-unmapped-unit", "$.lungs.fev1_percent", "measurement:8:5")
    ]


def test_what_lies_after_the_assessment_is_not_known_yet(tmp_path: Path) -> None:
    folder = tmp_path / "omop"
    shutil.copytree(MINI, folder)
    (folder / "measurement.csv").unlink()
    *_, third = items(folder)
    # The condition is recorded a day later, and the course goes on beyond the day.
    assert profile_in(third) == {
        "patient_id": "3",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1960-02-01"},
        "therapy": {"prior": [{"agent": "isatuximab", "first_dose_date": "2024-02-01"}]},
    }


def test_tables_that_are_optional_may_be_missing(tmp_path: Path) -> None:
    for name in ("person.csv", "drug_era.csv", "CONCEPT.csv"):
        shutil.copy(MINI / name, tmp_path)
    assert [sorted(profile_in(item)) for item in items(tmp_path)] == [
        ["as_of", "patient_id", "person", "therapy"],
        ["as_of", "patient_id", "person"],
        ["as_of", "patient_id", "person", "therapy"],
    ]
