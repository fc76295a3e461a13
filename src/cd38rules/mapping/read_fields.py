"""The fields of a mapping file: which field of the profile comes from which source."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, cast

from ..diagnostics import Place, did_you_mean
from ..rules.fields import Fields
from ..rules.located import Located, shown_word
from .model import (
    Constant,
    EmptyWhen,
    FieldMap,
    FromColumn,
    FromFlags,
    FromParts,
    Highest,
    Latest,
    Present,
    Rows,
    Source,
)
from .read_parts import NOT_RECORDED, Context, _fitting, conditions, days_of, flag, read_options, stored_words
from .targets import Leaf, NoSuchField, Target, all_fields, targets_of

DATE = Leaf("date")
NUMBER = "{n}"
_SEVERAL = ("latest_in", "present_in", "highest_in")


def read_fields(context: Context, located: Located | None) -> tuple[list[FieldMap], list[EmptyWhen]]:
    """The sources of every field, and what makes lists known to be empty."""
    maps: list[FieldMap] = []
    empty: list[EmptyWhen] = []
    taken: dict[str, Place] = {}
    for path, place, entry in located.items() if located is not None else ():
        for target, number in _targets(context, path, place):
            if target.path in taken:
                message = f"`{target.path}` is mapped twice"
                context.fault("field", message, place, "keep one, or make it a list of sources", taken[target.path])
            taken[target.path] = place
            if target.leaf.kind == "list":
                empty.append(_empty_when(context, target, entry))
                continue
            entries = entry.entries() if entry.is_list else (entry,)
            if not entries:
                context.fault("source", f"`{target.path}` has no source", entry.place, "add `- column:`")
            sources = tuple(_source(context, target, one, number) for one in entries)
            maps.append(FieldMap(target, sources, place))
    return maps, empty


def _targets(context: Context, path: str, place: Place) -> list[tuple[Target, str]]:
    try:
        return targets_of(path)
    except NoSuchField as error:
        known = error.known
        hint = did_you_mean(path, known, "see `cd38rules schema profile`") if known else ""
        if known and hint.startswith("see"):
            last = path.rpartition(".")[2]
            same = [name for name in known if name.rpartition(".")[2] == last]
            hint = f"did you mean {' or '.join(same[:2])}?" if same else hint
        context.fault("field", f"`{shown_word(path)}`: {error}", place, hint)
        return []


def _empty_when(context: Context, target: Target, entry: Located) -> EmptyWhen:
    fields = context.fields(entry, f"`{target.path}`")
    inner_value = fields.value("empty_when")
    fields.done()
    if inner_value is None:
        return EmptyWhen(target, "", frozenset())
    inner = context.fields(inner_value, "`empty_when`")
    found = EmptyWhen(target, inner.text("column"), stored_words(context, inner, "is", True))
    inner.done()
    return found


def _source(context: Context, target: Target, entry: Located, number: str) -> Source:
    if isinstance(entry.value, str):
        entry = Located({"column": entry}, entry.place, {"column": entry.place})
    fields = context.fields(entry, f"`{target.path}`")
    several = [key for key in _SEVERAL if fields.has(key)]
    kinds = [key for key in (*_SEVERAL, "constant", "columns", "column") if fields.has(key)]
    if len(several) > 1 or (len(kinds) > 1 and not several):
        fields.fault("source", f"a source has one of: {', '.join(kinds)}", entry.place, "make it a list of sources")
    if target.leaf.kind == "record" and kinds[:1] != ["latest_in"]:
        inside = [name for name in all_fields() if name.startswith(f"{target.path}.")]
        fields.fault("field", f"`{target.path}` is a group of fields", entry.place, f"map {', '.join(inside[:4])}")
        return Constant(None)
    found: Source
    match kinds[0] if kinds else "":
        case "latest_in":
            found = _latest(context, target, fields, number)
        case "present_in":
            found = _present(context, target, fields, number)
        case "highest_in":
            rows = rows_of(context, fields, "highest_in")
            found = Highest(rows, from_column(context, fields, target.leaf, number))
        case "constant":
            found = _constant(context, target.leaf, fields)
        case "columns" if target.leaf.kind == "date":
            found = _parts(context, fields)
        case "columns":
            found = _flags(context, target, fields, number)
        case "column":
            found = from_column(context, fields, target.leaf, number, table=True)
        case _:
            fields.fault("source", f"`{target.path}` has no source", entry.place, "add `column:`")
            return Constant(None)
    fields.done()
    return found


def from_column(
    context: Context, fields: Fields, leaf: Leaf, number: str = "", *, table: bool = False, required: bool = True
) -> FromColumn:
    """A column with how it is read; with `table` it may stand in another table than the main one."""
    column = fields.text("column", required=required).replace(NUMBER, number or NUMBER)
    name = _table(context, fields) if table else ""
    return FromColumn(column, read_options(context, fields, leaf), name, fields.place("column"))


def column_of(context: Context, fields: Fields, key: str, leaf: Leaf, *, required: bool = False) -> FromColumn | None:
    """The column under a key: its name alone, or a mapping with how it is read. None if the key is missing."""
    entry = fields.value(key, required)
    if entry is None:
        return None
    if isinstance(entry.value, str):
        entry = Located({"column": entry}, entry.place, {"column": entry.place})
    inner = context.fields(entry, f"`{key}`")
    found = from_column(context, inner, leaf)
    inner.done()
    return found


def rows_of(context: Context, fields: Fields, key: str) -> Rows:
    """The rows of a long table that count."""
    name = fields.text(key)
    _check_table(context, fields, key, name)
    where = conditions(context, fields)
    dated = column_of(context, fields, "date", DATE)
    within = days_of(fields, "within_days")
    if within is not None and dated is None:
        fields.fault("source", "`within_days` needs a `date`", fields.place("within_days"), "add `date:`")
    return Rows(name, where, dated, within)


def _check_table(context: Context, fields: Fields, key: str, name: str) -> None:
    joined = [table.name for table in context.tables.values() if table.role == "joined"]
    if name and name not in joined:
        hint = did_you_mean(name, joined, f"joined tables: {', '.join(joined) or 'none'}")
        fields.fault("tables", f"there is no joined table `{shown_word(name)}`", fields.place(key), hint)


def _table(context: Context, fields: Fields) -> str:
    name = fields.text("table", required=False)
    if name and context.tables.get(name) is not None and context.tables[name].role == "main":
        return ""
    _check_table(context, fields, "table", name)
    return name


def _latest(context: Context, target: Target, fields: Fields, number: str) -> Latest:
    rows = rows_of(context, fields, "latest_in")
    if rows.dated is None:
        fields.fault("source", "the latest row is found by its date", fields.located.place, "add `date:`")
    ties = fields.text("ties", required=False, one_of=("refuse", "lowest", "highest", "last_row")) or "refuse"
    found: list[tuple[Target, FromColumn | Constant]] = []
    inner_fields = fields.value("fields", required=False)
    if inner_fields is None:
        if target.leaf.kind == "record":
            fields.fault("source", "`fields` says what the row gives", fields.located.place, "add `fields:`")
            return Latest(rows, ())
        found.append((Target("", (), target.leaf), from_column(context, fields, target.leaf, number)))
    for path, place, entry in inner_fields.items() if inner_fields is not None else ():
        for inside, _ in _targets(context, f"{target.path}.{path}", place):
            source = _source(context, inside, entry, number)
            if isinstance(source, (FromColumn, Constant)):
                steps = inside.steps[len(target.steps) :]
                found.append((Target(path, steps, inside.leaf), source))
            else:
                context.fault("source", "a field of the latest row comes from a column of it", place)
    return Latest(rows, tuple(found), cast(Any, ties))


def _present(context: Context, target: Target, fields: Fields, number: str) -> Present:
    rows = rows_of(context, fields, "present_in")
    is_flag = target.leaf.kind == "flag"
    then = fields.value("then", required=not is_flag)
    otherwise = fields.value("otherwise", required=False)
    return Present(
        rows,
        _fitting(context, then, target.leaf) if then is not None else True,
        _fitting(context, otherwise, target.leaf) if otherwise is not None else None,
    )


def _constant(context: Context, leaf: Leaf, fields: Fields) -> Constant:
    value = fields.value("constant")
    if value is None:
        return Constant(None)
    if leaf.kind in ("drugs", "words"):
        if not value.is_list:
            fields.fault("type", "the constant of a list must be a list", value.place, "write it in brackets")
        return Constant(tuple(str(_fitting(context, item, leaf)) for item in value.entries()))
    if value.value == NOT_RECORDED:
        fields.fault("source", "what isn't recorded needs no source", value.place, "remove it")
    return Constant(_fitting(context, value, leaf))


def _flags(context: Context, target: Target, fields: Fields, number: str) -> Source:
    columns = fields.value("columns")
    if target.leaf.kind not in ("drugs", "words") or columns is None:
        message = f"`columns` is for lists and dates, and `{target.path}` is neither"
        fields.fault("source", message, fields.place("columns"), "use `column:`")
        return Constant(None)
    found: dict[str, str] = {}
    for word, place, entry in columns.items():
        named = Located(word, place)
        _fitting(context, named, target.leaf)
        found[word] = str(entry.value).replace(NUMBER, number or NUMBER)
    read = read_options(context, fields, Leaf("flag"))
    partial = flag(fields, "use_if_some_are_not_recorded")
    return FromFlags(MappingProxyType(found), read, partial, _table(context, fields))


def _parts(context: Context, fields: Fields) -> FromParts:
    columns = fields.value("columns")
    table = _table(context, fields)
    if columns is None:
        return FromParts("", "", "", table)
    inner = context.fields(columns, "`columns`")
    found = FromParts(inner.text("year"), inner.text("month", False), inner.text("day", False), table)
    inner.done()
    return found


def columns_named(source: Source) -> Iterator[tuple[str, str]]:
    """(table, column) that a source needs; the main table's name is empty."""
    match source:
        case FromColumn():
            yield source.table, source.column
            if source.read.unit.column:
                yield source.table, source.read.unit.column
        case FromFlags():
            yield from ((source.table, column) for column in source.columns.values())
        case FromParts():
            yield from ((source.table, name) for name in (source.year, source.month, source.day) if name)
        case Latest():
            yield from of_rows(source.rows)
            for _, inner in source.fields:
                yield from ((source.rows.table, column) for _, column in columns_named(inner))
        case Present():
            yield from of_rows(source.rows)
        case Highest():
            yield from of_rows(source.rows)
            yield from ((source.rows.table, column) for _, column in columns_named(source.source))
        case Constant():
            pass


def of_rows(rows: Rows) -> Iterator[tuple[str, str]]:
    """(table, column) that a choice of rows needs."""
    yield from ((rows.table, condition.column) for condition in rows.where)
    if rows.dated is not None:
        yield from ((rows.table, column) for _, column in columns_named(rows.dated))
