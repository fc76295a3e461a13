"""Makes decisions again from their kept inputs, and compares every byte of the report with the kept one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Engine, func, or_, select

from ... import __version__
from ...diagnostics import Cd38RulesError, ProfileError
from ...evaluation import evaluate
from ...profile import PatientProfile
from ...render import render_json
from ...rules.book import RuleBook
from .database import UNREADABLE, reading
from .rulebooks import NoBook, kept_book
from .tables import DECISIONS

BOOKS_AT_ONCE = 4  # in memory; each holds a few MiB
_HAS_INPUT = or_(DECISIONS.c.profile.is_not(None), DECISIONS.c.answer.is_not(None))

_NOT_READ = (ValueError, KeyError, IndexError, TypeError, RecursionError)

# What became of a decision: the same bytes; made under a rule book that is neither given nor kept; other bytes by
# another version of this program, or a refusal; other bytes, which should not be; kept data that can't be read or don't
# fit together.
Outcome = Literal["same", "other rule book", "other program", "differs", "damaged"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One decision that was kept in full."""

    id: str
    at: str
    rulebook_sha256: str
    outcome: Outcome


def without_input(engine: Engine) -> int:
    """How many decisions were kept without their input."""
    with reading(engine) as connection:
        counted = select(func.count()).select_from(DECISIONS).where(~_HAS_INPUT)
        return connection.scalar(counted) or 0


def replayed(engine: Engine, given: RuleBook) -> Iterator[Replayed]:
    """Every decision whose input was kept, the oldest first, under the rule book that it was made under: `given`, or
    one that is kept."""
    kept = select(DECISIONS).where(_HAS_INPUT).order_by(DECISIONS.c.at, DECISIONS.c.id)
    with reading(engine) as connection:

        @lru_cache(BOOKS_AT_ONCE)
        def book_of(sha256: str) -> RuleBook | NoBook:
            return given if sha256 == given.sha256 else kept_book(connection, sha256)

        for row in connection.execution_options(yield_per=100).execute(kept).mappings():
            yield Replayed(row["id"], row["at"], row["rulebook_sha256"], _outcome(row, book_of))


def _outcome(row: Mapping[Any, Any], book_of: Callable[[str], RuleBook | NoBook]) -> Outcome:
    receipt = _receipt(row["answer"])
    if receipt is None or receipt.rulebook_sha256 != row["rulebook_sha256"] or not _is_object(row["profile"]):
        return "damaged"
    book = book_of(row["rulebook_sha256"])
    if not isinstance(book, RuleBook):
        return book
    try:
        again = render_json(evaluate(PatientProfile.model_validate_json(row["profile"]), book, changes=row["changes"]))
    except ProfileError:
        again = ""
    except Cd38RulesError:  # the engines fail or disagree
        return "differs" if receipt.package_version == __version__ else "other program"
    if again == row["answer"]:
        return "same"
    if receipt.package_version != __version__:
        return "other program"
    made = _receipt(again)
    # This version took the profile once, and then it had the hash that the receipt names.
    is_input = made is not None and made.input_sha256 == receipt.input_sha256
    return "differs" if is_input and (UNREADABLE in again or UNREADABLE not in row["answer"]) else "damaged"


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What a report of any version says of what it was made of."""

    package_version: str
    rulebook_sha256: str
    input_sha256: str


def _receipt(answer: str) -> _Receipt | None:
    """The receipt of a report; None for a text that is none, or not a whole one."""
    try:
        receipt = json.loads(answer)["receipt"]
        found = [receipt[name] for name in ("package_version", "rulebook_sha256", "input_sha256")]
    except _NOT_READ:
        return None
    return _Receipt(*found) if all(isinstance(value, str) for value in found) else None


def _is_object(profile: str) -> bool:
    try:
        return isinstance(json.loads(profile), dict)
    except _NOT_READ:
        return False
