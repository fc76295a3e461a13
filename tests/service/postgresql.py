"""A PostgreSQL server of the test run: on a socket in a folder of its own, and on a free port of this machine, where it
asks for a password (scram-sha-256). It is ended by pg_ctl for that folder."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Debian keeps the programs of the server outside of the path.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
WHERE = os.pathsep.join([*map(str, _FOLDERS), os.environ.get("PATH", "")])
PG_CTL, INITDB = shutil.which("pg_ctl", path=WHERE), shutil.which("initdb", path=WHERE)


def _has_user() -> bool:
    """Whether the server can run here: it refuses to run as root, and then needs the user that its package makes."""
    if os.geteuid():
        return True
    try:
        return bool(pwd.getpwnam("postgres"))
    except KeyError:
        return False


CAN_RUN = bool(PG_CTL and INITDB and _has_user())
NEEDS_POSTGRESQL = pytest.mark.skipif(
    not CAN_RUN and "CD38RULES_REQUIRE_POSTGRESQL" not in os.environ,
    reason="no PostgreSQL server here (apt install postgresql); CD38RULES_REQUIRE_POSTGRESQL=1 makes it fail",
)


@dataclass(frozen=True)
class Server:
    """A running server with an empty database. `password` is asked for over TCP only."""

    folder: Path
    port: int
    password: str

    @property
    def by_socket(self) -> str:
        """The address by which nobody is asked for a password."""
        return f"postgresql://postgres@/postgres?host={self.folder}&port={self.port}"

    @property
    def by_tcp(self) -> str:
        """The address on this machine, without the password."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def server() -> Iterator[Server]:
    """A new server."""
    # Not in pytest's folder: the path of a socket has 107 bytes, and another user must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)

    def run(*command: str | Path | None) -> None:
        words = [str(word) for word in command]
        log = folder.with_suffix(".log")
        with log.open("ab") as output:  # a server that goes on holds its output open, so it is no pipe
            try:
                subprocess.run(words, cwd="/", user=user, group=user, stdout=output, stderr=output, check=True)
            except subprocess.CalledProcessError:
                raise AssertionError(log.read_text(encoding="utf-8")) from None

    data = folder / "data"
    try:
        found = Server(folder, free_port(), secrets.token_hex(16))
        password = folder / "password"
        password.write_text(found.password, encoding="ascii")
        shutil.chown(password, user or os.geteuid())
        how = ("--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile", password, "--no-sync", "-E", "UTF8")
        run(INITDB, "-D", data, "-U", "postgres", *how)
        run(PG_CTL, "-D", data, "-w", "-o", f"-c listen_addresses=127.0.0.1 -p {found.port} -k {folder}", "start")
        try:
            yield found
        finally:
            run(PG_CTL, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
        folder.with_suffix(".log").unlink(missing_ok=True)
