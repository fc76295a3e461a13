"""Transfusion in columns: typing and Kell determined in time, red cells, laboratory. Second form of `facts.blood`."""

from __future__ import annotations

import polars as pl

from .bits import bits_of
from .courses import begin_hi, begin_lo, col, past
from .exposure import any_dose


def with_first_doses(patients: pl.DataFrame) -> pl.DataFrame:
    """Adds `firsts_lo`, `firsts_hi`, the earliest days of the first dose of any course, and `firsts_open`, that one of
    them isn't on record. The current regimen is a course if doses of it were given."""
    counts = col("cur_has").fill_null(False)
    frame = patients.with_columns(cur_end_hi=past("cur_last_hi")).with_columns(
        begin_lo("cur_start_lo", "cur_end_hi").alias("cur_begin_lo"),
        begin_hi("cur_start_hi", "cur_end_hi").alias("cur_begin_hi"),
    )
    return frame.with_columns(
        any_dose().alias("any_dose"),
        pl.min_horizontal("begin_lo", pl.when(counts).then("cur_begin_lo")).alias("firsts_lo"),
        pl.min_horizontal("begin_hi", pl.when(counts).then("cur_begin_hi")).alias("firsts_hi"),
        ((col("begin_open") > 0) | (counts & col("cur_begin_hi").is_null())).alias("firsts_open"),
    )


def blood_facts() -> list[pl.Expr]:
    """The flags about blood, by the names of the vocabulary."""
    not_expected = bits_of("transfusion.red_cells")["not_expected"]
    negative = bits_of("transfusion.kell")["negative"]
    kell = pl.when(col("kell") == negative).then(False).when(col("kell").is_not_null())
    typing = pl.when(~col("typing_done")).then(False).when(col("typing_done"))
    return [
        (col("red_cells") != not_expected).alias("transfusion.red_cells_planned"),
        after_planned_start().alias("transfusion.after_planned_start"),
        kell.then(before_first_dose("kell")).alias("transfusion.kell_exempt"),
        typing.then(before_first_dose("typing")).alias("transfusion.typing_in_time"),
        pl.when(col("dtt").fill_null(False) | col("modified_dtt").fill_null(False))
        .then(True)
        .otherwise("dtt")
        .alias("laboratory.dtt"),
    ]


def before_first_dose(test: str) -> pl.Expr:
    """Determined (`<test>_lo` to `<test>_hi`) before the first dose: as stated, by dates, or because there was none."""
    determined_lo, determined_hi = past(f"{test}_lo"), past(f"{test}_hi")
    surely_after = (determined_lo >= col("firsts_hi")).fill_null(False)
    stated = col(f"{test}_before")
    all_recorded = col("prior_known") & col("cur_agent").is_not_null()
    by_dates = (
        pl.when(col("any_dose").eq_missing(False))
        .then(True)
        .when(determined_lo.is_not_null() & surely_after)
        .then(False)
        .when(all_recorded & ~col("firsts_open") & (determined_hi < col("firsts_lo")).fill_null(False))
        .then(True)
    )
    contradicted = stated & surely_after
    return pl.when(contradicted).then(None).when(stated.is_not_null()).then(stated).otherwise(by_dates)


def after_planned_start() -> pl.Expr:
    """The red cells can fall on or after the planned start; so they can while either date isn't recorded."""
    plans = {prefix: (col(f"{prefix}agent") != 0).fill_null(False) for prefix in ("pln_", "alt_")}
    may_follow = pl.any_horizontal(
        plan & (col("cells_hi") >= col(f"{prefix}start_lo")).fill_null(True) for prefix, plan in plans.items()
    )
    some_plan = col("pln_agent").is_not_null() | col("alt_agent").is_not_null()
    begun_without_doses = (col("cur_agent") != 0) & ~col("cur_has")
    without_plan = pl.when(begun_without_doses).then(True).when(col("cur_agent").is_not_null() & some_plan).then(False)
    return pl.when(plans["pln_"] | plans["alt_"]).then(may_follow).otherwise(without_plan)
