"""Table files: one row a rule, its condition in the columns, what all rows share written once.

A row becomes the mapping of an ordinary rule file, with every value at its own place, so that everything else
(reading, faults, engines) knows nothing of tables.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic, Place, did_you_mean
from .fields import Fields
from .located import Located, shown_word

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
    if common is None:
        return []
    if not common.is_mapping:
        table.fault("type", "`common` must be a mapping", common.place, "write the keys that every row shares")
        return []
    if (when := common.get("when")) is not None:
        table.fault("unknown-key", "`common` has no place for `when`", when.place, "write applies_when")
    return [rule for row in rows if (rule := _row_as_rule(row, common, columns, faults)) is not None]


def _columns(table: Fields, faults: list[Diagnostic]) -> dict[str, Located]:
    columns: dict[str, Located] = {}
    for item in table.mappings("columns"):
        column = Fields(item, "a column", faults, FAMILY)
        name, fact = column.text("name"), column.value("fact")
        column.done()
        if name in columns:
            column.fault(
                "column", f"two columns have the name `{shown_word(name)}`", column.place("name"), "rename one"
            )
        if name and fact is not None:
            columns.setdefault(name, fact)
    return columns


def _row_as_rule(
    row: Located, common: Located, columns: dict[str, Located], faults: list[Diagnostic]
) -> Located | None:
    if not row.is_mapping:
        faults.append(Diagnostic("table-type", "a row must be a mapping", (row.place,), "write id: and when:"))
        return None
    parts: list[Located] = []
    shared = row.get("applies_when") or common.get("applies_when")
    if shared is not None:
        parts.append(shared)
    cells = row.get("when")
    if cells is not None and not cells.is_mapping:
        faults.append(Diagnostic("table-row", "`when` names columns", (cells.place,), "write {column: value}"))
        return None
    for key, place, cell in cells.items() if cells is not None else ():
        if key not in columns:
            hint = did_you_mean(key, map(shown_word, columns), f"one of: {', '.join(map(shown_word, columns))}")
            message = f"the table has no column `{shown_word(key)}`"
            faults.append(Diagnostic("table-column", message, (place,), hint))
            continue
        if (own := cell.get("fact")) is not None:
            faults.append(Diagnostic("table-column", "a cell can't name a fact", (own.place,), "the column does"))
        parts.append(_cell_as_leaf(columns[key], cell, place))
    if not parts and (cells is None or not cells.plain()):
        faults.append(Diagnostic("table-row", "the row has no condition", (row.place,), "fill a cell under `when`"))
        return None
    if not parts:  # every cell stood under a wrong column
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
    if not cell.is_mapping:
        return _mapping({"fact": fact, "is": cell}, place)
    values = {key: value for key, _, value in cell.items()}
    places = {key: key_place for key, key_place, _ in cell.items()}
    return Located(values | {"fact": fact}, place, places | {"fact": place})


def _mapping(values: dict[str, Located], place: Place) -> Located:
    return Located(values, place, dict.fromkeys(values, place))
