"""Loads one process of the service: 50 clients that sign orders with 100 resources each, for a minute each time.

    make load-test [BENCH_ARGS="--clients 50 --seconds 60"]

Without a store, with one, with a new token for each request, and one client alone (the last two for a third of the
time). Every answer is held against what the same patient gets alone. Ends with 1 if one is wrong or memory isn't flat.
The clients run on the same machine and take their share of its cores: what a core can do is told by the CPU seconds of
the service's process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from tests.service.load import PATH, Headers, Measured, loaded, no_headers
from tests.service.load_patients import KINDS, PATIENTS, RESOURCES
from tests.service.process_use import IS_TOLD
from tests.service.running import Service, running
from tests.service.tokens import ISSUER, public, token

MIB = 2**20
KEPT = "kept.sqlite"


@dataclass
class Run:
    """One way to run the service. `settings` are those of its file, beside what `arguments` say."""

    name: str
    clients: int
    seconds: float
    arguments: tuple[str, ...] = ("--insecure",)
    settings: dict[str, object] = field(default_factory=dict)
    with_tokens: bool = False


def main() -> None:
    """Prints the figures of all runs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60, help="of the first two runs; the others last a third")
    chosen = options.parse_args()
    if not IS_TOLD:
        raise SystemExit("memory and CPU seconds of the service are read from /proc, which isn't here: use Linux")
    print(f"{_processor()}, {os.cpu_count()} cores; Python {sys.version.split()[0]}")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}; the clients share the cores with the service")
    print(f"order-sign of daratumumab, {RESOURCES} resources, {PATIENTS} patients of {len(KINDS)} kinds; one process")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = [run.name for run in _runs(folder, chosen.clients, chosen.seconds) if not _is_good(run, folder)]
    if failed:
        raise SystemExit(f"not as it should be: {', '.join(failed)}")


def _runs(folder: Path, clients: int, seconds: float) -> Iterator[Run]:
    keys = folder / "keys.json"
    keys.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    door = {"clients": [{"issuer": ISSUER, "keys": str(keys)}]}
    kept: dict[str, object] = {"store": {"file": str(folder / KEPT)}}
    yield Run("nothing is kept", clients, seconds)
    yield Run("a store in a file (SQLite)", clients, seconds, settings=kept)
    yield Run("a token each (ES384), nothing is kept", clients, seconds / 3, (), {"door": door}, with_tokens=True)
    yield Run("one client, nothing is kept", 1, seconds / 3)


def _is_good(run: Run, folder: Path) -> bool:
    with _serving(run, folder) as service:
        address = service.url + PATH

        def authorized() -> dict[str, str]:
            return {"authorization": f"Bearer {token(address)}"}

        headers: Headers = authorized if run.with_tokens else no_headers
        found = loaded(service, clients=run.clients, seconds=run.seconds, headers=headers)
    print(f"\n{run.name}: {run.clients} at once for {run.seconds:.0f} s")
    for line in _lines(found):
        print(f"  {line}")
    if (kept := folder / KEPT).exists():
        print(f"  the store takes {kept.stat().st_size / (found.requests + 2 * PATIENTS) / 1000:.1f} kB a decision")
        kept.unlink()
    return not found.faults and found.growth <= found.room


@contextmanager
def _serving(run: Run, folder: Path) -> Iterator[Service]:
    settings = folder / "settings.yaml"
    settings.write_text(yaml.safe_dump(run.settings), encoding="utf-8")
    with running(folder, *run.arguments, "--settings", str(settings)) as service:
        yield service


def _lines(found: Measured) -> Iterator[str]:
    yield f"{found.requests} requests of {found.body_bytes / 1000:.0f} kB, {sum(found.faults.values())} faults"
    for fault, count in found.faults.items():
        yield f"FAULT {count} times: {fault}"
    took = "  ".join(f"p{share} {1000 * found.percentile(share):.0f} ms" for share in (50, 95, 99))
    yield f"{found.requests / found.seconds:.1f} requests/s; {took}"
    each = 1000 * found.cpu / found.requests
    cores = f"it had {found.cpu / found.seconds:.2f} cores, and others beside it {found.others / found.seconds:.2f}"
    yield f"{1000 / each:.0f} requests per CPU second of the service ({each:.1f} ms each); {cores}"
    alive = "  ".join(f"p{share} {1000 * found.percentile(share, found.alive):.0f} ms" for share in (50, 95))
    yield f"/healthz in between: {alive}  slowest {1000 * max(found.alive):.0f} ms of {len(found.alive)}"
    every = max(1, len(found.memory) // 12)
    yield "memory, MiB: " + " ".join(f"{size / MIB:.0f}" for _, size in found.memory[::every])
    verdict = "flat" if found.growth <= found.room else "NOT FLAT"
    grown = f"{found.growth / MIB:+.2f} MiB from the middle third to the last"
    yield f"{verdict}: {grown}; up to {found.room / MIB:.1f} is called flat"


def _processor() -> str:
    """What the machine calls its processor."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


if __name__ == "__main__":
    main()
