"""cd38rules batch: a list of patients, some lines of it bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Call

BAD = '{"patient_id": "Canary71", "as_of": "2024-03-15", "lungs": {"fev1_percent": 0.4571}}'
Example = Callable[[str], Path]


@pytest.fixture
def three_lines(example: Example) -> str:
    """Two example patients, one on a line, and a bad line between them."""
    first, last = (json.dumps(json.loads(example(number).read_text("utf-8"))) for number in ("05", "06"))
    return f"{first}\n{BAD}\n{last}\n"


@pytest.fixture
def patients(three_lines: str, tmp_path: Path) -> Path:
    path = tmp_path / "patients.ndjson"
    path.write_text(three_lines, encoding="utf-8")
    return path


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_one_bad_line_of_three_is_quarantined_and_told_by_the_exit_code(
    cd38rules: Call, patients: Path, tmp_path: Path
) -> None:
    ended = cd38rules("batch", patients, "-o", tmp_path / "out", "--reports")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.splitlines()[-1] == "3 lines: 2 evaluated, 1 quarantined"
    assert [line["patient_id"] for line in lines_of(tmp_path / "out" / "reports.ndjson")] == [
        "example-05-copd-fev1-45-subcutaneous-daratumumab-planned",
        "example-06-copd-fifth-daratumumab-dose-no-major-reaction",
    ]
    (bad,) = lines_of(tmp_path / "out" / "quarantine.ndjson")
    assert bad["line"] == 2
    assert "Canary71" not in str(bad)


@pytest.mark.parametrize(("allowed", "code"), [(0, 4), (1, 0), (5, 0)])
def test_more_errors_can_be_allowed(allowed: int, code: int, cd38rules: Call, patients: Path, tmp_path: Path) -> None:
    ended = cd38rules("batch", patients, "-o", tmp_path / "out", "--max-errors", str(allowed), "--quiet", "--reports")
    assert (ended.code, ended.out, ended.err) == (code, "", "")
    assert len(lines_of(tmp_path / "out" / "reports.ndjson")) == 2


def test_a_list_can_come_by_standard_input_with_windows_line_ends(
    cd38rules: Call, patients: Path, three_lines: str, tmp_path: Path
) -> None:
    cd38rules("batch", patients, "-o", tmp_path / "by-file", "--reports")
    ended = cd38rules(
        "batch", "-", "-o", tmp_path / "by-stdin", "--reports", stdin=three_lines.replace("\n", "\r\n").encode()
    )
    assert ended.code == 4
    for name in ("reports.ndjson", "quarantine.ndjson", "summary.json", "verdicts.parquet"):
        assert (tmp_path / "by-stdin" / name).read_bytes() == (tmp_path / "by-file" / name).read_bytes()


def test_a_file_in_the_place_of_the_output_folder_is_a_failed_output(
    cd38rules: Call, patients: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("kept", encoding="utf-8")
    ended = cd38rules("batch", patients, "-o", tmp_path / "out")
    assert ended.code == 6
    assert ended.err == "cd38rules: input or output failed: the output folder can't be made: File exists\n"
    assert (tmp_path / "out").read_text("utf-8") == "kept"


@pytest.mark.parametrize(
    ("patients", "folder", "blocked", "role"),
    [
        ("Canary71-absent.ndjson", "out", "", "the list can't be read: No such file or directory"),
        ("Canary71-folder", "out", "", "the folder holds no Parquet files"),
        ("Canary71.ndjson", "Canary71-folder", "quarantine.ndjson", "quarantine.ndjson of the output folder can't be"),
    ],
)
def test_a_failed_input_or_output_says_which_it_is_and_no_name(
    patients: str, folder: str, blocked: str, role: str, cd38rules: Call, tmp_path: Path
) -> None:
    (tmp_path / "Canary71-folder").mkdir()
    (tmp_path / "Canary71.ndjson").write_text(f"{BAD}\n", encoding="utf-8")
    if blocked:
        (tmp_path / folder / blocked).mkdir()
    ended = cd38rules("batch", tmp_path / patients, "-o", tmp_path / folder)
    assert ended.code == 6
    assert role in ended.err
    assert "Canary71" not in ended.err


def test_a_list_that_the_run_would_replace_is_a_wrong_call(cd38rules: Call, patients: Path, tmp_path: Path) -> None:
    taken = patients.rename(tmp_path / "reports.ndjson")
    before = taken.read_bytes()
    ended = cd38rules("batch", taken, "-o", tmp_path)
    assert ended.code == 2
    assert "which the run would replace" in ended.err
    assert taken.read_bytes() == before


def test_a_broken_rule_book_ends_a_batch_before_anything_is_written(
    cd38rules: Call, patients: Path, rules_copy: Path, tmp_path: Path
) -> None:
    (rules_copy / "rulebook.yaml").write_text("name: [", encoding="utf-8")
    ended = cd38rules("batch", patients, "-o", tmp_path / "out", "--rules", rules_copy)
    assert ended.code == 3
    assert "rulebook.yaml:2:1: yaml-syntax" in ended.err
    assert not (tmp_path / "out").exists()


FORMATS = ("ndjson", "csv", "tsv", "parquet", "arrow", "xlsx", "csv.gz")


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("dry", [True, False])
def test_no_name_of_a_file_is_told_whatever_its_format(ending: str, dry: bool, cd38rules: Call, tmp_path: Path) -> None:
    to = ("--dry-run",) if dry else ("-o", tmp_path / "out")
    for content in (None, b"", b"PAR1", b"ARROW1", b"Canary71,\xff\x00"):
        path = tmp_path / f"Canary71.{ending}"
        if content is not None:
            path.write_bytes(content)
        ended = cd38rules("batch", path, *to)
        assert ended.code in (2, 4, 6) or content == b""
        assert "Canary71" not in ended.err
        assert "Traceback" not in ended.err


def test_a_path_that_holds_an_equals_sign_names_no_table(cd38rules: Call, three_lines: str, tmp_path: Path) -> None:
    path = tmp_path / "year=2024" / "patients.ndjson"
    path.parent.mkdir()
    path.write_text(three_lines, encoding="utf-8")
    assert cd38rules("batch", path, "-o", tmp_path / "out", "--quiet").code == 4


def test_a_file_is_not_said_to_be_kept_when_nothing_was_done(cd38rules: Call, patients: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / ".unfinished"
    out.mkdir(parents=True)
    (out / "journal.ndjson").write_text("", encoding="utf-8")
    ended = cd38rules("batch", tmp_path / "none.ndjson", "-o", tmp_path / "out")
    assert "is kept" not in ended.err


def test_words_are_shown_by_a_dry_run_only(cd38rules: Call, patients: Path, tmp_path: Path) -> None:
    ended = cd38rules("batch", patients, "-o", tmp_path / "out", "--show-values")
    assert ended.code == 2
    assert "goes with --dry-run" in ended.err


def test_several_lists_in_one_call_are_a_wrong_call_and_none_is_dropped(
    cd38rules: Call, patients: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.ndjson"
    other.write_bytes(patients.read_bytes())
    for given in ((patients, other), (f"a={patients}", f"a={other}")):
        for to in (("-o", tmp_path / "out"), ("--dry-run",)):
            ended = cd38rules("batch", *given, *to)
            assert ended.code == 2
            assert "one list after the other" in ended.err
    assert not (tmp_path / "out").exists()


def test_an_unfinished_run_is_not_thrown_away_without_a_word(cd38rules: Call, patients: Path, tmp_path: Path) -> None:
    assert cd38rules("batch", patients, "-o", tmp_path / "out", "--quiet").code == 4
    left = tmp_path / "out" / ".unfinished"
    left.mkdir()
    for name in ("lock", "journal.ndjson", "key.json"):
        (left / name).write_text("{}", encoding="utf-8")
    ended = cd38rules("batch", patients, "-o", tmp_path / "out", "--resume")
    assert ended.code == 2
    assert "leave --resume out" in ended.err
    ended = cd38rules("batch", patients, "-o", tmp_path / "out")
    assert ended.code == 4
    assert "is thrown away" in ended.err
