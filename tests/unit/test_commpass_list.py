"""The real list, where it is at hand: every patient is accounted for. Counts only; no row of it is kept here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from cd38rules.batch import QUARANTINE, BatchSummary, run_batch
from cd38rules.batch.verdict_files import read_verdicts
from cd38rules.rules.book import RuleBook

ROOT = Path(__file__).resolve().parents[2]
TAIL = "transfusion-dara-tail-6mo"


@pytest.fixture(scope="module")
def profiles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list, converted by the command of the README."""
    tables = shared / "data" / "commpass"
    command = [sys.executable, str(ROOT / "examples" / "commpass" / "convert.py")]
    command += [str(tables / f"mmrf_commpass_gdc_open_{name}.csv") for name in ("patients", "treatments")]
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=True)
    target = tmp_path_factory.mktemp("commpass") / "profiles.ndjson"
    target.write_bytes(done.stdout)
    return target


@pytest.fixture(scope="module")
def ran(profiles: Path, book: RuleBook) -> tuple[BatchSummary, Path]:
    """The summary of a run over the list, and its folder."""
    folder = profiles.parent / "out"
    return run_batch(profiles, folder, book, share=1), folder


def test_every_patient_of_the_list_becomes_a_profile_and_is_evaluated_or_quarantined(
    profiles: Path, ran: tuple[BatchSummary, Path]
) -> None:
    summary, _ = ran
    assert len(profiles.read_bytes().splitlines()) == 995
    assert summary.lines == summary.evaluated + summary.quarantined == 995


def test_no_engine_fails_or_disagrees_on_the_list(ran: tuple[BatchSummary, Path]) -> None:
    summary, folder = ran
    assert (summary.engine_failures, (folder / QUARANTINE).read_bytes()) == (0, b"")


def test_a_second_run_in_two_processes_writes_the_same_bytes(
    profiles: Path, ran: tuple[BatchSummary, Path], book: RuleBook, tmp_path: Path
) -> None:
    _, folder = ran
    run_batch(profiles, tmp_path, book, jobs=2, share=1)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_interference_after_daratumumab_is_decided_for_all_53_patients_who_had_it(
    profiles: Path, ran: tuple[BatchSummary, Path], book: RuleBook
) -> None:
    assert TAIL in book.rules
    had = set()
    for line in profiles.read_bytes().splitlines():
        profile = json.loads(line)
        if any(course["agent"] == "daratumumab" for course in profile.get("therapy", {}).get("prior") or ()):
            had.add(profile["patient_id"])
    assert len(had) == 53
    _, folder = ran
    table = read_verdicts(folder / "verdicts.parquet")
    undecided = table.filter(pl.col("rule") == TAIL, pl.col("verdict") == "unknown")
    assert undecided.height > 0
    assert not had & set(undecided["patient_id"])


def test_a_plan_of_which_nothing_is_known_never_counts_as_no_concern(
    ran: tuple[BatchSummary, Path], book: RuleBook
) -> None:
    summary, _ = ran
    for rule in book.plan_rules:
        if book.rules[rule].scope == "regimen":
            assert summary.data["verdicts_by_rule"][rule]["does_not_apply"] == 0, rule


def test_the_verdicts_of_the_readme_are_those_of_the_list(ran: tuple[BatchSummary, Path], book: RuleBook) -> None:
    summary, _ = ran
    found = {
        rule: (counts["applies"], counts["does_not_apply"], counts["not_evaluable"])
        for rule, counts in summary.data["verdicts_by_rule"].items()
        if book.rules[rule].scope == "patient"
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for words, *numbers in re.findall(r"^\| (.+) \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE):
        said = tuple(map(int, numbers))
        if others := re.fullmatch(r"(\d+) others", words):
            these = [rule for rule, counts in found.items() if counts == said]
            assert len(these) == int(others[1])
            found = {rule: counts for rule, counts in found.items() if rule not in these}
        else:
            for rule in re.findall(r"`([\w-]+)`", words):
                assert found.pop(rule) == said, rule
    assert found == {}, "the README leaves out a rule"
