"""Made-up patients for the load test: calls of order-sign on daratumumab with 100 resources each, from a seed.

There are three kinds of patients, whose cards differ; patients of one kind differ in the values and dates that stand in
their cards. Each call carries a sentinel in the ids of the patient, of the order and of every resource.
"""

from __future__ import annotations

import json
import random
import re
import uuid
from collections import Counter
from datetime import date, timedelta
from typing import Any

from cd38rules.service.hooks.offered import templates

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
RXNORM, UCUM = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://unitsofmeasure.org"
ICD, TERMINOLOGY = "http://hl7.org/fhir/sid/icd-10-cm", "http://terminology.hl7.org/CodeSystem"
DARATUMUMAB_SC = (RXNORM, "2375136", "daratumumab and hyaluronidase 1800 MG")
ISATUXIMAB = (RXNORM, "2282023", "isatuximab")

KINDS = ("copd", "asthma", "treated before")
PATIENTS = 12  # four of each kind
RESOURCES = 100
SENTINEL = re.compile(rb"sentinel-\d{8}")

# Of which key so many resources are sent, the patient among them.
SPREAD = {
    "patient": 1,
    "conditions": 12,
    "observations": 52,
    "medicationRequests": 12,
    "medicationAdministrations": 8,
    "medicationStatements": 4,
    "medicationDispenses": 4,
    "procedures": 4,
    "serviceRequests": 3,
}

# What any long record holds, and these rules don't ask for.
_LABS = (
    ("718-7", "Hemoglobin [Mass/volume] in Blood", 7.5, 15.5, "g/dL"),
    ("6690-2", "Leukocytes [#/volume] in Blood", 1.8, 11.0, "10*3/uL"),
    ("777-3", "Platelets [#/volume] in Blood", 60, 380, "10*3/uL"),
    ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", 0.6, 2.9, "mg/dL"),
    ("17861-6", "Calcium [Mass/volume] in Serum or Plasma", 8.3, 11.9, "mg/dL"),
    ("1751-7", "Albumin [Mass/volume] in Serum or Plasma", 2.6, 4.6, "g/dL"),
    ("2345-7", "Glucose [Mass/volume] in Serum or Plasma", 71, 212, "mg/dL"),
    ("1952-1", "Beta-2-Microglobulin [Mass/volume] in Serum", 1.5, 9.5, "mg/L"),
)
_OTHER_CONDITIONS = (
    ("59621000", "Essential hypertension"),
    ("44054006", "Diabetes mellitus type 2"),
    ("55822004", "Hyperlipidemia"),
    ("444814009", "Viral sinusitis"),
    ("271737000", "Anemia"),
)
_OTHER_DRUGS = (
    ("281", "acyclovir"),
    ("161", "acetaminophen"),
    ("17767", "amlodipine"),
    ("83367", "atorvastatin"),
    ("6809", "metformin"),
)
_PROCEDURES = (("430193006", "Medication reconciliation"), ("396487001", "Sonography"), ("76601001", "Injection"))


class _Record:
    """One record, as it grows. Every date lies a number of days before the day of the call."""

    def __init__(self, number: int, today: date) -> None:
        self.kind = KINDS[number % len(KINDS)]
        self.step = number // len(KINDS)  # apart by this, patients of one kind get other values and dates
        self.chance = random.Random(number)
        self.today = today
        self.parts: dict[str, list[dict[str, Any]]] = {key: [] for key in templates()}
        self.counts: Counter[str] = Counter()

    def day(self, before: int) -> str:
        return (self.today - timedelta(days=before)).isoformat()

    def moment(self, before: int) -> str:
        return f"{self.day(before)}T{self.chance.randrange(24):02}:{self.chance.randrange(60):02}:00+00:00"

    def add(self, key: str, kind: str, **fields: Any) -> None:
        self.counts[kind] += 1
        self.parts[key].append(
            {
                "resourceType": kind,
                "id": f"{PLACEHOLDER}-{self.counts[kind]}",
                "meta": {"versionId": "1", "lastUpdated": self.moment(self.chance.randint(0, 300))},
                "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{kind}</div>'},
                "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{_uuid(self.chance)}"}],
                "subject": {"reference": f"Patient/{PLACEHOLDER}"},
                **fields,
            }
        )

    def condition(self, code: tuple[str, str, str], before: int, verification: str = "confirmed") -> None:
        self.add(
            "conditions",
            "Condition",
            clinicalStatus=_status("condition-clinical", "active"),
            verificationStatus=_status("condition-ver-status", verification),
            category=[_status("condition-category", "problem-list-item")],
            code=_coded(code),
            recordedDate=self.moment(before),
        )

    def measured(self, code: str, display: str, value: float, unit: str, before: int) -> None:
        self.add(
            "observations",
            "Observation",
            status="final",
            category=[_status("observation-category", "laboratory")],
            code=_coded((LOINC, code, display)),
            effectiveDateTime=self.moment(before),
            issued=self.moment(before - 1),
            valueQuantity={"value": value, "unit": unit, "system": UCUM, "code": unit},
        )

    def drug(self, key: str, code: tuple[str, str, str], before: int) -> None:
        kind = key[0].upper() + key[1:-1]
        fields: dict[str, Any] = {"medicationCodeableConcept": _coded(code)}
        if kind == "MedicationRequest":
            fields |= {"status": "stopped", "intent": "order", "authoredOn": self.moment(before)}
        elif kind == "MedicationDispense":
            fields |= {"status": "completed", "whenHandedOver": self.moment(before)}
        else:
            fields |= {"status": "completed", "effectiveDateTime": self.moment(before)}
        self.add(key, kind, **fields)


PLACEHOLDER = "sentinel-00000000"


def shown(number: int, today: date) -> bytes:
    """What must stand in the cards of patient `number`, and in those of nobody else."""
    record = _Record(number, today)
    if record.kind == "copd":
        text = f"FEV1: {_fev1(record)} %"
    elif record.kind == "asthma":
        text = f"isatuximab {record.day(_isatuximab(record))}"
    else:
        text = f"daratumumab {record.day(max(_daratumumab(record)))}"
    return text.encode()


def sentinel(number: int) -> bytes:
    """The sentinel of a request; as long as the placeholder, so that all bodies of a patient have one length."""
    return f"sentinel-{number:08}".encode()


def body(number: int, today: date) -> bytes:
    """The call on patient `number`, with the placeholder for a sentinel."""
    record = _Record(number, today)
    _told(record)
    _filled(record)
    order = {
        "resourceType": "MedicationRequest",
        "id": f"{PLACEHOLDER}-order",
        "status": "draft",
        "intent": "order",
        "subject": {"reference": f"Patient/{PLACEHOLDER}"},
        "medicationCodeableConcept": _coded(DARATUMUMAB_SC),
    }
    context = {
        "userId": "Practitioner/load",
        "patientId": PLACEHOLDER,
        "draftOrders": {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": order}]},
    }
    sent = {key: record.parts[key][0] if key == "patient" else _searchset(record.parts[key]) for key in record.parts}
    call = {"hook": "order-sign", "hookInstance": _uuid(record.chance), "context": context, "prefetch": sent}
    return json.dumps(call).encode()


def _told(record: _Record) -> None:
    """What the rules ask for, by the kind of the patient."""
    step = record.step
    record.parts["patient"].append(
        {"resourceType": "Patient", "id": PLACEHOLDER, "birthDate": f"{1948 + step}-05-04", "gender": "female"}
    )
    record.condition((ICD, "C90.02", "Multiple myeloma in relapse"), 900)
    record.measured("29463-7", "Body Weight", 61 + step, "kg", 12)
    record.measured("98979-8", "eGFR (CKD-EPI 2021)", 48 + 7 * step, "mL/min/{1.73_m2}", 9)
    if record.kind == "copd":
        record.condition((SNOMED, "13645005", "Chronic obstructive lung disease"), 1500)
        record.measured("20152-5", "FEV1 measured/predicted", _fev1(record), "%", 20 + step)
    elif record.kind == "asthma":
        record.condition((SNOMED, "195967001", "Asthma"), 2500)
        record.condition((SNOMED, "13645005", "Chronic obstructive lung disease"), 1500, "refuted")
        record.drug("medicationAdministrations", ISATUXIMAB, _isatuximab(record))
    else:
        record.measured("20152-5", "FEV1 measured/predicted", 84 + 2 * step, "%", 40 + step)
        for before in _daratumumab(record):
            record.drug("medicationAdministrations", DARATUMUMAB_SC, before)


def _fev1(record: _Record) -> int:
    return 33 + 4 * record.step


def _isatuximab(record: _Record) -> int:
    """The day of the only dose, as days before the call."""
    return 510 + 29 * record.step


def _daratumumab(record: _Record) -> list[int]:
    """The days of the doses, as days before the call."""
    return [420 + 17 * record.step + 7 * dose for dose in range(4)]


def _filled(record: _Record) -> None:
    """Fills each key up to its share with what nobody reads, or what is older than what is read."""
    chance = record.chance
    for key, wanted in SPREAD.items():
        while len(record.parts[key]) < wanted:
            before = chance.randint(60, 1500)
            if key == "conditions":
                record.condition((SNOMED, *chance.choice(_OTHER_CONDITIONS)), before)
            elif key == "observations":
                code, display, low, high, unit = chance.choice(_LABS)
                record.measured(code, display, round(chance.uniform(low, high), 1), unit, before)
            elif key == "procedures":
                procedure, done = _coded((SNOMED, *chance.choice(_PROCEDURES))), record.moment(before)
                record.add(key, "Procedure", status="completed", code=procedure, performedDateTime=done)
            elif key == "serviceRequests":
                scan = _coded((SNOMED, "77477000", "Computed tomography"))
                asked = record.moment(before)
                record.add(key, "ServiceRequest", status="completed", intent="order", code=scan, authoredOn=asked)
            else:
                record.drug(key, (RXNORM, *chance.choice(_OTHER_DRUGS)), before)


def _searchset(resources: list[dict[str, Any]]) -> dict[str, Any]:
    entries = [
        {"fullUrl": f"https://ehr.example/fhir/{one['resourceType']}/{one['id']}", "resource": one} for one in resources
    ]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def _coded(code: tuple[str, str, str]) -> dict[str, Any]:
    return {"coding": [{"system": code[0], "code": code[1], "display": code[2]}], "text": code[2]}


def _status(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": f"{TERMINOLOGY}/{system}", "code": code}]}


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
