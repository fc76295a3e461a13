"""Table files: one row a rule, its condition in the columns, what all rows share written once.

A row becomes the mapping of an ordinary rule file, with every value at its own place, so that everything else
(reading, faults, engines) knows nothing of tables.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic, Place
from .fields import Fields
from .located import Located

FAMILY = "table"


def rows_as_rules(node: Located, faults: list[Diagnostic]) -> list[Located]:
    """The rule mappings that a table file stands for, in the order of its rows."""
    table = Fields(node, "the table", faults, FAMILY)
    table.text("table")
    table.text("title")
    table.text("mirrors", required=False)
    columns = _columns(table, faults)
    common = table.value("common")
    rows = table.mappings("rows")
    table.done()
    if common is None or not common.is_mapping:
        return []
    return [rule for row in rows if (rule := _row_as_rule(row, common, columns, faults)) is not None]


def _columns(table: Fields, faults: list[Diagnostic]) -> dict[str, Located]:
    columns: dict[str, Located] = {}
    for item in table.mappings("columns"):
        column = Fields(item, "a column", faults, FAMILY)
        name, fact = column.text("name"), column.value("fact")
        column.done()
        if fact is not None:
            columns[name] = fact
    return columns


def _row_as_rule(row: Located, common: Located, columns: dict[str, Located], faults: list[Diagnostic]) -> Located | None:
    if not row.is_mapping:
        faults.append(Diagnostic("table-type", "a row must be a mapping", (row.place,), "write id: and when:"))
        return None
    parts: list[Located] = []
    shared = common.get("applies_when")
    if shared is not None:
        parts.append(shared)
    cells = row.get("when")
    for key, place, cell in cells.items() if cells is not None else ():
        if key not in columns:
            faults.append(Diagnostic("table-column", f"the table has no column `{key}`", (place,), f"one of: {', '.join(columns)}"))
            continue
        parts.append(_cell_as_leaf(columns[key], cell, place))
    if not parts:
        faults.append(Diagnostic("table-row", "the row has no condition", (row.place,), "fill a cell under `when`"))
        return None
    values: dict[str, Located] = {}
    places: dict[str, Place] = {}
    for source in (common, row):
        for key, place, value in source.items():
            if key not in ("applies_when", "when"):
                values[key], places[key] = value, place
    condition = parts[0] if len(parts) == 1 else _mapping({"all": Located(tuple(parts), row.place)}, row.place)
    values["applies_when"], places["applies_when"] = condition, row.place
    return Located(values, row.place, places)


def _cell_as_leaf(fact: Located, cell: Located, place: Place) -> Located:
    """A cell holds the value itself, or one operator with its value."""
    values = {"fact": fact}
    if cell.is_mapping:
        values |= {key: value for key, _, value in cell.items()}
    else:
        values["is"] = cell
    return _mapping(values, place)


def _mapping(values: dict[str, Located], place: Place) -> Located:
    return Located(values, place, dict.fromkeys(values, place))
