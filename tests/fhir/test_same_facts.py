"""The same clinical facts through FHIR, JSON and CSV give the same report."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from tests.fhir.test_examples import FILES, reading_of
from tests.unit.test_mapping_roundtrip import FLAT, flat_row, pruned, told

from cd38rules import PatientProfile, evaluate, load_rulebook
from cd38rules.fhir.reported import with_reading
from cd38rules.mapping import open_source

# By hand, from the stories in examples/README.md: not from what the reader made of them.
BY_HAND = {
    "01-first-daratumumab-draft-copd": {
        "patient_id": "example-1",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1952-07-09"},
        "disease": {"setting": "relapsed_mm"},
        "therapy": {
            "planned": {
                "agent": "daratumumab",
                "route": "subcutaneous",
                "partner_drugs": ["pomalidomide", "dexamethasone"],
                "start_date": "2024-03-20",
            }
        },
        "lungs": {"copd": True, "fev1_percent": 45},
        "transfusion": {"red_cells": "planned", "red_cells_date": "2024-03-18"},
    },
    "02-current-daratumumab": {
        "patient_id": "example-2",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1948-11", "weight_kg": 71.5},
        "therapy": {
            "current": {
                "agent": "daratumumab",
                "route": "intravenous",
                "start_date": "2024-02-21",
                "last_dose_date": "2024-03-13",
                "doses_given": 3,
            }
        },
        "lungs": {"asthma": {"present": True}},
    },
    "03-isatuximab-after-daratumumab": {
        "patient_id": "example-3",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1960-02-03"},
        "cytogenetics": {
            "fish_assessed": True,
            "findings": [{"abnormality": "del(17p)", "present": True}, {"abnormality": "t(4;14)", "present": False}],
        },
        "therapy": {
            "planned": {
                "agent": "isatuximab",
                "route": "intravenous",
                "partner_drugs": ["carfilzomib", "dexamethasone"],
                "start_date": "2024-04-03",
            },
            "prior": [{"agent": "daratumumab", "first_dose_date": "2023-06-05", "last_dose_date": "2023-10-02"}],
        },
        "lungs": {"copd": False},
        "kidneys": {"egfr": {"value": 88, "equation": "CKD-EPI_2021"}},
    },
}


def from_csv(profile: dict[str, object], path: Path) -> PatientProfile:
    row = flat_row(pruned(profile))
    assert row is not None
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow({name: told(value, ".") for name, value in row.items()})
    with open_source(path, FLAT, as_of=date(2024, 3, 15)) as source:
        (item,) = source.items()
    assert item.text is not None
    return PatientProfile.model_validate_json(item.text)


@pytest.mark.parametrize("name", FILES)
def test_one_patient_through_three_doors_gets_one_report(name: str, tmp_path: Path) -> None:
    book = load_rulebook()
    by_json = PatientProfile.model_validate_json(json.dumps(BY_HAND[name]))
    reading = reading_of(FILES[name])
    reports = [
        evaluate(profile, book)
        for profile in (by_json, reading.profile, from_csv(BY_HAND[name], tmp_path / "list.csv"))
    ]
    assert reports[0] == reports[1] == reports[2]
    shown = with_reading(reports[1], reading)
    assert shown.model_copy(update={"input_issues": reports[0].input_issues, "sources": ()}) == reports[0]
