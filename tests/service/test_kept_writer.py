"""The writer of decisions: in order, several at once, through failures, and never longer than it may."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from cd38rules.rules.book import RuleBook
from cd38rules.service.kept import writer as module
from cd38rules.service.kept.keeper import Keeper
from cd38rules.service.kept.rows import Rows
from cd38rules.service.kept.writer import Writer
from cd38rules.service.metrics import Metrics
from cd38rules.service.settings import Store

from .test_kept import decision

BUSY = OperationalError("", None, Exception("busy"))
REFUSED = IntegrityError("", None, Exception("no such value"))
LARGE = 1_000_000


def rows(name: str, size: int = 0) -> Rows:
    return Rows(decision={"id": name, "answer": "x" * size}, rules=(), cards=(), book=None)


class Database:
    """Keeps what it is given, one call after the other; what it raises, and until when it waits, is set by a test."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.kept: list[str] = []
        self.raises: list[Exception] = []
        self.refuses: dict[str, Exception] = {}
        self.is_open = threading.Event()
        self.is_open.set()

    def write(self, batch: Sequence[Rows]) -> None:
        self.is_open.wait()
        names = [row.id for row in batch]
        self.calls.append(names)
        if self.raises:
            raise self.raises.pop(0)
        for name in self.refuses.keys() & set(names):
            raise self.refuses[name]
        self.kept += names


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE", 0.01)


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def written(database: Database, metrics: Metrics, *listed: Rows, most: int = 10**9) -> None:
    """Puts all in while the first one is being written, and ends."""
    database.is_open.clear()
    writer = Writer(database.write, most, metrics)
    for row in listed:
        writer.put(row)
    database.is_open.set()
    assert writer.close(30)


def told(metrics: Metrics) -> dict[str, float]:
    """The counts of decisions that aren't zero."""
    lines = metrics.text(ready=True).decode().splitlines()
    found = (
        line.rpartition(" ") for line in lines if line.startswith("cd38rules_decisions") and "_created" not in line
    )
    return {name.removeprefix("cd38rules_decisions_"): float(value) for name, _, value in found if float(value)}


def test_everything_is_written_in_order_and_what_came_meanwhile_at_once(database: Database, metrics: Metrics) -> None:
    names = [f"n{number}" for number in range(250)]
    written(database, metrics, *map(rows, names))
    assert database.kept == names
    assert len(database.calls) <= 4
    assert max(map(len, database.calls)) == 100
    assert told(metrics) == {"kept_total": 250}


def test_a_transaction_is_no_larger_than_can_be_done_in_its_time(database: Database, metrics: Metrics) -> None:
    written(database, metrics, *(rows(f"n{number}", LARGE) for number in range(10)))
    assert max(map(len, database.calls)) == 2
    assert len(database.kept) == 10


def test_a_database_that_fails_is_tried_again_and_the_log_says_it_once(
    database: Database, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "cd38rules.service")
    database.raises = [BUSY] * 5
    written(database, metrics, rows("a"), rows("b"))
    assert database.kept == ["a", "b"]
    assert [record.getMessage() for record in caplog.records] == ["defect", "decisions-kept-again"]
    assert told(metrics) == {"kept_total": 2}


@pytest.mark.parametrize("fault", [REFUSED, TypeError("a defect")])
def test_a_decision_that_is_refused_does_not_cost_those_beside_it(
    database: Database, metrics: Metrics, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "cd38rules.service")
    database.refuses = {"n3": fault}
    written(database, metrics, *(rows(f"n{number}") for number in range(6)))
    assert database.kept == ["n0", "n1", "n2", "n4", "n5"]
    assert told(metrics) == {"kept_total": 5, 'dropped_total{why="refused"}': 1}
    found: Any = caplog.records[-1]
    assert (found.getMessage(), found.told) == ("decision-dropped", {"request": "n3", "why": "refused"})


def test_what_there_is_no_room_for_is_dropped_and_one_always_has_room(database: Database, metrics: Metrics) -> None:
    written(database, metrics, rows("a", LARGE), rows("b"), rows("c", LARGE), most=1000)
    assert database.kept == ["a"]
    assert told(metrics) == {"kept_total": 1, 'dropped_total{why="queue-full"}': 2}
    written(database, metrics, rows("d"), rows("e"), rows("f", LARGE), rows("g"), most=10_000)
    assert database.kept == ["a", "d", "e", "g"]


@pytest.mark.parametrize("is_hanging", [True, False], ids=["it hangs", "it fails"])
def test_what_is_not_written_in_time_at_the_end_is_counted(
    database: Database, metrics: Metrics, is_hanging: bool, caplog: pytest.LogCaptureFixture
) -> None:
    if is_hanging:
        database.is_open.clear()
    else:
        database.raises = [BUSY] * 10_000
    writer = Writer(database.write, 10**9, metrics)
    for name in ("a", "b", "c"):
        writer.put(rows(name))
    assert not writer.close(0.2)
    found: Any = caplog.records[-1]
    assert (found.getMessage(), found.told["count"]) == ("decisions-lost", 3)
    assert told(metrics) == {'dropped_total{why="ended"}': 3}
    database.is_open.set()


# The sink of the service


@pytest.mark.parametrize(
    ("patient", "fails", "expected"),
    [
        ("Zaphod-4711", False, {"kept_total": 1}),
        ("subcutaneous", False, {'dropped_total{why="masking-failed"}': 1}),
        ("Zaphod-4711", True, {'dropped_total{why="refused"}': 1}),
    ],
)
def test_each_decision_is_counted_as_kept_or_dropped(
    tmp_path: Path,
    book: RuleBook,
    metrics: Metrics,
    monkeypatch: pytest.MonkeyPatch,
    patient: str,
    fails: bool,
    expected: dict[str, float],
) -> None:
    keeper = Keeper(Store(file=tmp_path / "kept.sqlite", inputs=True), metrics)
    if fails:
        monkeypatch.setattr("cd38rules.service.kept.store.masked", lambda *_: {}["a defect"])
        with pytest.raises(KeyError):
            keeper.decided(decision(book, patient=patient))
    else:
        keeper.decided(decision(book, patient=patient))()
    keeper.close(30)
    assert told(metrics) == expected
