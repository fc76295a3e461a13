"""A key that stands twice in one object: the resource is told and not used, the rest is read, by every way in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fhir.written import resource_of

from cd38rules.fhir import Reading, read_fhir
from cd38rules.fhir.files import resources_of
from cd38rules.fhir.json_text import Decoder, RepeatedKeys

AS_OF = date(2024, 3, 15)
PATIENT = '{"resourceType": "Patient", "id": "p", "birthDate": "1950-02-03"}'
WEIGHT = json.dumps(
    resource_of({"Observation": "w", "status": "final", "code": "loinc 29463-7", "effectiveDateTime": "2024-03-01"})
    | {"valueQuantity": {"value": 77, "unit": "kg", "code": "kg"}}
)
COPD = json.dumps(resource_of({"Condition": "c", "code": "snomed 13645005"}))


def dose(name: str, day: str, start: str = "{") -> str:
    found = {"MedicationAdministration": name, "status": "completed", "medicationCodeableConcept": "rxnorm 1721947"}
    return start + json.dumps(resource_of({**found, "effectiveDateTime": day}))[1:]


def repeated(resource: str) -> str:
    """The resource with a second id in front, which Python's reader would pass over."""
    return '{"id": "z", ' + resource[1:]


def read_of(text: str) -> Reading:
    return read_fhir(resources_of(text.encode()).resources, as_of=AS_OF, patient="Patient/p")


def bundle(*resources: str) -> str:
    entries = ", ".join(f'{{"resource": {one}}}' for one in resources)
    return f'{{"resourceType": "Bundle", "entry": [{entries}]}}'


def told(reading: Reading) -> list[str]:
    return [str(issue.places[0]) for issue in reading.issues if issue.code == "fhir-repeated-key"]


@pytest.mark.parametrize("form", ["a Bundle", "lines"])
def test_a_condition_with_a_repeated_key_is_told_and_the_rest_is_read(form: str) -> None:
    resources = (PATIENT, repeated(COPD), WEIGHT)
    reading = read_of(bundle(*resources) if form == "a Bundle" else "\n".join(resources))
    assert told(reading) == ["Condition/c"]
    assert reading.profile.lungs is None
    assert reading.profile.person is not None
    assert reading.profile.person.weight_kg == 77


def test_the_key_may_stand_twice_at_any_depth_of_the_resource() -> None:
    deep = COPD.replace('{"coding": [{', '{"coding": [{"code": "0", ', 1)
    assert '"code": "0"' in deep
    assert told(read_of(bundle(PATIENT, deep))) == ["Condition/c"]


def test_an_older_result_never_stands_in_for_one_with_a_repeated_key() -> None:
    newer = repeated(WEIGHT).replace('"w"', '"x"').replace("2024-03-01", "2024-03-02")
    reading = read_of(bundle(PATIENT, WEIGHT, newer))
    assert reading.profile.person is not None
    assert reading.profile.person.weight_kg is None
    assert [asked.path for asked in reading.questions] == ["$.person.weight_kg"]


def test_a_dose_with_a_repeated_key_is_asked_about() -> None:
    reading = read_of(bundle(PATIENT, dose("a", "2023-01-02"), dose("b", "2023-02-02", '{"id": "z", ')))
    assert told(reading) == ["MedicationAdministration/b"]
    assert [(asked.path, asked.resources) for asked in reading.questions] == [
        ("$.therapy.prior", ("MedicationAdministration/b",)),
        ("$.therapy.prior[0].last_dose_date", ("MedicationAdministration/b",)),
    ]


def test_what_is_contained_makes_its_resource_doubtful() -> None:
    inside = '{"resourceType": "Medication", "id": "m", "id": "n", "code": {}}'
    order = f'{{"contained": [{inside}], "resourceType": "MedicationRequest", "id": "o", "status": "active"}}'
    assert told(read_of(bundle(PATIENT, order, COPD))) == ["MedicationRequest/o"]


def test_a_medication_with_a_repeated_key_names_no_drug() -> None:
    medication = resource_of({"Medication": "m", "code": "rxnorm 1721947"})
    order = resource_of({"MedicationRequest": "o", "status": "draft", "medicationReference": "Medication/m"})
    reading = read_of(bundle(PATIENT, repeated(json.dumps(medication)), json.dumps(order)))
    assert reading.orders == ()
    assert {(issue.code, str(issue.places[0])) for issue in reading.issues} >= {
        ("fhir-repeated-key", "Medication/m"),
        ("fhir-reference", "MedicationRequest/o: MedicationRequest.medicationReference"),
    }


def test_a_patient_with_a_repeated_key_is_still_the_patient_of_the_others() -> None:
    patient = '{"birthDate": "1960", ' + PATIENT[1:]
    reading = read_of(bundle(patient, COPD))
    assert told(reading) == ["Patient/p"]
    assert reading.profile.person is None
    assert reading.profile.lungs is not None


def test_a_bundle_with_a_repeated_key_is_told_and_what_is_left_of_it_is_read() -> None:
    twice = bundle(COPD)[:-1] + f', "entry": [{{"resource": {PATIENT}}}, {{"resource": {WEIGHT}}}]}}'
    reading = read_of(twice)
    assert told(reading) == ["Bundle"]
    assert reading.profile.person is not None
    assert reading.profile.person.weight_kg == 77


def test_a_bulk_export_tells_a_repeated_key_as_a_bundle_does(tmp_path: Path) -> None:
    pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
    from cd38rules.mapping import FhirFolder

    resources = (PATIENT, repeated(COPD), dose("a", "2023-01-02"), repeated(dose("b", "2023-02-02")))
    (tmp_path / "all.ndjson").write_text("\n".join(resources), encoding="utf-8")
    with FhirFolder([tmp_path], AS_OF) as source:
        (item,) = source.items()
    assert item.reading == read_of(bundle(*resources))
    assert told(item.reading) == ["Condition/c", "MedicationAdministration/b"]


def texts_of(value: Any, rename: bool) -> str:
    """JSON of a value; with `rename`, two keys of an object become one."""
    if isinstance(value, dict):
        names = ["k" if rename else name for name in value]
        pairs = zip(names, value.values(), strict=True)
        return "{" + ", ".join(f"{json.dumps(n)}: {texts_of(v, False)}" for n, v in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(texts_of(item, rename) for item in value) + "]"
    return json.dumps(value)


KEYS = st.text('ab:"\\ ', max_size=3)
VALUES = st.recursive(
    st.none() | st.integers() | st.text('":{}\\ k', max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_read_is_what_pythons_own_reader_reads(value: object) -> None:
    for indent in (None, 1):
        text = json.dumps(value, indent=indent)
        found = Decoder().decoded(text)
        assert found == json.loads(text)
        assert not isinstance(found, RepeatedKeys)


@given(st.dictionaries(KEYS, VALUES, min_size=2, max_size=3), st.booleans())
def test_a_key_that_stands_twice_is_always_noticed(value: dict[str, object], in_a_list: bool) -> None:
    inner = texts_of(value, rename=True)
    text = f'{{"x": [1, {inner}]}}' if in_a_list else f'{{"x": {inner}}}'
    found = Decoder().decoded(text)
    assert isinstance(found, RepeatedKeys)
    assert found == json.loads(text)
