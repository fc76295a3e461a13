"""Excel workbooks, one sheet, read row by row. Of a formula the value is read that Excel computed when it was saved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from ..cells import Cell, Row
from ..errors import CellFault, table_error
from ..model import FormatSpec
from .bytes import INSTALL, Origin
from .delimited import RAGGED, TOO_LONG
from .table import MAX_CELL, Table

ERROR = CellFault(
    "table-cell-error", "the row holds an Excel error such as #N/A", "mend the formula, or clear the cell"
)


class ExcelTable(Table):
    """One sheet of a workbook with a header in its first row that isn't blank."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        """Reads the header. Raises TableError and OSError."""
        super().__init__(origin, name, spec)
        if origin == "-":
            hint = "save it as a file, or as CSV"
            raise table_error("table-format", "a workbook can't be read from standard input", name, hint=hint)
        try:
            from openpyxl import load_workbook
        except ImportError:
            raise table_error("table-library", "Excel needs the package openpyxl", name, hint=INSTALL) from None
        self._file = origin.open("rb")
        try:
            self._book = load_workbook(self._file, read_only=True, data_only=True)
        except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError):
            self._file.close()
            raise table_error(
                "table-damaged", "the file isn't an Excel workbook", name, hint="save it as .xlsx"
            ) from None
        sheets = self._book.sheetnames
        if spec.sheet and spec.sheet not in sheets:
            self.close()
            message = f"there is no sheet `{spec.sheet}`"
            raise table_error("table-sheet", message, name, hint=f"the workbook has {len(sheets)} sheets")
        sheet: Any = self._book[spec.sheet] if spec.sheet else self._book.worksheets[0]
        # The extent that a workbook states is often wrong.
        sheet.reset_dimensions()
        self._size = 0
        self._position = 0
        self._rows = enumerate(sheet.iter_rows(), start=1)
        self.columns = self._header()

    def _header(self) -> tuple[str, ...]:
        for number, cells in self._rows:
            names = ["" if cell.value is None else str(cell.value).strip() for cell in cells]
            if any(names):
                self._position = number
                while names and not names[-1]:
                    names.pop()
                return tuple(names)
        self.close()
        raise table_error("table-empty", "the sheet is empty", self.name, hint="it needs a header")

    def rows(self, wanted: Collection[str] | None) -> Iterator[Row]:
        """The rows; a row's number is the one that Excel shows."""
        columns = self.columns or ()
        picked = [(index, name) for index, name in enumerate(columns) if name and (wanted is None or name in wanted)]
        for number, cells in self._rows:
            self._position = number
            values = [cell.value for cell in cells]
            if all(value is None for value in values):
                continue
            fault: CellFault | None = None
            if any(value is not None for value in values[len(columns) :]):
                fault = RAGGED
            found: dict[str, Cell] = {}
            for index, name in picked:
                if index < len(values):
                    found[name] = _plain(values[index])
                    if cells[index].data_type == "e":
                        fault = fault or ERROR
                    elif isinstance(values[index], str) and len(values[index]) > MAX_CELL:
                        fault = fault or TOO_LONG
            yield Row(number, found, (fault,) if fault else ())

    @property
    def position(self) -> int:
        """Rows read so far."""
        return self._position

    def size(self) -> int | None:
        """Unknown: a workbook doesn't reliably tell its number of rows."""
        return None

    def close(self) -> None:
        """Closes the workbook."""
        self._book.close()
        self._file.close()


def _plain(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, (str, int, float, bool, date)):
        return value
    return str(value)  # a time of day, or a length of time
