"""Output files: the old ones stay until the new ones are whole, and the bytes don't depend on how they were made."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cd38rules.batch import OUTPUTS, REPORTS, run_batch
from cd38rules.batch.outputs import OutputFiles
from cd38rules.rules.book import RuleBook

ROOT = Path(__file__).resolve().parents[2]

AGENTS = ("daratumumab", "isatuximab", "undecided", "none")


def many(count: int) -> bytes:
    """Profiles with some bad lines among them."""
    lines = []
    for number in range(count):
        planned = {"agent": AGENTS[number % 4]}
        data: dict[str, Any] = {"patient_id": f"p{number}", "as_of": "2024-03-15", "therapy": {"planned": planned}}
        data |= {"lungs": {"copd": bool(number % 3)}} if number % 5 else {"x": 1}
        lines.append(json.dumps(data))
    return "\n".join(lines).encode()


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output folder that holds the files of an earlier run."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in OUTPUTS:
        (folder / name).write_text("old")
    return folder


OLD = dict.fromkeys(OUTPUTS, b"old")


def test_one_process_and_two_write_the_same_bytes(book: RuleBook, tmp_path: Path) -> None:
    content = many(300)
    run_batch(io.BytesIO(content), tmp_path / "one", book, jobs=1)
    run_batch(io.BytesIO(content), tmp_path / "two", book, jobs=2)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    patients = [json.loads(line)["patient_id"] for line in (tmp_path / "one" / REPORTS).read_bytes().splitlines()]
    assert patients == [f"p{number}" for number in range(300) if number % 5]


RUN = """
import sys
from cd38rules.batch import run_batch
from cd38rules.rules.load import load_rulebook

def main():
    source, folder, rules = sys.argv[1:]
    run_batch(source, folder, load_rulebook(rules))

if __name__ == "__main__":
    main()
"""


def run_in_new_process(tmp_path: Path, folder: Path, before: str = "", **environment: str) -> Any:
    source, script = tmp_path / "list.ndjson", tmp_path / "run.py"
    source.write_bytes(many(60))
    script.write_text(before + RUN)
    command = [sys.executable, str(script), str(source), str(folder), str(ROOT / "rules")]
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    variables = os.environ | environment | {"PYTHONPATH": path}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_the_hash_seed_does_not_show_in_the_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = run_in_new_process(tmp_path, tmp_path / seed, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert files_in(tmp_path / "1") == files_in(tmp_path / "2")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_the_old_files_and_nothing_beside_them(jobs: int, book: RuleBook, old: Path) -> None:
    def interrupt(lines: int, _bytes: int, _total: int | None) -> None:
        if lines > 60:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(io.BytesIO(many(500)), old, book, jobs=jobs, progress=interrupt)
    assert files_in(old) == OLD
    assert multiprocessing.active_children() == []


class FailingStream(io.BytesIO):
    """Fails after its second line, as a network drive may."""

    def readline(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 200:
            raise OSError("the drive is gone")
        return super().readline(size)


def test_a_source_that_fails_on_the_way_leaves_the_old_files(book: RuleBook, old: Path) -> None:
    with pytest.raises(OSError, match="the list can't be read"):
        run_batch(FailingStream(many(50)), old, book)
    assert files_in(old) == OLD


@pytest.mark.skipif(os.name == "nt", reason="limits of file size are a matter of POSIX")
def test_a_full_disk_is_an_os_error_and_leaves_the_old_files(tmp_path: Path, old: Path) -> None:
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    done = run_in_new_process(tmp_path, old, before=limit)
    assert "OSError: [Errno 27] reports.ndjson of the output folder can't be written: File too large" in done.stderr
    assert files_in(old) == OLD


def test_a_folder_that_is_a_file_is_an_os_error(book: RuleBook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OSError, match="the output folder can't be made"):
            run_batch(io.BytesIO(many(3)), folder, book)
    assert files_in(tmp_path) == {"file": b"mine"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write into any folder")
def test_a_folder_without_write_permission_is_an_os_error(book: RuleBook, old: Path) -> None:
    old.chmod(0o500)
    try:
        with pytest.raises(PermissionError, match="the output folder can't be written"):
            run_batch(io.BytesIO(many(3)), old, book)
    finally:
        old.chmod(0o700)
    assert files_in(old) == OLD


def test_a_folder_in_the_place_of_an_output_is_found_before_anything_is_replaced(
    book: RuleBook, tmp_path: Path
) -> None:
    (tmp_path / REPORTS).write_text("old")
    (tmp_path / "summary.json").mkdir()
    with pytest.raises(IsADirectoryError, match=r"summary\.json of the output folder"):
        run_batch(io.BytesIO(many(3)), tmp_path, book)
    assert sorted(path.name for path in tmp_path.iterdir()) == [REPORTS, "summary.json"]
    assert (tmp_path / REPORTS).read_text() == "old"


def test_a_missing_source_is_an_os_error_and_makes_no_folder(book: RuleBook, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="the list can't be read"):
        run_batch(tmp_path / "nowhere.ndjson", tmp_path / "out", book)
    assert list(tmp_path.iterdir()) == []


def test_the_source_may_not_be_one_of_the_files_that_the_run_replaces(book: RuleBook, old: Path) -> None:
    with pytest.raises(ValueError, match="would replace"):
        run_batch(old / REPORTS, old, book)
    assert files_in(old) == OLD


def test_no_process_at_all_is_a_wrong_call(book: RuleBook, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="jobs"):
        run_batch(io.BytesIO(b""), tmp_path, book, jobs=0)


@pytest.mark.skipif(os.name == "nt", reason="permissions of files are a matter of POSIX")
def test_only_the_owner_may_read_the_outputs(book: RuleBook, tmp_path: Path) -> None:
    run_batch(io.BytesIO(many(3)), tmp_path, book)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_what_a_killed_run_has_left_is_removed_and_nothing_else(book: RuleBook, old: Path) -> None:
    left = [old / f".{name}.x7y_z.part" for name in OUTPUTS]
    mine = [old / "mine.part", old / ".reports.ndjson.backup", old / ".other.part"]
    for path in (*left, *mine):
        path.write_text("half")
    run_batch(io.BytesIO(many(3)), old, book)
    assert {path.name for path in old.iterdir()} == {*OUTPUTS, *(path.name for path in mine)}


@pytest.mark.skipif(os.name == "nt", reason="an open file can't be removed there anyway")
def test_what_a_run_that_is_going_on_writes_is_left_alone(book: RuleBook, old: Path) -> None:
    with OutputFiles(old) as going_on:
        going_on.write(REPORTS, b"its own")
        held = {path.name for path in old.glob(".*.part")}
        run_batch(io.BytesIO(many(3)), old, book)
        assert {path.name for path in old.glob(".*.part")} == held
        going_on.keep()
    assert (old / REPORTS).read_bytes() == b"its own"
