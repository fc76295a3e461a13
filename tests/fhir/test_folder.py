"""Bulk exports: the patients of many files are the patients of one, and nothing of a bad line is lost."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")

from tests.conftest import ROOT
from tests.fhir.written import resource_of

from cd38rules import load_rulebook
from cd38rules.batch import NOTES, QUARANTINE, REPORTS, run_batch
from cd38rules.fhir import read_fhir
from cd38rules.fhir.files import resources_of
from cd38rules.mapping import FhirFolder, Item, TableError

AS_OF = date(2024, 3, 15)
RECORDS = sorted((ROOT / "examples" / "fhir").glob("[0-9]*"))


def items_of(*paths: Path, skip: int = 0) -> list[Item]:
    with FhirFolder(paths, AS_OF) as source:
        return list(source.items(skip))


def resources_in(path: Path) -> list[Any]:
    found: list[Any] = []
    for one in resources_of(path.read_bytes()).resources:
        found += [entry["resource"] for entry in one["entry"]] if one["resourceType"] == "Bundle" else [one]
    return found


def export(folder: Path, resources: list[Any], parts: int = 2) -> None:
    """Writes a bulk export: a file for each type, in parts."""
    folder.mkdir(exist_ok=True)
    for number, resource in enumerate(resources):
        name = f"{resource['resourceType']}.{number % parts}.ndjson"
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(resource) + "\n")


def test_patients_of_an_export_are_read_as_each_by_itself(tmp_path: Path) -> None:
    resources = [one for path in RECORDS for one in resources_in(path)]
    export(tmp_path, resources)
    items = items_of(tmp_path)
    assert [item.number for item in items] == [1, 2, 3]
    for item, path in zip(items, RECORDS, strict=True):
        alone = read_fhir(resources_in(path), as_of=AS_OF)
        assert item.reading == alone
        assert item.text == alone.profile.model_dump_json(exclude_none=True).encode()


def test_neither_the_order_of_lines_nor_that_of_files_tells_anything(tmp_path: Path) -> None:
    resources = [one for path in RECORDS for one in resources_in(path)]
    export(tmp_path / "one", resources, parts=1)
    export(tmp_path / "two", resources[::-1], parts=3)
    assert items_of(tmp_path / "one") == items_of(tmp_path / "two")


def test_an_export_may_be_compressed_and_read_from_the_middle_on(tmp_path: Path) -> None:
    resources = [one for path in RECORDS for one in resources_in(path)]
    lines = "".join(json.dumps(one) + "\n" for one in resources)
    (tmp_path / "everything.ndjson.gz").write_bytes(gzip.compress(lines.encode()))
    assert items_of(tmp_path, skip=1) == items_of(tmp_path)[1:]


def test_bundles_with_references_by_urn_are_one_patient_each(tmp_path: Path) -> None:
    def entry(urn: str, resource: dict[str, Any]) -> dict[str, Any]:
        return {"fullUrl": f"urn:uuid:{urn}", "resource": resource}

    for name in ("a", "b"):
        subject = {"reference": f"urn:uuid:{name}"}
        copd = resource_of({"Condition": f"c-{name}", "code": "snomed 13645005"}) | {"subject": subject}
        drug = resource_of({"Medication": f"m-{name}", "code": "rxnorm 1721947"})
        order = {
            "resourceType": "MedicationRequest",
            "id": f"o-{name}",
            "status": "draft",
            "subject": subject,
            "medicationReference": {"reference": f"urn:uuid:m-{name}"},
        }
        bundle = {
            "resourceType": "Bundle",
            "link": [{"relation": "next", "url": "https://ehr.example"}],
            "entry": [
                entry(name, {"resourceType": "Patient", "id": name}),
                entry(f"c-{name}", copd),
                entry(f"m-{name}", drug),
                entry(f"o-{name}", order),
            ],
        }
        (tmp_path / f"Erika_Mustermann_{name}.json").write_text(json.dumps(bundle, indent=1), encoding="utf-8")
    with FhirFolder([tmp_path], AS_OF) as source:
        items = list(source.items())
        assert list(source.leftovers()) == []
        assert sorted(source.origins) == ["file 1", "file 2"]
    for item, name in zip(items, ("a", "b"), strict=True):
        assert item.reading is not None
        profile = item.reading.profile
        assert profile.patient_id == name
        assert profile.lungs is not None
        assert profile.therapy is not None
        assert [issue.code for issue in item.reading.issues] == ["fhir-incomplete"]
        assert [order.role for order in item.reading.orders] == ["planned"]


def test_bad_lines_and_resources_of_nobody_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    patient = {"resourceType": "Patient", "id": "p"}
    stray = {"resourceType": "Condition", "id": "c"}
    lines = [json.dumps(patient), "{broken", "17", "", json.dumps(stray), "[" * 100_000]
    (tmp_path / "Patient.ndjson").write_text("\n".join(lines), encoding="utf-8")
    with FhirFolder([tmp_path], AS_OF) as source:
        assert len(list(source.items())) == 1
        assert [str(one.places[0]) for one in source.leftovers()] == ["Patient:2:1", "Patient:3:1", "Patient:6:1"]
        assert source.rows_of_nobody() == {"Condition": 1}


def test_types_that_are_not_read_are_counted_for_their_patient(tmp_path: Path) -> None:
    encounter = {"resourceType": "Encounter", "id": "e", "subject": {"reference": "Patient/p"}}
    export(tmp_path, [{"resourceType": "Patient", "id": "p"}, encounter])
    (item,) = items_of(tmp_path)
    assert item.reading is not None
    assert [str(one.places[0]) for one in item.reading.issues if one.code == "fhir-unread-type"] == ["Encounter"]


def test_a_folder_without_files_of_fhir_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(TableError, match="there are no FHIR files"):
        FhirFolder([tmp_path], AS_OF)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_keeps_issues_and_questions_of_each_patient(tmp_path: Path, jobs: int) -> None:
    resources = [one for path in RECORDS for one in resources_in(path)]
    export(tmp_path / "in", resources)
    with FhirFolder([tmp_path / "in"], AS_OF) as source:
        summary = run_batch(
            source, tmp_path / "out", load_rulebook(), reports=True, jobs=jobs, at_once=1, verdicts="ndjson"
        )
    assert (summary.evaluated, summary.refused) == (3, 0)
    notes = [json.loads(line) for line in (tmp_path / "out" / NOTES).read_text(encoding="utf-8").splitlines()]
    assert [note["patient_id"] for note in notes] == ["example-1", "example-2", "example-3"]
    assert {asked["path"] for asked in notes[1]["questions"]} >= {"$.kidneys.egfr", "$.lungs.copd"}
    reports = [json.loads(line) for line in (tmp_path / "out" / REPORTS).read_text(encoding="utf-8").splitlines()]
    assert "fhir-unit" in {issue["code"] for issue in reports[1]["input_issues"]}
    assert reports[0]["sources"]
    assert summary.data["input_issues_by_code"]["fhir-question"] == 1
    assert (tmp_path / "out" / QUARANTINE).read_bytes() == b""


class Stopped(Exception):
    """What a run is stopped by."""


def test_a_run_that_was_stopped_is_taken_up_and_gives_the_same_bytes(tmp_path: Path) -> None:
    resources = [one for path in RECORDS for one in resources_in(path)]
    export(tmp_path / "in", resources)
    book = load_rulebook()

    def stop(_lines: int, position: int, total: int | None) -> None:
        assert total == 3
        if position == 2:
            raise Stopped

    with FhirFolder([tmp_path / "in"], AS_OF) as source, pytest.raises(Stopped):
        run_batch(source, tmp_path / "out", book, at_once=1, verdicts="csv", progress=stop)
    with FhirFolder([tmp_path / "in"], AS_OF) as source:
        run_batch(source, tmp_path / "out", book, at_once=1, verdicts="csv", resume=True)
    with FhirFolder([tmp_path / "in"], AS_OF) as source:
        run_batch(source, tmp_path / "whole", book, at_once=1, verdicts="csv")
    names = {path.name for path in (tmp_path / "whole").iterdir()}
    assert NOTES in names
    assert {name: (tmp_path / "out" / name).read_bytes() for name in names} == {
        name: (tmp_path / "whole" / name).read_bytes() for name in names
    }


DRUG = resource_of({"Medication": "1", "code": "rxnorm 1721947"})
ORDER = resource_of({"MedicationRequest": "m", "status": "draft"})
SERVER = "https://ehr.example/fhir"


@pytest.mark.parametrize("reference", ["Medication/1", "Medication/1/_history/3", f"{SERVER}/Medication/1"])
def test_a_reference_to_a_medication_means_the_same_in_an_export_as_in_a_record(tmp_path: Path, reference: str) -> None:
    resources = [
        {"resourceType": "Patient", "id": "p"},
        {**ORDER, "medicationReference": {"reference": reference}},
        DRUG,
    ]
    export(tmp_path, resources)
    (item,) = items_of(tmp_path)
    assert item.reading == read_fhir(resources, as_of=AS_OF)
    assert [order.agent for order in item.reading.orders] == ["daratumumab"]


def test_medications_of_one_name_on_two_servers_are_two_in_an_export_too(tmp_path: Path) -> None:
    def entry(server: str, resource: dict[str, Any]) -> dict[str, Any]:
        return {"fullUrl": f"{server}/{resource['resourceType']}/{resource['id']}", "resource": resource}

    other = resource_of({"Medication": "1", "code": "atc L01FC02"})
    order = {**ORDER, "medicationReference": {"reference": "Medication/1"}}
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            entry(SERVER, {"resourceType": "Patient", "id": "p"}),
            entry("https://a.example", other),
            entry(SERVER, DRUG),
            entry(SERVER, order),
        ],
    }
    (tmp_path / "Bundle.json").write_text(json.dumps(bundle), encoding="utf-8")
    (item,) = items_of(tmp_path)
    assert item.reading is not None
    assert [order.agent for order in item.reading.orders] == ["daratumumab"]


def test_a_list_of_resources_is_read_as_a_record_is(tmp_path: Path) -> None:
    resources = [{"resourceType": "Patient", "id": "p"}, resource_of({"Condition": "c", "code": "snomed 13645005"}), 17]
    (tmp_path / "Patient.json").write_text(json.dumps(resources), encoding="utf-8")
    (item,) = items_of(tmp_path)
    assert item.reading == read_fhir(resources, as_of=AS_OF)
    assert item.reading.profile.lungs is not None


def test_a_bundle_without_full_urls_stays_one_in_an_export(tmp_path: Path) -> None:
    subject = f"{SERVER}/Patient/p"
    found = resource_of({"Condition": "c", "code": "snomed 13645005", "subject": subject})
    bundle = {
        "resourceType": "Bundle",
        "entry": [{"resource": {"resourceType": "Patient", "id": "p"}}, {"resource": found}],
    }
    (tmp_path / "Bundle.json").write_text(json.dumps(bundle), encoding="utf-8")
    readings = [item.reading for item in items_of(tmp_path)]
    assert [one.profile.lungs is not None for one in readings if one is not None] == [False, True]
