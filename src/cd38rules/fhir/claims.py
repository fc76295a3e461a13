"""What was billed: infusions that stand nowhere else than in a Claim, or in the answer of the payer to it."""

from __future__ import annotations

from .concepts import Drug
from .dates import Span, period, when
from .medications import Act, Event, MedicationReader
from .scene import Scene
from .unfold import Resource
from .walk import Json, codings, part, parts, text

KINDS = ("Claim", "ExplanationOfBenefit")
_BILLED = "claim"
_PHARMACY = "pharmacy"


def read_claim(scene: Scene, resource: Resource, reader: MedicationReader) -> None:
    """Adds the drugs of the items to the events: given on the day of service, or dispensed by a pharmacy."""
    kind, data = resource.kind, resource.data
    found = []
    for index, item in parts(data, "item"):
        element = f"{kind}.item[{index}].productOrService"
        entry = scene.meaning(part(item, "productOrService"), resource, element)
        if entry is not None and isinstance(entry.concept, Drug):
            found.append((item, entry, entry.concept, element))
    if not found:
        scene.notes.unmapped(resource)
        return
    status, use = text(data, "status"), text(data, "use")
    if status in ("cancelled", "entered-in-error", "draft"):
        scene.dropped(resource, "was cancelled, entered in error, or isn't sent yet", "status")
        return
    if use not in ("", _BILLED):
        scene.dropped(resource, "asks what would be paid for; nothing was billed", "use")
        return
    act: Act = "dose"
    if status != "active" or not scene.is_understood(resource):
        act = "unsure"
    elif any(coding.code == _PHARMACY for coding in codings(part(data, "type"))):
        act = "dispensed"
    for item, entry, drug, element in found:
        at = _served(item, data)
        if at is not None and scene.is_later(resource, at.first, "item"):
            continue
        reader.events.append(Event(act, drug.drug, drug.route, resource, entry, element, at, None, None, frozenset()))


def _served(item: Json, claim: Json) -> Span | None:
    """The day of service of an item; of a claim as a whole only where it is of one day."""
    day = when(text(item, "servicedDate"))
    if day is not None:
        return Span(day, day)
    own = period(part(item, "servicedPeriod"))
    if own is not None:
        return own
    whole = period(part(claim, "billablePeriod"))
    is_one_day = whole is not None and whole.first and whole.last and whole.first.day == whole.last.day
    return whole if is_one_day else None
