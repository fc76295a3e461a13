"""A FHIR server for tests: answers by path, counts who asks, with which token, and may be slow or broken."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .hook_calls import EMPTY

TOKEN = "secret-of-the-record"


@dataclass
class FhirServer:
    """`answers` maps the beginning of a path to (status, resource); anything else is an empty Bundle."""

    url: str = ""
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    delay: float = 0


@contextmanager
def fhir_server() -> Iterator[FhirServer]:
    """A FHIR server on this machine."""
    state = FhirServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix("/fhir/")
            state.asked.append(path)
            state.tokens.add(self.headers.get("authorization", ""))
            time.sleep(state.delay)
            found = (answer for start, answer in state.answers.items() if path.startswith(start))
            status, resource = next(found, (200, EMPTY))
            content = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("location", f"{state.url}/Elsewhere")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:
                return  # the service has given up

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 64  # all keys are asked for at once

    server = Server(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/fhir"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
