"""Everything that tells of a drug - orders, doses, statements, dispensing - as events of one form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from .codes import Entry
from .concepts import Drug, Route
from .dates import Span, When, span, timing_start, when
from .json_text import RepeatedKeys
from .scene import Scene
from .unfold import Resource
from .walk import Json, flag, part, parts, text

Act = Literal["dose", "order", "draft", "held", "ended", "stopped", "taking", "taken", "dispensed", "unsure"]
"""What an event says: a dose was given; an order is in force, a draft, paused, carried out or stopped; the drug is
being taken, or was; it was dispensed; or something that can't be told.
"""

ANTIBODIES = ("daratumumab", "isatuximab", "other_anti_cd38")
KINDS = ("MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement", "Procedure")

_ACTS: dict[str, dict[str, Act | None]] = {
    "MedicationAdministration": {
        "completed": "dose",
        "in-progress": "dose",
        # A dose that was broken off was begun: the antibody is in the blood.
        "stopped": "dose",
        "not-done": None,
        "entered-in-error": None,
        "on-hold": "unsure",
        "unknown": "unsure",
    },
    "MedicationRequest": {
        "active": "order",
        "draft": "draft",
        "on-hold": "held",
        "completed": "ended",
        "stopped": "stopped",
        "cancelled": None,
        "entered-in-error": None,
        "unknown": "unsure",
    },
    "MedicationStatement": {
        "active": "taking",
        "completed": "taken",
        "stopped": "taken",
        "intended": "draft",
        "not-taken": None,
        "entered-in-error": None,
        "on-hold": "held",
        "unknown": "unsure",
    },
    "MedicationDispense": {
        "completed": "dispensed",
        "in-progress": "dispensed",
        "preparation": "dispensed",
        "stopped": "dispensed",
        "on-hold": "dispensed",
        "cancelled": None,
        "declined": None,
        "entered-in-error": None,
        "unknown": "unsure",
    },
    "Procedure": {
        "completed": "dose",
        "in-progress": "dose",
        "stopped": "dose",
        "not-done": None,
        "preparation": None,
        "entered-in-error": None,
        "on-hold": "unsure",
        "unknown": "unsure",
    },
}
_PLANNED_INTENTS = ("proposal", "plan", "option")


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a drug. `at` is when it was given or taken, `authored` when it was ordered or stated.

    `start` is when an order is to begin, `groups` name what the order belongs to.
    """

    act: Act
    drug: str
    route: str
    resource: Resource
    entry: Entry
    element: str
    at: Span | None
    authored: When | None
    start: When | None
    groups: frozenset[str]

    @property
    def ref(self) -> str:
        """The resource."""
        return self.resource.ref


@dataclass(frozen=True, slots=True)
class _Named:
    entry: Entry
    drug: Drug
    element: str


class MedicationReader:
    """Takes in resources of drugs."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.events: list[Event] = []
        self.strangers: dict[str, list[Resource]] = {}
        self.has_administrations = False

    def read(self, resource: Resource) -> None:
        """One resource of a drug."""
        scene, data = self.scene, resource.data
        if resource.kind == "MedicationAdministration":
            self.has_administrations = True
        named = self._named(resource)
        groups = _groups(resource)
        if named is None:
            # A Procedure without a code of a drug is something else altogether.
            scene.notes.unmapped(resource)
            self._keep_stranger(resource, groups)
            return
        status = text(data, "status")
        acts = _ACTS[resource.kind]
        if status in acts and acts[status] is None:
            scene.dropped(resource, "was cancelled, not done, or entered in error", "status")
            return
        is_understood = scene.is_understood(resource)
        if not is_understood:
            self._keep_stranger(resource, groups)
            if named.drug.drug not in ANTIBODIES:
                return
        if flag(data, "doNotPerform"):
            scene.notes.issue(
                "not-to-be-done", "says not to give the drug; not used", resource.ref, "MedicationRequest.doNotPerform"
            )
            return
        act = acts.get(status)
        if act is None:
            scene.notes.issue("status", "has no status that FHIR knows", resource.ref, f"{resource.kind}.status")
            act = "unsure"
        if not is_understood:
            # Not left out: the dose before it would be taken for the last.
            act = "unsure"
        if act == "order" and text(data, "intent") in _PLANNED_INTENTS:
            act = "draft"
        event = Event(
            act,
            named.drug.drug,
            self._route(resource) or named.drug.route,
            resource,
            named.entry,
            named.element,
            self._at(resource),
            when(text(data, "authoredOn")) or when(text(data, "dateAsserted")) or when(text(data, "whenHandedOver")),
            timing_start(data),
            groups,
        )
        if (later := self._later(event)) is not None:
            scene.later(resource, later, _date_name(resource))
            return
        self.events.append(event)

    def _keep_stranger(self, resource: Resource, groups: frozenset[str]) -> None:
        """Keeps an order whose drug isn't known: what else it belongs to isn't known as a whole either."""
        if resource.kind == "MedicationRequest" and text(resource.data, "status") not in (
            "cancelled",
            "entered-in-error",
        ):
            for group in groups:
                self.strangers.setdefault(group, []).append(resource)

    def _later(self, event: Event) -> When | None:
        """The time after the assessment of something that is told as past; plans may have one."""
        as_of = self.scene.as_of
        if event.act in ("dose", "taking", "taken", "unsure"):
            first = None if event.at is None else event.at.first or event.at.last
            return first if first is not None and first.is_after(as_of) else None
        # An order may be written in a time zone where the next day has begun.
        is_later = event.authored is not None and event.authored.is_after(as_of + timedelta(1))
        return event.authored if is_later else None

    def _named(self, resource: Resource) -> _Named | None:
        for concept, element in self._concepts(resource):
            entry = self.scene.meaning(concept, resource, element)
            if entry is not None and isinstance(entry.concept, Drug):
                return _Named(entry, entry.concept, element)
        return None

    def _concepts(self, resource: Resource) -> Iterator[tuple[Json, str]]:
        """The concepts that may name the drug, the nearest first."""
        kind, data = resource.kind, resource.data
        if kind == "Procedure":
            yield part(data, "code"), "Procedure.code"
            return
        yield part(data, "medicationCodeableConcept"), f"{kind}.medicationCodeableConcept"
        reference = text(part(data, "medicationReference"), "reference")
        if not reference:
            return
        element = f"{kind}.medicationReference"
        medication = self.scene.resolve(resource, reference)
        if medication is None:
            message = "refers to a Medication that isn't here; which drug it is isn't known"
            self.scene.notes.issue("reference", message, resource.ref, element, "send the Medication too")
            return
        if text(medication, "status") == "entered-in-error":
            self.scene.notes.issue("not-counted", "its Medication was entered in error", resource.ref, element)
            return
        if isinstance(medication, RepeatedKeys):
            message = "its Medication has a key twice; which drug it is isn't known"
            self.scene.notes.issue("reference", message, resource.ref, element, "give each key once")
            return
        yield part(medication, "code"), element
        ingredients = [part(one, "itemCodeableConcept") for _, one in parts(medication, "ingredient")]
        if len(ingredients) == 1:
            yield ingredients[0], element

    def _route(self, resource: Resource) -> str:
        data = resource.data
        dosages = [part(data, "dosage")] if isinstance(data.get("dosage"), dict) else []
        dosages += [one for name in ("dosageInstruction", "dosage") for _, one in parts(data, name)]
        found = set()
        for dosage in dosages:
            entry = next(iter(self.scene.codes.all_of(part(dosage, "route"))), None)
            if entry is not None and isinstance(entry.concept, Route):
                found.add(entry.concept.value)
        return found.pop() if len(found) == 1 else ""

    def _at(self, resource: Resource) -> Span | None:
        """When it was given or taken. An end after the assessment isn't an end yet."""
        name = "performed" if resource.kind == "Procedure" else "effective"
        found = span(resource.data, name)
        if found is not None and found.last is not None and found.last.is_after(self.scene.as_of):
            is_dose = resource.kind != "MedicationStatement"
            if found.first is not None and not found.first.is_after(self.scene.as_of):
                return Span(found.first, found.first if is_dose else None)
        return found


def _date_name(resource: Resource) -> str:
    return {"Procedure": "performed", "MedicationRequest": "authoredOn"}.get(resource.kind, "effective")


def _groups(resource: Resource) -> frozenset[str]:
    """What an order belongs to: its group, the plan that it is based on; of a dose, the order."""
    data, found = resource.data, set()
    group = part(data, "groupIdentifier")
    if text(group, "value"):
        found.add(f"group {text(group, 'system')}|{text(group, 'value')}")
    for _, reference in parts(data, "basedOn"):
        if text(reference, "reference").startswith(("CarePlan/", "RequestGroup/", "urn:")):
            found.add(text(reference, "reference"))
    return frozenset(found)


def order_of(event: Event) -> str:
    """The reference from a dose to its order; empty if it has none."""
    return text(part(event.resource.data, "request"), "reference")
