"""The door of the routes that take patients: a request goes on only with a token that is taken."""

from __future__ import annotations

import logging

from starlette.requests import Request

from ..logs import event
from ..metrics import Metrics
from .refusal import Refused
from .tokens import Tokens


class Guard:
    """Checks requests. The address that a token must name is that of the settings, never what a request says."""

    def __init__(self, tokens: Tokens, base_url: str, metrics: Metrics) -> None:
        self._tokens = tokens
        self._base_url = base_url
        self._metrics = metrics

    async def check(self, request: Request) -> None:
        """Returns if the request may go on. Raises Refused."""
        path: str = request.scope["path"]  # that of the route; `request.url` is put together with what `Host` says
        try:
            await self._tokens.check(request.headers.get("authorization", ""), (self._base_url + path,))
        except Refused as refused:
            self._metrics.token_refused(refused.reason)
            number = request.scope["state"]["request_id"]
            event("token-refused", logging.WARNING, request=number, reason=refused.reason)
            raise
