"""cd38rules batch --dry-run: what a list holds, told before anything is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import ROOT, Call

TEMPLATE = ROOT / "examples" / "lists" / "flat-template.csv"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Four rows: one with a weight that can't be, one with a word for COPD that the mapping doesn't know."""
    head = "patient_id,as_of,planned_agent,weight_kg,copd\n"
    rows = [
        "a,2024-03-15,daratumumab,71.5,yes",
        "b,2024-03-15,daratumumab,-71.5,yes",
        "c,2024-03-15,,,Canary71",
        "d,2024-03-15,,,no",
    ]
    path = tmp_path / "patients.csv"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def report_of(cd38rules: Call, *arguments: str | Path, code: int = 4) -> dict[str, Any]:
    ended = cd38rules("batch", *arguments, "--dry-run", "json")
    assert ended.code == code, ended.err
    found: dict[str, Any] = ended.json()
    return found


def test_it_tells_the_columns_that_are_mapped_those_that_are_not_and_those_that_are_not_there(
    cd38rules: Call, table: Path
) -> None:
    with_ward = table.with_name("with-ward.csv")
    with_ward.write_text(table.read_text(encoding="utf-8").replace("\n", ",4B\n").replace(",4B", ",ward", 1), "utf-8")
    report = report_of(cd38rules, with_ward, code=2)
    (layout,) = report["tables"].values()
    assert layout["found"] == ["patient_id", "as_of", "planned_agent", "weight_kg", "copd", "ward"]
    assert layout["is_refused_for_columns_not_mapped"]
    assert report["rows"]["usable"] == 2
    assert set(layout["mapped"]) == {"patient_id", "as_of", "planned_agent", "weight_kg", "copd"}
    assert layout["not_mapped"] == ["ward"]
    assert "kell_status" in layout["absent"]


def test_it_counts_the_rows_that_lack_a_field(cd38rules: Call, table: Path) -> None:
    report = report_of(cd38rules, table)
    assert report["rows"] == {"read": 4, "blank": 0, "readable": 3, "usable": 2, "refused": 2}
    assert report["fields"]["person.weight_kg"] == {"recorded": 2, "missing_share": 0.3333}
    assert report["fields"]["transfusion.kell.status"] == {"recorded": 0, "missing_share": 1.0}


def test_it_tells_refused_values_by_field_code_and_column_and_unmapped_words_only_if_asked(
    cd38rules: Call, table: Path
) -> None:
    report = report_of(cd38rules, table)
    refused = {(fault["path"], fault["code"], fault["source_column"]): fault["rows"] for fault in report["refused"]}
    assert refused["$.person.weight_kg", "reject-weight", "weight_kg"] == 1
    (unmapped,) = report["unmapped_values"]
    assert (unmapped["column"], unmapped["cells"]) == ("copd", 1)
    assert "Canary71" not in json.dumps(report)
    assert "71.5" not in json.dumps(report)
    (with_words,) = report_of(cd38rules, table, "--show-values")["unmapped_values"]
    assert with_words["words"] == {"Canary71": 1}


def test_it_names_the_rules_that_nobody_on_the_list_gets_a_verdict_on_and_what_would_decide_them(
    cd38rules: Call, tmp_path: Path
) -> None:
    one = {"patient_id": "a", "as_of": "2024-03-15", "therapy": {"planned": {"agent": "daratumumab"}}}
    path = tmp_path / "patients.ndjson"
    path.write_text(json.dumps(one) + "\n", encoding="utf-8")
    never = report_of(cd38rules, path, code=0)["rules_never_decided"]
    assert "lungs.copd" in never["copd-dara-bronchodilator"]
    path.write_text(json.dumps(one | {"lungs": {"copd": True}}) + "\n", encoding="utf-8")
    assert "copd-dara-bronchodilator" not in report_of(cd38rules, path, code=0)["rules_never_decided"]


def test_a_rule_about_regimens_waits_for_the_regimens_where_none_is_on_record(cd38rules: Call, tmp_path: Path) -> None:
    path = tmp_path / "patients.ndjson"
    path.write_text('{"patient_id": "a", "as_of": "2024-03-15"}\n', encoding="utf-8")
    never = report_of(cd38rules, path, code=0)["rules_never_decided"]
    assert never["copd-dara-bronchodilator"] == ["current.agent", "planned.agent"]


def test_in_words_it_says_the_same_and_writes_nothing(cd38rules: Call, table: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    ended = cd38rules("batch", table, "--dry-run")
    assert ended.code == 4
    for said in ("4 rows: 2 usable, 2 would be quarantined", "33.3% missing", "reject-weight", "not mapped      none"):
        assert said in ended.out
    assert "Canary71" not in ended.out + ended.err
    assert sorted(tmp_path.rglob("*")) == before


def test_the_template_is_wholly_usable(cd38rules: Call) -> None:
    assert report_of(cd38rules, TEMPLATE, code=0)["rows"]["refused"] == 0


def test_an_empty_list_has_no_shares_and_no_rules_to_speak_of(cd38rules: Call) -> None:
    ended = cd38rules("batch", "-", "--dry-run", "json", stdin=b"")
    report = ended.json()
    assert report["rows"]["read"] == 0
    assert report["fields"]["lungs.copd"]["missing_share"] is None
    assert report["rules_never_decided"] == {}


def test_lines_that_are_no_profiles_do_not_stop_it(cd38rules: Call) -> None:
    for line in (b"[1,2]", b"[]", b"null", b'"x"', b"[" * 5000, b'{"patient_id": [1]}', b"\xff"):
        report = cd38rules("batch", "-", "--dry-run", "json", stdin=line + b"\n").json()
        assert report["rows"]["refused"] == 1


def test_rows_that_the_mapping_cannot_read_have_no_share_in_what_is_missing(cd38rules: Call, table: Path) -> None:
    report = report_of(cd38rules, table)
    assert report["rows"]["readable"] == 3  # the word for COPD of one can't be read
    assert report["fields"]["patient_id"] == {"recorded": 3, "missing_share": 0.0}
