"""What can go wrong with a whole mapping file or a whole table. Neither error ever holds a cell."""

from __future__ import annotations

from ..diagnostics import DiagnosedError, Diagnostic, Place


class MappingError(DiagnosedError):
    """The mapping file can't be used, or doesn't fit the tables: every fault in one go."""


class TableError(DiagnosedError):
    """A table can't be read at all, or can't be read any further."""


def table_error(code: str, message: str, table: str, line: int = 0, hint: str = "") -> TableError:
    """The error with one fault of a table; `line` is the line or row reached, 0 for the table as a whole."""
    return TableError([Diagnostic(code, message, (Place(table, line, 1 if line else 0),), hint)])


class CellFault(Exception):
    """A cell that can't become a value of the profile. Its text holds no cell.

    `is_unmapped` marks words of a closed set that the mapping doesn't know.
    """

    def __init__(self, code: str, message: str, hint: str = "", *, is_unmapped: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.is_unmapped = code, message, hint, is_unmapped
