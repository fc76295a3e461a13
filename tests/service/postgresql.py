"""A PostgreSQL server of the test run: on a socket in a folder of its own, ended by pg_ctl for that folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def server() -> Iterator[str]:
    """The address of a new server with an empty database."""
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
        run(INITDB, "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8")
        run(PG_CTL, "-D", data, "-w", "-o", f"-c listen_addresses='' -k {folder}", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(PG_CTL, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
        folder.with_suffix(".log").unlink(missing_ok=True)
