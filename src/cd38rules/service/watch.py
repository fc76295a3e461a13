"""Around every request, outside: a number for it, a line in the log, counts, security headers. Inside CORS: a limit in
time, and an answer also where the program failed."""

from __future__ import annotations

import asyncio
import time
import uuid

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .logs import defect, event
from .metrics import Metrics
from .problems import DEFECT, TOO_SLOW, answer

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")

# The page that may be served at / loads nothing from elsewhere, and no page may put this service into a frame.
SECURITY_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; "
    "object-src 'none'",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Watched:
    """An application whose every answer is numbered, logged and counted and has the security headers."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        number = str(uuid.uuid4())
        scope.setdefault("state", {})["request_id"] = number
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = number
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        finally:
            seconds = time.perf_counter() - began
            route = route_of(scope)
            method = scope["method"] if scope["method"] in METHODS else "other"
            self._metrics.answered(route, method, status, seconds)
            milliseconds = round(seconds * 1000, 1)
            event("request", request=number, method=method, route=route, status=status, ms=milliseconds)


class Bounded:
    """An application that is given up after a time, and whose failures are logged and answered."""

    def __init__(self, app: ASGIApp, answer_seconds: float) -> None:
        self._app = app
        self._answer_seconds = answer_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            async with asyncio.timeout(self._answer_seconds):
                await self._app(scope, receive, send_on)
        except Exception as error:
            expired = isinstance(error, TimeoutError)
            if not expired:
                defect(error, request=scope["state"]["request_id"])
            if not begun:
                await answer(TOO_SLOW if expired else DEFECT, scope["path"])(scope, receive, send)


def route_of(scope: Scope) -> str:
    """The route as it is written in the program, never the path that was called: that may hold anything."""
    found = scope.get("state", {}).get("route")
    return found if isinstance(found, str) else "none"
