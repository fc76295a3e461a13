"""A database that hangs or is locked costs no advice and no end; feedback is called kept only when it is."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from cd38rules.service.kept.database import open_to_read
from cd38rules.service.kept.tables import DECISIONS
from cd38rules.service.settings import Store

from .keeping import Between, between, counted, settled
from .postgresql import NEEDS_POSTGRESQL, Server, server
from .running import ROOT, Service, running, waited
from .test_kept import rows

PATIENT = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()
FEEDBACK_PATH = "/cds-services/anti-cd38-orders/feedback"
KEY = "1" * 32
SOON = 10.0  # seconds, on a machine that others use too; what hangs does so for ever


def settings(folder: Path, store: dict[str, Any], **more: Any) -> tuple[str, str]:
    path = folder / "settings.yaml"
    path.write_text(yaml.safe_dump({"insecure": True, "store": {"key": KEY, **store}, **more}), encoding="utf-8")
    return "--settings", str(path)


def given(card: str) -> dict[str, Any]:
    item = {"card": card, "outcome": "overridden", "outcomeTimestamp": "2024-03-15T10:00:00Z"}
    return {"feedback": [item]}


def asked(service: Service, times: int) -> tuple[list[int], float]:
    """The statuses of so many requests at once, and the longest time that one took."""

    def ask(_: int) -> tuple[int, float]:
        began = time.monotonic()
        return service.post("/evaluate", PATIENT).status_code, time.monotonic() - began

    with ThreadPoolExecutor(times) as clients:
        found = list(clients.map(ask, range(times)))
    return [status for status, _ in found], max(seconds for _, seconds in found)


# SQLite


def test_a_locked_file_slows_no_advice_though_thirty_ask_at_once(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    with running(tmp_path, *settings(tmp_path, {"file": str(file), "wait_seconds": 10})) as service:
        asked(service, 2)  # the first one compiles
        statuses, unlocked = asked(service, 30)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            locked_statuses, locked = asked(service, 30)
            other.execute("ROLLBACK")
        assert set(statuses) == set(locked_statuses) == {200}
        assert locked < 3 * unlocked + 1
        settled(service, 62)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM decisions").fetchone() == (62,)


def test_what_a_locked_file_does_not_take_before_the_end_is_given_up_counted_and_logged(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    arguments = settings(tmp_path, {"file": str(file), "wait_seconds": 30}, limits={"stop_seconds": 1})
    with running(tmp_path, *arguments) as service, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert asked(service, 3)[0] == [200] * 3
        began = time.monotonic()
        assert service.stop() == 0
        assert time.monotonic() - began < SOON
        assert service.wait_for("decisions-lost")["count"] == 3
        assert service.events[-1]["event"] == "stopped"


def test_what_is_waiting_at_the_end_is_written_before_it(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    with running(tmp_path, *settings(tmp_path, {"file": str(file), "wait_seconds": 0.1})) as service:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert asked(service, 3)[0] == [200] * 3
            other.execute("ROLLBACK")
        assert service.stop() == 0
        assert "decisions-lost" not in service.log
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT count(*) FROM decisions").fetchone() == (3,)


def test_what_there_is_no_room_for_is_dropped_counted_and_logged_by_its_request(tmp_path: Path) -> None:
    file = tmp_path / "kept.sqlite"
    store = {"file": str(file), "wait_seconds": 0.1, "waiting_bytes": 20_000}
    with running(tmp_path, *settings(tmp_path, store)) as service:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            numbers = [service.post("/evaluate", PATIENT).headers["x-request-id"] for _ in range(20)]
            dropped = [line["request"] for line in service.events if line["event"] == "decision-dropped"]
            assert dropped == numbers[len(numbers) - len(dropped) :]
            assert 0 < len(dropped) < 20
            assert counted(service, "cd38rules_decisions_dropped_total") == len(dropped)
            assert counted(service, "cd38rules_decisions_waiting") == 20 - len(dropped)
            other.execute("ROLLBACK")
        settled(service, 20 - len(dropped))
        assert service.wait_for("decisions-kept-again")
    with closing(sqlite3.connect(file)) as database:
        kept = {number for (number,) in database.execute("SELECT id FROM decisions")}
    assert kept == set(numbers) - set(dropped)


# PostgreSQL behind something that passes nothing on


@pytest.fixture(scope="module")
def database() -> Iterator[Server]:
    """A server for this module."""
    with server() as started:
        yield started


@pytest.fixture
def proxy(database: Server) -> Iterator[Between]:
    """What stands before it."""
    with between(database.by_socket) as found:
        yield found


@NEEDS_POSTGRESQL
def test_a_database_that_hangs_costs_no_advice_and_what_came_meanwhile_is_kept_later(
    tmp_path: Path, proxy: Between, database: Server
) -> None:
    arguments = settings(tmp_path, {"url": proxy.url, "wait_seconds": 0.5}, limits={"answer_seconds": 8})
    with running(tmp_path, *arguments) as service:
        asked(service, 4)
        settled(service, 4)
        proxy.freeze()
        for _ in range(3):  # more than there are threads that decide
            statuses, seconds = asked(service, 8)
            assert set(statuses) == {200}
            assert seconds < SOON
        with ThreadPoolExecutor(4) as clients:
            answers = list(clients.map(lambda card: service.post(FEEDBACK_PATH, given(card)), ["a", "b", "c", "d"]))
        assert {answer.status_code for answer in answers} == {503}
        assert {answer.json()["issue"][0]["diagnostics"] for answer in answers} == {"not-kept"}
        assert service.http.get("/readyz").status_code == 200
        assert counted(service, "cd38rules_decisions_waiting") == 24
        proxy.thaw()
        settled(service, 28)
        assert service.post(FEEDBACK_PATH, given("a")).json() == {"kept": True}
    engine = open_to_read(Store(url=database.by_socket, key=KEY))
    assert len(rows(engine, DECISIONS)) == 28
    engine.dispose()


@NEEDS_POSTGRESQL
def test_a_line_on_which_nothing_comes_any_more_is_cut_and_another_one_is_opened(
    tmp_path: Path, proxy: Between
) -> None:
    with running(tmp_path, *settings(tmp_path, {"url": proxy.url, "wait_seconds": 0.2})) as service:
        assert service.post(FEEDBACK_PATH, given("a")).status_code == 200
        asked(service, 1)
        settled(service, 1)
        proxy.freeze(later_too=False)
        asked(service, 1)
        settled(service, 2)
        waited(lambda: True if service.post(FEEDBACK_PATH, given("b")).status_code == 200 else None, "200", service)


@NEEDS_POSTGRESQL
@pytest.mark.parametrize("asks", ["/evaluate", FEEDBACK_PATH])
def test_a_database_that_hangs_does_not_keep_the_service_from_its_end(
    tmp_path: Path, proxy: Between, asks: str
) -> None:
    arguments = settings(tmp_path, {"url": proxy.url, "wait_seconds": 30}, limits={"stop_seconds": 1})
    with running(tmp_path, *arguments) as service:
        proxy.freeze()
        with ThreadPoolExecutor(1) as clients:
            asking = clients.submit(service.post, asks, PATIENT if asks == "/evaluate" else given("x"))
            waited(lambda: True if asks == FEEDBACK_PATH or asking.done() else None, "the answer", service)
            time.sleep(0.5)  # until the thread hangs
            began = time.monotonic()
            assert service.stop() == 0
            assert time.monotonic() - began < SOON
            if asks == "/evaluate":
                assert service.wait_for("decisions-lost")["count"] == 1
            else:
                with suppress(httpx2.HTTPError):  # it was cut off, or
                    assert asking.result().status_code == 500
        assert json.loads(service.log.splitlines()[-1])["event"] == "stopped"


def test_a_thread_that_hangs_does_not_keep_python_from_its_end() -> None:
    program = """
import asyncio, threading
from cd38rules.service.work import Workers

async def main():
    workers = Workers(1)
    hangs = threading.Event().wait
    for run in (workers.quick, workers.slow, workers.keeping):
        try:
            await asyncio.wait_for(run(hangs), 0.1)
        except TimeoutError:
            print("given up")
    workers.close()

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.splitlines() == ["given up"] * 3
