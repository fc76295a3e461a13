"""When the last dose of an ended course was: by its dates, and by a count of days or months before the assessment.

Policy: a count may be off by 3 days, or by 1 month, before it disagrees with anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .calendar import months_before, months_elapsed
from .therapy import PriorCourse

DAYS_TOLERATED = 3
MONTHS_TOLERATED = 1

Finding = tuple[str, tuple[str, ...]]
"""What disagrees, and the JSON paths of it."""


def count_disagreements(course: PriorCourse, path: str, as_of: date) -> Iterator[Finding]:
    """Counts since the last dose that surely disagree with the dates of the course, or with each other.

    The first dose bounds the last one: it can't be earlier.
    """
    first, last = course.first_dose_date, course.last_dose_date
    days, months = course.days_since_last_dose, course.months_since_last_dose
    earliest = max((when.earliest for when in (first, last) if when is not None), default=None)
    latest = as_of if last is None else min(last.latest, as_of)
    if earliest is not None:
        dated = f"{path}.{'first' if last is None else 'last'}_dose_date"
        if days is not None and not (
            (as_of - latest).days - DAYS_TOLERATED <= days <= (as_of - earliest).days + DAYS_TOLERATED
        ):
            yield "the days since the last dose disagree with the dates", (f"{path}.days_since_last_dose", dated)
        if months is not None and not _is_about(months, earliest, latest, as_of):
            yield "the months since the last dose disagree with the dates", (f"{path}.months_since_last_dose", dated)
    elif days is not None and months is not None:
        counted = as_of - timedelta(days)
        if not _is_about(months, counted, counted, as_of):
            paths = f"{path}.months_since_last_dose", f"{path}.days_since_last_dose"
            yield "the months since the last dose disagree with the days", paths


def _is_about(months: float, earliest: date, latest: date, as_of: date) -> bool:
    low, high = months_elapsed(latest, as_of), months_elapsed(earliest, as_of)
    return low - MONTHS_TOLERATED <= months <= high + MONTHS_TOLERATED


def earliest_last_dose(course: PriorCourse, as_of: date) -> tuple[date, str] | None:
    """The earliest day that the last dose can have been on, and the field that says so; None if nothing does.

    Dates beat counts, a count of days beats one of months.
    """
    first, last = course.first_dose_date, course.last_dose_date
    if last is not None:
        return max(last.earliest, first.earliest if first is not None else last.earliest), "last_dose_date"
    if course.days_since_last_dose is not None:
        return as_of - timedelta(course.days_since_last_dose + DAYS_TOLERATED), "days_since_last_dose"
    if course.months_since_last_dose is not None:
        months = course.months_since_last_dose + MONTHS_TOLERATED
        return months_before(as_of, months), "months_since_last_dose"
    return None if first is None else (first.earliest, "first_dose_date")
