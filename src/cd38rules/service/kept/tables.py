"""The tables of a store, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

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
    # The order in which it came. What comes again gets a new number.
    Column("sequence", BigInteger, nullable=False, server_default="0"),
)

# `value` is the last number that was given; whoever takes the next one holds the row until its transaction ends.
COUNTERS = Table("counters", METADATA, _text("name", key=True), Column("value", BigInteger, nullable=False))

# The books behind what is kept in full; `files` are packed (rulebooks.py).
RULEBOOKS = Table("rulebooks", METADATA, _text("sha256", key=True), Column("files", LargeBinary, nullable=False))
