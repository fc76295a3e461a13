"""Tables of figures: one file a printed table, rows and columns in the printed order, one figure a cell.

A cell becomes the mapping of an ordinary figure, at its own place, with what its row, its column and the whole table
say; nothing else knows of such tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, Place, did_you_mean
from .fields import Fields
from .located import Located

_TEXTS = ("measure", "unit", "says", "arm", "population", "data_cut", "trial", "design", "means", "arm_printed")
_LISTS = ("references", "errata")
_FILLED = re.compile(r"<([a-z_]+)>")

Values = dict[str, Located]


def figures_of_table(document: Located, faults: list[Diagnostic]) -> list[Located]:
    """The figures that a table file stands for, row by row. Faults of shape are reported; the rest is read later."""
    table = Fields(document, "the table of figures", faults)
    number = table.value("table")
    common = _shared(table)
    columns = _columns(table, faults)
    found = [figure for row in table.mappings("rows") for figure in _row(row, number, common, columns, faults)]
    for item in table.mappings("left_out", required=False):
        left_out = Fields(item, "an entry of left_out", faults)
        left_out.text("row")
        left_out.text("column", required=False)
        left_out.text("reason")
        left_out.done()
    table.done()
    return found


def _shared(fields: Fields) -> Values:
    """What a table, column, row or cell says for every figure in it."""
    found = ((key, fields.value(key, required=False)) for key in (*_TEXTS, *_LISTS, "level", "n"))
    return {key: value for key, value in found if value is not None}


def _columns(table: Fields, faults: list[Diagnostic]) -> dict[str, Values]:
    columns: dict[str, Values] = {}
    for item in table.mappings("columns"):
        column = Fields(item, "a column", faults)
        name = column.text("name")
        values = _shared(column)
        for key in ("column", "against"):
            if (value := column.value(key, required=key == "column")) is not None:
                values[key] = value
        column.done()
        if name in columns:
            column.fault("duplicate-id", f"two columns have the name `{name}`", column.place("name"), "rename one")
        columns[name] = values
    return columns


def _row(
    item: Located, number: Located | None, common: Values, columns: Mapping[str, Values], faults: list[Diagnostic]
) -> Iterator[Located]:
    row = Fields(item, "a row", faults)
    label = row.value("row")
    shared = _shared(row)
    part = row.value("part", required=False)
    cells = row.value("cells")
    row.done()
    read: dict[str, Values] = {}
    for name, place, node in cells.items() if cells is not None else ():
        if name not in columns:
            hint = did_you_mean(name, columns, f"one of: {', '.join(columns)}")
            faults.append(Diagnostic("evidence-column", f"the table has no column `{name}`", (place,), hint))
            continue
        cell = Fields(node, "a cell", faults)
        own = _shared(cell)
        for key in ("id", "value", "part", "low", "high", "p", "printed", "also"):
            if (value := cell.value(key, required=key in ("id", "value"))) is not None:
                own[key] = value
        cell.done()
        if part is not None:
            own.setdefault("part", part)
        read[name] = own
    for name, own in read.items():
        values = _joined(common, columns[name], shared, own)
        against = _word(columns[name].get("against"))
        other = read.get(against)
        if other is not None:
            values["against_value"] = other.get("value", _node("", label))
            values["against_arm"] = columns[against].get("arm", _node("", label))
        if label is not None and number is not None:
            yield _figure(values, number, label, own["id"].place if "id" in own else item.place)


def _joined(*layers: Values) -> Values:
    """Later layers win; references stay those of the last layer that has some, errata are added up."""
    found: Values = {}
    for layer in layers:
        for key, value in layer.items():
            earlier = found[key].entries() if key == "errata" and key in found else ()
            found[key] = Located((*earlier, *value.entries()), value.place) if earlier else value
    return found


def _figure(values: Values, number: Located, label: Located, place: Place) -> Located:
    location: Values = {"table": number, "row": label}
    location |= {key: values[key] for key in ("column", "part") if key in values}
    figure: Values = {"kind": _node("figure", label), "location": _mapping(location, place)}
    figure |= {key: values[key] for key in ("id", "value", *_TEXTS, *_LISTS, "p", "also") if key in values}
    figure["n"] = values.get("n", _node("not given", label))
    figure["printed"] = values.get("printed") or _printed(values, label)
    if "low" in values and "high" in values:
        interval: Values = {key: values[key] for key in ("low", "high", "level") if key in values}
        figure["interval"] = _mapping(interval, place)
    if "against_value" in values:
        comparator = {"arm": values["against_arm"], "value": values["against_value"]}
        figure["comparator"] = _mapping(comparator, place)
    if "says" in figure:
        words = {key: _word(value) for key, value in values.items() if not value.is_list and not value.is_mapping}
        said = figure["says"]
        filled = _FILLED.sub(lambda match: words.get(match[1], match[0]), _word(said))
        figure["says"] = Located(filled, said.place)
    return _mapping(figure, place)


def _printed(values: Values, label: Located) -> Located:
    value = values.get("value", _node("", label))
    if "low" in values and "high" in values:
        return Located(f"{_word(value)} ({_word(values['low'])}–{_word(values['high'])})", value.place)
    return value


def _word(node: Located | None) -> str:
    return "" if node is None or not isinstance(node.value, str) else node.value


def _node(value: str, beside: Located | None) -> Located:
    return Located(value, Place("") if beside is None else beside.place)


def _mapping(values: Values, place: Place) -> Located:
    return Located(values, place, dict.fromkeys(values, place))
