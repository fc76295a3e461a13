"""The tables of a store, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text

METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


ABOUT = Table("about", METADATA, _text("name", key=True), _text("value"))

# `profile` and `answer` are masked, and there only where the settings ask for inputs.
DECISIONS = Table(
    "decisions",
    METADATA,
    _text("id", key=True),
    _text("at"),
    _text("service"),
    _text("rulebook_sha256"),
    _text("input_digest"),
    Column("changes", Boolean, nullable=False),
    Column("profile", Text),
    Column("answer", Text),
)

DECISION_RULES = Table(
    "decision_rules", METADATA, _text("decision", key=True), _text("rule", key=True), _text("version", key=True)
)

# `card` is a keyed digest of the id, here and in FEEDBACK: an id could be guessed back to the patient.
CARDS = Table(
    "cards",
    METADATA,
    _text("card", key=True),
    _text("rule", key=True),
    _text("version", key=True),
    _text("rulebook_sha256"),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    _text("identity", key=True),
    _text("received_at"),
    _text("service"),
    _text("card"),
    _text("outcome"),
    _text("at"),
    Column("accepted", Integer, nullable=False),
    _text("reason_system"),
    _text("reason_code"),
    _text("comment"),
)
