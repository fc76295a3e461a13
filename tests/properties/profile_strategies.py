"""Valid, varied patient profiles for property tests.

Every date is a true day, written to the day, month or year; true days are drawn in the right order, so that no
profile is refused. `profile_data` gives JSON-like dicts, `profiles` the models.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from cd38rules.profile import ANTI_CD38, DRUGS, PatientProfile

Data = dict[str, Any]

PATIENT_ID = st.sampled_from(["p1", 'Zoë: "2" {'])
PLANNED_AGENT = st.sampled_from(
    ["daratumumab", "isatuximab", "isatuximab", "other_anti_cd38", "undecided", "none", None]
)
CURRENT_AGENT = st.sampled_from(["daratumumab", "isatuximab", "other_anti_cd38", "none", None])
FLAG = st.sampled_from([True, False, None])
PARTNERS = st.sampled_from(
    [
        [],
        ["pomalidomide", "dexamethasone"],
        ["carfilzomib", "dexamethasone"],
        ["lenalidomide", "dexamethasone"],
        ["bortezomib", "dexamethasone"],
        ["bortezomib", "melphalan", "prednisone"],
        ["bortezomib", "thalidomide", "dexamethasone"],
        ["bortezomib", "cyclophosphamide", "dexamethasone"],
        ["dexamethasone"],
        ["prednisolone"],
        ["other_drug"],
        ["Dex", "Imnovid", "pomalyst"],
    ]
) | st.lists(st.sampled_from(sorted(DRUGS)), max_size=4)
ROUTE = st.sampled_from(["intravenous", "subcutaneous", None])
DOSES = st.sampled_from([0, 1, 2, 8, 23, None])
# Days since the last dose: around the limits of three and six months, and anything else.
DAYS_AGO = st.sampled_from([0, 1, 28, 88, 89, 91, 92, 93, 180, 181, 182, 183, 184, 185, 365]) | st.integers(0, 3000)
AS_OF = st.sampled_from([date(2024, 2, 29), date(2024, 3, 31), date(2025, 8, 31), date(2026, 1, 1)]) | st.dates(
    date(2015, 1, 1), date(2035, 12, 31)
)
FEV1 = st.sampled_from([5, 49.9, 50, 50.0, 80, 200]) | st.floats(5, 200, width=32)
RENAL = st.sampled_from([0, 14.9, 15, 30, 45, 49.9, 50, 59.9, 60, 60.1, 90, 250]) | st.floats(0, 250, width=32)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Dicts in which any of the fields may be missing."""
    return st.fixed_dictionaries({}, optional=fields)


MOST_GROUPS = optional(
    region=st.sampled_from(["US", "EU", "other", None]),
    disease=optional(
        setting=st.sampled_from(
            ["relapsed_refractory_mm"] * 4 + ["relapsed_mm", "newly_diagnosed_mm", "al_amyloidosis", "other"]
        ),
        prior_lines=st.integers(0, 6),
        refractory_to=st.lists(st.sampled_from([*sorted(DRUGS), *ANTI_CD38]), max_size=4),
        m_protein=st.lists(
            optional(
                heavy_chain=st.sampled_from(["IgG", "IgA", "IgM", "IgD", "IgE", "none"]),
                light_chain=st.sampled_from(["kappa", "lambda"]),
            ),
            max_size=2,
        ),
        soft_tissue_plasmacytoma=FLAG,
    ),
    cytogenetics=optional(
        fish_assessed=FLAG,
        findings=st.lists(
            st.fixed_dictionaries(
                {
                    "abnormality": st.sampled_from(
                        ["del(17p)", "t(4;14)", "t(14;16)", "gain(1q21)", "amp(1q)", "other_abnormality"]
                    ),
                    "present": st.booleans(),
                },
                optional={
                    "clone_percent": st.sampled_from([0, 29.9, 30, 49.9, 50, 60, 100]) | st.floats(0, 100, width=32),
                    "isolated": FLAG,
                },
            ),
            max_size=6,
            unique_by=lambda finding: str(finding["abnormality"]),
        ),
    ),
    lungs=optional(
        copd=FLAG,
        fev1_percent=FEV1,
        asthma=optional(
            present=FLAG,
            severity=st.sampled_from(["mild", "moderate", "severe", None]),
            persistent=FLAG,
            controlled=FLAG,
        ),
    ),
    reactions=optional(major_infusion_reaction=FLAG),
    kidneys=optional(
        egfr=st.fixed_dictionaries(
            {"value": RENAL},
            optional={"equation": st.sampled_from(["MDRD", "MDRD", "CKD-EPI_2009", "CKD-EPI_2021", "other", None])},
        ),
        creatinine_clearance_ml_min=RENAL,
        dialysis=FLAG,
    ),
    response_assessment=optional(
        method=st.sampled_from(["immunofixation", "mass_spectrometry", "hydrashift", "dira", "other"]),
        immunofixation_result=st.sampled_from(["positive", "negative"]),
    ),
)
REGIMEN = optional(route=ROUTE, partner_drugs=PARTNERS)
OUTCOME = optional(
    refractory=FLAG,
    stop_reason=st.sampled_from(["progression", "toxicity", "completed", "patient_choice", "other"]),
    best_response=st.sampled_from(["sCR", "CR", "VGPR", "PR", "MR", "SD", "PD"]),
)
TIMING = optional(before_first_anti_cd38=FLAG)
WEIGHT = optional(weight_kg=st.sampled_from([0.5, 70, 400]) | st.floats(0.5, 400, width=32))
LABORATORY = optional(
    dtt=FLAG,
    modified_dtt=FLAG,
    trypsin=FLAG,
    notified_of=st.lists(st.sampled_from(["daratumumab", "isatuximab"]), max_size=2),
)
TRANSFUSION = optional(
    red_cells=st.sampled_from(["planned", "expected", "emergency", "not_expected"]), compatibility_test_planned=FLAG
)


@st.composite
def profile_data(draw: st.DrawFn) -> Data:
    """A valid profile as a JSON-like dict."""
    as_of = draw(AS_OF)
    data = {"patient_id": draw(PATIENT_ID), "as_of": as_of.isoformat(), **draw(MOST_GROUPS)}
    groups = draw(st.sets(st.sampled_from(["person", "transfusion"])))
    if "person" in groups:
        data["person"] = _person(draw, as_of)
    if "transfusion" in groups:
        data["transfusion"] = _transfusion(draw, as_of)
    if draw(st.integers(0, 9)):
        data["therapy"] = _therapy(draw, as_of)
    return data


@st.composite
def profiles(draw: st.DrawFn) -> PatientProfile:
    """A valid profile."""
    return PatientProfile.model_validate(draw(profile_data()))


def _written(draw: st.DrawFn, day: date) -> str:
    """A day to the day, the month or the year."""
    return day.isoformat()[: draw(st.sampled_from([10, 10, 10, 7, 4]))]


def _before(draw: st.DrawFn, day: date) -> date:
    return day - timedelta(draw(DAYS_AGO))


def _person(draw: st.DrawFn, as_of: date) -> Data:
    age = draw(st.sampled_from([17, 18, 64, 65, 66, 69, 70, 71, 74, 75, 76, 110]) | st.integers(0, 110))
    person: Data = draw(WEIGHT)
    which = draw(st.sampled_from(["age", "birth", "both", "neither"]))
    if which in ("age", "both"):
        person["age_years"] = age
    if which in ("birth", "both"):
        person["birth_date"] = _written(draw, as_of - timedelta(int(age * 365.25) + draw(st.integers(0, 364))))
    return person


def _therapy(draw: st.DrawFn, as_of: date) -> Data:
    roles = draw(st.sets(st.sampled_from(["planned", "planned_alternative", "current", "prior"])))
    # All prior courses end before the earliest planned start.
    bound = as_of - timedelta(draw(st.sampled_from([0, 0, 0, 5, 40])))
    therapy: Data = {}
    for role in ("planned", "planned_alternative"):
        if role in roles:
            therapy[role] = _planned(draw, bound)
    if "current" in roles:
        therapy["current"] = _current(draw, as_of)
    if "prior" in roles:
        therapy["prior"] = [_prior(draw, bound, as_of) for _ in range(draw(st.integers(0, 3)))]
    return therapy


def _planned(draw: st.DrawFn, bound: date) -> Data:
    agent = draw(PLANNED_AGENT)
    if agent == "none":
        return {"agent": agent}
    plan: Data = {"agent": agent, **draw(REGIMEN)}
    if draw(st.integers(0, 4)) == 0:
        plan["route"] = "undecided"
    if draw(st.booleans()):
        plan["start_date"] = _written(draw, bound + timedelta(draw(st.integers(0, 300))))
    if draw(st.integers(0, 9)) == 0:
        plan["doses_given"] = draw(DOSES)
    return plan


def _current(draw: st.DrawFn, as_of: date) -> Data:
    agent = draw(CURRENT_AGENT)
    if agent == "none":
        return {"agent": agent}
    last = _before(draw, as_of)
    regimen: Data = {"agent": agent, "doses_given": draw(DOSES), **draw(REGIMEN)}
    dated = draw(st.sampled_from(["", "first", "last", "both"]))
    if dated in ("last", "both"):
        regimen["last_dose_date"] = _written(draw, last)
    if dated in ("first", "both"):
        regimen["start_date"] = _written(draw, _before(draw, last))
    return regimen


def _prior(draw: st.DrawFn, bound: date, as_of: date) -> Data:
    course: Data = {
        "agent": draw(st.sampled_from(["daratumumab", "daratumumab", "isatuximab", "other_anti_cd38", None])),
        **draw(REGIMEN),
        **draw(OUTCOME),
    }
    last = _before(draw, bound)
    for what in draw(st.sets(st.sampled_from(["first", "last", "days", "months"]), max_size=2)):
        if what == "first":
            course["first_dose_date"] = _written(draw, _before(draw, last))
        elif what == "last":
            course["last_dose_date"] = _written(draw, last)
        elif what == "days":
            course["days_since_last_dose"] = (as_of - last).days
        else:
            course["months_since_last_dose"] = draw(st.sampled_from([0, 2.9, 3, 5.9, 6, 6.1, 12]))
    return course


def _transfusion(draw: st.DrawFn, as_of: date) -> Data:
    transfusion: Data = draw(TRANSFUSION)
    parts = draw(st.sets(st.sampled_from(["date", "extended_typing", "kell", "laboratory"])))
    if "date" in parts:
        transfusion["red_cells_date"] = _written(draw, as_of + timedelta(draw(st.integers(-30, 300))))
    if "extended_typing" in parts:
        transfusion["extended_typing"] = {"done": draw(FLAG), **_timing(draw, as_of)}
    if "kell" in parts:
        transfusion["kell"] = {"status": draw(st.sampled_from(["positive", "negative", None])), **_timing(draw, as_of)}
    if "laboratory" in parts:
        transfusion["laboratory"] = draw(LABORATORY)
    return transfusion


def _timing(draw: st.DrawFn, as_of: date) -> Data:
    timing: Data = draw(TIMING)
    if draw(st.booleans()):
        timing["date"] = _written(draw, _before(draw, as_of))
    return timing
