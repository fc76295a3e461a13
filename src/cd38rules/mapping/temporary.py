"""A temporary SQLite database: readable for its owner alone and, where the system allows it, unlinked as soon as it is
open, so that it vanishes with the process, however that ends.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class TemporaryDatabase:
    """An open database with the tables of `script`; close it at the end."""

    def __init__(self, script: str) -> None:
        """Raises OSError."""
        self._folder = Path(tempfile.mkdtemp(prefix="cd38rules-"))
        try:
            self.connection = sqlite3.connect(
                # One user at a time, but it need not be the thread that opened the source.
                self._folder / "rows.sqlite",
                isolation_level=None,
                check_same_thread=False,
            )
            # No journal: after a failure the database is thrown away.
            pragmas = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;"
            self.connection.executescript(pragmas + script)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        with suppress(OSError):
            (self._folder / "rows.sqlite").unlink()
            self._folder.rmdir()

    def close(self) -> None:
        """Removes everything."""
        self.connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def told_as_os_error() -> Iterator[None]:
    """A full disk is met by SQLite first, which tells it in its own way."""
    try:
        yield
    except sqlite3.Error as error:
        is_full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        number = errno.ENOSPC if is_full else errno.EIO
        raise OSError(number, f"the temporary database failed: {os.strerror(number)}") from None
