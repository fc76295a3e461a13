"""Derived facts about one regimen: its combination, and what was given before it.

For a planned regimen the current course of another agent counts as given before. Each function is one clinical
predicate over (profile, regimen, role): None where the profile doesn't decide it.
"""

from __future__ import annotations

from ..profile import CurrentRegimen, PatientProfile, PlannedRegimen, PriorCourse, drug_classes
from .courses import Days, any_days, current_regimen, has_doses, latest, months_since_last_dose, past_days, prior_courses
from .exposure import TWO_AGENTS
from .values import Choice, Members, Range, members

Regimen = PlannedRegimen | CurrentRegimen

COMBINATIONS: dict[frozenset[str], str] = {
    frozenset(): "mono",
    frozenset({"pomalidomide", "dexamethasone"}): "Pd",
    frozenset({"carfilzomib", "dexamethasone"}): "Kd",
    frozenset({"lenalidomide", "dexamethasone"}): "Rd",
    frozenset({"bortezomib", "dexamethasone"}): "Vd",
    frozenset({"bortezomib", "melphalan", "prednisone"}): "VMP",
    frozenset({"bortezomib", "thalidomide", "dexamethasone"}): "VTd",
    frozenset({"bortezomib", "cyclophosphamide", "dexamethasone"}): "VCd",
}


def agents_of(regimen: Regimen) -> Choice:
    """The agents that the regimen may have: both while it is undecided."""
    return frozenset(TWO_AGENTS if regimen.agent == "undecided" else (regimen.agent or "none",))


def combination(profile: PatientProfile, regimen: Regimen, role: str) -> Choice | None:
    """The exact set of partner drugs, by its usual name."""
    if regimen.partner_drugs is None:
        return None
    drugs = frozenset(regimen.partner_drugs)
    if drugs in COMBINATIONS:
        return frozenset({COMBINATIONS[drugs]})
    only_steroids = all(drug_classes(drug) == frozenset({"corticosteroid"}) for drug in drugs)
    return frozenset({"corticosteroid_only" if only_steroids else "other"})


def partner_classes(profile: PatientProfile, regimen: Regimen, role: str) -> Members | None:
    """The classes of the partner drugs."""
    if regimen.partner_drugs is None:
        return None
    return members(frozenset(name for drug in regimen.partner_drugs for name in drug_classes(drug)))


def had_daratumumab(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """Daratumumab was given before this regimen."""
    return _had(profile, regimen, role, "daratumumab")


def had_isatuximab(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """Isatuximab was given before this regimen."""
    return _had(profile, regimen, role, "isatuximab")


def had_any(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """Daratumumab, isatuximab or an unnamed anti-CD38 antibody was given before this regimen."""
    if any(course.agent in (*TWO_AGENTS, None) for course in prior_courses(profile) or ()):
        return True
    answers = (had_daratumumab(profile, regimen, role), had_isatuximab(profile, regimen, role))
    return True if True in answers else None if None in answers else False


def _had(profile: PatientProfile, regimen: Regimen, role: str, agent: str) -> bool | None:
    prior = prior_courses(profile)
    agents = {course.agent for course in prior or ()}
    if agent in agents:
        return True
    current = current_regimen(profile)
    if role != "current" and current is not None and current.agent == agent and has_doses(current):
        possible = agents_of(regimen)
        if agent not in possible:
            return True
        if len(possible) > 1:
            return None
    if prior is None or None in agents:
        return None
    return None if role != "current" and current is None else False


def washout(profile: PatientProfile, regimen: Regimen, role: str) -> Choice | None:
    """The band of time from the last dose of the other agent to the start of this regimen.

    "ambiguous" where the recorded counts or partial dates allow more than one band.
    """
    months = months_since_other_agent(profile, regimen, role)
    if months is None:
        return None
    if months.high < 3:
        return frozenset({"below_3"})
    if months.low >= 6:
        return frozenset({"reached_6"})
    return frozenset({"3_to_6" if months.low >= 3 and months.high < 6 else "ambiguous"})


def months_since_other_agent(profile: PatientProfile, regimen: Regimen, role: str) -> Range | None:
    """Months from the latest dose of the other agent to the regimen's start.

    A planned start that isn't recorded is taken as the day of assessment, a current one leaves it open. A course
    without a date, or without a name, leaves it open too.
    """
    others = {"daratumumab": "isatuximab", "isatuximab": "daratumumab"}
    other = others.get(regimen.agent or "")
    start = _start(profile, regimen, role)
    if other is None or start is None:
        return None
    given: list[PriorCourse | CurrentRegimen] = [
        course for course in prior_courses(profile) or () if course.agent in (other, None)
    ]
    if any(course.agent is None for course in given):
        return None
    current = current_regimen(profile)
    if role != "current" and current is not None and current.agent == other and has_doses(current):
        given.append(current)
    return latest([months_since_last_dose(course, start, profile.as_of) for course in given])


def _start(profile: PatientProfile, regimen: Regimen, role: str) -> Days | None:
    if role == "current":
        return past_days(regimen.start_date, profile.as_of)
    return any_days(regimen.start_date) or (profile.as_of, profile.as_of)


def is_retreatment(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """The planned agent was given in a course that has ended, and isn't being given now."""
    if role == "current" or regimen.agent not in (*TWO_AGENTS, "undecided"):
        return False
    prior, current = prior_courses(profile), current_regimen(profile)
    if current is not None and current.agent == regimen.agent and has_doses(current):
        return False
    agents = {course.agent for course in prior or ()}
    if regimen.agent in agents:
        return True
    may_be = prior is None or None in agents or (regimen.agent == "undecided" and bool(agents & set(TWO_AGENTS)))
    return None if may_be else False


def is_switch(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """The planned agent differs from the current one, or from that of the latest ended course if none is current."""
    if role == "current" or regimen.agent not in (*TWO_AGENTS, "undecided"):
        return False
    current = current_regimen(profile)
    if current is not None and current.agent in TWO_AGENTS and has_doses(current):
        return None if regimen.agent == "undecided" else current.agent != regimen.agent
    prior = prior_courses(profile)
    if prior is None or current is None:
        return None
    courses = [course for course in prior if course.agent != "other_anti_cd38"]
    agents: set[str | None] = {course.agent for course in courses}
    if not agents:
        return False
    if len(agents) > 1:
        agents = _agents_of_latest(courses, profile)
    if len(agents) > 1 or None in agents or regimen.agent == "undecided":
        return None
    return regimen.agent not in agents


def _agents_of_latest(courses: list[PriorCourse], profile: PatientProfile) -> set[str | None]:
    today = (profile.as_of, profile.as_of)
    sinces = [(months_since_last_dose(course, today, profile.as_of), course.agent) for course in courses]
    nearest = min((since.high for since, _ in sinces if since is not None), default=None)
    return {agent for since, agent in sinces if nearest is None or since is None or since.low <= nearest}


def is_daratumumab_refractory(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """The disease was refractory to daratumumab given before this regimen."""
    prior = prior_courses(profile) or ()
    known = [course.refractory for course in prior if course.agent == "daratumumab"]
    known += [None for course in prior if course.agent is None]
    current = current_regimen(profile)
    if role != "current" and current is not None and current.agent == "daratumumab":
        known.append(None)
    return True if True in known else None if None in known or not known else False


def is_after_isatuximab_pd(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """Isatuximab was given with pomalidomide and dexamethasone before this regimen."""
    prior = prior_courses(profile) or ()
    given = [course.partner_drugs for course in prior if course.agent == "isatuximab"]
    given += [None for course in prior if course.agent is None]
    current = current_regimen(profile)
    if role != "current" and current is not None and current.agent == "isatuximab" and has_doses(current):
        given.append(current.partner_drugs)
    if any(drugs is not None and set(drugs) == {"pomalidomide", "dexamethasone"} for drugs in given):
        return True
    return None if not given or None in given else False
