"""The routes of CDS Hooks: discovery, the call of a service, feedback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...collection import without_collection
from ...rules.book import RuleBook
from ..bodies import body_of, json_object
from ..context import Context, Given
from ..logs import event
from ..problems import Problem
from .call import Call, read_call
from .decide import Decider
from .feedback import read_feedback
from .fetch import Fetcher
from .offered import Offered, discovery, offered, templates
from .prefetch import Part, part_of, type_of


class Hooks:
    """The routes of one service."""

    def __init__(self, context: Context, fetcher: Fetcher) -> None:
        self._context = context
        self._fetcher = fetcher

    async def discover(self, _request: Request) -> Response:
        """Which services there are."""
        return JSONResponse(discovery())

    async def call(self, request: Request) -> Response:
        """The cards of one call."""
        context, settings = self._context, self._context.settings
        services = _services(request)
        body = await body_of(request, settings.limits, settings.limits.body_bytes)
        asked = _Asked(context, context.books.book, request.scope["state"]["request_id"], body)

        def answer_or_call() -> _Cards | _Incomplete:
            call = read_call(json_object(body, settings.limits), services)
            parts = {key: part_of(call.prefetch, key, type_of(query)) for key, query in templates().items()}
            return _Incomplete(call, parts) if self._fetcher.is_wanted(call, parts) else asked.answer(call, parts)

        def at_once() -> _Cards | _Incomplete:
            # Decided in one go where nothing is fetched: what waits for a thread is a body, and never a record that was
            # read, which is five times as large. And the record is gone again before garbage is looked for: a long one
            # would cost 30 ms each time.
            with without_collection():
                return answer_or_call()

        found = await context.workers.quick(at_once)
        if isinstance(found, _Incomplete):
            parts = await self._fetcher.completed(found.call, found.parts, templates())
            found = await context.workers.quick(partial(asked.answer, found.call, parts))
        if found.given is not None:
            found.given()
        return Response(found.content, media_type="application/json")

    async def feedback(self, request: Request) -> Response:
        """What users did with cards; answered with 200 once it is kept, or once it is known that nothing keeps it."""
        context, settings = self._context, self._context.settings
        _services(request)
        service = request.path_params["id"]
        body = await body_of(request, settings.limits, settings.limits.body_bytes)
        received = await context.workers.quick(lambda: read_feedback(json_object(body, settings.limits), service))
        await context.received(received)
        return JSONResponse({"kept": bool(context.feedback.keeps)})


@dataclass(frozen=True)
class _Incomplete:
    """A call of which something is to be fetched."""

    call: Call
    parts: Mapping[str, Part]


@dataclass(frozen=True)
class _Cards:
    """Cards as JSON. `given` is called when they are about to be sent, and never if that is too late."""

    content: bytes
    given: Given | None


@dataclass(frozen=True)
class _Asked:
    """A call under way: the rule book that was in service when it came, its number, and its body."""

    context: Context
    book: RuleBook
    number: str
    body: bytes

    def answer(self, call: Call, parts: Mapping[str, Part]) -> _Cards:
        """The cards, with what counts and keeps them once they are given. Raises Problem, EngineError."""
        context, settings = self.context, self.context.settings
        decider = Decider(self.book, context.reads(), context.today(), settings.most_cards, settings.card_key)
        decided = decider.decide(call, parts)
        event(
            "hook",
            request=self.number,
            service=call.service.id,
            hook=call.service.hook,
            cards=len(decided.deck.cards),
            missing=decided.missing,
            no_cards=decided.why,
        )
        if decided.why:
            context.metrics.without_cards(call.service.hook, decided.why)
        given = None
        if decided.evaluated is not None:
            given = context.decided(self.number, call.service.id, decided.evaluated, self.body, decided.deck.rules)
        text = json.dumps({"cards": decided.deck.cards}, ensure_ascii=False)
        return _Cards(text.encode("utf-8", "backslashreplace"), given)


def _services(request: Request) -> Mapping[str, Offered]:
    """The services of the id that is called, by hook. Raises Problem if there are none."""
    services = offered().get(request.path_params["id"])
    if services is None:
        raise Problem(404, "no-such-service", "There is no such service.")
    return services
