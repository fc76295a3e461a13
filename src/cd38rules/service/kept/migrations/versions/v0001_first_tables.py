"""The first tables: decisions with their rules, the cards that were shown, feedback, and what the store is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table("about", _text("name", key=True), _text("value"))
    op.create_table(
        "decisions",
        _text("id", key=True),
        _text("at"),
        _text("service"),
        _text("rulebook_sha256"),
        _text("input_digest"),
        sa.Column("changes", sa.Boolean, nullable=False),
        sa.Column("profile", sa.Text),
        sa.Column("answer", sa.Text),
    )
    op.create_table("decision_rules", _text("decision", key=True), _text("rule", key=True), _text("version", key=True))
    op.create_table(
        "cards",
        _text("card", key=True),
        _text("rule", key=True),
        _text("version", key=True),
        _text("rulebook_sha256"),
    )
    op.create_table(
        "feedback",
        _text("identity", key=True),
        _text("received_at"),
        _text("service"),
        _text("card"),
        _text("outcome"),
        _text("at"),
        sa.Column("accepted", sa.Integer, nullable=False),
        _text("reason_system"),
        _text("reason_code"),
        _text("comment"),
    )
    op.create_index("feedback_by_card", "feedback", ["card"])


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)
