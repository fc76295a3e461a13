"""Measures our engines and peer rule engines on the same rules and the same patients, in one run.

    python -m benchmarks.peers.run [--quick]

Each engine runs in a process of its own, on one thread and one processor. It must first give the verdicts of the
reference engine on every patient. Passes of all engines take turns, so that a busy machine meets all of them; seconds
are CPU seconds of the process.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from benchmarks.peers import report
from benchmarks.peers.prepared import Prepared, prepare, read_profiles
from benchmarks.peers.results import Cell, Measured, Run
from benchmarks.peers.rules import CHOSEN, ROOT, grown_rules, shipped_book
from benchmarks.peers.worker import peers
from tests.corpus.generated import patients

DISTINCT = 10_000  # patients; longer lists repeat them
FULL = Run(
    cells=(Cell(24, 10_000), Cell(200, 10_000), Cell(1000, 10_000), Cell(24, 100_000), Cell(24, 1_000_000)),
    most_seconds=30.0,
    most_rounds=9,
)
QUICK = Run(cells=(Cell(24, 1_000), Cell(200, 1_000), Cell(24, 5_000)), most_seconds=2.0, most_rounds=2)
FEWEST_ROUNDS = 3
ROUNDS_SECONDS = 20.0  # an engine whose passes have taken that long in one cell has had its rounds
ONE_THREAD = ("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "TOKIO_WORKER_THREADS", "OMP_NUM_THREADS")


def main() -> None:
    """Measures, prints the tables, and puts those of a full run into benchmarks/README.md, with the plot."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="small lists, printed only: under two minutes")
    run = QUICK if options.parse_args().quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        for cell in run.cells:
            _measure(run, cell, Path(folder))
    print(report.tables(run))
    if run is FULL:
        report.write(run, ROOT / "benchmarks")
    wrong = sorted({name for (name, _), measured in run.measured.items() if measured.wrong})
    if wrong:
        print(f"These gave other verdicts than the reference engine: {', '.join(wrong)}", file=sys.stderr)
        sys.exit(1)


def _measure(run: Run, cell: Cell, folder: Path) -> None:
    """All engines on one number of rules and patients."""
    distinct = min(DISTINCT, *(cell.patients for cell in run.cells))
    file = folder / f"{cell.rules}-{distinct}.pickle"
    if not file.exists():
        begun = time.process_time()
        file.write_bytes(pickle.dumps(_prepared(cell.rules, distinct)))
        run.prepare_seconds[cell] = time.process_time() - begun
        _say(f"{cell}: facts and expected verdicts in {run.prepare_seconds[cell]:.1f} s")
    copies = cell.patients // distinct
    workers: dict[str, _Worker] = {}
    for name in peers():
        nearest = run.nearest(name, cell)
        if nearest is not None and _expected_seconds(run, name, cell, nearest) > run.most_seconds:
            run.measured[name, cell] = Measured(skipped=nearest)
            continue
        worker = _Worker(name, file, copies)
        answer = worker.read()
        measured = run.measured[name, cell] = Measured(**answer)
        if measured.missing or measured.wrong:
            _say(f"{cell}: {name}: {measured.missing or f'differs on {measured.wrong}'}")
            worker.stop()
        else:
            _say(f"{cell}: {name}: equal on every patient")
            workers[name] = worker
    for number in range(run.most_rounds):
        for name, worker in workers.items():
            measured = run.measured[name, cell]
            if measured.missing:
                continue
            if number < FEWEST_ROUNDS or sum(measured.seconds) < ROUNDS_SECONDS:
                answer = worker.ask()
                if "seconds" in answer:
                    measured.seconds.append(answer["seconds"])
                else:
                    measured.missing = answer["missing"]
    for name, worker in workers.items():
        worker.stop()
        rate = run.rate(name, cell)
        _say(
            f"{cell}: {name}: {rate:,.0f} profiles/s" if rate else f"{cell}: {name}: {run.measured[name, cell].missing}"
        )


def _expected_seconds(run: Run, name: str, cell: Cell, nearest: Cell) -> float:
    """About what a pass will take, from a smaller cell. It only decides what is tried; no such figure is given."""
    rate = run.rate(name, nearest)
    assert rate is not None
    return cell.patients / rate * cell.rules / nearest.rules


def _prepared(rules: int, count: int) -> Prepared:
    book = shipped_book()
    assert len(CHOSEN) == 24
    return prepare(grown_rules(rules, book), read_profiles(patients(count)))


class _Worker:
    """An engine's process, bound to one processor and one thread."""

    def __init__(self, name: str, file: Path, copies: int) -> None:
        environment = os.environ | dict.fromkeys(ONE_THREAD, "1")
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.peers.worker", name, str(file), str(copies)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, {max(os.sched_getaffinity(0))})

    def read(self) -> dict[str, Any]:
        line = _pipe(self._process.stdout).readline()
        if not line:
            return {"missing": f"failed: its process ended with {self._process.wait()}"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self) -> dict[str, Any]:
        pipe = _pipe(self._process.stdin)
        with contextlib.suppress(BrokenPipeError):  # what happened is told by the empty answer
            pipe.write("\n")
            pipe.flush()
        return self.read()

    def stop(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            _pipe(self._process.stdin).close()
        self._process.wait()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
