"""What a call doesn't bring is fetched from a listed FHIR server with the token of the call, and from nowhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from cd38rules.service.hooks.offered import templates

from .double_of_reader import RED_CELLS
from .fhir_server import TOKEN, FhirServer, fhir_server
from .hook_calls import ANTIBODY_ORDER, PATIENT, WITH_COPD, assert_valid, bundle, call, path_of, prefetch
from .running import WITH_DOUBLE, Service, running

SECONDS = 1.0
HOOKS = ("patient-view", "order-select", "order-sign")
ORDERED = bundle(ANTIBODY_ORDER)
PATIENT_RESOURCE = {"resourceType": "Patient", "id": PATIENT}
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "x"}]}


@pytest.fixture(scope="module")
def fetching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, FhirServer]]:
    folder = tmp_path_factory.mktemp("fetching")
    with fhir_server() as record:
        settings = {"insecure": True, "fhir": {"servers": [record.url], "seconds": SECONDS, "page_bytes": 100_000}}
        (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        with running(folder, "--settings", str(folder / "settings.yaml"), program=WITH_DOUBLE) as service:
            yield service, record


@pytest.fixture
def both(fetching: tuple[Service, FhirServer]) -> tuple[Service, FhirServer]:
    _, record = fetching
    record.answers = {f"Patient/{PATIENT}": (200, PATIENT_RESOURCE)}
    record.asked.clear()
    record.tokens.clear()
    record.delay = 0
    return fetching


def authorized(url: str) -> dict[str, Any]:
    allowed = {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 300, "scope": "patient/*.read"}
    return {"fhirServer": url, "fhirAuthorization": allowed | {"subject": "cd38rules"}}


def ask(service: Service, url: str, sent: dict[str, Any] | None = None, hook: str = "order-sign") -> tuple[int, str]:
    """The status, and everything that the cards say."""
    orders = [] if hook == "patient-view" else [ANTIBODY_ORDER]
    answer = service.post(path_of(hook), call(hook, sent, *orders, **authorized(url)))
    if answer.status_code == 200:
        assert_valid(answer.json(), "CdsResponse")
    return answer.status_code, answer.text


@pytest.mark.parametrize("hook", HOOKS)
def test_every_key_that_is_absent_is_fetched_with_the_token_of_the_call(
    both: tuple[Service, FhirServer], hook: str
) -> None:
    service, record = both
    record.answers["Condition"] = (200, bundle(WITH_COPD))
    record.answers["MedicationRequest"] = (200, bundle(ANTIBODY_ORDER))
    status, text = ask(service, record.url, hook=hook)
    assert status == 200
    assert "copd-dara-bronchodilator" in text
    assert "Data `" not in text
    assert len(record.asked) == len(templates())
    assert record.tokens == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize("hook", HOOKS)
def test_what_was_sent_or_has_failed_is_not_fetched(both: tuple[Service, FhirServer], hook: str) -> None:
    service, record = both
    status, text = ask(service, record.url, prefetch(conditions=OUTCOME, medicationRequests=ORDERED), hook)
    assert (status, record.asked) == (200, [])
    assert "Data `conditions`: the health record's query failed." in text


@pytest.mark.parametrize("hook", HOOKS)
def test_the_pages_that_follow_are_fetched(both: tuple[Service, FhirServer], hook: str) -> None:
    service, record = both
    record.answers["second"] = (200, bundle(WITH_COPD))
    first = bundle(link=[{"relation": "next", "url": f"{record.url}/second?page=2"}])
    status, text = ask(service, record.url, prefetch(conditions=first, medicationRequests=ORDERED), hook)
    assert (status, record.asked) == (200, ["second?page=2"])
    assert "copd-dara-bronchodilator" in text
    assert "only the first pages came" not in text


@pytest.mark.parametrize(
    "url", ["https://thief.example/x", "{}.thief.example/", "http://127.0.0.1:1/fhir/x", "/fhir/x"]
)
def test_a_next_page_on_another_server_is_not_fetched(both: tuple[Service, FhirServer], url: str) -> None:
    service, record = both
    first = bundle(link=[{"relation": "next", "url": url.format(record.url)}])
    status, text = ask(service, record.url, prefetch(conditions=first))
    assert (status, record.asked) == (200, [])
    assert "Data `conditions`: only the first pages came." in text


def test_pages_without_end_are_cut_off_and_told(both: tuple[Service, FhirServer]) -> None:
    service, record = both
    endless = bundle(link=[{"relation": "next", "url": f"{record.url}/endless"}])
    record.answers["endless"] = (200, endless)
    status, text = ask(service, record.url, prefetch(conditions=endless))
    assert status == 200
    assert len(record.asked) < 20
    assert "only the first pages came" in text


def test_a_server_that_is_not_listed_is_never_asked(both: tuple[Service, FhirServer]) -> None:
    service, record = both
    for url in (record.url + "2", record.url.replace("127.0.0.1", "localhost"), record.url.rpartition("/")[0]):
        sent = prefetch()
        del sent["conditions"]
        status, text = ask(service, url, sent)
        assert (status, record.asked) == (200, [])
        assert "it was not sent, and could not be fetched" in text


@pytest.mark.parametrize(
    "answer",
    [(404, OUTCOME), (500, b"oops"), (200, b"{"), (200, b"[]"), (302, b""), (200, b'"' + b"x" * 200_000 + b'"')],
    ids=["404", "500", "no JSON", "no resource", "redirect", "too long"],
)
def test_what_cannot_be_fetched_is_told_on_a_card(both: tuple[Service, FhirServer], answer: tuple[int, Any]) -> None:
    service, record = both
    record.answers["Condition"] = answer
    status, text = ask(service, record.url)
    assert status == 200
    assert "Data `conditions`: " in text
    assert not any(path.startswith("Elsewhere") for path in record.asked)


def test_a_slow_server_costs_the_time_that_is_allowed_and_no_more(both: tuple[Service, FhirServer]) -> None:
    service, record = both
    record.delay = SECONDS + 2
    sent = prefetch()
    del sent["conditions"]
    began = time.monotonic()
    status, text = ask(service, record.url, sent)
    assert time.monotonic() - began < SECONDS + 1.5
    assert status == 200
    assert "Data `conditions`: it was not sent, and fetching it failed." in text


def test_neither_the_token_nor_an_address_with_a_patient_is_logged(both: tuple[Service, FhirServer]) -> None:
    service, record = both
    record.answers["Condition"] = (500, b"Zaphod-4711")
    ask(service, record.url)
    for secret in (TOKEN, PATIENT, record.url):
        assert secret not in service.log
        assert secret not in service.http.get("/metrics").text


# Medications that orders refer to

REFERRING = {"resourceType": "MedicationRequest", "id": "m1", "medicationReference": {"reference": "Medication/zzz"}}
MEDICATION = {"resourceType": "Medication", "id": "zzz", "code": ANTIBODY_ORDER["medicationCodeableConcept"]}
UNREAD = "The drug of MedicationRequest/m1 can't be read"


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, FhirServer]]:
    """As `both`, with the reader that ships, which knows what a reference is; three Medications may be asked for."""
    folder = tmp_path_factory.mktemp("reading")
    with fhir_server() as record:
        fhir = {"servers": [record.url], "seconds": SECONDS, "medications": 3}
        (folder / "settings.yaml").write_text(yaml.safe_dump({"insecure": True, "fhir": fhir}), encoding="utf-8")
        with running(folder, "--settings", str(folder / "settings.yaml")) as service:
            yield service, record


def signed(
    both: tuple[Service, FhirServer], *orders: dict[str, Any], answers: dict[str, Any] | None = None, **sent: Any
) -> tuple[str, list[str]]:
    """What the cards on these orders say, and what was asked for."""
    service, record = both
    record.answers = {path: (200, resource) for path, resource in (answers or {}).items()}
    record.asked.clear()
    record.tokens.clear()
    answer = service.post(
        path_of("order-sign"), call("order-sign", prefetch(**sent), *orders, **authorized(record.url))
    )
    assert answer.status_code == 200, answer.text
    return answer.text, list(record.asked)


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("base", ["", "{url}/"])
def test_the_medication_of_an_order_is_fetched_with_the_token(reading: tuple[Service, FhirServer], base: str) -> None:
    reference = {"reference": base.format(url=reading[1].url) + "Medication/zzz"}
    said, asked = signed(
        reading, REFERRING | {"medicationReference": reference}, answers={"Medication/zzz": MEDICATION}
    )
    assert "transfusion-pretreatment-typing" in said
    assert UNREAD not in said
    assert (asked, reading[1].tokens) == (["Medication/zzz"], {f"Bearer {TOKEN}"})


@pytest.mark.hazard("H11")
def test_the_medication_of_an_order_of_the_record_is_fetched_too(reading: tuple[Service, FhirServer]) -> None:
    dose = {"resourceType": "MedicationAdministration", "id": "a", "status": "completed"} | {
        "medicationReference": {"reference": "Medication/zzz"},
        "effectiveDateTime": (date.today() - timedelta(7)).isoformat(),
    }
    red_cells = {"resourceType": "ServiceRequest", "id": "s1", "code": RED_CELLS}
    sent = {"medicationAdministrations": bundle(dose)}
    said, _ = signed(reading, red_cells, answers={"Medication/zzz": MEDICATION}, **sent)
    assert "transfusion-dtt-kell" in said


@pytest.mark.parametrize(
    "answer",
    [OUTCOME, {**MEDICATION, "id": "other"}, {"resourceType": "Patient", "id": "zzz"}, bundle(MEDICATION, MEDICATION)],
    ids=["outcome", "another", "no Medication", "two"],
)
def test_what_is_not_the_medication_that_was_asked_for_is_none(
    reading: tuple[Service, FhirServer], answer: Any
) -> None:
    said, _ = signed(reading, REFERRING, answers={"Medication/zzz": answer})
    assert UNREAD in said


@pytest.mark.parametrize(
    "reference",
    [
        "https://thief.example/fhir/Medication/zzz",
        "Patient/zzz",
        "Medication/..",
        "Medication/a?b=c",
        "urn:uuid:1",
        "#x",
    ],
)
def test_a_reference_to_anything_else_is_not_followed(reading: tuple[Service, FhirServer], reference: str) -> None:
    said, asked = signed(reading, REFERRING | {"medicationReference": {"reference": reference}})
    assert UNREAD in said
    assert asked == []


def test_so_many_medications_are_asked_for_and_each_once(reading: tuple[Service, FhirServer]) -> None:
    many = [
        {**REFERRING, "id": f"r{number}", "medicationReference": {"reference": f"Medication/{number % 10}"}}
        for number in range(100)
    ]
    said, asked = signed(reading, REFERRING, medicationRequests=bundle(*many))
    assert (len(asked), len(set(asked)), asked[0]) == (3, 3, "Medication/zzz")
    assert "it refers to Medications that were not sent" not in said  # nothing but the order's own card is due
    assert UNREAD in said


def test_a_slow_medication_costs_the_time_that_is_allowed_and_no_more(reading: tuple[Service, FhirServer]) -> None:
    reading[1].delay = SECONDS + 2
    began = time.monotonic()
    try:
        said, _ = signed(reading, REFERRING, answers={"Medication/zzz": MEDICATION})
    finally:
        reading[1].delay = 0
    assert time.monotonic() - began < SECONDS + 1.5
    assert UNREAD in said
