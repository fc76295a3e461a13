"""A double of the reader of FHIR, for tests of what stands around it: it knows a handful of codes and nothing else.

It returns a reading of the same shape as `cd38rules.fhir.read_fhir`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cd38rules.diagnostics import DiagnosedError, Diagnostic, Place
from cd38rules.profile import PatientProfile

DARATUMUMAB = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1721947"}]}
COPD = {"coding": [{"system": "http://snomed.info/sct", "code": "13645005"}]}
RED_CELLS = {"coding": [{"system": "http://snomed.info/sct", "code": "116863004"}]}
ANTIBODY_SCREEN = {"coding": [{"system": "http://loinc.org", "code": "890-4"}]}


@dataclass(frozen=True)
class Provenance:
    path: str
    resource: str


@dataclass(frozen=True)
class Question:
    text: str


@dataclass(frozen=True)
class Order:
    resource: str


@dataclass(frozen=True)
class Reading:
    profile: PatientProfile
    provenance: tuple[Provenance, ...] = ()
    issues: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    orders: tuple[Order, ...] = ()


class DoubleError(DiagnosedError):
    """No profile can be made."""


def unfolded(resources: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The resources, and those in Bundles among them."""
    for resource in resources:
        if resource.get("resourceType") == "Bundle":
            yield from unfolded(entry["resource"] for entry in resource["entry"])
        else:
            yield resource


def read_fhir_double(resources: Iterable[Mapping[str, Any]], *, as_of: date, patient: str | None = None) -> Reading:
    """A reading of a few kinds of resources; a resource of type Unreadable makes it fail, one of
    type Crashing breaks it, and one of type Slow keeps it busy, for 4 seconds unless it says how long."""
    profile: dict[str, Any] = {"patient_id": patient, "as_of": as_of.isoformat()}
    provenance, orders, issues, questions = [], [], [], []
    for resource in unfolded(resources):
        kind, name = resource.get("resourceType"), f"{resource.get('resourceType')}/{resource.get('id')}"
        code = resource.get("code")
        if kind == "Crashing":
            raise RuntimeError(str(resource))
        if kind == "Slow":
            time.sleep(resource.get("seconds", 4))
        if kind == "Unreadable":
            raise DoubleError([Diagnostic("fhir-no-patient", "no profile can be made", (Place("$"),))])
        if kind == "Condition" and code == COPD:
            profile["lungs"] = {"copd": True}
            provenance.append(Provenance("lungs.copd", name))
        elif kind == "MedicationRequest" and resource.get("medicationCodeableConcept") == DARATUMUMAB:
            profile["therapy"] = {"planned": {"agent": "daratumumab"}}
            orders.append(Order(name))
        elif kind == "ServiceRequest" and code == RED_CELLS:
            profile.setdefault("transfusion", {})["red_cells"] = "planned"
            provenance.append(Provenance("transfusion.red_cells", name))
        elif kind == "ServiceRequest" and code == ANTIBODY_SCREEN:
            profile.setdefault("transfusion", {})["compatibility_test_planned"] = True
            provenance.append(Provenance("transfusion.compatibility_test_planned", name))
        elif kind == "Observation":
            issues.append(Diagnostic("fhir-unit", "the unit doesn't fit the code", (Place(name),)))
            questions.append(Question("Is the FEV1 in per cent of predicted?"))
    return Reading(
        PatientProfile.model_validate(profile), tuple(provenance), tuple(issues), tuple(questions), tuple(orders)
    )
