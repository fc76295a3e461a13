"""Whether the last sure dose is the last one: what else is on file may tell of a later dose.

An overlooked later dose is the dangerous fault: an interference with the blood bank's tests would be taken for over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..profile import PartialDate
from .medications import Event
from .windows import Windows

DOSES = ("MedicationAdministration", "Procedure", "Claim", "ExplanationOfBenefit")
"""The types of resources that tell of doses, and not of orders or of a time of taking."""

_WHY = {
    "order": "an order of it is in force",
    "held": "an order of it is on hold",
    "ended": "an order of it that is newer was completed",
    "stopped": "an order of it that is newer was stopped",
    "taking": "it is stated as being taken",
    "dispensed": "it was dispensed later",
}
_UNSURE = "what a later record of it means can't be told"
_UNREADABLE = "which drug a later record is of can't be told"


def later(events: Iterable[Event], last: PartialDate, as_of: date, windows: Windows) -> list[Event]:
    """The events that may tell of a dose after the last sure one.

    While that one is recent, an order in force, a statement or a dispensing points to doses to come.
    """
    is_recent = last.earliest >= as_of - timedelta(windows.current_within_days)
    return [one for one in events if not (is_recent and points_ahead(one)) and reach(one, last, as_of) > last.latest]


def why(events: Iterable[Event]) -> str:
    """What these events say, for a question."""
    return "; ".join(sorted({_UNSURE if one.act == "unsure" else _WHY.get(one.act, _UNREADABLE) for one in events}))


def is_fresh(order: Event, as_of: date, windows: Windows) -> bool:
    """Whether an order is so new, or begins so late, that it hasn't begun."""
    if begins_later(order, as_of):
        return True
    edge = as_of - timedelta(windows.current_within_days)
    return order.authored is not None and order.authored.day.earliest >= edge


def begins_later(order: Event, as_of: date) -> bool:
    """Whether an order names a start that isn't past."""
    return order.start is not None and order.start.day.earliest >= as_of


def points_ahead(one: Event) -> bool:
    """Whether it tells of doses to come as well as of past ones."""
    if one.act in ("order", "held", "taking", "dispensed", "stopped"):
        return True
    return one.act == "unsure" and one.resource.kind not in DOSES


def reach(one: Event, last: PartialDate, as_of: date) -> date:
    """The latest day on which the drug may have been given by what an event tells."""
    if one.act == "draft":
        return date.min
    if one.act in ("ended", "stopped"):
        # One that isn't newer than the last dose is the order of that dose.
        return as_of if one.authored is not None and one.authored.day.latest > last.latest else date.min
    if one.resource.kind == "MedicationRequest":
        return as_of
    if one.resource.kind == "MedicationDispense":
        return as_of if one.authored is None else min(one.authored.day.latest, as_of)
    is_point = one.at is not None and one.at.last is one.at.first
    if one.at is None or one.at.last is None or (one.act == "taking" and is_point):
        return as_of
    return min(one.at.last.day.latest, as_of)
