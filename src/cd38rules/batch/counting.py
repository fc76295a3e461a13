"""Counts of verdicts, taken from columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from ..engines.columnar import ColumnarOutcome
from ..facts import ROLES
from ..rules.book import RuleBook
from .tally import Tally
from .verdicts import SEVERITIES, SUPPRESSED, UNKNOWN, YES, Verdicts

col = pl.col
LANE = 60
"""Facts whose bits share a column."""


def counted(book: RuleBook, outcome: ColumnarOutcome, verdicts: Verdicts) -> Tally:
    """The counts of one table of verdicts; `outcome` tells which regimens aren't on record."""
    rules = list(book.plan_rules)
    number = {rule: index for index, rule in enumerate(rules)}
    rule_of = pl.Series([number[cell.rule] for cell in verdicts.cells], dtype=pl.UInt32)
    open_roles = {role: outcome.frame[f"{role}:open"] for role in ROLES}
    any_open = outcome.frame.select(pl.any_horizontal(f"{role}:open" for role in ROLES)).to_series()
    pair = verdicts.row.cast(pl.UInt64) * len(rules) + rule_of.gather(verdicts.cell)
    long = pl.DataFrame(
        {
            "pair": pair.set_sorted(),
            "verdict": verdicts.verdict,
            "severity": verdicts.severity,
            "alone": (verdicts.verdict == YES) & ~verdicts.covered,
        }
    )
    pairs = long.group_by("pair", maintain_order=True).agg(
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
    _count_missing(tally, pair, verdicts)
    for name in ("applies", "not_evaluable", "suppressed", "as_alert", "alone", "spoken_of_with_open_regimen"):
        setattr(tally, name, +getattr(tally, name))
    return tally


def _count_missing(tally: Tally, pair: pl.Series, verdicts: Verdicts) -> None:
    """Sets of facts are bits of lanes, put together by `or` for a patient, or a patient and a rule."""
    names = sorted({name for facts in verdicts.missing_sets for name in facts})
    if not names:
        return
    lanes = [names[start : start + LANE] for start in range(0, len(names), LANE)]
    cells = verdicts.missing.is_not_null().arg_true()
    which = verdicts.missing.gather(cells)
    keys = {"row": verdicts.row.gather(cells).set_sorted(), "pair": pair.gather(cells).set_sorted()}
    bits = [_bits_of(lane, verdicts.missing_sets).gather(which).alias(f"lane{at}") for at, lane in enumerate(lanes)]
    long = pl.DataFrame([series.alias(name) for name, series in keys.items()] + bits)
    together = col("^lane.*$").bitwise_or()
    by_patient, by_pair = (long.group_by(key, maintain_order=True).agg(together) for key in keys)
    alone = by_pair.filter(pl.sum_horizontal(col("^lane.*$").bitwise_count_ones()) == 1)
    for counter, table in (
        (tally.missing_patients, by_patient),
        (tally.missing_rules, by_pair),
        (tally.missing_alone, alone),
    ):
        for at, lane in enumerate(lanes):
            for index, name in enumerate(lane):
                if count := int((table[f"lane{at}"] & (1 << index) != 0).sum()):
                    counter[name] = count


def _bits_of(lane: list[str], sets: tuple[tuple[str, ...], ...]) -> pl.Series:
    place = {name: 1 << index for index, name in enumerate(lane)}
    return pl.Series([sum(place.get(name, 0) for name in facts) for facts in sets], dtype=pl.UInt64)


def _counter(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter({name: count for name, count in counts if count})
