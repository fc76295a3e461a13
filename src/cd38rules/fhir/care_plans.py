"""CarePlans: which orders belong together, and drugs that are planned without an order."""

from __future__ import annotations

from dataclasses import dataclass, field

from .concepts import Drug
from .dates import span, when
from .medications import Event, MedicationReader
from .negations import NOT_TO_BE_DONE, says
from .scene import Scene
from .unfold import Resource
from .walk import part, parts, text


@dataclass
class Plans:
    """Plans by the orders that they list, and by the references that can mean them."""

    listing: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)


_IN_FORCE = ("active", "draft", "on-hold", "completed")
_AHEAD = ("not-started", "scheduled")


def read_plan(scene: Scene, resource: Resource, reader: MedicationReader, plans: Plans) -> None:
    """Adds a plan to the `plans`, and the drugs that it plans without an order to the events."""
    status = text(resource.data, "status")
    if status not in _IN_FORCE:
        scene.dropped(resource, "is revoked, entered in error, or of unknown status", "status")
        return
    if not scene.is_understood(resource):
        return
    group = resource.ref
    plans.by_name |= dict.fromkeys(resource.names, group)
    is_known = False
    for index, activity in parts(resource.data, "activity"):
        reference = text(part(activity, "reference"), "reference")
        if reference.startswith(("MedicationRequest/", "urn:")) or "/MedicationRequest/" in reference:
            plans.listing.setdefault(reference, set()).add(group)
            is_known = True
        detail = part(activity, "detail")
        element = f"CarePlan.activity[{index}].detail.productCodeableConcept"
        entry = scene.meaning(part(detail, "productCodeableConcept"), resource, element)
        if entry is None or not isinstance(entry.concept, Drug):
            continue
        is_known = True
        if status not in ("active", "draft") or text(detail, "status") not in _AHEAD or says(detail, NOT_TO_BE_DONE):
            scene.notes.issue("not-counted", "isn't ahead; not used", resource.ref, element, severity="info")
            continue
        scheduled = span(detail, "scheduled")
        reader.events.append(
            Event(
                "draft",
                entry.concept.drug,
                entry.concept.route,
                resource,
                entry,
                element,
                None,
                when(text(resource.data, "created")),
                scheduled.first if scheduled is not None else None,
                frozenset({group}),
            )
        )
    if not is_known:
        scene.notes.unmapped(resource)
