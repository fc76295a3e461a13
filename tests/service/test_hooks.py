"""CDS Hooks against a running service that reads as the shipped one does: discovery, cards, each row of the prefetch
table, faults."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cd38rules.service.hooks.offered import templates

from .double_of_reader import DARATUMUMAB
from .hook_calls import (
    ANTIBODY_ORDER,
    BLOOD_ORDER,
    EMPTY,
    ON_FILE,
    OTHER_ORDER,
    PATIENT,
    WITH_COPD,
    WITH_MYELOMA,
    assert_valid,
    bundle,
    call,
    path_of,
    prefetch,
)
from .running import Service

FAILED = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}
NOTE = {"resourceType": "OperationOutcome", "issue": [{"severity": "information", "code": "informational"}]}
NEXT = {"link": [{"relation": "next", "url": "https://ehr.example/fhir?page=2"}]}
DRUG = {"medicationCodeableConcept": DARATUMUMAB}
TOKEN = {"access_token": "x", "token_type": "Bearer"}
CARD = "org.cd38rules.card"
HOOKS = ("patient-view", "order-select", "order-sign")


def orders_of(hook: str) -> list[dict[str, Any]]:
    """An order of an antibody, where a hook has orders."""
    return [] if hook == "patient-view" else [ANTIBODY_ORDER]


def cards(shipped: Service, hook: str, *arguments: Any, **more: Any) -> list[dict[str, Any]]:
    answer = shipped.post(path_of(hook), call(hook, *arguments, **more))
    assert answer.status_code == 200, answer.text
    assert_valid(answer.json(), "CdsResponse")
    found: list[dict[str, Any]] = answer.json()["cards"]
    return found


def topics(found: list[dict[str, Any]]) -> list[str]:
    return [card["source"].get("topic", {}).get("code", "") for card in found]


def test_the_schema_is_here(shared: Path) -> None:
    assert (shared / "ehr" / "cds-hooks.schema.json").is_file()


def test_discovery_lists_the_services_with_templates_that_2_0_1_allows(shipped: Service) -> None:
    answer = shipped.http.get("/cds-services")
    assert_valid(answer.json(), "DiscoveryResponse")
    services = answer.json()["services"]
    assert [item["hook"] for item in services] == ["patient-view", "order-select", "order-sign"]


# Cards


def test_an_order_of_an_antibody_brings_up_the_first_dose_and_the_lungs(shipped: Service) -> None:
    found = cards(shipped, "order-sign", prefetch(conditions=bundle(WITH_COPD)), ANTIBODY_ORDER)
    shown = [item["rule"] for card in found for item in card["extension"][CARD].get("rules", [])]
    assert {"transfusion-pretreatment-typing", "transfusion-lab-notify", "copd-dara-bronchodilator"} <= set(shown)
    assert "ife-igg-kappa-interference" not in shown
    assert len(found) <= 5


def test_an_order_of_red_cells_brings_up_the_advice_on_transfusion(shipped: Service) -> None:
    record = prefetch(medicationRequests=bundle(ON_FILE))
    found = cards(shipped, "order-select", record, BLOOD_ORDER)
    assert set(topics(found)) <= {"transfusion", "missing-data", ""}
    assert found[0]["extension"][CARD]["severity"] == "critical"
    assert found[0]["extension"][CARD]["orders"] == ["ServiceRequest/s1"]
    assert "`ServiceRequest/s1`" in found[0]["detail"]


def test_any_other_order_gets_no_card(shipped: Service) -> None:
    assert cards(shipped, "order-sign", prefetch(medicationRequests=bundle(ON_FILE)), OTHER_ORDER) == []


def test_a_draft_without_an_id_is_not_passed_over(shipped: Service) -> None:
    order = {name: value for name, value in ANTIBODY_ORDER.items() if name != "id"}
    first = cards(shipped, "order-sign", prefetch(), order)[0]
    assert first["extension"][CARD]["orders"] == ["MedicationRequest/draft-without-id-1"]


@pytest.mark.hazard("H18")
def test_calls_side_by_side_get_each_their_own_cards(shipped: Service) -> None:
    def ask(number: int) -> tuple[int, set[str]]:
        text = json.dumps(call("order-sign", prefetch(), ANTIBODY_ORDER)).replace(PATIENT, f"sentinel-{number}-")
        answer = shipped.post(path_of("order-sign"), text.encode())
        return answer.status_code, set(re.findall(r"Patient/[\w-]+", answer.text))

    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(ask, range(60)))
    assert found == [(200, {f"Patient/sentinel-{number}-"}) for number in range(60)]


def test_an_order_that_is_not_selected_gets_no_card(shipped: Service) -> None:
    body = call("order-select", prefetch(), ANTIBODY_ORDER, OTHER_ORDER)
    body["context"]["selections"] = ["ServiceRequest/s2"]
    assert shipped.post(path_of("order-select"), body).json() == {"cards": []}


def test_a_card_has_all_that_a_reader_needs(shipped: Service) -> None:
    first = cards(shipped, "order-sign", prefetch(), ANTIBODY_ORDER)[0]
    detail = first["detail"]
    for part in ("applies if", "**Because:**", "**Evidence:**", "**Limits:**", "Leleu 2022", "Data as of", "Draft:"):
        assert part in detail
    assert "<" not in detail.replace("\\<", "")
    assert first["source"]["url"] == "https://doi.org/10.1007/s00277-022-04917-5"
    assert first["selectionBehavior"] == "any"
    (action,) = first["suggestions"][0]["actions"]
    assert (action["type"], action["resource"]["status"], action["resource"]["intent"]) == (
        "create",
        "draft",
        "proposal",
    )
    assert {reason["code"] for reason in first["overrideReasons"]} >= {"action-completed", "policy-contradicts"}


def test_cards_come_with_the_most_urgent_first_and_one_a_topic(shipped: Service) -> None:
    found = cards(shipped, "patient-view", prefetch(medicationRequests=bundle(ON_FILE)))
    ranks = [("critical", "warning", "info").index(card["indicator"]) for card in found]
    named = [topic for topic in topics(found) if topic]
    assert ranks == sorted(ranks)
    assert len(named) == len(set(named))
    assert len(found) <= 5


@pytest.mark.hazard("H11")
def test_what_could_not_be_checked_is_said_on_a_card(shipped: Service) -> None:
    last = cards(shipped, "patient-view", prefetch(conditions=bundle(WITH_MYELOMA, WITH_COPD)))[-1]
    assert "checks could not run" in last["summary"]
    assert "planned antibody therapy not recorded" in last["detail"]
    assert "An empty list means that no checked rule applies" in last["detail"]


def test_issues_and_questions_of_the_reader_are_said_on_a_card(shipped: Service) -> None:
    code = {"coding": [{"system": "http://loinc.org", "code": "20152-5"}]}
    fev1 = {
        "resourceType": "Observation",
        "id": "o1",
        "status": "final",
        "code": code,
        "effectiveDateTime": "2024-03-01",
    }
    record = prefetch(
        observations=bundle(fev1 | {"valueQuantity": {"value": 61, "unit": "kg", "code": "kg"}}),
        medicationStatements=bundle({"resourceType": "MedicationStatement", "id": "9", "status": "unknown"} | DRUG),
    )
    last = cards(shipped, "order-sign", record, ANTIBODY_ORDER)[-1]
    assert re.search(r"fhir-unit: .* at Observation/o1", last["detail"])
    assert "Was daratumumab given?" in last["detail"]


def test_the_same_call_gives_the_same_bytes_whatever_its_instance(shipped: Service) -> None:
    bodies = [call("order-sign", prefetch(), ANTIBODY_ORDER) for _ in range(2)]
    assert bodies[0]["hookInstance"] != bodies[1]["hookInstance"]
    first, second = (shipped.post(path_of("order-sign"), body).content for body in bodies)
    assert first == second


def test_another_patient_has_other_card_ids(shipped: Service) -> None:
    own = cards(shipped, "order-sign", prefetch(), ANTIBODY_ORDER)
    body = json.loads(json.dumps(call("order-sign", prefetch(), ANTIBODY_ORDER)).replace(PATIENT, "Trillian-1"))
    other = shipped.post(path_of("order-sign"), body).json()["cards"]
    assert not {card["uuid"] for card in own} & {card["uuid"] for card in other}


# Prefetch, row by row


ABSENT = object()


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("value", "says"),
    [
        (ABSENT, "it was not sent, and could not be fetched"),
        (None, ""),
        (EMPTY, ""),
        (FAILED, "the health record's query failed"),
        (bundle(FAILED), "the health record's query failed"),
        (bundle(NOTE), ""),
        (bundle(**NEXT), "only the first pages came"),
        (bundle(bundle(FAILED)), "the health record's query failed"),
        (bundle("x"), "entries of its Bundle hold no resource that can be read"),
        ({"resourceType": "Patient", "id": PATIENT}, "what was sent isn't of the type that was asked for"),
        (bundle(total=900), "its Bundle says that there is more than came"),
        ({}, "what was sent isn't a FHIR resource"),
        (["x"], "what was sent isn't a FHIR resource"),
    ],
    ids=[
        "absent",
        "null",
        "empty bundle",
        "outcome",
        "bundle with outcome",
        "a note",
        "next page",
        "outcome in a bundle in a bundle",
        "junk",
        "another type",
        "too few",
        "{}",
        "list",
    ],
)
@pytest.mark.parametrize("key", ["conditions", "observations"])
def test_what_stands_under_a_key_is_taken_as_what_it_means(
    shipped: Service, hook: str, key: str, value: Any, says: str
) -> None:
    record = prefetch(medicationRequests=bundle(ON_FILE)) | {key: value}
    sent = {name: item for name, item in record.items() if item is not ABSENT}
    last = cards(shipped, hook, sent, *orders_of(hook))[-1]
    said = f"Data `{key}`: {says}." if says else ""
    assert said in last["detail"]
    assert says or "Data `" not in last["detail"]


@pytest.mark.parametrize("order", [ANTIBODY_ORDER, BLOOD_ORDER], ids=["antibody", "red cells"])
@pytest.mark.parametrize("hook", HOOKS[1:])
def test_an_order_alone_decides_something_and_every_key_that_is_missing_is_named(
    shipped: Service, hook: str, order: dict[str, Any]
) -> None:
    for sent in (None, dict.fromkeys(templates(), FAILED)):
        last = cards(shipped, hook, sent, order)[-1]
        assert [key for key in templates() if f"Data `{key}`: " not in last["detail"]] == []


def test_without_data_that_decide_anything_412_names_the_keys(shipped: Service) -> None:
    answer = shipped.post(path_of("patient-view"), call("patient-view", prefetch(conditions=FAILED)))
    outcome = answer.json()
    assert (answer.status_code, outcome["resourceType"]) == (412, "OperationOutcome")
    assert [issue["expression"] for issue in outcome["issue"][1:]] == [["$.prefetch.conditions"]]


def test_a_call_without_prefetch_is_412_for_every_key(shipped: Service) -> None:
    answer = shipped.post(path_of("patient-view"), call("patient-view"))
    assert answer.status_code == 412
    assert len(answer.json()["issue"]) == 10


def test_a_record_that_is_known_to_be_empty_is_no_412(shipped: Service) -> None:
    assert cards(shipped, "patient-view", prefetch()) == []
    found = cards(shipped, "patient-view", prefetch(conditions=bundle(WITH_MYELOMA)))
    assert found
    assert {card["indicator"] for card in found} == {"info"}


# Whom the product is about

IN_WORDS = {"resourceType": "Condition", "id": "c9", "code": {"text": "Verdacht auf multiples Myelom"}}


@pytest.mark.hazard("H16")
@pytest.mark.parametrize(("hook", "orders"), [("patient-view", []), ("order-select", [BLOOD_ORDER])])
def test_a_patient_of_whom_nothing_points_to_myeloma_gets_no_card(
    shipped: Service, hook: str, orders: list[dict[str, Any]]
) -> None:
    assert cards(shipped, hook, prefetch(conditions=bundle(WITH_COPD)), *orders) == []
    told = f'cd38rules_calls_without_cards_total{{hook="{hook}",reason="nothing points to myeloma"}}'
    assert told in shipped.http.get("/metrics").text


@pytest.mark.hazard("H11")
@pytest.mark.parametrize(
    "record",
    [
        {"conditions": bundle(WITH_MYELOMA)},
        {"conditions": bundle(IN_WORDS)},
        {"conditions": bundle(NOTE, WITH_MYELOMA)},
        {
            "medicationStatements": bundle(
                {"resourceType": "MedicationStatement", "id": "9", "status": "stopped"} | DRUG
            )
        },
    ],
    ids=["a code", "words", "beside a note", "a stopped drug"],
)
@pytest.mark.parametrize(("hook", "orders"), [("patient-view", []), ("order-sign", [BLOOD_ORDER])])
def test_whatever_points_to_myeloma_or_an_antibody_is_not_met_with_silence(
    shipped: Service, hook: str, orders: list[dict[str, Any]], record: dict[str, Any]
) -> None:
    assert "could not run" in cards(shipped, hook, prefetch(**record), *orders)[-1]["summary"]


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("key", sorted(templates()))
def test_silence_needs_every_key_that_could_tell_of_myeloma(shipped: Service, key: str) -> None:
    record = prefetch()
    del record[key]
    answer = shipped.post(path_of("patient-view"), call("patient-view", record))
    if key in ("patient", "serviceRequests"):
        assert (answer.status_code, answer.json()) == (200, {"cards": []})
    else:
        assert answer.status_code == 412


@pytest.mark.hazard("H18")
@pytest.mark.parametrize("hook", HOOKS)
def test_a_patient_that_is_not_the_one_of_the_call_gets_no_advice(shipped: Service, hook: str) -> None:
    record = prefetch(patient={"resourceType": "Patient", "id": "Trillian-1"})
    answer = shipped.post(path_of(hook), call(hook, record, *orders_of(hook)))
    assert answer.status_code == 400
    assert answer.json()["issue"][0]["diagnostics"] == "wrong-patient"
    assert PATIENT not in answer.text
    assert "Trillian" not in answer.text


# Faults


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"hook": "patient-view"}, "$.hook"),
        ({"hook": ["order-sign"]}, "$.hook"),
        ({"hookInstance": "Zaphod-4711"}, "$.hookInstance"),
        ({"context": None}, "$.context"),
        ({"context": {"patientId": "Zaphod 4711/x"}}, "$.context.patientId"),
        ({"prefetch": []}, "$.prefetch"),
        ({"fhirAuthorization": {"access_token": "Zaphod-4711", "token_type": "Bearer"}}, "$.fhirServer"),
        ({"fhirServer": "https://e", "fhirAuthorization": {"access_token": "Zaphod 4711"}}, "$.fhirAuthorization"),
        (
            {"fhirServer": "https://e", "fhirAuthorization": TOKEN | {"patient": "Zaphod-2"}},
            "$.fhirAuthorization.patient",
        ),
    ],
)
def test_a_call_that_breaks_the_contract_is_400_at_its_place(shipped: Service, change: Any, place: str) -> None:
    answer = shipped.post(path_of("order-sign"), call("order-sign", prefetch(), ANTIBODY_ORDER) | change)
    outcome = answer.json()
    assert (answer.status_code, outcome["resourceType"]) == (400, "OperationOutcome")
    places = [found for issue in outcome["issue"][1:] for found in issue["expression"]]
    assert any(found.startswith(place) for found in places)
    assert "Zaphod" not in answer.text


def test_fields_that_are_not_known_are_ignored(shipped: Service) -> None:
    more = {"extension": {"com.example": {"a": 1}}, "somethingOfVersion3": True}
    assert cards(shipped, "order-sign", prefetch(newKey=None), ANTIBODY_ORDER, **more)


@pytest.mark.parametrize("hook", HOOKS)
def test_what_version_3_adds_changes_nothing(shipped: Service, hook: str) -> None:
    plain = call(hook, prefetch(medicationRequests=bundle(ON_FILE)), *orders_of(hook))
    scope = "patient/Observation.rs?category=laboratory user/*.cruds openid"
    allowed = TOKEN | {"expires_in": 300, "scope": scope, "subject": "s", "patient": PATIENT}
    newer = {"hookVersion": "1.1", "fhirServer": "https://ehr.example/fhir", "fhirAuthorization": allowed}
    answers = [shipped.post(path_of(hook), body) for body in (plain, plain | newer)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content


def test_selections_that_are_no_drafts_are_told_by_their_number(shipped: Service) -> None:
    body = call("order-select", prefetch(), ANTIBODY_ORDER)
    body["context"]["selections"].append("MedicationRequest/Zaphod-4711")
    answer = shipped.post(path_of("order-select"), body)
    assert answer.status_code == 400
    assert "1 of them are not among the draft orders" in answer.text
    assert "Zaphod" not in answer.text


def test_a_service_that_is_not_offered_is_404(shipped: Service) -> None:
    answer = shipped.post("/cds-services/other", call("patient-view", prefetch()))
    assert (answer.status_code, answer.json()["resourceType"]) == (404, "OperationOutcome")


def test_a_reader_that_refuses_is_an_error_and_no_silence(service: Service) -> None:
    record = prefetch(conditions=bundle(WITH_COPD, {"resourceType": "Unreadable", "id": "1"}))
    answer = service.post(path_of("patient-view"), call("patient-view", record))
    assert answer.status_code == 400
    assert "fhir-no-patient" in answer.text
