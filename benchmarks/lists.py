"""How fast a list is decided in columns, as a multiple of the time that validating its rows alone takes.

    python benchmarks/lists.py [PATIENTS]

One process, one thread: NDJSON in memory, pydantic's validation of every row, the full rule book, verdicts with what is
missing as Parquet on the disk. Rounds of both are taken in turn, since machines are shared; medians are printed. Then
the same list ten times over, for the memory.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"  # read when polars is imported

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.corpus.generated import patients

from cd38rules.batch.in_columns import SCHEMA, ColumnarEvaluator
from cd38rules.facts.columns.derive import facts_of
from cd38rules.facts.columns.profiles import read_columns
from cd38rules.profile import PatientProfile
from cd38rules.rules.locate import shipped_rulebook
from cd38rules.self_test import load_rulebook

AT_ONCE = 16_384
ROUNDS = 5


def decided(lines: list[bytes], evaluator: ColumnarEvaluator, folder: Path, times: int = 1) -> int:
    """Writes the verdicts of the list, `times` over, and returns how many there are."""
    count = 0
    schema = pl.DataFrame(schema=SCHEMA).to_arrow(compat_level=pl.CompatLevel.oldest()).schema
    with pq.ParquetWriter(folder / "verdicts.parquet", schema, compression="zstd") as writer:
        for _ in range(times):
            for start in range(0, len(lines), AT_ONCE):
                part = lines[start : start + AT_ONCE]
                rows = range(start + 1, start + 1 + len(part))
                table = evaluator.verdicts(rows, map(PatientProfile.model_validate_json, part))
                count += table.height
                writer.write_table(table.to_arrow(compat_level=pl.CompatLevel.oldest()))
    return count


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


def peak() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 32_768
    lines = [json.dumps(patient).encode() for patient in patients(size, seed=5)]
    book = load_rulebook(shipped_rulebook())
    evaluator = ColumnarEvaluator(book, share=0)
    sampling = ColumnarEvaluator(book, share=0.01)
    few = [PatientProfile.model_validate_json(line) for line in lines[:AT_ONCE]]
    facts = facts_of(read_columns(few))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        count = decided(lines, evaluator, home)
        bare, whole, sampled = timed(
            ROUNDS,
            lambda: validated(lines),
            lambda: decided(lines, evaluator, home),
            lambda: decided(lines, sampling, home),
        )
        (alone,) = timed(ROUNDS, lambda: evaluator.tables.decide(facts))
        print(f"{size} made-up patients, {count / size:.0f} verdicts each, {AT_ONCE} at once; polars {pl.__version__}")
        print(f"{'work':<52}{'patients/s':>12}{'x validation':>14}")
        for name, seconds, patients_done in (
            ("validation alone", bare, size),
            ("NDJSON in, validation, verdicts to Parquet", whole, size),
            ("the same, 1 % decided again by both other engines", sampled, size),
            ("deciding alone, from columns of facts", alone, len(few)),
        ):
            ratio = (seconds / patients_done) / (bare / size)
            print(f"{name:<52}{patients_done / seconds:>12,.0f}{ratio:>14.2f}")
        before = peak()
        decided(lines, evaluator, home, times=10)
        print(f"peak memory: {before:.0f} MiB after {size}, {peak():.0f} MiB after ten times as many")


if __name__ == "__main__":
    main()
