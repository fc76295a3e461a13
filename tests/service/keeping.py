"""What tests of a running service with a store share: its counts, and a database that hangs."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, urlsplit

from .running import Service, waited


def counted(service: Service, name: str) -> float:
    """A metric of the service, summed over its labels."""
    text = service.http.get("/metrics").text
    return sum(float(value) for value in re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", text, re.M))


def settled(service: Service, kept: int = 0) -> None:
    """Waits until no decision waits to be written, and so many at least were."""

    def is_settled() -> bool | None:
        is_empty = not counted(service, "cd38rules_decisions_waiting")
        return True if is_empty and counted(service, "cd38rules_decisions_kept_total") >= kept else None

    waited(is_settled, "the writer of decisions", service)


class Between:
    """What stands between a service and its PostgreSQL. What is frozen takes everything and passes nothing on."""

    def __init__(self, address: str) -> None:
        where = parse_qs(urlsplit(address).query)
        self._socket = f"{where['host'][0]}/.s.PGSQL.{where['port'][0]}"
        self._is_frozen = False
        self._lines: list[tuple[socket.socket, threading.Event]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the database, through here."""
        return f"postgresql://postgres@127.0.0.1:{self._listening.getsockname()[1]}/postgres?sslmode=disable"

    def freeze(self, *, later_too: bool = True) -> None:
        """From now on nothing is passed on: on what is connected now, and on what will be unless that is said."""
        self._is_frozen = later_too
        for _, flows in self._lines:
            flows.clear()

    def thaw(self) -> None:
        """Passes on what came meanwhile, and what comes."""
        self._is_frozen = False
        for _, flows in self._lines:
            flows.set()

    def close(self) -> None:
        """Closes everything."""
        self.thaw()
        for line in (self._listening, *(line for line, _ in self._lines)):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listening.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._socket)
                flows = threading.Event()
                if not self._is_frozen:
                    flows.set()
                self._lines += [(near, flows), (far, flows)]
                for here, there in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(here, there, flows), daemon=True).start()


def _pump(here: socket.socket, there: socket.socket, flows: threading.Event) -> None:
    with suppress(OSError):
        while found := here.recv(65_536):
            flows.wait()
            there.sendall(found)
        there.shutdown(socket.SHUT_RDWR)


@contextmanager
def between(address: str) -> Iterator[Between]:
    """Stands between, and is closed at the end."""
    found = Between(address)
    try:
        yield found
    finally:
        found.close()
