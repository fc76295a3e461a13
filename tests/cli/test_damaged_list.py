"""A real list with damaged cells: each damaged row is quarantined with its place, and nothing else changes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.cli.conftest import Call

from cd38rules.batch.verdict_files import read_verdicts

NAMES = {part: f"mmrf_commpass_gdc_open_{part}" for part in ("patients", "treatments")}
DAMAGE = {
    "patients": {
        10: ("age_at_diagnosis", "28a30"),
        101: ("days_to_last_follow_up", "4e400"),
        202: ("age_at_diagnosis", "-5"),
        404: ("bcr_patient_barcode", ""),
        505: ("age_at_diagnosis", "\ufffd\u0000"),
        606: ("days_to_last_follow_up", "=1+1"),
    },
    "treatments": {
        1: ("days_to_treatment_start", "soon"),
        1500: ("regimen_or_line_of_therapy", "Umpteenth line of therapy"),
        3000: ("days_to_treatment_end", "9" * 400),
        4500: ("submitter_id_case", ""),
    },
}
"""By table and row, counted from 0 behind the header: which cell, and what stands there now."""


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for part, name in NAMES.items():
        with (shared / "data" / "commpass" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[part] = list(csv.DictReader(file))
    return found


def written(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    folder.mkdir()
    for part, rows in tables.items():
        with (folder / f"{NAMES[part]}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def damaged(tables: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    found = {part: [dict(row) for row in rows] for part, rows in tables.items()}
    for part, cells in DAMAGE.items():
        for row, (column, word) in cells.items():
            found[part][row][column] = word
    return found


def test_every_damaged_row_is_quarantined_with_its_place_and_the_rest_is_as_before(
    cd38rules: Call, tables: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    whole, spoilt = written(tmp_path / "whole", tables), written(tmp_path / "spoilt", damaged(tables))
    call = ("--mapping", "commpass-gdc", "--quiet")
    assert cd38rules("batch", whole, *call, "-o", tmp_path / "a").code == 0
    ended = cd38rules("batch", spoilt, *call, "-o", tmp_path / "b")
    assert (ended.code, ended.out, ended.err) == (4, "", "")
    lines = (tmp_path / "b" / "quarantine.ndjson").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    names = {"patients": "bcr_patient_barcode", "treatments": "submitter_id_case"}
    struck = {tables[part][row][names[part]] for part, cells in DAMAGE.items() for row in cells}
    keyless = tables["treatments"][4500]["submitter_id_case"]  # its row belongs to nobody now
    before, after = (read_verdicts(tmp_path / run / "verdicts.parquet") for run in ("a", "b"))
    intact = before.filter(~pl.col("patient_id").is_in(list(struck)))
    assert after.filter(pl.col("patient_id") != keyless).equals(intact.filter(pl.col("patient_id") != keyless))
    for part, cells in DAMAGE.items():
        for row, (column, _) in cells.items():
            assert any(names_the_cell(entry, part, row + 2, column, tables) for entry in told), (part, row, column)
    assert len(told) == len(struck) - 1 + 1
    summary = json.loads((tmp_path / "b" / "summary.json").read_text(encoding="utf-8"))
    assert summary["lines"]["read"] == 995
    assert summary["lines"]["patients_evaluated"] == 995 - (len(struck) - 1)
    assert not [word for cells in DAMAGE.values() for _, word in cells.values() if word and word in "".join(lines)]


def names_the_cell(
    entry: dict[str, Any], part: str, line: int, column: str, tables: dict[str, list[dict[str, str]]]
) -> bool:
    """Whether an entry of the quarantine tells the line and the column of a cell; of a whole row its line."""
    places = [place for fault in entry["diagnostics"] for place in fault.get("also", ())]
    cell = f"{part}:{line}:{list(tables[part][0]).index(column) + 1}"
    return cell in places or f"{part}:{line}:1" in places or (entry.get("table"), entry["line"]) == (part, line)
