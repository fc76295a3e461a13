"""The parts of CDS Hooks one by one: what stands under a key, which rules an order brings up, how cards are dealt."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cd38rules.checks.rule_metadata import OVERRIDE_REASONS
from cd38rules.evaluation import evaluate
from cd38rules.fhir.json_text import RepeatedKeys
from cd38rules.profile import PatientProfile
from cd38rules.report import Report
from cd38rules.rules.book import RuleBook
from cd38rules.service.bodies import is_deeper, json_object
from cd38rules.service.hooks.bundles import Entry
from cd38rules.service.hooks.call import read_call
from cd38rules.service.hooks.cards import Dealer, Deck, without_empties
from cd38rules.service.hooks.groups import selection
from cd38rules.service.hooks.moments import moments, moments_of
from cd38rules.service.hooks.offered import data, offered, templates
from cd38rules.service.hooks.prefetch import Part, part_in, part_of
from cd38rules.service.hooks.suggestions import suggestions_for
from cd38rules.service.patients import orders_in
from cd38rules.service.problems import Problem
from cd38rules.service.settings import Limits

from .double_of_reader import RED_CELLS, Provenance, Reading, read_fhir_double
from .hook_calls import ANTIBODY_ORDER, BLOOD_ORDER, EMPTY, assert_valid, bundle, call, prefetch

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "patients"
RESOURCE = {"resourceType": "Condition", "id": "c1"}
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "fatal"}]}
TODAY = date(2024, 3, 15)
UNTREATED = PatientProfile.model_validate({"patient_id": "x", "as_of": "2024-03-15"})

# Prefetch


def part(*resources: Any, gap: Any = None, next_page: str = "", total: int = 0, matches: int | None = None) -> Part:
    counted = len(resources) if matches is None else matches
    return Part(tuple(map(Entry, resources)), gap, next_page, counted, total)


PAGE = {"resourceType": "Bundle", "entry": [{"resource": RESOURCE}]}
FORBIDDEN = {"response": {"status": "403", "outcome": OUTCOME}}


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({}, Part(gap="not sent")),
        ({"key": None}, Part()),
        ({"key": EMPTY}, Part()),
        ({"key": RESOURCE}, part(RESOURCE, matches=0)),
        ({"key": bundle(RESOURCE)}, part(RESOURCE, total=1)),
        ({"key": {"resourceType": "Bundle", "entry": None}}, Part()),
        ({"key": OUTCOME}, Part(gap="the query failed")),
        ({"key": bundle(RESOURCE, OUTCOME)}, part(RESOURCE, gap="the query failed", total=1)),
        (
            {"key": bundle(RESOURCE, {"resourceType": "OperationOutcome"})},
            part(RESOURCE, gap="the query failed", total=1),
        ),
        ({"key": bundle(link=[{"relation": "next", "url": "u"}])}, Part(gap="more pages", next_page="u")),
        ({"key": bundle(link=[{"relation": "next"}])}, Part(gap="more pages", next_page="?")),
        ({"key": bundle(link=[{"relation": "self", "url": "u"}])}, Part()),
        ({"key": "x"}, Part(gap="not FHIR")),
        (
            {"key": {"resourceType": "Patient", "id": "p"}},
            part({"resourceType": "Patient", "id": "p"}, gap="another type", matches=0),
        ),
    ],
)
def test_a_key_is_absent_empty_failed_cut_off_or_there(sent: dict[str, Any], found: Part) -> None:
    assert part_of(sent, "key", "Condition") == found


@pytest.mark.hazard("H11")
@pytest.mark.parametrize(
    ("value", "gap"),
    [
        ({"resourceType": "Bundle", "entry": {"resource": RESOURCE}}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [{}, {"resource": RESOURCE}]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": ["x"]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [None]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [{"fullUrl": "urn:uuid:1"}]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [{"resource": {"id": "c1"}}]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [{"response": {"status": "200"}}]}, "unreadable entries"),
        ({"resourceType": "Bundle", "entry": [FORBIDDEN]}, "the query failed"),
        (
            {"resourceType": "Bundle", "entry": [{"response": {"status": "500"}, "resource": RESOURCE}]},
            "the query failed",
        ),
        (bundle(bundle(OUTCOME)), "the query failed"),
        (bundle(bundle(link=[{"relation": "next", "url": "u"}])), "more pages"),
        (bundle({**PAGE, "total": 9}), "fewer than said"),
        (bundle(RESOURCE, total=900), "fewer than said"),
        (bundle({"resourceType": "Observation", "id": "o"}), "another type"),
    ],
)
def test_what_a_bundle_holds_or_lacks_is_never_taken_for_known_to_be_empty(value: Any, gap: str) -> None:
    assert part_of({"key": value}, "key", "Condition").gap == gap


def test_what_came_along_with_a_search_is_not_counted_as_found() -> None:
    along = {"resource": {"resourceType": "Medication", "id": "m"}, "search": {"mode": "include"}}
    sent = {**EMPTY, "total": 1, "entry": [{"resource": RESOURCE}, along]}
    assert part_of({"key": sent}, "key", "Condition").gap is None
    assert part_of({"key": sent | {"total": 2}}, "key", "Condition").gap == "fewer than said"


def test_pages_are_as_many_as_the_search_says_only_all_together() -> None:
    first = part_in(bundle(RESOURCE, total=3, link=[{"relation": "next", "url": "u"}]), "Condition")
    rest = [{**RESOURCE, "id": name} for name in ("c2", "c3")]
    assert first.followed_by(part_in(bundle(*rest, total=3), "Condition")).gap is None
    assert first.followed_by(part_in(bundle(*rest[:1], total=3), "Condition")).gap == "fewer than said"


def test_bundles_in_a_bundle_are_unfolded_in_time_that_grows_with_their_size() -> None:
    nested: dict[str, Any] = bundle(*({"resourceType": "Condition", "id": str(n)} for n in range(20_000)))
    for _ in range(50):
        nested = bundle(nested)
    begun = time.process_time()
    found = part_of({"key": nested}, "key", "Condition")
    assert (len(found.entries), found.gap) == (20_000, None)
    assert time.process_time() - begun < 1


class Incomparable(dict[str, Any]):
    """A resource that must not be compared with others: in a long record every pair of them would be."""

    __hash__ = None

    def __eq__(self, _other: object) -> bool:
        raise AssertionError("resources are compared with each other")


def test_a_long_record_is_looked_through_once_and_not_each_resource_against_all_others() -> None:
    sent = bundle(*(Incomparable(RESOURCE) for _ in range(3)), OUTCOME, Incomparable(RESOURCE))
    found = part_of({"key": sent}, "key", "Condition")
    assert (len(found.entries), found.gap) == (4, "the query failed")


def test_a_bundle_or_a_resource_with_a_repeated_key_is_a_gap() -> None:
    inner = '{"resourceType": "Condition", "id": "c1", "id": "c2"}'
    body = f'{{"prefetch": {{"x": {{"resourceType": "Bundle", "entry": [], "entry": [{{"resource": {inner}}}]}}}}}}'
    found = part_of(json_object(body.encode(), Limits())["prefetch"], "x", "Condition")
    assert found.gap == "a repeated key"
    assert [type(entry.resource) for entry in found.entries] == [RepeatedKeys]


@pytest.mark.parametrize("where", ["an order", "the Bundle", "the call"])
def test_a_repeated_key_in_what_advice_is_asked_for_is_refused(where: str) -> None:
    text = json.dumps(call("order-sign", prefetch(), ANTIBODY_ORDER))
    spot = {
        "an order": '{"resourceType": "MedicationRequest"',
        "the Bundle": '{"resourceType": "Bundle"',
        "the call": "{",
    }
    body = text.replace(spot[where], '{"resourceType": "X", ' + spot[where][1:], 1)
    if where == "the call":
        body = '{"hook": "patient-view", ' + text[1:]
    assert body != text
    with pytest.raises(Problem) as refused:
        read_call(json_object(body.encode(), Limits()), {"order-sign": offered()["anti-cd38-orders"]["order-sign"]})
    assert refused.value.status == 400


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
    (typing,) = suggestions_for(["transfusion-pretreatment-typing"], UNTREATED)
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
    [
        (b"1", 0),
        (b"{}", 1),
        (b'[{"a": "]]]"}]', 2),
        (rb'{"a\"[[": [1]}', 2),
        (b'["]", ["", "]", ["]"]], "[[[["]', 3),
        (rb'["\\", "[\\\"[", ["\""], {}, [[[]]]]', 4),
        (b"[" * 90 + b"]" * 90, 90),
    ],
)
def test_depth_is_that_of_brackets_outside_texts(body: bytes, depth: int) -> None:
    assert [is_deeper(body, levels) for levels in range(1, 100)] == [levels < depth for levels in range(1, 100)]


TEXTS = st.text('[]{}\\"a', max_size=4)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2)))
def test_depth_is_that_of_the_value_whatever_its_texts_are(value: object) -> None:
    def depth(found: object) -> int:
        inside = found.values() if isinstance(found, dict) else found if isinstance(found, list) else None
        return 0 if inside is None else 1 + max(map(depth, inside), default=0)

    body, deep = json.dumps(value).encode(), depth(value)
    assert is_deeper(body, deep) is False
    assert deep == 0 or is_deeper(body, deep - 1)


@pytest.mark.parametrize("piece", [b"[]", b'"[', b"][", b"[" * 63 + b"]" * 63, rb"\"[", b'""[{'])
def test_no_body_costs_much_time_to_be_measured(piece: bytes) -> None:
    begun = time.process_time()
    is_deeper(piece * (4_000_000 // len(piece)), 64)
    assert time.process_time() - begun < 5


def test_a_body_of_quotes_and_backslashes_is_measured_in_no_time() -> None:
    begun = time.process_time()
    assert not is_deeper(b'"\\' * 5_000_000, 64)
    assert time.process_time() - begun < 5


def test_the_double_reads_red_cells_by_the_code_that_the_tests_order_them_with() -> None:
    assert BLOOD_ORDER["code"] == RED_CELLS
