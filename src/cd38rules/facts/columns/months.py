"""Calendar months between columns of days, counted as in `facts.calendar`, of which this is the second form.

n months are reached on the same day of the month, or on the last day of a shorter one; days beyond count as days / 31.
"""

from __future__ import annotations

import polars as pl

from ..calendar import FEWEST_DAYS, MOST_DAYS

CYCLE_DAYS, CYCLE_MONTHS = 1461, 48
"""Four years, after which the lengths of months repeat."""


def months_elapsed(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Whole months plus days / 31 of the one begun; 0 where `second` isn't later; null where a day is."""
    day, reached = first.dt.day().cast(pl.Int32), second.dt.day().cast(pl.Int32)
    years = second.dt.year() - first.dt.year()
    whole = years * 12 + second.dt.month().cast(pl.Int32) - first.dt.month().cast(pl.Int32)
    in_this = pl.min_horizontal(day, second.dt.month_end().dt.day().cast(pl.Int32))
    before = second.dt.month_start().dt.offset_by("-1d").dt.day().cast(pl.Int32)
    in_before = pl.min_horizontal(day, before)
    elapsed = (
        pl.when(in_this <= reached)
        .then(whole + _part(reached - in_this))
        .otherwise((whole - 1) + _part(reached + before - in_before))
    )
    return pl.when(second <= first).then(0.0).otherwise(elapsed)


# Division by a constant is a multiplication by its inverse in polars, which is off by a bit here and there.
_PARTS = pl.lit(pl.Series([days / 31 for days in range(32)], dtype=pl.Float64))


def _part(days: pl.Expr) -> pl.Expr:
    """Days as a part of a month; no part has more than 31."""
    return _PARTS.gather(days.clip(0, 31))


def years_completed(born: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Completed years of age, as a float."""
    return (months_elapsed(born, day).floor() / 12).floor()


def _spent(spans: tuple[int, ...]) -> tuple[pl.Series, pl.Series]:
    """For each count of days below a cycle: the whole months reached, and the part of the next one."""
    whole: list[int] = []
    part: list[float] = []
    month = 0
    for days in range(CYCLE_DAYS):
        while spans[month + 1] <= days:
            month += 1
        whole.append(month)
        part.append((days - spans[month]) / 31)
    return pl.Series(whole, dtype=pl.Int64), pl.Series(part, dtype=pl.Float64)


_FEWEST_MONTHS, _MOST_MONTHS = _spent(MOST_DAYS), _spent(FEWEST_DAYS)
_FEWEST, _MOST = pl.Series(FEWEST_DAYS, dtype=pl.Int64), pl.Series(MOST_DAYS, dtype=pl.Int64)


def fewest_months_of(days: pl.Series) -> pl.Series:
    """The fewest months that a count of days can amount to."""
    return _looked_up(days, *_FEWEST_MONTHS)


def most_months_of(days: pl.Series) -> pl.Series:
    """The most months that a count of days can amount to."""
    return _looked_up(days, *_MOST_MONTHS)


def _looked_up(days: pl.Series, whole: pl.Series, part: pl.Series) -> pl.Series:
    rest = days % CYCLE_DAYS
    return (days // CYCLE_DAYS * CYCLE_MONTHS + whole.gather(rest)) + part.gather(rest)


def days_of_months(months: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The fewest and the most days that a count of months can span."""
    whole = months.floor().cast(pl.Int64)
    part = months - whole
    cycles, rest = whole // CYCLE_MONTHS * CYCLE_DAYS, whole % CYCLE_MONTHS
    fewest = cycles + _FEWEST.gather(rest) + (part * 28).floor().cast(pl.Int64)
    most = cycles + _MOST.gather(rest) + (part * 31).ceil().cast(pl.Int64)
    return fewest, most
