"""Runs the service in this process until it is told to stop: SIGTERM and Ctrl-C end it, SIGHUP reads the rules and a
site's codes anew."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette

from ..diagnostics import Diagnostic, RuleBookError
from . import logs
from .app import application
from .books import BookInService
from .codes import CodesInService
from .context import Context
from .door.guard import Guard
from .door.keys import Keys
from .door.tokens import Tokens
from .hooks.fetch import Fetcher
from .logs import defect, event
from .metrics import Metrics
from .patients import Reader
from .settings import Settings
from .sinks import DecisionSink, FeedbackSink, KeepsNothing
from .work import Workers

if TYPE_CHECKING:
    from .kept.keeper import Keeper


def serve(
    settings: Settings,
    *,
    read: Reader | None = None,
    decisions: DecisionSink | None = None,
    feedback: FeedbackSink | None = None,
) -> None:
    """Serves until a signal ends it. Raises RuleBookError if the first rule book is refused, CodesError for the site's
    file of codes, SettingsError for a file of keys, and OSError for the port or a store that can't be used."""
    logs.set_up(insecure=settings.insecure)
    metrics = Metrics()
    fetcher, keys = Fetcher(settings.fhir), Keys(settings.door, metrics)
    if not settings.insecure:
        keys.read_files()
    codes = CodesInService(settings.fhir.codes)
    store = kept_in(settings, metrics)
    context = Context(
        settings=settings,
        books=BookInService(settings.rules),
        metrics=metrics,
        workers=Workers(settings.limits.at_once),
        read=read,
        decisions=decisions or store or KeepsNothing(),
        feedback=feedback or store or KeepsNothing(),
        codes=codes,
    )
    listening = _listening(settings)
    host, port = listening.getsockname()[:2]
    base_url = settings.base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    guard = None if settings.insecure else Guard(Tokens(settings.door, keys), base_url, metrics)
    running = _Running(context, fetcher, keys)
    config = uvicorn.Config(
        application(context, fetcher, guard, running.lifespan),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=settings.limits.stop_seconds,
        h11_max_incomplete_event_size=32_768,
        http="h11",
    )
    running.server = server = uvicorn.Server(config)
    event("listening", host=host, port=port)
    with _stopped_by_signals(server):
        server.run(sockets=[listening])
    context.workers.close()
    if store is not None:
        store.close(settings.limits.stop_seconds)
    event("stopped")
    if not context.books.is_ready and (faults := context.books.faults_from_here()):
        raise RuleBookError(faults)


def kept_in(settings: Settings, metrics: Metrics) -> Keeper | None:
    """The sink that the settings ask for. Raises OSError if its database or its key can't be used."""
    if not settings.store.is_there:
        return None
    from .kept.keeper import Keeper  # SQLAlchemy costs a quarter of a second, and most services keep nothing

    return Keeper(settings.store, metrics)


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Inside, SIGTERM and SIGINT stop the server and nothing else: uvicorn raises them anew when it has shut down."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening(settings: Settings) -> socket.socket:
    """The socket, opened before anything is loaded, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # By its name: asyncio sends small answers at once (TCP_NODELAY) only where it knows that it is TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


@dataclass
class _Running:
    """What goes on beside the requests: the rule book is loaded, and looked at again."""

    context: Context
    fetcher: Fetcher
    keys: Keys
    server: uvicorn.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        """While the service runs."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # no such signal here, or not the main thread
            loop.add_signal_handler(signal.SIGHUP, self._begin_refresh)
        self._begin(self._first())
        if self.context.settings.poll_seconds:
            self._begin(self._poll())
        if not self.context.settings.insecure:
            self._begin(self.keys.keep())
        try:
            yield
        finally:
            self.context.stopping = True
            for task in self._tasks:
                task.cancel()
            await self.fetcher.close()
            await self.keys.close()

    def _begin_refresh(self) -> None:
        self._begin(self._refresh(again=True))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _first(self) -> None:
        await self._refresh(again=True)
        if not self.context.books.is_ready and self.server is not None:
            self.server.should_exit = True

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(self.context.settings.poll_seconds)
            await self._refresh(again=False)

    async def _refresh(self, *, again: bool) -> None:
        books = self.context.books
        before = books.refused
        swapped = False
        try:
            swapped = await self.context.workers.slow(lambda: books.refresh(again=again))
        except Exception as error:  # the next look may be better, and the one after it must come
            if books.refused is None or books.refused != before:
                defect(error, part="rule book")
        if swapped:
            event("rulebook-in-service", version=books.book.version, sha256=books.book.sha256)
        elif books.refused is not None and books.refused != before:
            codes = ", ".join(sorted({fault.code for fault in books.refused.faults}))
            event(
                "rulebook-refused",
                logging.WARNING,
                sha256=books.refused.sha256,
                faults=len(books.refused.faults),
                codes=codes,
                places=_places(books.refused.faults),
            )
        await self._refresh_codes(again=again)

    async def _refresh_codes(self, *, again: bool) -> None:
        codes = self.context.codes
        before = codes.refused
        if await self.context.workers.slow(lambda: codes.refresh(again=again)):
            event("codes-in-service", sha256=codes.sha256)
        elif codes.refused and codes.refused != before:
            named = ", ".join(sorted({fault.code for fault in codes.refused}))
            places = _places(codes.refused)
            event("codes-refused", logging.WARNING, faults=len(codes.refused), codes=named, places=places)


MOST_PLACES = 5


def _places(faults: Sequence[Diagnostic]) -> str:
    """Where the first faults of a file of rules or codes stand; the status page tells all."""
    return ", ".join(str(fault.places[0]) for fault in faults[:MOST_PLACES] if fault.places)
