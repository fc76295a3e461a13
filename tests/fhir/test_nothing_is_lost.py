"""Whatever way a record comes in - a list, Bundles, lines, compressed - each resource is read or accounted for."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fhir.written import cases

from cd38rules.fhir import FhirError, Reading, read_fhir
from cd38rules.fhir.files import resources_of

AS_OF = date(2024, 3, 15)
PATIENT = {"resourceType": "Patient", "id": "p", "birthDate": "1950-02-03"}


def is_loose(kind: object) -> bool:
    return isinstance(kind, str) and kind not in ("Bundle", "Patient", "OperationOutcome")


# Without what is no resource, and without Bundles: these come by the forms below.
ALL = [
    sound
    for case in cases()
    if (sound := [one for one in case.resources[1:] if isinstance(one, dict) and is_loose(one.get("resourceType"))])
]
OTHERS = ("Encounter", "Immunization", "AdverseEvent", "Medication", "DiagnosticReport", "Horoscope", "Group", "Device")
COUNTED = ("fhir-unmapped", "fhir-not-needed", "fhir-unread-type")


def record(seed: int) -> list[dict[str, Any]]:
    """The resources of a few cases with ids of their own, and some of types that nobody reads or refers to."""
    chance = random.Random(seed)
    found = [json.loads(json.dumps(one, default=str)) for case in chance.sample(ALL, 3) for one in case]
    found += [{"resourceType": chance.choice(OTHERS)} for _ in range(chance.randint(0, 6))]
    for number, one in enumerate(found):
        is_named = one.get("resourceType") in ("Medication", "MedicationRequest", "CarePlan") and one.get("id")
        if not is_named:
            one["id"] = f"r{number}"
        for name in ("subject", "patient"):  # what is of somebody else is counted in one number for all types
            if name in one:
                one[name] = {"reference": "Patient/p"}
    return [PATIENT, *found]


def read_of(resources: Any) -> Reading:
    return read_fhir(resources, as_of=AS_OF, patient="Patient/p")


def bundle(resources: list[Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "Bundle", **more, "entry": [{"resource": one} for one in resources]}


def nested(resources: list[Any]) -> dict[str, Any]:
    """A Bundle of a resource and a Bundle of the rest, three levels deep."""
    inner = bundle(resources[2:], type="searchset")
    return bundle([*resources[:1], bundle([*resources[1:2], inner])], type="collection")


def lines(resources: list[Any], end: str) -> bytes:
    return "".join(json.dumps(one) + end for one in resources).encode()


FORMS = {
    "a Bundle": lambda found: json.dumps(bundle(found)).encode(),
    "Bundles in Bundles": lambda found: json.dumps(nested(found)).encode(),
    "a list": lambda found: json.dumps(found).encode(),
    "with a byte order mark": lambda found: b"\xef\xbb\xbf" + json.dumps(bundle(found), indent=1).encode(),
    "in UTF-16": lambda found: json.dumps(bundle(found), ensure_ascii=False).encode("utf-16"),
    "lines": lambda found: lines(found, "\n"),
    "lines of Windows with blank ones": lambda found: b"\xef\xbb\xbf\r\n" + lines(found, "\r\n\r\n  \r\n"),
    "lines without an end": lambda found: lines(found, "\n").rstrip(b"\n"),
    "Bundles as lines": lambda found: lines([bundle(found[:2]), bundle(found[2:])], "\n"),
    "a compressed Bundle": lambda found: gzip.compress(json.dumps(bundle(found)).encode()),
    "compressed lines in two parts": lambda found: (
        gzip.compress(lines(found[:2], "\n")) + gzip.compress(lines(found[2:], "\n"))
    ),
}


@pytest.mark.parametrize("form", FORMS)
@given(st.integers(0, 2**32))
def test_every_form_of_a_record_gives_one_reading(form: str, seed: int) -> None:
    found = record(seed)
    if len(found) < 3:  # one line is a resource, not lines
        return
    parsed = resources_of(FORMS[form](found))
    assert parsed.issues == ()
    assert read_of(parsed.resources) == read_of(found)


@given(st.integers(0, 2**32))
def test_each_resource_is_used_told_asked_about_or_counted_by_its_type(seed: int) -> None:
    found = record(seed)
    reading = read_of(found)
    told = {one.resource for one in reading.provenance} | {one.resource for one in reading.orders}
    told |= {ref for asked in reading.questions for ref in asked.resources}
    told |= {place.path.split(":")[0] for issue in reading.issues for place in issue.places}
    counted: Counter[str] = Counter()
    for issue in reading.issues:
        if issue.code in COUNTED:
            counted[issue.places[0].path] += int(issue.message.split()[0])
    unique = {(str(one.get("resourceType")), str(one.get("id", json.dumps(one)))) for one in found[1:]}
    whole = Counter(kind for kind, _ in unique)
    silent = Counter(kind for kind, name in unique if f"{kind}/{name}" not in told)
    # A Medication that an order names is told by the order.
    references = " ".join(str(one.get("medicationReference")) for one in found)
    silent["Medication"] -= sum(kind == "Medication" and f"Medication/{name}" in references for kind, name in unique)
    assert all(count <= counted[kind] <= whole[kind] for kind, count in silent.items())


def test_bad_lines_are_told_by_number_and_the_rest_is_read() -> None:
    sound = [
        PATIENT,
        {"resourceType": "Condition", "id": "c", "code": {"coding": []}, "subject": {"reference": "Patient/p"}},
    ]
    data = lines(sound[:1], "\n") + b"{broken\n\n[1, 2]\n" + b"[" * 100_000 + b"\n" + lines(sound[1:], "\n")
    parsed = resources_of(data)
    assert list(parsed.resources) == sound
    assert [str(one.places[0]) for one in parsed.issues] == ["input:2:1", "input:4:1", "input:5:1"]


@pytest.mark.parametrize("damage", [slice(0, 40), slice(0, -6), slice(0, 2)])
def test_a_damaged_compressed_file_is_refused_with_what_to_do(damage: slice) -> None:
    data = gzip.compress(json.dumps([record(3)] * 20).encode())
    with pytest.raises(FhirError) as refused:
        resources_of(data[damage])
    (fault,) = refused.value.diagnostics
    assert (fault.code, fault.hint) == ("fhir-not-json", "compress it by gzip again")


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cd38rules.fhir.files.MAX_BYTES", 1_000_000)
    with pytest.raises(FhirError) as refused:
        resources_of(gzip.compress(b" " * 50_000_000))
    assert refused.value.diagnostics[0].code == "fhir-too-large"


@pytest.mark.parametrize("form", FORMS)
def test_several_patients_are_refused_and_never_mixed_whatever_the_form(form: str) -> None:
    def weight(name: str, kilograms: int) -> dict[str, Any]:
        return {
            "resourceType": "Observation",
            "id": f"w-{name}",
            "status": "final",
            "subject": {"reference": f"Patient/{name}"},
            "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
            "effectiveDateTime": "2024-03-01",
            "valueQuantity": {"value": kilograms, "unit": "kg", "code": "kg"},
        }

    both = [PATIENT, {"resourceType": "Patient", "id": "q"}, weight("p", 70), weight("q", 90)]
    found = resources_of(FORMS[form](both)).resources
    with pytest.raises(FhirError) as refused:
        read_fhir(found, as_of=AS_OF)
    assert refused.value.diagnostics[0].code == "fhir-several-patients"
    for name, kilograms in (("p", 70), ("q", 90)):
        reading = read_fhir(found, as_of=AS_OF, patient=name)
        assert reading.profile.person is not None
        assert reading.profile.person.weight_kg == kilograms
        assert "fhir-other-patient" in {issue.code for issue in reading.issues}
