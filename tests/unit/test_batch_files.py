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
from tests.properties.counting import NIGHTLY

from cd38rules.batch import ALL_OUTPUTS, QUARANTINE, REPORTS, UnfinishedRunError, is_unfinished, run_batch
from cd38rules.batch.names import UNFINISHED
from cd38rules.batch.unfinished import FINISHING, JOURNAL, LOCK
from cd38rules.engines.outcome import EngineError
from cd38rules.mapping import open_source
from cd38rules.rules.book import RuleBook

pytestmark = pytest.mark.whole_book

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
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output folder that holds the files of an earlier run."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ALL_OUTPUTS:
        (folder / name).write_text("old")
    return folder


OLD = dict.fromkeys(ALL_OUTPUTS, b"old")


def test_one_process_and_two_write_the_same_bytes(book: RuleBook, tmp_path: Path) -> None:
    content = many(120)
    for name, jobs in (("one", 1), ("two", 2)):
        run_batch(io.BytesIO(content), tmp_path / name, book, jobs=jobs, at_once=50, reports=True, fhir=True)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")
    patients = [json.loads(line)["patient_id"] for line in (tmp_path / "one" / REPORTS).read_bytes().splitlines()]
    assert patients == [f"p{number}" for number in range(120) if number % 5]


RUN = """
import sys
from cd38rules.batch import run_batch
from cd38rules.rules.load import load_rulebook

def main():
    source, folder, rules, jobs = sys.argv[1:]
    run_batch(source, folder, load_rulebook(rules), verdicts="ndjson", jobs=int(jobs))

if __name__ == "__main__":
    main()
"""


def run_in_new_process(tmp_path: Path, folder: Path, before: str = "", jobs: int = 1, **environment: str) -> Any:
    source, script = tmp_path / "list.ndjson", tmp_path / "run.py"
    source.write_bytes(many(60))
    script.write_text(before + RUN)
    command = [sys.executable, str(script), str(source), str(folder), str(ROOT / "rules"), str(jobs)]
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
        run_batch(io.BytesIO(many(500)), old, book, jobs=jobs, at_once=50, progress=interrupt)
    assert files_in(old) == OLD
    assert not (old / UNFINISHED).exists()
    assert multiprocessing.active_children() == []


class FailingStream(io.BytesIO):
    """Fails after its first bytes, as a network drive may."""

    def read1(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 200:
            raise OSError("the drive is gone")
        return super().read1(min(size or 0, 150))


def test_a_source_that_fails_on_the_way_leaves_the_old_files(book: RuleBook, old: Path) -> None:
    with pytest.raises(OSError, match="the list can't be read"):
        run_batch(FailingStream(many(50)), old, book)
    assert files_in(old) == OLD


@pytest.mark.skipif(os.name == "nt", reason="limits of file size are a matter of POSIX")
def test_a_full_disk_is_an_os_error_and_leaves_the_old_files(tmp_path: Path, old: Path) -> None:
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    done = run_in_new_process(tmp_path, old, before=limit)
    assert "[Errno 27] verdicts.ndjson of the output folder can't be written: File too large" in done.stderr
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
    with pytest.raises(OSError, match=r"summary\.json of the output folder"):
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


def test_a_form_of_verdicts_that_there_is_not_is_a_wrong_call(book: RuleBook, old: Path) -> None:
    form: Any = "CSV"
    with pytest.raises(ValueError, match="one of parquet, ndjson, csv"):
        run_batch(io.BytesIO(many(3)), old, book, verdicts=form)
    assert files_in(old) == OLD


def test_a_table_by_its_path_is_read_as_the_command_reads_it(book: RuleBook, tmp_path: Path) -> None:
    template = ROOT / "examples" / "lists" / "flat-template.csv"
    assert run_batch(template, tmp_path, book).evaluated == 3


def test_no_process_at_all_is_a_wrong_call(book: RuleBook, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="jobs"):
        run_batch(io.BytesIO(b""), tmp_path, book, jobs=0)


@pytest.mark.skipif(os.name == "nt", reason="permissions of files are a matter of POSIX")
def test_only_the_owner_may_read_the_outputs(book: RuleBook, tmp_path: Path) -> None:
    run_batch(io.BytesIO(many(3)), tmp_path, book)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_outputs_of_an_earlier_run_that_this_one_does_not_have_are_taken_away(book: RuleBook, tmp_path: Path) -> None:
    run_batch(io.BytesIO(many(3)), tmp_path, book, verdicts="csv", reports=True)
    (tmp_path / "mine.csv").write_text("mine")
    run_batch(io.BytesIO(many(3)), tmp_path, book)
    names = ["manifest.json", "mine.csv", QUARANTINE, "summary.html", "summary.json", "verdicts.parquet"]
    assert sorted(files_in(tmp_path)) == names


@pytest.fixture
def patients(tmp_path: Path) -> Path:
    path = tmp_path / "patients.ndjson"
    path.write_bytes(many(100))
    return path


class Stopped(Exception):
    """Stands for whatever ends a run between two chunks."""


def stopped(source: Path, folder: Path, book: RuleBook, after: int, **options: Any) -> None:
    """A run that ends after so many lines."""

    def stop(lines: int, _done: int, _total: int | None) -> None:
        if lines >= after:
            raise Stopped

    with pytest.raises(Stopped):
        run_batch(source, folder, book, at_once=20, progress=stop, **options)


@pytest.mark.parametrize("form", ["parquet", "ndjson", "csv"])
def test_a_stopped_run_is_taken_up_where_it_ended_and_gives_the_bytes_of_one_that_ran_through(
    form: Any, book: RuleBook, patients: Path, old: Path, tmp_path: Path
) -> None:
    options = {"verdicts": form, "reports": True, "fhir": True}
    stopped(patients, old, book, 40, **options)
    assert files_in(old) == OLD
    assert is_unfinished(old)
    calls: list[int] = []
    run_batch(patients, old, book, at_once=20, resume=True, progress=lambda lines, *_: calls.append(lines), **options)
    assert calls == [60, 80, 100, 100]
    run_batch(patients, tmp_path / "through", book, at_once=20, **options)
    through = files_in(tmp_path / "through")
    assert {name: files_in(old)[name] for name in through} == through
    assert not (old / UNFINISHED).exists()


def test_a_journal_that_was_cut_off_in_its_last_line_counts_up_to_the_line_before(
    book: RuleBook, patients: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    stopped(patients, out, book, 60)
    journal = out / UNFINISHED / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-9])
    calls: list[int] = []
    run_batch(patients, out, book, at_once=20, resume=True, progress=lambda lines, *_: calls.append(lines))
    assert calls == [60, 80, 100, 100]
    run_batch(patients, tmp_path / "through", book, at_once=20)
    assert files_in(out) == files_in(tmp_path / "through")


class Stop(BaseException):
    """Stands for a kill."""


EVERY_STEP = [
    (call, number, resume)
    for call, numbers in (("replace", range(1, 7)), ("unlink", range(1, 8)), ("rmdir", (1,)))
    for number in numbers
    for resume in (True, False)
]
STEPS = EVERY_STEP if NIGHTLY else EVERY_STEP[::4]


@pytest.mark.parametrize(("call", "number", "resume"), STEPS)
def test_a_run_that_is_killed_while_its_outputs_are_put_in_place_is_finished_by_the_next_call(
    call: str,
    number: int,
    resume: bool,
    book: RuleBook,
    patients: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out"
    run_batch(patients, out, book, verdicts="csv")
    run_batch(patients, tmp_path / "through", book)
    right, counts = getattr(os, call), [0]

    def killed(*arguments: Any, **options: Any) -> Any:
        counts[0] += 1
        if counts[0] == number:
            raise Stop
        return right(*arguments, **options)

    before = files_in(out)
    monkeypatch.setattr(os, call, killed)
    with pytest.raises(Stop):
        run_batch(patients, out, book)
    monkeypatch.undo()
    if not (out / UNFINISHED / FINISHING).exists():
        assert files_in(out) in (before, files_in(tmp_path / "through")), "nothing or everything is in its place"
    summary = run_batch(patients, out, book, resume=resume)
    assert (summary.lines, summary.evaluated) == (100, 80)
    assert files_in(out) == files_in(tmp_path / "through")
    assert not (out / UNFINISHED).exists()


def test_a_run_without_resume_begins_anew(book: RuleBook, patients: Path, tmp_path: Path) -> None:
    stopped(patients, tmp_path / "out", book, 40)
    calls: list[int] = []
    run_batch(patients, tmp_path / "out", book, at_once=20, progress=lambda lines, *_: calls.append(lines))
    assert calls[0] == 20


def test_resume_without_anything_to_take_up_is_a_run_like_any_other(
    book: RuleBook, patients: Path, tmp_path: Path
) -> None:
    assert run_batch(patients, tmp_path / "out", book, resume=True).lines == 100


def test_a_run_of_something_else_is_not_taken_up_and_keeps_what_it_had_done(
    book: RuleBook, patients: Path, old: Path
) -> None:
    stopped(patients, old, book, 40)
    before = files_in(old / UNFINISHED)
    with pytest.raises(UnfinishedRunError, match="another --verdicts"):
        run_batch(patients, old, book, at_once=20, verdicts="csv", resume=True)
    patients.write_bytes(many(101))
    with pytest.raises(UnfinishedRunError, match="another list:"):
        run_batch(patients, old, book, at_once=20, resume=True)
    assert files_in(old) == OLD
    assert files_in(old / UNFINISHED) == before


@pytest.mark.parametrize("name", ["key.json", "finishing.json"])
def test_a_damaged_unfinished_run_is_told_and_can_be_begun_anew(
    name: str, book: RuleBook, patients: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    stopped(patients, out, book, 40)
    (out / UNFINISHED / name).write_bytes(b"")
    with pytest.raises(UnfinishedRunError, match="damaged"):
        run_batch(patients, out, book, at_once=20, resume=True)


def test_a_folder_of_that_name_that_no_run_has_made_is_left_alone(
    book: RuleBook, patients: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "out" / UNFINISHED
    mine.mkdir(parents=True)
    (mine / "file").write_text("mine")
    with pytest.raises(OSError, match="that no run has made"):
        run_batch(patients, tmp_path / "out", book)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / LOCK).write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / UNFINISHED).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="that no run has made"):
        run_batch(patients, tmp_path / "other", book)
    assert files_in(mine) == {"file": b"mine"}
    assert files_in(tmp_path / "elsewhere") == {LOCK: b"mine"}


def test_a_file_with_the_name_of_an_output_that_no_run_has_written_is_not_taken_away(
    book: RuleBook, patients: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "verdicts.csv").write_text("mine")
    run_batch(patients, tmp_path / "out", book)
    assert (tmp_path / "out" / "verdicts.csv").read_text() == "mine"


def test_the_folder_of_a_list_in_parts_cannot_be_its_output_folder(book: RuleBook, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    part = tmp_path / "list" / "verdicts.parquet"
    part.parent.mkdir()
    pq.write_table(pa.table({"patient_id": ["a"], "as_of": ["2024-03-15"]}), part)
    before = part.read_bytes()
    for folder in (part.parent, part.parent / "out"):
        with open_source(part.parent, None) as source, pytest.raises(ValueError, match="lies in that of the list"):
            run_batch(source, folder, book)
    assert part.read_bytes() == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_difference_in_the_sample_fails_the_run_names_the_rules_and_keeps_the_old_files(
    jobs: int, tmp_path: Path, old: Path
) -> None:
    spoilt = """
from cd38rules.batch.in_columns import ColumnarEvaluator
from cd38rules.engines.outcome import EngineDisagreement

def differing(*_):
    raise EngineDisagreement([("rule-a", ""), ("rule-b", "planned")])

ColumnarEvaluator._check = differing
"""
    done = run_in_new_process(tmp_path, old, before=spoilt, jobs=jobs)
    assert "two engines disagree on rule-a, rule-b (planned regimen)" in done.stderr
    assert files_in(old) == OLD
    assert not (old / UNFINISHED).exists()


def test_a_lost_process_loses_nothing_that_was_done(book: RuleBook, patients: Path, tmp_path: Path) -> None:
    def kill_one(lines: int, _done: int, _total: int | None) -> None:
        if lines == 10:
            for process in multiprocessing.active_children()[:1]:
                process.kill()

    with pytest.raises(EngineError, match="ended before its time"):
        run_batch(patients, tmp_path / "out", book, at_once=5, jobs=2, progress=kill_one)
    assert is_unfinished(tmp_path / "out")
    run_batch(patients, tmp_path / "out", book, at_once=5, resume=True)
    run_batch(patients, tmp_path / "through", book, at_once=5)
    assert files_in(tmp_path / "out") == files_in(tmp_path / "through")


def test_a_stream_cannot_be_taken_up(book: RuleBook, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can't be read again"):
        run_batch(io.BytesIO(many(3)), tmp_path, book, resume=True)


def test_a_list_that_changes_while_it_is_read_gives_no_outputs(book: RuleBook, patients: Path, old: Path) -> None:
    def grow(lines: int, _done: int, _total: int | None) -> None:
        if lines == 20:
            with patients.open("ab") as file:
                file.write(b"\n" + many(1))

    with pytest.raises(OSError, match="changed while it was being read"):
        run_batch(patients, old, book, at_once=20, progress=grow)
    assert files_in(old) == OLD


def test_a_list_that_vanishes_while_it_is_read_gives_no_outputs(book: RuleBook, patients: Path, old: Path) -> None:
    with pytest.raises(FileNotFoundError, match="the list can't be read"):
        run_batch(patients, old, book, at_once=20, progress=lambda *_: patients.unlink(missing_ok=True))
    assert files_in(old) == OLD


@pytest.mark.skipif(os.name == "nt", reason="locks of files are a matter of POSIX here")
def test_two_runs_at_once_into_one_folder_are_refused(book: RuleBook, patients: Path, old: Path) -> None:
    def second(lines: int, _done: int, _total: int | None) -> None:
        if lines == 20:
            with pytest.raises(OSError, match="another run is writing into it"):
                run_batch(patients, old, book)

    run_batch(patients, old, book, at_once=20, progress=second)
    assert files_in(old)["manifest.json"] != b"old"


def test_what_a_killed_run_has_left_is_removed_and_nothing_else(book: RuleBook, old: Path) -> None:
    (old / UNFINISHED / "folder").mkdir(parents=True)
    left = [old / UNFINISHED / name for name in (LOCK, JOURNAL, "verdicts.parquet.000001", "folder/file")]
    mine = [old / "mine.part", old / ".reports.ndjson.backup"]
    for path in (*left, *mine):
        path.write_text("half")
    run_batch(io.BytesIO(many(3)), old, book)
    assert not (old / UNFINISHED).exists()
    assert {path.name for path in mine} <= {path.name for path in old.iterdir()}


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="there is no file system here that takes no files from anybody"
)
def test_a_place_where_nobody_may_write_is_an_os_error(book: RuleBook, patients: Path) -> None:
    with pytest.raises(OSError, match="the output folder can't be made"):
        run_batch(patients, "/proc/cd38rules-out", book)
