"""How long a record of an EHR takes, from bytes to report: medians of several runs, by the number of resources.

PYTHONPATH=. .venv/bin/python benchmarks/fhir.py
"""

from __future__ import annotations

import statistics
import time
from datetime import date

from tests.fhir.synthea_like import text

from cd38rules import evaluate, load_rulebook
from cd38rules.fhir import read_fhir
from cd38rules.fhir.files import resources_of
from cd38rules.fhir.reported import with_reading

AS_OF = date(2024, 3, 15)
RUNS = 9


def main() -> None:
    """Prints a line a size."""
    book = load_rulebook()
    print("resources     MiB   parse    read  report   total (ms, medians)")
    for size in (100, 700, 15_000):
        data = text(1, size)
        runs = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            resources = resources_of(data).resources
            parsed = time.perf_counter()
            reading = read_fhir(resources, as_of=AS_OF)
            read = time.perf_counter()
            with_reading(evaluate(reading.profile, book), reading)
            ended = time.perf_counter()
            runs.append((parsed - begun, read - parsed, ended - read, ended - begun))
        parse, walk, report, total = (1000 * statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{size:>9} {len(data) / 2**20:>7.1f} {parse:>7.1f} {walk:>7.1f} {report:>7.1f} {total:>7.1f}")


if __name__ == "__main__":
    main()
