"""The routes of CDS Hooks: discovery, the call of a service, feedback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..bodies import body_of, json_object
from ..context import Context, Given
from ..logs import event
from ..problems import Problem
from .call import Call, read_call
from .decide import Decider
from .feedback import read_feedback
from .fetch import Fetcher
from .offered import Offered, discovery, offered, templates
from .prefetch import part_of


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
        book = context.books.book
        body = await body_of(request, settings.limits, settings.limits.body_bytes)
        call = await context.workers.quick(partial(self._read, body, services))
        parts = {key: part_of(call.prefetch, key) for key in templates()}
        parts = await self._fetcher.completed(call, parts, templates())
        decider = Decider(book, context.reads(), context.today(), settings.most_cards, settings.card_key)
        number = request.scope["state"]["request_id"]

        def decide() -> tuple[bytes, Given | None]:
            decided = decider.decide(call, parts)
            gaps = ", ".join(key for key, part in parts.items() if part.gap is not None)  # our own keys, no data
            event(
                "hook",
                request=number,
                service=call.service.id,
                hook=call.service.hook,
                cards=len(decided.deck.cards),
                missing=gaps,
                no_cards=decided.why,
            )
            if decided.why:
                context.metrics.without_cards(call.service.hook, decided.why)
            given = None
            if decided.evaluated is not None:
                given = context.decided(number, call.service.id, decided.evaluated, body, decided.deck.rules)
            text = json.dumps({"cards": decided.deck.cards}, ensure_ascii=False)
            return text.encode("utf-8", "backslashreplace"), given

        cards, given = await context.workers.quick(decide)
        if given is not None:
            given()
        return Response(cards, media_type="application/json")

    async def feedback(self, request: Request) -> Response:
        """What users did with cards; answered with 200 once it is kept, or once it is known that nothing keeps it."""
        context, settings = self._context, self._context.settings
        _services(request)
        service = request.path_params["id"]
        body = await body_of(request, settings.limits, settings.limits.body_bytes)
        received = await context.workers.quick(lambda: read_feedback(json_object(body, settings.limits), service))
        await context.received(received)
        return JSONResponse({"kept": bool(context.feedback.keeps)})

    def _read(self, body: bytes, services: Mapping[str, Offered]) -> Call:
        return read_call(json_object(body, self._context.settings.limits), services)


def _services(request: Request) -> Mapping[str, Offered]:
    """The services of the id that is called, by hook. Raises Problem if there are none."""
    services = offered().get(request.path_params["id"])
    if services is None:
        raise Problem(404, "no-such-service", "There is no such service.")
    return services
