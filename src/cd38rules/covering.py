"""Covering: which advisories are shown under another one. A cover never hides a higher severity."""

from __future__ import annotations

from collections.abc import Callable

from .report import Advisory
from .rules.book import RuleBook
from .rules.condition import Condition
from .rules.model import SEVERITY_RANK, Rule

Holds = Callable[[Condition | None, Rule, str], bool]


def with_covers(book: RuleBook, applying: list[Advisory], holds: Holds) -> list[Advisory]:
    """The same advisories in the same order, with `covers` and `covered_by` filled in.

    Between two rules about regimens the cover binds the same role; else any role will do.
    """
    covers: dict[int, list[str]] = {}
    covered_by: dict[int, list[str]] = {}
    by_rule: dict[str, list[int]] = {}
    for index, advisory in enumerate(applying):
        by_rule.setdefault(advisory.rule, []).append(index)
    for index, advisory in enumerate(applying):
        rule = book.rules[advisory.rule]
        for cover in rule.covers:
            for other in by_rule.get(cover.rule, ()):
                if _covers(advisory, applying[other]) and holds(cover.when, rule, (*advisory.roles, "")[0]):
                    covers.setdefault(index, []).append(cover.rule)
                    covered_by.setdefault(other, []).append(advisory.rule)
    return [
        advisory
        if index not in covers and index not in covered_by
        else advisory.model_copy(
            update={
                "covers": tuple(sorted(set(covers.get(index, ())))),
                "covered_by": tuple(sorted(set(covered_by.get(index, ())))),
            }
        )
        for index, advisory in enumerate(applying)
    ]


def _covers(cover: Advisory, covered: Advisory) -> bool:
    if SEVERITY_RANK[covered.severity] < SEVERITY_RANK[cover.severity]:
        return False
    return not cover.roles or not covered.roles or set(covered.roles) <= set(cover.roles)
