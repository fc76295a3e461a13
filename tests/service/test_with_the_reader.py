"""The hooks with the reader of FHIR that ships, from the call of an EHR to the cards."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from typing import Any

import httpx2
import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.service.conformance.made_up import MadeUp, made_up
from cd38rules.service.hooks.offered import templates

from .hook_calls import call, path_of, prefetch
from .running import JSON, ROOT, Service

CALL = ROOT / "examples" / "hooks" / "order-sign.json"


def test_the_example_call_is_answered_with_cards_on_its_own_order(shipped: Service) -> None:
    answer = httpx2.post(shipped.url + path_of("order-sign"), content=CALL.read_bytes(), headers=JSON)
    assert answer.status_code == 200
    cards = answer.json()["cards"]
    assert 1 <= len(cards) <= 5
    assert {card["indicator"] for card in cards} & {"critical", "warning"}
    assert "copd-dara-bronchodilator" in json.dumps(cards)
    assert all(len(card["summary"]) <= 139 for card in cards)


def test_the_third_command_of_the_readme_puts_its_card_on_the_screen(shipped: Service) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## In the health record")[2].partition("\n## ")[0]
    build, serve, ask = section.split("```")[1].strip().splitlines()
    assert (build, serve) == ("make venv", ".venv/bin/cd38rules serve --insecure &")
    command = ask.replace("http://127.0.0.1:8038", shipped.url)
    assert shipped.url in command
    shown = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert section.split("```json\n")[1].partition("```")[0] in shown


def test_the_same_call_gives_the_same_cards(shipped: Service) -> None:
    one, two = (
        httpx2.post(shipped.url + path_of("order-sign"), content=CALL.read_bytes(), headers=JSON).content
        for _ in range(2)
    )
    assert one == two


def cards(shipped: Service, hook: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = shipped.post(path_of(hook), body)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["cards"]
    return found


def patient(name: str) -> MadeUp:
    """A made-up patient of the self-test."""
    return next(person for person in made_up(date.today()) if person.name == name)


def test_seven_topics_get_five_cards_of_which_one_draws_the_rest_together(shipped: Service, book: RuleBook) -> None:
    person = patient("isatuximab-pd-after-daratumumab")
    found = cards(shipped, "patient-view", person.call("patient-view", person.prefetch(templates())))
    assert len(found) == 5
    own = [card["source"]["topic"]["code"] for card in found if "topic" in card["source"]]
    assert len(own) == len(set(own)) == 3
    rest, checks = found[3:]
    assert " more: " in rest["summary"]
    assert "could not run" in checks["summary"]
    assert "Matched trial figures and background without a card here" in checks["detail"]
    rules = [item["rule"] for card in found for item in card["extension"]["org.cd38rules.card"].get("rules", [])]
    shown = {book.rules[rule].topic for rule in rules}
    assert shown >= {
        "transfusion",
        "infusion-reactions",
        "efficacy",
        "sequencing",
        "resistance",
        "renal",
        "missing-data",
    }


@pytest.mark.parametrize("kind", ["MedicationRequest", "ServiceRequest"])
def test_a_draft_without_a_status_is_a_draft_all_the_same(shipped: Service, kind: str) -> None:
    name = {"MedicationRequest": "first-daratumumab", "ServiceRequest": "red-cells-under-daratumumab"}[kind]
    person = patient(name)
    bare = {key: value for key, value in person.drafts[0].items() if key not in ("status", "intent", "authoredOn")}
    body = person.call("order-sign", person.prefetch(templates()))
    body["context"]["draftOrders"] = {"resourceType": "Bundle", "entry": [{"resource": bare}]}
    found = cards(shipped, "order-sign", body)
    assert found[0]["source"]["topic"]["code"] == "transfusion"
    assert found[0]["extension"]["org.cd38rules.card"]["orders"] == [f"{kind}/{bare['id']}"]


def test_a_draft_counts_as_it_is_being_written_and_not_as_the_record_has_it(shipped: Service) -> None:
    person = patient("first-daratumumab")
    (draft,) = person.drafts
    record = person.prefetch(templates())
    earlier = draft | {"status": "stopped", "note": [{"text": "an earlier state"}]}
    record["medicationRequests"] = {"resourceType": "Bundle", "entry": [{"resource": earlier}]}
    found = cards(shipped, "order-sign", person.call("order-sign", record))
    assert "transfusion-pretreatment-typing" in json.dumps(found)
    assert "fhir-duplicate" not in json.dumps(found)


def test_an_order_whose_code_is_not_known_gets_no_card_and_the_metrics_count_it(shipped: Service) -> None:
    order = {"resourceType": "MedicationRequest", "id": "1", "medicationCodeableConcept": {"text": "Revlimid"}}
    assert cards(shipped, "order-sign", call("order-sign", prefetch(), order)) == []
    counted = 'cd38rules_calls_without_cards_total{hook="order-sign",reason="no order of ours"}'
    assert counted in shipped.http.get("/metrics").text
