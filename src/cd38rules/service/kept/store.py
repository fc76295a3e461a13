"""Keeps decisions and feedback in a database. Whoever calls it waits until they are kept."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, update
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
from .rulebooks import packed
from .tables import CARDS, COUNTERS, DECISION_RULES, DECISIONS, FEEDBACK, RULEBOOKS

LONGEST_COMMENT = 4000
NOT_A_CODE = "not-a-code"
_CODE = re.compile(r"[\x21-\x7e]{0,200}")


class DatabaseSink:
    """What is written, and how. Raises OSError when it is made if the database or the key can't be used."""

    def __init__(self, settings: Store) -> None:
        self._settings = settings
        self.engine, self._secret = open_to_write(settings)
        self._lines = Lines(self.engine)
        self._books: set[str] = set()  # the rule books that are surely kept

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words."""
        more = [name for name in ("inputs", "comments") if getattr(self._settings, name)]
        return " with ".join(["digests and rules", *([" and ".join(more)] if more else [])])

    def prepared(self, decision: Decision) -> Rows | None:
        """The rows of a decision. None for one whose masking fails: it is dropped as a whole, and the log says so."""
        if not self._settings.inputs:
            return rows_of(decision, self._secret, None, None)
        try:
            kept = masked(decision, self._secret)
        except MaskingError:
            event("decision-dropped", logging.WARNING, request=decision.id, why="masking-failed")
            return None
        book = None if decision.rulebook_sha256 in self._books else decision.book
        return rows_of(decision, self._secret, kept, book)

    def write(self, decisions: Sequence[Rows]) -> None:
        """Keeps decisions in one transaction, each once. Raises SQLAlchemyError if they can't be kept now."""
        books = {rows.book.sha256: rows.book for rows in decisions if rows.book is not None}
        # The same advice on the same day has the same card. In one order everywhere, else two writers could wait for
        # each other.
        cards = {(row["card"], row["rule"], row["version"]): row for rows in decisions for row in rows.cards}
        tables = (
            (DECISIONS, [rows.decision for rows in decisions]),
            (DECISION_RULES, [row for rows in decisions for row in rows.rules]),
            (CARDS, [cards[key] for key in sorted(cards)]),
            (RULEBOOKS, [{"sha256": sha256, "files": packed(books[sha256])} for sha256 in sorted(books)]),
        )
        with self._begun() as connection:
            for table, rows in tables:
                if rows:
                    connection.execute(self._insert(table).on_conflict_do_nothing(), rows)
        self._books.update(books)

    def decided(self, decision: Decision) -> None:
        """Keeps one decision, and waits until it is kept."""
        if (rows := self.prepared(decision)) is not None:
            self.write([rows])

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Keeps the feedback of one request, each item once. Raises Problem if it can't be kept now."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
        insertion = self._insert(FEEDBACK)
        # What comes again is the last that came, though it is there already.
        again = {name: insertion.excluded[name] for name in ("sequence", "received_at")}
        counted = update(COUNTERS).where(COUNTERS.c.name == "feedback").returning(COUNTERS.c.value)
        try:
            with self._begun() as connection:
                last = connection.execute(counted.values(value=COUNTERS.c.value + len(feedback))).scalar_one()
                numbered = enumerate(feedback, last - len(feedback) + 1)
                rows = {row["identity"]: row for row in (self._row(item, now, number) for number, item in numbered)}
                connection.execute(
                    insertion.on_conflict_do_update(index_elements=["identity"], set_=again), [*rows.values()]
                )
        except SQLAlchemyError as error:
            defect(error, part="feedback sink")
            raise NOT_KEPT from None

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()

    def _row(self, item: Feedback, received: str, sequence: int) -> dict[str, str | int]:
        at = _in_utc(item.at)
        whole = (item.service, item.card, item.outcome, at, *item.reason, item.comment, *item.accepted)
        system, code = (text if _CODE.fullmatch(text) else NOT_A_CODE for text in item.reason)
        return {
            "identity": self._secret.digest("feedback", *whole),
            "received_at": received,
            "service": item.service,
            "card": self._secret.digest("card", item.card),
            "outcome": item.outcome,
            "at": at,
            "accepted": len(item.accepted),
            "reason_system": system,
            "reason_code": code,
            "comment": _storable(item.comment) if self._settings.comments else "",
            "sequence": sequence,
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
