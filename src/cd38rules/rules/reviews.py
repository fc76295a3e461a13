"""`reviews/*.yaml`: who has reviewed which content of which rule, and what was decided. Faults are collected.

A record binds to the hash of the content that was reviewed: when the rule changes, it is stale. A rule may be `active`
only while the latest record of its present content approves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..diagnostics import Diagnostic, Place, did_you_mean
from .condition import NOWHERE
from .fields import Fields
from .located import Located, shown_word
from .model import Rule

REVIEW_FOLDER = "reviews/"
DECISIONS = ("approved", "changes requested", "rejected")
FAMILY = "review"

State = Literal["signed", "stale", "not approved", "nobody"]
_HASH = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class SignOff:
    """One reviewer's decision on one rule. `content` is the hash of what was reviewed, `date` an ISO text."""

    rule: str
    content: str
    reviewer: str
    role: str
    date: str
    decision: str
    comment: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The state of one rule, with every record of it: those of the present content first, the latest of them first."""

    state: State
    records: tuple[SignOff, ...]
    content: str

    @property
    def signed_by(self) -> tuple[str, ...]:
        """Who approved the present content, if the latest word on it is an approval; in the order of their names."""
        if self.state != "signed":
            return ()
        approving = (r.reviewer for r in self.records if r.content == self.content and r.decision == "approved")
        return tuple(sorted(set(approving)))

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


def review_state(rule: str, content: str, sign_offs: Iterable[SignOff]) -> ReviewState:
    """The state of a rule whose content has this hash. The latest record of that content decides."""
    own = [record for record in sign_offs if record.rule == rule]
    records = tuple(sorted(own, key=lambda record: (record.date, record.reviewer), reverse=True))
    current = [record for record in records if record.content == content]
    if current:
        state: State = "signed" if current[0].decision == "approved" else "not approved"
        return ReviewState(state, (*current, *(r for r in records if r not in current)), content)
    return ReviewState("stale" if records else "nobody", records, content)


def read_reviews(
    documents: Mapping[str, Located | None], rules: Mapping[str, Rule], unread: frozenset[str], faults: list[Diagnostic]
) -> tuple[SignOff, ...]:
    """The records of every file under `reviews/`, in the order of files and lines."""
    found: list[SignOff] = []
    for path, document in documents.items():
        if not path.startswith(REVIEW_FOLDER) or document is None:
            continue
        if not document.is_list:
            message = "a file of reviews is a list of records"
            faults.append(Diagnostic("review-type", message, (document.place,), "begin each with `- rule:`"))
            continue
        found += filter(None, (_record(item, rules, unread, faults) for item in document.entries()))
    return tuple(found)


def signed(
    rules: Mapping[str, Rule],
    content_of: Callable[[Rule], str],
    sign_offs: tuple[SignOff, ...],
    faults: list[Diagnostic],
) -> dict[str, Rule]:
    """The rules with the names and the day of those who signed their present content.

    Faults are rules that are active without being signed, and names in a rule's file that no record bears out.
    """
    recorded = {record.rule for record in sign_offs}
    found = dict(rules)
    for rule in rules.values():
        review = rule.review
        if rule.id not in recorded and review.status != "active" and not review.reviewed_by:
            continue
        state = review_state(rule.id, content_of(rule), sign_offs)
        place = rule.places.get("review", rule.place)
        if review.status == "active" and state.state != "signed":
            hint = "leave it a draft until a record of this content approves it (docs/how-to-write-a-rule.md)"
            message = f"the rule is active and not signed. {state.words}"
            faults.append(Diagnostic("review-active-unsigned", message, (place,), hint))
        if not set(review.reviewed_by) <= set(state.signed_by):
            message = "`reviewed_by` names somebody who has no approving record of this content"
            hint = f"write reviewed_by: []; the names come from {REVIEW_FOLDER}"
            faults.append(Diagnostic("review-names", message, (place,), hint))
        days = [r.date for r in state.records if r.content == state.content and r.decision == "approved"]
        last = max(days) if state.state == "signed" else review.last_review
        found[rule.id] = replace(rule, review=replace(review, reviewed_by=state.signed_by, last_review=last))
    return found


def _record(
    located: Located, rules: Mapping[str, Rule], unread: frozenset[str], faults: list[Diagnostic]
) -> SignOff | None:
    fields = Fields(located, "a review", faults, FAMILY)
    before = len(faults)
    record = SignOff(
        rule=fields.text("rule"),
        content=fields.text("content"),
        reviewer=fields.text("reviewer"),
        role=fields.text("role"),
        date=fields.text("date"),
        decision=fields.text("decision", one_of=DECISIONS),
        comment=fields.text("comment", required=False),
        place=located.place,
    )
    fields.done()
    if record.rule and record.rule not in rules and record.rule not in unread:
        hint = did_you_mean(record.rule, rules, "name a rule of the book; records of a rule that is gone are removed")
        fields.fault("unknown-rule", f"there is no rule `{shown_word(record.rule)}`", fields.place("rule"), hint)
    if record.content and not _HASH.match(record.content):
        hint = "copy it from `cd38rules rules show`"
        fields.fault("content", "the content is named by its sha256, 64 digits", fields.place("content"), hint)
    if record.date and not _is_day(record.date):
        fields.fault("type", "`date` must be a date", fields.place("date"), "write it as 2027-05-31")
    return record if len(faults) == before else None


def _is_day(word: str) -> bool:
    try:
        return len(word) == 10 and bool(date.fromisoformat(word))
    except ValueError:
        return False
