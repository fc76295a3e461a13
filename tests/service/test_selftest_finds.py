"""The self-test finds each fault: answers of the real service, changed by one fault each, fail at their place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cd38rules.service.conformance.cors import STRANGER
from cd38rules.service.conformance.run import GROUPS, Result
from cd38rules.service.conformance.target import Answer
from cd38rules.service.conformance.tokens import new_signer

from .faulty_cards import IN_CARDS
from .mutated import (
    ORIGIN,
    Change,
    Recorded,
    Request,
    in_card,
    in_discovery,
    no_change,
    result_of,
    where,
    with_json,
    without_header,
)

Found = tuple[str, str]
CORS_HEADER = "access-control-allow-origin"


def faults_of(result: Result) -> set[Found]:
    return {(fault.place, fault.message) for outcome in result.outcomes for fault in outcome.faults}


def test_without_a_fault_nothing_is_found(recorded: Recorded) -> None:
    result = result_of(recorded, no_change, *GROUPS)
    assert result.is_ours
    assert [outcome for outcome in result.outcomes if outcome.faults] == []
    assert result.count("ok") > 100


def is_refused(request: Request, answer: Answer) -> bool:
    return answer.status == 400 and request.path.startswith("/cds-services")


def status(number: int) -> Any:
    return lambda answer: replace(answer, status=number)


def plain(answer: Answer) -> Answer:
    return with_json(answer, {"detail": "wrong"})


def is_null(request: Request, _answer: Answer) -> bool:
    sent = request.json.get("prefetch", {}) if isinstance(request.json, dict) else {}
    return isinstance(sent, dict) and None in sent.values()


def with_actions(request: Request, answer: Answer) -> Answer:
    if not isinstance(answer.json, dict) or "cards" not in answer.json:
        return answer
    return with_json(answer, answer.json | {"systemActions": [{"type": "delete", "resourceId": "Basic/1"}]})


NO_CARDS = Answer(200, {"content-type": "application/json", CORS_HEADER: ORIGIN}, b'{"cards": []}')
IN_ANSWERS: list[tuple[str, Change, str, str]] = [
    ("no cards", where(lambda r, a: r.is_call, lambda a: with_json(a, {})), "$", "lacks cards"),
    ("system actions", with_actions, "$.systemActions", "acts without the user"),
    ("no JSON", where(lambda r, a: a.status == 200, lambda a: replace(a, body=b"{")), "$", "isn't a JSON object"),
    (
        "HTML as type",
        where(lambda r, a: a.status == 200, lambda a: replace(a, headers=a.headers | {"content-type": "text/html"})),
        "content-type",
        "must be application/json",
    ),
    ("422", where(is_refused, status(422)), "status", "is 422, and should be 400"),
    ("500", where(is_refused, status(500)), "status", "is 500, and should be 400"),
    ("no OperationOutcome", where(is_refused, plain), "$", "isn't an OperationOutcome"),
    ("no issue", where(is_refused, lambda a: with_json(a, {"resourceType": "OperationOutcome"})), "$", "lacks issue"),
    ("cards for anything", where(is_refused, lambda a: NO_CARDS), "status", "is 200, and should be 400"),
    ("no 404", where(lambda r, a: a.status == 404, lambda a: NO_CARDS), "status", "is 200, and should be 404"),
    ("no 405", where(lambda r, a: a.status == 405, status(404)), "status", "is 404, and should be 405"),
    ("no 415", where(lambda r, a: a.status == 415, status(400)), "status", "is 400, and should be 415"),
    (
        "412 without the keys",
        where(lambda r, a: a.status == 412, lambda a: with_json(a, {**a.json, "issue": a.json["issue"][:1]})),
        "$.issue",
        "doesn't name conditions",
    ),
    ("null is missing", where(is_null, status(412)), "status (key conditions)", "is 412, and should be 200"),
    (
        "null isn't empty",
        where(is_null, lambda a: NO_CARDS),
        "$.cards (key conditions)",
        "is answered otherwise than an empty Bundle",
    ),
    (
        "no security headers",
        where(lambda r, a: True, without_header("x-content-type-options")),
        "x-content-type-options",
        "is not on every answer",
    ),
    (
        "nothing is allowed",
        where(lambda r, a: True, without_header(CORS_HEADER)),
        CORS_HEADER,
        "200",
    ),
    (
        "CORS not on errors",
        where(lambda r, a: a.status >= 400, without_header(CORS_HEADER)),
        CORS_HEADER,
        "is not on the answer with status 400",
    ),
    (
        "CORS not before feedback",
        where(
            lambda r, a: r.method == "OPTIONS" and r.path.endswith("feedback"),
            without_header("access-control-allow-methods"),
        ),
        "access-control-allow-methods",
        "lacks POST",
    ),
    (
        "CORS without Authorization",
        where(
            lambda r, a: r.method == "OPTIONS",
            lambda a: replace(a, headers=a.headers | {"access-control-allow-headers": "Content-Type"}),
        ),
        "access-control-allow-headers",
        "lacks authorization",
    ),
    (
        "CORS for all",
        where(lambda r, a: r.origin == STRANGER, lambda a: replace(a, headers=a.headers | {CORS_HEADER: "*"})),
        CORS_HEADER,
        "lets a page of any origin read",
    ),
    (
        "no feedback",
        where(lambda r, a: r.path.endswith("feedback"), status(404)),
        "status",
        "is 404, and should be 200",
    ),
    (
        "any feedback",
        where(lambda r, a: r.path.endswith("feedback") and a.status == 400, status(200)),
        "status",
        "is 200, and should be 400",
    ),
    ("no services", where(lambda r, a: r.path == "/cds-services", lambda a: with_json(a, {})), "$", "lacks services"),
    ("no description", in_discovery(description=...), "$.services[0]", "lacks description"),
    ("an empty title", in_discovery(title=""), "$.services[0].title", "is empty"),
    ("no id", in_discovery(id=...), "$.services[0]", "lacks id"),
    ("a service less", in_discovery(id="other"), "$.services", "lacks anti-cd38-patient-view for patient-view"),
    (
        "a service twice",
        where(
            lambda r, a: r.path == "/cds-services" and a.status == 200 and r.method == "GET",
            lambda a: with_json(a, {"services": a.json["services"] * 2}),
        ),
        "$.services",
        "has one service twice",
    ),
]
TEMPLATES = [
    ("Observation?patient={{context.patientId}}&sort:desc=date", "FHIR R4 has `_sort=-date`"),
    ("Observation?patient={{context.patientId}}&_sort:desc=date", "has a modifier"),
    ("Observation?patient={{context.patientId}}&_sort=date desc", "sorts in another form"),
    ("Observation?patient={{context.patientId}}&date=gt{{today()}}", "has a token that isn't context"),
    ("Observation?patient={{context.patient.id}}", "no field at the root"),
    ("Observation?patient={{context.draftOrders}}", "may not name in patient-view"),
    ("Observation?patient={{context.patientId}", "braces that don't close"),
    ("Observation?patient.identifier={{context.patientId}}", "no chains"),
    ("Observation?patient={{context.patientId}}&_include=Observation:performer", "no chains, no includes"),
    ("Observation?patient={{context.patientId}}&date=ne2024-01-01", "compares a date by something else"),
    ("Observation?patient={{context.patientId}}&_count=all", "_count that is no number"),
    ("Observation?patient=", "without a value"),
    ("Patient/{{context.patientId}}/$everything", "neither the read of one resource"),
    ("Patient/{{context.patientId}}/Observation?code=1", "no search by type"),
]


@pytest.mark.parametrize(
    ("change", "place", "message"), [row[1:] for row in IN_CARDS], ids=[row[0] for row in IN_CARDS]
)
def test_a_fault_in_a_card_is_found_at_its_place(recorded: Recorded, change: Change, place: str, message: str) -> None:
    found = faults_of(result_of(recorded, change, "prefetch" if "(key" in place else "cards"))
    assert any(place in at and message in said for at, said in found), sorted(found)[:20]


def groups_of(name: str, place: str) -> tuple[str, ...]:
    """The groups in which a fault is looked for: a whole self-test takes a second, and there are many faults."""
    if name.startswith("CORS") or place == CORS_HEADER:
        return ("cors",)
    if "feedback" in name:
        return ("feedback",)
    if "(key" in place or "412" in name:
        return ("prefetch",)
    return ("cards", "errors")


@pytest.mark.parametrize(
    ("change", "place", "message", "groups"),
    [(*row[1:], groups_of(row[0], row[2])) for row in IN_ANSWERS],
    ids=[row[0] for row in IN_ANSWERS],
)
def test_a_fault_of_an_answer_is_found(
    recorded: Recorded, change: Change, place: str, message: str, groups: tuple[str, ...]
) -> None:
    found = faults_of(result_of(recorded, change, *groups))
    assert any(at == place and message in said for at, said in found), sorted(found)[:20]


@pytest.mark.parametrize(("template", "message"), TEMPLATES)
def test_a_template_that_2_0_1_does_not_allow_is_found(recorded: Recorded, template: str, message: str) -> None:
    found = faults_of(result_of(recorded, in_discovery(prefetch={"x": template})))
    assert any(at == "$.services[0].prefetch.x" and message in said for at, said in found), sorted(found)[:20]


def test_a_service_that_takes_every_token_is_found(recorded: Recorded) -> None:
    result = result_of(recorded, no_change, "tokens", signer=new_signer("https://client.example"))
    failed = {outcome.check for outcome in result.outcomes if outcome.faults}
    assert len([name for name in failed if name.startswith("token: ")]) > 18
    assert "token: a right one is taken" not in failed


def test_an_answer_without_end_is_a_fault_and_no_crash(recorded: Recorded) -> None:
    deep = b'{"cards": ' + b'[{"a":' * 400 + b"1" + b"}]" * 400 + b"}"
    change = where(lambda r, a: r.is_call and a.status == 200, lambda a: replace(a, body=deep))
    assert ("$", "isn't a JSON object, or is nested deeper than 200 levels") in faults_of(
        result_of(recorded, change, "cards")
    )


def test_no_fault_repeats_a_value_of_an_answer(recorded: Recorded) -> None:
    change = in_card(summary="Zaphod " * 30, indicator="Zaphod", uuid="Zaphod", detail="<Zaphod>")
    result = result_of(recorded, change, *GROUPS)
    assert not result.is_good
    assert "Zaphod" not in json.dumps(result.as_json())
