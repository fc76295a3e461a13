"""Counts of verdicts, taken from columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from ..engines.columnar import ColumnarOutcome
from ..facts import ROLES
from ..rules.book import RuleBook
from .tally import Tally
from .verdicts import SEPARATOR, SEVERITIES, SUPPRESSED, UNKNOWN, YES, Verdicts

col = pl.col


def counted(book: RuleBook, outcome: ColumnarOutcome, verdicts: Verdicts) -> Tally:
    """The counts of one table of verdicts; `outcome` tells which regimens aren't on record."""
    rules = list(book.plan_rules)
    number = {rule: index for index, rule in enumerate(rules)}
    rule_of = pl.Series([number[cell.rule] for cell in verdicts.cells], dtype=pl.UInt32)
    open_roles = {role: outcome.frame[f"{role}:open"] for role in ROLES}
    any_open = outcome.frame.select(pl.any_horizontal(f"{role}:open" for role in ROLES)).to_series()
    long = pl.DataFrame(
        {
            "pair": verdicts.row.cast(pl.UInt64) * len(rules) + rule_of.gather(verdicts.cell),
            "verdict": verdicts.verdict,
            "severity": verdicts.severity,
            "alone": (verdicts.verdict == YES) & ~verdicts.covered,
        }
    )
    pairs = long.group_by("pair").agg(
        col("verdict").max(), col("alone").any(), col("severity").filter("alone").max().alias("severity")
    )
    pairs = pairs.with_columns((col("pair") % len(rules)).alias("rule"), col("pair") // len(rules))
    pairs = pairs.with_columns(any_open.gather(pairs["pair"]).alias("open"))
    by_rule = pairs.group_by("rule").agg(
        (col("verdict") == YES).sum().alias("applies"),
        (col("verdict") == UNKNOWN).sum().alias("not_evaluable"),
        (col("verdict") == SUPPRESSED).sum().alias("suppressed"),
        col("alone").sum(),
        pl.len().alias("spoken_of"),
        col("open").sum(),
    )
    tally = Tally(evaluated=verdicts.patients, with_open_regimen=int(any_open.sum()))
    tally.open_regimens = _counter((role, int(mask.sum())) for role, mask in open_roles.items())
    for index, applies, not_evaluable, suppressed, alone, spoken_of, spoken_of_open in by_rule.iter_rows():
        rule = rules[index]
        tally.applies[rule], tally.not_evaluable[rule], tally.suppressed[rule] = applies, not_evaluable, suppressed
        is_alert = book.rules[rule].kind == "advisory"
        (tally.as_alert if is_alert else tally.alone)[rule] = alone
        tally.spoken_of[rule], tally.spoken_of_with_open_regimen[rule] = spoken_of, spoken_of_open
    alerting = [number[rule] for rule in rules if book.rules[rule].kind == "advisory"]
    alerts = pairs.filter(col("alone") & col("rule").is_in(alerting)).group_by("severity").len()
    tally.alerts = _counter((SEVERITIES[severity], count) for severity, count in alerts.iter_rows())
    _count_missing(tally, len(rules), rule_of, verdicts)
    for name in ("applies", "not_evaluable", "suppressed", "as_alert", "alone", "spoken_of_with_open_regimen"):
        setattr(tally, name, +getattr(tally, name))
    return tally


def _count_missing(tally: Tally, rules: int, rule_of: pl.Series, verdicts: Verdicts) -> None:
    """Each distinct list of missing facts is taken apart once; few come back again and again."""
    rows = verdicts.missing.is_not_null().arg_true()
    words = verdicts.missing.gather(rows)
    distinct = words.unique().sort()
    lists = [text.split(SEPARATOR) for text in distinct]
    names = sorted({name for listed in lists for name in listed})
    number = {name: index for index, name in enumerate(names)}
    coded = pl.Series([[number[name] for name in listed] for listed in lists], dtype=pl.List(pl.UInt32))
    row = verdicts.row.gather(rows)
    long = pl.DataFrame(
        {
            "row": row,
            "pair": row.cast(pl.UInt64) * rules + rule_of.gather(verdicts.cell.gather(rows)),
            "fact": coded.gather(distinct.search_sorted(words)),
        }
    )
    pairs = long.explode("fact").unique(["pair", "fact"])
    sole = pairs.group_by("pair").agg(pl.len(), col("fact").first()).filter(col("len") == 1)
    for kept, counts in (
        ("missing_patients", pairs.unique(["row", "fact"])),
        ("missing_rules", pairs),
        ("missing_alone", sole),
    ):
        found = counts.group_by("fact").len()
        setattr(tally, kept, _counter((names[fact], count) for fact, count in found.iter_rows()))


def _counter(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter({name: count for name, count in counts if count})
