"""Whose the resources of a call are, as far as they say so by a reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...diagnostics import Diagnostic, Place
from ...fhir.unfold import split_reference
from ..patients import Resource
from ..problems import Problem
from .bundles import Entry
from .call import Call


@dataclass(frozen=True)
class Own:
    """The references that mean the patient of a call."""

    names: frozenset[str]

    def is_others(self, resource: Resource) -> bool:
        """Whether a resource says that it is another patient's."""
        reference = _subject(resource)
        if not reference or reference in self.names:
            return False
        tail = split_reference(reference)[1]
        return tail.startswith(("Patient/", "urn:")) and tail not in self.names


def own_of(call: Call, entries: Iterable[Entry]) -> Own:
    """The references to the patient of a call. Raises Problem where a Patient or a draft is another one's: that is a
    mix-up, and no advice is given."""
    names = {f"Patient/{call.patient}"}
    for entry in entries:
        if entry.resource.get("resourceType") == "Patient":
            if entry.resource.get("id") != call.patient:
                raise _mixed_up("$.prefetch.patient", "isn't the patient of the context")
            names |= {entry.full_url} - {""}
    own = Own(frozenset(names))
    for draft in call.drafts:
        # A URN may mean the patient without the Patient being here; the reader doesn't take it for theirs.
        if own.is_others(draft.resource) and not _subject(draft.resource).startswith("urn:"):
            raise _mixed_up("$.context.draftOrders", "an order isn't of the patient of the context")
    return own


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
