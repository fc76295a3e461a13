"""FHIR's dates and times as the partial dates of a profile: the day is the one written, in its own time zone, unless
its instant lies on the other side of the end of the day of assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from ..profile import PartialDate
from .walk import Json, part, parts, text

_FORM = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?", re.DOTALL)


# Every reader of a resource reads times, and none may forget the zone: so it isn't handed from one to the next.
_ASSESSMENT: ContextVar[tuple[date, tzinfo | None] | None] = ContextVar("assessment", default=None)


@contextmanager
def assessed_on(day: date, zone: tzinfo | None) -> Iterator[None]:
    """Inside, times with an offset are before or after this day by their instant, in the zone where the day is that of
    the assessment. Without a zone one counts as before its end if its day as written, or in UTC, is.
    """
    token = _ASSESSMENT.set((day, zone))
    try:
        yield
    finally:
        _ASSESSMENT.reset(token)


@dataclass(frozen=True, slots=True)
class When:
    """A point of time: its day, month or year, and the instant where a time is written."""

    day: PartialDate
    instant: datetime | None = None

    def is_after(self, day: date) -> bool:
        """Whether it lies surely after this day."""
        return self.day.earliest > day


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, either of which may be open."""

    first: When | None
    last: When | None


def when(written: str) -> When | None:
    """The time that a FHIR date, dateTime or instant says; None if it is none."""
    if not _FORM.fullmatch(written):
        return None
    try:
        day = PartialDate(written[:10])
    except ValueError:
        return None
    if len(written) <= 10:
        return When(day)
    try:
        instant = datetime.fromisoformat(written)
        if instant.tzinfo is None:
            # It is compared as if it were UTC: within one record it hardly ever matters.
            return When(day, instant.replace(tzinfo=UTC))
        return When(_day_of(instant, day), instant.astimezone(UTC))
    except (ValueError, OverflowError):
        return When(day)


def _day_of(instant: datetime, written: PartialDate) -> PartialDate:
    """The day as written, or that in the zone of the assessment where only one of them is after its day."""
    assessment = _ASSESSMENT.get()
    if assessment is None:
        return written
    as_of, zone = assessment
    there = instant.astimezone(zone or UTC).date()
    is_after, is_after_there = written.earliest > as_of, there > as_of
    if is_after == is_after_there or (zone is None and not is_after):
        return written
    return PartialDate(there.isoformat())


def period(data: Json) -> Span | None:
    """A Period; None if neither end can be read."""
    first, last = when(text(data, "start")), when(text(data, "end"))
    return Span(first, last) if first or last else None


def span(data: Json, name: str) -> Span | None:
    """The choice `name`[x] of a resource: a dateTime, an instant, a Period, or the events of a Timing."""
    for form in ("DateTime", "Instant"):
        point = when(text(data, name + form))
        if point is not None:
            return Span(point, point)
    found = period(part(data, f"{name}Period"))
    if found is not None:
        return found
    event = part(data, f"{name}Timing").get("event")
    points = [when(item.strip()) for item in event if isinstance(item, str)] if isinstance(event, list) else []
    known = [point for point in points if point is not None]
    if known and len(known) == len(points):
        return Span(min(known, key=lambda one: one.day.earliest), max(known, key=lambda one: one.day.latest))
    return None


def timing_start(order: Json) -> When | None:
    """The start that the dosage of an order names; None if there is none."""
    starts = []
    for _, dosage in parts(order, "dosageInstruction"):
        timing = part(dosage, "timing")
        bounds = when(text(part(part(timing, "repeat"), "boundsPeriod"), "start"))
        event = timing.get("event")
        events = [when(item.strip()) for item in event if isinstance(item, str)] if isinstance(event, list) else []
        starts += [one for one in (bounds, *events) if one is not None]
    return min(starts, key=lambda one: one.day.earliest, default=None)
