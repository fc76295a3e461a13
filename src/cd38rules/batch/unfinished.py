"""The files of a run while it is going on, beside the finished ones: they can be put in place together, or be taken up
again after a kill.

The folder `.unfinished` holds `key.json` (what the run is made from), `journal.ndjson` (a line for each chunk that is
whole on the disk), and the outputs: texts, which grow, and Parquet, of which each chunk is a part.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from ..diagnostics import Cd38RulesError
from .chunks import Reached
from .names import ALL_OUTPUTS, UNFINISHED
from .tally import Tally

KEY, JOURNAL, LOCK = "key.json", "journal.ndjson", "lock"


class UnfinishedRunError(Cd38RulesError):
    """The run that was begun in a folder can't be taken up: it was of something else. Nothing was changed."""


@contextmanager
def failing_as(role: str) -> Iterator[None]:
    """An OSError inside says which part of a run failed, and why; not where, for a file name can be patient data."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OSError(error.errno or errno.EIO, f"{role}: {reason}") from None


def _cannot_write(name: str) -> str:
    return f"{name} of the output folder can't be written"


def lock(file: IO[bytes]) -> bool:
    """Locks a file for as long as it is open; False if another process has. Where there are no locks it is True."""
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


def is_unfinished(folder: Path) -> bool:
    """Whether a run that can be taken up again lies in an output folder."""
    return (folder / UNFINISHED / JOURNAL).exists()


class Unfinished:
    """The unfinished run of an output folder. Use `begin` or `resume`, then `add` for each chunk, then `finish`.

    Every method raises OSError where the folder or the disk refuses: it says which of the outputs failed, and never
    where.
    """

    def __init__(self, folder: Path, texts: Mapping[str, bytes], parts: Sequence[str]) -> None:
        """`texts` are the outputs that grow, with what each begins with; of `parts` each chunk is a file."""
        self.folder = folder
        self.home = folder / UNFINISHED
        self.tally = Tally()
        self.reached = Reached()
        self.opening = False
        self.part_count = 0
        self._is_ours = False
        self._heads = dict(texts)
        self._part_names = tuple(parts)
        self._files: dict[str, IO[bytes]] = {}
        self._lock: IO[bytes] | None = None
        self._journal: IO[bytes] | None = None

    def open(self, key: Mapping[str, Any], *, resume: bool) -> None:
        """Makes the folder, or takes up the run in it if `resume` and there is one.

        `key` is what the run is made from, by names. Raises UnfinishedRunError if the run was made from something else.
        """
        with failing_as("the output folder can't be made"):
            self.folder.mkdir(parents=True, exist_ok=True)
        for name in ALL_OUTPUTS:
            if (self.folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, f"{_cannot_write(name)}: it is a folder")
        try:
            self._open(key, resume=resume)
        except BaseException:
            self.close()
            raise

    def _open(self, key: Mapping[str, Any], *, resume: bool) -> None:
        with failing_as("the output folder can't be written"):
            self.home.mkdir(mode=0o700, exist_ok=True)
            self._lock = open(self.home / LOCK, "wb")  # noqa: SIM115  held for as long as the run
            if not lock(self._lock):
                raise OSError(errno.EBUSY, "another run is writing into it")
            if resume and (self.home / JOURNAL).exists():
                self._take_up(key)
            else:
                self._start(key)

    def _start(self, key: Mapping[str, Any]) -> None:
        self._is_ours = True
        for left in self.home.iterdir():
            if left.name != LOCK:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        (self.home / KEY).write_text(json.dumps(dict(key), indent=2), encoding="utf-8")
        for name, head in self._heads.items():
            self._files[name] = open(self.home / name, "wb")  # noqa: SIM115  closed by finish or close
            self._files[name].write(head)

    def _take_up(self, key: Mapping[str, Any]) -> None:
        before = json.loads((self.home / KEY).read_text(encoding="utf-8"))
        differing = [name for name in {**key, **before} if before.get(name) != key.get(name)]
        if differing:
            raise UnfinishedRunError(
                f"the unfinished run in this folder was made with another {', '.join(differing)}: "
                "leave --resume out to begin anew, which throws away what it had done"
            )
        self._is_ours = True
        sizes = {name: len(head) for name, head in self._heads.items()}
        whole = 0
        for line in (self.home / JOURNAL).read_bytes().splitlines(keepends=True):
            try:
                entry = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                entry = None
            if entry is None:  # the line that was being written when the run was killed, and nothing behind it
                break
            whole += len(line)
            sizes, self.part_count = entry["sizes"], entry["parts"]
            self.reached, self.opening = Reached(**entry["reached"]), entry["opening"]
            self.tally.add(Tally.of_plain(entry["tally"]))
        for name, size in sizes.items():
            self._files[name] = file = open(self.home / name, "r+b")  # noqa: SIM115  closed by finish or close
            if file.seek(0, os.SEEK_END) < size:
                raise OSError(errno.EIO, f"what is left of {name} is shorter than its journal says")
            file.truncate(size)
            file.seek(size)
        with open(self.home / JOURNAL, "r+b") as journal:
            journal.truncate(whole)

    def add(self, outputs: Mapping[str, bytes], tally: Tally, reached: Reached, *, opening: bool) -> None:
        """Puts a chunk on the disk, and then into the journal."""
        if self._journal is None:
            with failing_as("the journal of the output folder can't be written"):
                self._journal = open(self.home / JOURNAL, "ab")  # noqa: SIM115  closed by finish or close
        for name, content in outputs.items():
            with failing_as(_cannot_write(name)):
                if name in self._part_names:
                    with open(self._part(name, self.part_count), "wb") as part:
                        part.write(content)
                        _on_disk(part)
                else:
                    self._files[name].write(content)
                    _on_disk(self._files[name])
        self.part_count += 1
        self.reached = reached
        self.opening = self.opening or opening
        self.tally.add(tally)
        entry = {
            "reached": asdict(reached),
            "sizes": {name: file.tell() for name, file in self._files.items()},
            "parts": self.part_count,
            "opening": self.opening,
            "tally": tally.plain(),
        }
        with failing_as("the journal of the output folder can't be written"):
            self._journal.write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
            _on_disk(self._journal)

    def parts(self, name: str) -> list[Path]:
        """The parts of an output that is written in parts."""
        return [self._part(name, number) for number in range(self.part_count)]

    def path(self, name: str) -> Path:
        """Where a whole output lies until it is put in place."""
        return self.home / name

    def write_last(self, name: str, content: bytes) -> None:
        """Writes an output that comes at the end of a run, or adds to one that grows."""
        with failing_as(_cannot_write(name)):
            if name in self._files:
                self._files[name].write(content)
            else:
                self.path(name).write_bytes(content)

    def size_and_hash(self, name: str) -> dict[str, int | str]:
        """The bytes of a whole output, and their sha256."""
        with failing_as(_cannot_write(name)):
            if name in self._files:
                self._files[name].flush()
            with self.path(name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            return {"bytes": self.path(name).stat().st_size, "sha256": digest}

    def finish(self, names: Sequence[str]) -> None:
        """Puts the outputs in their places, takes away those of the run before that this one doesn't have."""
        for file in self._files.values():
            file.close()
        for name in names:
            with failing_as(_cannot_write(name)), self.path(name).open("rb+") as file:
                os.chmod(file.fileno(), 0o600)
                os.fsync(file.fileno())
        for name in ALL_OUTPUTS:
            with failing_as(f"{name} of the output folder can't be put in place"):
                if name in names:
                    os.replace(self.path(name), self.folder / name)
                else:
                    (self.folder / name).unlink(missing_ok=True)
        self._sync_folder()
        self.discard()

    def _sync_folder(self) -> None:
        if hasattr(os, "O_DIRECTORY"):
            with failing_as("the output folder can't be written"):
                handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            # Some network file systems know no fsync of a folder; the files themselves are on the disk by now.
            with suppress(OSError):
                os.fsync(handle)
            os.close(handle)

    def discard(self) -> None:
        """Removes the unfinished run, unless it is another's: one that is going on, or was made from something else."""
        self.close()
        if self._is_ours:
            shutil.rmtree(self.home, ignore_errors=True)

    def close(self) -> None:
        """Leaves the unfinished run as it is, to be taken up again."""
        for file in (*self._files.values(), self._journal, self._lock):
            # Closing writes what is buffered, which fails again on a full disk.
            with suppress(OSError):
                if file is not None:
                    file.close()

    def _part(self, name: str, number: int) -> Path:
        return self.home / f"{name}.{number:06}"


def _on_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
