"""Bundles as Synthea makes them, from a seed: references by URN, a lifetime of weights, an eGFR in mL/min, FEV1/FVC but
no FEV1, narrative, and many resources that nobody reads. Made-up patients only.
"""

from __future__ import annotations

import json
import random
import uuid
from typing import Any

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"


def coded(system: str, code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def bundle(seed: int, size: int) -> dict[str, Any]:
    """A Bundle of about `size` resources of one patient."""
    chance = random.Random(seed)
    patient = str(uuid.UUID(int=chance.getrandbits(128)))
    subject = {"reference": f"urn:uuid:{patient}"}
    entries: list[dict[str, Any]] = []

    def add(kind: str, **fields: Any) -> None:
        own = str(uuid.UUID(int=chance.getrandbits(128)))
        narrative = {"status": "generated", "div": "<div>" + "made up " * 20 + "</div>"}
        resource = {"resourceType": kind, "id": own, "text": narrative, "subject": subject} | fields
        entries.append({"fullUrl": f"urn:uuid:{own}", "resource": resource})

    def day() -> str:
        return f"{chance.randint(1955, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T08:30:00+01:00"

    def measured(code: str, display: str, value: float, unit: str) -> None:
        quantity = {"value": value, "unit": unit, "system": UCUM, "code": unit}
        add(
            "Observation",
            status="final",
            code=coded(LOINC, code, display),
            effectiveDateTime=day(),
            issued=day(),
            valueQuantity=quantity,
        )

    makers = (
        lambda: measured("29463-7", "Body Weight", chance.uniform(3, 95), "kg"),
        lambda: measured("33914-3", "Estimated Glomerular Filtration Rate", chance.uniform(20, 110), "mL/min"),
        lambda: measured("19926-5", "FEV1/FVC", chance.uniform(40, 90), "%"),
        lambda: measured("718-7", "Hemoglobin", chance.uniform(7, 16), "g/dL"),
        lambda: add("Encounter", status="finished"),
        lambda: add("Claim", status="active", total={"value": 129.16, "currency": "USD"}),
        lambda: add("Immunization", status="completed"),
        lambda: add(
            "Condition",
            code=coded(SNOMED, "444814009", "Viral sinusitis"),
            clinicalStatus=coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "resolved", ""),
            recordedDate=day(),
        ),
        lambda: add(
            "MedicationRequest",
            status="stopped",
            intent="order",
            medicationCodeableConcept=coded(RXNORM, "313782", "Acetaminophen 325 MG"),
            authoredOn=day(),
        ),
        lambda: add("Procedure", status="completed", code=coded(SNOMED, "430193006", "Reconciliation")),
    )
    while len(entries) < size - 4:
        chance.choice(makers)()
    confirmed = coded("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", "")
    copd = coded(SNOMED, "13645005", "Chronic obstructive bronchitis")
    add("Condition", code=copd, verificationStatus=confirmed, recordedDate=day())
    drug = str(uuid.UUID(int=chance.getrandbits(128)))
    medication = {"resourceType": "Medication", "id": drug, "code": coded(RXNORM, "1721951", "daratumumab")}
    entries.append({"fullUrl": f"urn:uuid:{drug}", "resource": medication})
    add("MedicationRequest", status="draft", medicationReference={"reference": f"urn:uuid:{drug}"})
    person = {"resourceType": "Patient", "id": patient, "birthDate": "1955-02-03", "name": [{"family": "Made-up"}]}
    entries.insert(0, {"fullUrl": f"urn:uuid:{patient}", "resource": person})
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def text(seed: int, size: int) -> bytes:
    """The same as JSON."""
    return json.dumps(bundle(seed, size)).encode()
