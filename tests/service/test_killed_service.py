"""The service is killed under load, again and again, and started on the same store: feedback that was answered is
kept, once. Decisions are kept after their answer, and a kill loses those that wait (decision 0028).

SIGKILL takes the process away, not the machine: what a loss of power does is SQLite's and PostgreSQL's promise
(`synchronous = FULL`), and isn't tried here.
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from sqlalchemy import Engine, select

from cd38rules.cli.main import main
from cd38rules.service.kept.database import open_to_read, secret_of
from cd38rules.service.kept.tables import DECISIONS, FEEDBACK
from cd38rules.service.settings import Store
from tests.properties.counting import NIGHTLY, publish

from .keeping import settled
from .load import PATH
from .load_patients import PATIENTS, PLACEHOLDER, body, sentinel
from .postgresql import NEEDS_POSTGRESQL, server
from .running import JSON, PATIENCE, Service, running

KILLS = 20 if NIGHTLY else 2
CLIENTS = 8
MOST_WAITING = 100  # decisions at a kill, in one transaction or before it
BEGUN = datetime(2026, 11, 30, 8, tzinfo=UTC)
KEY = "1" * 32


@dataclass
class Sent:
    """What clients have sent so far. A piece of feedback is known by its number, and by its time in the store.

    `cards` are those that it is about, each with its rules; `waiting` are the first numbers of requests that weren't
    answered with 200.
    """

    cards: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    next: int = 0
    answered: set[int] = field(default_factory=set)
    decisions: set[str] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)

    def request(self, first: int) -> bytes:
        """Three pieces of feedback in one request, the same bytes whenever it is sent."""
        return json.dumps({"feedback": [self._item(number) for number in range(first, first + 3)]}).encode()

    def at(self, number: int) -> str:
        """The time of a piece of feedback, another one for each, as the store writes it."""
        return (BEGUN + timedelta(milliseconds=number)).isoformat(timespec="milliseconds")

    def card(self, number: int) -> str:
        """The card that it is about."""
        return self.cards[number % len(self.cards)][0]

    def rules(self, number: int) -> tuple[str, ...]:
        """The rules of that card."""
        return self.cards[number % len(self.cards)][1]

    def _item(self, number: int) -> dict[str, Any]:
        reason = {"reason": {"system": "urn:load", "code": "need-more-info"}}
        return {
            "card": self.card(number),
            "outcome": "overridden",
            "outcomeTimestamp": self.at(number),
            "overrideReason": reason,
        }


class Clients:
    """Clients that send feedback and sign orders in turn, until the service is gone or nothing is left to send."""

    def __init__(self, service: Service, sent: Sent, *, new: bool) -> None:
        self._service, self._sent, self._new = service, sent, new
        self._order = body(0, datetime.now().date())

    async def until_killed(self, after: float) -> None:
        """Sends, and kills the service so many seconds after the first feedback was answered."""
        before = len(self._sent.answered)
        async with self._http() as http:
            clients = [asyncio.create_task(self._client(http)) for _ in range(CLIENTS)]
            async with asyncio.timeout(PATIENCE):
                while len(self._sent.answered) == before:
                    await asyncio.sleep(0.005)
            await asyncio.sleep(after)
            self._service.process.kill()
            await asyncio.gather(*clients)

    async def finish(self) -> None:
        """Sends what is still waiting, and everything that was answered a second time."""
        async with self._http() as http, asyncio.timeout(PATIENCE):
            await asyncio.gather(*(self._client(http) for _ in range(CLIENTS)))
            for first in sorted(self._sent.answered)[::30]:
                assert (await self._post(http, "/feedback", self._sent.request(first))).status_code == 200

    def _http(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(timeout=PATIENCE, trust_env=False)

    async def _post(self, http: httpx2.AsyncClient, path: str, content: bytes) -> httpx2.Response:
        return await http.post(self._service.url + PATH + path, content=content, headers=JSON)

    async def _client(self, http: httpx2.AsyncClient) -> None:
        sent = self._sent
        while sent.waiting or self._new:
            if sent.waiting:
                first = sent.waiting.pop(0)
            else:
                first, sent.next = sent.next, sent.next + 3
            try:
                if (await self._post(http, "/feedback", sent.request(first))).status_code == 200:
                    sent.answered.update(range(first, first + 3))
                else:
                    sent.waiting.append(first)
                if first % 5 == 0:
                    order = self._order.replace(PLACEHOLDER.encode(), sentinel(first))
                    signed = await self._post(http, "", order)
                    if signed.status_code == 200:
                        sent.decisions.add(signed.headers["x-request-id"])
            except httpx2.HTTPError:  # the service is gone
                if first not in sent.answered:
                    sent.waiting.append(first)
                return


@dataclass
class Site:
    """Where a service keeps things, and how it is started there."""

    name: str
    folder: Path
    store: Store

    @property
    def settings(self) -> Path:
        """The file with the settings."""
        path = self.folder / "settings.yaml"
        told = self.store.model_dump(mode="json", exclude_unset=True)
        path.write_text(yaml.safe_dump({"insecure": True, "store": told}), encoding="utf-8")
        return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NEEDS_POSTGRESQL)])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A store in a file, and one in a server."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            store = Store(file=tmp_path / "kept.sqlite", key=KEY, wait_seconds=10)
        else:
            store = Store(url=stack.enter_context(server()).by_socket, key=KEY, wait_seconds=10)
        yield Site(request.param, tmp_path, store)


def cards_of(service: Service) -> list[tuple[str, tuple[str, ...]]]:
    """The cards with rules of every patient, and one that was never given."""
    found: list[tuple[str, tuple[str, ...]]] = [("never-given", ())]
    for patient in range(PATIENTS):
        answer = service.post(PATH, body(patient, datetime.now().date()))
        assert answer.status_code == 200
        for card in answer.json()["cards"]:
            if rules := card["extension"]["org.cd38rules.card"].get("rules"):
                found.append((card["uuid"], tuple(shown["rule"] for shown in rules)))
    return found


def rows(engine: Engine, table: Any) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(select(table)).mappings())


def test_no_feedback_that_was_answered_is_lost_and_none_is_kept_twice(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, sent, settings = random.Random(38), Sent(), str(site.settings)
    unanswered = already = 0
    for kill in range(KILLS):
        # Feedback needs no rule book: every other time it is sent as soon as the service listens.
        with running(site.folder, "--settings", settings, wait=kill % 2 == 0) as service:
            if not sent.cards:
                sent.cards = cards_of(service)
                settled(service)
            asyncio.run(Clients(service, sent, new=True).until_killed(chance.uniform(0.05, 1.5)))
            assert service.process.wait(PATIENCE) == -signal.SIGKILL
        engine = open_to_read(site.store)
        stored = {row["at"] for row in rows(engine, FEEDBACK)}
        engine.dispose()
        assert {sent.at(number) for number in sent.answered} - stored == set()
        unanswered += len(sent.waiting)
        already += len(stored) - len(sent.answered)
    with running(site.folder, "--settings", settings, wait=False) as service:
        asyncio.run(Clients(service, sent, new=False).finish())
        service.stop()
        assert {line["event"] for line in service.events if line["level"] != "info"} == set()

    secret, engine = secret_of(site.store, may_make=False), open_to_read(site.store)
    kept = Counter((row["card"], row["at"]) for row in rows(engine, FEEDBACK))
    decisions = {row["id"] for row in rows(engine, DECISIONS)}
    engine.dispose()
    assert sent.answered == set(range(sent.next))
    assert kept == Counter((secret.digest("card", sent.card(number)), sent.at(number)) for number in sent.answered)
    lost = len(sent.decisions - decisions)
    assert lost <= KILLS * MOST_WAITING

    assert main(["feedback", "report", "--settings", settings, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    about = {sent.card(number): sent.rules(number) for number in sent.answered}  # a card counts once
    assert report["unknown_cards"] == sum(not rules for rules in about.values())
    assert report["replaced"] == len(sent.answered) - len(about)
    overridden = {rule["rule"]: rule["overridden"] for rule in report["rules"] if rule["overridden"]}
    assert overridden == Counter(rule for rules in about.values() for rule in rules)
    publish(
        f"{KILLS} kills of the service under load ({site.name}): {len(sent.answered):,} pieces of feedback and "
        f"{len(sent.decisions):,} decisions were answered; no feedback was lost, and {lost} decisions that waited; "
        f"none was kept twice; {unanswered} requests weren't "
        f"answered and were sent again, though {already} pieces of feedback in them were kept already"
    )
