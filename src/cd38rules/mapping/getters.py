"""Sources of a mapping as functions of a patient: each gives the value of a field, or None for "not recorded"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from ..profile import PartialDate
from .cells import Cell, Row, is_blank, key_in, number_of, starts_with, word_of
from .convert import Convert, converter
from .errors import CellFault
from .model import (
    Condition,
    Constant,
    FormatSpec,
    FromColumn,
    FromFlags,
    FromParts,
    Highest,
    Latest,
    Present,
    Rows,
    Source,
)
from .patient import Patient
from .targets import Leaf, Target

Get = Callable[[Patient], Any]
SpecOf = Callable[[str], FormatSpec]
"""How a table is written, by its name; the empty name is the main table."""


def getter(target: Target, source: Source, spec_of: SpecOf) -> Get:
    """The function for one source of a field."""
    path, leaf = target.path, target.leaf
    match source:
        case FromColumn():
            return _joined(path, leaf, source, spec_of) if source.table else _main(path, leaf, source, spec_of)
        case Constant():
            return lambda patient: source.value
        case FromFlags():
            return _flags(path, source, spec_of)
        case FromParts():
            return _parts(path, source)
        case Latest():
            return _latest(path, source, spec_of)
        case Present():
            return _present(path, source, spec_of)
        case Highest():
            return _highest(path, leaf, source, spec_of)


def _main(path: str, leaf: Leaf, source: FromColumn, spec_of: SpecOf) -> Get:
    column, convert = source.column, converter(leaf, source.read, spec_of(""))

    def get(patient: Patient) -> Any:
        cells = patient.main.cells
        cell = cells.get(column)
        try:
            return convert(cell, cells, patient.days)
        except CellFault as fault:
            patient.refuse(fault, path, "", patient.main.number, column, cell)
            return None

    return get


def read_cell(path: str, table: str, row: Row, column: str, convert: Convert, patient: Patient) -> Any:
    """The value in a cell of a joined row; None, with a fault of the patient, if it can't be read."""
    cell = row.cells.get(column)
    try:
        return convert(cell, row.cells, patient.days)
    except CellFault as fault:
        patient.refuse(fault, path, table, row.number, column, cell)
        return None


def _only_row(path: str, table: str, column: str, patient: Patient) -> Row | None:
    """The one row of a joined table; several that differ in the column are a fault."""
    rows = patient.rows(table)
    if not rows:
        return None
    first = rows[0]
    for row in rows[1:]:
        if row.cells.get(column) != first.cells.get(column):
            message = f"column `{column}` differs between rows of the same key"
            hint = "choose one by `latest_in`"
            patient.clash("mapping-several-rows", message, path, table, row.number, column, hint)
            return None
    return first


def _joined(path: str, leaf: Leaf, source: FromColumn, spec_of: SpecOf) -> Get:
    convert = converter(leaf, source.read, spec_of(source.table))

    def get(patient: Patient) -> Any:
        row = _only_row(path, source.table, source.column, patient)
        return None if row is None else read_cell(path, source.table, row, source.column, convert, patient)

    return get


def _flags(path: str, source: FromFlags, spec_of: SpecOf) -> Get:
    convert = converter(Leaf("flag"), source.read, spec_of(source.table))

    def get(patient: Patient) -> Any:
        found: dict[str, bool | None] = {}
        for word, column in source.columns.items():
            row = _only_row(path, source.table, column, patient) if source.table else patient.main
            found[word] = None if row is None else read_cell(path, source.table, row, column, convert, patient)
        chosen = tuple(word for word, flag in found.items() if flag)
        if None in found.values():
            # A list can't say that it is incomplete, so that one unknown makes it unknown, unless declared otherwise.
            return chosen if chosen and source.is_partial_used else None
        return chosen

    return get


def _parts(path: str, source: FromParts) -> Get:
    names = [name for name in (source.year, source.month, source.day) if name]

    def get(patient: Patient) -> Any:
        row = _only_row(path, source.table, source.year, patient) if source.table else patient.main
        if row is None:
            return None
        parts: list[str] = []
        for name, width in zip(names, (4, 2, 2), strict=False):
            cell = row.cells.get(name)
            if is_blank(cell):
                break
            try:
                parts.append(f"{number_of(cell, '.', ''):0{width}d}")
                PartialDate("-".join(parts))
            except (CellFault, ValueError):
                fault = CellFault("mapping-date", "isn't a part of a date of the calendar")
                patient.refuse(fault, path, source.table, row.number, name)
                return None
        return "-".join(parts) or None

    return get


# Rows of a long table


def test_of(conditions: tuple[Condition, ...]) -> Callable[[Row], bool]:
    """Whether a row fits all conditions."""

    def fits(row: Row) -> bool:
        for condition in conditions:
            cell: Cell = row.cells.get(condition.column)
            word = word_of(cell)
            if condition.test == "starts_with":
                holds = starts_with(word, tuple(condition.words))
            else:
                holds = (key_in(word, condition.words) is not None) is (condition.test == "is")
            if not holds:
                return False
        return True

    return fits


class DatedRows:
    """The rows that count, with how sure it is that they lie in time: from `within_days` before to the assessment."""

    def __init__(self, path: str, rows: Rows, spec_of: SpecOf) -> None:
        self.path, self.spec = path, rows
        self._fits = test_of(rows.where)
        self._date = converter(Leaf("date"), rows.dated.read, spec_of(rows.table)) if rows.dated else None

    def of(self, patient: Patient) -> Iterator[tuple[Row, PartialDate | None, bool]]:
        """(row, its date, whether it surely lies in time); rows that surely don't are left out."""
        dated, as_of = self.spec.dated, patient.days.as_of
        for row in patient.rows(self.spec.table):
            if not self._fits(row):
                continue
            if self._date is None or dated is None:
                yield row, None, True
                continue
            text = read_cell(self.path, self.spec.table, row, dated.column, self._date, patient)
            if text is None or as_of is None:
                yield row, None, False
                continue
            day = PartialDate(text)
            first = date.min if self.spec.within_days is None else as_of - timedelta(self.spec.within_days)
            if day.latest >= first and day.earliest <= as_of:
                yield row, day, day.latest <= as_of and day.earliest >= first


def _latest(path: str, source: Latest, spec_of: SpecOf) -> Get:
    dated = DatedRows(path, source.rows, spec_of)
    table = source.rows.table
    parts: list[tuple[Target, str, Convert | None, Any]] = []
    for target, inner in source.fields:
        if isinstance(inner, Constant):
            parts.append((target, "", None, inner.value))
        else:
            parts.append((target, inner.column, converter(target.leaf, inner.read, spec_of(table)), None))
    leading = next((target for target, _, convert, _ in parts if convert is not None), None)

    def values_of(row: Row, patient: Patient) -> dict[tuple[str, ...], Any] | None:
        found = {
            target.steps: constant
            if convert is None
            else read_cell(f"{path}.{target.path}".rstrip("."), table, row, column, convert, patient)
            for target, column, convert, constant in parts
        }
        return None if leading is None or found[leading.steps] is None else found

    def get(patient: Patient) -> Any:
        # Only rows that surely lie in time: an undated value can't be called the latest.
        rows = [(day.latest, row) for row, day, is_sure in dated.of(patient) if is_sure and day is not None]
        for day in sorted({day for day, _ in rows}, reverse=True):
            found = [(row, values) for at, row in rows if at == day and (values := values_of(row, patient)) is not None]
            if found:
                return chosen(found, patient)
        return None

    def chosen(found: list[tuple[Row, dict[tuple[str, ...], Any]]], patient: Patient) -> Any:
        assert leading is not None
        values = found[0][1]
        if any(other != values for _, other in found[1:]):
            if source.ties == "refuse":
                column = next(column for target, column, _, _ in parts if target is leading)
                message = f"column `{column}` has several values on the latest day"
                hint = "declare `ties`: lowest, highest or last_row"
                patient.clash("mapping-several-latest", message, path, table, found[-1][0].number, column, hint)
                return None
            if source.ties == "last_row":
                values = max(found, key=lambda pair: pair[0].number)[1]
            else:
                choose = min if source.ties == "lowest" else max
                values = choose(found, key=lambda pair: pair[1][leading.steps])[1]
        if () in values:
            return values[()]
        record: dict[str, Any] = {}
        for steps, value in values.items():
            if value is not None:
                put(record, steps, value)
        return record

    return get


def put(record: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    """Puts a value where the steps lead; records on the way are made."""
    for step in steps[:-1]:
        record = record.setdefault(step, {})
    record[steps[-1]] = value


def _present(path: str, source: Present, spec_of: SpecOf) -> Get:
    dated = DatedRows(path, source.rows, spec_of)

    def get(patient: Patient) -> Any:
        is_open = False
        for _, _, is_sure in dated.of(patient):
            if is_sure:
                return source.then
            is_open = True
        # A row that may or may not lie in time leaves the field unknown, whatever absence stands for.
        return None if is_open else source.otherwise

    return get


def _highest(path: str, leaf: Leaf, source: Highest, spec_of: SpecOf) -> Get:
    dated = DatedRows(path, source.rows, spec_of)
    column, convert = source.source.column, converter(leaf, source.source.read, spec_of(source.rows.table))

    def get(patient: Patient) -> Any:
        numbers = []
        for row, _, is_sure in dated.of(patient):
            number = read_cell(path, source.rows.table, row, column, convert, patient)
            if number is None or not is_sure:
                return None  # the highest of numbers of which one isn't known isn't known
            numbers.append(number)
        return max(numbers, default=None)

    return get
