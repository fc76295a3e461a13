"""Courses of anti-CD38 antibodies: when the last dose was, and how long that is ago.

A day is a pair (earliest, latest); both ends are the same for a full date. Dates beat bare counts where both are
recorded (catalogue, conflict-washout-vs-dates).
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from ..profile import CurrentRegimen, PartialDate, PatientProfile, PriorCourse
from .calendar import FEWEST_DAYS, MOST_DAYS, months_between_ranges, months_of_days
from .values import Range, exactly

Days = tuple[date, date]
Course = PriorCourse | CurrentRegimen


def past_days(when: PartialDate | None, as_of: date) -> Days | None:
    """The days that a past event can have fallen on: never after the assessment."""
    if when is None:
        return None
    return min(when.earliest, as_of), min(when.latest, as_of)


def any_days(when: PartialDate | None) -> Days | None:
    """The days that an event can fall on."""
    return None if when is None else (when.earliest, when.latest)


def is_dated(course: Course) -> bool:
    """Whether the time of the last dose is on record, as a date or as a count of days or months."""
    if course.last_dose_date is not None:
        return True
    if isinstance(course, CurrentRegimen):
        return False
    return course.days_since_last_dose is not None or course.months_since_last_dose is not None


def months_since_last_dose(course: Course, until: Days, as_of: date) -> Range | None:
    """Calendar months from the last dose of `course` to `until`; None if not recorded.

    Counts run to the assessment; the days from there to `until` are added.
    """
    last = past_days(course.last_dose_date, as_of)
    if last is not None:
        return months_between_ranges(last, until)
    if isinstance(course, CurrentRegimen):
        return None
    earlier, later = (until[0] - as_of).days, (until[1] - as_of).days
    if course.days_since_last_dose is not None:
        fewest = most = course.days_since_last_dose
    elif course.months_since_last_dose is not None:
        if earlier == later == 0:
            return exactly(course.months_since_last_dose)
        fewest, most = _days_of_months(course.months_since_last_dose)
    else:
        return None
    if most + later < 0:
        return None  # the count contradicts the dates: nothing can be said
    return Range(months_of_days(max(0, fewest + earlier)).low, months_of_days(most + later).high)


def last_dose_days(course: Course, as_of: date) -> Days | None:
    """The days that the last dose can have fallen on, from its date or from a count; None if not recorded."""
    last = past_days(course.last_dose_date, as_of)
    if last is not None or isinstance(course, CurrentRegimen):
        return last
    if course.days_since_last_dose is not None:
        fewest = most = course.days_since_last_dose
    elif course.months_since_last_dose is not None:
        fewest, most = _days_of_months(course.months_since_last_dose)
    else:
        return None
    return as_of - timedelta(most), as_of - timedelta(fewest)


def latest(sinces: list[Range | None]) -> Range | None:
    """The time since the latest of several doses; None if there is none or one of them is undated."""
    known = [since for since in sinces if since is not None]
    if not known or len(known) < len(sinces):
        return None
    return Range(min(since.low for since in known), min(since.high for since in known))


def prior_courses(profile: PatientProfile) -> tuple[PriorCourse, ...] | None:
    """The courses that have ended; None if it isn't recorded whether there were any."""
    return None if profile.therapy is None else profile.therapy.prior


def current_regimen(profile: PatientProfile) -> CurrentRegimen | None:
    """The current regimen if its agent is recorded (the agent may be "none")."""
    current = None if profile.therapy is None else profile.therapy.current
    return None if current is None or current.agent is None else current


def has_doses(current: CurrentRegimen) -> bool:
    """Whether a current regimen counts as exposure: an antibody of which not surely zero doses were given."""
    return current.agent != "none" and current.doses_given != 0


def _days_of_months(months: float) -> tuple[int, int]:
    whole = int(months)
    cycles, rest = divmod(whole, 48)
    part = months - whole
    return cycles * 1461 + FEWEST_DAYS[rest] + int(part * 28), cycles * 1461 + MOST_DAYS[rest] + ceil(part * 31)
