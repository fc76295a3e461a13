"""Reads whole folders of Bundles, one patient a file, and looks for crashes, silent losses and readings that differ.

    PYTHONPATH=. python -m tests.fhir.population FOLDER [FOLDER ...] [--as-of 2024-03-15]

Each Bundle is read as it is, and one in six again as shuffled lines of Windows with a byte order mark. Where such
records come from: docs/fhir.md, Proof. Ends with 1 if anything was found.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from cd38rules import evaluate, load_rulebook
from cd38rules.fhir import Reading, read_fhir
from cd38rules.fhir.files import resources_of
from cd38rules.fhir.reported import with_reading

COUNTED = ("fhir-unmapped", "fhir-not-needed", "fhir-unread-type")
AGAIN = 6


class Population:
    """Counts over many records."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.facts: Counter[str] = Counter()
        self.issues: Counter[str] = Counter()
        self.questions: Counter[str] = Counter()
        self.seconds: list[tuple[int, float]] = []
        self._book = load_rulebook()

    def read(self, name: str, data: bytes) -> None:
        """One Bundle of one patient; what is wrong goes to `faults`."""
        begun = time.process_time()
        try:
            (bundle,) = resources_of(data).resources
            reading = read_fhir([bundle], as_of=self.as_of)
            with_reading(evaluate(reading.profile, self._book), reading)
        except Exception as error:
            self.faults.append(f"{name}: {type(error).__name__}")
            return
        self.seconds.append((len(data), time.process_time() - begun))
        entries = bundle["entry"]
        self.counts.update(patients=1, resources=len(entries), bytes=len(data))
        self.facts.update({re.sub(r"\[\d+\]", "[]", one.path) for one in reading.provenance})
        self.issues.update({issue.code for issue in reading.issues})
        self.questions.update({asked.path for asked in reading.questions})
        self.faults += (f"{name}: {kind} {count} lost" for kind, count in lost(entries, reading))
        if self.counts["patients"] % AGAIN == 1:
            self.counts["read twice"] += 1
            lines = resources_of(as_lines(entries, len(data)))
            if lines.issues or read_fhir(lines.resources, as_of=self.as_of) != reading:
                self.faults.append(f"{name}: as lines it is read otherwise")


def lost(entries: Iterable[dict[str, Any]], reading: Reading) -> list[tuple[str, int]]:
    """The types of resources of which some are neither told nor counted, and how many."""
    told = {one.resource for one in reading.provenance} | {one.resource for one in reading.orders}
    told |= {ref for asked in reading.questions for ref in asked.resources}
    told |= {place.path.split(":")[0] for issue in reading.issues for place in issue.places}
    counted: Counter[str] = Counter()
    for issue in reading.issues:
        if issue.code in COUNTED:
            counted[issue.places[0].path] += int(issue.message.split()[0])
    resources = [entry["resource"] for entry in entries]
    silent = Counter(one["resourceType"] for one in resources if f"{one['resourceType']}/{one['id']}" not in told)
    # The Patient and the Medication of an order are told by what they are used for.
    return [
        (kind, count - counted[kind])
        for kind, count in silent.items()
        if count != counted[kind] and kind not in ("Patient", "Medication")
    ]


def as_lines(entries: list[dict[str, Any]], seed: int) -> bytes:
    """The resources as shuffled lines, their references by URN as Type/id."""
    names = {one["fullUrl"]: f"{one['resource']['resourceType']}/{one['resource']['id']}" for one in entries}
    lines = [
        re.sub(r"urn:uuid:[0-9a-f-]+", lambda hit: names.get(hit[0], hit[0]), json.dumps(one["resource"]))
        for one in entries
    ]
    random.Random(seed).shuffle(lines)
    return b"\xef\xbb\xbf" + "\r\n\r\n".join(lines).encode()


def main() -> int:
    """Prints what was found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    options.add_argument("--as-of", type=date.fromisoformat, default=date(2024, 3, 15))
    chosen = options.parse_args()
    population = Population(chosen.as_of)
    for number, file in enumerate(
        sorted(file for folder in chosen.folders for file in folder.rglob("*.json")), start=1
    ):
        population.read(f"file {number}", file.read_bytes())
    print(", ".join(f"{count:,} {what}" for what, count in population.counts.items()))
    for name in ("facts", "issues", "questions"):
        found: Counter[str] = getattr(population, name)
        print(f"{name}, by patients: " + ", ".join(f"{what} {count}" for what, count in found.most_common()))
    times = sorted(1000 * seconds for length, seconds in population.seconds if length >= 11_000_000)
    if times:
        middle = times[len(times) // 2]
        print(f"{len(times)} of 11 MB and more: {times[0]:.0f} to {times[-1]:.0f} ms CPU, median {middle:.0f}")
    print(f"{len(population.faults)} faults", *population.faults[:20], sep="\n  ")
    return 1 if population.faults else 0


if __name__ == "__main__":
    sys.exit(main())
