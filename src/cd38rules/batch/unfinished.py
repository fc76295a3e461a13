"""The files of a run while it is going on, beside the finished ones: they can be put in place together, or be taken up
again after a kill.

The folder `.unfinished` holds `key.json` (what the run is made from), `journal.ndjson` (a line for each chunk that
is whole on the disk), and the outputs: texts, which grow, and Parquet, of which each chunk is a part. `finishing.json`
says that everything is written: from then on the outputs are put in place, by this process or by the next one.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from ..diagnostics import Cd38RulesError
from .chunks import Reached
from .failing import ToldError, failing_as
from .locking import Lock
from .names import ALL_OUTPUTS, MANIFEST, UNFINISHED
from .tally import Tally

KEY, JOURNAL, LOCK, FINISHING = "key.json", "journal.ndjson", "lock", "finishing.json"
ANEW = "leave --resume out to begin anew, which throws away what it had done"


class UnfinishedRunError(Cd38RulesError):
    """The run that was begun in a folder can't be taken up: it was of something else, or is damaged."""


def _cannot_write(name: str) -> str:
    return f"{name} of the output folder can't be written"


def is_unfinished(folder: Path) -> bool:
    """Whether a run that can be taken up again lies in an output folder."""
    return (folder / UNFINISHED / JOURNAL).exists()


class Unfinished:
    """The unfinished run of an output folder. Use `open`, then `add` for each chunk, then `finish`.

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
        self._lock = Lock(self.home / LOCK)
        self._journal: IO[bytes] | None = None

    def open(self, key: Mapping[str, Any], *, resume: bool) -> dict[str, Any] | None:
        """Makes the folder, or takes up the run in it if `resume` and there is one.

        `key` is what the run is made from, by names. A run that was stopped while its outputs were put in place is
        finished first; what `finish` was told is returned if that is the run to be taken up. Raises UnfinishedRunError
        if the run was made from something else or is damaged.
        """
        with failing_as("the output folder can't be made"):
            self.folder.mkdir(parents=True, exist_ok=True)
        for name in ALL_OUTPUTS:
            if (self.folder / name).is_dir():
                raise ToldError(errno.EISDIR, f"{_cannot_write(name)}: it is a folder")
        try:
            with failing_as("the output folder can't be written"):
                return self._open(key, resume=resume)
        except BaseException:
            self.close()
            raise

    def _open(self, key: Mapping[str, Any], *, resume: bool) -> dict[str, Any] | None:
        if self.home.is_symlink() or (self.home.exists() and not self._is_empty_or_locked()):
            raise ToldError(errno.EEXIST, f"the output folder has a {UNFINISHED} that no run has made: take it away")
        self.home.mkdir(mode=0o700, exist_ok=True)
        self.home.chmod(0o700)
        self._lock.take()
        finished = self._read(FINISHING) if self.is_finishing else None
        if finished is not None:
            was_this = (self.home / KEY).exists() and self._read(KEY) == key
            self._put_in_place(finished["names"])
            if resume and was_this:
                return finished
            self._start(key)
        elif resume and (self.home / JOURNAL).exists():
            self._take_up(key)
        else:
            self._start(key)
        return None

    def _is_empty_or_locked(self) -> bool:
        return (self.home / LOCK).exists() or (self.home.is_dir() and not any(self.home.iterdir()))

    def _start(self, key: Mapping[str, Any]) -> None:
        self._is_ours = True
        self._empty()
        with open(self.home / KEY, "wb") as file:
            file.write(json.dumps(dict(key), indent=2).encode())
            _on_disk(file)
        for name, head in self._heads.items():
            self._files[name] = open(self.home / name, "wb")  # noqa: SIM115  closed by finish or close
            self._files[name].write(head)
        _folder_on_disk(self.home)

    def _read(self, name: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = dict(json.loads((self.home / name).read_bytes()))
        except (ValueError, TypeError):
            found = {}
        if not found:
            raise UnfinishedRunError(f"what is left of the unfinished run is damaged ({name}): {ANEW}")
        return found

    def _take_up(self, key: Mapping[str, Any]) -> None:
        before = self._read(KEY)
        differing = [name for name in {**key, **before} if before.get(name) != key.get(name)]
        if differing:
            raise UnfinishedRunError(
                f"the unfinished run in this folder was made with another {', '.join(differing)}: {ANEW}"
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
                raise UnfinishedRunError(f"what is left of {name} is shorter than its journal says: {ANEW}")
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

    def finish(self, names: Sequence[str], told: Mapping[str, Any]) -> None:
        """Puts the outputs in their places, and takes away those of the run before that this one doesn't have.

        `told` comes back from `open` if this is stopped half-way and taken up again.
        """
        for file in self._files.values():
            file.close()
        for name in names:
            with failing_as(_cannot_write(name)):
                self.path(name).chmod(0o600)
                with self.path(name).open("rb+") as file:
                    os.fsync(file.fileno())
        with failing_as("the output folder can't be written"), open(self.home / f"{FINISHING}.new", "wb") as marker:
            marker.write(json.dumps({**told, "names": list(names)}).encode())
            _on_disk(marker)
        with failing_as("the output folder can't be put in place"):
            os.replace(self.home / f"{FINISHING}.new", self.home / FINISHING)
            _folder_on_disk(self.home)
        self._put_in_place(names)
        self.discard()

    def _put_in_place(self, names: Sequence[str]) -> None:
        """What is in its place already is left there. The manifest comes last: it says what the other files are."""
        stale = [name for name in self._earlier_outputs() if name not in names]
        for name in stale:
            with failing_as(f"{name} of the run before can't be taken away"):
                (self.folder / name).unlink(missing_ok=True)
        for name in (name for name in ALL_OUTPUTS if name in names):
            with failing_as(f"{name} of the output folder can't be put in place"):
                if self.path(name).exists():
                    os.replace(self.path(name), self.folder / name)
        with failing_as("the output folder can't be written"):
            _folder_on_disk(self.folder)

    def _earlier_outputs(self) -> list[str]:
        """The files that the manifest in the folder tells of: others of these names may be somebody's own."""
        try:
            outputs = json.loads((self.folder / MANIFEST).read_bytes())["outputs"]
            return [name for name in ALL_OUTPUTS if name in outputs]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    @property
    def is_finishing(self) -> bool:
        """Whether everything is written, and only has to be put in its place."""
        return (self.home / FINISHING).exists()

    def discard(self) -> None:
        """Removes the unfinished run, unless it is another's: one that is going on, or was made from something else."""
        if self._is_ours or (self._lock.is_held and self.is_finishing):
            self._close_files()
            with suppress(OSError):
                self._empty()
                (self.home / LOCK).unlink()  # while it is held: who waits for it sees that it has gone
                self.home.rmdir()
        self.close()

    def _empty(self) -> None:
        """Removes everything but the lock: first what says that there is a run to be taken up."""
        first = [self.home / JOURNAL, self.home / KEY]
        last = [self.home / FINISHING]
        others = [path for path in self.home.iterdir() if path.name != LOCK and path not in (*first, *last)]
        for path in (*first, *others, *last):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Leaves the unfinished run as it is, to be taken up again."""
        self._close_files()
        self._lock.release()

    def _close_files(self) -> None:
        for file in (*self._files.values(), self._journal):
            # Closing writes what is buffered, which fails again on a full disk.
            with suppress(OSError):
                if file is not None:
                    file.close()

    def _part(self, name: str, number: int) -> Path:
        return self.home / f"{name}.{number:06}"


def _on_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _folder_on_disk(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        # Some network file systems know no fsync of a folder; the files themselves are on the disk by now.
        with suppress(OSError):
            os.fsync(handle)
        os.close(handle)
