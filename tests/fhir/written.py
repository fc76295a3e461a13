"""Cases of the FHIR reader as YAML: small bundles in a short hand, and what must come of them.

In the short hand a CodeableConcept is written `loinc 20152-5`, a Quantity `45 %`, a reference as its text. Each case
has Patient/p, and each resource is that patient's, unless the case says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cd38rules.fhir import Reading

CASES = Path(__file__).parent / "cases"
SYSTEMS = {
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "snomed": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "icd10": "http://hl7.org/fhir/sid/icd-10-cm",
    "hcpcs": "urn:oid:2.16.840.1.113883.6.285",
    "atc": "http://www.whocc.no/atc",
    "interpretation": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
    "verification": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
    "clinical": "http://terminology.hl7.org/CodeSystem/condition-clinical",
    "reason": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "local": "urn:example:hospital",
}
CONCEPTS = {
    "code",
    "medicationCodeableConcept",
    "valueCodeableConcept",
    "verificationStatus",
    "clinicalStatus",
    "route",
    "dataAbsentReason",
    "productCodeableConcept",
    "itemCodeableConcept",
    "productOrService",
    "substance",
    "type",
}
REFERENCES = {"subject", "medicationReference", "request", "reference"}


@dataclass(frozen=True)
class Case:
    """One case: a sentence, the resources, and what is expected of them."""

    name: str
    resources: list[Any]
    profile: dict[str, Any]
    issues: list[str]
    questions: list[str]
    orders: list[str]


def cases() -> Iterator[Case]:
    """All cases of all files."""
    for path in sorted(CASES.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield case_of(entry, path.stem)


def case_of(entry: dict[str, Any], group: str) -> Case:
    """One case of a file. Raises ValueError for a key that isn't known."""
    known = {"case", "resources", "patient", "profile", "issues", "questions", "orders"}
    if entry.keys() - known:
        raise ValueError(f"{group}: {entry.keys() - known}")
    resources = [resource_of(one) for one in entry["resources"]]
    if entry.get("patient", True):
        resources.insert(0, {"resourceType": "Patient", "id": "p"})
    return Case(
        f"{group}: {entry['case']}",
        resources,
        entry.get("profile", {}),
        sorted(entry.get("issues", [])),
        sorted(entry.get("questions", [])),
        sorted(entry.get("orders", [])),
    )


def resource_of(short: Any) -> Any:
    """A resource from its short hand `{Observation: id, ...}`; anything else as it is."""
    if not isinstance(short, dict) or not next(iter(short), "")[:1].isupper():
        return short
    (kind, name), *rest = short.items()
    resource = {"resourceType": kind, "id": name} if name else {"resourceType": kind}
    resource |= {key: long(key, value) for key, value in rest}
    if kind not in ("Patient", "Medication", "Bundle", "OperationOutcome"):
        resource.setdefault("subject", {"reference": "Patient/p"})
    if resource.get("subject", "") is None:
        del resource["subject"]
    return resource


def long(key: str, value: Any) -> Any:
    """A value written out as FHIR has it."""
    if key == "entry":
        return [{"resource": found} if (found := resource_of(one)) is not one else one for one in value]
    if key == "contained":
        return [resource_of(one) for one in value]
    if isinstance(value, dict):
        return {name: long(name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [long(key, item) for item in value]
    if isinstance(value, str) and key in CONCEPTS and (found := codings(value)):
        return {"coding": found}
    if isinstance(value, str) and key in REFERENCES and key != "reference":
        return {"reference": value}
    if isinstance(value, str) and key == "valueQuantity":
        size, _, unit = value.partition(" ")
        return {"value": float(size), "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}
    return value


def codings(text: str) -> list[dict[str, str]]:
    """`loinc 20152-5 + snomed 313223002` as codings; nothing for other texts."""
    parts = [re.fullmatch(r"(\w+) (\S+)", part.strip()) for part in text.split(" + ")]
    return [{"system": SYSTEMS[hit[1]], "code": hit[2]} for hit in parts if hit and hit[1] in SYSTEMS]


def told(reading: Reading) -> dict[str, Any]:
    """A reading as cases write it."""
    data = reading.profile.model_dump(mode="json", exclude_none=True)
    for name in ("schema_version", "patient_id", "as_of"):
        data.pop(name)
    return {
        "profile": data,
        "issues": sorted(f"{one.places[0].path} {one.code}" for one in reading.issues),
        "questions": sorted(one.path for one in reading.questions),
        "orders": sorted(f"{one.resource} {one.role or 'open'} {one.agent}" for one in reading.orders),
    }
