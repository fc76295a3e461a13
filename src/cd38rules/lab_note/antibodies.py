"""The antibodies of a note: each regimen and ended course with its last dose, and how exactly that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..facts import ROLE_WORDS
from ..facts.courses import Course, last_dose_days
from ..profile import CurrentRegimen, PartialDate, PatientProfile, PlannedRegimen, PriorCourse
from .model import NOT_RECORDED, Antibody, Entry

_AGENTS = {
    "other_anti_cd38": "another anti-CD38 antibody",
    "undecided": "daratumumab or isatuximab, undecided",
}
NO_DOSE = "no dose so far"
_PRECISIONS = {10: "to the day", 7: "to the month", 4: "to the year"}


def antibodies_of(profile: PatientProfile) -> tuple[Antibody, ...]:
    """The current and planned antibodies, then the ended ones: undated first, then the latest last dose first."""
    therapy = profile.therapy
    if therapy is None:
        return ()
    found: list[Antibody] = []
    if _is_given(therapy.current):
        found.append(_current(therapy.current, profile.as_of))
    for role, plan in (("planned", therapy.planned), ("alternative", therapy.planned_alternative)):
        if _is_given(plan):
            found.append(_planned(ROLE_WORDS[role], plan))
    ended = sorted(therapy.prior or (), key=lambda course: _latest(course, profile.as_of), reverse=True)
    found += [_ended(course, profile.as_of) for course in ended]
    return tuple(found)


def regimens_of(profile: PatientProfile) -> tuple[Entry, ...]:
    """What is on record of the roles that no antibody stands under: none, or not recorded."""
    return tuple(_regimens(profile))


def _regimens(profile: PatientProfile) -> Iterator[Entry]:
    therapy = profile.therapy
    current, planned = (None, None) if therapy is None else (therapy.current, therapy.planned)
    for label, regimen in (("Current antibody", current), ("Planned antibody", planned)):
        if not _is_given(regimen):
            yield Entry(label, NOT_RECORDED if regimen is None or regimen.agent is None else "none")
    prior = None if therapy is None else therapy.prior
    if not prior:
        yield Entry("Ended courses", NOT_RECORDED if prior is None else "none")


def _is_given(regimen: CurrentRegimen | PlannedRegimen | None) -> bool:
    """Whether an antibody, or anything else of a regimen, is on record."""
    return regimen is not None and regimen.agent != "none" and bool(regimen.model_dump(exclude_none=True))


def _agent(agent: str | None, otherwise: str = NOT_RECORDED) -> str:
    return otherwise if agent is None else _AGENTS.get(agent, agent)


def _text(when: PartialDate | None) -> str:
    return NOT_RECORDED if when is None else str(when)


def _current(regimen: CurrentRegimen | None, as_of: date) -> Antibody:
    assert regimen is not None
    last, precision, since = _last_dose(regimen, as_of)
    if regimen.doses_given == 0 and regimen.last_dose_date is None:
        last, precision, since = NO_DOSE, "", ""
    route = regimen.route or NOT_RECORDED
    return Antibody("current", _agent(regimen.agent), route, _text(regimen.start_date), last, precision, since)


def _planned(role: str, plan: PlannedRegimen | None) -> Antibody:
    assert plan is not None
    last = _text(plan.last_dose_date)
    if plan.doses_given == 0 and plan.last_dose_date is None:
        last = NO_DOSE
    if plan.doses_given:
        last = f"{last} ({plan.doses_given} recorded)" if plan.last_dose_date else f"{plan.doses_given} doses, undated"
    start = NOT_RECORDED if plan.start_date is None else f"due {plan.start_date}"
    return Antibody(role, _agent(plan.agent), plan.route or NOT_RECORDED, start, last, "", "")


def _ended(course: PriorCourse, as_of: date) -> Antibody:
    last, precision, since = _last_dose(course, as_of)
    agent = _agent(course.agent, "anti-CD38 antibody, not named")
    return Antibody("ended", agent, course.route or NOT_RECORDED, _text(course.first_dose_date), last, precision, since)


def _last_dose(course: Course, as_of: date) -> tuple[str, str, str]:
    """(the last dose as recorded, how exactly it is known, the days since). Dates beat counts."""
    days = last_dose_days(course, as_of)
    if days is None:
        return NOT_RECORDED, "", "not known"
    fewest, most = (as_of - days[1]).days, (as_of - days[0]).days
    since = f"{fewest} {'day' if fewest == 1 else 'days'}" if fewest == most else f"{fewest} to {most} days"
    if course.last_dose_date is not None:
        return str(course.last_dose_date), _PRECISIONS[len(course.last_dose_date.text)], since
    assert isinstance(course, PriorCourse)
    if course.days_since_last_dose is not None:
        return "not dated", "a count of days", since
    return f"not dated; {course.months_since_last_dose:g} months counted", "a count of months", since


def _latest(course: PriorCourse, as_of: date) -> tuple[date, bool]:
    """The latest day that the last dose can have been on; an undated one counts as recent."""
    days = last_dose_days(course, as_of)
    return (as_of, True) if days is None else (days[1], False)
