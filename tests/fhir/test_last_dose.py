"""Whatever may tell of a later dose keeps the rules on red cells from being told not to apply."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.fhir.written import resource_of

from cd38rules import evaluate, load_rulebook
from cd38rules.fhir import read_fhir
from cd38rules.fhir.json_text import Decoder

AS_OF = date(2024, 7, 20)
DARATUMUMAB = "rxnorm 1721947"
RULES = {"transfusion-dara-tail-6mo", "transfusion-dtt-kell"}


def of(kind: str, name: str, **more: Any) -> dict[str, Any]:
    drug = {} if "medicationReference" in more else {"medicationCodeableConcept": DARATUMUMAB}
    resource: dict[str, Any] = resource_of({kind: name, "status": "completed"} | drug | more)
    return resource


def dose(name: str, day: str, **more: Any) -> dict[str, Any]:
    return of("MedicationAdministration", name, effectiveDateTime=day, **more)


LAST_SURE = dose("a", "2024-01-10")
RED_CELLS = resource_of(
    {"ServiceRequest": "s", "status": "active", "code": "snomed 116863004", "authoredOn": "2024-07-20"}
)
TWICE = Decoder().decoded(json.dumps(dose("b", "2023-03-01")).replace("{", '{"effectiveDateTime": "2024-03-01", ', 1))
LATER: dict[str, list[dict[str, Any]]] = {
    "a dose of unknown status": [dose("b", "2024-03-01", status="unknown")],
    "a dose with a modifier": [dose("b", "2024-03-01", modifierExtension=[{"url": "urn:example:not"}])],
    "a dose whose date stands twice": [TWICE],
    "a dose of a Medication that isn't here": [dose("b", "2024-03-01", medicationReference="Medication/zz")],
    "a dose in two versions": [dose("b", "2024-03-01"), dose("b", "2024-03-02")],
    "an order in force": [of("MedicationRequest", "m", status="active", authoredOn="2023-12-01")],
    "an order on hold": [of("MedicationRequest", "m", status="on-hold", authoredOn="2023-12-01")],
    "an order of unknown status": [of("MedicationRequest", "m", status="unknown", authoredOn="2023-12-01")],
    "a newer order that was stopped": [of("MedicationRequest", "m", status="stopped", authoredOn="2024-05-01")],
    "a statement of yesterday": [
        of(
            "MedicationStatement",
            "t",
            status="active",
            dateAsserted="2024-07-19",
            effectivePeriod={"start": "2023-12-01"},
        )
    ],
    "an administration that goes on": [
        of("MedicationAdministration", "b", status="in-progress", effectivePeriod={"start": "2024-01-01"})
    ],
    "one whose end is still to come": [
        of(
            "MedicationAdministration",
            "b",
            status="in-progress",
            effectivePeriod={"start": "2024-01-01", "end": "2024-12-31"},
        )
    ],
    "dispensing every month": [
        of("MedicationDispense", f"d{month}", whenHandedOver=f"2024-0{month}-01") for month in range(2, 8)
    ],
}


def rules_of(resources: list[Any]) -> set[str]:
    patient = {"resourceType": "Patient", "id": "p"}
    reading = read_fhir([patient, RED_CELLS, LAST_SURE, *resources], as_of=AS_OF)
    return {alert.rule for alert in evaluate(reading.profile, load_rulebook()).applying()}


@pytest.mark.parametrize("later", LATER)
def test_what_may_be_a_later_dose_keeps_the_rules_on_red_cells(later: str) -> None:
    assert rules_of(LATER[later]) >= RULES


def test_without_it_more_than_six_months_have_passed() -> None:
    assert not rules_of([]) & RULES
