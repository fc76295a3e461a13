"""Whose the resources of a call are, as far as they say so by a reference."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ...diagnostics import Diagnostic, Place
from ...fhir.unfold import split_reference
from ..patients import Resource
from ..problems import Problem
from .bundles import Entry
from .call import Call


@dataclass(frozen=True)
class Own:
    """The references that mean the patient of a call, and the servers that anything of them is from."""

    names: frozenset[str]
    servers: frozenset[str]

    def is_others(self, resource: Resource) -> bool:
        """Whether a resource says that it is another patient's."""
        reference = _subject(resource)
        if not reference or reference in self.names:
            return False
        base, tail = split_reference(reference)
        if tail in self.names:
            return bool(base) and len(self.servers) > 1  # two servers may have two patients of one id
        return tail.startswith(("Patient/", "urn:"))

    def placed(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries, a Patient without an address on the one server of the call: a read has none, a search has."""
        server = next(iter(self.servers)) if len(self.servers) == 1 else ""
        return tuple(
            replace(entry, full_url=f"{server}/Patient/{entry.resource['id']}")
            if server and not entry.full_url and entry.resource.get("resourceType") == "Patient"
            else entry
            for entry in entries
        )


def own_of(call: Call, entries: Collection[Entry]) -> Own:
    """The references to the patient of a call. Raises Problem where a Patient or a draft is another one's: that is a
    mix-up, and no advice is given."""
    names = {f"Patient/{call.patient}"}
    for entry in entries:
        if entry.resource.get("resourceType") == "Patient":
            if entry.resource.get("id") != call.patient:
                raise _mixed_up("$.prefetch.patient", "isn't the patient of the context")
            names |= {entry.full_url} - {""}
    own = Own(frozenset(names), _servers(call.patient, entries))
    for draft in call.drafts:
        # A URN may mean the patient without the Patient being here; the reader doesn't take it for theirs.
        tail = split_reference(_subject(draft.resource))[1]
        if tail.startswith("Patient/") and tail not in names:
            raise _mixed_up("$.context.draftOrders", "an order isn't of the patient of the context")
    return own


def _servers(patient: str, entries: Iterable[Entry]) -> frozenset[str]:
    """The servers of what is a patient's, by their own addresses and by those in references to this patient."""
    found: set[str] = set()
    for entry in entries:
        reference = _subject(entry.resource)
        base, tail = split_reference(reference)
        if tail == f"Patient/{patient}":
            found.add(base)
        if reference or entry.resource.get("resourceType") == "Patient":
            found.add(split_reference(entry.full_url)[0])
    return frozenset(found - {""})


def _subject(resource: Resource) -> str:
    for name in ("subject", "patient"):
        pointing = resource.get(name)
        reference = pointing.get("reference") if isinstance(pointing, dict) else None
        if isinstance(reference, str) and reference.strip():
            return reference.strip()
    return ""


def _mixed_up(path: str, message: str) -> Problem:
    fault = Diagnostic("hooks-patient", message, (Place(path),))
    return Problem(400, "wrong-patient", "The data are of another patient; no advice is given.", (fault,))
