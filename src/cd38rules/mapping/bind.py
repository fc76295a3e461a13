"""A mapping bound to the tables at hand: which columns are there, and from a row of the main table to a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from ..diagnostics import Diagnostic, Place, did_you_mean
from .cells import Row, is_blank, key_in, text_of, word_of
from .columns import Columns
from .convert import converter
from .courses import CourseReader
from .errors import CellFault
from .getters import Get, getter, put, read_cell
from .model import (
    EmptyWhen,
    FieldMap,
    FormatSpec,
    FromColumn,
    FromFlags,
    FromParts,
    Highest,
    Latest,
    LatestOf,
    Present,
    Source,
)
from .model import Mapping as MappingFile
from .patient import Patient, Shape
from .read_fields import columns_named, of_rows
from .targets import Leaf, Target

Found = Mapping[str, tuple[str, ...] | None]
"""The columns of each table that was given, by its name; None where only its rows know them."""


def needed_columns(mapping: MappingFile) -> dict[str, dict[str, None]]:
    """The columns that the mapping reads, by table, in the order of the mapping."""
    needed: dict[str, dict[str, None]] = {name: {} for name in mapping.tables}
    for table, column in _all_columns(mapping):
        needed[table or mapping.main.name][column] = None
    for spec in mapping.tables.values():
        own = needed[spec.name]
        if spec.key:
            own[spec.key] = None
        for lookup in spec.lookups:
            prefix = f"{lookup.prefix}."
            for column in [name for name in own if name.startswith(prefix)]:
                del own[column]
                needed[lookup.table][column.removeprefix(prefix)] = None
            own[lookup.column] = None
    return needed


def _all_columns(mapping: MappingFile) -> Iterator[tuple[str, str]]:
    for source in (mapping.day_zero.source, *_days(mapping)):
        if source is not None:
            yield from columns_named(source)
    for item in mapping.fields:
        for one in item.sources:
            yield from columns_named(one)
    for empty in mapping.empty_when:
        yield "", empty.column
    courses = mapping.courses
    if courses is not None:
        yield from of_rows(courses.rows)
        more = [source for _, source in courses.more]
        for source in (courses.drug, courses.line, courses.start, courses.end, *more):
            if source is not None:
                yield from ((courses.rows.table, column) for _, column in columns_named(source))


def _days(mapping: MappingFile) -> tuple[FromColumn, ...]:
    if mapping.as_of is None:
        return ()
    return mapping.as_of.sources if isinstance(mapping.as_of, LatestOf) else (mapping.as_of,)


UNKNOWN_COLUMN = "table-unknown-column"


def layout_faults(mapping: MappingFile, found: Found) -> list[Diagnostic]:
    """Columns that the mapping needs and a table lacks, or has twice, and those that it must not have."""
    faults: list[Diagnostic] = []
    needed = needed_columns(mapping)
    for name, columns in found.items():
        spec = mapping.tables[name]
        for column in needed[name]:
            if columns is None:
                continue
            place = Place(name, 1, columns.index(column) + 1 if column in columns else 1)
            if columns.count(column) > 1:
                message = f"column `{column}` stands twice in the header"
                faults.append(Diagnostic("table-duplicate-column", message, (place,), "rename one of them"))
            is_needed = not spec.allows_missing_columns or column == spec.key
            if column not in columns and is_needed:
                # No name of the header is told: a table without one has a patient in its place.
                hint = "check the header, the delimiter, or the mapping"
                message = f"there is no column `{column}`, which the mapping needs"
                faults.append(Diagnostic("table-missing-column", message, (place,), hint))
        if spec.refuses_unknown_columns:
            for index, column in enumerate(columns or (), start=1):
                if column not in needed[name]:
                    # A header that is missing is a row of patient data: an unknown name isn't told.
                    hint = did_you_mean(column, needed[name], "leave it out, or write a mapping of your own")
                    message = f"the name of column {index} isn't known"
                    faults.append(Diagnostic(UNKNOWN_COLUMN, message, (Place(name, 1, index),), hint))
    return faults


class Binder:
    """Maps rows of the main table. Sources whose columns or tables aren't there are left out."""

    def __init__(self, mapping: MappingFile, found: Found, as_of: date | None) -> None:
        self.mapping, self._given = mapping, as_of
        self._found = found
        self._specs = {name: table.format for name, table in mapping.tables.items()} | {"": mapping.main.format}
        self._day_zero = self._day(mapping.day_zero.source, "day_zero")
        self._as_of = [(source, self._days_of(source)) for source in _days(mapping) if self._is_there(source)]
        # With the column whose blank cells need no further look; empty where there are several sources.
        self._plain: list[tuple[tuple[str, ...], str, tuple[Get, ...]]] = []
        self._items: list[tuple[Target, str, tuple[Get, ...]]] = []
        for item in mapping.fields:
            gets = tuple(getter(item.target, one, self._spec) for one in item.sources if self._is_there(one))
            if gets and item.target.item:
                self._items.append((item.target, _only_column(item), gets))
            elif gets:
                self._plain.append((item.target.steps, _only_column(item), gets))
        self._empty = [self._empty_getter(one) for one in mapping.empty_when if self._has("", one.column)]
        courses = mapping.courses
        self._courses = (
            CourseReader(courses, self._spec) if courses is not None and courses.rows.table in found else None
        )
        self._known = dict(self._known_columns())
        self._columns = Columns(self._known, {})

    @property
    def has_as_of(self) -> bool:
        """Whether the day of assessment is given, or there is a column for it."""
        return self._given is not None or bool(self._as_of)

    def _spec(self, table: str) -> FormatSpec:
        return self._specs[table]

    def _has(self, table: str, column: str) -> bool:
        table = table or self.mapping.main.name
        if table not in self._found:
            return False
        columns = self._found[table]
        for lookup in self.mapping.tables[table].lookups:
            prefix = f"{lookup.prefix}."
            if column.startswith(prefix):
                return self._has(table, lookup.column) and self._has(lookup.table, column.removeprefix(prefix))
        return columns is None or column in columns

    def _is_there(self, source: Source) -> bool:
        return all(self._has(table, column) for table, column in columns_named(source))

    def _day(self, source: FromColumn | None, path: str) -> Get | None:
        if source is None or not self._is_there(source):
            return None
        return getter(Target(path, (path,), Leaf("day")), source, self._spec)

    def _days_of(self, source: FromColumn) -> Callable[[Patient], list[str]]:
        """All days that a source gives: of the main row, or of every row of a joined table."""
        if not source.table:
            get = getter(Target("as_of", ("as_of",), Leaf("day")), source, self._spec)
            return lambda patient: [day for day in (get(patient),) if day is not None]
        convert = converter(Leaf("day"), source.read, self._spec(source.table))

        def days(patient: Patient) -> list[str]:
            rows = patient.rows(source.table)
            found = [read_cell("as_of", source.table, row, source.column, convert, patient) for row in rows]
            return [day for day in found if day is not None]

        return days

    def _empty_getter(self, empty: EmptyWhen) -> tuple[EmptyWhen, Get]:
        words = dict.fromkeys(empty.words, True)

        def get(patient: Patient) -> Any:
            cell = patient.main.cells.get(empty.column)
            return not is_blank(cell) and key_in(word_of(cell), words) is not None

        return empty, get

    def _known_columns(self) -> Iterator[tuple[str, str]]:
        several = len(self.mapping.tables) > 1

        def told(table: str, column: str) -> str:
            return f"{table or self.mapping.main.name}.{column}" if several else column

        for item in self.mapping.fields:
            source = next((one for one in item.sources if self._is_there(one)), None)
            for inside, table, column in _leading(source):
                yield f"{item.target.json_path}{inside}", told(table, column)
        for source, _ in self._as_of[:1]:
            yield "$.as_of", told(source.table, source.column)
        courses = self.mapping.courses
        if courses is not None and self._courses is not None:
            table = courses.rows.table
            yield "$.therapy.prior[].agent", told(table, courses.drug.column)
            if courses.partners:
                yield "$.therapy.prior[].partner_drugs", told(table, courses.drug.column)
            for name, source in (("first_dose_date", courses.start), ("last_dose_date", courses.end)):
                if source is not None:
                    yield f"$.therapy.prior[].{name}", told(table, source.column)
            for target, source in courses.more:
                yield f"$.therapy.prior[].{target.path}", told(table, source.column)
            if courses.prior_lines and courses.line is not None:
                yield "$.disease.prior_lines", told(table, courses.line.column)

    def profile_of(self, row: Row, shape: Shape) -> tuple[dict[str, Any] | None, list[Diagnostic], Columns]:
        """The profile's data, the faults (then there is no profile), and the columns of its fields."""
        main = self.mapping.main
        patient = Patient(row, "", shape)
        if main.key:
            try:
                patient.key = text_of(row.cells.get(main.key))
            except CellFault as fault:
                patient.refuse(fault, "", "", row.number, main.key)
        profile: dict[str, Any] = {"schema_version": "1"}
        self._set_days(patient, profile)
        cells = row.cells
        for steps, column, gets in self._plain:
            if column and ((cell := cells.get(column)) is None or cell == ""):
                continue
            for get in gets:
                value = get(patient)
                if value is not None:
                    put(profile, steps, value)
                    break
        columns = self._put_items(patient, profile) if self._items else self._columns
        if self._courses is not None:
            self._courses.put_into(profile, patient)
        for empty, get in self._empty:
            if get(patient):
                self._put_empty(empty, patient, profile)
        return (None if patient.faults else profile), patient.faults, columns

    def _set_days(self, patient: Patient, profile: dict[str, Any]) -> None:
        days, zero = patient.days, self.mapping.day_zero
        days.day_zero = zero.fixed
        if self._day_zero is not None:
            days.day_zero = _full(self._day_zero(patient))
        found = [day for _, days_of in self._as_of for day in days_of(patient)]
        text = max(found, default=None)
        if text is None and self._given is not None:
            text = self._given.isoformat()
        if text is not None:
            profile["as_of"] = text
            days.as_of = _full(text)

    def _put_items(self, patient: Patient, profile: dict[str, Any]) -> Columns:
        lists: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}
        cells = patient.main.cells
        for target, column, gets in self._items:
            if column and ((cell := cells.get(column)) is None or cell == ""):
                continue
            for get in gets:
                value = get(patient)
                if value is not None:
                    put(lists.setdefault(target.steps, {}).setdefault(target.item, {}), target.inside, value)
                    break
        if not lists:
            return self._columns
        orders: dict[str, tuple[str, ...]] = {}
        for steps, found in lists.items():
            # By their numbers, whichever of their fields was recorded first.
            items = dict(sorted(found.items(), key=_number)) if len(found) > 1 else found
            is_finding = steps == ("cytogenetics", "findings")
            put(profile, steps, [({"abnormality": name} if is_finding else {}) | item for name, item in items.items()])
            orders["$." + ".".join(steps)] = tuple(items)
        return Columns(self._known, orders)

    def _put_empty(self, empty: EmptyWhen, patient: Patient, profile: dict[str, Any]) -> None:
        here: Any = profile
        for step in empty.target.steps:
            here = here.get(step) if isinstance(here, dict) else None
        if here:
            message = f"column `{empty.column}` says that there are none, and others tell of some"
            patient.clash(
                "mapping-contradiction", message, empty.target.path, "", patient.main.number, empty.column, "check both"
            )
            return
        put(profile, empty.target.steps, [])


def _leading(source: Source | None) -> Iterator[tuple[str, str, str]]:
    """(path inside the field, table, column) that values come from."""
    match source:
        case FromColumn():
            yield "", source.table, source.column
        case FromFlags():
            yield from (("", source.table, column) for column in list(source.columns.values())[:1])
        case FromParts():
            yield "", source.table, source.year
        case Highest():
            yield "", source.rows.table, source.source.column
        case Present():
            yield from (("", source.rows.table, condition.column) for condition in source.rows.where[:1])
        case Latest():
            for target, inner in source.fields:
                if isinstance(inner, FromColumn):
                    yield "".join(f".{step}" for step in target.steps), source.rows.table, inner.column
        case _:
            pass


def _number(item: tuple[str, Any]) -> int:
    return int(item[0]) if item[0].isdigit() else 0


def _only_column(item: FieldMap) -> str:
    """The column of the main table that alone decides a field, if its blank cells mean nothing."""
    source = item.sources[0]
    alone = len(item.sources) == 1 and isinstance(source, FromColumn) and not source.table
    return source.column if alone and isinstance(source, FromColumn) and "" not in source.read.words else ""


def _full(text: str | None) -> date | None:
    """The day, if the text is a whole one."""
    return date.fromisoformat(text) if text is not None and len(text) == 10 else None
