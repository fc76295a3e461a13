"""One regimen and what was given before it, in columns: the second form of `facts.regimen`.

For a planned regimen the current course of another agent counts as given before.
"""

from __future__ import annotations

import polars as pl

from .bits import DARATUMUMAB, ISATUXIMAB, UNDECIDED, UNNAMED, bits_of
from .courses import POM_DEX, col, latest, months_since, past
from .exposure import has
from .months import months_elapsed
from .profiles import PREFIXES

Expressions = dict[str, pl.Expr]
NO = pl.lit(False)
TWO_OR_UNDECIDED = (DARATUMUMAB, ISATUXIMAB, UNDECIDED)


def start_columns(role: str) -> list[pl.Expr]:
    """`<prefix>from_lo` and `..._hi`, the days from which a regimen counts: a plan without a start begins today."""
    prefix = PREFIXES[role]
    if role == "current":
        return [past(f"cur_start_{end}").alias(f"cur_from_{end}") for end in ("lo", "hi")]
    return [pl.coalesce(f"{prefix}start_{end}", "as_of").alias(f"{prefix}from_{end}") for end in ("lo", "hi")]


def regimen_facts(role: str, courses: pl.DataFrame, patients: pl.DataFrame) -> list[pl.Series]:
    """The derived facts of one role by instance name; they mean nothing where the role has no regimen."""
    prefix = PREFIXES[role]
    lows, highs = (patients[f"{prefix}from_{end}"].gather(courses["row"]) for end in ("lo", "hi"))
    since = months_since(courses, lows, highs)
    size = patients.height
    doses = {
        "dara": latest(courses, since, col("agent") == DARATUMUMAB, size),
        "isa": latest(courses, since, col("agent") == ISATUXIMAB, size),
        "none": latest(courses, since, col("agent") == UNNAMED, size),
    }
    frame = patients.hstack([dose[name].alias(f"{key}_{name}") for key, dose in doses.items() for name in dose.columns])
    frame = frame.with_columns(
        months_elapsed(past("cur_last_hi"), col(f"{prefix}from_lo")).alias("cur_lo"),
        months_elapsed(past("cur_last_lo"), col(f"{prefix}from_hi")).alias("cur_hi"),
    )
    frame = frame.with_columns(
        counts_as_prior(prefix, DARATUMUMAB).alias("counts_dara"),
        counts_as_prior(prefix, ISATUXIMAB).alias("counts_isa"),
    )
    facts = _facts(role, prefix)
    return frame.select(expression.alias(f"{role}.{name}") for name, expression in facts.items()).get_columns()


def counts_as_prior(prefix: str, agent: int) -> pl.Expr:
    """Whether the current course counts as one of `agent` given before this regimen."""
    if prefix == "cur_":
        return NO
    own = col(f"{prefix}agent")
    given = (col("cur_agent") == agent) & col("cur_has")
    return (
        pl.when(~given | ((own == agent) & col("cur_agent").is_not_null()))
        .then(False)
        .when(given & (own & agent == 0))
        .then(True)
    )


def _facts(role: str, prefix: str) -> Expressions:
    had_dara = _had("dara", DARATUMUMAB)
    had_isa = _had("isa", ISATUXIMAB)
    return {
        "prior_daratumumab": had_dara,
        "prior_isatuximab": had_isa,
        "prior_anti_cd38": pl.when(has(UNDECIDED | UNNAMED)).then(True).otherwise(had_dara | had_isa),
        "washout": washout(role, prefix),
        "recent_daratumumab": recent_daratumumab(role, prefix),
        "retreatment": retreatment(role, prefix),
        "switch": switch(role, prefix),
        "daratumumab_refractory": daratumumab_refractory(),
        "after_isatuximab_pd": after_isatuximab_pd(),
    }


def _had(name: str, agent: int) -> pl.Expr:
    counts = col(f"counts_{name}")
    is_open = ~counts & (~col("prior_known") | has(UNNAMED))
    return pl.when(has(agent)).then(True).when(is_open.fill_null(False)).then(None).otherwise(counts)


def washout(role: str, prefix: str) -> pl.Expr:
    """The band of time from the latest dose of the other agent to the start of this regimen."""
    own = col(f"{prefix}agent")
    is_known = col(f"{prefix}from_lo").is_not_null()
    if role != "current":
        is_known &= col("cur_agent").is_not_null()
    after_dara = _band_after("dara", DARATUMUMAB, role)
    after_isa = _band_after("isa", ISATUXIMAB, role)
    return (
        pl.when(is_known & (own == ISATUXIMAB)).then(after_dara).when(is_known & (own == DARATUMUMAB)).then(after_isa)
    )


def _band_after(name: str, agent: int, role: str) -> pl.Expr:
    counts = NO if role == "current" else ((col("cur_agent") == agent) & col("cur_has")).fill_null(False)
    number = col(f"{name}_count") + counts
    is_open = (col(f"{name}_open") > 0) | (counts & col("cur_lo").is_null())
    ends = {end: pl.min_horizontal(f"{name}_{end}", pl.when(counts).then(f"cur_{end}")) for end in ("lo", "hi")}
    band = pl.when((number > 0) & ~is_open).then(_band(ends["lo"], ends["hi"]))
    # A course without a name may have been the other agent: the band stands only if it is the same either way.
    with_unnamed = {end: pl.min_horizontal(ends[end], f"none_{end}") for end in ("lo", "hi")}
    same = ~is_open & (col("none_open") == 0) & (_band(with_unnamed["lo"], with_unnamed["hi"]) == band)
    return pl.when((col("none_count") == 0) | same).then(band)


def _band(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    bits = {name: pl.lit(bit, dtype=pl.UInt32) for name, bit in bits_of("regimen.washout").items()}
    return (
        pl.when(high < 3)
        .then(bits["below_3"])
        .when(low >= 6)
        .then(bits["reached_6"])
        .when((low >= 3) & (high < 6))
        .then(bits["3_to_6"])
        .when(low.is_not_null())
        .then(bits["ambiguous"])
    )


def _is_new_course(role: str, prefix: str) -> pl.Expr:
    """A plan of one of the two agents, or undecided between them."""
    return NO if role == "current" else col(f"{prefix}agent").is_in(TWO_OR_UNDECIDED).fill_null(False)


def recent_daratumumab(role: str, prefix: str) -> pl.Expr:
    """At most 6 months lie, or can lie, between the latest dose of daratumumab and the start of a new course."""
    own = col(f"{prefix}agent")
    goes_on = (((col("cur_agent") & own) != 0) & col("cur_has")).fill_null(False)
    current_counts = ((col("cur_agent") == DARATUMUMAB) & col("cur_has")).fill_null(False)
    recent = (col("dara_lo") <= 6).fill_null(False) | (current_counts & (col("cur_lo") <= 6).fill_null(False))
    is_open = (col("dara_open") > 0) | (current_counts & col("cur_lo").is_null())
    is_open |= (col("none_open") > 0) | (col("none_lo") <= 6).fill_null(False)
    is_open |= ~col("prior_known") | col("cur_agent").is_null()
    return (
        pl.when(~_is_new_course(role, prefix) | (goes_on & (own != UNDECIDED)))
        .then(False)
        .when(recent & ~goes_on)
        .then(True)
        .when(~recent & ~is_open)
        .then(False)
    )


def retreatment(role: str, prefix: str) -> pl.Expr:
    """The planned agent was given in a course that has ended, and isn't being given now."""
    own = col(f"{prefix}agent")
    undecided = own == UNDECIDED
    goes_on = ((col("cur_agent") == own) & col("cur_has") & ~undecided).fill_null(False)
    may_be = ~col("prior_known") | has(UNNAMED) | (undecided & has(UNDECIDED))
    return (
        pl.when(~_is_new_course(role, prefix) | goes_on)
        .then(False)
        .when(~undecided & ((col("agents") & own) != 0))
        .then(True)
        .when(~may_be)
        .then(False)
    )


def switch(role: str, prefix: str) -> pl.Expr:
    """The planned agent differs from the current one, or from that of the latest ended course if none is current."""
    own = col(f"{prefix}agent")
    undecided = own == UNDECIDED
    is_current = (col("cur_agent").is_in((DARATUMUMAB, ISATUXIMAB)) & col("cur_has")).fill_null(False)
    is_recorded = col("prior_known") & col("cur_agent").is_not_null()
    one_of_two = col("agents_latest").is_in((DARATUMUMAB, ISATUXIMAB))
    return (
        pl.when(~_is_new_course(role, prefix))
        .then(False)
        .when(is_current)
        .then(pl.when(~undecided).then(col("cur_agent") != own))
        .when(is_recorded & (col("agents_named") == 0))
        .then(False)
        .when(is_recorded & one_of_two & ~undecided)
        .then(col("agents_latest") != own)
    )


def daratumumab_refractory() -> pl.Expr:
    """The disease was refractory to daratumumab given before this regimen."""
    stated = ((col("refractory_to") & bits_of("disease.refractory_to")["daratumumab"]) != 0).fill_null(False)
    may_count = col("counts_dara").fill_null(True)
    is_open = col("dara_refractory_open") | has(UNNAMED) | may_count
    return pl.when(col("dara_refractory") | stated).then(True).when(has(DARATUMUMAB) & ~is_open).then(False)


def after_isatuximab_pd() -> pl.Expr:
    """Isatuximab was given with pomalidomide and dexamethasone before this regimen."""
    counts = col("counts_isa")
    current_with_pd = (counts & (col("cur_drugs") == POM_DEX)).fill_null(False)
    current_open = counts.is_null() | (counts & col("cur_drugs").is_null())
    is_open = col("isa_drugs_open") | has(UNNAMED) | current_open
    given = has(ISATUXIMAB) | counts.fill_null(True)
    return pl.when(col("isa_with_pd") | current_with_pd).then(True).when(given & ~is_open).then(False)
