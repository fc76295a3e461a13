"""CoMMpass by its mapping file: the same profiles as the converter makes, and damage that stays where it is."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.unit.mapped_lists import items_of, where

from cd38rules.mapping import Item, load_mapping, open_source

SCRIPT = ROOT / "examples" / "commpass" / "convert.py"
PATIENTS = "bcr_patient_barcode,age_at_diagnosis,days_to_birth,days_to_last_follow_up\n"
TREATMENTS = (
    "submitter_id_case,therapeutic_agents,regimen_or_line_of_therapy,days_to_treatment_start,days_to_treatment_end,"
    "treatment_or_therapy\n"
)


def converted(patients: Path, treatments: Path) -> list[dict[str, Any]]:
    """What the converter makes of the tables."""
    command = [sys.executable, str(SCRIPT), str(patients), str(treatments)]
    done = subprocess.run(command, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_mapping_makes_the_profiles_of_the_converter_for_every_patient_of_the_list(shared: Path) -> None:
    folder = shared / "data" / "commpass"
    names = (folder / f"mmrf_commpass_gdc_open_{name}.csv" for name in ("patients", "treatments"))
    expected = converted(*names)
    with open_source(folder, load_mapping("commpass-gdc")) as source:
        items = list(source.items())
        assert list(source.leftovers()) == []
        assert source.rows_of_nobody() == {"treatments": 0}
    assert [item.number for item in items if item.text is None] == []
    assert len(items) == len(expected) == 995
    # Not compared in one go: a failure must not print patients.
    assert [n for n, item in enumerate(items) if json.loads(item.text or b"") != expected[n]] == []


# Tables like them, made up

LINES = ("First", "Second", "Third")
DRUGS = ("Daratumumab", "Lenalidomide", "Bortezomib", "Dexamethasone", "Vincristine", "Other", "")


def made_up(count: int) -> tuple[list[list[str]], list[list[str]]]:
    """Patients and their treatments, without anybody behind them."""
    dice = random.Random(5)
    patients, treatments = [], []
    for number in range(count):
        name = f"MADE_{number:04d}"
        follow_up = dice.randint(200, 2000)
        patients.append([name, str(dice.randint(14_000, 30_000)), "", f"{follow_up}.0"])
        for _ in range(dice.randint(0, 6)):
            start = dice.randint(0, follow_up)
            end = str(dice.randint(start, follow_up)) if dice.random() < 0.7 else ""
            line = f"{dice.choice(LINES)} line of therapy"
            treatments.append([name, dice.choice(DRUGS), line, str(start), end, "yes"])
    return patients, treatments


def as_csv(header: str, rows: list[list[str]]) -> str:
    return header + "".join(",".join(row) + "\n" for row in rows)


def mapped(folder: Path, patients: list[list[str]], treatments: list[list[str]]) -> list[Item]:
    tables = {"patients": as_csv(PATIENTS, patients), "treatments": as_csv(TREATMENTS, treatments)}
    return items_of(folder, load_mapping("commpass-gdc"), tables)


def test_made_up_tables_give_the_profiles_of_the_converter(tmp_path: Path) -> None:
    items = mapped(tmp_path, *made_up(200))
    expected = converted(tmp_path / "patients.csv", tmp_path / "treatments.csv")
    assert [json.loads(item.text or b"") for item in items] == expected


def test_every_damaged_row_is_quarantined_with_its_place_and_the_rest_is_unchanged(tmp_path: Path) -> None:
    patients, treatments = made_up(200)
    sound = mapped(tmp_path, patients, treatments)
    owners = [row[0] for row in treatments]
    of_patient = {row[0]: number for number, row in enumerate(patients)}
    damage = {  # row of the treatments → column → what stands there now, and its fault
        3: (3, "soon", "mapping-number"),
        40: (3, "12.5", "mapping-date"),
        80: (4, "999999", "mapping-date"),
        120: (2, "Umpteenth line of therapy", "mapping-unmapped-value"),
        160: (1, "Daratumumab,Lenalidomide", "table-ragged"),
        200: (4, "7\0", "table-nul"),
        240: (5, '"yes', "table-quote"),
    }
    spoilt: dict[int, tuple[str, str]] = {}
    for row, (column, cell, code) in damage.items():
        treatments[row][column] = cell
        is_row = code.startswith("table-")
        spoilt[of_patient[owners[row]]] = (code, f"treatments:{row + 2}:{1 if is_row else column + 1}")
    undamaged = [number for number in range(200) if number not in spoilt]
    other, another = undamaged[10], undamaged[50]
    patients[other][1] = "sixty"
    spoilt[other] = ("mapping-number", f"patients:{other + 2}:2")
    patients[another].pop()
    spoilt[another] = ("table-ragged", f"patients:{another + 2}:1")
    items = mapped(tmp_path, patients, treatments)
    assert len(items) == 200
    assert {number for number, item in enumerate(items) if item.text is None} == set(spoilt)
    for number, (code, place) in spoilt.items():
        told = [(found[0], found[-1]) for found in map(where, items[number].faults)]
        assert (code, place) in told
    for number, item in enumerate(items):
        if number not in spoilt:
            assert item == sound[number]
    everything = " ".join(str(fault) for item in items for fault in item.faults)
    for cell in ("soon", "12.5", "999999", "Umpteenth", "sixty", "MADE_"):
        assert cell not in everything


def test_the_mapping_reads_no_column_that_the_converter_does_not(tmp_path: Path) -> None:
    header = next(csv.reader([TREATMENTS]))
    assert len(header) == 6
    items = mapped(
        tmp_path, [["A", "21915", "", "10"]], [["A", "Daratumumab", "First line of therapy", "1", "", "yes"]]
    )
    (item,) = items
    assert item.columns["$.therapy.prior[0].last_dose_date"] == "treatments.days_to_treatment_end"
    assert item.columns["$.person.age_years"] == "patients.age_at_diagnosis"
