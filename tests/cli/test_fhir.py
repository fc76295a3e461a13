"""Records of an EHR on the command line: evaluate and explain with --fhir, and the codes that aren't mapped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Call

FHIR = "examples/fhir/"
FIRST, SECOND = FHIR + "01-first-daratumumab-draft-copd.json", FHIR + "02-current-daratumumab.ndjson"


def test_a_bundle_is_evaluated_on_the_day_of_its_timestamp(cd38rules: Call) -> None:
    ended = cd38rules("evaluate", "--fhir", FIRST, "--format", "json")
    assert ended.code == 0
    report = ended.json()
    assert report["as_of"] == "2024-03-15"
    assert "copd-dara-bronchodilator" in {entry["rule"] for entry in report["advisories"]}
    assert ended.err == "cd38rules: the day of assessment is that of the Bundle's timestamp\n"


def test_a_report_says_what_was_not_used_what_is_asked_and_where_facts_are_from(cd38rules: Call) -> None:
    ended = cd38rules("evaluate", "--fhir", SECOND, "--as-of", "2024-03-15", "--format", "json")
    assert ended.code == 0
    report = ended.json()
    codes = {issue["code"] for issue in report["input_issues"]}
    assert {"fhir-question", "fhir-unit", "fhir-not-counted", "fhir-not-json"} <= codes
    weight = [source for source in report["sources"] if source["path"] == "$.person.weight_kg"]
    assert weight == [
        {
            "path": "$.person.weight_kg",
            "resource": "Observation/weight",
            "element": "Observation.valueQuantity",
            "system": "http://loinc.org",
            "code": "29463-7",
            "unit": "kg",
            "date": "2024-03-11",
            "code_status": "V",
        }
    ]
    text = cd38rules("evaluate", "--fhir", SECOND, "--as-of", "2024-03-15").out
    assert "WARNING fhir-unit: has no unit that fits eGFR; not used" in text
    assert "SOURCES\n" in text


def test_codes_of_a_call_of_cds_hooks_are_listed_and_what_is_no_fhir_is_refused(
    cd38rules: Call, tmp_path: Path
) -> None:
    call = json.loads(Path("examples/hooks/order-sign.json").read_bytes())
    order = call["context"]["draftOrders"]["entry"][0]["resource"]
    order["medicationCodeableConcept"] = {"coding": [{"system": "urn:x", "code": "DARA-1"}]}
    (tmp_path / "call.json").write_text(json.dumps(call), encoding="utf-8")
    assert "urn:x DARA-1  not known" in cd38rules("fhir", "codes", tmp_path / "call.json").out
    (tmp_path / "other.json").write_text('{"foo": 1}', encoding="utf-8")
    ended = cd38rules("fhir", "codes", tmp_path / "other.json")
    assert (ended.code, ended.out) == (4, "")
    assert "fhir-no-resource" in ended.err


def test_a_coded_answer_that_means_nothing_is_listed(cd38rules: Call, tmp_path: Path) -> None:
    screen = {"coding": [{"system": "http://loinc.org", "code": "20152-5"}]}
    answer = {"coding": [{"system": "urn:x", "code": "LOW"}]}
    data = {"resourceType": "Observation", "id": "1", "code": screen, "valueCodeableConcept": answer}
    (tmp_path / "one.json").write_text(json.dumps(data), encoding="utf-8")
    assert "urn:x LOW  not known" in cd38rules("fhir", "codes", tmp_path / "one.json").out


def test_a_record_without_a_day_needs_one(cd38rules: Call) -> None:
    ended = cd38rules("evaluate", "--fhir", SECOND)
    assert (ended.code, ended.out) == (2, "")
    assert "give --as-of" in ended.err


def test_options_of_records_without_fhir_are_a_wrong_call(cd38rules: Call) -> None:
    ended = cd38rules("evaluate", FIRST, "--as-of", "2024-03-15")
    assert (ended.code, ended.out) == (2, "")


def test_a_rule_is_explained_from_a_record(cd38rules: Call) -> None:
    ended = cd38rules("explain", "copd-dara-bronchodilator", "--fhir", FIRST)
    assert ended.code == 0
    assert "copd-dara-bronchodilator" in ended.out


@pytest.mark.parametrize("text", ["", "no JSON", "[1, 2]", '{"resourceType": "Bundle"}', "[" * 100_000])
def test_what_holds_no_patient_is_invalid_patient_data(cd38rules: Call, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bundle.json"
    file.write_text(text, encoding="utf-8")
    ended = cd38rules("evaluate", "--fhir", str(file), "--as-of", "2024-03-15")
    assert (ended.code, ended.out) == (4, "")
    assert "fhir-" in ended.err


def test_one_of_several_patients_must_be_named(cd38rules: Call, tmp_path: Path) -> None:
    file = tmp_path / "bundle.ndjson"
    patients = [{"resourceType": "Patient", "id": name} for name in ("one", "two")]
    file.write_text("\n".join(map(json.dumps, patients)), encoding="utf-8")
    refused = cd38rules("evaluate", "--fhir", str(file), "--as-of", "2024-03-15")
    assert refused.code == 4
    assert "fhir-several-patients" in refused.err
    named = cd38rules(
        "evaluate", "--fhir", str(file), "--as-of", "2024-03-15", "--patient", "Patient/two", "--format", "json"
    )
    assert named.json()["patient_id"] == "two"


def test_codes_that_are_not_mapped_are_listed(cd38rules: Call) -> None:
    ended = cd38rules("fhir", "codes", FIRST)
    assert ended.code == 0
    assert ended.out == "     1  Observation              http://loinc.org 718-7  not known\n"
    assert cd38rules("fhir", "codes", FIRST, "--format", "json").json()[0]["code"] == "718-7"


SITE = """\
systems:
  here: ["urn:example:hospital"]
sources:
  laboratory: the catalogue of our laboratory
codes:
  - {concept: kell-antigen, system: here, code: K-AG, status: V, source: laboratory, date: "2024-01-01"}
  - {concept: none, system: rxnorm, code: "1721947"}
"""


def test_a_file_of_a_site_adds_codes_and_takes_some_out(cd38rules: Call, tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text(SITE, encoding="utf-8")
    record = [
        {"resourceType": "Patient", "id": "p"},
        {
            "resourceType": "Observation",
            "id": "k",
            "status": "final",
            "subject": {"reference": "Patient/p"},
            "code": {"coding": [{"system": "urn:example:hospital", "code": "K-AG"}]},
            "effectiveDateTime": "2020-05-06",
            "valueCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "260385009"}]},
        },
        {
            "resourceType": "MedicationRequest",
            "id": "m",
            "status": "draft",
            "subject": {"reference": "Patient/p"},
            "medicationCodeableConcept": {
                "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1721947"}]
            },
        },
    ]
    file = tmp_path / "record.ndjson"
    file.write_text("\n".join(map(json.dumps, record)), encoding="utf-8")
    ended = cd38rules(
        "evaluate", "--fhir", str(file), "--as-of", "2024-03-15", "--codes", str(site), "--format", "json"
    )
    assert ended.code == 0
    paths = {source["path"] for source in ended.json()["sources"]}
    assert "$.transfusion.kell.status" in paths
    assert "$.therapy.planned.agent" not in paths


def test_faults_of_a_file_of_codes_are_all_told_with_their_places(cd38rules: Call, tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text("codes:\n  - {concept: copdd, system: snomed, code: 1, status: X}\n", encoding="utf-8")
    ended = cd38rules("evaluate", "--fhir", FIRST, "--codes", str(site))
    assert ended.code == 2
    assert "codes-choice" in ended.err
    assert "codes-missing-key" in ended.err
    assert ":2:" in ended.err


def test_a_folder_is_decided_as_a_list(cd38rules: Call, tmp_path: Path) -> None:
    pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
    pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")
    ended = cd38rules("batch", "--fhir", FHIR, "-o", str(tmp_path), "--as-of", "2024-03-15", "--max-errors", "1")
    assert ended.code == 0
    assert "3 evaluated, 0 quarantined" in ended.err
    assert {path.name for path in tmp_path.iterdir()} >= {"verdicts.parquet", "fhir-notes.ndjson", "quarantine.ndjson"}


@pytest.mark.parametrize(
    "options",
    [("--fhir",), ("--fhir", "--as-of", "2024-03-15", "--mapping", "flat"), ("--codes", "site.yaml")],
    ids=["without a day", "with a mapping", "codes without records"],
)
def test_a_folder_with_other_options_is_a_wrong_call(cd38rules: Call, tmp_path: Path, options: tuple[str, ...]) -> None:
    pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
    pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")
    ended = cd38rules("batch", FHIR, "-o", str(tmp_path), *options)
    assert (ended.code, ended.out) == (2, "")


def test_a_folder_is_looked_at_without_writing_anything(cd38rules: Call) -> None:
    pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
    pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")
    ended = cd38rules("batch", "--fhir", FHIR, "--as-of", "2024-03-15", "--dry-run", "json")
    assert ended.code == 0
    assert ended.json()["rows"]["usable"] == 3
