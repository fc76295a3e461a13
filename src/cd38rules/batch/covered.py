"""Covering in columns: for whom a rule that applies is shown under another one. The second form of `covering`."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl

from ..engines.columnar import Stages, col, column_of
from ..engines.outcome import PATIENT
from ..rules.book import RuleBook
from ..rules.model import SEVERITY_RANK, Cover, Rule

_LOWEST = SEVERITY_RANK["info"]


def severity_of(book: RuleBook, rule: Rule, role: str) -> pl.Expr:
    """The severity of a rule as a number: info is 0, warning 1, critical 2. The first case that surely holds counts."""
    chosen = _number(rule.severity.otherwise)
    for case in reversed(rule.severity.cases):
        holds = col(column_of(book.plan.id_of(case.when, rule.scope), role, "+"))
        chosen = pl.when(holds).then(_number(case.severity)).otherwise(chosen)
    return chosen


def covered_masks(book: RuleBook, stages: Stages) -> dict[tuple[str, str], pl.Expr]:
    """For each (rule, role) that another rule may cover, for whom it does if the rule applies.

    Between two rules about regimens the cover binds the same role; else any role will do.
    """
    found: dict[tuple[str, str], list[pl.Expr]] = {}
    for name in book.plan_rules:
        covering = book.rules[name]
        for cover in covering.covers:
            if cover.rule not in book.plan_rules:
                continue
            covered = book.rules[cover.rule]
            for role in _roles(covered, stages):
                same = covering.scope == covered.scope == "regimen"
                for own in (role,) if same else _roles(covering, stages):
                    found.setdefault((cover.rule, role), []).append(_mask(book, covering, own, cover, covered, role))
    return {key: reduce(or_, masks) for key, masks in found.items()}


def _mask(book: RuleBook, covering: Rule, own: str, cover: Cover, covered: Rule, role: str) -> pl.Expr:
    mask = col(column_of(covering.id, own, "+"))
    if own:
        mask = mask & col(f"{own}:active")
    if cover.when is not None:
        mask = mask & col(column_of(book.plan.id_of(cover.when, covering.scope), own, "+"))
    return mask & (severity_of(book, covered, role) <= severity_of(book, covering, own))


def _roles(rule: Rule, stages: Stages) -> tuple[str, ...]:
    return stages.roles if rule.scope == "regimen" else (PATIENT,)


def _number(severity: str) -> pl.Expr:
    return pl.lit(_LOWEST - SEVERITY_RANK[severity], dtype=pl.UInt32)
