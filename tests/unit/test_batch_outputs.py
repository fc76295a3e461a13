"""What a run writes: verdicts in three forms that say the same, a guarded CSV, OperationOutcomes, a manifest."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.generated import patients

from cd38rules.batch import run_batch
from cd38rules.batch.in_columns import SCHEMA, ColumnarEvaluator
from cd38rules.batch.verdict_files import guarded, read_verdicts, unguarded
from cd38rules.rules.book import RuleBook

# Many seconds, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

BAD = b'{"patient_id": "Canary71", "as_of": "2024-03-15", "lungs": {"fev1_percent": 0.4571}}\n'


def listed(count: int, **more: Any) -> bytes:
    return b"".join(json.dumps(patient | more).encode() + b"\n" for patient in patients(count, seed=5))


@pytest.fixture(scope="module")
def runs(book: RuleBook, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same list written in each form, in several chunks."""
    folder = tmp_path_factory.mktemp("runs")
    forms: tuple[Any, ...] = ("parquet", "ndjson", "csv")
    for form in forms:
        content = listed(90) + BAD
        run_batch(io.BytesIO(content), folder / form, book, verdicts=form, at_once=40, fhir=True, share=1)
    return {form: folder / form for form in forms}


def test_the_three_forms_hold_the_same_verdicts(runs: dict[str, Path]) -> None:
    tables = [read_verdicts(folder / f"verdicts.{form}") for form, folder in runs.items()]
    assert tables[0].columns == list(SCHEMA)
    assert tables[0].height > 90
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])
    assert set(tables[0]["verdict"]) == {"yes", "unknown", "suppressed", "conflict"}


def test_a_file_that_holds_no_verdicts_is_told(tmp_path: Path) -> None:
    for name in ("verdicts.parquet", "verdicts.ndjson", "verdicts.csv"):
        (tmp_path / name).write_text("something else\n", encoding="utf-8")
        with pytest.raises(ValueError, match="holds no verdicts"):
            read_verdicts(tmp_path / name)


def test_a_conflict_is_a_row_with_its_places_behind_the_verdicts_of_its_patient(book: RuleBook, tmp_path: Path) -> None:
    contradictory = {"patient_id": "a", "as_of": "2024-03-15", "lungs": {"copd": False, "fev1_percent": 40}}
    content = json.dumps(contradictory).encode() + b"\n" + listed(1)
    run_batch(io.BytesIO(content), tmp_path, book)
    table = read_verdicts(tmp_path / "verdicts.parquet")
    assert table["row"].is_sorted()
    last = table.filter(table["row"] == 1).row(-1, named=True)
    assert (last["rule"], last["verdict"], last["severity"]) == ("conflict-fev1-without-copd", "conflict", "warning")
    assert last["places"] == "$.lungs.copd;$.lungs.fev1_percent"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "'"])
def test_an_id_that_a_spreadsheet_would_run_is_written_behind_an_apostrophe_and_read_back_as_it_was(
    start: str, book: RuleBook, tmp_path: Path
) -> None:
    name = f'{start}HYPERLINK("x"),1\n2'
    content = json.dumps({"patient_id": name, "as_of": "2024-03-15"}).encode()
    run_batch(io.BytesIO(content), tmp_path, book, verdicts="csv")
    with (tmp_path / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.DictReader(file) for cell in row.values()}
    assert f"'{name}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert set(read_verdicts(tmp_path / "verdicts.csv")["patient_id"]) == {name}


@given(st.text(min_size=1))
def test_whatever_an_id_is_guarding_it_is_undone_by_reading_it(name: str) -> None:
    import polars as pl

    table = pl.DataFrame({"patient_id": [name]})
    assert unguarded(guarded(table)).equals(table)


def test_refused_rows_are_operation_outcomes_on_demand(runs: dict[str, Path]) -> None:
    (line,) = (runs["csv"] / "quarantine.fhir.ndjson").read_text(encoding="utf-8").splitlines()
    outcome = json.loads(line)
    (issue,) = outcome["issue"]
    assert outcome["resourceType"] == "OperationOutcome"
    assert (issue["severity"], issue["code"]) == ("error", "value")
    assert issue["details"]["coding"][0]["code"] == "reject-fev1"
    assert issue["diagnostics"] == "row 91, $.lungs.fev1_percent"
    assert "0.4571" not in line
    assert "Canary71" not in line


def test_the_manifest_holds_the_hashes_of_what_was_read_and_written(book: RuleBook, tmp_path: Path) -> None:
    source = tmp_path / "patients.ndjson"
    source.write_bytes(listed(10) + BAD)
    run_batch(source, tmp_path / "out", book, reports=True)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"]["profiles"]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    names = {path.name for path in (tmp_path / "out").iterdir()} - {"manifest.json"}
    assert set(manifest["outputs"]) == names
    for name, told in manifest["outputs"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert manifest["rulebook"]["sha256"] == book.sha256
    assert manifest["state"] == "rows-quarantined"
    assert manifest["counts"]["patients_evaluated"] == 10
    assert str(tmp_path) not in json.dumps(manifest)


def test_the_sample_is_decided_again_and_counted(runs: dict[str, Path], book: RuleBook, tmp_path: Path) -> None:
    counts = json.loads((runs["csv"] / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["patients_decided_again"] == 90
    run_batch(io.BytesIO(listed(90)), tmp_path, book, share=0.1, at_once=7)
    counts = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert 13 <= counts["patients_decided_again"] <= 30, "one of each of 13 chunks, and a tenth of the rest"


def test_rows_that_are_refused_take_nobodys_place_in_the_sample(book: RuleBook, tmp_path: Path) -> None:
    lines = listed(99).splitlines(keepends=True)
    lines[::10] = [BAD] * len(lines[::10])
    run_batch(io.BytesIO(b"".join(lines)), tmp_path, book, share=0.1, at_once=10)
    counts = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["patients_decided_again"] >= 10


def test_a_share_of_all_decides_everybody_again_and_one_of_none_nobody(book: RuleBook) -> None:
    for share, count in ((0.0, 0), (1e-310, 1), (1.0, 500)):
        evaluator = ColumnarEvaluator(book, share)
        assert sum(evaluator.is_sampled(row, is_first=row == 1) for row in range(1, 501)) == count
