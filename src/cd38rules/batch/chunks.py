"""The rows of a source, a number of them at a time, with how far the source was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..mapping.item import Item, Source

AT_ONCE = 16_384
"""Rows that are decided together: enough to spread the cost of an expression, few enough for the memory."""
WITH_REPORTS = 512
"""The same where each patient gets a report, which takes some thirty times as long."""
MOST_BYTES = 64 << 20
"""Of text: a chunk of long rows ends earlier."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a source was read: its rows without blank lines, its lines, blank ones among them, and its position."""

    rows: int = 0
    lines: int = 0
    blank: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive rows, and how far the source was read with the last of them."""

    items: tuple[Item, ...]
    reached: Reached


def chunks_of(source: Source, at_once: int, begun: Reached) -> Iterator[Chunk]:
    """The rows behind those that were `begun` with, in chunks of `at_once`; the last chunk may be empty.

    The rows of a chunk don't depend on where a run was taken up again, if it was between two chunks. Raises OSError and
    TableError where the source can't be read any further.
    """
    items: list[Item] = []
    rows, held = begun.rows, 0
    for item in source.items(skip=begun.rows):
        items.append(item)
        rows += 1
        held += item.weight
        if len(items) >= at_once or held >= MOST_BYTES:
            yield Chunk(tuple(items), _reached(source, rows))
            items, held = [], 0
    yield Chunk(tuple(items), _reached(source, rows))


def _reached(source: Source, rows: int) -> Reached:
    return Reached(rows, source.lines_read or rows, source.blank_lines, source.position)
