"""One patient twice, with one fact different: what else changes with it, and how a profile is changed likewise."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache

from ...facts import VOCABULARY, path_of, split_instance
from ...facts.definition import ROLES
from .inverse import FINDINGS
from .made_up import Json, recorded
from .symbols import all_names

# What a derived fact depends on beyond its declared inputs: the declaration names what a clinician would record.
ALSO_FROM = {
    "current.doses_given": "current.agent",
    "current.partner_drugs": "prior.partner_drugs",
}
DATED_LIKEWISE = ("washout", "recent_daratumumab", "switch")
COURSE_FIELDS = {
    "prior.last_dose": ("last_dose_date", "days_since_last_dose", "months_since_last_dose"),
    "prior.first_dose": ("first_dose_date",),
    "prior.refractory": ("refractory",),
    "prior.stop_reason": ("stop_reason",),
    "prior.partner_drugs": ("partner_drugs",),
}


@cache
def changing_with(name: str) -> frozenset[str]:
    """The facts that may change with a fact, itself among them, by instance name."""
    if name.startswith("exposure.since_"):
        return frozenset({name, *(other for other in all_names() if other.endswith(DATED_LIKEWISE))})
    sources = {name, ALSO_FROM.get(name, name)}
    if split_instance(name)[0] in ("regimen.agent", "prior.agents"):
        sources |= {"prior.agents"} if name == "prior.agents" else {"current.agent", "planned.agent"}
    found = {name}
    if name == "transfusion.red_cells_date":
        found |= {"exposure.since_daratumumab", "exposure.since_isatuximab"}
    of_role = split_instance(name)[1]
    for other in all_names():
        base, role = split_instance(other)
        inputs = {role + i[len("regimen") :] if i.startswith("regimen.") else i for i in VOCABULARY[base].inputs}
        if inputs & sources or (other == f"{of_role}.role" and name.endswith(".agent")):
            found.add(other)
    if name.endswith(".agent") and of_role:
        found |= {other for other in all_names() if other.startswith(f"{of_role}.")}
    return frozenset(found)


def without(data: Json, name: str) -> Json | None:
    """The patient without a base fact; None where it can't be taken out."""
    less = copy.deepcopy(data)
    base, _ = split_instance(name)
    if base in COURSE_FIELDS:
        for course in less.get("therapy", {}).get("prior", ()):
            for field in COURSE_FIELDS[base]:
                course.pop(field, None)
    elif base.startswith("cytogenetics.") and base != "cytogenetics.fish_assessed":
        _without_finding(less, base.removeprefix("cytogenetics."))
    else:
        path = path_of(name)
        path = path.rpartition(".")[0] if base == "regimen.agent" else path
        path = "$.kidneys.egfr" if base == "kidneys.egfr" else path
        ends = {"transfusion.typing_timing": "extended_typing", "transfusion.kell_timing": "kell"}
        if base in ends:
            for field in ("date", "before_first_anti_cd38"):
                _take_out(less, ["transfusion", ends[base], field])
        elif base == "person.age":
            for field in ("age_years", "birth_date"):
                _take_out(less, ["person", field])
        else:
            _take_out(less, path.removeprefix("$.").split("."))
    found = recorded(less)
    return found if isinstance(found, dict) and found != data else None


def with_value(data: Json, name: str, value: object) -> Json | None:
    """The patient with another value of a fact; None where it can't be written."""
    more = copy.deepcopy(data)
    if name.startswith("exposure.since_"):
        agents = ("isatuximab",) if name.endswith("isatuximab") else ("daratumumab", None)
        courses = [c for c in more.get("therapy", {}).get("prior", ()) if c.get("agent") in agents]
        for course in courses:
            for field in COURSE_FIELDS["prior.last_dose"]:
                course.pop(field, None)
            course.pop("first_dose_date", None)
            course["months_since_last_dose"] = value
        return more if courses else None
    groups = path_of(name).removeprefix("$.").split(".")
    inside = more
    for group in groups[:-1]:
        inside = inside.setdefault(group, {})
    inside[groups[-1]] = value
    return more


def _take_out(data: Json, path: list[str]) -> None:
    inside = data
    for key in path[:-1]:
        inside = inside.get(key, {})
    inside.pop(path[-1], None)


def _without_finding(data: Json, name: str) -> None:
    findings = data.get("cytogenetics", {}).get("findings", [])
    word = FINDINGS[name.removesuffix("_clone").removesuffix("_isolated")]
    for finding in list(findings):
        if finding["abnormality"] == word:
            if name.endswith("_clone"):
                finding.pop("clone_percent", None)
            elif name.endswith("_isolated"):
                finding.pop("isolated", None)
            else:
                findings.remove(finding)
    if not findings:
        data.get("cytogenetics", {}).pop("findings", None)


def base_facts() -> Iterator[str]:
    """Every base fact that a profile can lack, by instance name."""
    for name in all_names():
        base, role = split_instance(name)
        if not VOCABULARY[base].is_derived and base not in ("assessment.date", "regimen.role") and role in ("", *ROLES):
            yield name
