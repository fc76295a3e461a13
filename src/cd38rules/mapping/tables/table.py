"""What every kind of table offers: its columns as far as they are known beforehand, and its rows, streamed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator

from ..cells import Row
from ..model import FormatSpec
from .bytes import ByteSource, Origin, state_of

MAX_CELL = 100_000
"""Characters. A longer cell of a mapped column makes its row faulty; profiles need far less."""
MAX_RECORD = 2_000_000
"""Characters of one record of a text table."""


class Table(ABC):
    """One table, to be read once. `columns` are trimmed names in their order; None where only the rows know them.

    Close it when done.
    """

    columns: tuple[str, ...] | None = None

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        self.origin, self.name, self.spec = origin, name, spec

    @abstractmethod
    def rows(self, wanted: Collection[str] | None) -> Iterator[Row]:
        """The rows in their order, with the wanted columns only (None: all). Raises TableError and OSError."""

    @property
    def position(self) -> int:
        """How far the reading is, in the unit of `size`."""
        return 0

    def size(self) -> int | None:
        """Bytes of the file, or rows of the table; None for standard input."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Releases the file."""


class TextTable(Table):
    """A table of text, compressed or not, on a stream of bytes."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        super().__init__(origin, name, spec)
        self.source = ByteSource(origin, name)

    @property
    def position(self) -> int:
        """Bytes of the file read so far."""
        return self.source.position

    def size(self) -> int | None:
        """Bytes of the file as it lies on the disk."""
        state = state_of(self.origin)
        return None if state is None else state.size

    def close(self) -> None:
        """Closes the file."""
        self.source.close()
