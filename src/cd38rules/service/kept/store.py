"""Keeps decisions and feedback in a database. Whoever calls it waits until they are kept."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from ..logs import defect, event
from ..problems import NOT_KEPT
from ..settings import Store
from ..sinks import Decision, Feedback
from .database import open_to_write
from .lines import Lines
from .masking import MaskingError, masked
from .rows import Rows, rows_of
from .tables import CARDS, DECISION_RULES, DECISIONS, FEEDBACK

LONGEST_COMMENT = 4000
NOT_A_CODE = "not-a-code"
_CODE = re.compile(r"[\x21-\x7e]{0,200}")


class DatabaseSink:
    """What is written, and how. Raises OSError when it is made if the database or the key can't be used."""

    def __init__(self, settings: Store) -> None:
        self._settings = settings
        self.engine, self._secret = open_to_write(settings)
        self._lines = Lines(self.engine)

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words."""
        more = [name for name in ("inputs", "comments") if getattr(self._settings, name)]
        return " with ".join(["digests and rules", *([" and ".join(more)] if more else [])])

    def prepared(self, decision: Decision) -> Rows | None:
        """The rows of a decision. None for one whose masking fails: it is dropped as a whole, and the log says so."""
        if not self._settings.inputs:
            return rows_of(decision, self._secret, None)
        try:
            kept = masked(decision, self._secret)
        except MaskingError:
            event("decision-dropped", logging.WARNING, request=decision.id, why="masking-failed")
            return None
        return rows_of(decision, self._secret, kept)

    def write(self, decisions: Sequence[Rows]) -> None:
        """Keeps decisions in one transaction, each once. Raises SQLAlchemyError if they can't be kept now."""
        # The same advice on the same day has the same card. In one order everywhere, else two writers could wait for
        # each other.
        cards = {(row["card"], row["rule"], row["version"]): row for rows in decisions for row in rows.cards}
        tables = (
            (DECISIONS, [rows.decision for rows in decisions]),
            (DECISION_RULES, [row for rows in decisions for row in rows.rules]),
            (CARDS, [cards[key] for key in sorted(cards)]),
        )
        with self._begun() as connection:
            for table, rows in tables:
                if rows:
                    connection.execute(self._insert(table).on_conflict_do_nothing(), rows)

    def decided(self, decision: Decision) -> None:
        """Keeps one decision, and waits until it is kept."""
        if (rows := self.prepared(decision)) is not None:
            self.write([rows])

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Keeps the feedback of one request, each item once. Raises Problem if it can't be kept now."""
        now = datetime.datetime.now(datetime.UTC)
        # A microsecond apart, so that the order in the request is kept; written in another order, as above.
        rows = [self._row(item, now + datetime.timedelta(microseconds=at)) for at, item in enumerate(feedback)]
        rows.sort(key=lambda row: str(row["identity"]))
        try:
            with self._begun() as connection:
                connection.execute(self._insert(FEEDBACK).on_conflict_do_nothing(), rows)
        except SQLAlchemyError as error:
            defect(error, part="feedback sink")
            raise NOT_KEPT from None

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()

    def _row(self, item: Feedback, received: datetime.datetime) -> dict[str, str | int]:
        at = _in_utc(item.at)
        whole = (item.service, item.card, item.outcome, at, *item.reason, item.comment, *item.accepted)
        system, code = (text if _CODE.fullmatch(text) else NOT_A_CODE for text in item.reason)
        return {
            "identity": self._secret.digest("feedback", *whole),
            "received_at": received.isoformat(timespec="microseconds"),
            "service": item.service,
            "card": self._secret.digest("card", item.card),
            "outcome": item.outcome,
            "at": at,
            "accepted": len(item.accepted),
            "reason_system": system,
            "reason_code": code,
            "comment": _storable(item.comment) if self._settings.comments else "",
        }

    def _insert(self, table: Table) -> Any:
        """An insertion that can say what is done with rows which are there already."""
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """A transaction. It fails rather than wait for ever."""
        with self._lines.within(self._settings.feedback_seconds), self.engine.begin() as connection:
            yield connection


def _in_utc(text: str) -> str:
    """A time that was checked, in UTC, so that one moment is written in one way."""
    try:
        return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    except OverflowError:  # within a day of the first or the last moment that Python knows
        return "out of range"


def _storable(text: str) -> str:
    """The text without what a database refuses: halves of characters, and NUL."""
    return text[:LONGEST_COMMENT].encode("utf-8", "replace").decode("utf-8").replace("\0", "�")
