"""Cuts connections to PostgreSQL on which nothing comes any more.

The time limits of the server and of TCP don't help where something between lives on and passes nothing on: a thread
then waits for ever, and nothing in the driver ends that.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakSet

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry


class Lines:
    """The open connections of an engine. Of a database that isn't reached by a line there are none."""

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock()
        self._open: WeakSet[DBAPIConnection] = WeakSet()
        self._are_there = engine.dialect.name == "postgresql"
        if self._are_there:
            event.listen(engine, "connect", self._opened)
            engine.dispose()  # one that was opened before wouldn't be known here

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is done inside fails if it takes longer: all lines are cut, for they lead to the same server."""
        if not self._are_there:
            yield
            return
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _opened(self, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        with self._lock:
            self._open.add(connection)

    def _cut(self) -> None:
        with self._lock:
            found = list(self._open)
        for connection in found:
            with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as line:  # or it is closed
                line.shutdown(socket.SHUT_RDWR)
