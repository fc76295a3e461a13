"""How fast a list is decided, as a multiple of the time that validating its rows alone takes.

    python benchmarks/lists.py [PATIENTS] [--memory ROWS]

One thread a process: NDJSON on the disk, pydantic's validation of every row, the full rule book, verdicts with what
is missing as Parquet, journal and summaries. Rounds are taken in turn, since machines are shared; medians are printed.
Then where the time goes, stage by stage; with --memory the peak of a run over so many rows and over a tenth of them.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"  # read when polars is imported

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.corpus.generated import patients

from cd38rules.batch import run_batch
from cd38rules.batch.chunks import AT_ONCE
from cd38rules.batch.counting import counted
from cd38rules.batch.in_columns import SCHEMA, SHARE
from cd38rules.batch.verdict_files import encoded
from cd38rules.batch.verdicts import VerdictTable
from cd38rules.facts.columns.derive import facts_of
from cd38rules.facts.columns.profiles import read_columns
from cd38rules.profile import PatientProfile, conflicts
from cd38rules.rules.book import RuleBook
from cd38rules.rules.locate import shipped_rulebook
from cd38rules.self_test import load_rulebook

ROUNDS = 5
MADE = 65_536
"""Different patients; longer lists hold them several times."""


def written(size: int, path: Path) -> list[bytes]:
    """Writes a list of made-up patients, and returns its lines."""
    lines = [json.dumps(patient).encode() + b"\n" for patient in patients(min(size, MADE), seed=5)]
    with path.open("wb") as file:
        for start in range(0, size, len(lines)):
            file.writelines(lines[: size - start])
    return lines


def validated(lines: list[bytes]) -> None:
    """Reads every profile, and keeps none."""
    for line in lines:
        PatientProfile.model_validate_json(line)


def timed(rounds: int, *works: Callable[[], object]) -> Iterator[float]:
    """The median seconds of each work, taken in turn."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for own, work in zip(seconds, works, strict=True):
            begun = time.perf_counter()
            work()
            own.append(time.perf_counter() - begun)
    return map(statistics.median, seconds)


def compare(size: int, book: RuleBook, folder: Path) -> None:
    """Prints runs over one list against validation alone."""
    source, out = folder / "patients.ndjson", folder / "out"
    lines = written(size, source)

    def run(share: float, jobs: int = 1) -> Callable[[], object]:
        return lambda: run_batch(source, out, book, share=share, jobs=jobs)

    run(0)()
    bare, whole, sampled, two = timed(ROUNDS, lambda: validated(lines), run(0), run(SHARE), run(SHARE, jobs=2))
    bare *= size / len(lines)  # longer lists hold the same patients several times
    print(f"{size} made-up patients, {AT_ONCE} at once; polars {pl.__version__}")
    print(f"{'work':<58}{'patients/s':>12}{'x validation':>14}")
    for name, seconds in (
        ("validation alone", bare),
        ("batch: NDJSON in, verdicts to Parquet, summaries", whole),
        (f"the same, {SHARE:.1%} decided again by both other engines", sampled),
        ("the same, by two processes", two),
    ):
        print(f"{name:<58}{size / seconds:>12,.0f}{seconds / bare:>14.2f}")


def stages(book: RuleBook) -> None:
    """Prints how long each stage takes for one chunk, in microseconds a patient."""
    lines = [json.dumps(patient).encode() for patient in patients(AT_ONCE, seed=5)]
    profiles = [PatientProfile.model_validate_json(line) for line in lines]
    tables = VerdictTable(book)
    recorded = read_columns(profiles)
    facts = facts_of(recorded)
    outcome = tables.decide(facts)
    verdicts = tables.verdicts(outcome)
    keys = pl.DataFrame({"row": range(AT_ONCE), "patient_id": ["p"] * AT_ONCE, "as_of": recorded.patients["as_of"]})
    table = verdicts.table(keys).with_columns(places=pl.lit(None, dtype=pl.String)).cast({"row": pl.UInt32})
    works: dict[str, Callable[[], object]] = {
        "validation": lambda: validated(lines),
        "profiles to columns": lambda: read_columns(profiles),
        "conflicts": lambda: [conflicts(profile) for profile in profiles],
        "facts": lambda: facts_of(recorded),
        "deciding alone": lambda: tables.decide(facts),
        "verdicts and what is missing": lambda: tables.verdicts(outcome),
        "table": lambda: verdicts.table(keys),
        "Parquet": lambda: encoded(table.select(*SCHEMA), "parquet"),
        "counts": lambda: counted(book, outcome, verdicts),
    }
    print(f"\nstage by stage, {AT_ONCE} patients, {len(table)} rows of verdicts: microseconds a patient")
    for name, seconds in zip(works, timed(ROUNDS, *works.values()), strict=True):
        print(f"  {name:<32}{seconds / AT_ONCE * 1e6:>8.1f}")


MEASURED = """
import resource, sys
from cd38rules.batch import run_batch
from cd38rules.rules.locate import shipped_rulebook
print(run_batch(sys.argv[1], sys.argv[2], shipped_rulebook()).evaluated)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def memory(rows: int, folder: Path) -> None:
    """Prints the peak memory of a process that runs a list of so many rows, and of one that runs a tenth of it."""
    peaks = []
    for size in (rows // 10, rows):
        source = folder / "long.ndjson"
        written(size, source)
        call = [sys.executable, "-c", MEASURED, str(source), str(folder / "long")]
        begun = time.perf_counter()
        count, peak = subprocess.run(call, capture_output=True, text=True, check=True).stdout.split()
        seconds = time.perf_counter() - begun
        assert int(count) == size
        peaks.append(float(peak))
        print(f"{size:>9} rows: peak {float(peak):.0f} MiB, {size / seconds:,.0f} patients/s")
    print(f"{peaks[1] / peaks[0]:.3f} times the memory for ten times the rows")


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("patients", nargs="?", type=int, default=65_536)
    arguments.add_argument("--memory", type=int, default=0)
    options = arguments.parse_args()
    book = load_rulebook(shipped_rulebook())
    with tempfile.TemporaryDirectory() as folder:
        if options.memory:
            memory(options.memory, Path(folder))
            return
        compare(options.patients, book, Path(folder))
        stages(book)


if __name__ == "__main__":
    main()
