"""Files of codes: what they may say, and every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cd38rules.fhir import CodesError, load_codes
from cd38rules.fhir.walk import Coding

GOOD = '{concept: copd, system: snomed, code: "1", status: V, source: synthea, date: "2024-01-01"}'
FAULTS = {
    "a concept that isn't known": (GOOD.replace("copd", "cpod"), "codes-concept", "did you mean copd"),
    "a system that isn't known": (GOOD.replace("snomed", "snomd"), "codes-choice", "did you mean snomed"),
    "a source that isn't known": (GOOD.replace("synthea", "hearsay"), "codes-choice", ""),
    "no status": (GOOD.replace(" status: V,", ""), "codes-missing-key", "add `status:`"),
    "a date that is none": (GOOD.replace("2024-01-01", "yesterday"), "codes-type", "2022-03-16"),
    "a code as a number": (GOOD.replace('"1"', "1"), "codes-type", "in quotes"),
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
