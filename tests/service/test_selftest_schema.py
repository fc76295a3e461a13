"""The schema of the self-test, beside the one that was transcribed from the specification and beside models of FHIR."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fhir.resources.R4B import get_fhir_model_class

from cd38rules.profile import PatientProfile
from cd38rules.service.conformance.made_up import KNOWN_HOOKS, made_up
from cd38rules.service.conformance.run import GROUPS
from cd38rules.service.conformance.schema import Kind, messages, schema_faults
from cd38rules.service.conformance.target import Answer
from cd38rules.service.hooks.offered import data, templates
from cd38rules.service.hooks.suggestions import suggestions_for

from .faulty_cards import IN_CARDS
from .mutated import Recorded, Request, no_change, result_of

SHARED_NAMES: dict[Kind, str] = {
    "discovery": "DiscoveryResponse",
    "call": "CdsRequest",
    "response": "CdsResponse",
    "feedback": "FeedbackRequest",
}
# Where the two differ, ours being the stricter one each time, and why.
STRICTER = {
    "a relative source": "`format: uri` is checked by a library of its own, which isn't installed; ours has a pattern",
    "a relative link": "as above",
    "a deletion of nothing": "the specification asks for resourceId in a deletion, the transcription doesn't",
}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(messages()))


@cache
def transcribed(kind: Kind, shared: Path) -> jsonschema.Draft202012Validator:
    schema = json.loads((shared / "ehr" / "cds-hooks.schema.json").read_text(encoding="utf-8"))
    named = {**schema, "$ref": f"#/$defs/{SHARED_NAMES[kind]}"}
    return jsonschema.Draft202012Validator(named, format_checker=jsonschema.FormatChecker())


def shared_faults(value: object, kind: Kind, shared: Path) -> list[str]:
    return [error.message for error in transcribed(kind, shared).iter_errors(value)]


def is_loose(request: Request) -> bool:
    """Feedback as some clients send it: taken, though it isn't what the specification says."""
    return b'"reason": {"code": "need-more-info"}' in request.body


def kind_of(request: Request, status: int) -> Kind | None:
    """The kind of the message that was answered."""
    if status != 200 or request.method == "OPTIONS":
        return None
    if request.path == "/cds-services":
        return "discovery"
    return "response" if request.is_call else None


def test_both_schemas_take_every_message_of_the_service_and_of_the_self_test(recorded: Recorded, shared: Path) -> None:
    result_of(recorded, no_change, *GROUPS)
    seen: dict[str, int] = {}
    for request, answer in recorded.given:
        if (kind := kind_of(request, answer.status)) is not None:
            assert (schema_faults(answer.json, kind), shared_faults(answer.json, kind, shared)) == ([], [])
            seen[kind] = seen.get(kind, 0) + 1
        sent: Kind = "feedback" if request.path.endswith("/feedback") else "call"
        if answer.status == 200 and request.method == "POST" and not is_loose(request):
            assert (schema_faults(request.json, sent), shared_faults(request.json, sent, shared)) == ([], [])
            seen[sent] = seen.get(sent, 0) + 1
    assert seen.keys() == set(SHARED_NAMES)
    assert seen["response"] > 100


@pytest.fixture(scope="module")
def given(recorded: Recorded) -> list[tuple[Request, Answer]]:
    """The calls about made-up patients with the answers that had cards."""
    result_of(recorded, no_change, "cards")
    found = [(request, answer) for request, answer in recorded.given if request.is_call and answer.json["cards"]]
    assert len(found) > 10
    return found


@pytest.mark.parametrize("row", IN_CARDS, ids=[row[0] for row in IN_CARDS])
def test_both_schemas_say_the_same_of_each_fault_or_the_difference_is_named(
    given: list[tuple[Request, Answer]], shared: Path, row: Any
) -> None:
    differing = {
        (bool(ours), bool(theirs))
        for answer in (row[1](request, answer) for request, answer in given)
        for ours, theirs in [(schema_faults(answer.json, "response"), shared_faults(answer.json, "response", shared))]
        if bool(ours) != bool(theirs)
    }
    assert differing == ({(True, False)} if row[0] in STRICTER else set()), row[0]


# FHIR


def assert_is_fhir(resource: dict[str, Any]) -> None:
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def test_the_models_of_fhir_are_strict() -> None:
    with pytest.raises(ValueError, match="intent"):
        assert_is_fhir({"resourceType": "ServiceRequest", "status": "draft", "subject": {"reference": "Patient/1"}})


UNTREATED = PatientProfile.model_validate({"patient_id": "x", "as_of": "2024-03-15"})


def test_every_order_that_a_card_may_offer_is_a_service_request_of_fhir() -> None:
    items = data("suggestions.yaml")
    for item in items:
        (found,) = [one for one in suggestions_for(item["rules"], UNTREATED) if one.id == item["id"]]
        assert_is_fhir(found.action("patient-1")["resource"])
    assert len(items) >= 3


def test_every_resource_that_the_service_answers_with_is_one_of_fhir(recorded: Recorded) -> None:
    result_of(recorded, no_change, *GROUPS)
    kinds: set[str] = set()
    for _request, answer in recorded.given:
        for resource in resources_in(answer.json):
            assert_is_fhir(resource)
            kinds.add(resource["resourceType"])
    assert kinds == {"ServiceRequest", "OperationOutcome"}


def resources_in(value: Any) -> list[dict[str, Any]]:
    """Every resource in an answer, at any depth."""
    if isinstance(value, list):
        return [found for item in value for found in resources_in(item)]
    if isinstance(value, dict):
        inner = [found for item in value.values() for found in resources_in(item)]
        return [value] if "resourceType" in value else inner
    return []


def test_the_made_up_records_are_fhir_and_hold_nobodys_data() -> None:
    for person in made_up(date(2024, 3, 15)):
        assert person.id.startswith("selftest-")
        for hook in KNOWN_HOOKS:
            for resource in resources_in(person.call(hook, person.prefetch(templates()))):
                assert_is_fhir(resource)
