"""Orders that are selected or signed, by the reader of FHIR that ships: ours get advice, or a reason why they don't."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.service.hooks.bundles import Entry
from cd38rules.service.hooks.decide import Decided
from cd38rules.service.hooks.prefetch import Part
from cd38rules.service.problems import Problem

from .deciding import called, day, decided, rules_of
from .hook_calls import ANTIBODY_ORDER, BLOOD_ORDER, OTHER_ORDER, PATIENT, WITH_MYELOMA, bundle, prefetch

MEDICATION = {"resourceType": "Medication", "id": "med1", "code": ANTIBODY_ORDER["medicationCodeableConcept"]}
URN, OTHER_URN = "urn:uuid:9a5a1d5c-2e6a-4d12-8f0e-0c4f6e1d7a12", "urn:uuid:11111111-2e6a-4d12-8f0e-0c4f6e1d7a12"
MODIFIED = {"modifierExtension": [{"url": "https://ehr.example/modifier", "valueBoolean": True}]}
OF_PATIENT = {"subject": {"reference": f"Patient/{PATIENT}"}}
GIVEN = {
    "resourceType": "MedicationAdministration",
    "id": "a1",
    "status": "completed",
    "medicationCodeableConcept": ANTIBODY_ORDER["medicationCodeableConcept"],
    "effectiveDateTime": day(-14),
}


def referring(reference: str = "", display: str = "") -> dict[str, Any]:
    """An order of an antibody by reference."""
    pointing = {"reference": reference} | ({"display": display} if display else {})
    return {"resourceType": "MedicationRequest", "id": "m1", "medicationReference": pointing}


def signed(book: RuleBook, *orders: dict[str, Any], drafts: Any = None, **sent: Any) -> Decided:
    return decided(book, called("order-sign", prefetch(**sent), *orders, drafts=drafts))


def of_urns(*resources: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    entries = [{"fullUrl": url, "resource": resource} for url, resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


# References


@pytest.mark.hazard("H11")
def test_a_draft_finds_its_medication_by_a_urn(book: RuleBook) -> None:
    drafts = of_urns((OTHER_URN, referring(URN)), (URN, MEDICATION))
    assert "transfusion-pretreatment-typing" in rules_of(signed(book, drafts=drafts))


@pytest.mark.hazard("H11")
def test_a_draft_finds_its_medication_by_a_urn_under_a_prefetch_key(book: RuleBook) -> None:
    sent = of_urns((OTHER_URN, referring("Medication/x") | {"id": "m0"}), (URN, MEDICATION))
    assert "transfusion-pretreatment-typing" in rules_of(signed(book, referring(URN), medicationRequests=sent))


@pytest.mark.hazard("H11")
def test_an_order_of_the_record_finds_its_medication_by_a_urn(book: RuleBook) -> None:
    order = referring(URN) | {"status": "active", "authoredOn": day(-2), "intent": "order"}
    sent = prefetch(medicationRequests=of_urns((OTHER_URN, order), (URN, MEDICATION)))
    assert "transfusion-pretreatment-typing" in rules_of(decided(book, called("patient-view", sent)))


SERVER = "https://ehr.example/fhir/"


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("own", ["", SERVER], ids=["relative", "absolute"])
@pytest.mark.parametrize("of_patient", ["bare", "in a Bundle", "not sent"])
def test_what_a_server_sends_with_its_addresses_is_read_as_what_comes_without(
    book: RuleBook, own: str, of_patient: str
) -> None:
    """A search has the address of each resource; a read, a draft, and a Medication that was fetched have none."""
    person = {"resourceType": "Patient", "id": PATIENT, "birthDate": "1950-01-01"}
    persons = {"bare": person, "in a Bundle": of_urns((f"{SERVER}Patient/{PATIENT}", person)), "not sent": None}
    subject = {"subject": {"reference": f"{own}Patient/{PATIENT}"}}
    dose = {name: value for name, value in GIVEN.items() if name != "medicationCodeableConcept"} | subject
    dose["medicationReference"] = {"reference": f"{own}Medication/med1"}
    sent = {
        "patient": persons[of_patient],
        "conditions": of_urns((f"{SERVER}Condition/c0", WITH_MYELOMA | subject)),
        "medicationAdministrations": of_urns((f"{SERVER}MedicationAdministration/a1", dose)),
    }
    asked = called("order-sign", prefetch(**sent), BLOOD_ORDER | subject)
    answer = decided(book, asked, medications=Part((Entry(MEDICATION),)))
    assert "transfusion-dtt-kell" in rules_of(answer)
    assert answer.missing == ""
    assert "somebody else" not in str(answer.deck.cards)


def test_a_resource_is_the_patients_by_the_urn_of_the_patient(book: RuleBook) -> None:
    person = of_urns((URN, {"resourceType": "Patient", "id": PATIENT}))
    sent = prefetch(patient=person, conditions=bundle(WITH_MYELOMA | {"subject": {"reference": URN}}))
    assert decided(book, called("patient-view", sent)).missing == ""


# What is signed is ahead


@pytest.mark.hazard("H11")
@pytest.mark.parametrize(
    "change",
    [
        {"status": ""},
        {"status": None},
        {"status": "unknown"},
        {"status": "on-hold"},
        {"status": "active", "authoredOn": day(-40)},
        {"status": "draft", "authoredOn": day(-120)},
        {"status": "draft", "authoredOn": day(3)},
    ],
    ids=str,
)
def test_an_order_of_an_antibody_that_is_signed_is_ahead_whatever_its_status_and_dates(
    book: RuleBook, change: dict[str, Any]
) -> None:
    answer = signed(book, ANTIBODY_ORDER | change)
    assert {"transfusion-pretreatment-typing", "transfusion-lab-notify"} <= rules_of(answer)


@pytest.mark.hazard("H11")
@pytest.mark.parametrize(
    "change",
    [
        {"status": ""},
        {"status": "on-hold", "authoredOn": day(0)},
        {"status": "draft", "authoredOn": day(-10)},
        {"status": "draft", "occurrenceDateTime": day(-3)},
        {"status": "draft", "occurrencePeriod": {"start": day(-3), "end": day(-2)}},
    ],
    ids=str,
)
def test_an_order_of_red_cells_that_is_signed_is_ahead_whatever_its_status_and_dates(
    book: RuleBook, change: dict[str, Any]
) -> None:
    answer = signed(book, BLOOD_ORDER | change, medicationAdministrations=bundle(GIVEN))
    assert "transfusion-dtt-kell" in rules_of(answer)


@pytest.mark.parametrize("status", ["cancelled", "stopped", "completed", "entered-in-error"])
def test_an_order_that_is_over_gets_no_card(book: RuleBook, status: str) -> None:
    answer = signed(book, ANTIBODY_ORDER | {"status": status})
    assert (answer.deck.cards, answer.why) == ((), "no order of ours")


def test_an_order_not_to_give_the_antibody_gets_no_card(book: RuleBook) -> None:
    assert signed(book, ANTIBODY_ORDER | {"doNotPerform": True}).deck.cards == ()


# Orders that can't be used


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("entry", ["x", {}, {"fullUrl": URN}, {"resource": {"id": "m1"}}])
def test_an_entry_of_the_drafts_without_a_resource_is_refused(book: RuleBook, entry: Any) -> None:
    with pytest.raises(Problem) as refused:
        signed(book, drafts={"resourceType": "Bundle", "entry": [{"resource": ANTIBODY_ORDER}, entry]})
    assert refused.value.status == 400


def test_a_word_for_an_antibody_in_the_medication_of_an_order_counts_too(book: RuleBook) -> None:
    for where in ({"code": {"text": "Darzalex"}}, {"ingredient": [{"itemCodeableConcept": {"text": "Darzalex"}}]}):
        medication = {"resourceType": "Medication", "id": "med1"} | where
        (card,) = signed(book, referring("Medication/med1"), medication).deck.cards
        assert "told in words" in card["detail"]


@pytest.mark.parametrize("number", [2000])
def test_many_orders_of_something_else_cost_little(book: RuleBook, number: int) -> None:
    medications = [{"resourceType": "Medication", "id": f"x{n}", "code": {"text": "x"}} for n in range(number)]
    orders = [referring(f"Medication/x{n}") | {"id": f"m{n}"} for n in range(number)]
    begun = time.process_time()
    assert signed(book, *orders, *medications).why == "no order of ours"
    assert time.process_time() - begun < 3


@pytest.mark.hazard("H11")
@pytest.mark.parametrize(
    ("orders", "says"),
    [
        ([ANTIBODY_ORDER | MODIFIED], "It carries a modifier"),
        ([BLOOD_ORDER | MODIFIED], "It carries a modifier"),
        ([ANTIBODY_ORDER, ANTIBODY_ORDER | {"note": [{"text": "x"}]}], "Another draft has its id"),
        ([ANTIBODY_ORDER | {"subject": {"reference": URN}}], "isn't surely this patient's"),
        ([ANTIBODY_ORDER | {"id": "x <b>"}], "Its id isn't of FHIR's form"),
        ([referring("Medication/zzz")], "its Medication was not sent"),
        ([referring("Medication/zzz", "Darzalex 1800 mg")], "its Medication was not sent"),
        ([referring("#inside")], "its Medication was not sent"),
        ([ANTIBODY_ORDER | {"medicationCodeableConcept": {"text": "daratumumab"}}], "told in words"),
    ],
)
def test_an_order_that_may_be_ours_and_cannot_be_used_gets_a_card_with_the_reason(
    book: RuleBook, orders: list[dict[str, Any]], says: str
) -> None:
    (card,) = signed(book, *orders).deck.cards
    assert card["indicator"] == "info"
    assert says in card["detail"]
    assert orders[0]["resourceType"] in card["summary"]
    assert "<b>" not in str(card)
    assert all("/" in name for name in card["extension"]["org.cd38rules.card"].get("orders", []))


def test_a_drug_that_is_not_known_is_said_in_the_summary(book: RuleBook) -> None:
    (card,) = signed(book, referring("Medication/zzz")).deck.cards
    assert card["summary"] == "The drug of MedicationRequest/m1 can't be read"
    assert card["extension"]["org.cd38rules.card"]["orders"] == ["MedicationRequest/m1"]


@pytest.mark.hazard("H11")
def test_an_order_that_cannot_be_used_is_told_beside_one_that_can(book: RuleBook) -> None:
    answer = signed(book, BLOOD_ORDER, referring("Medication/zzz"), medicationAdministrations=bundle(GIVEN))
    assert "transfusion-dtt-kell" in rules_of(answer)
    told = [card["summary"] for card in answer.deck.cards]
    assert "The drug of MedicationRequest/m1 can't be read" in told


@pytest.mark.hazard("H16")
@pytest.mark.parametrize(
    "order",
    [
        OTHER_ORDER,
        OTHER_ORDER | MODIFIED,
        OTHER_ORDER | {"reasonCode": [{"text": "multiple myeloma"}]},
        referring("Medication/zzz", "Metoprolol 50 mg"),
        {"resourceType": "MedicationRequest", "id": "m9", "medicationCodeableConcept": {"text": "Revlimid"}},
        {"resourceType": "NutritionOrder", "id": "n1"},
    ],
)
def test_an_order_of_something_else_gets_no_card(book: RuleBook, order: dict[str, Any]) -> None:
    assert signed(book, order).why == "no order of ours"


# Of whom


@pytest.mark.hazard("H18")
@pytest.mark.parametrize("reference", ["Patient/Trillian-1", "https://ehr.example/fhir/Patient/Trillian-1"])
def test_a_draft_of_another_patient_gets_no_advice(book: RuleBook, reference: str) -> None:
    with pytest.raises(Problem) as refused:
        signed(book, ANTIBODY_ORDER | {"subject": {"reference": reference}})
    assert (refused.value.status, refused.value.code) == (400, "wrong-patient")


@pytest.mark.hazard("H18")
@pytest.mark.parametrize("name", [[PATIENT], {"a": 1}, 7, None])
def test_a_patient_whose_id_is_no_text_is_refused(book: RuleBook, name: object) -> None:
    with pytest.raises(Problem) as refused:
        signed(book, ANTIBODY_ORDER, patient={"resourceType": "Patient", "id": name})
    assert refused.value.status == 400


@pytest.mark.hazard("H18")
def test_what_is_all_of_another_patient_is_no_record_that_is_known_to_be_empty(book: RuleBook) -> None:
    strange = bundle({"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/Trillian-1"}})
    with pytest.raises(Problem) as refused:
        decided(book, called("patient-view", prefetch(patient=None, conditions=strange)))
    assert refused.value.status == 412
    assert "prefetch conditions: what was sent isn't all of this patient" in str(refused.value.diagnostics)


@pytest.mark.hazard("H11")
def test_a_drug_of_the_record_that_is_not_known_is_not_known_to_be_another_one(book: RuleBook) -> None:
    order = referring("Medication/zzz") | OF_PATIENT | {"status": "active"}
    with pytest.raises(Problem) as refused:
        decided(book, called("patient-view", prefetch(medicationRequests=bundle(order))))
    assert "prefetch medicationRequests: it refers to Medications that were not sent" in str(refused.value.diagnostics)
    in_words = referring("Medication/zzz", "Metoprolol") | OF_PATIENT | {"status": "active"}
    answer = decided(book, called("patient-view", prefetch(medicationRequests=bundle(in_words))))
    assert answer.why == "nothing points to myeloma"


# Suggestions

TYPING = "Draft an order of extended red-cell typing"


def labels(answer: Decided) -> set[str]:
    return {offer["label"] for card in answer.deck.cards for offer in card.get("suggestions", [])}


def typing_order(**change: Any) -> dict[str, Any]:
    words = {"code": {"text": "Extended red-cell phenotyping or genotyping"}}
    return {"resourceType": "ServiceRequest", "id": "t1", "status": "active", "intent": "order"} | words | change


def test_typing_is_offered_before_the_first_dose(book: RuleBook) -> None:
    assert TYPING in labels(signed(book, ANTIBODY_ORDER))


@pytest.mark.hazard("H16")
def test_typing_is_not_offered_once_a_dose_was_given(book: RuleBook) -> None:
    order = ANTIBODY_ORDER | {"id": "m9", "status": "active", "authoredOn": day(-20), "intent": "order"}
    doses = bundle(GIVEN, GIVEN | {"id": "a2", "effectiveDateTime": day(-7)})
    answer = signed(book, BLOOD_ORDER, medicationRequests=bundle(order), medicationAdministrations=doses)
    assert "missing-typing" in rules_of(answer)
    assert TYPING not in labels(answer)


@pytest.mark.hazard("H16")
@pytest.mark.parametrize("words", ["RBC genotyping, molecular", "Extended Red-Cell Phenotype"])
def test_typing_is_not_offered_where_it_is_ordered(book: RuleBook, words: str) -> None:
    for code in ({"text": words}, {"coding": [{"system": "urn:local", "code": "1", "display": words}]}):
        assert TYPING not in labels(signed(book, ANTIBODY_ORDER, typing_order(code=code)))
        record = bundle(typing_order(code=code))
        assert TYPING not in labels(signed(book, ANTIBODY_ORDER, serviceRequests=record))


def test_an_order_of_typing_that_is_over_or_another_genotype_is_not_it(book: RuleBook) -> None:
    for other in (typing_order(status="revoked"), typing_order(code={"text": "HLA genotyping"})):
        assert TYPING in labels(signed(book, ANTIBODY_ORDER, serviceRequests=bundle(other)))
