"""FHIR R4 resources of one patient to a profile, with where each fact is from, issues and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from typing import Any

from ..collection import without_collection
from ..diagnostics import Diagnostic, Place, ProfileError
from ..profile import PatientProfile
from .allergies import read_allergy
from .care_plans import Plans, read_plan
from .claims import KINDS as CLAIMS
from .claims import read_claim
from .codes import CodeBook, load_codes
from .conditions import ConditionReader
from .dates import assessed_on, when
from .medications import KINDS, MedicationReader
from .model import FhirError, Order, Reading
from .notes import Notes
from .observations import ObservationReader
from .partners import Partners
from .patients import Subjects, chosen, own_resources
from .procedures import ProcedureReader
from .regimens import Therapy
from .scene import Draft, Scene
from .service_requests import ServiceReader
from .unfold import Resource, split_reference, unfolded
from .walk import id_of, text
from .windows import windows

LONGEST_ID = 128


def read_fhir(
    resources: Iterable[Mapping[str, Any]],
    *,
    as_of: date,
    patient: str | None = None,
    codes: CodeBook | None = None,
    zone: tzinfo | None = None,
) -> Reading:
    """The reading of one patient on the day `as_of`. Bundles among the resources are unfolded.

    `patient` ("Patient/123") is needed where there are several. A resource that can't be used never loses the rest: it
    is an issue. `zone` is where `as_of` is the day of assessment: a time with an offset is after it by its instant.
    Raises FhirError only if no profile can be made at all.
    """
    with without_collection(), assessed_on(as_of, zone):
        return _reading(resources, as_of, patient, codes or load_codes())


def _reading(resources: Iterable[Mapping[str, Any]], as_of: date, patient: str | None, codes: CodeBook) -> Reading:
    notes = Notes()
    found = unfolded(resources, notes)
    subjects = Subjects(found)
    reference = chosen(subjects, patient)
    index: dict[str, list[Resource]] = {}
    for resource in found:
        for name in dict.fromkeys(split_reference(name)[1] for name in resource.names):
            index.setdefault(name, []).append(resource)
    scene = Scene(as_of, codes, notes, Draft({"as_of": as_of.isoformat()}), index)
    _person(scene, subjects.resources.get(reference), reference)
    own = own_resources(found, subjects, reference, notes)
    medications = [one for one in found if one.kind == "Medication"]
    orders = _facts(scene, own)
    profile = _profile(scene)
    spare = [one for one in medications if id(one) not in scene.referred]
    notes.account([*own, *spare], (order.resource for order in orders))
    return Reading(profile, notes.provenance(), notes.issues(), notes.questions(), tuple(sorted(orders, key=str)))


def _facts(scene: Scene, resources: list[Resource]) -> list[Order]:
    conditions = ConditionReader(scene)
    observations = ObservationReader(scene, conditions)
    medications = MedicationReader(scene)
    procedures = ProcedureReader(scene, conditions, medications)
    services = ServiceReader(scene, windows())
    plans = Plans()
    for resource in resources:
        if resource.kind == "Condition":
            conditions.read(resource)
        elif resource.kind == "Observation":
            observations.read(resource)
        elif resource.kind == "ServiceRequest":
            services.read(resource)
        elif resource.kind == "CarePlan":
            read_plan(scene, resource, medications, plans)
        elif resource.kind == "Procedure":
            procedures.read(resource)
        elif resource.kind == "AllergyIntolerance":
            read_allergy(scene, resource)
        elif resource.kind in CLAIMS:
            read_claim(scene, resource, medications)
        elif resource.kind in KINDS:
            medications.read(resource)
    observations.finish()
    procedures.finish()
    conditions.finish()
    services.finish()
    therapy = Therapy(scene, medications, Partners(scene, medications, plans, windows()), windows())
    therapy.finish()
    return therapy.orders


def _person(scene: Scene, patient: Resource | None, reference: str) -> None:
    name = reference.rsplit("/", 1)[-1].removeprefix("urn:uuid:")
    if patient is not None:
        name = id_of(patient.data) or text(patient.data, "id") or name
    if not 0 < len(name) <= LONGEST_ID or not name.isprintable():
        hint = f"give an id of at most {LONGEST_ID} characters"
        raise FhirError([Diagnostic("fhir-patient-id", "the patient's id can't be used", (Place("Patient.id"),), hint)])
    scene.draft.put("patient_id", name)
    notes = scene.notes
    if patient is None:
        notes.issue("no-patient-resource", "the Patient isn't here; the age isn't known", "Patient", severity="info")
        return
    if not scene.is_understood(patient):
        return
    if any(name.startswith("deceased") and value for name, value in patient.data.items()):
        notes.ask("patient_id", "Has the patient died? The Patient says so.", patient.ref)
    written = text(patient.data, "birthDate")
    born = when(written)
    if born is not None:
        scene.draft.put("person.birth_date", born.day.text)
        notes.used("$.person.birth_date", patient.ref, "Patient.birthDate", date=born.day.text)
    elif "birthDate" in patient.data:
        notes.issue("date", "isn't a date of the calendar; not used", patient.ref, "Patient.birthDate")


def _profile(scene: Scene) -> PatientProfile:
    """The profile. What the profile refuses, such as a last dose before the first, is taken out again and told."""
    data = scene.draft.data
    for _ in range(100):
        try:
            return PatientProfile.model_validate(data)
        except ProfileError as error:
            for fault in error.diagnostics:
                _take_out(scene, fault)
    raise FhirError([Diagnostic("fhir-profile", "no profile can be made of the resources", (Place("Patient"),))])


def _take_out(scene: Scene, fault: Diagnostic) -> None:
    path = fault.places[0].path
    sources = {one.resource for one in scene.notes.provenance() if one.path == path}
    scene.notes.issue("profile", f"{fault.message}; the field {path} is left out", "Patient", hint=fault.hint)
    scene.notes.ask(path.removeprefix("$."), "What is right? What is on file contradicts itself.", *sources)
    scene.notes.forget(path)
    steps = path.removeprefix("$.").replace("[", ".[").split(".")
    inside: Any = scene.draft.data
    for step in steps[:-1]:
        inside = inside[int(step[1:-1])] if step.startswith("[") else inside.get(step)
        if inside is None:
            return
    last = steps[-1]
    if last.startswith("["):
        del inside[int(last[1:-1])]
    else:
        inside.pop(last, None)
        if len(steps) == 2 and not inside:
            scene.draft.data.pop(steps[0], None)
