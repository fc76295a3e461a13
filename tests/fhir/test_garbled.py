"""Garbled records: whatever stands in a Bundle, the reader gives a reading or a FhirError, and loses nothing sound."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fhir.written import cases, resource_of

from cd38rules.fhir import FhirError, Reading, patients_in, read_fhir, timestamp_of
from cd38rules.fhir.codes import load_codes
from cd38rules.fhir.files import resources_of
from cd38rules.fhir.listing import unmapped_codes
from cd38rules.fhir.patients import READ

AS_OF = date(2024, 3, 15)
ALL = [case.resources for case in cases()]
SENTINEL = {
    "resourceType": "Observation",
    "id": "sentinel",
    "status": "final",
    "subject": {"reference": "Patient/p"},
    "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
    "effectiveDateTime": "2024-03-14",
    "valueQuantity": {"value": 77, "unit": "kg", "code": "kg"},
}

junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["Patient/p", "active", "2024-03-01", "9" * 400, "\ud800", "2024-13-45T99", "#x", "urn:uuid:"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += places_of(inner, (*path, index))
    return found


def changed(value: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> None:
    inside = value
    for step in path[:-1]:
        inside = inside[step]
    change(inside, path[-1])


def reading_of(resources: list[Any]) -> Reading | None:
    try:
        return read_fhir(resources, as_of=AS_OF, patient="Patient/p")
    except FhirError:
        return None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_record_with_anything_in_any_place_gives_a_reading(data: st.DataObject) -> None:
    resources = copy.deepcopy(data.draw(st.sampled_from(ALL)))
    for _ in range(data.draw(st.integers(1, 4))):
        places = places_of(resources)
        if not places:
            break
        place = data.draw(st.sampled_from(places))
        if data.draw(st.booleans()):
            value = data.draw(junk)
            changed(resources, place, lambda inside, step, value=value: inside.__setitem__(step, value))
        else:
            changed(resources, place, lambda inside, step: inside.__delitem__(step))
    patient = {"resourceType": "Patient", "id": "p"}
    sound = [one for one in resources if not (isinstance(one, dict) and one.get("resourceType") == "Patient")]
    reading = reading_of([*sound, patient, SENTINEL])
    assert reading is not None
    if not any("29463-7" in json.dumps(one, default=str) for one in sound):
        assert reading.profile.person is not None
        assert reading.profile.person.weight_kg == 77
    patients_in(resources)
    unmapped_codes(resources, load_codes())
    timestamp_of(resources)


@settings(max_examples=100, deadline=None)
@given(st.lists(junk, max_size=6))
def test_junk_beside_a_sound_record_never_loses_it(found: list[Any]) -> None:
    reading = reading_of([*found, {"resourceType": "Patient", "id": "p"}, SENTINEL])
    assert reading is not None
    assert reading.profile.person is not None
    assert reading.profile.person.weight_kg == 77


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_order_of_many_records_together_tells_nothing(seed: int) -> None:
    chosen = random.Random(seed)
    resources = [
        one for records in chosen.sample(ALL, 4) for one in records if one != {"resourceType": "Patient", "id": "p"}
    ]
    resources.append({"resourceType": "Patient", "id": "p"})
    first = reading_of(resources)
    chosen.shuffle(resources)
    assert reading_of(resources) == first


@given(st.binary(max_size=200))
def test_any_bytes_are_resources_or_a_fault(data: bytes) -> None:
    codes = []
    try:
        resources_of(data)
    except FhirError as error:
        codes = [one.code for one in error.diagnostics]
    assert codes in ([], ["fhir-not-json"])


@pytest.mark.hazard("H3")
@pytest.mark.parametrize("number", [10**400, -(10**400), 1e308, -0.0, float("nan"), float("inf"), True, "45"])
def test_a_number_beyond_all_measure_is_told_and_not_used(number: object) -> None:
    fev1 = resource_of(
        {"Observation": "f", "status": "final", "code": "loinc 20152-5", "effectiveDateTime": "2024-03-01"}
    )
    fev1["valueQuantity"] = {"value": number, "unit": "%", "code": "%"}
    reading = read_fhir([fev1], as_of=AS_OF)
    assert reading.profile.lungs is None
    assert {issue.code for issue in reading.issues} & {"fhir-value", "fhir-implausible"}
    assert [asked.path for asked in reading.questions] == ["$.lungs.fev1_percent"]


def test_deep_nesting_is_told_and_the_rest_is_read() -> None:
    inside: Any = resource_of({"Condition": "c", "code": "snomed 13645005"})
    for _ in range(5_000):
        inside = {"resourceType": "Bundle", "entry": [{"resource": inside}]}
    deep: Any = "end"
    for _ in range(100_000):
        deep = [deep]
    strange = resource_of({"Observation": "", "status": "final", "code": "loinc 718-7"}) | {"note": deep}
    reading = read_fhir([inside, strange, SENTINEL], as_of=AS_OF)
    assert reading.profile.person is not None
    assert "fhir-too-deep" in {issue.code for issue in reading.issues}


CANARY = "Erika-Zöllner-äöü-🎗"


@pytest.mark.hazard("H13")
def test_no_value_and_no_name_of_a_patient_stands_in_issues_or_questions() -> None:
    resources = [
        {"resourceType": "Patient", "id": "p", "name": [{"text": CANARY}], "birthDate": CANARY},
        resource_of(
            {"Observation": CANARY, "status": CANARY, "code": "loinc 20152-5", "effectiveDateTime": "2024-03-01"}
        ),
        resource_of({"Condition": "c", "code": {"text": CANARY}}),
        {"resourceType": CANARY, "id": CANARY},
        resource_of({"MedicationRequest": "m", "status": CANARY, "medicationCodeableConcept": "rxnorm 1721947"}),
        resource_of({"Observation": "w", "status": "final", "code": "loinc 29463-7", "effectiveDateTime": "2024-03-01"})
        | {"valueQuantity": {"value": 77_123, "unit": CANARY}},
        resource_of({"ServiceRequest": "s", "status": CANARY, "code": "loinc 890-4"}),
    ]
    reading = read_fhir(resources, as_of=AS_OF, patient="Patient/p")
    told = repr((reading.issues, reading.questions))
    assert reading.issues
    assert CANARY not in told
    assert "Erika" not in told
    assert "77123" not in told


def test_an_error_names_no_patient() -> None:
    resources = [{"resourceType": "Patient", "id": name} for name in ("Erika", "Max")]
    with pytest.raises(FhirError) as several:
        read_fhir(resources, as_of=AS_OF)
    with pytest.raises(FhirError) as stranger:
        read_fhir(resources, as_of=AS_OF, patient="Patient/Anna")
    with pytest.raises(FhirError) as nobody:
        read_fhir([], as_of=AS_OF)
    assert [error.value.diagnostics[0].code for error in (several, stranger, nobody)] == [
        "fhir-several-patients",
        "fhir-no-such-patient",
        "fhir-no-patient",
    ]
    assert not any(name in str(error.value) for error in (several, stranger) for name in ("Erika", "Max", "Anna"))
    assert patients_in(resources) == ("Patient/Erika", "Patient/Max")


@pytest.mark.hazard("H18")
def test_a_record_of_several_patients_is_never_mixed() -> None:
    """Each patient's facts are those that the patient has alone, whatever else is in the record."""
    alone, together = {}, []
    for number, records in enumerate(ALL):
        name = f"Patient/{number}"
        own = json.loads(json.dumps(records, default=str).replace("Patient/p", name))
        if not all(isinstance(one, dict) and one.get("subject") == {"reference": name} for one in own[1:]):
            continue
        if own[0]["resourceType"] == "Bundle":
            continue
        for one in own:
            one["id"] = str(number) if one.get("resourceType") == "Patient" else f"{number}-{one.get('id', '')}"
        alone[name] = read_fhir(own, as_of=AS_OF)
        together += own
    assert len(alone) > 50
    for name, reading in alone.items():
        found = read_fhir(together, as_of=AS_OF, patient=name)
        assert (found.profile, found.orders) == (reading.profile, reading.orders)
        assert {asked.path for asked in found.questions} == {asked.path for asked in reading.questions}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
def test_every_resource_of_the_patient_is_told_asked_about_counted_or_used(seed: int) -> None:
    chosen = random.Random(seed)
    resources = [one for records in chosen.sample(ALL, 3) for one in records if isinstance(one, dict)]
    for number, found in enumerate(resources):
        if found.get("resourceType") in READ:
            one = resources[number] = found | {"id": f"r{number}", "subject": {"reference": "Patient/p"}}
            if chosen.random() < 0.3:
                one["status"] = chosen.choice(["active", "final", "completed", "unknown", "stopped", "on-hold"])
    reading = reading_of(resources)
    assert reading is not None
    told = {one.resource for one in reading.provenance} | {one.resource for one in reading.orders}
    told |= {ref for asked in reading.questions for ref in asked.resources}
    told |= {place.path.split(":")[0] for issue in reading.issues for place in issue.places}
    counted: dict[str, int] = {}
    for issue in reading.issues:
        if issue.code in ("fhir-unmapped", "fhir-not-needed", "fhir-unread-type"):
            kind = issue.places[0].path
            counted[kind] = counted.get(kind, 0) + int(issue.message.split()[0])
    silent: dict[str, int] = {}
    for one in resources:
        kind = one.get("resourceType")
        if str(one.get("id", "")).startswith("r") and f"{kind}/{one['id']}" not in told:
            silent[str(kind)] = silent.get(str(kind), 0) + 1
    assert all(count <= counted.get(kind, 0) for kind, count in silent.items())


def test_a_patient_who_is_named_needs_no_resource_of_that_name() -> None:
    """A draft on an order screen may lack its subject, and a search may have found nothing."""
    draft = resource_of({"MedicationRequest": "m", "status": "draft", "medicationCodeableConcept": "rxnorm 1721947"})
    del draft["subject"]
    reading = read_fhir([draft], as_of=AS_OF, patient="Patient/p")
    assert reading.profile.patient_id == "p"
    assert [order.role for order in reading.orders] == ["planned"]
    empty = read_fhir([], as_of=AS_OF, patient="p")
    assert empty.profile.model_dump(exclude_none=True, exclude={"as_of"}) == {"schema_version": "1", "patient_id": "p"}
    assert [issue.code for issue in empty.issues] == ["fhir-no-patient-resource"]
