"""This project's own service in this process, with a door and a client that are made for the self-test."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
from starlette.types import ASGIApp

from ...diagnostics import RuleBookError
from ..app import application
from ..books import BookInService
from ..context import Context
from ..door.guard import Guard
from ..door.keys import Keys
from ..door.tokens import Tokens
from ..hooks.fetch import Fetcher
from ..logs import LOGGER
from ..metrics import Metrics
from ..settings import Settings
from ..work import Workers
from .target import SECONDS, Target
from .tokens import Signer, new_signer

URL = "http://selftest.invalid"  # nothing listens there, and nothing is sent: the calls go straight to the application
ORIGIN = "https://page.selftest.invalid"
MOST_BYTES = 1_000_000


@asynccontextmanager
async def own_service(rules: Path | None) -> AsyncIterator[Target]:
    """The service with a rule book, ready to be tested. Raises RuleBookError if the rule book is refused."""
    books = BookInService(rules)
    if not books.refresh():
        raise RuleBookError(books.refused.faults if books.refused is not None else ())
    with TemporaryDirectory() as folder, _without_log():
        signer = new_signer("https://client.selftest.invalid")
        settings = _settings(signer, Path(folder) / "keys.json")
        context = Context(settings, books, Metrics(), Workers(settings.limits.at_once))
        keys, fetcher = Keys(settings.door), Fetcher(settings.fhir)
        app = application(context, fetcher, Guard(Tokens(settings.door, keys), URL, context.metrics))
        try:
            async with client(app) as http:
                yield Target(http, URL, signer, ORIGIN, MOST_BYTES)
        finally:
            await fetcher.close()
            await keys.close()
            context.workers.close()


def client(app: ASGIApp | None = None) -> httpx2.AsyncClient:
    """A client of an application in this process, or of any address: no proxy of the environment, no redirects."""
    transport = None if app is None else httpx2.ASGITransport(app)
    return httpx2.AsyncClient(transport=transport, timeout=SECONDS, trust_env=False, follow_redirects=False)


def _settings(signer: Signer, keys: Path) -> Settings:
    keys.write_text(json.dumps({"keys": [signer.public()]}), encoding="utf-8")
    return Settings.model_validate(
        {
            "base_url": URL,
            "origins": [ORIGIN],
            "door": {"clients": [{"issuer": signer.issuer, "keys": keys}]},
            "limits": {"body_bytes": MOST_BYTES},
        }
    )


@contextmanager
def _without_log() -> Iterator[None]:
    """Refused tokens are what is tested here, and no event of a service: nothing of it is logged."""
    before = LOGGER.disabled
    LOGGER.disabled = True
    try:
        yield
    finally:
        LOGGER.disabled = before
