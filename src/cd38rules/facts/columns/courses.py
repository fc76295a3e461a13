"""What courses of anti-CD38 antibodies amount to, in columns: the second form of `facts.courses`.

A course's time since its last dose is a range of months, from two days to two days; of several doses the latest counts,
and an undated one leaves it open.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from .bits import DARATUMUMAB, ISATUXIMAB, OTHER_ANTIBODY, UNNAMED, mask_of
from .months import days_of_months, fewest_months_of, months_elapsed, most_months_of

POM_DEX = mask_of("regimen.partner_drugs", ("pomalidomide", "dexamethasone"))

col = pl.col
_NEVER = pl.lit(date.min)


def past(day: str) -> pl.Expr:
    """A day, but not one after the assessment; null where it isn't recorded."""
    return pl.when(col(day) > col("as_of")).then(col("as_of")).otherwise(col(day))


def with_days(courses: pl.DataFrame, patients: pl.DataFrame) -> pl.DataFrame:
    """The courses with `as_of`, `dated`, the days since their last dose (`fewest`, `most`) where those are counted, and
    the days that the first (`begin_lo`, `begin_hi`) and the last dose (`end_lo`, `end_hi`) can have been on."""
    fewest, most = days_of_months(courses["months"])
    frame = courses.with_columns(
        patients["as_of"].gather(courses["row"]).alias("as_of"),
        pl.coalesce(col("days").cast(pl.Int64), fewest).alias("fewest"),
        pl.coalesce(col("days").cast(pl.Int64), most).alias("most"),
    )
    frame = frame.with_columns(
        pl.any_horizontal(col("last_lo", "days", "months").is_not_null()).alias("dated"),
        pl.coalesce(past("last_lo"), col("as_of") - pl.duration(days="most")).alias("end_lo"),
        pl.coalesce(past("last_hi"), col("as_of") - pl.duration(days="fewest")).alias("end_hi"),
    )
    return frame.with_columns(begin_lo(), begin_hi())


def begin_lo(first: str = "first_lo", end: str = "end_hi") -> pl.Expr:
    """The earliest day of a first dose: any day at all where only the last dose is known."""
    return pl.coalesce(past(first), pl.when(col(end).is_not_null()).then(_NEVER)).alias("begin_lo")


def begin_hi(first: str = "first_hi", end: str = "end_hi") -> pl.Expr:
    """The latest day of a first dose, which isn't after the last one."""
    return pl.min_horizontal(past(first), col(end)).alias("begin_hi")


def months_since(courses: pl.DataFrame, low: pl.Series, high: pl.Series) -> pl.DataFrame:
    """For each course the range of months (`lo`, `hi`) from its last dose to a day between `low` and `high`.

    Counts run to the assessment; the days from there on are added. Null where nothing is on record, or where a count
    contradicts the dates. `courses` are as `with_days` makes them.
    """
    frame = courses.with_columns(low.alias("low"), high.alias("high")).with_columns(
        earlier=(col("low") - col("as_of")).dt.total_days(),
        later=(col("high") - col("as_of")).dt.total_days(),
    )
    frame = frame.with_columns(
        fewest_then=(col("fewest") + col("earlier")).clip(lower_bound=0),
        most_then=col("most") + col("later"),
    )
    frame = frame.with_columns(
        fewest_months_of(frame["fewest_then"]).alias("counted_lo"),
        most_months_of(frame["most_then"].clip(lower_bound=0)).alias("counted_hi"),
        months_elapsed(past("last_hi"), col("low")).alias("dated_lo"),
        months_elapsed(past("last_lo"), col("high")).alias("dated_hi"),
    )
    exact = col("days").is_null() & (col("earlier") == 0) & (col("later") == 0)
    return frame.select(
        pl.when(col("last_lo").is_not_null())
        .then(f"dated_{end}")
        .when(exact)
        .then("months")
        .when(col("most_then") >= 0)
        .then(f"counted_{end}")
        .alias(end)
        for end in ("lo", "hi")
    )


def latest(courses: pl.DataFrame, since: pl.DataFrame, chosen: pl.Expr, size: int) -> pl.DataFrame:
    """Of the chosen courses of each patient: the least `lo` and `hi`, their `count`, and how many are `open`."""
    frame = courses.select("row", "agent").hstack(since).filter(chosen)
    found = frame.group_by("row").agg(
        col("lo").min(), col("hi").min(), pl.len().alias("count"), col("lo").null_count().alias("open")
    )
    return spread(found, size, {"count": 0, "open": 0})


def spread(grouped: pl.DataFrame, size: int, empty: dict[str, object]) -> pl.DataFrame:
    """Rows grouped by patient, laid out over all patients; who has none gets what `empty` says, or null."""
    columns = []
    for name, dtype in grouped.schema.items():
        if name != "row":
            column = pl.Series(name, [empty.get(name)], dtype=dtype).new_from_index(0, size)
            columns.append(column if grouped.is_empty() else column.scatter(grouped["row"], grouped[name]))
    return pl.DataFrame(columns)


def over_courses(courses: pl.DataFrame, size: int) -> pl.DataFrame:
    """What a patient's prior courses amount to, apart from times since: one row a patient.

    `agents` holds the bits of all, `agents_named` those without other antibodies, `agents_latest` of these the ones
    that may have had the latest dose; `all_...` says that the field is on record for each of the named ones.
    """
    named, dara, isa = col("agent") != OTHER_ANTIBODY, col("agent") == DARATUMUMAB, col("agent") == ISATUXIMAB
    may_be_dara = dara | (col("agent") == UNNAMED)
    latest_start = pl.when(named).then("end_lo").max().over("row")
    is_latest = latest_start.is_null() | col("end_hi").is_null() | (col("end_hi") >= latest_start)
    signs = col("refractory") | col("stopped_for_progression")
    progressed = pl.when((col("agent") != UNNAMED) | ~signs).then(signs)
    frame = courses.with_columns(is_latest=is_latest, progressed=progressed, named=named, may_be_dara=may_be_dara)
    found = frame.group_by("row").agg(
        col("agent").bitwise_or().alias("agents"),
        _bits(col("named")).alias("agents_named"),
        _bits(col("named") & col("is_latest")).alias("agents_latest"),
        (col("named") & ~col("dated")).any().alias("undated"),
        *(
            (~col("named") | col(field).is_not_null()).all().alias(f"all_{field}")
            for field in ("first_lo", "drugs", "stopped_for_progression", "refractory")
        ),
        (col("may_be_dara") & col("progressed")).any().alias("progressed"),
        (col("may_be_dara") & col("progressed").is_null()).any().alias("progress_open"),
        (dara & col("refractory")).any().alias("dara_refractory"),
        (dara & col("refractory").is_null()).any().alias("dara_refractory_open"),
        (isa & col("drugs").is_null()).any().alias("isa_drugs_open"),
        (isa & (col("drugs") == POM_DEX)).any().alias("isa_with_pd"),
        col("begin_hi").min(),
        col("begin_lo").min(),
        col("begin_hi").null_count().alias("begin_open"),
    )
    none = {"agents": 0, "agents_named": 0, "agents_latest": 0, "begin_open": 0}
    true = dict.fromkeys(("all_first_lo", "all_drugs", "all_stopped_for_progression", "all_refractory"), True)
    false = ["undated", "progressed", "progress_open", "dara_refractory", "dara_refractory_open"]
    false += ["isa_drugs_open", "isa_with_pd"]
    return spread(found, size, {**none, **true, **dict.fromkeys(false, False)})


def _bits(chosen: pl.Expr) -> pl.Expr:
    return pl.when(chosen).then("agent").otherwise(pl.lit(0, dtype=pl.UInt32)).bitwise_or()
