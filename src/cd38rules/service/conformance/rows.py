"""Checks of prefetch: what it means that a key is absent, null, empty, failed or cut off, for each key and service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..hooks.prefetch import IN_WORDS, Reason
from . import held
from .checks import Checks, Outcome, Service
from .faults import MISSING_DATA, OWN, PREFETCH, Fault
from .made_up import EMPTY, FAILED, MadeUp, bundle
from .target import Answer
from .templates import resource_type_of

ABSENT = object()
_NOTE = {"resourceType": "OperationOutcome", "issue": [{"severity": "information", "code": "informational"}]}
# Nobody can be asked there: the name is reserved for addresses that don't exist.
_NEXT = [{"relation": "next", "url": "https://fhir.selftest.invalid/r4?page=2"}]


@dataclass(frozen=True)
class Row:
    """A way in which a key can be sent. `reason` is why data are missing then; None where nothing is missing."""

    name: str
    value: Callable[[], Any]
    reason: Reason | None


ROWS = (
    Row("absent", lambda: ABSENT, "not sent"),
    Row("null", lambda: None, None),
    Row("an empty Bundle", lambda: EMPTY, None),
    Row("an OperationOutcome", lambda: FAILED, "the query failed"),
    Row("a Bundle with an OperationOutcome", lambda: bundle([FAILED]), "the query failed"),
    Row("a Bundle with a note", lambda: bundle([_NOTE]), None),
    Row("a first page", lambda: bundle([], link=_NEXT), "more pages"),
)


async def row_checks(checks: Checks) -> AsyncIterator[Outcome]:
    """Each row of prefetch for each key of each service."""
    person = checks.people[0]
    for service in checks.services:
        if not service.templates:
            yield Outcome(f"{service.name}: prefetch", PREFETCH, skipped="it asks for none")
            continue
        known = {key: await _sent(checks, service, person, {key: EMPTY}) for key in service.templates}
        for row in ROWS:
            found: list[Fault] = []
            for key in service.templates:
                answer = await _sent(checks, service, person, {key: row.value()})
                found += [_at(fault, key) for fault in _row(checks, service, answer, row, key, known[key])]
            yield checks.told(f"{service.name}: a prefetch key is {row.name}", PREFETCH, found)
        yield await _nothing_sent(checks, service, person)
        yield await _another_patient(checks, service, person)


def _row(checks: Checks, service: Service, answer: Answer, row: Row, key: str, known: Answer) -> list[Fault]:
    if row.reason is None:
        if answer.status == 412 and not checks.target.is_ours and key in _single(service):
            # That there is no such patient is known, and another service may not do without.
            return held.refusal(answer, {412}, MISSING_DATA, outcome=False)
        found = held.cards(answer)
        if not found and _said(answer.json, ours=checks.target.is_ours) != _said(
            known.json, ours=checks.target.is_ours
        ):
            message = "is answered otherwise than an empty Bundle, though both say that there is nothing"
            found.append(Fault("$.cards", message, PREFETCH))
        return found
    if answer.status == 412:
        return _named(answer, (key,), checks)
    found = held.cards(answer)
    if not found and f"`{key}`: {IN_WORDS[row.reason]}" not in _details(answer.json):
        found.append(Fault("$.cards", "don't say that data are missing, and why", OWN))
    return found


async def _nothing_sent(checks: Checks, service: Service, person: MadeUp) -> Outcome:
    """Without prefetch and without a server to ask, an answer needs no data, or it is 412."""
    answer = await checks.target.post(service.path, person.call(service.hook, None))
    name = f"{service.name}: a call without prefetch, and without a server to ask"
    if answer.status == 412:
        return checks.told(name, MISSING_DATA, _named(answer, tuple(service.templates), checks))
    return checks.told(name, MISSING_DATA, held.cards(answer))


async def _another_patient(checks: Checks, service: Service, person: MadeUp) -> Outcome:
    """Data of another patient than the one of the context get no advice."""
    other = {key: {"resourceType": "Patient", "id": "selftest-mixed-up"} for key in _reads(service)}
    name = f"{service.name}: the data are of another patient"
    if not other:
        return Outcome(name, OWN, skipped="it asks for no Patient")
    answer = await _sent(checks, service, person, other)
    if not checks.target.is_ours:
        return Outcome(name, OWN, skipped="the specification doesn't say what to answer")
    return checks.told(name, OWN, held.refusal(answer, {400}, OWN, outcome=True))


async def _sent(checks: Checks, service: Service, person: MadeUp, changed: Mapping[str, Any]) -> Answer:
    prefetch = {**person.prefetch(service.templates), **changed}
    kept = {key: value for key, value in prefetch.items() if value is not ABSENT}
    return await checks.target.post(service.path, person.call(service.hook, kept))


def _named(answer: Answer, keys: tuple[str, ...], checks: Checks) -> list[Fault]:
    """A 412 has an OperationOutcome that names the keys."""
    found = held.refusal(answer, {412}, MISSING_DATA, outcome=checks.target.is_ours)
    if not found:
        found += [Fault("$.issue", f"doesn't name {key}", OWN) for key in keys if key not in answer.text]
    return found


def _said(response: Any, *, ours: bool) -> Any:
    """What two answers must share: all, but of another service, whose ids may be new each time, what is read first."""
    cards = response.get("cards") if isinstance(response, dict) else None
    if ours or not isinstance(cards, list):
        return response
    return [(card.get("summary"), card.get("indicator")) for card in cards if isinstance(card, dict)]


def _details(response: Any) -> str:
    cards = response.get("cards", []) if isinstance(response, dict) else []
    return "\n".join(str(card.get("detail", "")) for card in cards if isinstance(card, dict))


def _single(service: Service) -> list[str]:
    """The keys that ask for one resource, and not for a search."""
    return [key for key, template in service.templates.items() if "?" not in template]


def _reads(service: Service) -> list[str]:
    return [key for key in _single(service) if resource_type_of(service.templates[key]) == "Patient"]


def _at(fault: Fault, key: str) -> Fault:
    return Fault(f"{fault.place} (key {key})", fault.message, fault.rule)
