"""Writes decisions in a thread of its own, several in one transaction."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ..logs import defect, event
from ..metrics import Metrics
from .rows import Rows

_AT_ONCE = 100  # decisions in one transaction,
_BYTES_AT_ONCE = 2_000_000  # and about how many bytes: it must be done in the time that the store has for one
_PAUSE = 1.0  # seconds until a database that failed is tried again


class Writer:
    """What is put in is written in its order. While the database fails it waits, up to `most` bytes.

    What comes beyond that is dropped. `write` keeps decisions as a whole or not at all, and each once however often it
    is called with it.
    """

    def __init__(self, write: Callable[[Sequence[Rows]], None], most: int, metrics: Metrics) -> None:
        self._write = write
        self._most = most
        self._metrics = metrics
        self._queue: SimpleQueue[Rows | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._bytes = 0
        self._count = 0
        self._given_up = threading.Event()
        # A daemon: a database that hangs must not keep the process from its end.
        self._thread = threading.Thread(target=self._run, name="keep decisions", daemon=True)
        self._thread.start()

    def put(self, rows: Rows) -> None:
        """Takes one decision, and waits for nothing."""
        with self._lock:
            is_full = self._bytes + rows.size > self._most and self._count > 0
            if not is_full:
                self._bytes += rows.size
                self._count += 1
        if is_full:
            self._drop(rows, "queue-full", waited=False)
            return
        self._metrics.decision_waits()
        self._queue.put(rows)

    def close(self, seconds: float) -> bool:
        """Ends the thread when everything is written, and tells whether that was done in so many seconds."""
        self._queue.put(None)
        self._thread.join(seconds)
        if not self._thread.is_alive():
            return True
        self._given_up.set()
        with self._lock:
            lost = self._count
        self._metrics.decisions_dropped("ended", lost)
        event("decisions-lost", logging.ERROR, count=lost, why="the store didn't take them before the end")
        return False

    def _run(self) -> None:
        while batch := self._next():
            self._keep(batch)

    def _next(self) -> list[Rows]:
        """What is waiting now, one decision at least; nothing at the end."""
        batch: list[Rows] = []
        size = 0
        found = self._queue.get()
        while found is not None:
            batch.append(found)
            size += found.size
            if len(batch) == _AT_ONCE or size >= _BYTES_AT_ONCE:
                return batch
            try:
                found = self._queue.get_nowait()
            except Empty:
                return batch
        if batch:
            self._queue.put(None)  # the end, to be found again
        return batch

    def _keep(self, batch: Sequence[Rows]) -> None:
        has_failed = False
        while not self._given_up.is_set():
            try:
                self._write(batch)
            except Exception as error:
                if _is_of_the_database(error):
                    if not has_failed:  # once, however long it lasts
                        defect(error, part="decision sink")
                    has_failed = True
                    self._given_up.wait(_PAUSE)
                elif len(batch) > 1:  # one of them is at fault, and doesn't cost the others
                    for rows in batch:
                        self._keep([rows])
                    return
                else:
                    defect(error, request=batch[0].id, part="decision sink")
                    self._done(batch)
                    self._drop(batch[0], "refused", waited=True)
                    return
            else:
                self._done(batch)
                self._metrics.decisions_kept(len(batch))
                if has_failed:
                    event("decisions-kept-again")
                return

    def _done(self, batch: Sequence[Rows]) -> None:
        with self._lock:
            self._bytes -= sum(rows.size for rows in batch)
            self._count -= len(batch)

    def _drop(self, rows: Rows, why: str, *, waited: bool) -> None:
        self._metrics.decisions_dropped(why, waited=waited)
        event("decision-dropped", logging.WARNING, request=rows.id, why=why)


def _is_of_the_database(error: Exception) -> bool:
    """Whether the database is at fault, and may be well again, rather than what is to be written."""
    return isinstance(error, DBAPIError | PoolTimeoutError) and not isinstance(error, DataError | IntegrityError)
