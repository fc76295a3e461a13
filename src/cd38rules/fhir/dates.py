"""FHIR's dates and times as the partial dates of a profile: the day is the one written, in its own time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ..profile import PartialDate
from .walk import Json, part, parts, text

_FORM = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?", re.DOTALL)


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
        # Without a time zone it is compared as if it were UTC: within one record it hardly ever matters.
        return When(day, instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC))
    except (ValueError, OverflowError):
        return When(day)


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
