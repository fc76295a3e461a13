"""The three output files of a run: written aside, and put in their places together once all is written.

A run that fails or is interrupted leaves the files of the run before. The files can be read by their owner only,
for reports hold patient data.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

REPORTS, QUARANTINE, SUMMARY = "reports.ndjson", "quarantine.ndjson", "summary.json"
OUTPUTS = (REPORTS, QUARANTINE, SUMMARY)
"""Names in the output folder, in the order in which they are put in place: the summary last."""


PART = ".part"


@contextmanager
def failing_as(role: str) -> Iterator[None]:
    """An OSError inside says which part of a run failed, and why; not where, for a file name can be patient data."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OSError(error.errno or errno.EIO, f"{role}: {reason}") from None


def _taken(handle: int) -> bool:
    """Locks a file for as long as it is open; False if another process has. Where there are no locks it is True."""
    try:
        import fcntl
    except ImportError:  # Windows, which doesn't let anybody remove an open file
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


class OutputFiles:
    """The files of one run in a folder, as a context. What isn't kept by the end of the context is removed.

    So is what a run that was killed has left there. Every method raises OSError where the folder or the disk refuses:
    it says which of the outputs failed, and never where, for the name of a folder can be patient data.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._aside: dict[str, Path] = {}
        self._hashes = {name: hashlib.sha256() for name in OUTPUTS}
        self._sizes = dict.fromkeys(OUTPUTS, 0)

    def __enter__(self) -> Self:
        with failing_as("the output folder can't be made"):
            self.folder.mkdir(parents=True, exist_ok=True)
        for name in OUTPUTS:
            if (self.folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, f"{name} of the output folder can't be written: it is a folder")
        try:
            with failing_as("the output folder can't be written"):
                self._remove_leftovers()
                for name in OUTPUTS:
                    handle, aside = tempfile.mkstemp(prefix=f".{name}.", suffix=PART, dir=self.folder)
                    self._aside[name] = Path(aside)
                    self._files[name] = os.fdopen(handle, "wb")
                    _taken(handle)
        except BaseException:
            self._discard()
            raise
        return self

    def _remove_leftovers(self) -> None:
        """Removes what killed runs have left; what a run that is still going writes is locked, and stays."""
        for name in OUTPUTS:
            for left in self.folder.glob(f".{name}.*{PART}"):
                with suppress(OSError), left.open("rb") as file:
                    if _taken(file.fileno()):
                        left.unlink()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._discard()

    def write(self, name: str, content: bytes) -> None:
        """Appends to a file."""
        with failing_as(f"{name} of the output folder can't be written"):
            self._files[name].write(content)
        self._hashes[name].update(content)
        self._sizes[name] += len(content)

    def size_and_hash(self, name: str) -> dict[str, int | str]:
        """The bytes written to a file so far, and their sha256."""
        return {"bytes": self._sizes[name], "sha256": self._hashes[name].hexdigest()}

    def keep(self) -> None:
        """Puts every file in its place, after all of them are on the disk."""
        for name, file in self._files.items():
            with failing_as(f"{name} of the output folder can't be written"):
                file.flush()
                os.fsync(file.fileno())
                file.close()
        for name in OUTPUTS:
            with failing_as(f"{name} of the output folder can't be put in place"):
                os.replace(self._aside[name], self.folder / name)
            del self._aside[name]
        if hasattr(os, "O_DIRECTORY"):
            with failing_as("the output folder can't be written"):
                self._write_through_folder()

    def _write_through_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            # Some network file systems know no fsync of a folder; the files themselves are on the disk by now.
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)

    def _discard(self) -> None:
        for file in self._files.values():
            # Closing writes what is buffered, which fails again on a full disk.
            with suppress(OSError):
                file.close()
        for aside in self._aside.values():
            with suppress(OSError):
                aside.unlink()
