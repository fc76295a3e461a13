"""Load: many clients at once sign orders, and every answer is held against what the same patient gets alone.

One generator for the test in CI and for the full run (`make load-test`).
"""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import httpx2

from .hook_calls import path_of
from .load_patients import PATIENTS, PLACEHOLDER, SENTINEL, body, sentinel, shown
from .process_use import all_cpu_seconds, cpu_seconds, resident
from .running import JSON, PATIENCE, Service

PATH = path_of("order-sign")
# Ids of cards and suggestions are made of the patient's id too: they differ with the sentinel.
_CARD_ID = re.compile(rb'"uuid": "([0-9a-f-]{36})"')
Headers = Callable[[], Mapping[str, str]]

# Memory is flat if its median in the last third of a run isn't above that in the middle third by more than this share
# of the bodies that came between the two: a service that keeps a twentieth of each body, or a card of each answer, is
# found.
KEPT_SHARE = 0.05
# Python takes memory from the system by the arena, which has 1 MiB, and the two threads that decide and the one that
# keeps take theirs at their own times: less than four are no growth. In a minute the share above is what counts.
ARENAS = 4 * 2**20


def no_headers() -> Mapping[str, str]:
    """For a service that asks for no token."""
    return {}


@dataclass
class Answers:
    """Holds answers against what each patient gets alone, and against what must stand there (`shown`), by patient."""

    alone: list[bytes]
    shown: list[bytes]
    faults: Counter[str] = field(default_factory=Counter)
    _unlike: list[tuple[int, bytes]] = field(default_factory=list)
    _cards: dict[bytes, bytes] = field(default_factory=dict)

    def take(self, number: int, patient: int, status: int, content: bytes) -> None:
        """One answer to the request of this number."""
        own = sentinel(number)
        if status != 200:
            self.faults[f"status {status}"] += 1
            return
        if b"MedicationRequest/%b-order" % own not in content or b"Patient/%b" % own not in content:
            self.faults["its own patient or order isn't in it"] += 1
        if self.shown[patient] not in content:
            self.faults["a value of its patient isn't in it"] += 1
        if set(SENTINEL.findall(content)) - {own}:
            self.faults["another request's patient is in it"] += 1
        if any(self._cards.setdefault(card, own) != own for card in _CARD_ID.findall(content)):
            self.faults["it has the id of another patient's card"] += 1
        if (plain := impersonal(content, own)) != self.alone[patient]:
            self._unlike.append((patient, plain))

    def close(self, again: list[bytes]) -> None:
        """Ends it with what each patient gets alone afterwards: it differs from before where midnight has passed."""
        unlike = sum(plain != again[patient] for patient, plain in self._unlike)
        if unlike:
            self.faults["it has other cards than the same patient gets alone"] += unlike


def impersonal(content: bytes, own: bytes) -> bytes:
    """An answer without what makes it that of one request."""
    return _CARD_ID.sub(b'"uuid": ""', content.replace(own, PLACEHOLDER.encode()))


@dataclass
class Measured:
    """What a load has shown. Times in seconds; `memory` is (second since the start, resident bytes) of the service.

    `times` are of the requests, `alive` of questions whether the service lives, in between. `cpu` are the seconds that
    the service spent on processors, `others` those of all that is neither the service nor its clients.
    """

    clients: int
    seconds: float = 0
    cpu: float = 0
    others: float = 0
    body_bytes: int = 0
    times: list[float] = field(default_factory=list)
    alive: list[float] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        """How many were answered, well or not."""
        return len(self.times)

    def percentile(self, share: int, of: list[float] | None = None) -> float:
        """The time that so many per cent of the requests took at most."""
        return statistics.quantiles(of or self.times, n=100, method="inclusive")[share - 1]

    def third(self, which: int) -> float:
        """The median of memory in a third of what was looked at, 0 to 2, in bytes."""
        cut = len(self.memory) / 3
        return statistics.median(size for _, size in self.memory[round(which * cut) : round((which + 1) * cut)])

    @property
    def peak(self) -> int:
        """By how many bytes memory was above that of the start at most."""
        return max(size for _, size in self.memory) - self.memory[0][1]

    @property
    def growth(self) -> float:
        """By how many bytes memory grew from the middle third to the last one."""
        return self.third(2) - self.third(1)

    @property
    def room(self) -> float:
        """How much it may grow and still be called flat, in bytes."""
        return max(ARENAS, KEPT_SHARE * self.body_bytes * self.requests / 3)


def loaded(service: Service, *, clients: int, seconds: float, headers: Headers = no_headers) -> Measured:
    """Loads a service that is ready. Raises httpx2.HTTPError if it goes away."""
    return asyncio.run(_Load(service, clients, seconds, headers).run())


class _Load:
    def __init__(self, service: Service, clients: int, seconds: float, headers: Headers) -> None:
        self._pid = service.process.pid
        self._url = service.url
        self._seconds = seconds
        self._headers = headers
        today = date.today()
        self._bodies = [body(number, today) for number in range(PATIENTS)]
        self._shown = [shown(number, today) for number in range(PATIENTS)]
        self._measured = Measured(clients, body_bytes=round(statistics.mean(map(len, self._bodies))))
        self._next = 0
        self._until = 0.0

    async def run(self) -> Measured:
        found = self._measured
        # As many connections as clients, each kept: else some would be opened anew for every request.
        limits = httpx2.Limits(max_connections=found.clients, max_keepalive_connections=found.clients)
        async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False, limits=limits) as http:
            answers = Answers(await self._alone(http), self._shown)
            began, cpu, own, everything = self._clocks()
            self._until = began + self._seconds
            beside = (self._watch(began), self._ask_alive())
            await asyncio.gather(*(self._client(http, answers) for _ in range(found.clients)), *beside)
            end = self._clocks()
            found.seconds, found.cpu = end[0] - began, end[1] - cpu
            found.others = max(0.0, end[3] - everything - found.cpu - (end[2] - own))
            answers.close(await self._alone(http))
        found.faults = answers.faults
        return found

    def _clocks(self) -> tuple[float, float, float, float]:
        """The time, and the CPU seconds of the service, of this process and of everything."""
        return time.perf_counter(), cpu_seconds(self._pid), time.process_time(), all_cpu_seconds()

    async def _ask(self, http: httpx2.AsyncClient, number: int, patient: int) -> httpx2.Response:
        content = self._bodies[patient].replace(PLACEHOLDER.encode(), sentinel(number))
        return await http.post(self._url + PATH, content=content, headers={**JSON, **self._headers()})

    def _number(self) -> int:
        self._next += 1
        return self._next

    async def _alone(self, http: httpx2.AsyncClient) -> list[bytes]:
        """What each patient gets while nobody else asks."""
        found = []
        for patient in range(PATIENTS):
            number = self._number()
            answer = await self._ask(http, number, patient)
            assert answer.status_code == 200, f"a patient alone is answered with {answer.status_code}"
            found.append(impersonal(answer.content, sentinel(number)))
        return found

    async def _client(self, http: httpx2.AsyncClient, answers: Answers) -> None:
        while time.perf_counter() < self._until:
            number = self._number()
            patient = number % PATIENTS
            began = time.perf_counter()
            answer = await self._ask(http, number, patient)
            self._measured.times.append(time.perf_counter() - began)
            answers.take(number, patient, answer.status_code, answer.content)

    async def _watch(self, began: float) -> None:
        while (now := time.perf_counter()) < self._until:
            self._measured.memory.append((now - began, resident(self._pid)))
            await asyncio.sleep(self._seconds / 60)

    async def _ask_alive(self) -> None:
        """Asks whether the process lives, on a connection of its own, as whatever watches over it does."""
        async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False) as http:
            while (began := time.perf_counter()) < self._until:
                answer = await http.get(self._url + "/healthz")
                self._measured.alive.append(time.perf_counter() - began)
                assert answer.status_code == 200
                await asyncio.sleep(0.1)
