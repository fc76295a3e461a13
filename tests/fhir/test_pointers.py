"""Which records point to myeloma or to an anti-CD38 antibody, and which are those of any patient of a hospital."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cd38rules.fhir import load_codes, points_to_myeloma
from cd38rules.fhir.pointers import FILE

PATIENT = {"resourceType": "Patient", "id": "1", "birthDate": "1960-01-01"}


def coded(name: str, **more: Any) -> dict[str, Any]:
    """A resource with the first code of a concept."""
    entry = next(entry for entry in load_codes().entries.values() if entry.name == name)
    return {"resourceType": "Basic", "code": {"coding": [{"system": entry.uri, "code": entry.code}]}, **more}


EVERYDAY = {
    "absent",
    "asthma",
    "blood-group",
    "childhood-asthma",
    "chronic-obstructive-bronchitis",
    "compatibility-test",
    "copd",
    "creatinine-clearance",
    "cyclophosphamide",
    "dexamethasone",
    "dialysis-session",
    "egfr-ckd-epi-2009",
    "egfr-ckd-epi-2021",
    "egfr-cystatin",
    "egfr-mdrd",
    "egfr-unnamed",
    "emphysema",
    "fev1-fvc",
    "fev1-litres",
    "fev1-percent",
    "fish-other-17p",
    "melphalan",
    "present",
    "red-cell-transfusion",
    "route-intravenous",
    "route-subcutaneous",
    "weight",
}


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("name", sorted({entry.name for entry in load_codes().entries.values()}))
def test_every_concept_points_or_is_one_that_any_patient_may_have(name: str) -> None:
    assert points_to_myeloma([PATIENT, coded(name)]) is (name not in EVERYDAY)


def test_an_empty_record_points_to_nothing() -> None:
    assert not points_to_myeloma([])
    assert not points_to_myeloma([PATIENT, {"resourceType": "Condition", "code": None}, "x", 7, None])


@pytest.mark.parametrize(
    "resource",
    [
        coded("multiple-myeloma", verificationStatus={"coding": [{"code": "refuted"}]}),
        coded("daratumumab", status="entered-in-error", subject={"reference": "Patient/2"}),
        {"resourceType": "MedicationRequest", "contained": [{"resourceType": "Medication", **coded("isatuximab")}]},
        {
            "resourceType": "Bundle",
            "entry": [{"resource": {"resourceType": "Bundle", "entry": [coded("daratumumab")]}}],
        },
        {"resourceType": "Condition", "code": {"text": "MULTIPLES MYELOM"}},
        {
            "resourceType": "MedicationRequest",
            "medicationReference": {"reference": "Medication/1", "display": "Darzalex"},
        },
        {"resourceType": "Condition", "code": {"coding": [{"system": "urn:local", "code": "1", "display": "Myeloma"}]}},
    ],
)
def test_it_points_whatever_its_status_its_place_and_its_coding(resource: dict[str, Any]) -> None:
    assert points_to_myeloma([PATIENT, resource])


@pytest.mark.parametrize(
    "said",
    [
        "Myélome multiple",
        "Mye\u0301lome multiple",
        "Mieloma múltiple",
        "Multipel mieloom",
        "Szpiczak mnogi",
        "Plasmozytom",
        "Plasmocytoma",
        "AL amyloidosis",
        "Revlimid 25 mg",
        "IMNOVID",
        "Pomalyst",
        "Kyprolis 60 mg",
        "Ninlaro",
        "pomalidomide",
        "Lenalidomid",
    ],
)
def test_a_word_of_the_disease_or_of_a_drug_for_it_points_in_any_spelling(said: str) -> None:
    assert points_to_myeloma([PATIENT, {"resourceType": "Condition", "code": {"text": said}}])


@pytest.mark.parametrize(
    ("system", "code", "points"),
    [
        ("http://hl7.org/fhir/sid/icd-10", "C90.0", True),
        ("http://hl7.org/fhir/sid/icd-10-cm", "C90.0", True),
        ("http://hl7.org/fhir/sid/icd-10-cm", "c9032", True),
        ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "C90.00", True),
        ("urn:oid:2.16.840.1.113883.6.90", "C90.30", True),
        ("http://hl7.org/fhir/sid/icd-10", "C91.0", False),
        ("urn:example:cupboards", "C90", False),
        ("http://www.whocc.no/atc", "L01FC01", True),
        ("http://www.whocc.no/atc", "L01FC02", True),
    ],
)
def test_every_code_of_the_category_points_in_each_form_of_icd_10(system: str, code: str, points: bool) -> None:
    resource = {"resourceType": "Condition", "code": {"coding": [{"system": system, "code": code}]}}
    assert points_to_myeloma([PATIENT, resource]) is points


@pytest.mark.parametrize("status", ["V", "W", "N"])
def test_the_codes_of_a_site_point_by_their_concept_even_before_they_are_verified(tmp_path: Path, status: str) -> None:
    file = tmp_path / "site.yaml"
    file.write_text(
        'systems: {here: ["urn:here"]}\nsources: {us: our catalogue}\ncodes:\n'
        f'  - {{concept: daratumumab, system: here, code: D-1, status: {status}, source: us, date: "2024-01-01"}}\n',
        encoding="utf-8",
    )
    record = [{"resourceType": "Basic", "code": {"coding": [{"system": "urn:here", "code": "d-1"}]}}]
    assert not points_to_myeloma(record)
    assert points_to_myeloma(record, load_codes(file))


def test_a_deep_record_costs_no_recursion() -> None:
    deep: Any = coded("daratumumab")
    for _ in range(5_000):
        deep = {"part": [deep]}
    assert points_to_myeloma([deep])


def test_each_part_of_the_policy_says_why() -> None:
    assert all(part["because"] for part in yaml.safe_load(FILE.read_text(encoding="utf-8")).values())
