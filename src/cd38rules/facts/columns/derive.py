"""Profiles to columns of facts: what `facts.derive` gives for one patient, for many at once.

A flag or record is one Boolean column named as the fact; a number two, `<fact>.lo` and `<fact>.hi`; a choice one of
bits (those of the values that it may still be); a list two, `<fact>.surely` and `<fact>.possibly`. Null is "not
recorded". Facts of a regimen stand under their role (`planned.agent`) and mean nothing where the role isn't active.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ...profile import PatientProfile
from ..definition import ROLES
from .bits import OTHER, UNDECIDED, UNNAMED, bits_of
from .blood import blood_facts, with_first_doses
from .courses import col, over_courses, past, with_days
from .exposure import exposure_facts, has, months_of_exposure
from .months import years_completed
from .profiles import FINDINGS, PREFIXES, Recorded, read_columns
from .regimen import regimen_facts, start_columns

FISH = dict(zip(FINDINGS, ("del_17p", "t_4_14", "t_14_16", "gain_1q21", "amp_1q", "other_abnormality"), strict=True))
WITH_CLONE = ("del(17p)", "t(4;14)", "t(14;16)")

_SAME = {  # facts that are read as they stand: fact, column
    "region": "region",
    "disease.setting": "setting",
    "disease.soft_tissue_plasmacytoma": "plasmacytoma",
    "cytogenetics.fish_assessed": "fish_assessed",
    "lungs.copd": "copd",
    "lungs.asthma": "asthma",
    "lungs.asthma_severity": "asthma_severity",
    "lungs.asthma_persistent": "asthma_persistent",
    "lungs.asthma_controlled": "asthma_controlled",
    "reactions.major_infusion_reaction": "reaction",
    "kidneys.egfr_equation": "egfr_equation",
    "kidneys.dialysis": "dialysis",
    "transfusion.red_cells": "red_cells",
    "transfusion.compatibility_test_planned": "compatibility_test",
    "transfusion.typing_done": "typing_done",
    "transfusion.kell": "kell",
    "laboratory.dtt_standard": "dtt",
    "laboratory.modified_dtt": "modified_dtt",
    "laboratory.trypsin": "trypsin",
    "response.method": "response_method",
    "response.immunofixation": "immunofixation",
}
_NUMBERS = {
    "person.weight": "weight",
    "disease.prior_lines": "prior_lines",
    "lungs.fev1": "fev1",
    "kidneys.egfr": "egfr",
    "kidneys.creatinine_clearance": "crcl",
}
_MEMBERS = {"disease.refractory_to": "refractory_to", "laboratory.notified_of": "notified_of"}
_PRIOR_RECORDS = {
    "prior.last_dose": ~col("undated"),
    "prior.first_dose": col("all_first_lo"),
    "prior.partner_drugs": col("all_drugs"),
    "prior.stop_reason": col("all_stopped_for_progression"),
    "prior.refractory": col("all_refractory"),
}


@dataclass(frozen=True, slots=True)
class FactColumns:
    """`frame` has the columns of facts, and for each role `<role>:active` and `<role>:open` (not recorded whether there
    is such a regimen); `<name>:undecided` says that an agent or the earlier antibodies count as not recorded."""

    frame: pl.DataFrame

    @property
    def height(self) -> int:
        return self.frame.height


def derive_columns(profiles: Sequence[PatientProfile]) -> FactColumns:
    """The facts of many profiles, in their order."""
    return facts_of(read_columns(profiles))


def facts_of(recorded: Recorded) -> FactColumns:
    """The facts of what was read."""
    # A regimen whose agent isn't recorded is none on record, whatever else is told of it.
    patients = recorded.patients.with_columns(
        pl.when(col(f"{prefix}agent").is_not_null()).then(name).alias(name)
        for prefix in PREFIXES.values()
        for name in recorded.patients.columns
        if name.startswith(prefix)
    )
    patients = patients.with_columns(
        ((col("cur_agent") != 0) & (col("cur_doses") != 0).fill_null(True)).alias("cur_has")
    )
    patients = patients.with_columns(pl.when(col("cur_agent").is_not_null()).then("cur_has").alias("cur_has"))
    courses = with_days(recorded.courses, patients)
    patients = patients.hstack(over_courses(courses, patients.height))
    patients = with_first_doses(patients).with_columns(expr for role in ROLES for expr in start_columns(role))
    columns = patients.select(*_base_facts(), *exposure_facts(), *blood_facts()).get_columns()
    columns += months_of_exposure(courses, patients)
    for role in ROLES:
        columns += patients.select(_regimen_base(role)).get_columns()
        columns += regimen_facts(role, courses, patients)
    return FactColumns(pl.DataFrame(columns))


def _base_facts() -> list[pl.Expr]:
    agents = bits_of("regimen.agent")
    every_agent = sum(agents.values()) | UNNAMED
    found = [pl.lit(True).alias("assessment.date")]
    found += [col(name).alias(fact) for fact, name in _SAME.items()]
    found += [col(name).alias(f"{fact}.{end}") for fact, name in _NUMBERS.items() for end in ("lo", "hi")]
    found += [
        pl.coalesce("age", years_completed(past(f"birth_{other}"), col("as_of"))).alias(f"person.age.{end}")
        for end, other in (("lo", "hi"), ("hi", "lo"))
    ]
    for fact, name in _MEMBERS.items():
        found += [col(name).alias(f"{fact}.{reading}") for reading in ("surely", "possibly")]
    found += [col(f"m_protein_{reading}").alias(f"disease.m_protein.{reading}") for reading in ("surely", "possibly")]
    for name, fact in FISH.items():
        found.append(col(f"present:{name}").alias(f"cytogenetics.{fact}"))
        if name in WITH_CLONE:
            found += [col(f"clone:{name}").alias(f"cytogenetics.{fact}_clone.{end}") for end in ("lo", "hi")]
    found.append(col("isolated:gain(1q21)").alias("cytogenetics.gain_1q21_isolated"))
    prior = pl.when("prior_known")
    found += [
        prior.then("agents").alias("prior.agents.surely"),
        prior.then(pl.when(has(UNNAMED)).then(pl.lit(every_agent, dtype=pl.UInt32)).otherwise("agents")).alias(
            "prior.agents.possibly"
        ),
        has(UNNAMED).alias("prior.agents:undecided"),
        col("cells_lo").is_not_null().alias("transfusion.red_cells_date"),
        *(
            (col(f"{test}_lo").is_not_null() | col(f"{test}_before").is_not_null()).alias(f"transfusion.{test}_timing")
            for test in ("typing", "kell")
        ),
    ]
    found += [(col("prior_known") & known).alias(fact) for fact, known in _PRIOR_RECORDS.items()]
    return found


def _regimen_base(role: str) -> list[pl.Expr]:
    prefix = PREFIXES[role]
    agent = col(f"{prefix}agent")
    role_bit = bits_of("regimen.role")["current" if role == "current" else "planned"]
    return [
        (agent != 0).fill_null(False).alias(f"{role}:active"),
        (agent.is_null() if role != "alternative" else pl.lit(False)).alias(f"{role}:open"),
        pl.lit(role_bit, dtype=pl.UInt32).alias(f"{role}.role"),
        pl.when(agent == 0).then(pl.lit(OTHER, dtype=pl.UInt32)).otherwise(agent).alias(f"{role}.agent"),
        (agent == UNDECIDED).fill_null(False).alias(f"{role}.agent:undecided"),
        col(f"{prefix}route").alias(f"{role}.route"),
        col(f"{prefix}route_open").fill_null(False).alias(f"{role}.route_open"),
        *(col(f"{prefix}drugs").alias(f"{role}.partner_drugs.{reading}") for reading in ("surely", "possibly")),
        *(col(f"{prefix}doses").alias(f"{role}.doses_given.{end}") for end in ("lo", "hi")),
        col(f"{prefix}start_lo").is_not_null().alias(f"{role}.start"),
        col(f"{prefix}last_lo").is_not_null().alias(f"{role}.last_dose"),
        col(f"{prefix}combination").alias(f"{role}.combination"),
        *(col(f"{prefix}classes").alias(f"{role}.partner_classes.{reading}") for reading in ("surely", "possibly")),
    ]
