"""SQL on FHIR: the shipped ViewDefinitions, the tables that they yield of a made-up bundle, and the profiles of these.

The tables on file were made by the runner sqlonfhir and read by eye; they are made again here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.unit.mapped_lists import profile_in, where

from cd38rules.mapping import load_mapping, open_source, shipped_mappings
from cd38rules.mapping.bind import needed_columns

VIEWS = {path.stem: path for path in sorted((shipped_mappings()["sql-on-fhir"].parent / "sql-on-fhir").glob("*.json"))}
TABLES = ROOT / "examples" / "lists" / "sql-on-fhir"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
TOP = {"resourceType", "name", "title", "status", "description", "resource", "fhirVersion", "where", "select"}
SELECT = {"column", "select", "forEach", "forEachOrNull", "unionAll"}
COLUMN = {"name", "path", "type", "description", "collection"}


def view_of(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(VIEWS[name].read_text(encoding="utf-8"))
    return data


def columns_in(select: dict[str, Any]) -> Iterator[str]:
    """The columns of a select in their order; the parts of a union must have the same."""
    assert set(select) <= SELECT
    for column in select.get("column", ()):
        assert {"name", "path"} <= set(column) <= COLUMN
        yield column["name"]
    for inner in select.get("select", ()):
        yield from columns_in(inner)
    parts = [list(columns_in(part)) for part in select.get("unionAll", ())]
    assert all(part == parts[0] for part in parts)
    yield from parts[0] if parts else ()


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_sound_and_its_columns_are_named_once(name: str) -> None:
    view = view_of(name)
    assert {"resourceType", "status", "resource", "select"} <= set(view) <= TOP
    assert view["resourceType"] == "https://sql-on-fhir.org/ig/StructureDefinition/ViewDefinition"
    assert view["name"] == name
    names = [column for select in view["select"] for column in columns_in(select)]
    assert len(names) == len(set(names))
    assert all(NAME.match(column) for column in names)


def test_the_views_yield_every_column_that_the_mapping_reads() -> None:
    needed = needed_columns(load_mapping("sql-on-fhir"))
    assert set(needed) == set(VIEWS)
    for name, columns in needed.items():
        assert set(columns) <= {column for select in view_of(name)["select"] for column in columns_in(select)}


@pytest.mark.parametrize("name", VIEWS)
def test_a_runner_makes_the_tables_that_are_on_file(name: str) -> None:
    import sqlonfhir

    bundle = json.loads((TABLES / "bundle.json").read_text(encoding="utf-8"))
    rows = sqlonfhir.evaluate([entry["resource"] for entry in bundle["entry"]], view_of(name))
    lines = (TABLES / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(json.dumps(row, default=float)) for row in rows] == [json.loads(line) for line in lines]


def test_the_tables_give_the_profiles_of_the_bundle() -> None:
    with open_source(TABLES, load_mapping("sql-on-fhir"), as_of=date(2024, 3, 15)) as source:
        first, second, third = source.items()
    assert profile_in(first) == {
        "patient_id": "p1",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1951-07-09", "weight_kg": 71.5},
        "therapy": {
            # The dose of February wasn't given.
            "prior": [{"agent": "daratumumab", "first_dose_date": "2023-12-01", "last_dose_date": "2024-01-10"}]
        },
        # The FEV1 of February was entered in error.
        "lungs": {"copd": True, "fev1_percent": 52.5},
        "kidneys": {"egfr": {"value": 61, "equation": "CKD-EPI_2021"}},
    }
    # An eGFR in mL/min isn't one, though some software writes it so.
    assert [where(fault) for fault in second.faults] == [
        ("mapping-unmapped-unit", "$.kidneys.egfr.value", "observation:5:1")
    ]
    assert profile_in(third) == {"patient_id": "p3", "as_of": "2024-03-15"}


def test_a_refuted_diagnosis_is_none_and_a_draft_order_is_a_plan(tmp_path: Path) -> None:
    for name in VIEWS:
        if name != "observation":
            (tmp_path / f"{name}.ndjson").write_bytes((TABLES / f"{name}.ndjson").read_bytes())
    with open_source(tmp_path, load_mapping("sql-on-fhir"), as_of=date(2024, 3, 15)) as source:
        second = list(source.items())[1]
    assert profile_in(second) == {
        "patient_id": "p2",
        "as_of": "2024-03-15",
        "person": {"birth_date": "1948"},
        "therapy": {"planned": {"agent": "daratumumab"}},
        "lungs": {"asthma": {"present": True}},
    }
