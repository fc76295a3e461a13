"""How long a record of an EHR takes: from bytes to the report, and as a call of CDS Hooks through the service.

    PYTHONPATH=. python benchmarks/fhir.py [--runs 9] [--quick]

Medians in milliseconds: wall times, and in brackets the processor's time, which other work on the machine changes less.
Records are made up, with the types of resources that Synthea writes, in its shares and about its sizes; the long ones
have a bit over 12,000,000 bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from tests.fhir.lifetime import as_bundle, as_lines, resources
from tests.fhir.synthea_like import text
from tests.service.running import JSON, ROOT, running

from cd38rules import evaluate, load_rulebook
from cd38rules.collection import without_collection
from cd38rules.fhir import read_fhir
from cd38rules.fhir.files import resources_of
from cd38rules.fhir.reported import with_reading
from cd38rules.rules.book import RuleBook

AS_OF = date(2024, 3, 15)
LONG = 12_000_000
CALL = ROOT / "examples" / "hooks" / "order-sign.json"
PATIENCE = 60
HOOK = "/cds-services/anti-cd38-orders"


def main() -> None:
    """Prints a line a record."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=9, help="times that each record is read (default: 9)")
    options.add_argument(
        "--quick", action="store_true", help="a record of 1,000,000 bytes in the place of the long ones"
    )
    chosen = options.parse_args()
    length = 1_000_000 if chosen.quick else LONG
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}; medians of {chosen.runs} runs, ms"
    )
    book = load_rulebook()
    plain, told = (resources(1, length, narrative=narrative) for narrative in (False, True))
    records = (
        ("Bundle, small resources", 700, text(1, 700)),
        ("Bundle", len(plain), as_bundle(plain)),
        ("NDJSON", len(plain), as_lines(plain)),
        ("Bundle with narratives", len(told), as_bundle(told)),
        ("NDJSON with narratives", len(told), as_lines(told)),
    )
    print(f"{'':<28} resources      bytes   parse    read  report   total   (CPU)")
    for name, count, data in records:
        parse, read, report, total, cpu = medians(lambda data=data: stages(data, book), chosen.runs)
        times = "".join(f"{took:>8.0f}" for took in (parse, read, report, total))
        print(f"{name:<28} {count:>9,} {len(data):>10,}{times}   ({cpu:.0f})")
    print("\nas the prefetch of order-sign, by HTTP on loopback: sent to answered")
    with (
        TemporaryDirectory() as folder,
        running(Path(folder), "--insecure") as service,
        httpx2.Client(timeout=PATIENCE, trust_env=False) as http,
    ):
        for name, found in (("the example call", []), ("without narratives", plain), ("with narratives", told)):
            body = call_with(found)
            begun = cpu_of(service.process.pid)
            (took,) = medians(lambda body=body: (asked(http, service.url, body),), chosen.runs)
            cpu = 1000 * (cpu_of(service.process.pid) - begun) / (chosen.runs + 1)
            print(f"{name:<28} {len(found):>9,} {len(body):>10,} {took:>31.0f}   ({cpu:.0f})")


def medians(once: Callable[[], Sequence[float]], runs: int) -> list[float]:
    """The median of each figure, in milliseconds; the first run isn't counted."""
    once()
    return [1000 * statistics.median(column) for column in zip(*(once() for _ in range(runs)), strict=True)]


def cpu_of(process: int) -> float:
    """Seconds of the processor that a process has used; not a number where Linux doesn't tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def stages(data: bytes, book: RuleBook) -> tuple[float, float, float, float, float]:
    """Seconds of parsing, of reading, of evaluation, of all, and of the processor for all."""
    with without_collection():
        cpu = time.process_time()
        begun = time.perf_counter()
        found = resources_of(data).resources
        parsed = time.perf_counter()
        reading = read_fhir(found, as_of=AS_OF)
        read = time.perf_counter()
        with_reading(evaluate(reading.profile, book), reading)
        ended = time.perf_counter()
        cpu = time.process_time() - cpu
    return parsed - begun, read - parsed, ended - read, ended - begun, cpu


def call_with(found: list[dict[str, Any]]) -> bytes:
    """The example call of order-sign with these resources, by type, under the keys of its prefetch."""
    call = json.loads(CALL.read_bytes())
    if not found:
        return json.dumps(call).encode()
    whose = f"Patient/{found[0]['id']}"
    call["context"]["patientId"] = found[0]["id"]
    for entry in call["context"]["draftOrders"]["entry"]:
        entry["resource"]["subject"] = {"reference": whose}
    keys = {kind: key for key, kind in KEYS.items()}
    entries: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in found[1:]:
        entries[keys.get(one["resourceType"], "observations")].append({"resource": one})
    call["prefetch"] = {"patient": found[0]} | {
        key: {"resourceType": "Bundle", "type": "searchset", "entry": entries[key]} for key in KEYS
    }
    return json.dumps(call).encode()


KEYS = {
    "conditions": "Condition",
    "observations": "Observation",
    "medicationRequests": "MedicationRequest",
    "medicationAdministrations": "MedicationAdministration",
    "medicationStatements": "MedicationStatement",
    "medicationDispenses": "MedicationDispense",
    "procedures": "Procedure",
    "serviceRequests": "ServiceRequest",
}


def asked(http: httpx2.Client, url: str, body: bytes) -> float:
    """Seconds from the first byte sent to the whole answer."""
    begun = time.perf_counter()
    answer = http.post(url + HOOK, content=body, headers=JSON)
    took = time.perf_counter() - begun
    if answer.status_code != 200 or not answer.json()["cards"]:
        sys.exit(f"the service answered {answer.status_code}: {answer.text[:500]}")
    return took


if __name__ == "__main__":
    main()
