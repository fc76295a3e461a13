"""Tables by a mapping on the command line: the same reports as from profiles, faults with their source columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import ROOT, Call

from cd38rules.batch.verdict_files import read_verdicts

TEMPLATE = ROOT / "examples" / "lists" / "flat-template.csv"


def quarantined(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "quarantine.ndjson").read_text(encoding="utf-8").splitlines()]


def test_the_template_of_the_flat_layout_is_evaluated_row_by_row(cd38rules: Call, tmp_path: Path) -> None:
    ended = cd38rules("batch", TEMPLATE, "-o", tmp_path / "out")
    assert (ended.code, ended.err.splitlines()[-1]) == (0, "3 lines: 3 evaluated, 0 quarantined")


def test_a_fault_names_row_path_and_source_column_but_no_value(cd38rules: Call, tmp_path: Path) -> None:
    table = tmp_path / "patients.csv"
    table.write_text(TEMPLATE.read_text(encoding="utf-8").replace(",71.5,", ",-71.5,"), encoding="utf-8")
    assert cd38rules("batch", table, "-o", tmp_path / "out").code == 4
    (row,) = quarantined(tmp_path / "out")
    assert row["line"] == 2
    (fault,) = row["diagnostics"]
    assert (fault["code"], fault["path"]) == ("reject-weight", "$.person.weight_kg")
    assert fault["source_column"] == "weight_kg"
    assert "71.5" not in json.dumps(row)


def test_two_processes_write_the_bytes_of_one(cd38rules: Call, tmp_path: Path) -> None:
    rows = TEMPLATE.read_text(encoding="utf-8").splitlines(keepends=True)
    table = tmp_path / "patients.csv"
    table.write_text(rows[0] + "".join(rows[1:]) * 30, encoding="utf-8")
    for jobs in ("1", "2"):
        assert cd38rules("batch", table, "-o", tmp_path / jobs, "--jobs", jobs, "--quiet", "--reports").code == 0
    for name in ("reports.ndjson", "quarantine.ndjson", "summary.json", "verdicts.parquet"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


@pytest.mark.parametrize("named", [True, False])
def test_commpass_by_its_mapping_gives_the_reports_of_the_converter(
    named: bool, cd38rules: Call, shared: Path, tmp_path: Path
) -> None:
    home = shared / "data" / "commpass"
    tables = {part: home / f"mmrf_commpass_gdc_open_{part}.csv" for part in ("patients", "treatments")}
    given = [f"{part}={path}" for part, path in tables.items()] if named else [home]
    assert (
        cd38rules("batch", "--mapping", "commpass-gdc", *given, "-o", tmp_path / "mapped", "--quiet", "--reports").code
        == 0
    )
    from examples.commpass.convert import DEFAULT_DIAGNOSIS_DATE, Notes, profiles_of

    converted = tmp_path / "profiles.ndjson"
    found = profiles_of(tables["patients"], tables["treatments"], DEFAULT_DIAGNOSIS_DATE, Notes())
    converted.write_text("".join(json.dumps(profile) + "\n" for profile in found), encoding="utf-8")
    assert cd38rules("batch", converted, "-o", tmp_path / "converted", "--quiet", "--reports").code == 0
    for name in ("reports.ndjson", "summary.json"):
        assert (tmp_path / "mapped" / name).read_bytes() == (tmp_path / "converted" / name).read_bytes()
    mapped, other = (read_verdicts(tmp_path / name / "verdicts.parquet") for name in ("mapped", "converted"))
    assert mapped.drop("row").equals(other.drop("row"))  # the head of a table is its first line


def test_a_mapping_that_is_not_there_is_a_wrong_call(cd38rules: Call, tmp_path: Path) -> None:
    ended = cd38rules("batch", "--mapping", "nope", TEMPLATE, "-o", tmp_path / "out")
    assert ended.code == 2
    assert "there is no such mapping" in ended.err
    assert not (tmp_path / "out").exists()


def test_a_table_that_is_not_there_leaves_the_earlier_output(cd38rules: Call, tmp_path: Path) -> None:
    assert cd38rules("batch", TEMPLATE, "-o", tmp_path / "out", "--quiet").code == 0
    before = (tmp_path / "out" / "verdicts.parquet").read_bytes()
    ended = cd38rules("batch", tmp_path / "none.csv", "-o", tmp_path / "out")
    assert ended.code == 6
    assert "Traceback" not in ended.err
    assert (tmp_path / "out" / "verdicts.parquet").read_bytes() == before


def test_a_joined_row_that_belongs_to_nobody_is_told_and_one_with_a_damaged_key_is_quarantined(
    cd38rules: Call, tmp_path: Path
) -> None:
    patients = "bcr_patient_barcode,age_at_diagnosis,days_to_birth,days_to_last_follow_up\nMADE-UP-1,20000,,400\n"
    columns = "submitter_id_case,therapeutic_agents,regimen_or_line_of_therapy,treatment_or_therapy,"
    columns += "treatment_type,days_to_treatment_start,days_to_treatment_end\n"
    row = "{},Daratumumab,First line of therapy,yes,Chemotherapy,10,20\n"
    tables = {"patients": patients, "treatments": columns + row.format("SOMEBODY-ELSE") + row.format("")}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    given = [f"{name}={tmp_path / name}.csv" for name in tables]
    ended = cd38rules("batch", "--mapping", "commpass-gdc", *given, "-o", tmp_path / "out")
    assert ended.code == 4
    assert "belong to nobody on the list" in ended.err
    (line,) = quarantined(tmp_path / "out")
    assert (line["table"], line["line"]) == ("treatments", 3)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["state"] == "rows-quarantined"
    assert summary["joined_rows"] == {"refused": {"treatments": 1}, "of_nobody": {"treatments": 2}}
    assert "SOMEBODY" not in ended.err + json.dumps(line) + json.dumps(summary)
