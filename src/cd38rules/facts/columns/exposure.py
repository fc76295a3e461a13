"""Exposure to anti-CD38 antibodies, seen for the patient as a whole, in columns: the second form of `facts.exposure`.

Flags are nullable, and `&`, `|`, `~` on them are Kleene's.
"""

from __future__ import annotations

import polars as pl

from .bits import DARATUMUMAB, ISATUXIMAB, OTHER_ANTIBODY, UNDECIDED, UNNAMED
from .courses import col, latest, months_since

AGENT_OF = {"daratumumab": DARATUMUMAB, "isatuximab": ISATUXIMAB}
DARA_OR_UNNAMED = DARATUMUMAB | UNNAMED


def is_two(agent: str) -> pl.Expr:
    """Daratumumab or isatuximab, as far as an agent is on record."""
    return (col(agent) == DARATUMUMAB) | (col(agent) == ISATUXIMAB)


def planned(agent: int) -> pl.Expr:
    """A plan or its alternative says exactly this; never null."""
    return ((col("pln_agent") == agent) | (col("alt_agent") == agent)).fill_null(False)


def has(agents: int, among: str = "agents") -> pl.Expr:
    """Some prior course is of one of the agents; never null."""
    return (col(among) & agents) != 0


def exposure_facts() -> list[pl.Expr]:
    """The flags of exposure, by the names of the vocabulary."""
    main_known = col("pln_agent").is_not_null()
    any_planned = planned(DARATUMUMAB) | planned(ISATUXIMAB) | planned(UNDECIDED)
    prior = col("prior_known")
    other = planned(OTHER_ANTIBODY) | (col("cur_agent") == OTHER_ANTIBODY).fill_null(False) | has(OTHER_ANTIBODY)
    facts = {
        "current_anti_cd38": is_two("cur_agent") & col("cur_has"),
        "planned_anti_cd38": pl.when(any_planned).then(True).when(main_known).then(False),
        "ended_daratumumab": pl.when(prior).then(has(DARA_OR_UNNAMED)),
        "ended_isatuximab": pl.when(has(ISATUXIMAB)).then(True).when(prior & ~has(UNNAMED)).then(False),
        "progressed_on_daratumumab": pl.when(col("progressed"))
        .then(True)
        .when(prior & ~col("progress_open"))
        .then(False),
        "undated_course": undated_course(any_planned),
        "agent_open": planned(UNDECIDED) | (planned(DARATUMUMAB) & planned(ISATUXIMAB)),
        "other_antibody": pl.when(other)
        .then(True)
        .when(prior & col("cur_agent").is_not_null() & ~has(UNNAMED))
        .then(False),
    }
    for name, agent in AGENT_OF.items():
        facts[f"current_{name}"] = (col("cur_agent") == agent) & col("cur_has")
        facts[f"planned_{name}"] = pl.when(planned(agent)).then(True).when(main_known & ~planned(UNDECIDED)).then(False)
    return [expression.alias(f"exposure.{name}") for name, expression in facts.items()]


def undated_course(any_planned: pl.Expr) -> pl.Expr:
    """A last dose that matters isn't on record as a date or a count."""
    counts = (is_two("cur_agent") & col("cur_has") & col("cur_last_lo").is_null()).fill_null(False)
    after_dara = (col("cur_agent") == DARATUMUMAB) & planned(ISATUXIMAB)
    after_isa = (col("cur_agent") == ISATUXIMAB) & planned(DARATUMUMAB)
    other_planned = counts & (after_dara | after_isa)
    is_open = (col("cur_agent").is_null() & any_planned) | (counts & planned(UNDECIDED))
    return pl.when(col("undated") | other_planned).then(True).when(col("prior_known") & ~is_open).then(False)


def any_dose() -> pl.Expr:
    """Some anti-CD38 antibody has been given at some time."""
    given = (col("agents") != 0) | col("cur_has").fill_null(False)
    return pl.when(given).then(True).when(col("prior_known") & col("cur_agent").is_not_null()).then(False)


def months_of_exposure(courses: pl.DataFrame, patients: pl.DataFrame) -> list[pl.Series]:
    """The ranges of `exposure.since_daratumumab` and `exposure.since_isatuximab`.

    Dated courses are counted to the red cells where these come before the assessment; counts to the assessment.
    """
    until = patients.select(low=pl.min_horizontal("as_of", "cells_lo"), high=pl.min_horizontal("as_of", "cells_hi"))
    days = [
        courses.select(pl.when(col("last_lo").is_null()).then("as_of").otherwise(until[end].gather(courses["row"])))
        for end in ("low", "high")
    ]
    since = months_since(courses, days[0].to_series(), days[1].to_series())
    found: list[pl.Series] = []
    for name, agents in (("since_daratumumab", DARA_OR_UNNAMED), ("since_isatuximab", ISATUXIMAB)):
        dose = latest(courses, since, (col("agent") & agents) != 0, patients.height)
        known = dose.select(pl.when((col("count") > 0) & (col("open") == 0)).then(end) for end in ("lo", "hi"))
        found += [known[end].alias(f"exposure.{name}.{end}") for end in ("lo", "hi")]
    return found
