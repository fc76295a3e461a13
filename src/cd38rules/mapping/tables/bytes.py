"""Bytes of a file or of standard input, decompressed as they come; their first bytes tell how they are compressed."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import stat
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self

from ..errors import TableError, table_error

Origin = Path | Literal["-"]
"""A file, or standard input."""

COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
INSTALL = "pip install 'cd38rules[lists]'"
_BLOCK = 1 << 20


class ByteSource:
    """An opened file: `stream` gives its bytes decompressed, `position` counts those read of the file itself."""

    def __init__(self, origin: Origin | BinaryIO, name: str) -> None:
        """Opens it, or takes an opened binary stream; `name` is told in errors.

        Raises OSError, TableError where a library is missing, and TypeError for a stream of text.
        """
        self.name = name
        self._owned = isinstance(origin, Path)
        if isinstance(origin, io.TextIOBase):
            raise TypeError("a list is read from a binary stream")
        raw: Any = sys.stdin.buffer if origin == "-" else origin
        if isinstance(origin, Path):
            raw = open(origin, "rb")  # noqa: SIM115  closed by close()
        self._counted = _Counted(raw)
        try:
            buffered = io.BufferedReader(self._counted, _BLOCK)
            self.stream: BinaryIO = _decompressed(buffered, name)
        except BaseException:
            self.close()
            raise

    @property
    def position(self) -> int:
        """Bytes read so far of the file as it lies on the disk."""
        return self._counted.count

    def close(self) -> None:
        """Closes the file; standard input stays open."""
        if self._owned:
            self._counted.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Counted(io.RawIOBase):
    """Counts the bytes that pass."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # read1 where there is one, so that a pipe that pauses is read as far as it has come.
        data = self.file.read1(len(buffer)) if hasattr(self.file, "read1") else self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Guarded(io.RawIOBase):
    """Turns what decompressors raise over damaged data into a TableError."""

    def __init__(self, file: Any, name: str, damage: tuple[type[Exception], ...]) -> None:
        self.file, self.table, self.damage = file, name, damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.file.read(len(buffer))
        except self.damage as error:
            if isinstance(error, OSError) and error.errno:
                raise
            message = "the compressed file is damaged or was cut off"
            raise table_error("table-damaged", message, self.table, hint="copy it again") from None
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """Frames of zstd, one behind the other. The library's own reader takes a file that was cut off for a whole one."""

    def __init__(self, file: Any) -> None:
        import zstandard

        self._file, self._new = file, zstandard.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._out = b""

    def read(self, size: int) -> bytes:
        """Raises EOFError where a frame isn't whole."""
        while not self._out:
            data = self._file.read(_ZSTD_SLICE)
            if not data:
                if self._frame is not None:
                    raise EOFError
                return b""
            while data:
                self._frame = self._frame or self._new()
                self._out += self._frame.decompress(data)
                data = b""
                if self._frame.eof:
                    data, self._frame = self._frame.unused_data, None
        found, self._out = self._out[:size], self._out[size:]
        return found


_ZSTD_SLICE = 2_048
"""Bytes taken in at once: even of a file made to burst, they give less than 70 MB."""
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, OSError, ValueError)


def _decompressed(file: io.BufferedReader[Any], name: str) -> BinaryIO:
    head = file.peek(6)[:6]
    opened: dict[bytes, Callable[[Any], Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\0": lzma.open}
    for magic, opener in opened.items():
        if head.startswith(magic):
            return io.BufferedReader(_Guarded(opener(file), name, _DAMAGE), _BLOCK)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            import zstandard
        except ImportError:
            message = "a file compressed by zstd needs the package zstandard"
            raise table_error("table-library", message, name, hint=INSTALL) from None
        return io.BufferedReader(_Guarded(_Zstd(file), name, (*_DAMAGE, zstandard.ZstdError)), _BLOCK)
    return file


def parquet_parts(path: Path) -> tuple[Path, ...]:
    """The Parquet files of a folder in the order of their names, as lakehouses write a table; a file by itself."""
    if not path.is_dir():
        return (path,)
    parts = path.rglob("*.parquet")
    # Names that begin so are those of files that are still being written, or of metadata.
    return tuple(sorted(part for part in parts if part.is_file() and not part.name.startswith((".", "_"))))


@dataclass(frozen=True, slots=True)
class FileState:
    """The bytes of a file, or of a folder of parts, and when each was last changed (nanoseconds)."""

    size: int
    changed: tuple[int, ...]


def state_of(origin: Origin) -> FileState | None:
    """The state of a file; None of a stream: standard input, or a pipe that has a name. Raises OSError."""
    if origin == "-":
        return None
    states = [part.stat() for part in parquet_parts(origin)]
    if not all(stat.S_ISREG(state.st_mode) for state in states):
        return None
    return FileState(sum(state.st_size for state in states), tuple(state.st_mtime_ns for state in states))


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes; of a folder of parts, of their names and hashes. Raises OSError."""
    if path.is_dir():
        parts = parquet_parts(path)
        lines = "".join(f"{sha256_of(part)}  {part.relative_to(path).as_posix()}\n" for part in parts)
        return hashlib.sha256(lines.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = [
    "COMPRESSED",
    "INSTALL",
    "ByteSource",
    "FileState",
    "Origin",
    "TableError",
    "parquet_parts",
    "sha256_of",
    "state_of",
]
