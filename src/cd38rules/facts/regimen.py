"""Derived facts about one regimen: its combination, and what was given before it.

For a planned regimen the current course of another agent counts as given before. Each function is one clinical
predicate over (profile, regimen, role): None where the profile doesn't decide it.
"""

from __future__ import annotations

from ..profile import CurrentRegimen, PatientProfile, PlannedRegimen, PriorCourse, drug_classes
from .courses import (
    Days,
    any_days,
    current_regimen,
    has_doses,
    last_dose_days,
    latest,
    months_since_last_dose,
    past_days,
    prior_courses,
)
from .exposure import TWO_AGENTS
from .values import AMBIGUOUS, Choice, Members, Range, members

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
    counts = _counts_as_prior(profile, regimen, role, agent)
    return None if counts is False and (prior is None or None in agents) else counts


def washout(profile: PatientProfile, regimen: Regimen, role: str) -> Choice | None:
    """The band of time from the latest dose of the other agent to the start of this regimen.

    "ambiguous" where the recorded counts or partial dates allow more than one band. A planned start that isn't recorded
    is taken as the day of assessment; a current one, an undated course, or a current regimen that isn't recorded
    beside a plan, leaves it open.
    """
    other = {"daratumumab": "isatuximab", "isatuximab": "daratumumab"}.get(regimen.agent or "")
    start = _start(profile, regimen, role)
    current, prior = current_regimen(profile), prior_courses(profile) or ()
    if other is None or start is None or (role != "current" and current is None):
        return None
    given: list[PriorCourse | CurrentRegimen] = [course for course in prior if course.agent == other]
    if role != "current" and current is not None and current.agent == other and has_doses(current):
        given.append(current)
    unnamed = [course for course in prior if course.agent is None]
    # A course without a name may have been the other agent: the band stands only if it is the same either way.
    bands = {
        _band(latest([months_since_last_dose(course, start, profile.as_of) for course in courses]))
        for courses in (given, [*given, *unnamed])
    }
    band = bands.pop()
    return None if bands or band is None else frozenset({band})


def had_daratumumab_within_6_months(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """At most 6 months lie, or can lie, between the latest dose of daratumumab and the start of a new course.

    A current course of the planned agent is a continuation: nothing starts anew; an undecided plan may be one. An
    undated course, one that isn't named, or a current regimen that isn't recorded leaves it open unless another course
    decides.
    """
    current, prior = current_regimen(profile), prior_courses(profile)
    start = _start(profile, regimen, role)
    if role == "current" or regimen.agent not in (*TWO_AGENTS, "undecided") or start is None:
        return False
    may_go_on = current is not None and current.agent in agents_of(regimen) and has_doses(current)
    if may_go_on and regimen.agent != "undecided":
        return False
    given: list[PriorCourse | CurrentRegimen] = [course for course in prior or () if course.agent == "daratumumab"]
    if current is not None and current.agent == "daratumumab" and has_doses(current):
        given.append(current)
    months = [months_since_last_dose(course, start, profile.as_of) for course in given]
    if any(since is not None and since.low <= 6 for since in months):
        return None if may_go_on else True
    unnamed = [c for c in prior or () if c.agent is None]
    may_be = [months_since_last_dose(course, start, profile.as_of) for course in unnamed]
    is_open = None in months or any(since is None or since.low <= 6 for since in may_be)
    return None if is_open or prior is None or current is None else False


def is_route_open(profile: PatientProfile, regimen: Regimen, role: str) -> bool:
    """The route of the antibody is recorded as undecided; a route that isn't recorded isn't open."""
    return regimen.route == "undecided"


def _band(months: Range | None) -> str | None:
    if months is None:
        return None
    if months.high < 3:
        return "below_3"
    if months.low >= 6:
        return "reached_6"
    return "3_to_6" if months.low >= 3 and months.high < 6 else AMBIGUOUS


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
    """The agents of the courses that may have had the latest dose of all."""
    days = [(last_dose_days(course, profile.as_of), course.agent) for course in courses]
    latest_start = max((last[0] for last, _ in days if last is not None), default=None)
    return {agent for last, agent in days if latest_start is None or last is None or last[1] >= latest_start}


def _counts_as_prior(profile: PatientProfile, regimen: Regimen, role: str, agent: str) -> bool | None:
    """Whether the current course counts as one of `agent` given before this regimen."""
    current = current_regimen(profile)
    if role == "current":
        return False
    if current is None:
        return None
    if current.agent != agent or not has_doses(current) or agents_of(regimen) == {agent}:
        return False
    return None if agent in agents_of(regimen) else True


def is_daratumumab_refractory(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """The disease was refractory to daratumumab given before this regimen."""
    prior = prior_courses(profile) or ()
    known = [course.refractory for course in prior if course.agent == "daratumumab"]
    known += [None for course in prior if course.agent is None]
    if _counts_as_prior(profile, regimen, role, "daratumumab") is not False:
        known.append(None)
    stated = None if profile.disease is None else profile.disease.refractory_to
    if stated is not None and "daratumumab" in stated:
        known.append(True)
    return True if True in known else None if None in known or not known else False


def is_after_isatuximab_pd(profile: PatientProfile, regimen: Regimen, role: str) -> bool | None:
    """Isatuximab was given with pomalidomide and dexamethasone before this regimen."""
    prior = prior_courses(profile) or ()
    given = [course.partner_drugs for course in prior if course.agent == "isatuximab"]
    given += [None for course in prior if course.agent is None]
    current, counts = current_regimen(profile), _counts_as_prior(profile, regimen, role, "isatuximab")
    if counts is not False:
        given.append(current.partner_drugs if current is not None and counts else None)
    if any(drugs is not None and set(drugs) == {"pomalidomide", "dexamethasone"} for drugs in given):
        return True
    return None if not given or None in given else False
