"""A decision as the rows that are kept of it. No row has the patient's id, the hash of the request or a card's id."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from ...rules.book import RuleBook
from ..sinks import Decision
from .masking import Masked
from .secret import Secret

Row = Mapping[str, str | bool | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one decision. `book` is the rule book where it is to be kept too."""

    decision: Row
    rules: tuple[Row, ...]
    cards: tuple[Row, ...]
    book: RuleBook | None

    @property
    def id(self) -> str:
        """The number of the request."""
        return str(self.decision["id"])

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory; texts of cards and rules, and the book, are shared with others."""
        texts = sum(map(sys.getsizeof, self.decision.values()))
        return 1_000 + texts + 250 * (len(self.rules) + len(self.cards))


def rows_of(decision: Decision, secret: Secret, kept: Masked | None, book: RuleBook | None) -> Rows:
    """The rows of a decision; with its masked input, if that is kept."""
    cards = (
        {
            "card": secret.digest("card", card),
            "rule": shown.rule,
            "version": shown.version,
            "rulebook_sha256": decision.rulebook_sha256,
        }
        for card, listed in decision.cards.items()
        for shown in listed
    )
    return Rows(
        decision={
            "id": decision.id,
            "at": decision.at,
            "service": decision.service,
            "rulebook_sha256": decision.rulebook_sha256,
            "input_digest": secret.digest("input", decision.input_sha256),
            "changes": decision.changes,
            "profile": kept.profile if kept is not None else None,
            "answer": kept.answer if kept is not None else None,
        },
        rules=tuple(
            {"decision": decision.id, "rule": shown.rule, "version": shown.version} for shown in decision.rules
        ),
        cards=tuple(cards),
        book=book,
    )
