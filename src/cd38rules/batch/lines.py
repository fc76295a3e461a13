"""A binary stream, or the rows of a mapped source, to chunks of numbered lines.

However long a line is, no more than one profile's worth is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ..diagnostics import Diagnostic
from ..mapping.item import Item, Source
from ..profile import MAX_BYTES

MOST_LINES = 32
MOST_BYTES = 2 * MAX_BYTES
"""A chunk is closed at whichever of the two it reaches first, so that many long lines don't add up."""

_BOM = b"\xef\xbb\xbf"
_LONGEST_READ = MAX_BYTES + len(_BOM) + len(b"\r\n")
_SKIPPED_AT_ONCE = 65536


Line = bytes | tuple[Diagnostic, ...] | None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive lines, numbered from 1, without blank ones and line ends; None stands for a line that is too long,
    diagnostics for a row that couldn't be mapped.

    `lines_read`, `blank_lines` and `bytes_read` count from the start of the stream to the end of this chunk. `columns`
    gives, for each row of a mapped table, the column that a field of the profile, by its JSON path, was read from.
    """

    lines: tuple[tuple[int, Line], ...]
    lines_read: int
    blank_lines: int
    bytes_read: int
    columns: tuple[Mapping[str, str], ...] = ()


def chunks_of(stream: BinaryIO) -> Iterator[Chunk]:
    r"""The lines of a stream, in chunks. Lines end with \n or \r\n; a byte order mark at the start is dropped.

    Raises OSError if the stream can't be read, TypeError if it isn't binary.
    """
    lines: list[tuple[int, Line]] = []
    number = blank = position = held = chunk_start = 0
    while True:
        content, length = _next_line(stream, is_first=number == 0)
        if not length:
            break
        number += 1
        position += length
        if content is not None and not content.strip():
            blank += 1
        else:
            lines.append((number, content))
            held += len(content or b"")
        if number - chunk_start >= MOST_LINES or held >= MOST_BYTES:
            yield Chunk(tuple(lines), number, blank, position)
            lines, held, chunk_start = [], 0, number
    yield Chunk(tuple(lines), number, blank, position)


def chunks_of_rows(source: Source) -> Iterator[Chunk]:
    """The rows of a source, in chunks. Raises OSError and TableError where it can't be read any further."""
    items: list[Item] = []
    count = held = 0
    for item in source.items():
        items.append(item)
        count += 1
        held += len(item.text or b"")
        if len(items) >= MOST_LINES or held >= MOST_BYTES:
            yield _chunk_of(items, count, source.position)
            items, held = [], 0
    yield _chunk_of(items, count, source.position)


def _chunk_of(items: list[Item], count: int, position: int) -> Chunk:
    lines = tuple((item.number, item.text if item.text is not None else item.faults) for item in items)
    return Chunk(lines, count, 0, position, tuple(item.columns for item in items))


def opens_a_layout(line: Line) -> bool:
    """Whether a line is how JSON begins that is laid out over several lines, and no profile."""
    return isinstance(line, bytes) and line.strip() in (b"{", b"[")


def _next_line(stream: BinaryIO, *, is_first: bool) -> tuple[bytes | None, int]:
    """The next line, None if it is too long, and how many bytes it took; no bytes at the end of the stream."""
    raw = stream.readline(_LONGEST_READ)
    if not isinstance(raw, bytes):
        raise TypeError("a batch is read from a binary stream")
    length = len(raw)
    if length == _LONGEST_READ and not raw.endswith(b"\n"):
        return None, length + _skipped_to_line_end(stream)
    content = raw.removesuffix(b"\n").removesuffix(b"\r")
    if is_first:
        content = content.removeprefix(_BOM)
    return (content if len(content) <= MAX_BYTES else None), length


def _skipped_to_line_end(stream: BinaryIO) -> int:
    """Reads on to the end of a line, keeping nothing; returns how many bytes that took."""
    length = 0
    while True:
        part = stream.readline(_SKIPPED_AT_ONCE)
        length += len(part)
        if not part or part.endswith(b"\n"):
            return length
