"""Checks of what is refused: calls that aren't ones, services that aren't there, feedback that isn't any."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from ..watch import SECURITY_HEADERS
from . import faults, held
from .checks import OTHER_STATUSES, Checks, Outcome, Service
from .faults import CALL, FEEDBACK, OWN, Fault
from .invariants import objects
from .target import JSON, ROOT, Answer

_TOLD: Mapping[str, Any] = {
    "card": "3f2d8d0e-5c0a-4f5b-9d53-2f9d1f0c7b11",
    "outcome": "overridden",
    "overrideReason": {
        "reason": {
            "code": "need-more-info",
            "system": "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes",
            "display": "made up by a self-test",
        }
    },
    "outcomeTimestamp": "2024-03-15T10:00:00Z",
}


async def error_checks(checks: Checks) -> AsyncIterator[Outcome]:
    """Each call that can't be answered is refused, with a reason and never with 422 or cards."""
    target = checks.target
    for service in checks.services:
        for name, body, status in _wrong_calls(checks, service):
            answer = await target.post(service.path, body)
            yield _refused(checks, f"{service.name}: {name}", answer, status)
    service = checks.services[0]
    person = checks.people[0]
    good = json.dumps(person.call(service.hook, person.prefetch(service.templates))).encode()
    answer = await target.post(f"{ROOT}/selftest-no-such-service", good)
    yield _refused(checks, "a service that isn't offered", answer, 404)
    if target.is_ours:
        answers = [answer, await target.get(ROOT), await target.post(service.path, good)]
        yield checks.told("the headers that browsers are told by", OWN, _without_headers(answers))
    nowhere = await target.post(f"{ROOT}/selftest-no-such-service/feedback", {"feedback": [_TOLD]})
    yield _refused(checks, "feedback to a service that isn't offered", nowhere, 404)
    yield _refused(checks, "a call by GET", await target.get(service.path), 405)
    text = await target.send("POST", service.path, good, {"content_type": "text/plain"})
    yield _refused(checks, "a body that isn't JSON by its type", text, 415)
    if target.most_bytes:
        long = b"{" + b" " * target.most_bytes + b"}"
        yield _refused(checks, "a body that is too long", await target.post(service.path, long), 413)
    else:
        yield Outcome("a body that is too long", OWN, skipped="the longest body isn't known from outside")


def _without_headers(answers: list[Answer]) -> list[Fault]:
    """Security headers that an answer lacks; a proxy may set others in their place."""
    lacking = {
        name for answer in answers if not answer.broken for name in SECURITY_HEADERS if name not in answer.headers
    }
    return [Fault(name, "is not on every answer", OWN) for name in sorted(lacking)]


def _wrong_calls(checks: Checks, service: Service) -> list[tuple[str, bytes, int]]:
    person = checks.people[0]
    good = person.call(service.hook, person.prefetch(service.templates))

    def changed(**change: Any) -> bytes:
        call = {name: value for name, value in (good | change).items() if value is not None}
        return json.dumps(call).encode()

    nobody = {name: value for name, value in good["context"].items() if name != "patientId"}
    found = [
        ("a body that isn't JSON", b'{"hook":', 400),
        ("a body that is a list", b"[]", 400),
        ("a call without a hook", changed(hook=None), 400),
        ("a call of another hook", changed(hook="selftest-no-such-hook"), 400),
        ("a call without an instance", changed(hookInstance=None), 400),
        ("an instance that is no UUID", changed(hookInstance="selftest"), 400),
        ("a call without a context", changed(context=None), 400),
        ("a context without a patient", changed(context=nobody), 400),
        ("a token without a server", changed(fhirAuthorization=_authorization()), 400),
    ]
    if "draftOrders" in good["context"]:
        without = {name: value for name, value in good["context"].items() if name != "draftOrders"}
        found.append(("a context without draft orders", changed(context=without), 400))
    if "selections" in good["context"]:
        strange = {**good["context"], "selections": ["ServiceRequest/selftest-not-a-draft"]}
        found.append(("a selection that is no draft", changed(context=strange), 400))
    return found


def _authorization() -> Mapping[str, Any]:
    return {"access_token": "made-up", "token_type": "Bearer", "expires_in": 300, "scope": "x", "subject": "selftest"}


def _refused(checks: Checks, name: str, answer: Answer, status: int) -> Outcome:
    if checks.target.is_ours:
        return checks.told(name, OWN, held.refusal(answer, {status}, OWN, outcome=True))
    # The specification leaves the status open; what can't be is an answer with cards, or a failure of the service.
    found = held.refusal(answer, OTHER_STATUSES, CALL, outcome=False)
    return checks.told(name, CALL, found)


async def feedback_checks(checks: Checks, *, send: bool) -> AsyncIterator[Outcome]:
    """Feedback is taken, also twice and on a card that isn't known; what isn't feedback is refused."""
    for service in {service.id: service for service in checks.services}.values():
        name, path = f"feedback to {service.id}", f"{service.path}/feedback"
        if not send:
            yield Outcome(name, FEEDBACK, skipped="--no-feedback")
            continue
        first = await checks.target.post(path, {"feedback": [_TOLD]})
        if not checks.target.is_ours and first.status in (404, 405, 501):
            yield Outcome(name, FEEDBACK, skipped="it takes none, which a service may do")
            continue
        yield checks.told(f"{name}: a card that isn't known", FEEDBACK, _taken(first))
        yield await _on_a_card(checks, service)
        again = await checks.target.post(path, {"feedback": [_TOLD]})
        yield checks.told(f"{name}: the same again", FEEDBACK, _taken(again))
        several = await checks.target.post(path, {"feedback": [_TOLD, _accepted()]})
        yield checks.told(f"{name}: several, one of them accepted", FEEDBACK, _taken(several))
        bare = {**_TOLD, "overrideReason": {"reason": {"code": "need-more-info"}}}
        loose = await checks.target.post(path, {"feedback": [bare]})
        yield checks.told(f"{name}: a reason without system and display, as some clients send it", OWN, _taken(loose))
        for what, item in _wrong_feedback():
            answer = await checks.target.post(path, {"feedback": item})
            yield _refused(checks, f"{name}: {what}", answer, 400)


async def _on_a_card(checks: Checks, service: Service) -> Outcome:
    """Feedback on a card that was just given, with its suggestion accepted if it has one."""
    name, person = f"feedback to {service.id}: a card that was just given", checks.people[0]
    answer = await checks.target.post(service.path, person.call(service.hook, person.prefetch(service.templates)))
    cards = objects(answer.json.get("cards")) if isinstance(answer.json, dict) else []
    card = next((card for card in cards if card.get("uuid")), None)
    if card is None:
        return Outcome(name, FEEDBACK, skipped="it gave no card with a uuid")
    accepted = [{"id": found["uuid"]} for found in objects(card.get("suggestions")) if found.get("uuid")]
    item = {**_TOLD, "card": card["uuid"]}
    if accepted:
        item = {**_accepted(), "card": card["uuid"], "acceptedSuggestions": accepted[:1]}
    return checks.told(
        name, FEEDBACK, _taken(await checks.target.post(f"{service.path}/feedback", {"feedback": [item]}))
    )


def _taken(answer: Answer) -> list[Fault]:
    if answer.broken or answer.status != 200:
        message = answer.broken or f"is {answer.status}, and should be 200"
        return [Fault("answer" if answer.broken else "status", message, FEEDBACK)]
    if not answer.body:
        return []
    if answer.media_type == JSON and answer.json is None:
        return [Fault("$", "isn't JSON, as its type says", faults.JSON_RULES)]
    return []


def _accepted() -> Mapping[str, Any]:
    told = {name: value for name, value in _TOLD.items() if name != "overrideReason"}
    return {**told, "outcome": "accepted", "acceptedSuggestions": [{"id": "8a7fd0f1-6e0a-4a28-8a5d-0e9ad3f2c102"}]}


def _wrong_feedback() -> list[tuple[str, Any]]:
    return [
        ("no list", {"card": "x"}),
        ("an empty list", []),
        ("an outcome that isn't one", [{**_TOLD, "outcome": "ignored"}]),
        ("accepted without suggestions", [{**_accepted(), "acceptedSuggestions": None}]),
        ("a time that isn't one", [{**_TOLD, "outcomeTimestamp": "yesterday"}]),
        ("no card", [{name: value for name, value in _TOLD.items() if name != "card"}]),
    ]
