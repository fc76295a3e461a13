"""A lock that one process holds on a folder, by a file in it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO

from .failing import ToldError

_TRIES = 20


class Lock:
    """Held from `take` to `release`, or until the process ends. Where there are no locks, everybody gets it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    @property
    def is_held(self) -> bool:
        """Whether this one holds it."""
        return self._file is not None

    def take(self) -> None:
        """Raises OSError if another process holds it."""
        for _ in range(_TRIES):
            file = open(self._path, "ab")  # noqa: SIM115  held until released
            if not _locked(file):
                file.close()
                raise ToldError(errno.EBUSY, "the output folder can't be written: another run is writing into it")
            if self._is_at_its_place(file):
                self._file = file
                return
            file.close()  # the run that held it has removed it meanwhile
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
        raise ToldError(errno.EBUSY, "the output folder can't be written: other runs come and go in it")

    def release(self) -> None:
        """Gives it up."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _is_at_its_place(self, file: IO[bytes]) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), os.stat(self._path))
        except FileNotFoundError:
            return False


def _locked(file: IO[bytes]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows, which doesn't let anybody remove an open file
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
