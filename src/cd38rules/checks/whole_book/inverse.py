"""From facts back to profiles: the patients whose records could be read as what the solver has found.

Dates aren't facts, so that there are several ways to date what is recorded; all are tried until one shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, product
from math import ceil, floor

from ...facts import ROLES, Facts, Members, Range
from ...profile.calendar import add_months
from ...truth import UNKNOWN, YES
from .made_up import AS_OF, KD, PD, Json, recorded

MOST_TRIALS = 300
FINDINGS = {
    "del_17p": "del(17p)",
    "t_4_14": "t(4;14)",
    "t_14_16": "t(14;16)",
    "gain_1q21": "gain(1q21)",
    "amp_1q": "amp(1q)",
    "other_abnormality": "other_abnormality",
}
FIELDS = {"current": "current", "planned": "planned", "alternative": "planned_alternative"}
MAYBE_THREE_MONTHS = 3
"""Stands for a month, given without a day, that lies about three months before the assessment."""
# Days from the assessment. A single one where the time doesn't matter to anything.
STARTS = {"current": (-60, -400, -1), "planned": (0, 20, 100, 200), "alternative": (0, 20, 100, 200)}
LAST_DOSES = (-10, -100, -190, MAYBE_THREE_MONTHS)
CELLS = (5, -400, 400, 0)
WAYS = ("months", "band", "date", "month", "count")
COUNTS = (40, 88, 90, 120, 182, 400)


def profiles_of(facts: Facts) -> Iterator[Json]:
    """Profiles that may have these facts, the most likely first."""
    has = facts.values.__contains__
    nothing: tuple[int | None, ...] = (None,)
    starts = [STARTS[role] if has(f"{role}.start") else nothing for role in ROLES]
    last_doses = LAST_DOSES if has("current.last_dose") else nothing
    cells = CELLS if has("transfusion.red_cells_date") else nothing
    timed = has("transfusion.kell_timing") or has("transfusion.typing_timing")
    days = product(cells, last_doses, *starts)
    dated = WAYS if isinstance(facts.values.get("prior.agents"), Members) else WAYS[:1]
    ways = product(days, dated, ("stated", "dated") if timed else ("stated",))
    for (cell, last, *start), way, timing in islice(ways, MOST_TRIALS):
        starts_of = dict(zip(ROLES, start, strict=True))
        yield _profile(facts, _courses(facts, way, starts_of), timing, cell, last, starts_of)


def _profile(
    facts: Facts,
    prior: list[Json] | None,
    timing: str,
    cells: int | None,
    last: int | None,
    starts: dict[str, int | None],
) -> Json:
    therapy: Json = {FIELDS[role]: _regimen(facts, role, starts[role], last) for role in ROLES}
    profile = {
        "region": _choice(facts, "region"),
        "person": {"age_years": _age(facts), "weight_kg": _number(facts, "person.weight")},
        "disease": {
            "setting": _choice(facts, "disease.setting"),
            "prior_lines": _whole(facts, "disease.prior_lines"),
            "refractory_to": _list(facts, "disease.refractory_to"),
            "m_protein": _m_protein(facts),
            "soft_tissue_plasmacytoma": _flag(facts, "disease.soft_tissue_plasmacytoma"),
        },
        "cytogenetics": _cytogenetics(facts),
        "therapy": therapy | {"prior": prior},
        "lungs": {
            "copd": _flag(facts, "lungs.copd"),
            "fev1_percent": _number(facts, "lungs.fev1"),
            "asthma": {
                "present": _flag(facts, "lungs.asthma"),
                "severity": _choice(facts, "lungs.asthma_severity"),
                "persistent": _flag(facts, "lungs.asthma_persistent"),
                "controlled": _flag(facts, "lungs.asthma_controlled"),
            },
        },
        "reactions": {"major_infusion_reaction": _flag(facts, "reactions.major_infusion_reaction")},
        "kidneys": {
            "egfr": {"value": _number(facts, "kidneys.egfr"), "equation": _choice(facts, "kidneys.egfr_equation")},
            "creatinine_clearance_ml_min": _number(facts, "kidneys.creatinine_clearance"),
            "dialysis": _flag(facts, "kidneys.dialysis"),
        },
        "transfusion": _transfusion(facts, timing, cells),
        "response_assessment": {
            "method": _choice(facts, "response.method"),
            "immunofixation_result": _choice(facts, "response.immunofixation"),
        },
    }
    found = recorded(profile)
    assert isinstance(found, dict)
    return {"patient_id": "found", "as_of": AS_OF.isoformat()} | found


# ── plain values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _flag(facts: Facts, name: str) -> bool | None:
    value = facts.values.get(name)
    return value if isinstance(value, bool) else None


def _choice(facts: Facts, name: str) -> str | None:
    value = facts.values.get(name)
    return min(value) if isinstance(value, frozenset) else None


def _number(facts: Facts, name: str) -> float | None:
    value = facts.values.get(name)
    return value.low if isinstance(value, Range) else None


def _whole(facts: Facts, name: str) -> int | None:
    number = _number(facts, name)
    return None if number is None else int(number)


def _list(facts: Facts, name: str) -> list[str] | None:
    value = facts.values.get(name)
    return sorted(value.surely) if isinstance(value, Members) else None


def _age(facts: Facts) -> int | None:
    return _whole(facts, "person.age")


def _m_protein(facts: Facts) -> list[Json] | None:
    value = facts.values.get("disease.m_protein")
    if not isinstance(value, Members):
        return None
    found = [_chains(entry) for entry in sorted(value.surely)]
    open_entries = value.possibly - value.surely
    heavies = {entry.rpartition("_")[0] for entry in open_entries}
    lights = {entry.rpartition("_")[2] for entry in open_entries}
    for heavy in sorted(heavies):
        if all(f"{heavy}_{light}" in value.possibly for light in ("kappa", "lambda")):
            found.append({"heavy_chain": heavy})
            lights -= {light for light in lights if all(e.startswith(heavy) for e in open_entries)}
    everything = len(value.possibly) == len(_all_chains())
    found += [{}] if everything and open_entries else []
    if not everything:
        found += [{"light_chain": light} for light in sorted(lights) if _row(light) <= value.possibly]
    return found


def _chains(entry: str) -> Json:
    heavy, _, light = entry.rpartition("_")
    return {"heavy_chain": heavy, "light_chain": light}


def _row(light: str) -> set[str]:
    return {entry for entry in _all_chains() if entry.endswith(f"_{light}")}


def _all_chains() -> tuple[str, ...]:
    from ...facts import VOCABULARY

    return tuple(VOCABULARY["disease.m_protein"].choices)


def _cytogenetics(facts: Facts) -> Json:
    findings = []
    for name, word in FINDINGS.items():
        present = _flag(facts, f"cytogenetics.{name}")
        if present is not None:
            finding: Json = {"abnormality": word, "present": present}
            finding["clone_percent"] = _number(facts, f"cytogenetics.{name}_clone")
            finding["isolated"] = _flag(facts, f"cytogenetics.{name}_isolated")
            findings.append(finding)
    return {"fish_assessed": _flag(facts, "cytogenetics.fish_assessed"), "findings": findings or None}


# ── therapy ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _day(offset: int | None) -> str | None:
    return None if offset is None else (AS_OF + timedelta(offset)).isoformat()


def _last_dose(last: int | None) -> str | None:
    return add_months(AS_OF, -3).isoformat()[:7] if last == MAYBE_THREE_MONTHS else _day(last)


def _regimen(facts: Facts, role: str, start: int | None, last: int | None) -> Json | None:
    state = facts.roles[role]
    if state is not YES:
        return None if state is UNKNOWN or role == "alternative" else {"agent": "none"}
    undecided = f"{role}.agent" in facts.undecided
    route = "undecided" if _flag(facts, f"{role}.route_open") else _choice(facts, f"{role}.route")
    return {
        "agent": "undecided" if undecided else _choice(facts, f"{role}.agent"),
        "route": route,
        "partner_drugs": _list(facts, f"{role}.partner_drugs"),
        "start_date": _day(start),
        "last_dose_date": _last_dose(last if role == "current" else -10)
        if f"{role}.last_dose" in facts.values
        else None,
        "doses_given": _whole(facts, f"{role}.doses_given"),
    }


def _courses(facts: Facts, way: str, starts: dict[str, int | None]) -> list[Json] | None:
    """The earlier courses, with their last doses dated in one of several ways."""
    agents = facts.values.get("prior.agents")
    if not isinstance(agents, Members):
        return None
    courses = [_course(facts, agent, "months" if way == "band" else way) for agent in sorted(agents.surely)]
    for role in ROLES if way == "band" else ():
        band = _choice(facts, f"{role}.washout")
        for course in courses if band else ():
            if course["agent"] not in (None, _choice(facts, f"{role}.agent")):
                course |= {"last_dose_date": _before(starts[role] or 0, band or ""), "months_since_last_dose": None}
    recent = any(_flag(facts, f"{role}.recent_daratumumab") for role in ROLES)
    if way == "band" and recent and "exposure.since_daratumumab" not in facts.values:
        # One course of it is dated, another one isn't.
        dated = [course for course in courses if course["agent"] == "daratumumab"]
        courses += [course | {"last_dose_date": _day(-30), "first_dose_date": None} for course in dated]
    return courses


def _before(start: int, band: str) -> str:
    """A day in that band of the washout before a start; a month in which it may lie on either side of three months."""
    months = {"below_3": 1, "3_to_6": 4, "reached_6": 7}.get(band, 3)
    day = add_months(AS_OF + timedelta(start), -months).isoformat()
    return day if band != "ambiguous" else day[:7]


def _course(facts: Facts, agent: str, way: str) -> Json:
    course: Json = {"agent": None if agent == "not_recorded" else agent}
    since = facts.values.get(f"exposure.since_{'isatuximab' if agent == 'isatuximab' else 'daratumumab'}")
    if agent != "other_anti_cd38" and isinstance(since, Range):
        course |= _dated(since, way)
    if "prior.first_dose" in facts.values and "last_dose_date" in course:
        course["first_dose_date"] = "2015-01-01"
    elif "prior.first_dose" in facts.values:
        course["first_dose_date"] = "2015"
    roles = [role for role in ROLES if facts.roles[role] is YES]
    if agent == "isatuximab" or "prior.partner_drugs" in facts.values:
        after_pd = any(_flag(facts, f"{role}.after_isatuximab_pd") for role in roles)
        told = after_pd or "prior.partner_drugs" in facts.values
        told = told or any(_flag(facts, f"{role}.after_isatuximab_pd") is False for role in roles)
        course["partner_drugs"] = (PD if after_pd and agent == "isatuximab" else KD) if told else None
    progressed = _flag(facts, "exposure.progressed_on_daratumumab")
    refractory = any(_flag(facts, f"{role}.daratumumab_refractory") for role in roles)
    denied = any(_flag(facts, f"{role}.daratumumab_refractory") is False for role in roles)
    if "prior.refractory" in facts.values or progressed is False or refractory or denied:
        course["refractory"] = refractory or (progressed is True and not denied)
    elif progressed:
        course["refractory"] = None
    if progressed and not course.get("refractory"):
        course["stop_reason"] = "progression"
    elif "prior.stop_reason" in facts.values or progressed is False:
        course["stop_reason"] = "completed"
    return course


def _dated(since: Range, way: str) -> Json:
    """A last dose that long ago."""
    if way == "count":
        middle = (since.low + since.high) / 2 * 30.4
        return {"days_since_last_dose": min(COUNTS, key=lambda days: abs(days - middle))}
    if way == "months" and since.is_exact:
        return {"months_since_last_dose": min(since.low, 1200)}
    months = since.low if since.is_exact else floor(since.high)
    whole = floor(months)
    day = add_months(AS_OF, -whole) - timedelta(ceil((months - whole) * 28))
    return {"last_dose_date": day.isoformat()[: 7 if way == "month" else 10]}


# ── transfusion ────────────────────────────────────────────────────────────────────────────────────────────────────


def _transfusion(facts: Facts, timing: str, cells: int | None) -> Json:
    return {
        "red_cells": _choice(facts, "transfusion.red_cells"),
        "red_cells_date": _day(cells),
        "compatibility_test_planned": _flag(facts, "transfusion.compatibility_test_planned"),
        "extended_typing": {
            "done": _flag(facts, "transfusion.typing_done"),
            **_timing(facts, "transfusion.typing_timing", "transfusion.typing_in_time", timing),
        },
        "kell": {
            "status": _choice(facts, "transfusion.kell"),
            **_timing(facts, "transfusion.kell_timing", "transfusion.kell_exempt", timing),
        },
        "laboratory": {
            "dtt": _flag(facts, "laboratory.dtt_standard"),
            "modified_dtt": _flag(facts, "laboratory.modified_dtt"),
            "trypsin": _flag(facts, "laboratory.trypsin"),
            "notified_of": _list(facts, "laboratory.notified_of"),
        },
    }


def _timing(facts: Facts, timing: str, in_time: str, way: str) -> Json:
    if timing not in facts.values:
        return {}
    found = _flag(facts, in_time)
    if found is None and way == "dated":
        return {"date": _day(-5)}
    if found is None:
        return {"date": _day(0), "before_first_anti_cd38": True}
    return {"before_first_anti_cd38": found}
