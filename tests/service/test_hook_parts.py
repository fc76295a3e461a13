"""The parts of CDS Hooks one by one: what stands under a key, which rules an order brings up, how cards are dealt."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from cd38rules.checks.rule_metadata import OVERRIDE_REASONS
from cd38rules.evaluation import evaluate
from cd38rules.profile import PatientProfile
from cd38rules.report import Report
from cd38rules.rules.book import RuleBook
from cd38rules.service.bodies import depth_of
from cd38rules.service.hooks.cards import Dealer, Deck, without_empties
from cd38rules.service.hooks.groups import selection
from cd38rules.service.hooks.moments import moments, moments_of
from cd38rules.service.hooks.offered import data, offered, templates
from cd38rules.service.hooks.prefetch import Part, part_of
from cd38rules.service.hooks.suggestions import suggestions_for
from cd38rules.service.patients import orders_in

from .double_of_reader import RED_CELLS, Provenance, Reading, read_fhir_double
from .hook_calls import ANTIBODY_ORDER, BLOOD_ORDER, EMPTY, assert_valid, bundle

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "patients"
RESOURCE = {"resourceType": "Condition", "id": "c1"}
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "fatal"}]}
TODAY = date(2024, 3, 15)

# Prefetch


@pytest.mark.parametrize(
    ("sent", "part"),
    [
        ({}, Part(gap="not sent")),
        ({"key": None}, Part()),
        ({"key": EMPTY}, Part()),
        ({"key": RESOURCE}, Part((RESOURCE,))),
        ({"key": bundle(RESOURCE)}, Part((RESOURCE,))),
        ({"key": {"resourceType": "Bundle", "entry": [{}, None, {"resource": RESOURCE}]}}, Part((RESOURCE,))),
        ({"key": {"resourceType": "Bundle", "entry": None}}, Part()),
        ({"key": OUTCOME}, Part(gap="the query failed")),
        ({"key": bundle(RESOURCE, OUTCOME)}, Part((RESOURCE,), "the query failed")),
        ({"key": bundle(RESOURCE, {"resourceType": "OperationOutcome"})}, Part((RESOURCE,), "the query failed")),
        ({"key": bundle(link=[{"relation": "next", "url": "u"}])}, Part(gap="more pages", next_page="u")),
        ({"key": bundle(link=[{"relation": "next"}])}, Part(gap="more pages", next_page="?")),
        ({"key": bundle(link=[{"relation": "self", "url": "u"}])}, Part()),
        ({"key": "x"}, Part(gap="not FHIR")),
    ],
)
def test_a_key_is_absent_empty_failed_cut_off_or_there(sent: dict[str, Any], part: Part) -> None:
    assert part_of(sent, "key") == part


def test_templates_hold_only_what_2_0_1_allows() -> None:
    for template in templates().values():
        kind, _, query = template.partition("?")
        assert template.replace("{{context.patientId}}", "").count("{{") == 0
        assert kind.isalpha() or kind == "Patient/{{context.patientId}}"
        assert {item.partition("=")[0] for item in query.split("&") if item} <= {"patient", "_count", "_sort"}


def test_the_hooks_on_orders_share_an_id_so_that_stale_cards_can_go() -> None:
    hooks = {name: list(services) for name, services in offered().items()}
    assert hooks == {"anti-cd38-patient-view": ["patient-view"], "anti-cd38-orders": ["order-select", "order-sign"]}


# Orders


def test_orders_are_told_by_what_the_reader_took_them_for() -> None:
    reading = read_fhir_double([ANTIBODY_ORDER, BLOOD_ORDER], as_of=TODAY, patient="x")
    assert orders_in(reading) == {"MedicationRequest/m1": "anti-cd38", "ServiceRequest/s1": "red-cells"}
    with_dollar = replace(reading, provenance=(Provenance("$.transfusion.red_cells", "ServiceRequest/9"),), orders=())
    assert orders_in(with_dollar) == {"ServiceRequest/9": "red-cells"}


def test_each_kind_of_order_brings_up_one_moment() -> None:
    assert [moment.id for moment in moments_of(["anti-cd38"])] == ["anti-cd38-order"]
    assert [moment.id for moment in moments_of(["red-cells", "crossmatch"])] == ["blood-order"]
    assert moments_of([]) == ()


def test_moments_name_rules_and_topics_of_the_shipped_book_and_say_why(book: RuleBook) -> None:
    for moment in moments():
        assert set(moment.topics) <= set(book.topic_order)
        assert {*moment.rules, *moment.without} <= set(book.rules)
        assert moment.source == "policy"
        assert moment.says
        assert moment.because


def test_no_rule_is_listed_whose_topic_is_listed_too(book: RuleBook) -> None:
    for moment in moments():
        assert [name for name in moment.rules if book.rules[name].topic in moment.topics] == []


# Suggestions and reasons


def test_suggestions_answer_rules_of_the_shipped_book_and_are_proposals(book: RuleBook) -> None:
    for item in data("suggestions.yaml"):
        assert set(item["rules"]) <= set(book.rules)
    (typing,) = suggestions_for(["transfusion-typing-missed"])
    resource = typing.action("7")["resource"]
    assert resource["subject"] == {"reference": "Patient/7"}
    assert (resource["status"], resource["intent"]) == ("draft", "proposal")


def test_override_reasons_are_those_of_hl7_with_their_displays(shared: Path) -> None:
    official = json.loads((shared / "ehr" / "CodeSystem-non-adherence-reason-codes.json").read_text(encoding="utf-8"))
    leaves: dict[str, str] = {}

    def collect(concepts: list[dict[str, Any]]) -> None:
        for concept in concepts:
            if concept.get("concept"):
                collect(concept["concept"])
            else:
                leaves[concept["code"]] = concept["display"]

    collect(official["concept"])
    listed = data("override-reasons.yaml")
    assert (listed["system"], listed["displays"]) == (official["url"], leaves)


def test_every_reason_that_a_rule_may_offer_has_a_display() -> None:
    assert set(data("override-reasons.yaml")["displays"]) == set(OVERRIDE_REASONS)


# Cards


def report_of(name: str, book: RuleBook) -> Report:
    (path,) = EXAMPLES.glob(f"{name}-*.json")
    return evaluate(PatientProfile.model_validate_json(path.read_bytes()), book)


def deck_of(report: Report, book: RuleBook, most: int = 5, **more: Any) -> Deck:
    profile = PatientProfile.model_validate({"patient_id": "x", "as_of": "2024-03-15"})
    dealer = Dealer(report, Reading(profile), book, "patient-1", **more)
    return dealer.deck(selection(report, None), [("conditions", "more pages")], most, whole=True)


@pytest.mark.parametrize("number", [f"{number:02}" for number in range(1, 17)])
@pytest.mark.parametrize("most", [3, 5, 20])
def test_cards_of_every_example_are_valid_and_none_is_lost(number: str, most: int, book: RuleBook) -> None:
    report = report_of(number, book)
    deck = deck_of(report, book, most)
    assert_valid({"cards": list(deck.cards)}, "CdsResponse")
    assert len(deck.cards) <= most
    shown = {item.rule for rules in deck.rules.values() for item in rules}
    assert {entry.rule for entry in (*report.advisories, *report.questions)} <= shown


def signed(book: RuleBook, *rules: str) -> RuleBook:
    """The book with the signature of a clinician under these rules, or under all."""
    by_id = {
        name: replace(rule, review=replace(rule.review, reviewed_by=("Dr Made-up",)))
        for name, rule in book.rules.items()
        if not rules or name in rules
    }
    return replace(book, rules={**book.rules, **by_id})


@pytest.mark.parametrize("number", ["02", "11"])
def test_no_card_of_signed_rules_is_less_urgent_than_what_it_holds(number: str, book: RuleBook) -> None:
    report, book = report_of(number, book), signed(book)
    severities = {entry.rule: entry.severity for entry in report.alerts()}
    order = ("critical", "warning", "info")
    for card in deck_of(report, book).cards:
        rules = [item["rule"] for item in card["extension"]["org.cd38rules.card"].get("rules", [])]
        own = [order.index(severities[rule]) for rule in rules if rule in severities]
        assert not own or order.index(card["indicator"]) <= min(own)


@pytest.mark.hazard("H16")
def test_a_rule_that_no_clinician_has_signed_gives_a_warning_at_most_and_says_so(book: RuleBook) -> None:
    report = report_of("02", book)
    first = deck_of(report, book).cards[0]
    told = first["extension"]["org.cd38rules.card"]
    assert (told["severity"], first["indicator"]) == ("critical", "warning")
    assert "Critical by its rule, and given as a warning: no clinician has signed `" in first["detail"]


def test_one_signed_rule_is_enough_for_a_critical_card(book: RuleBook) -> None:
    report = report_of("02", book)
    critical = next(entry.rule for entry in report.advisories if entry.severity == "critical")
    first = deck_of(report, signed(book, critical)).cards[0]
    assert first["indicator"] == "critical"
    assert f"signed `{critical}`" not in first["detail"]


def test_cards_have_other_ids_for_another_patient_day_order_or_key(book: RuleBook) -> None:
    report = report_of("01", book)
    plain = {card["uuid"] for card in deck_of(report, book).cards}
    assert plain == {card["uuid"] for card in deck_of(report, book).cards}
    keyed = {card["uuid"] for card in deck_of(report, book, card_key="secret").cards}
    later = {card["uuid"] for card in deck_of(report.model_copy(update={"as_of": "2024-03-16"}), book).cards}
    ordered = {card["uuid"] for card in deck_of(report, book, orders={"ServiceRequest/1": moments()}).cards}
    assert not plain & keyed
    assert not plain & later
    assert not plain & ordered


def test_data_in_a_card_form_no_markup(book: RuleBook) -> None:
    report = report_of("01", book)
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) https://thief.example"
    first = report.advisories[0].model_copy(update={"summary": "x", "detail": evil})
    deck = deck_of(report.model_copy(update={"advisories": (first, *report.advisories[1:])}), book)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(deck.cards[0]["detail"])
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<a " not in html


def test_what_is_empty_is_left_out_at_any_depth() -> None:
    assert without_empties({"a": "", "b": None, "c": [], "d": {"e": {}}, "f": [{"g": 0}], "h": False}) == {
        "f": [{"g": 0}],
        "h": False,
    }


# Depth


@pytest.mark.parametrize(
    ("body", "depth"),
    [(b"1", 0), (b"{}", 1), (b'[{"a": "]]]"}]', 2), (rb'{"a\"[[": [1]}', 2), (b"[[[", 3), (b"]]][", -2)],
)
def test_depth_is_that_of_brackets_outside_texts(body: bytes, depth: int) -> None:
    assert depth_of(body) == max(depth, 0)


def test_a_body_of_quotes_and_backslashes_is_measured_in_no_time() -> None:
    begun = time.process_time()
    assert depth_of(b'"\\' * 5_000_000) == 0
    assert time.process_time() - begun < 5


def test_the_double_reads_red_cells_by_the_code_that_the_tests_order_them_with() -> None:
    assert BLOOD_ORDER["code"] == RED_CELLS
