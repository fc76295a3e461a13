"""The example of a site's file: its codes reach what no verified code reaches, and the rest is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.fhir.test_examples import FILES, reading_of
from tests.fhir.written import cases, resource_of

from cd38rules.fhir import CodesError, load_codes, read_fhir
from cd38rules.profile import PatientProfile
from cd38rules.profile.shape import records_in

AS_OF = date(2024, 3, 15)
FILE = ROOT / "examples" / "fhir" / "site-codes.yaml"
PAGE = (ROOT / "docs" / "fhir.md").read_text(encoding="utf-8")
YES, NO = "loinc LA9633-4", "loinc LA9634-2"


@cache
def codes() -> Any:
    return load_codes(FILE)


def result(code: str, answer: str | None = None, **more: Any) -> dict[str, Any]:
    found = {"Observation": code, "status": "final", "code": f"local {code}", "effectiveDateTime": "2024-03-01"}
    return found | ({"valueCodeableConcept": answer} if answer else {}) | more


REACHED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (result("K-AG", YES), {"transfusion": {"kell": {"status": "positive", "date": "2024-03-01"}}}),
    (result("KELL-PHENO", NO), {"transfusion": {"kell": {"status": "negative", "date": "2024-03-01"}}}),
    (result("SEROTYPE"), {"transfusion": {"extended_typing": {"done": True, "date": "2024-03-01"}}}),
    (result("K-BEFORE", YES), {"transfusion": {"kell": {"before_first_anti_cd38": True}}}),
    (result("TYPE-BEFORE", NO), {"transfusion": {"extended_typing": {"before_first_anti_cd38": False}}}),
    (result("LAB-DTT", YES), {"transfusion": {"laboratory": {"dtt": True}}}),
    (result("LAB-MDTT", NO), {"transfusion": {"laboratory": {"modified_dtt": False}}}),
    (result("LAB-TRYPSIN", NO), {"transfusion": {"laboratory": {"trypsin": False}}}),
    (result("RBC-NEED", "local NOT-EXPECTED"), {"transfusion": {"red_cells": "not_expected"}}),
    ({"Condition": "d", "code": "local ON-DIALYSIS"}, {"kidneys": {"dialysis": True}}),
    (
        {"Procedure": "d", "status": "completed", "code": "local HD", "performedDateTime": "2024-03-13"},
        {"kidneys": {"dialysis": True}},
    ),
    (result("CRCL", valueQuantity="44 mL/min"), {"kidneys": {"creatinine_clearance_ml_min": 44}}),
    (result("ASTHMA-SEV", "local MODERATE"), {"lungs": {"asthma": {"severity": "moderate"}}}),
    ({"Condition": "a", "code": "local ASTHMA-PERS"}, {"lungs": {"asthma": {"persistent": True}}}),
    (result("ASTHMA-CTRL", NO), {"lungs": {"asthma": {"controlled": False}}}),
    ({"Condition": "r", "code": "local IRR-MAJOR"}, {"reactions": {"major_infusion_reaction": True}}),
    ({"Condition": "s", "code": "local STP"}, {"disease": {"soft_tissue_plasmacytoma": True}}),
    ({"Condition": "s", "code": "local AL"}, {"disease": {"setting": "al_amyloidosis"}}),
    ({"Condition": "s", "code": "local MM-RR"}, {"disease": {"setting": "relapsed_refractory_mm"}}),
    ({"Condition": "s", "code": "local MM-NEW"}, {"disease": {"setting": "newly_diagnosed_mm"}}),
    (result("LINES", valueInteger=2), {"disease": {"prior_lines": 2}}),
    (result("LINES", valueQuantity="3 1"), {"disease": {"prior_lines": 3}}),
    (result("AGE", valueQuantity="71 a"), {"person": {"age_years": 71}}),
    (result("REGION", "local EU"), {"region": "EU"}),
    (result("RESP-METHOD", "local MS"), {"response_assessment": {"method": "mass_spectrometry"}}),
    (
        result("FISH-1Q21", YES),
        {"cytogenetics": {"fish_assessed": True, "findings": [{"abnormality": "gain(1q21)", "present": True}]}},
    ),
    (
        result("FISH-AMP1Q", NO),
        {"cytogenetics": {"fish_assessed": True, "findings": [{"abnormality": "amp(1q)", "present": False}]}},
    ),
    (result("NO-CD38", YES), {"therapy": {"prior": []}}),
    (
        {"MedicationRequest": "m", "status": "draft", "medicationCodeableConcept": "local TRIAL-CD38"},
        {"therapy": {"planned": {"agent": "other_anti_cd38"}}},
    ),
]

# What no code can tell, and why. The page has the same list.
UNREACHED = {
    "cytogenetics.findings.clone_percent": "no code was verified that ties a share of cells to one abnormality",
    "cytogenetics.findings.isolated": "one result doesn't tell that nothing else was found",
    "disease.m_protein.heavy_chain": "the list must be whole, and records tell one protein at a time",
    "disease.m_protein.light_chain": "the list must be whole, and records tell one protein at a time",
    "disease.refractory_to": "the list must be whole, and no resource says that it is",
    "therapy.planned.doses_given": "a planned regimen has none",
    "therapy.planned.last_dose_date": "a planned regimen has none",
    "therapy.planned_alternative.doses_given": "a planned regimen has none",
    "therapy.planned_alternative.last_dose_date": "a planned regimen has none",
    "therapy.prior.best_response": "responses stand in no resource that is tied to a course",
    "therapy.prior.days_since_last_dose": "the day of the last dose is read instead",
    "therapy.prior.months_since_last_dose": "the day of the last dose is read instead",
    "therapy.prior.refractory": "no resource ties it to a course",
    "therapy.prior.stop_reason": "the reasons of stopped orders aren't mapped",
    "transfusion.laboratory.notified_of": "no resource tells whom a laboratory was told of",
}


@pytest.mark.parametrize(
    ("short", "profile"), REACHED, ids=lambda value: next(iter(value.values()), "") if value else ""
)
def test_a_code_of_the_site_reaches_its_field(short: dict[str, Any], profile: dict[str, Any]) -> None:
    reading = read_fhir([{"resourceType": "Patient", "id": "p"}, resource_of(short)], as_of=AS_OF, codes=codes())
    found = reading.profile.model_dump(mode="json", exclude_none=True)
    assert {name: found[name] for name in found if name not in ("schema_version", "patient_id", "as_of")} == profile
    assert [issue.code for issue in reading.issues] == []


@pytest.mark.parametrize(
    "drug", [{"medicationCodeableConcept": "rxnorm 1721947"}, {"medicationReference": "Medication/zz"}], ids=str
)
def test_none_given_before_is_left_open_beside_a_dose_that_may_be_one(drug: dict[str, str]) -> None:
    dose = {"MedicationAdministration": "a", "status": "unknown", **drug, "effectiveDateTime": "2024-01-02"}
    resources = [{"resourceType": "Patient", "id": "p"}, resource_of(result("NO-CD38", YES)), resource_of(dose)]
    reading = read_fhir(resources, as_of=AS_OF, codes=codes())
    assert reading.profile.therapy is None
    assert "$.therapy.prior" in [asked.path for asked in reading.questions]
    assert "$.therapy.prior" not in [source.path for source in reading.provenance]


def test_an_answer_that_the_field_cannot_hold_is_told_and_not_used() -> None:
    wrong = result("ASTHMA-SEV", "local EU"), result("RBC-NEED", YES), result("K-AG", "local MILD")
    resources = [{"resourceType": "Patient", "id": "p"}, *map(resource_of, wrong)]
    reading = read_fhir(resources, as_of=AS_OF, codes=codes())
    assert (reading.profile.lungs, reading.profile.transfusion) == (None, None)
    assert [issue.code for issue in reading.issues] == ["fhir-answer"] * 3


def test_the_shipped_codes_reach_none_of_them() -> None:
    for short, _ in REACHED:
        reading = read_fhir([{"resourceType": "Patient", "id": "p"}, resource_of(short)], as_of=AS_OF)
        assert reading.provenance == ()


def leaves(model: type, path: str = "") -> Iterator[str]:
    for name, inside in records_in(model).items():
        here = f"{path}.{name}".lstrip(".")
        if inside is None:
            yield here
        else:
            yield from leaves(inside, here)


def filled(data: Any, path: str = "") -> Iterator[str]:
    """The paths of plain fields that are known, without indices."""
    if isinstance(data, dict):
        for name, inside in data.items():
            yield from filled(inside, f"{path}.{name}".lstrip("."))
    elif isinstance(data, list) and data and isinstance(data[0], dict):
        for inside in data:
            yield from filled(inside, path)
    else:
        yield path


def test_every_field_is_reached_by_some_record_or_is_told_as_unreached() -> None:
    profiles = [reading_of(path).profile for path in FILES.values()]
    profiles += [read_fhir(case.resources, as_of=AS_OF, patient="Patient/p").profile for case in cases()]
    profiles += [
        read_fhir([resource_of(short)], as_of=AS_OF, patient="Patient/p", codes=codes()).profile for short, _ in REACHED
    ]
    known = {path for one in profiles for path in filled(one.model_dump(mode="json", exclude_none=True))}
    assert sorted(set(leaves(PatientProfile)) - known) == sorted(UNREACHED)


def test_the_page_lists_the_fields_that_no_code_reaches() -> None:
    section = PAGE.partition("No code reaches")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", section))
    alike = {name.replace("planned_alternative", "planned") for name in UNREACHED}
    assert listed == alike


FAULTS = {
    "a yes or no in a field of words": ("{kind: condition, field: lungs.asthma.severity, label: x}", "codes-field"),
    "a treatment in a field of numbers": (
        "{kind: treatment, field: lungs.fev1_percent, label: x, within_days: 3}",
        "codes-field",
    ),
    "an outcome that the field can't hold": (
        "{kind: result, field: transfusion.kell.status, label: x, present: positve, absent: negative}",
        "codes-value",
    ),
    "an abnormality that there isn't": ("{kind: finding, abnormality: del(17q), label: x}", "codes-value"),
    "an answer that no choice can hold": ("{kind: answer, value: presnt}", "codes-value"),
    "an order that is read for nothing": ("{kind: order, field: lungs.copd}", "codes-choice"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_concept_that_the_profile_cannot_hold_is_refused(name: str, tmp_path: Path) -> None:
    concept, code = FAULTS[name]
    file = tmp_path / "site.yaml"
    file.write_text(f"concepts:\n  mine: {concept}\n", encoding="utf-8")
    with pytest.raises(CodesError) as refused:
        load_codes(file)
    assert [fault.code for fault in refused.value.diagnostics] == [code]
    assert refused.value.diagnostics[0].hint
