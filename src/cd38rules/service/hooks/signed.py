"""Orders that are being written: how they are given to the reader, and why one of ours can't be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...fhir.dates import span
from ...fhir.walk import id_of, is_plain_id
from ..patients import OrderKind, Reads, Resource, orders_in
from .bundles import Entry, as_bundle
from .call import reference_of
from .drugs import has_words, named_by, unresolved

ORDERS = ("MedicationRequest", "ServiceRequest")
_OVER = ("cancelled", "completed", "entered-in-error", "revoked", "stopped")
_MODIFIERS = ("modifierExtension", "implicitRules")
NO_DRUG = "Its drug can't be read: its Medication was not sent."
_WHY = {
    "twice": "Another draft has its id and differs from it: which one is meant isn't known.",
    "modifier": "It carries a modifier that isn't understood, and may mean the opposite of what it says.",
    "words": "Its drug is told in words, or by a code that isn't known here; no order is read from words.",
    "id": "Its id isn't of FHIR's form.",
    "other": "What it says contradicts itself, or it isn't surely this patient's.",
}


@dataclass(frozen=True)
class Unread:
    """A selected order that may be one of ours and can't be used, with the reason."""

    order: str
    reason: str


def as_written(draft: Entry, as_of: date) -> Entry:
    """A draft as of the day of the call.

    What is being signed is still to come, whatever its dates say: the windows by which the reader tells an old order
    of the record from a plan must not count for it. An order may be renewed by a copy of an old one, its status may not
    be set yet, and the day of an order that is written down later has passed. What is over stays as it is.
    """
    resource = draft.resource
    if resource.get("resourceType") not in ORDERS or is_over(resource):
        return draft
    planned = span(resource, "occurrence")
    last = None if planned is None else planned.last or planned.first
    is_past = last is not None and last.day.latest < as_of
    kept = {name: value for name, value in resource.items() if not (is_past and name.startswith("occurrence"))}
    return replace(draft, resource={**kept, "status": "draft", "authoredOn": as_of.isoformat()})


@dataclass(frozen=True)
class Signing:
    """The selected drafts of a call, with the Patient and the Medications that there are."""

    reads: Reads
    as_of: date
    patient: str
    selected: tuple[Entry, ...]
    support: tuple[Entry, ...]

    def orders(self, drafts: Iterable[Entry]) -> dict[str, OrderKind]:
        """What the reader takes drafts for, by reference, without the record, which may hold older ones."""
        bundle = as_bundle((*drafts, *self.support))
        return orders_in(self.reads.read((bundle,), as_of=self.as_of, patient=self.patient))

    def unread(self, known: Mapping[str, OrderKind]) -> tuple[Unread, ...]:
        """The selected orders that may be ours and that the reader didn't take for any."""
        left = [one for one in self.selected if self._is_open(one.resource, known)]
        if not left:
            return ()
        medications = named_by(self.support)
        without_drug = {
            reference_of(resource)
            for resource, _ in unresolved(left, medications)
            if not has_words(resource) or self.reads.names_antibody(resource)
        }
        # Whether the reader would know it if nothing were wrong with it. Each has an id of its own for that.
        would_be = self.orders(self._mended(one, number) for number, one in enumerate(left))
        times = Counter(reference_of(one.resource) for one in left)
        found = {}
        for number, one in enumerate(left):
            name = reference_of(one.resource)
            is_known = f"{one.resource['resourceType']}/mended-{number}" in would_be
            if name in without_drug:
                found[name] = NO_DRUG
            elif is_known or self._names_antibody(one.resource, medications):
                found[name] = _WHY[_why(one.resource, is_known=is_known, is_twice=times[name] > 1)]
        return tuple(Unread(_told(name), reason) for name, reason in found.items())

    def _is_open(self, resource: Resource, known: Mapping[str, OrderKind]) -> bool:
        if resource.get("resourceType") not in ORDERS or reference_of(resource) in known:
            return False
        return not is_over(resource) and resource.get("doNotPerform") is not True

    def _names_antibody(self, resource: Resource, medications: Mapping[str, Resource]) -> bool:
        """Whether the order, or the Medication that it refers to, names an antibody by a code or a word."""
        pointing = resource.get("medicationReference")
        reference = pointing.get("reference") if isinstance(pointing, dict) else None
        meant = medications.get(reference) if isinstance(reference, str) else None
        return self.reads.names_antibody(resource) or (meant is not None and self.reads.names_antibody(meant))

    def _mended(self, draft: Entry, number: int) -> Entry:
        """A draft as if nothing but its drug or its code mattered."""
        kept: dict[str, Any] = {name: value for name, value in draft.resource.items() if name not in _MODIFIERS}
        subject = {"reference": f"Patient/{self.patient}"}
        return Entry({**kept, "id": f"mended-{number}", "subject": subject})


def is_over(resource: Resource) -> bool:
    """Whether an order says that it is done, or was never to be."""
    status = resource.get("status")
    return isinstance(status, str) and status.strip() in _OVER


def _told(reference: str) -> str:
    """The reference of an order, or its type alone where the id isn't one that may be told."""
    kind, _, name = reference.partition("/")
    return reference if is_plain_id(name) else f"A {kind}"


def _why(resource: Resource, *, is_known: bool, is_twice: bool) -> str:
    if not is_known:
        return "words"
    if is_twice:
        return "twice"
    if not id_of(resource):
        return "id"
    return "modifier" if any(resource.get(name) for name in _MODIFIERS) else "other"
