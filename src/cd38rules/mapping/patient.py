"""One assessment while it is mapped: its row, the rows joined to it, the two days, and the faults found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..diagnostics import Diagnostic, Place
from .cells import Cell, Row
from .convert import Days
from .errors import CellFault
from .unmapped import UnmappedValues

MOST_FAULTS = 100
"""Of one patient: a slip of the mapping can make every joined row faulty."""

FindRows = Callable[[str, str], list[Row]]
"""(table, key) → its rows, lookups resolved."""


class Shape:
    """What is the same for all rows of a run: names and orders of columns, and where joined rows are found."""

    def __init__(
        self, main: str, places: Mapping[tuple[str, str], int], find: FindRows, unmapped: UnmappedValues
    ) -> None:
        """`places` gives the number of each column, from 1; 1 is told where it isn't known."""
        self.main, self.places, self.find, self.unmapped = main, places, find, unmapped

    def place(self, table: str, row: int, column: str) -> Place:
        """The place of a cell."""
        return Place(table, row, self.places.get((table, column), 1))


class Patient:
    """The state of mapping one row of the main table. `days` is filled first, as values depend on it."""

    __slots__ = ("_joined", "days", "faults", "key", "main", "shape")

    def __init__(self, main: Row, key: str, shape: Shape) -> None:
        self.main, self.key, self.shape = main, key, shape
        self.days = Days()
        self.faults: list[Diagnostic] = []
        self._joined: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """The rows of a joined table for this patient. Faulty ones are left out, and are faults of the patient."""
        found = self._joined.get(table)
        if found is None:
            found = self.shape.find(table, self.key) if self.key else []
            for row in found:
                for fault in row.faults:
                    if len(self.faults) < MOST_FAULTS:
                        self.faults.append(row_fault(fault, table, row.number))
            found = [row for row in found if not row.faults]
            self._joined[table] = found
        return found

    def refuse(self, fault: CellFault, path: str, table: str, row: int, column: str, cell: Cell = None) -> None:
        """Adds the fault of a cell: the field that it was meant for, and its place in the table."""
        table = table or self.shape.main
        if fault.is_unmapped:
            self.shape.unmapped.add(table, column, cell)
        places = (Place(f"$.{path}" if path else "$"), self.shape.place(table, row, column))
        message = f"column `{column}` {fault.message}"
        diagnostic = Diagnostic(fault.code, message, places, fault.hint)
        if len(self.faults) < MOST_FAULTS and diagnostic not in self.faults:
            self.faults.append(diagnostic)

    def clash(self, code: str, message: str, path: str, table: str, row: int, column: str, hint: str) -> None:
        """Adds a fault that lies between cells."""
        places = (Place(f"$.{path}"), self.shape.place(table or self.shape.main, row, column))
        self.faults.append(Diagnostic(code, message, places, hint))


def row_fault(fault: CellFault, table: str, row: int) -> Diagnostic:
    """The diagnostic of a row that is faulty as a whole."""
    return Diagnostic(fault.code, fault.message, (Place("$"), Place(table, row, 1)), fault.hint)
