"""Made-up patients, and calls about them for any service: a prefetch key gets the resources of the type it asks for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .templates import resource_type_of

Json = dict[str, Any]
NAMESPACE = uuid.UUID("0b0a7d0e-5a5c-5f5e-8b57-2f4f4e4a8c11")
ORDER_HOOKS = ("order-select", "order-sign")
KNOWN_HOOKS = ("patient-view", *ORDER_HOOKS)
EMPTY: Json = {"resourceType": "Bundle", "type": "searchset", "total": 0}
FAILED: Json = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "exception", "diagnostics": "made up by a self-test"}],
}
_SYSTEMS = {
    "snomed": "http://snomed.info/sct",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "loinc": "http://loinc.org",
    "icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "atc": "http://www.whocc.no/atc",
}
_CONCEPTS = ("code", "medicationCodeableConcept")
_VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"


@dataclass(frozen=True)
class MadeUp:
    """A made-up patient: the record, the orders that are being written, and the topics that must have a card."""

    name: str
    resources: tuple[Json, ...]
    drafts: tuple[Json, ...]
    topics: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The id of the patient."""
        return f"selftest-{self.name}"

    def prefetch(self, templates: Mapping[str, str]) -> Json:
        """What a client sends for these templates: the patient, and a Bundle for each search, which may be empty."""
        return {key: self._answer(template) for key, template in templates.items()}

    def call(self, hook: str, prefetch: Mapping[str, Any] | None, **more: Any) -> Json:
        """A call of a hook about this patient. All drafts are selected. The same call has the same `hookInstance`."""
        context: Json = {"userId": "Practitioner/selftest", "patientId": self.id}
        if hook in ORDER_HOOKS:
            context["draftOrders"] = bundle(self.drafts, kind="collection")
        if hook == "order-select":
            context["selections"] = [f"{draft['resourceType']}/{draft['id']}" for draft in self.drafts]
        instance = str(uuid.uuid5(NAMESPACE, f"{hook} {self.name}"))
        call: Json = {"hook": hook, "hookInstance": instance, "context": context}
        return call | ({} if prefetch is None else {"prefetch": dict(prefetch)}) | more

    def _answer(self, template: str) -> Json:
        kind = resource_type_of(template)
        if kind == "Patient" and "?" not in template:
            return next(resource for resource in self.resources if resource["resourceType"] == "Patient")
        return bundle([resource for resource in self.resources if resource["resourceType"] == kind])


def bundle(resources: list[Json] | tuple[Json, ...], kind: str = "searchset", **more: Any) -> Json:
    """A Bundle of resources; a search that found none has no entries."""
    found: Json = {"resourceType": "Bundle", "type": kind}
    if kind == "searchset":
        # A note of the server isn't something that was found.
        found["total"] = sum(resource.get("resourceType") != "OperationOutcome" for resource in resources)
    if resources:
        found["entry"] = [{"resource": resource} for resource in resources]
    return found | more


def made_up(today: date) -> tuple[MadeUp, ...]:
    """The patients, with dates before and after the day."""
    return tuple(_patient(item, today) for item in _data())


@cache
def _data() -> Any:
    return yaml.safe_load((files(__package__) / "data" / "patients.yaml").read_text(encoding="utf-8"))


def _patient(item: Mapping[str, Any], today: date) -> MadeUp:
    name = f"selftest-{item['name']}"
    person = {"resourceType": "Patient", "id": name, "birthDate": "1957-05-04"}
    record = (_resource(resource, name, today) for resource in item["resources"])
    drafts = tuple({"status": "draft"} | _resource(draft, name, today) for draft in item["drafts"])
    planned = drafts if item.get("planned") else ()
    topics = {hook: tuple(listed) for hook, listed in item["topics"].items()}
    return MadeUp(item["name"], (person, *record, *planned), drafts, topics)


def _resource(written: Mapping[str, Any], patient: str, today: date) -> Json:
    """A resource as FHIR has it: codes and days written out, and what its type can't do without filled in."""
    own = {name: _value(name, value, today) for name, value in written.items()}
    filled: Json = {"subject": {"reference": f"Patient/{patient}"}}
    match written["resourceType"]:
        case "Condition":
            filled["verificationStatus"] = _coded(_VERIFIED, "confirmed")
            filled["clinicalStatus"] = _coded(_CLINICAL, "active")
        case "Observation":
            filled["status"] = "final"
        case "MedicationAdministration":
            filled["status"] = "completed"
        case "MedicationRequest" | "ServiceRequest":
            filled["intent"] = "order"
    return filled | own


def _value(name: str, value: Any, today: date) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return (today + timedelta(int(value[1:]))).isoformat()
    if isinstance(value, str) and name in _CONCEPTS:
        system, code = value.split()
        return _coded(_SYSTEMS[system], code)
    return value


def _coded(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}
