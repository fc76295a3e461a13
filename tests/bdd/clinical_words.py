"""The clinical words of the feature files and the fields of the profile that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Reader = Callable[[str], Any]


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{text!r} is neither yes nor no")
    return text == "yes"


def _number(text: str) -> float | int:
    digits = text.split(maxsplit=1)[0]
    return float(digits) if "." in digits else int(digits)


def _word(text: str) -> str:
    return text.replace(" ", "_")


def _text(text: str) -> str:
    return text


def _list(text: str) -> list[str]:
    return [] if text == "none" else [_word(part.strip()) for part in text.split(",")]


def _m_protein(text: str) -> list[Json]:
    """`IgG kappa, none lambda`; `IgG` alone leaves the light chain out; `none` is an empty list."""
    if text == "none":
        return []
    proteins = []
    for part in text.split(","):
        heavy, *light = part.split()
        proteins.append({"heavy_chain": heavy} | ({"light_chain": light[0]} if light else {}))
    return proteins


def _findings(text: str) -> list[Json]:
    """`t(4;14) present in 30 %, gain(1q21) present isolated, del(17p) absent`; `none` is an empty list."""
    return [] if text == "none" else [_finding(part.strip()) for part in text.split(",")]


def _finding(text: str) -> Json:
    match = re.fullmatch(r"(.+?) (?:(absent)|present(?: in ([\d.]+) %)?( isolated| not isolated)?)", text)
    if match is None:
        raise ValueError(f"{text!r} is neither present nor absent")
    name, absent, share, isolated = match.groups()
    found: Json = {"abnormality": _word(name), "present": absent is None}
    if share:
        found["clone_percent"] = _number(share)
    if isolated:
        found["isolated"] = isolated == " isolated"
    return found


REGIMEN: dict[str, tuple[str, Reader]] = {
    "antibody": ("agent", _word),
    "route": ("route", _word),
    "partner drugs": ("partner_drugs", _list),
    "start": ("start_date", _text),
    "last dose": ("last_dose_date", _text),
    "doses given": ("doses_given", _number),
}

COURSE: dict[str, tuple[str, Reader]] = {
    "route": ("route", _word),
    "partner drugs": ("partner_drugs", _list),
    "first dose": ("first_dose_date", _text),
    "last dose": ("last_dose_date", _text),
    "days since last dose": ("days_since_last_dose", _number),
    "months since last dose": ("months_since_last_dose", _number),
    "refractory": ("refractory", _yes_no),
    "reason for stopping": ("stop_reason", _word),
    "best response": ("best_response", _text),
}

PATIENT: dict[str, tuple[str, Reader]] = {
    "region": ("region", _text),
    "age": ("person.age_years", _number),
    "date of birth": ("person.birth_date", _text),
    "weight": ("person.weight_kg", _number),
    "setting": ("disease.setting", _word),
    "prior lines": ("disease.prior_lines", _number),
    "M-protein": ("disease.m_protein", _m_protein),
    "soft-tissue plasmacytoma": ("disease.soft_tissue_plasmacytoma", _yes_no),
    "FISH assessed": ("cytogenetics.fish_assessed", _yes_no),
    "FISH findings": ("cytogenetics.findings", _findings),
    "COPD": ("lungs.copd", _yes_no),
    "FEV1": ("lungs.fev1_percent", _number),
    "asthma": ("lungs.asthma.present", _yes_no),
    "asthma severity": ("lungs.asthma.severity", _word),
    "asthma persistent": ("lungs.asthma.persistent", _yes_no),
    "asthma controlled": ("lungs.asthma.controlled", _yes_no),
    "major infusion reaction": ("reactions.major_infusion_reaction", _yes_no),
    "eGFR": ("kidneys.egfr.value", _number),
    "eGFR equation": ("kidneys.egfr.equation", _text),
    "creatinine clearance": ("kidneys.creatinine_clearance_ml_min", _number),
    "dialysis": ("kidneys.dialysis", _yes_no),
    "red cells": ("transfusion.red_cells", _word),
    "red cells on": ("transfusion.red_cells_date", _text),
    "compatibility test planned": ("transfusion.compatibility_test_planned", _yes_no),
    "extended typing done": ("transfusion.extended_typing.done", _yes_no),
    "extended typing on": ("transfusion.extended_typing.date", _text),
    "extended typing before first dose": ("transfusion.extended_typing.before_first_anti_cd38", _yes_no),
    "Kell": ("transfusion.kell.status", _word),
    "Kell on": ("transfusion.kell.date", _text),
    "Kell before first dose": ("transfusion.kell.before_first_anti_cd38", _yes_no),
    "laboratory can use DTT": ("transfusion.laboratory.dtt", _yes_no),
    "laboratory can use modified DTT": ("transfusion.laboratory.modified_dtt", _yes_no),
    "laboratory can use trypsin": ("transfusion.laboratory.trypsin", _yes_no),
    "laboratory told of": ("transfusion.laboratory.notified_of", _list),
    "response assessed by": ("response_assessment.method", _word),
    "immunofixation": ("response_assessment.immunofixation_result", _word),
}

ROLE_FIELDS = {"current": "current", "planned": "planned", "alternative": "planned_alternative"}


def put(profile: Json, word: str, text: str) -> None:
    """Writes one row of a table into a profile. An empty cell means "not recorded": nothing is written."""
    if text == "":
        return
    role, _, rest = word.partition(" ")
    if word == "earlier antibodies" and text == "none":
        profile.setdefault("therapy", {})["prior"] = []
    elif role in ROLE_FIELDS and rest in REGIMEN:
        field, read = REGIMEN[rest]
        profile.setdefault("therapy", {}).setdefault(ROLE_FIELDS[role], {})[field] = read(text)
    elif word in PATIENT:
        path, read = PATIENT[word]
        *groups, field = path.split(".")
        inside = profile
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[field] = read(text)
    else:
        raise KeyError(f"the clinical words have no {word!r}")


def put_course(profile: Json, agent: str, rows: list[tuple[str, str]]) -> None:
    """Adds an ended course; the agent "unnamed" means that it isn't recorded."""
    course: Json = {} if agent == "unnamed" else {"agent": _word(agent)}
    for word, text in rows:
        if text != "":
            field, read = COURSE[word]
            course[field] = read(text)
    profile.setdefault("therapy", {}).setdefault("prior", []).append(course)
