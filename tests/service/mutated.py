"""The real application with its answers recorded, and changed by one fault each on their way out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import httpx2
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cd38rules.service.conformance.run import Result, self_test
from cd38rules.service.conformance.target import Answer, Target

ORIGIN = "https://page.example"
URL = "http://recorded.invalid"
TOLD_BY = (b"origin", b"content-type", b"access-control-request-method", b"authorization")


@dataclass(frozen=True)
class Request:
    """What was asked: enough to know which fault to put in."""

    method: str
    path: str
    body: bytes
    origin: str

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def is_call(self) -> bool:
        """Whether it is a call of a service, in whatever state."""
        return self.method == "POST" and self.path.startswith("/cds-services/") and not self.path.endswith("feedback")


Change = Callable[[Request, Answer], Answer]


class Recorded:
    """Answers of an application, each asked for once; `change` makes another answer of each."""

    def __init__(self, app: ASGIApp) -> None:
        self._http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://recorded.invalid")
        self._answers: dict[tuple[Any, ...], Answer] = {}
        self.change: Change = lambda _request, answer: answer
        self.given: list[tuple[Request, Answer]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while (message := await receive()).get("more_body") or message.get("body"):
            body += message["body"]
            if not message.get("more_body"):
                break
        headers = {name: value for name, value in scope["headers"] if name != b"host"}
        key = (scope["method"], scope["path"], body, *(headers.get(name) for name in TOLD_BY))
        if key not in self._answers:
            answer = await self._http.request(
                scope["method"], scope["path"], content=body, headers=list(headers.items())
            )
            self._answers[key] = Answer(answer.status_code, dict(answer.headers), answer.content)
        request = Request(scope["method"], scope["path"], body, headers.get(b"origin", b"").decode())
        answer = self.change(request, self._answers[key])
        self.given.append((request, answer))
        start: Message = {"type": "http.response.start", "status": answer.status, "headers": _raw(answer)}
        await send(start)
        await send({"type": "http.response.body", "body": answer.body})


def _raw(answer: Answer) -> list[tuple[bytes, bytes]]:
    kept = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return [(name.encode(), value.encode()) for name, value in kept.items()]


def no_change(_request: Request, answer: Answer) -> Answer:
    return answer


def result_of(recorded: Recorded, change: Change, *groups: str, **more: Any) -> Result:
    """The result of the self-test, or of some groups of it, with a fault in the answers."""
    recorded.change = change
    recorded.given.clear()

    async def run() -> Result:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(recorded)) as http:
            return await self_test(Target(http, URL, origin=ORIGIN, **more), groups=groups)

    return asyncio.run(run())


def in_cards(edit: Callable[[list[dict[str, Any]]], None]) -> Change:
    """Edits the cards of each answer that has some."""

    def change(_request: Request, answer: Answer) -> Answer:
        if not isinstance(answer.json, dict) or not answer.json.get("cards"):
            return answer
        told = json.loads(answer.body)
        edit(told["cards"])
        return with_json(answer, told)

    return change


def in_card(**change: Any) -> Change:
    """Sets fields of the first card; one that is `...` is taken away."""

    def edit(cards: list[dict[str, Any]]) -> None:
        set_in(cards[0], change)

    return in_cards(edit)


def in_suggestion(**change: Any) -> Change:
    """Sets fields of each suggestion of each card."""

    def edit(cards: list[dict[str, Any]]) -> None:
        for card in cards:
            for suggestion in card.get("suggestions", []):
                set_in(suggestion, change)

    return in_cards(edit)


def in_action(**change: Any) -> Change:
    """Sets fields of each action of each suggestion."""

    def edit(cards: list[dict[str, Any]]) -> None:
        for card in cards:
            for suggestion in card.get("suggestions", []):
                for action in suggestion["actions"]:
                    set_in(action, change)

    return in_cards(edit)


def in_discovery(**change: Any) -> Change:
    """Sets fields of the first service of discovery."""

    def edit(request: Request, answer: Answer) -> Answer:
        if request.path != "/cds-services" or answer.status != 200 or request.method != "GET":
            return answer
        told = json.loads(answer.body)
        set_in(told["services"][0], change)
        return with_json(answer, told)

    return edit


def set_in(home: dict[str, Any], change: dict[str, Any]) -> None:
    for name, value in change.items():
        if value is ...:
            home.pop(name, None)
        else:
            home[name] = value


def with_json(answer: Answer, value: Any) -> Answer:
    return replace(answer, body=json.dumps(value).encode())


def where(wanted: Callable[[Request, Answer], bool], changed: Callable[[Answer], Answer]) -> Change:
    """Changes the answers to some requests."""
    return lambda request, answer: changed(answer) if wanted(request, answer) else answer


def without_header(name: str) -> Callable[[Answer], Answer]:
    """An answer without a header."""
    return lambda answer: replace(answer, headers={key: text for key, text in answer.headers.items() if key != name})
