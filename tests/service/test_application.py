"""The application inside this process: what depends on how it is put together and on time."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import httpx2
import pytest

from cd38rules.engines.outcome import EngineDisagreement
from cd38rules.profile import read_profile
from cd38rules.rules.book import RuleBook
from cd38rules.service.app import application
from cd38rules.service.books import BookInService
from cd38rules.service.context import Context
from cd38rules.service.door.guard import Guard
from cd38rules.service.door.keys import Keys
from cd38rules.service.door.tokens import Tokens
from cd38rules.service.hooks.fetch import Fetcher
from cd38rules.service.metrics import Metrics
from cd38rules.service.patients import Reader
from cd38rules.service.settings import Settings
from cd38rules.service.sinks import Decision, Feedback, KeepsNothing
from cd38rules.service.work import Workers

from .double_of_reader import Reading, read_fhir_double
from .hook_calls import ANTIBODY_ORDER, PATIENT, call, path_of, prefetch
from .running import JSON, ROOT

EXAMPLE = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()
SIGN = path_of("order-sign")
CLIENTS = [{"issuer": "x", "jku": ["https://ehr.example/jwks"]}]


class InMemory(KeepsNothing):
    """A sink that tests can look into."""

    keeps = "all, in memory"

    def __init__(self) -> None:
        self.decisions: list[Decision] = []
        self.feedback: list[Feedback] = []

    def decided(self, decision: Decision) -> Callable[[], None]:
        return lambda: self.decisions.append(decision)

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        self.feedback += feedback


@pytest.fixture(scope="module")
def books() -> BookInService:
    """The shipped book in service."""
    found = BookInService(None)
    assert found.refresh()
    return found


def ask(
    books: BookInService,
    *requests: tuple[str, str, bytes],
    reader: Reader | None = read_fhir_double,
    sink: InMemory | None = None,
    **settings: Any,
) -> list[httpx2.Response]:
    """The answers of an application to (method, path, body), one after the other."""
    chosen = Settings.model_validate({"insecure": "door" not in settings, **settings})
    context = Context(chosen, books, Metrics(), Workers(1), reader, sink or KeepsNothing(), sink or KeepsNothing())

    async def run() -> list[httpx2.Response]:
        keys = Keys(chosen.door)
        guard = None if chosen.insecure else Guard(Tokens(chosen.door, keys), "http://here", context.metrics)
        transport = httpx2.ASGITransport(application(context, Fetcher(chosen.fhir), guard))
        async with httpx2.AsyncClient(transport=transport, base_url="http://here") as http:
            return [await http.request(method, path, content=body, headers=JSON) for method, path, body in requests]

    try:
        return asyncio.run(run())
    finally:
        context.workers.close()


def sign(**more: Any) -> tuple[str, str, bytes]:
    return "POST", SIGN, json.dumps(call("order-sign", prefetch(), ANTIBODY_ORDER, **more)).encode()


def test_discovery_is_open_only_where_the_settings_say_so(books: BookInService) -> None:
    request = ("GET", "/cds-services", b"")
    (closed,) = ask(books, request, door={"clients": CLIENTS})
    (opened, still_closed) = ask(books, request, sign(), door={"clients": CLIENTS, "open_discovery": True})
    assert [answer.status_code for answer in (closed, opened, still_closed)] == [401, 200, 401]


def slow_reader(resources: Iterable[Mapping[str, Any]], *, as_of: date, patient: str | None = None) -> Reading:
    time.sleep(0.5)
    return read_fhir_double(resources, as_of=as_of, patient=patient)


def test_what_takes_too_long_is_503_and_a_profile_is_answered_meanwhile(books: BookInService) -> None:
    answers = ask(
        books,
        sign(),
        ("GET", "/healthz", b""),
        reader=slow_reader,
        limits={"answer_seconds": 0.1, "at_once": 2},
    )
    assert [answer.status_code for answer in answers] == [503, 200]
    assert answers[0].json()["issue"][0]["diagnostics"] == "took-too-long"


@pytest.mark.parametrize("path", [SIGN, "/evaluate", "/note"])
def test_a_decision_whose_answer_took_too_long_is_neither_kept_nor_counted(books: BookInService, path: str) -> None:
    done = threading.Event()

    class Slow(InMemory):
        def decided(self, decision: Decision) -> Callable[[], None]:
            time.sleep(0.5)
            done.set()
            return super().decided(decision)

    sink = Slow()
    request = sign() if path == SIGN else ("POST", path, EXAMPLE)
    late, counts = ask(books, request, ("GET", "/metrics", b""), sink=sink, limits={"answer_seconds": 0.4})
    assert late.status_code == 503
    assert done.wait(10)  # what was given up was decided all the same
    assert sink.decisions == []
    assert "cd38rules_evaluations_total 0.0" in counts.text


def test_an_explanation_is_neither_kept_nor_counted(books: BookInService) -> None:
    sink = InMemory()
    asked = ("POST", "/explain?rule=transfusion-lab-notify", EXAMPLE)
    explained, counts = ask(books, asked, ("GET", "/metrics", b""), sink=sink)
    assert explained.status_code == 200
    assert sink.decisions == []
    assert "cd38rules_evaluations_total 0.0" in counts.text


def test_engines_that_differ_give_no_advice_and_name_the_rules(books: BookInService) -> None:
    def differing(resources: Iterable[Mapping[str, Any]], *, as_of: date, patient: str | None = None) -> Reading:
        raise EngineDisagreement([("copd-dara-bronchodilator", "planned")])

    (answer,) = ask(books, sign(), reader=differing)
    assert answer.status_code == 500
    assert "copd-dara-bronchodilator (planned regimen)" in answer.text
    assert "cards" not in answer.json()


def test_a_decision_is_handed_on_with_its_request_its_book_and_the_rules_of_each_card(
    books: BookInService, book: RuleBook
) -> None:
    sink = InMemory()
    hook, _ = ask(books, sign(), ("POST", "/evaluate", EXAMPLE), sink=sink)
    of_hook, of_report = sink.decisions
    assert of_hook.id == hook.headers["x-request-id"]
    assert of_hook.rulebook_sha256 == book.sha256
    assert set(of_hook.cards) == {card["uuid"] for card in hook.json()["cards"]}
    told = {card["uuid"]: card["extension"]["org.cd38rules.card"].get("rules", []) for card in hook.json()["cards"]}
    kept = {uuid: [{"rule": r.rule, "version": r.version} for r in rules] for uuid, rules in of_hook.cards.items()}
    assert kept == told
    assert (of_report.service, of_report.profile, of_report.cards) == ("evaluate", read_profile(EXAMPLE), {})


def test_feedback_is_handed_on_as_it_came_and_called_kept(books: BookInService) -> None:
    sink = InMemory()
    item = {"card": "c", "outcome": "overridden", "outcomeTimestamp": "2024-03-15T10:00:00Z"}
    item |= {"overrideReason": {"reason": {"code": "need-more-info", "system": "s"}, "userComment": "later"}}
    body = json.dumps({"feedback": [item]}).encode()
    (answer,) = ask(books, ("POST", f"{SIGN}/feedback", body), sink=sink)
    assert answer.json() == {"kept": True}
    assert sink.feedback == [
        Feedback("anti-cd38-orders", "c", "overridden", "2024-03-15T10:00:00Z", (), ("s", "need-more-info"), "later")
    ]


def test_an_order_without_rules_is_no_decision(books: BookInService) -> None:
    sink = InMemory()
    body = json.dumps(call("order-sign", prefetch())).encode()
    (answer,) = ask(books, ("POST", SIGN, body), sink=sink)
    assert answer.json() == {"cards": []}
    assert sink.decisions == []


def test_the_example_call_of_the_docs_gets_cards_on_its_order(books: BookInService) -> None:
    page = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    (name,) = re.findall(r"@(examples/hooks/\S+)", page)
    (answer,) = ask(books, ("POST", SIGN, (ROOT / name).read_bytes()))
    first = answer.json()["cards"][0]
    assert first["extension"]["org.cd38rules.card"]["orders"] == ["MedicationRequest/order-1"]
    assert PATIENT not in answer.text


def test_the_docs_name_every_setting_and_no_other() -> None:
    page = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    table = page.partition("| setting |")[2].partition("```")[0]
    named: set[str] = set()
    for row in re.findall(r"^\| (`[^|]+`) \|", table, re.M):
        home = ""
        for item in re.findall(r"`([^`]+)`", row):
            home = item.rpartition(".")[0] or home if not item.startswith(".") else home
            named.add(f"{home}{item}" if item.startswith(".") else item)
    fields = Settings.model_fields
    parts = {"door", "limits", "fhir", "store"}
    expected = set(fields) - parts
    for part in parts:
        expected |= {f"{part}.{name}" for name in type(getattr(Settings(insecure=True), part)).model_fields}
    assert named == expected
