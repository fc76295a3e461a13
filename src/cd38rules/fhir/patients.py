"""Whose resources these are: one patient's, and never a word of another one's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..diagnostics import Diagnostic, Place
from .model import FhirError
from .notes import Notes
from .unfold import Resource, split_reference, unfolded
from .walk import Json, is_blank, is_object, kind_of, part, parts, text

_HOLDERS = ("subject", "patient")
READ = frozenset(
    {
        "AllergyIntolerance",
        "CarePlan",
        "Claim",
        "Condition",
        "ExplanationOfBenefit",
        "MedicationAdministration",
        "MedicationDispense",
        "MedicationRequest",
        "MedicationStatement",
        "Observation",
        "Procedure",
        "ServiceRequest",
    }
)
"""The types of resources of a patient that are read, beside Patient itself and the Medications that they refer to."""


class Subjects:
    """The patients of a set of resources, each by one reference however it is written.

    A relative reference is one on the server of its resource. Of a Patient whose server isn't known, only the rest of
    the set can tell whether the address in a reference is the patient's: by the `fullUrl` of others, or, outside of
    Bundles, where nobody is referred to in any other way.
    """

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self._bases: dict[str, set[str]] = {}
        self._loose: set[str] = set()
        self._forms: dict[tuple[str, str], str] = {}
        self._identifiers: dict[tuple[str, str], set[str]] = {}
        self.resources: dict[str, Resource] = {}
        found = tuple(resources)
        patients = [one for one in found if one.kind == "Patient"]
        subjects = dict.fromkeys((_reference(one.data), one.base) for one in found if one.kind in READ)
        vouched = {one.base for one in found if one.base}
        self._gather(patients, subjects, vouched)
        for patient in patients:
            own = self._own(patient)
            if own:
                self.resources[own] = patient
                for name in patient.names:
                    self._known.setdefault(split_reference(name)[1], {})[patient.base] = own
                for key in _identifiers(patient.data, "identifier"):
                    self._identifiers.setdefault(key, set()).add(own)
        self.all = {*self.resources, *(form for one in subjects if (form := self.of(*one)))}

    def _gather(self, patients: list[Resource], subjects: Iterable[tuple[str, str]], vouched: set[str]) -> None:
        """The servers of each reference, and those references whose server nothing vouches for."""
        entries = {name for one in patients if one.is_entry and not one.base for name in one.names}
        relative, unvouched = set[str](), set[tuple[str, str]]()
        for patient in patients:
            if patient.base:
                self._bases.setdefault(split_reference(patient.names[0])[1], set()).add(patient.base)
        for reference, server in subjects:
            base, tail = split_reference(reference)
            if base or (server and not tail.startswith("urn:")):
                self._bases.setdefault(tail, set()).add(base or server)
                if base and base not in vouched:
                    unvouched.add((base, tail))
            else:
                relative.add(tail)
        self._loose = {tail for _, tail in unvouched if vouched or tail in relative or tail in entries}

    def _own(self, patient: Resource) -> str:
        if not patient.names:
            return ""
        return self._form(patient.base, split_reference(patient.names[0])[1])

    def of(self, reference: str, server: str = "") -> str:
        """The one form of a reference to a patient, from a resource on that server; empty for one to something else."""
        key = (reference, server)
        if key not in self._forms:
            base, tail = split_reference(reference)
            is_urn = tail.startswith("urn:")
            is_patient = is_urn or tail.startswith("Patient/")
            self._forms[key] = self._form(base or ("" if is_urn else server), tail) if is_patient else ""
        return self._forms[key]

    def _form(self, base: str, tail: str) -> str:
        known = self._known.get(tail, {})
        if base in known:
            return known[base]
        is_one = len(self._bases.get(tail, ())) <= 1 and tail not in self._loose
        if len(known) == 1 and (is_one or not base):
            return next(iter(known.values()))
        return f"{base}/{tail}" if base and not is_one else tail

    def subject(self, resource: Resource) -> str:
        """The patient of a resource; empty if it doesn't say, or names nobody who is known here."""
        reference = _reference(resource.data)
        if reference:
            return self.of(reference, resource.base)
        named = {one for name in _HOLDERS for one in _identifiers(part(resource.data, name), "identifier")}
        found = set().union(*(self._identifiers.get(one, ()) for one in named))
        return found.pop() if len(found) == 1 else ""

    def names_somebody(self, resource: Resource) -> bool:
        """Whether the resource names a subject at all, of whatever kind and in whatever way."""
        for name in _HOLDERS:
            value = resource.data.get(name)
            if is_object(value):
                value = [inside for key, inside in value.items() if key not in ("type", "id", "extension")]
            if not is_blank(value):
                return True
        return False

    def refers(self, resource: Resource) -> bool:
        """Whether the resource names its subject by a reference."""
        return bool(_reference(resource.data))


def _reference(data: Json) -> str:
    return next((found for name in _HOLDERS if (found := text(part(data, name), "reference"))), "")


def _identifiers(data: Json, name: str) -> Iterator[tuple[str, str]]:
    """The identifiers that stand under a name, by system and value."""
    for _, one in parts(data, name):
        if value := text(one, "value"):
            yield text(one, "system"), value


def patients_in(resources: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The patients that the resources are of or speak of, by reference ("Patient/123"), in alphabetical order."""
    return tuple(sorted(Subjects(unfolded(resources, Notes())).all))


def chosen(subjects: Subjects, patient: str | None) -> str:
    """The one patient to be read, who may be named although no resource says whose it is.

    Raises FhirError if there is none, if it isn't said which of several, or if all are of others.
    """
    if patient is not None:
        wanted = patient if "/" in patient or patient.startswith("urn:") else f"Patient/{patient}"
        found = subjects.of(wanted)
        if subjects.all and found not in subjects.all:
            raise _refused("no-such-patient", "nothing here is of the patient who was asked for", "check the reference")
        return found
    if not subjects.all:
        hint = "give the Patient, or resources with a `subject`"
        raise _refused("no-patient", "there is no patient in the resources", hint)
    if len(subjects.all) > 1:
        message = f"the resources are of {len(subjects.all)} patients"
        raise _refused("several-patients", message, "name one, as Patient/ID; lists are for `cd38rules batch`")
    return next(iter(subjects.all))


def own_resources(resources: Iterable[Resource], subjects: Subjects, patient: str, notes: Notes) -> list[Resource]:
    """The resources of the patient that are read. All others are counted or told."""
    is_only = subjects.all <= {patient}
    kept, strangers = [], 0
    for resource in resources:
        if "contained" in resource.data:
            _count_contained(resource, notes)
        if resource.kind == "Patient":
            strangers += resource is not subjects.resources.get(patient)
            continue
        if resource.kind == "Medication":
            continue
        if resource.kind not in READ:
            notes.unread(resource.kind)
            continue
        subject = subjects.subject(resource)
        if subject == patient:
            kept.append(resource)
        elif subject or subjects.refers(resource):
            strangers += 1
        elif subjects.names_somebody(resource):
            message = "names somebody who can't be told to be the patient; not used"
            hint = "give a reference, or an identifier that the Patient has too"
            notes.issue("no-subject", message, resource.ref, f"{resource.kind}.subject", hint)
        elif is_only:
            message = "doesn't say whose it is; taken for the only patient's"
            notes.issue("no-subject", message, resource.ref, f"{resource.kind}.subject", severity="info")
            kept.append(resource)
        else:
            notes.issue("no-subject", "doesn't say whose it is; not used", resource.ref, f"{resource.kind}.subject")
    if strangers:
        message = f"{strangers} resources are of somebody else; not used"
        notes.issue("other-patient", message, "Patient", severity="info")
    return kept


def _count_contained(resource: Resource, notes: Notes) -> None:
    """Counts a resource that holds others inside which would be read if they stood by themselves."""
    if any(kind_of(one) in READ for _, one in parts(resource.data, "contained")):
        notes.holds_others(resource.kind)


def _refused(code: str, message: str, hint: str) -> FhirError:
    return FhirError([Diagnostic(f"fhir-{code}", message, (Place("Patient"),), hint)])
