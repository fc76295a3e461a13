"""Whether a rule is signed: by a record that approves the very content that is shown, by an older one, or by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .inputs import SignOff

State = Literal["signed", "stale", "not approved", "nobody"]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The state of one rule, with every record of it, the latest first."""

    state: State
    records: tuple[SignOff, ...]
    content_hash: str

    @property
    def words(self) -> str:
        """The state as a sentence."""
        if self.state == "nobody":
            return "Nobody has signed this rule."
        latest = self.records[0]
        who = f"{latest.reviewer} ({latest.role}), {latest.date}"
        if self.state == "signed":
            return f"Signed by {who}."
        if self.state == "stale":
            return f"Stale: the rule has changed since {who} decided on it."
        return f"Not approved: {who} decided “{latest.decision}”."


def review_state(rule_id: str, content_hash: str, sign_offs: Iterable[SignOff]) -> ReviewState:
    """The state of a rule whose content has this hash. The latest record of that content decides."""
    own = [record for record in sign_offs if record.rule == rule_id]
    records = tuple(sorted(own, key=lambda record: (record.date, record.reviewer), reverse=True))
    current = [record for record in records if record.content_hash == content_hash and content_hash]
    if current:
        state: State = "signed" if current[0].decision == "approved" else "not approved"
        return ReviewState(state, (*current, *(r for r in records if r not in current)), content_hash)
    return ReviewState("stale" if records else "nobody", records, content_hash)
