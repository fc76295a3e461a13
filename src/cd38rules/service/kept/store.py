"""The sink for decisions and feedback that keeps them in a database."""

from __future__ import annotations

import datetime
import logging
import re
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from ..logs import defect, event
from ..problems import Problem
from ..settings import Store
from ..sinks import Decision, Feedback
from .database import open_to_write
from .masking import Masked, MaskingError, masked
from .tables import CARDS, DECISION_RULES, DECISIONS, FEEDBACK

LONGEST_COMMENT = 4000
NOT_A_CODE = "not-a-code"
_CODE = re.compile(r"[\x21-\x7e]{0,200}")


class DatabaseSink:
    """A sink for both. Raises OSError when it is made if the database or the key can't be used."""

    def __init__(self, settings: Store) -> None:
        self._settings = settings
        self.engine, self._secret = open_to_write(settings)

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words."""
        more = [name for name in ("inputs", "comments") if getattr(self._settings, name)]
        return " with ".join(["digests and rules", *([" and ".join(more)] if more else [])])

    def decided(self, decision: Decision) -> None:
        """Keeps one decision. One whose masking fails is dropped as a whole, and the log says so."""
        kept: Masked | None = None
        if self._settings.inputs:
            try:
                kept = masked(decision, self._secret)
            except MaskingError:
                event("decision-dropped", logging.WARNING, request=decision.id, why="masking failed")
                return
        row = {
            "id": decision.id,
            "at": decision.at,
            "service": decision.service,
            "rulebook_sha256": decision.rulebook_sha256,
            "input_digest": self._secret.digest("input", decision.input_sha256),
            "changes": decision.changes,
            "profile": kept and kept.profile,
            "answer": kept and kept.answer,
        }
        rules = [{"decision": decision.id, "rule": shown.rule, "version": shown.version} for shown in decision.rules]
        cards = [
            {
                "card": self._secret.digest("card", card),
                "rule": shown.rule,
                "version": shown.version,
                "rulebook_sha256": decision.rulebook_sha256,
            }
            for card, listed in decision.cards.items()
            for shown in listed
        ]
        # In one order everywhere, else two writers could wait for each other.
        cards.sort(key=lambda row: (row["card"], row["rule"], row["version"]))
        with self.engine.begin() as connection:
            connection.execute(insert(DECISIONS).values(row))
            if rules:
                connection.execute(insert(DECISION_RULES), rules)
            if cards:  # the same advice on the same day has the same card
                connection.execute(self._once(CARDS), cards)

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Keeps the feedback of one request, each item once. Raises Problem if it can't be kept now."""
        now = datetime.datetime.now(datetime.UTC)
        # A microsecond apart, so that the order in the request is kept; written in another order, as above.
        rows = [self._row(item, now + datetime.timedelta(microseconds=at)) for at, item in enumerate(feedback)]
        rows.sort(key=lambda row: str(row["identity"]))
        try:
            with self.engine.begin() as connection:
                connection.execute(self._once(FEEDBACK), rows)
        except SQLAlchemyError as error:
            defect(error, part="feedback sink")
            title = "The feedback can't be kept now; send it again."
            raise Problem(503, "not-kept", title, headers={"retry-after": "5"}) from None

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

    def _once(self, table: Table) -> Any:
        """An insertion that passes over rows which are there already."""
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table).on_conflict_do_nothing()


def _in_utc(text: str) -> str:
    """A time that was checked, in UTC, so that one moment is written in one way."""
    try:
        return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    except OverflowError:  # within a day of the first or the last moment that Python knows
        return "out of range"


def _storable(text: str) -> str:
    """The text without what a database refuses: halves of characters, and NUL."""
    return text[:LONGEST_COMMENT].encode("utf-8", "replace").decode("utf-8").replace("\0", "�")
