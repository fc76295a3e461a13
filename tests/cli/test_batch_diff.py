"""cd38rules batch diff: two runs of a list, told as text, JSON and CSV."""

from __future__ import annotations

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

from tests.cli.conftest import ROOT, Call

from cd38rules.rules.book import RuleBook

CANARY = "Zaphod-4711"
FORMULA = "=cmd|x"
PLANNED = {"planned": {"agent": "daratumumab", "route": "subcutaneous"}}


def profile(name: str, **fields: Any) -> str:
    return json.dumps({"patient_id": name, "as_of": "2024-03-15", **fields})


BEFORE = [profile(CANARY, therapy=PLANNED), profile(FORMULA), profile("left")]
AFTER = [profile(CANARY, therapy=PLANNED, lungs={"copd": True}), profile(FORMULA, lungs={"copd": True}), "{"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two runs of a list; a line of the second one is quarantined."""
    from cd38rules.batch import run_batch

    folder = tmp_path_factory.mktemp(CANARY)
    for name, lines in (("one", BEFORE), ("two", AFTER)):
        run_batch(io.BytesIO("\n".join(lines).encode()), folder / name, ROOT / "rules", share=0)
    return folder / "one", folder / "two"


def test_the_summary_counts_by_rule_and_names_nobody(cd38rules: Call, runs: tuple[Path, Path], book: RuleBook) -> None:
    ended = cd38rules("batch", "diff", *runs)
    assert (ended.code, ended.err) == (0, "")
    first, second, *_ = ended.out.splitlines()
    assert first.startswith("2 patients in both runs, 0 only in the second, 1 only in the first; something differs for")
    assert second == "quarantined rows of the second run: 1; who left may be among them,"
    rule = "copd-dara-bronchodilator"
    assert f"{rule}  {book.rules[rule].title}\n  1 new" in ended.out
    assert CANARY not in ended.out
    assert FORMULA not in ended.out


def test_with_patients_each_change_is_told_by_patient(cd38rules: Call, runs: tuple[Path, Path]) -> None:
    ended = cd38rules("batch", "diff", *runs, "--patients")
    told = ended.out.partition(f"{CANARY} (2024-03-15 → 2024-03-15)\n")[2].partition("\n\n")[0]
    assert "  new: copd-dara-bronchodilator (planned), verdict unknown → yes, " in told
    assert "\nleft (2024-03-15)\n  left: " in ended.out
    assert ended.err == ""


def test_json_has_the_counts_and_on_demand_the_changes(
    cd38rules: Call, runs: tuple[Path, Path], book: RuleBook
) -> None:
    counts = cd38rules("batch", "diff", *runs, "--format", "json")
    assert CANARY not in counts.out
    data = counts.json()
    several = {"with_several_rows_on_the_latest_day": 0}
    assert data["patients"] == {"in_both": 2, "came": 0, "left": 1, "with_a_difference": 3, **several}
    assert data["new"]["rulebook"]["sha256"] == book.sha256
    assert data["made_with_another"] == []
    whole = cd38rules("batch", "diff", *runs, "--format", "json", "--patients").json()
    changes = whole.pop("changes")
    assert whole == data
    assert {change["kind"] for change in changes} >= {"new", "left"}
    by_rule = {row["rule"]: row["new"] for row in data["rules"]}
    for rule, count in by_rule.items():
        new = {change["patient_id"] for change in changes if change["kind"] == "new" and change["rule"] == rule}
        assert len(new) == count


def test_json_of_runs_that_don_t_differ_is_json_too(cd38rules: Call, runs: tuple[Path, Path]) -> None:
    data = cd38rules("batch", "diff", runs[0], runs[0], "--format", "json", "--patients").json()
    assert (data["rules"], data["changes"]) == ([], [])


def test_csv_has_a_line_for_each_change_and_no_formula(cd38rules: Call, runs: tuple[Path, Path]) -> None:
    ended = cd38rules("batch", "diff", *runs, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    changes = cd38rules("batch", "diff", *runs, "--format", "json", "--patients").json()["changes"]
    assert len(rows) == len(changes)
    assert {row["patient_id"] for row in rows} == {CANARY, f"'{FORMULA}", "left"}
    assert ended.out.splitlines()[0].startswith("patient_id,kind,rule,role,")


@pytest.mark.parametrize(
    ("fail_on", "same", "code"),
    [(None, False, 0), ("new", False, 1), ("any", False, 1), ("new", True, 0), ("any", True, 0)],
)
def test_a_difference_fails_the_call_only_if_asked(
    fail_on: str | None, same: bool, code: int, cd38rules: Call, runs: tuple[Path, Path]
) -> None:
    asked = ["--fail-on", fail_on] if fail_on else []
    ended = cd38rules("batch", "diff", runs[0], runs[0] if same else runs[1], *asked)
    assert ended.code == code


def test_resolved_alone_is_nothing_new(cd38rules: Call, runs: tuple[Path, Path], tmp_path: Path) -> None:
    from cd38rules.batch import run_batch

    run_batch(io.BytesIO("\n".join(BEFORE[:2]).encode()), tmp_path, ROOT / "rules", share=0)
    assert cd38rules("batch", "diff", runs[0], tmp_path, "--fail-on", "new").code == 0
    assert cd38rules("batch", "diff", runs[0], tmp_path, "--fail-on", "any").code == 1


def test_another_rule_book_is_told_with_the_command_that_compares_books(
    cd38rules: Call, runs: tuple[Path, Path], tmp_path: Path
) -> None:
    other = Path(shutil.copytree(runs[0], tmp_path / "other"))
    manifest = json.loads((other / "manifest.json").read_text("utf-8"))
    manifest["rulebook"] |= {"version": "0.2.0", "sha256": "f" * 64}
    (other / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    ended = cd38rules("batch", "diff", runs[0], other)
    assert "the rule book differs: " in ended.out
    assert " 0.2.0 (sha256 ffffffffffff)\n" in ended.out
    assert "`cd38rules rules diff` tells what changed in rules" in ended.out


def test_a_folder_without_a_run_is_told_without_its_name(cd38rules: Call, runs: tuple[Path, Path]) -> None:
    ended = cd38rules("batch", "diff", runs[0], runs[0].parent)
    assert (ended.code, ended.out) == (2, "")
    said = "cd38rules: the second run: the folder holds no manifest.json, so that no finished run is in it\n"
    assert ended.err == said


def test_a_folder_of_something_else_is_a_wrong_call(cd38rules: Call, runs: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / CANARY
    folder.mkdir()
    for name in ("manifest.json", "summary.json"):
        (folder / name).write_text(json.dumps({"patient": CANARY}), "utf-8")
    ended = cd38rules("batch", "diff", folder, runs[0])
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "cd38rules: the first run: its manifest.json or summary.json is none of a run\n"


def test_the_command_has_a_help_of_its_own_and_a_list_called_diff_can_be_run(
    cd38rules: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = cd38rules("batch", "diff", "--help")
    assert ended.code == 0
    assert ended.out.startswith("usage: cd38rules batch diff [-h]")
    assert "./diff" in " ".join(cd38rules("batch", "--help").out.split())
    (tmp_path / "diff").write_text(BEFORE[0], encoding="utf-8")
    assert cd38rules("batch", f"{tmp_path}/diff", "-o", tmp_path / "out").code == 0
