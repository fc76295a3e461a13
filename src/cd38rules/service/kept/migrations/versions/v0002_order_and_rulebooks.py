"""The order in which feedback came, by number and not by clock; and the rule books that decisions were made under."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Of what came before, the time when it was received is the best that there is.
_NUMBER = """
UPDATE feedback SET sequence = numbered.number
FROM (SELECT identity, row_number() OVER (ORDER BY received_at, identity) AS number FROM feedback) AS numbered
WHERE numbered.identity = feedback.identity
"""


def upgrade() -> None:
    """Makes the tables and the column, and numbers the feedback that is there."""
    op.create_table(
        "rulebooks",
        sa.Column("sha256", sa.Text, primary_key=True, nullable=False),
        sa.Column("files", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.add_column("feedback", sa.Column("sequence", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(_NUMBER)
    op.execute("INSERT INTO counters (name, value) SELECT 'feedback', count(*) FROM feedback")
