"""Parquet files, Arrow files and Arrow streams, read by batches. Structs become columns with dots in their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..cells import Cell, Row
from ..errors import CellFault, TableError, table_error
from ..model import FormatSpec
from .bytes import INSTALL, ByteSource, Origin, parquet_parts
from .delimited import NUL, TOO_LONG
from .ndjson import flatten
from .table import MAX_CELL, Table

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 4_096
UNHELD = CellFault("table-range", "the row holds a date or a time beyond what can be read", "store a date from 1900 on")
BYTES = CellFault("table-bytes", "the row holds bytes where text is needed", "store text in this column")


def arrow_library(name: str) -> ModuleType:
    """pyarrow. Raises TableError where it isn't installed."""
    try:
        import pyarrow
    except ImportError:
        raise table_error("table-library", "Parquet and Arrow need the package pyarrow", name, hint=INSTALL) from None
    library: ModuleType = pyarrow
    return library


class Batches:
    """The record batches of one file, or of a folder of Parquet parts; its schema, and its rows where they are told."""

    def __init__(self, origin: Origin, name: str, file_format: str) -> None:
        """Opens it. Raises TableError and OSError."""
        self._pa = arrow_library(name)
        self.name, self._format = name, file_format
        self.rows: int | None = None
        self._bytes: ByteSource | None = None
        self._file: Any = None
        self._parts: tuple[Path, ...] = ()
        try:
            self._open(origin)
        except (self._pa.ArrowInvalid, self._pa.ArrowNotImplementedError):
            self.close()
            raise self._damaged() from None

    def _open(self, origin: Origin) -> None:
        if self._format == "parquet":
            if origin == "-":
                hint = "save it as a file, or give an Arrow stream"
                raise table_error("table-format", "Parquet can't be read from standard input", self.name, hint=hint)
            self._parts = parquet_parts(origin)
            opened = [self._parquet(part) for part in self._parts]
            self.schema: pyarrow.Schema = opened[0].schema_arrow
            self.rows = sum(file.metadata.num_rows for file in opened)
            names = [file.schema_arrow.names for file in opened]
            for file in opened:
                file.close()
            if any(set(these) != set(names[0]) for these in names):
                raise table_error("table-parts", "the parts of the table differ in their columns", self.name)
        elif origin != "-" and _is_ipc_file(origin):
            self._file = self._pa.ipc.open_file(
                self._pa.OSFile(str(origin))
            )  # a memory map dies with a file that is cut off
            self.schema = self._file.schema
        else:
            self._bytes = ByteSource(origin, self.name)
            self._file = self._pa.ipc.open_stream(self._bytes.stream)
            self.schema = self._file.schema

    def _parquet(self, part: Path) -> Any:
        import pyarrow.parquet

        return pyarrow.parquet.ParquetFile(part, pre_buffer=False)

    def _damaged(self) -> TableError:
        return table_error(
            "table-damaged", f"the file isn't whole {self._format} data", self.name, hint="write it again"
        )

    def read(self, columns: Collection[str] | None) -> Iterator[pyarrow.RecordBatch]:
        """The batches with these top columns (None: all). Raises TableError and OSError."""
        names = None if columns is None else [name for name in self.schema.names if name in columns]
        try:
            if self._format == "parquet":
                for part in self._parts:
                    with self._parquet(part) as file:
                        yield from file.iter_batches(batch_size=ROWS_AT_ONCE, columns=names)
                return
            count = getattr(self._file, "num_record_batches", None)
            batches = iter(self._file) if count is None else map(self._file.get_batch, range(count))
            for batch in batches:
                for start in range(0, batch.num_rows, ROWS_AT_ONCE):
                    rows = batch.slice(start, ROWS_AT_ONCE)
                    yield rows if names is None else rows.select(names)
        except (self._pa.ArrowInvalid, self._pa.ArrowNotImplementedError):
            raise self._damaged() from None
        except OSError as error:
            # pyarrow tells of a file that was cut off by an OSError that is none of the system's.
            if error.errno:
                raise
            raise self._damaged() from None

    def close(self) -> None:
        """Closes the file."""
        if self._bytes is not None:
            self._bytes.close()


def _is_ipc_file(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(6) == b"ARROW1"


def listed(batch: pyarrow.RecordBatch, pa: ModuleType) -> Iterator[dict[str, Any] | None]:
    """The rows of a batch as dicts, points in time without a zone as days; None for a row that Python can't hold."""
    arrays = []
    for column in batch.columns:
        is_time = pa.types.is_timestamp(column.type) and column.type.tz is None
        arrays.append(column.cast(pa.date32(), safe=False) if is_time else column)
    days = pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)
    try:
        rows: list[dict[str, Any] | None] = days.to_pylist()
    except (ValueError, OverflowError):
        # A date beyond the year 9999, or parts of a microsecond: the other rows are sound.
        rows = [_row_of(days.slice(index, 1)) for index in range(days.num_rows)]
    yield from rows


def _row_of(batch: pyarrow.RecordBatch) -> dict[str, Any] | None:
    try:
        row: dict[str, Any] = batch.to_pylist()[0]
    except (ValueError, OverflowError):
        return None
    return row


class ColumnarTable(Table):
    """A table of typed columns."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec, file_format: str) -> None:
        """Opens it. Raises TableError and OSError."""
        super().__init__(origin, name, spec)
        self._pa = arrow_library(name)
        self._batches = Batches(origin, name, file_format)
        self.columns = tuple(self._names(self._batches.schema, ""))
        self._position = 0

    def _names(self, fields: Any, prefix: str) -> Iterator[str]:
        for field in fields:
            name = f"{prefix}{field.name.strip()}"
            if self._pa.types.is_struct(field.type):
                yield from self._names([field.type.field(index) for index in range(field.type.num_fields)], f"{name}.")
            else:
                yield name

    def rows(self, wanted: Collection[str] | None) -> Iterator[Row]:
        """The rows; their numbers count from 1."""
        top: set[str] | None = None
        if wanted is not None:
            heads = {name.partition(".")[0] for name in wanted} | set(wanted)
            top = {name for name in self._batches.schema.names if name.strip() in heads}
        for batch in self._batches.read(top):
            if batch.num_columns == 0:
                continue
            for record in listed(batch, self._pa):
                self._position += 1
                if record is None:
                    yield Row(self._position, {}, (UNHELD,))
                    continue
                cells: dict[str, Cell] = {}
                flatten(record, "", cells, wanted, 0)
                fault = _tidied(cells)
                yield Row(self._position, cells, (fault,) if fault else ())

    @property
    def position(self) -> int:
        """Rows read so far."""
        return self._position

    def size(self) -> int | None:
        """Rows of the table; None where only its end tells them."""
        return self._batches.rows

    def close(self) -> None:
        """Closes the file."""
        self._batches.close()


def _tidied(cells: dict[str, Cell]) -> CellFault | None:
    """Makes plain cells of typed ones, in place; the fault of the first that can't be one."""
    for name, cell in cells.items():
        if isinstance(cell, str):
            if len(cell) > MAX_CELL:
                return TOO_LONG
            if "\0" in cell:
                return NUL
        elif isinstance(cell, bytes):
            return BYTES
        elif isinstance(cell, datetime):
            cells[name] = cell.date()
        elif isinstance(cell, Decimal):
            cells[name] = float(cell)
        elif cell is not None and not isinstance(cell, (bool, int, float, date, list)):
            cells[name] = str(cell)
    return None


class ParquetTable(ColumnarTable):
    """A Parquet file."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        """Opens it. Raises TableError and OSError."""
        super().__init__(origin, name, spec, "parquet")


class ArrowTable(ColumnarTable):
    """An Arrow IPC file or stream."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        """Opens it. Raises TableError and OSError."""
        super().__init__(origin, name, spec, "arrow")
