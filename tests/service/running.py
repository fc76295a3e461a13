"""A service in a process of its own on a free port of this machine, its log kept, and ended by its process id."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).resolve().parents[2]
JSON = {"content-type": "application/json"}
WITH_DOUBLE = "tests.service.serve_with_double"
PATIENCE = 60  # seconds: other work may share the machine


@dataclass
class Service:
    """A running service."""

    process: subprocess.Popen[bytes]
    log_file: Path
    http: httpx2.Client

    @property
    def log(self) -> str:
        """Everything that it has written to standard error."""
        return self.log_file.read_text(encoding="utf-8")

    @property
    def events(self) -> list[dict[str, Any]]:
        """The lines of the log."""
        return [json.loads(line) for line in self.log.splitlines()]

    @property
    def url(self) -> str:
        return str(self.http.base_url).rstrip("/")

    def post(self, path: str, body: bytes | Mapping[str, Any], headers: Mapping[str, str] = JSON) -> httpx2.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.http.post(path, content=content, headers=dict(headers))

    def wait_for(self, name: str) -> dict[str, Any]:
        """The first event of this name in the log."""
        return waited(lambda: next((line for line in self.events if line.get("event") == name), None), name, self)

    def stop(self) -> int:
        """Ends it by SIGTERM; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


def waited(found: Any, what: str, service: Service) -> Any:
    """What a function gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what} didn't come; the log: {service.log}")


@contextmanager
def running(
    folder: Path, *arguments: str, wait: bool = True, program: str = "", **environment: str
) -> Iterator[Service]:
    """A service with its log in `folder`. `program` is a module that serves in place of the command."""
    log_file = folder / f"log-{time.monotonic_ns()}.txt"
    command = [sys.executable, "-m", program or "cd38rules", *([] if program else ["serve"]), *arguments, "--port", "0"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CD38RULES_SERVE_")}
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stderr=log, stdin=subprocess.DEVNULL, env=clean | environment)
    with httpx2.Client(timeout=PATIENCE, trust_env=False) as http:
        service = Service(process, log_file, http)
        try:
            port = service.wait_for("listening")["port"]
            http.base_url = f"http://127.0.0.1:{port}"
            if wait:
                waited(lambda: True if http.get("/readyz").status_code == 200 else None, "readiness", service)
            yield service
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
