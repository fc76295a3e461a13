"""What users did with the cards of each rule: counts, rates, reasons and comments, by version."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select

from .database import reading
from .tables import CARDS, DECISION_RULES, FEEDBACK

NO_REASON = "(none given)"


@dataclass(frozen=True, slots=True)
class OfRule:
    """The feedback on cards that showed one version of a rule. A card with several rules counts for each of them.

    `accepted` and `overridden` count cards; `comments` are in the order in which they came.
    """

    rule: str
    version: str
    decisions: int
    accepted: int
    overridden: int
    reasons: tuple[tuple[str, int], ...]
    comments: tuple[str, ...]

    @property
    def override_rate(self) -> float | None:
        """Overridden out of all cards with feedback; None without any."""
        total = self.accepted + self.overridden
        return self.overridden / total if total else None

    def as_json(self) -> dict[str, object]:
        """As an object with plain values."""
        rate = self.override_rate
        return {
            "rule": self.rule,
            "version": self.version,
            "decisions": self.decisions,
            "accepted": self.accepted,
            "overridden": self.overridden,
            "override_rate": None if rate is None else round(rate, 4),
            "reasons": dict(self.reasons),
            "comments": list(self.comments),
        }


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """Everything, the rules with most overrides first. A card counts once, by the feedback on it that came last.

    `unknown_cards` counts cards with feedback that aren't in here; `replaced` counts feedback after which other came on
    the same card.
    """

    rules: tuple[OfRule, ...]
    unknown_cards: int
    replaced: int


def feedback_report(engine: Engine) -> FeedbackReport:
    """The report on a store."""
    with reading(engine) as connection:
        shown: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in connection.execute(select(CARDS)).mappings():
            shown[row["card"]].add((row["rule"], row["version"]))
        counted = select(DECISION_RULES.c.rule, DECISION_RULES.c.version, func.count()).group_by(
            DECISION_RULES.c.rule, DECISION_RULES.c.version
        )
        decisions = {(rule, version): count for rule, version, count in connection.execute(counted)}
        received = list(connection.execute(select(FEEDBACK).order_by(FEEDBACK.c.sequence)).mappings())
    last = {row["card"]: row for row in received}
    by_rule: dict[tuple[str, str], list[Mapping[Any, Any]]] = {key: [] for key in decisions}
    for item in sorted(last.values(), key=lambda row: row["sequence"]):
        for key in shown.get(item["card"], ()):
            by_rule.setdefault(key, []).append(item)
    rules = [_of_rule(*key, decisions.get(key, 0), rows) for key, rows in by_rule.items()]
    rules.sort(key=lambda found: (-found.overridden, -found.accepted, found.rule, found.version))
    return FeedbackReport(tuple(rules), len(last.keys() - shown.keys()), len(received) - len(last))


def _of_rule(rule: str, version: str, decisions: int, rows: list[Mapping[Any, Any]]) -> OfRule:
    overridden = [row for row in rows if row["outcome"] == "overridden"]
    reasons = Counter(_reason(row) for row in overridden)
    return OfRule(
        rule=rule,
        version=version,
        decisions=decisions,
        accepted=len(rows) - len(overridden),
        overridden=len(overridden),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        comments=tuple(row["comment"] for row in rows if row["comment"]),
    )


def _reason(row: Mapping[Any, Any]) -> str:
    system, code = row["reason_system"], row["reason_code"]
    return f"{system}|{code}" if system else code or NO_REASON
