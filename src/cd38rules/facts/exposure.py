"""Derived facts about exposure to anti-CD38 antibodies, seen for the patient as a whole.

Each function is one clinical predicate: None where the profile doesn't decide it.
"""

from __future__ import annotations

from datetime import date

from ..profile import PatientProfile, PlannedRegimen
from .courses import Days, any_days, current_regimen, has_doses, is_dated, latest, months_since_last_dose, prior_courses
from .values import Range

TWO_AGENTS = ("daratumumab", "isatuximab")


def planned_regimens(profile: PatientProfile) -> list[PlannedRegimen]:
    """The planned regimen and its alternative, as far as their agents are recorded."""
    therapy = profile.therapy
    if therapy is None:
        return []
    return [
        plan for plan in (therapy.planned, therapy.planned_alternative) if plan is not None and plan.agent is not None
    ]


def is_current(profile: PatientProfile, agent: str) -> bool | None:
    """The agent is being given now, and not surely without any dose so far."""
    current = current_regimen(profile)
    return None if current is None else current.agent == agent and has_doses(current)


def is_planned(profile: PatientProfile, agent: str) -> bool | None:
    """The agent is named in the plan or in its alternative; an undecided plan leaves it open."""
    agents = {plan.agent for plan in planned_regimens(profile)}
    if agent in agents:
        return True
    main = None if profile.therapy is None or profile.therapy.planned is None else profile.therapy.planned.agent
    return None if main is None or "undecided" in agents else False


def is_any_current(profile: PatientProfile) -> bool | None:
    """Daratumumab or isatuximab is being given now."""
    current = current_regimen(profile)
    return None if current is None else current.agent in TWO_AGENTS and has_doses(current)


def is_any_planned(profile: PatientProfile) -> bool | None:
    """Daratumumab or isatuximab is planned; an undecided plan is one of the two."""
    agents = {plan.agent for plan in planned_regimens(profile)}
    if agents & {*TWO_AGENTS, "undecided"}:
        return True
    main = None if profile.therapy is None or profile.therapy.planned is None else profile.therapy.planned.agent
    return None if main is None else False


def has_ended_daratumumab(profile: PatientProfile) -> bool | None:
    """A course of daratumumab, or of an antibody that isn't named, has ended."""
    prior = prior_courses(profile)
    return None if prior is None else any(course.agent in ("daratumumab", None) for course in prior)


def has_ended_isatuximab(profile: PatientProfile) -> bool | None:
    """A course of isatuximab has ended; a course that isn't named leaves it open."""
    prior = prior_courses(profile)
    if prior is None:
        return None
    agents = {course.agent for course in prior}
    return True if "isatuximab" in agents else None if None in agents else False


def months_since_daratumumab(profile: PatientProfile) -> Range | None:
    """Months since the last dose of ended daratumumab (an unnamed antibody counted as daratumumab)."""
    return _months_since(profile, ("daratumumab", None))


def months_since_isatuximab(profile: PatientProfile) -> Range | None:
    """Months since the last dose of ended isatuximab."""
    return _months_since(profile, ("isatuximab",))


def _months_since(profile: PatientProfile, agents: tuple[str | None, ...]) -> Range | None:
    until = transfusion_or_assessment(profile)
    sinces: list[Range | None] = []
    for course in prior_courses(profile) or ():
        if course.agent in agents:
            counted = (profile.as_of, profile.as_of) if course.last_dose_date is None else until
            sinces.append(months_since_last_dose(course, counted, profile.as_of))
    return latest(sinces)


def has_progressed_on_daratumumab(profile: PatientProfile) -> bool | None:
    """An ended course of daratumumab was refractory, or ended for progression."""
    prior = prior_courses(profile)
    answers: list[bool | None] = []
    for course in prior or ():
        if course.agent not in ("daratumumab", None):
            continue
        signs = (course.refractory, None if course.stop_reason is None else course.stop_reason == "progression")
        has_signs = True if True in signs else None if None in signs else False
        answers.append(has_signs if course.agent or has_signs is False else None)
    if True in answers:
        return True
    return None if prior is None or None in answers else False


def transfusion_or_assessment(profile: PatientProfile) -> Days:
    """The day at which interference matters: the earlier of the assessment and the red-cell transfusion."""
    cells = None if profile.transfusion is None else any_days(profile.transfusion.red_cells_date)
    day: date = profile.as_of
    return (day, day) if cells is None else (min(day, cells[0]), min(day, cells[1]))


def has_undated_course(profile: PatientProfile) -> bool | None:
    """A last dose that matters isn't on record as a date or a count.

    Courses that matter: ended ones of daratumumab, isatuximab or an unnamed antibody, and a current one of another
    agent than the planned one.
    """
    planned = {plan.agent for plan in planned_regimens(profile)} & {*TWO_AGENTS, "undecided"}
    current, prior = current_regimen(profile), prior_courses(profile)
    if any(course.agent != "other_anti_cd38" and not is_dated(course) for course in prior or ()):
        return True
    counts = current is not None and current.agent in TWO_AGENTS and has_doses(current) and not is_dated(current)
    if current is not None and counts and planned & set(TWO_AGENTS) - {current.agent}:
        return True
    open_current = (current is None and planned) or (counts and "undecided" in planned)
    return None if prior is None or open_current else False


def is_agent_open(profile: PatientProfile) -> bool:
    """The choice between the two agents is open: undecided, or one plan for each. No plan isn't open."""
    agents = {plan.agent for plan in planned_regimens(profile)}
    return "undecided" in agents or agents >= set(TWO_AGENTS)


def has_other_antibody(profile: PatientProfile) -> bool | None:
    """An anti-CD38 antibody other than daratumumab and isatuximab is or was given, or is planned."""
    agents = {plan.agent for plan in planned_regimens(profile)}
    current, prior = current_regimen(profile), prior_courses(profile)
    agents |= {current.agent} if current else set()
    agents |= {course.agent for course in prior or ()}
    if "other_anti_cd38" in agents:
        return True
    return None if prior is None or current is None or None in agents else False


def has_any_dose(profile: PatientProfile) -> bool | None:
    """Some anti-CD38 antibody has been given at some time."""
    current, prior = current_regimen(profile), prior_courses(profile)
    if prior or (current is not None and has_doses(current)):
        return True
    return None if prior is None or current is None else False
