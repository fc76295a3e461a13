"""Table files: one row a rule, its condition in the columns, what all rows share written once.

A row becomes the mapping of an ordinary rule file, with every value at its own place, so that everything else
(reading, faults, engines) knows nothing of tables. A column holds a condition (`fact`) or something that the texts
and the evidence name as `<column>` (`shows`): a figure's id, or words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, did_you_mean
from .fields import Fields
from .located import Located, shown_word

FAMILY = "table"
SHOWS = ("figure", "words")
JOINED = ("evidence", "caveats")  # lists of a row that come after those that all rows share

_CELL = re.compile(r"<([a-z][a-z0-9_]*)>")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the mapping of a rule file; `topic` is "" where the row leaves it to the folder."""

    rule: Located
    topic: str


@dataclass(frozen=True, slots=True)
class _Columns:
    facts: dict[str, Located]
    shows: dict[str, Place]

    def has(self, name: str) -> bool:
        return name in self.facts or name in self.shows


def rows_as_rules(node: Located, faults: list[Diagnostic]) -> list[Row]:
    """The rule mappings that a table file stands for, in the order of its rows."""
    table = Fields(node, "the table", faults, FAMILY)
    table.text("table")
    table.text("title")
    table.text("mirrors", required=False)
    columns = _columns(table, faults)
    common = table.value("common")
    rows = table.mappings("rows")
    for item in table.mappings("left_out", required=False):
        left_out = Fields(item, "an entry of left_out", faults, FAMILY)
        left_out.text("row")
        left_out.text("reason")
        left_out.done()
    table.done()
    if common is None:
        return []
    if not common.is_mapping:
        table.fault("type", "`common` must be a mapping", common.place, "write the keys that every row shares")
        return []
    if (when := common.get("when")) is not None:
        table.fault("unknown-key", "`common` has no place for `when`", when.place, "write applies_when")
    return [rule for row in rows if (rule := _row_as_rule(row, common, columns, faults)) is not None]


def _columns(table: Fields, faults: list[Diagnostic]) -> _Columns:
    columns = _Columns({}, {})
    for item in table.mappings("columns"):
        column = Fields(item, "a column", faults, FAMILY)
        name = column.text("name")
        shows = column.text("shows", required=False, one_of=SHOWS)
        fact = column.value("fact", required=not column.has("shows"))
        column.done()
        if columns.has(name):
            column.fault(
                "column", f"two columns have the name `{shown_word(name)}`", column.place("name"), "rename one"
            )
        elif fact is not None and shows:
            column.fault("column", "a column holds a condition or shows something", fact.place, "remove one of them")
        elif name and fact is not None:
            columns.facts[name] = fact
        elif name and shows:
            columns.shows[name] = column.place("name")
    return columns


def _row_as_rule(row: Located, common: Located, columns: _Columns, faults: list[Diagnostic]) -> Row | None:
    if not row.is_mapping:
        faults.append(Diagnostic("table-type", "a row must be a mapping", (row.place,), "write id: and when:"))
        return None
    condition = _condition(row, common, columns, faults)
    cells = _cells(row, columns, faults)
    if condition is None or cells is None:
        return None
    values: dict[str, Located] = {}
    places: dict[str, Place] = {}
    for source in (common, row):
        for key, place, value in source.items():
            if key in ("applies_when", "when", "cells", "topic", "row"):
                continue
            shared = values[key].entries() if key in JOINED and key in values else ()
            values[key] = Located((*shared, *value.entries()), value.place) if shared and value.is_list else value
            places[key] = place
    filler = _Filler(cells, columns, row, faults)
    values = {key: filler.fill(value) for key, value in values.items()}
    values["applies_when"], places["applies_when"] = condition, row.place
    topic = row.get("topic") or common.get("topic")
    return Row(Located(values, row.place, places), "" if topic is None else str(topic.value))


def _condition(row: Located, common: Located, columns: _Columns, faults: list[Diagnostic]) -> Located | None:
    parts: list[Located] = []
    shared = row.get("applies_when") or common.get("applies_when")
    if shared is not None:
        parts.append(shared)
    cells = row.get("when")
    if cells is not None and not cells.is_mapping:
        faults.append(Diagnostic("table-row", "`when` names columns", (cells.place,), "write {column: value}"))
        return None
    for key, place, cell in cells.items() if cells is not None else ():
        if key not in columns.facts:
            _unknown_column(key, place, columns.facts, faults)
            continue
        if (own := cell.get("fact")) is not None:
            faults.append(Diagnostic("table-column", "a cell can't name a fact", (own.place,), "the column does"))
        parts.append(_cell_as_leaf(columns.facts[key], cell, place))
    if not parts and (cells is None or not cells.plain()):
        faults.append(Diagnostic("table-row", "the row has no condition", (row.place,), "fill a cell under `when`"))
        return None
    if not parts:  # every cell stood under a wrong column
        return None
    return parts[0] if len(parts) == 1 else _mapping({"all": Located(tuple(parts), row.place)}, row.place)


def _cells(row: Located, columns: _Columns, faults: list[Diagnostic]) -> dict[str, Located] | None:
    node = row.get("cells")
    if node is not None and not node.is_mapping:
        faults.append(Diagnostic("table-row", "`cells` names columns", (node.place,), "write {column: value}"))
        return None
    found: dict[str, Located] = {}
    for key, place, cell in node.items() if node is not None else ():
        if key not in columns.shows:
            _unknown_column(key, place, columns.shows, faults)
        elif not isinstance(cell.value, str) or not cell.value.strip():
            faults.append(Diagnostic("table-type", "a cell holds words or an id", (cell.place,), "write text"))
        else:
            found[key] = cell
    return found


def _unknown_column(key: str, place: Place, known: Mapping[str, object], faults: list[Diagnostic]) -> None:
    names = [shown_word(name) for name in known]
    hint = did_you_mean(key, names, f"one of: {', '.join(names)}" if names else "add it under `columns`")
    faults.append(Diagnostic("table-column", f"the table has no column `{shown_word(key)}`", (place,), hint))


class _Filler:
    """Puts the cells of one row where its texts and evidence name them."""

    def __init__(self, cells: dict[str, Located], columns: _Columns, row: Located, faults: list[Diagnostic]) -> None:
        self.cells = cells
        self.columns = columns
        self.row = row
        self.faults = faults

    def fill(self, node: Located) -> Located:
        """The same value with every `<column>` in it replaced."""
        if isinstance(node.value, dict):
            filled = {key: self.fill(value) for key, value in node.value.items()}
            return Located(filled, node.place, node.key_places)
        if isinstance(node.value, tuple):
            return Located(tuple(self.fill(item) for item in node.value), node.place)
        if not isinstance(node.value, str) or not _CELL.search(node.value):
            return node
        whole = _CELL.fullmatch(node.value)
        if whole and whole[1] in self.cells:
            return self.cells[whole[1]]
        return Located(_CELL.sub(lambda match: self._text(match, node.place), node.value), node.place)

    def _text(self, match: re.Match[str], place: Place) -> str:
        name = match[1]
        if name in self.cells:
            return str(self.cells[name].value)
        if name in self.columns.shows:
            message = f"the row has no cell `{name}`, which a text names"
            self.faults.append(
                Diagnostic("table-cell", message, (self.row.place, place), f"add cells: {{{name}: ...}}")
            )
        else:
            _unknown_column(name, place, self.columns.shows, self.faults)
        return match[0]


def _cell_as_leaf(fact: Located, cell: Located, place: Place) -> Located:
    """A cell holds the value itself, or one operator with its value."""
    if not cell.is_mapping:
        return _mapping({"fact": fact, "is": cell}, place)
    values = {key: value for key, _, value in cell.items()}
    places = {key: key_place for key, key_place, _ in cell.items()}
    return Located(values | {"fact": fact}, place, places | {"fact": place})


def _mapping(values: dict[str, Located], place: Place) -> Located:
    return Located(values, place, dict.fromkeys(values, place))
