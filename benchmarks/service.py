"""Measures the service on this machine: one process of it, asked by several clients at once, on loopback.

    python benchmarks/service.py [--quick] [--clients 8] [--seconds 10]

Times are ratios to the same work called from Python (validation, evaluation, JSON), measured in the same run: digits
depend on the machine and on who else uses it. Each request carries an id that must come back. The clients take their
share of the same cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from cd38rules import PatientProfile, evaluate, load_rulebook
from cd38rules.render import render_json

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))
CALL = ROOT / "examples" / "hooks" / "order-sign.json"
PATIENCE = 60


@dataclass
class Measured:
    """The times of one kind of request, in seconds."""

    name: str
    times: list[float]
    elapsed: float
    failed: int

    def line(self, unit: float) -> str:
        """As a row: requests a second, median and 95th percentile with their ratios to one call from Python."""
        p50 = statistics.median(self.times)
        p95 = statistics.quantiles(self.times, n=20)[-1]
        rate = len(self.times) / self.elapsed
        shown = (f"{1000 * value:7.1f} ms {value / unit:6.1f}x" for value in (p50, p95))
        return f"{self.name:<24} {rate:8.0f}/s  p50 {'  p95 '.join(shown)}  {self.failed} failed"


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="two seconds for each kind of request")
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--seconds", type=float, default=10)
    chosen = options.parse_args()
    seconds = 2 if chosen.quick else chosen.seconds
    profiles = [json.loads(path.read_bytes()) for path in EXAMPLES]
    unit = _from_python(profiles)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; one process; {len(EXAMPLES)} example patients")
    print(f"from Python: {1000 * unit:.2f} ms a patient (median), {1 / unit:.0f}/s")
    with _serving() as (url, process):
        before = _memory(process)
        for clients in (1, chosen.clients):
            for name, path, body in _kinds(profiles):
                measured = asyncio.run(_ask(f"{name}, {clients} at once", url + path, body, clients, seconds))
                print(measured.line(unit))
        print(f"memory of the service: {before} MiB before, {_memory(process)} MiB after")


def _kinds(profiles: list[dict[str, Any]]) -> Iterator[tuple[str, str, Callable[[int], tuple[str, bytes]]]]:
    def healthz(_number: int) -> tuple[str, bytes]:
        return "", b""

    def profile(number: int) -> tuple[str, bytes]:
        own = f"sentinel-{number}"
        content = json.dumps(profiles[number % len(profiles)] | {"patient_id": own})
        return f'"patient_id": "{own}"', content.encode()

    call = CALL.read_text(encoding="utf-8")

    def order(number: int) -> tuple[str, bytes]:
        return f'Patient/sentinel-{number}"', call.replace("example-hooks-1", f"sentinel-{number}").encode()

    yield "healthz", "/healthz", healthz
    yield "evaluate", "/evaluate", profile
    yield "order-sign", "/cds-services/anti-cd38-orders", order


def _from_python(profiles: list[dict[str, Any]]) -> float:
    book = load_rulebook()
    texts = [json.dumps(profile) for profile in profiles]
    times = []
    for text in texts * 10:
        begun = time.perf_counter()
        render_json(evaluate(PatientProfile.model_validate_json(text), book))
        times.append(time.perf_counter() - begun)
    return statistics.median(times[len(texts) :])


async def _ask(name: str, url: str, body: Callable[[int], tuple[str, bytes]], clients: int, seconds: float) -> Measured:
    measured = Measured(name, [], 0, 0)
    numbers = iter(range(1_000_000))
    begun = time.perf_counter()
    async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False) as http:

        async def client() -> None:
            while time.perf_counter() - begun < seconds:
                expected, content = body(next(numbers))
                own = time.perf_counter()
                if content:
                    answer = await http.post(url, content=content, headers={"content-type": "application/json"})
                else:
                    answer = await http.get(url)
                measured.times.append(time.perf_counter() - own)
                measured.failed += answer.status_code != 200 or expected not in answer.text

        await asyncio.gather(*(client() for _ in range(clients)))
    measured.elapsed = time.perf_counter() - begun
    return measured


@contextmanager
def _serving() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A service on a free port of this machine, ready."""
    with tempfile.TemporaryFile() as log:
        command = [sys.executable, "-m", "cd38rules", "serve", "--insecure", "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, stderr=log, stdin=subprocess.DEVNULL)
        try:
            yield _ready(process, log), process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _ready(process: subprocess.Popen[bytes], log: Any) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        lines = os.pread(log.fileno(), 100_000, 0).decode().splitlines()
        events = {line["event"]: line for line in map(json.loads, lines)}
        if "rulebook-in-service" in events:
            return f"http://127.0.0.1:{events['listening']['port']}"
        time.sleep(0.05)
    raise SystemExit("the service didn't start")


def _memory(process: subprocess.Popen[bytes]) -> int:
    """Resident memory of the process in MiB, 0 where it can't be told."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    (kibibytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kibibytes) // 1024


if __name__ == "__main__":
    main()
