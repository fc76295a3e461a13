"""What a source gives for each row: a profile's text, or why there is none; and what a source can tell of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Self

from ..diagnostics import Diagnostic
from ..fhir import Reading
from .model import Mapping as MappingFile
from .tables import Origin, state_of
from .unmapped import UnmappedValues

_BYTES_OF_A_PART = 1_000
"""Of one issue or provenance, as measured on made-up records."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row. `number` is that of the line or row; `text` the profile as JSON in UTF-8, None if there are faults.

    `columns` gives the source column of a field by its JSON path, for faults found later. No fault holds a value.
    `reading` is how resources of an EHR were read, if the row is made from them.
    """

    number: int
    text: bytes | None
    faults: tuple[Diagnostic, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    reading: Reading | None = None

    @property
    def weight(self) -> int:
        """About how many bytes of memory it holds."""
        text = len(self.text or b"")
        if self.reading is None:
            return text
        parts = self.reading.provenance, self.reading.issues, self.reading.questions, self.reading.orders
        return 4 * text + _BYTES_OF_A_PART * sum(map(len, parts))


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table: those found (None: only its rows know), those that the mapping reads, and the rest.

    `refused` counts those for which the table is refused as a whole.
    """

    found: tuple[str, ...] | None
    mapped: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    refused: int = 0


class Source(ABC):
    """A list that was opened, to be read once. Use it in a `with` statement."""

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        """`origins` are the files by the names of their tables.

        `states` are theirs before anything of them was read, None for a stream. `lines_read` and `blank_lines` stay 0
        where a row isn't a line of text. `has_readings`: each item has a reading, made by the codes whose hash is
        `codes_sha256`. Raises OSError where a file isn't there.
        """
        self.origins = dict(origins)
        self.states = {name: state_of(origin) for name, origin in self.origins.items()}
        self.mapping: MappingFile | None = None
        self.as_of: date | None = None
        self.lines_read = 0
        self.blank_lines = 0
        self.unmapped = UnmappedValues()
        self.has_readings = False
        self.codes_sha256: str | None = None
        self.layouts: dict[str, Layout] = {}

    @abstractmethod
    def items(self, skip: int = 0) -> Iterator[Item]:
        """The rows in their order, without the first `skip`; blank lines are no rows. To be called once.

        Raises TableError where a file can't be read any further, and OSError.
        """

    @property
    @abstractmethod
    def position(self) -> int:
        """How far the main table was read, in the unit of `size()`."""

    @abstractmethod
    def size(self) -> int | None:
        """Bytes of the main table's file, or its rows where they are known; None for standard input."""

    @abstractmethod
    def close(self) -> None:
        """Closes all files and removes what was temporary."""

    def leftovers(self) -> Iterator[Diagnostic]:
        """Faults of joined rows that belong to no row of the main table; complete when `items` has come to its end."""
        return iter(())

    def rows_of_nobody(self) -> dict[str, int]:
        """How many rows of each joined table have a key that the main table lacks; as `leftovers`."""
        return {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
