"""The four pivotal regimens and their neighbours, crossed with routes, settings, earlier antibodies and what's missing.

What a patient is and what a transfusion needs are crossed too, so that both sides of each exclusion are met.

The product is too large to run whole; a run takes every n-th of it, so that each value of each part is met.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

AS_OF = "2024-03-15"
ROLES = ("current", "planned", "alternative")
# What most rules are about is met more often than the rest.
AGENTS = (*("daratumumab", "isatuximab") * 3, "undecided", "other_anti_cd38", None)
PARTNERS: tuple[list[str] | None, ...] = (
    *(["pomalidomide", "dexamethasone"], ["carfilzomib", "dexamethasone"]) * 3,
    *([],) * 2,
    ["bortezomib", "cyclophosphamide", "dexamethasone"],
    ["lenalidomide", "dexamethasone"],
    ["bortezomib", "melphalan", "prednisone"],
    [],
    ["dexamethasone"],
    None,
)
ROUTES = ("intravenous", "subcutaneous", "undecided", None)
SETTINGS = (
    *("relapsed_refractory_mm", "relapsed_mm") * 3,
    "newly_diagnosed_mm",
    "al_amyloidosis",
    "other",
    None,
)
PRIORS: tuple[list[Json] | None, ...] = (
    [],
    [{"agent": "daratumumab", "last_dose_date": "2023-12-15", "refractory": True}],
    [{"agent": "isatuximab", "last_dose_date": "2022-01-01"}],
    [{"agent": "daratumumab"}],
    [{"last_dose_date": "2023-10-01"}],
    None,
)
PATIENTS: tuple[Json, ...] = (
    {},
    {
        "person": {"age_years": 64},
        "disease": {"prior_lines": 2},
        "kidneys": {"egfr": {"value": 59.9, "equation": "MDRD"}},
    },
    {"person": {"age_years": 65}, "disease": {"prior_lines": 1}, "kidneys": {"creatinine_clearance_ml_min": 60}},
    {
        "person": {"age_years": 66},
        "disease": {"prior_lines": 1},
        "kidneys": {"egfr": {"value": 60, "equation": "MDRD"}, "creatinine_clearance_ml_min": 80},
        "cytogenetics": {"findings": [{"abnormality": "t(4;14)", "present": True}]},
    },
    {"person": {"age_years": 75}, "disease": {"prior_lines": 4}, "kidneys": {"creatinine_clearance_ml_min": 14.9}},
    {"person": {"age_years": 17}, "disease": {"prior_lines": 0}, "kidneys": {"dialysis": True}},
    {
        "person": {"age_years": 70},
        "disease": {
            "prior_lines": 3,
            "soft_tissue_plasmacytoma": True,
            "m_protein": [{"heavy_chain": "IgG", "light_chain": "kappa"}],
        },
        "kidneys": {"egfr": {"value": 49.9, "equation": "MDRD"}, "creatinine_clearance_ml_min": 49.9},
        "cytogenetics": {
            "fish_assessed": True,
            "findings": [
                {"abnormality": "del(17p)", "present": True, "clone_percent": 50},
                {"abnormality": "gain(1q21)", "present": True, "isolated": True},
            ],
        },
    },
    {
        "disease": {"prior_lines": 2},
        "cytogenetics": {
            "findings": [{"abnormality": a, "present": False} for a in ("del(17p)", "t(4;14)", "t(14;16)")]
        },
        "lungs": {"copd": True, "fev1_percent": 49.9},
        "transfusion": {"red_cells": "planned", "laboratory": {"dtt": False, "trypsin": False}},
        "response_assessment": {"method": "mass_spectrometry"},
    },
)
# Blood, lungs and kidneys on both sides of what excludes each other.
TRANSFUSIONS: tuple[Json | None, ...] = (
    None,
    {"red_cells": "planned"},
    {"red_cells": "planned", "laboratory": {"dtt": False, "trypsin": False}},
    {"red_cells": "expected", "laboratory": {"dtt": False, "trypsin": True}},
    {"red_cells": "emergency", "laboratory": {"dtt": True}, "kell": {"status": "negative"}},
    {"red_cells": "planned", "kell": {"status": "positive", "before_first_anti_cd38": True}},
    {"kell": {"status": "positive", "before_first_anti_cd38": False}, "extended_typing": {"done": False}},
    {"red_cells": "not_expected", "laboratory": {"dtt": False}},
)
LUNGS: tuple[Json | None, ...] = (
    None,
    {"copd": True},
    {"copd": True, "fev1_percent": 49.9, "asthma": {"present": True, "severity": "moderate"}},
    {"copd": False, "asthma": {"present": True}},
)
DOSES = (None, 0, 3, 4)
SECOND_PRIORS: tuple[Json | None, ...] = (
    None,
    {"agent": "daratumumab", "months_since_last_dose": 4.5},
    {"agent": "daratumumab", "days_since_last_dose": 183},
    {"agent": "isatuximab"},
)
REGIONS = ("US", "EU", None)
MISSING = (None, None, None, "agent", "partner_drugs", "route", "start_date")
PARTS: tuple[tuple[Any, ...], ...] = (
    ROLES,
    AGENTS,
    PARTNERS,
    ROUTES,
    SETTINGS,
    PRIORS,
    PATIENTS,
    REGIONS,
    MISSING,
    TRANSFUSIONS,
    LUNGS,
    DOSES,
    SECOND_PRIORS,
)


def size() -> int:
    """How many patients the whole product has."""
    count = 1
    for part in PARTS:
        count *= len(part)
    return count


def profiles(count: int, seed: int = 38) -> Iterator[Json]:
    """`count` patients spread over the whole product, without repetition."""
    chance = random.Random(seed)
    for number in sorted(chance.sample(range(size()), count)):
        chosen: list[Any] = []
        rest = number
        for part in PARTS:
            rest, index = divmod(rest, len(part))
            chosen.append(part[index])
        yield _profile(*chosen)


def _profile(
    role: str,
    agent: str | None,
    partners: list[str] | None,
    route: str | None,
    setting: str | None,
    prior: list[Json] | None,
    patient: Json,
    region: str | None,
    missing: str | None,
    transfusion: Json | None,
    lungs: Json | None,
    doses: int | None,
    second_prior: Json | None,
) -> Json:
    regimen: Json = {"agent": agent, "partner_drugs": partners, "route": route, "start_date": None}
    if role == "current":
        regimen |= {"start_date": "2024-01-10", "doses_given": doses}
        if agent == "undecided" or route == "undecided":
            regimen |= {"agent": "isatuximab", "route": None}
    else:
        regimen["start_date"] = "2024-03-20"
    regimen.pop(missing or "", None)
    if prior is not None and second_prior is not None:
        prior = [*prior, second_prior]
    therapy: Json = {"planned_alternative" if role == "alternative" else role: regimen, "prior": prior}
    if role == "alternative":
        therapy["planned"] = {"agent": "daratumumab", "partner_drugs": ["carfilzomib", "dexamethasone"]}
    profile: Json = {"patient_id": "crossed", "as_of": AS_OF, "therapy": therapy, "region": region}
    for group, fields in patient.items():
        profile[group] = dict(fields)
    # A current regimen is known to be none where another role is looked at, or nothing would be known of the washout.
    therapy.setdefault("current", {"agent": "none"})
    profile["transfusion"] = transfusion or profile.get("transfusion")
    profile["lungs"] = lungs or profile.get("lungs")
    profile["reactions"] = {"major_infusion_reaction": False} if doses else None
    profile.setdefault("disease", {})["setting"] = setting
    return _recorded(profile)


def _recorded(value: Any) -> Any:
    """The same without fields that aren't recorded; an empty list stays, as a known none."""
    if isinstance(value, dict):
        return {key: _recorded(inner) for key, inner in value.items() if inner is not None}
    return [_recorded(inner) for inner in value] if isinstance(value, list) else value
