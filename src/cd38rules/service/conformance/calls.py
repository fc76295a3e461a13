"""Checks of cards: every offered hook is called about every made-up patient."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from ..hooks.cards import EXTENSION
from . import faults, held
from .checks import Checks, Outcome, Service
from .faults import CARD, OWN, RESPONSE, Fault
from .invariants import objects
from .made_up import ORDER_HOOKS, MadeUp
from .target import Answer

MOST = 20  # the highest setting of `most_cards`
_URGENCY = ("critical", "warning", "info")


async def call_checks(checks: Checks) -> AsyncIterator[Outcome]:
    """The cards of each service, for each patient."""
    topics: Mapping[str, str] = {}
    if checks.target.is_ours:
        answer = await checks.target.get("/rules")
        topics = _topics(answer)
        name = "the rules in service, by their topics"
        if answer.status != 200:
            yield Outcome(name, OWN, skipped="/rules isn't reached here, so that missing topics aren't looked for")
        else:
            found = [] if topics else [Fault("$.rules", "tell no topics", OWN)]
            yield checks.told(name, OWN, found)
    for service in checks.services:
        for person in checks.people:
            answer = await _asked(checks, service, person)
            found = held.cards(answer)
            found += [*_own(answer.json, service, person), *_topics_missing(answer.json, service, person, topics)]
            yield checks.told(f"{service.name}: the cards for {person.name}", RESPONSE, found)
        yield await _same_again(checks, service)
        yield await _newer(checks, service)


async def _asked(checks: Checks, service: Service, person: MadeUp, **more: Any) -> Answer:
    call = person.call(service.hook, person.prefetch(service.templates), **more)
    return await checks.target.post(service.path, call)


async def _same_again(checks: Checks, service: Service) -> Outcome:
    """A card keeps its uuid: feedback to it is about the same advice, however often the client has asked."""
    person = checks.people[0]
    found = [_uuids((await _asked(checks, service, person)).json) for _ in range(2)]
    name = f"{service.name}: the same call has cards with the same uuids"
    return checks.told(name, OWN, [] if found[0] == found[1] else [Fault("$.cards", "have other uuids", OWN)])


async def _newer(checks: Checks, service: Service) -> Outcome:
    """What version 3.0 adds, and what nobody knows, changes nothing."""
    person = checks.people[0]
    plain = await _asked(checks, service, person)
    more = {
        "extension": {"org.example.selftest": {"known": False}},
        "aFieldThatNobodyKnows": 1,
        "hookVersion": "1.1",
        "fhirServer": "https://fhir.selftest.invalid/r4",
        "fhirAuthorization": {
            "access_token": "made-up",
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": "patient/Patient.rs patient/Observation.rs?category=laboratory",
            "subject": "selftest",
            "patient": person.id,
        },
    }
    answer = await _asked(checks, service, person, **more)
    found = held.cards(answer)
    if not found and answer.json != plain.json:
        found.append(Fault("$.cards", "differ from those of the call without these fields", OWN))
    name = f"{service.name}: fields that aren't known, and the scopes of SMART v2, are taken"
    return checks.told(name, faults.CALL, found)


def _own(response: Any, service: Service, person: MadeUp) -> list[Fault]:
    """What this project promises of its cards."""
    found: list[Fault] = []
    cards = _cards(response)
    if len(cards) > MOST:
        found.append(Fault("$.cards", f"are {len(cards)}", OWN))
    ranks = [_URGENCY.index(card["indicator"]) for card in cards if card.get("indicator") in _URGENCY]
    if ranks != sorted(ranks):
        found.append(Fault("$.cards", "don't have the most urgent first", OWN))
    topics = [code for card in cards if (code := _part(card, "source", "topic").get("code"))]
    if len(topics) != len(set(topics)):
        found.append(Fault("$.cards", "have two cards of one topic", OWN))
    drafts = {f"{draft['resourceType']}/{draft['id']}" for draft in person.drafts}
    for index, card in enumerate(cards):
        path = f"$.cards[{index}]"
        told = _part(card, "extension", EXTENSION)
        orders = told.get("orders", [])
        if service.hook in ORDER_HOOKS and not (orders and set(orders) <= drafts):
            found.append(Fault(f"{path}.extension", "doesn't name the order that it is about", OWN))
        if told.get("severity") == "critical" and card.get("indicator") == "info":
            found.append(Fault(f"{path}.indicator", "is info for what is critical", OWN))
        if card.get("suggestions") and not _is_about(card, person):
            found.append(Fault(f"{path}.suggestions", "draft an order for somebody else", CARD))
    return found


def _is_about(card: Mapping[str, Any], person: MadeUp) -> bool:
    resources = [
        _part(action, "resource")
        for suggestion in objects(card.get("suggestions"))
        for action in objects(suggestion.get("actions"))
    ]
    return all(_part(found, "subject").get("reference") == f"Patient/{person.id}" for found in resources if found)


def _topics_missing(response: Any, service: Service, person: MadeUp, topics: Mapping[str, str]) -> list[Fault]:
    rules = [rule for card in _cards(response) for rule in objects(_part(card, "extension", EXTENSION).get("rules"))]
    shown = {topics.get(str(rule.get("rule"))) for rule in rules}
    missing = [
        topic for topic in person.topics.get(service.hook, ()) if topic in topics.values() and topic not in shown
    ]
    return [Fault("$.cards", f"have none on {topic}", OWN) for topic in missing]


def _topics(answer: Answer) -> Mapping[str, str]:
    """The topic of each rule in service."""
    rules = answer.json.get("rules") if isinstance(answer.json, dict) else None
    return {str(rule.get("id")): str(rule.get("topic")) for rule in objects(rules)}


def _uuids(response: Any) -> list[Any]:
    return [card.get("uuid") for card in _cards(response)]


def _cards(response: Any) -> Sequence[Mapping[str, Any]]:
    return objects(response.get("cards")) if isinstance(response, dict) else []


def _part(value: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """An object inside; an empty one if it isn't there."""
    found: Any = value
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}
