"""Whose resources these are: one patient's, and never a word of another one's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..diagnostics import Diagnostic, Place
from .model import FhirError
from .notes import Notes
from .unfold import Resource, split_reference, unfolded
from .walk import Json, kind_of, part, parts, text

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
    """The patients of a set of resources, each by one reference however it is written."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._known: dict[str, str] = {}
        self._bases: dict[str, set[str]] = {}
        self._forms: dict[str, str] = {}
        self.resources: dict[str, Resource] = {}
        patients = []
        subjects: dict[str, None] = {}
        for resource in resources:
            if resource.kind == "Patient":
                patients.append(resource)
                name = next(iter(resource.names), "")
                if resource.base:
                    self._bases.setdefault(split_reference(name)[1], set()).add(resource.base)
            elif resource.kind in READ:
                subjects[_subject(resource.data)] = None
        for subject in subjects:
            base, tail = split_reference(subject)
            if base:
                self._bases.setdefault(tail, set()).add(base)
        for patient in patients:
            own = self._own(patient)
            if own:
                self._known |= dict.fromkeys(patient.names, own)
                self.resources[own] = patient
        self.all = {*self.resources, *(found for one in subjects if (found := self.of(one)))}

    def _own(self, patient: Resource) -> str:
        if not patient.names:
            return ""
        tail = split_reference(patient.names[0])[1]
        is_one = len(self._bases.get(tail, ())) <= 1
        return tail if is_one or not patient.base else f"{patient.base}/{tail}"

    def of(self, reference: str) -> str:
        """The one form of a reference to a patient; empty for one to something else, or for none."""
        if reference not in self._forms:
            self._forms[reference] = self._form(reference)
        return self._forms[reference]

    def _form(self, reference: str) -> str:
        if not reference:
            return ""
        if reference in self._known:
            return self._known[reference]
        base, tail = split_reference(reference)
        if not tail.startswith(("Patient/", "urn:")):
            return ""
        if base and len(self._bases.get(tail, ())) > 1:
            return f"{base}/{tail}"
        return self._known.get(tail, tail)

    def subject(self, resource: Resource) -> str:
        """The patient of a resource; empty if it doesn't say."""
        return self.of(_subject(resource.data))

    def names_somebody(self, resource: Resource) -> bool:
        """Whether the resource refers to a subject at all, of whatever kind."""
        return bool(_subject(resource.data))


def _subject(data: Json) -> str:
    return text(part(data, "subject"), "reference") or text(part(data, "patient"), "reference")


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
        elif subject or subjects.names_somebody(resource):
            strangers += 1
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
