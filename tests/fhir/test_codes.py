"""Files of codes: what they may say, and every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cd38rules.fhir import CodesError, load_codes
from cd38rules.fhir.concepts import Number
from cd38rules.fhir.walk import Coding

GOOD = '{concept: copd, system: snomed, code: "1", status: V, source: synthea, date: "2024-01-01"}'
FAULTS = {
    "a concept that isn't known": (GOOD.replace("copd", "cpod"), "codes-concept", "did you mean copd"),
    "a system that isn't known": (GOOD.replace("snomed", "snomd"), "codes-choice", "did you mean snomed"),
    "a source that isn't known": (GOOD.replace("synthea", "hearsay"), "codes-choice", ""),
    "no status": (GOOD.replace(" status: V,", ""), "codes-missing-key", "add `status:`"),
    "a date that is none": (GOOD.replace("2024-01-01", "yesterday"), "codes-type", "2022-03-16"),
    "a code as a number": (GOOD.replace('"1"', "1"), "codes-type", "in quotes"),
    "a date before any codes": (GOOD.replace("2024-01-01", "0024-01-01"), "codes-value", "taken from its source"),
    "a date that is far ahead": (GOOD.replace("2024-01-01", "2999-01-01"), "codes-value", "taken from its source"),
    "a key that isn't known": (GOOD.replace("}", ", display: COPD}"), "codes-unknown-key", ""),
}


def site(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "site.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(name: str, tmp_path: Path) -> None:
    line, code, hint = FAULTS[name]
    with pytest.raises(CodesError) as refused:
        load_codes(site(tmp_path, f"codes:\n  - {line}\n"))
    assert code in {fault.code for fault in refused.value.diagnostics}
    assert any(hint in fault.hint for fault in refused.value.diagnostics)
    assert all(fault.places[0].line == 2 for fault in refused.value.diagnostics)


@pytest.mark.parametrize(
    ("concept", "code"),
    [
        ("{kind: condition, field: lungs.cpod, label: COPD}", "codes-path"),
        ("{kind: number, field: lungs.fev1_percent, label: FEV1, units: none}", "codes-units"),
        ("{kind: number, field: lungs.fev1_percent, label: FEV1, units: {L: many}}", "codes-type"),
        ("{kind: number, field: lungs.fev1_percent, label: FEV1, units: {}}", "codes-units"),
        ("{kind: number, field: lungs.fev1_percent, label: FEV1, units: 3}", "codes-units"),
        ("{kind: number, field: lungs.fev1_percent, label: FEV1, units: {L: .inf}}", "codes-type"),
        ('{kind: number, field: lungs.copd, label: x, units: {"%": 1}}', "codes-field"),
        ('{kind: number, field: lungs, label: x, units: {"%": 1}}', "codes-field"),
        ('{kind: number, field: patient_id, label: x, units: {"%": 1}}', "codes-path"),
        ("{kind: choice, field: as_of, label: x}", "codes-path"),
        ("{kind: treatment, field: kidneys.dialysis, label: x, within_days: 4000000}", "codes-value"),
        (
            '{kind: number, field: lungs.fev1_percent, label: x, units: {"%": 1}, ask_after_days: 99999999999}',
            "codes-value",
        ),
        ("{kind: drug, drug: aspirin}", "codes-choice"),
        ("{kind: disease, disease: myeloma, setting: early}", "codes-choice"),
        ("{kind: poem}", "codes-choice"),
        ("a word", "codes-type"),
    ],
)
def test_a_concept_that_the_profile_cannot_hold_is_refused(concept: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CodesError) as refused:
        load_codes(site(tmp_path, f"concepts:\n  new: {concept}\n"))
    assert code in {fault.code for fault in refused.value.diagnostics}


def test_a_code_that_stands_twice_is_told_with_both_places(tmp_path: Path) -> None:
    with pytest.raises(CodesError) as refused:
        load_codes(site(tmp_path, f"codes:\n  - {GOOD}\n  - {GOOD}\n"))
    assert [[place.line for place in fault.places] for fault in refused.value.diagnostics] == [[3, 2]]


def test_a_sites_code_wins_over_a_shipped_one(tmp_path: Path) -> None:
    fev1 = Coding("http://loinc.org", "20150-9")
    line = GOOD.replace("copd", "fev1-percent").replace("snomed", "loinc").replace('"1"', "20150-9")
    codes = load_codes(site(tmp_path, f"codes:\n  - {line}\n"))
    assert (found := codes.find(fev1)) is not None
    assert found.name == "fev1-percent"
    assert (shipped := load_codes().find(fev1)) is not None
    assert shipped.name == "fev1-litres"


def test_a_site_verifies_a_code_that_is_off_by_listing_it_again(tmp_path: Path) -> None:
    off = Coding("http://hl7.org/fhir/sid/icd-10-cm", "J44.1")
    assert load_codes().find(off) is None
    assert load_codes().listed(off) is not None
    assert load_codes(include_unverified=True).find(off) is not None
    line = GOOD.replace("snomed", "icd-10-cm").replace('"1"', "J44.1")
    assert load_codes(site(tmp_path, f"codes:\n  - {line}\n")).find(off) is not None


@pytest.mark.parametrize("written", ["20152-5", " 20152-5 ", "20152-5\n"])
def test_spaces_around_a_code_do_not_matter(written: str) -> None:
    assert load_codes().find(Coding("http://loinc.org", written)) is not None


def test_a_code_of_another_system_is_another_code() -> None:
    assert load_codes().find(Coding("http://snomed.info/sct", "20152-5")) is None
    assert load_codes().find(Coding("", "20152-5")) is None


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "site.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CodesError, match="isn't UTF-8"):
        load_codes(file)


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ('{lab: ["http://loinc.org"]}', "codes-system"),
        ('{lab: " http://loinc.org "}', "codes-system"),
        ('{one: ["urn:x"], two: ["urn:x"]}', "codes-system"),
        ("{lab: [1, 2]}", "codes-type"),
        ("{lab: []}", "codes-type"),
        ("{lab: }", "codes-type"),
    ],
)
def test_a_system_needs_addresses_that_are_no_other_systems(system: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CodesError) as refused:
        load_codes(site(tmp_path, f"systems: {system}\n"))
    assert {fault.code for fault in refused.value.diagnostics} == {code}
    assert all(fault.places[0].line == 1 and fault.hint for fault in refused.value.diagnostics)


def test_an_address_comes_to_those_that_a_system_has(tmp_path: Path) -> None:
    codes = load_codes(site(tmp_path, 'systems: {loinc: ["urn:oid:1.2.3"]}\n'))
    for address in ("http://loinc.org", "urn:oid:2.16.840.1.113883.6.1", "urn:oid:1.2.3"):
        assert codes.find(Coding(address, "20152-5")) is not None


def test_a_concept_that_a_site_gives_anew_is_that_of_the_shipped_codes(tmp_path: Path) -> None:
    concept = '{kind: number, field: lungs.fev1_percent, label: FEV1, units: {"%": 1}, ask_after_days: 30}'
    codes = load_codes(site(tmp_path, f"concepts:\n  fev1-percent: {concept}\n"))
    assert (found := codes.find(Coding("http://loinc.org", "20152-5"))) is not None
    assert found.concept == codes.concepts["fev1-percent"] == Number("lungs.fev1_percent", "FEV1", {"%": 1.0}, "", 30)


def test_a_set_of_units_that_a_site_gives_anew_is_that_of_the_shipped_concepts(tmp_path: Path) -> None:
    codes = load_codes(site(tmp_path, "unit_sets: {egfr: {mL/min: 1}}\n"))
    assert (found := codes.find(Coding("http://loinc.org", "98979-8"))) is not None
    assert isinstance(found.concept, Number)
    assert found.concept.units == {"mL/min": 1.0}


def test_a_set_without_units_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodesError, match="at least one unit"):
        load_codes(site(tmp_path, "unit_sets: {egfr: {}}\n"))
