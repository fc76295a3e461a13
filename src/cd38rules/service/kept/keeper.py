"""The sink of the service: decisions are written aside, so that no answer waits for the database; feedback at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..metrics import Metrics
from ..settings import Store
from ..sinks import Decision, Feedback
from .store import DatabaseSink
from .writer import Writer


class Keeper:
    """A sink for both. Raises OSError when it is made if the database or the key can't be used."""

    def __init__(self, settings: Store, metrics: Metrics) -> None:
        self._metrics = metrics
        self._database = DatabaseSink(settings)
        self._writer = Writer(self._database.write, settings.waiting_bytes, metrics)

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words."""
        return self._database.keeps

    def decided(self, decision: Decision) -> Callable[[], None]:
        """Masks a decision where that is asked for, in the thread that decided: a service that is busy then decides
        less, in place of deciding more than can be kept."""
        try:
            rows = self._database.prepared(decision)
        except Exception:
            self._metrics.decisions_dropped("refused", waited=False)
            raise
        if rows is None:
            return partial(self._metrics.decisions_dropped, "masking-failed", waited=False)
        return partial(self._writer.put, rows)

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Keeps the feedback of one request. Raises Problem if it can't be kept now."""
        self._database.received(feedback)

    def close(self, seconds: float) -> None:
        """Writes what is waiting; what isn't written after so many seconds is given up, counted and logged."""
        if self._writer.close(seconds):
            self._database.close()  # else a connection hangs, and would hang here too
