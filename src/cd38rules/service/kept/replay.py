"""Makes decisions again from their kept inputs, and compares every byte of the report with the kept one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine, func, select

from ...diagnostics import Cd38RulesError
from ...evaluation import evaluate
from ...profile import PatientProfile
from ...render import render_json
from ...rules.book import RuleBook
from .tables import DECISIONS

# What became of a decision: the same bytes; made under another rule book, and so not made again; other bytes by
# another version of this program; other bytes, which should not be.
Outcome = Literal["same", "other rule book", "other program", "differs"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One decision that was kept in full."""

    id: str
    at: str
    rulebook_sha256: str
    outcome: Outcome


def without_input(engine: Engine) -> int:
    """How many decisions were kept without their input."""
    with engine.connect() as connection:
        counted = select(func.count()).select_from(DECISIONS).where(DECISIONS.c.profile.is_(None))
        return connection.scalar(counted) or 0


def replayed(engine: Engine, book: RuleBook) -> Iterator[Replayed]:
    """Every decision whose input was kept, the oldest first."""
    kept = select(DECISIONS).where(DECISIONS.c.profile.is_not(None)).order_by(DECISIONS.c.at, DECISIONS.c.id)
    with engine.connect() as connection:
        for row in connection.execution_options(yield_per=100).execute(kept).mappings():
            if row["rulebook_sha256"] == book.sha256:
                outcome = _outcome(row["profile"], row["answer"], row["changes"], book)
            else:
                outcome = "other rule book"
            yield Replayed(row["id"], row["at"], row["rulebook_sha256"], outcome)


def _outcome(profile: str, answer: str, changes: bool, book: RuleBook) -> Outcome:
    from ... import __version__

    try:
        again = render_json(evaluate(PatientProfile.model_validate_json(profile), book, changes=changes))
    except Cd38RulesError:  # a profile that this version refuses
        again = ""
    if again == answer:
        return "same"
    return "differs" if _program_of(answer) == __version__ else "other program"


def _program_of(answer: str) -> str:
    """The version that wrote a report; empty for a text that isn't one."""
    try:
        return str(json.loads(answer)["receipt"]["package_version"])
    except (ValueError, KeyError, TypeError):
        return ""
