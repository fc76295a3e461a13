"""The tables of a mapping file: which there are, how they are joined, how they are written."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import cast

from ..diagnostics import did_you_mean
from ..rules.fields import Fields
from ..rules.located import Located, shown_word
from .model import FORMATS, ROLES, FormatSpec, Lookup, Role, TableSpec
from .read_parts import Context, flag

REFUSE, ALLOW = "refuse", "allow"


def read_tables(context: Context, located: Located | None) -> None:
    """Puts the tables into the context."""
    if located is None or not located.is_mapping:
        if located is not None:
            context.fault("type", "`tables` must be a mapping", located.place, "write `name:` and its keys below")
        return
    for name, place, entry in located.items():
        context.tables[name] = replace(_table(context, name, entry), place=place)
    mains = [table for table in context.tables.values() if table.role == "main"]
    if len(mains) != 1:
        others = [table.place for table in mains[1:]]
        place = others.pop(0) if others else located.place
        context.fault(
            "tables", "there must be one table with `role: main`", place, "one row is one assessment", *others
        )
    joined = any(table.role == "joined" for table in context.tables.values())
    if joined and mains and not mains[0].key:
        context.fault("tables", f"table `{mains[0].name}` has no `key`", mains[0].place, "others are joined by it")
    for table in context.tables.values():
        for lookup in table.lookups:
            other = context.tables.get(lookup.table)
            if other is None or other.role != "lookup":
                known = [name for name, table in context.tables.items() if table.role == "lookup"]
                hint = did_you_mean(lookup.table, known, "declare it with `role: lookup`")
                message = f"there is no lookup table `{shown_word(lookup.table)}`"
                context.fault("tables", message, table.place, hint)


def _table(context: Context, name: str, entry: Located) -> TableSpec:
    fields = context.fields(entry, f"table `{shown_word(name)}`")
    role = cast("Role", fields.text("role", one_of=ROLES) or "joined")
    table = TableSpec(
        name,
        role,
        key=fields.text("key", required=role != "main"),
        file=fields.text("file", required=False) or name,
        optional=flag(fields, "optional"),
        format=_format(context, fields),
        allows_missing_columns=fields.text("missing_columns", required=False, one_of=(REFUSE, ALLOW)) == ALLOW,
        refuses_unknown_columns=fields.text("unknown_columns", required=False, one_of=(REFUSE, ALLOW)) == REFUSE,
        lookups=_lookups(context, fields),
    )
    if table.optional and role == "main":
        context.fault("tables", "the main table can't be optional", fields.place("optional"))
    fields.done()
    return table


def _lookups(context: Context, fields: Fields) -> tuple[Lookup, ...]:
    value = fields.value("lookups", required=False)
    if value is not None and not value.is_mapping:
        fields.fault("type", "`lookups` must be a mapping", value.place, "write `name: {column: ..., in: ...}`")
    found = []
    for prefix, _, entry in value.items() if value is not None else ():
        inner = context.fields(entry, f"lookup `{shown_word(prefix)}`")
        found.append(Lookup(prefix, inner.text("column"), inner.text("in")))
        inner.done()
    return tuple(found)


def _format(context: Context, fields: Fields) -> FormatSpec:
    spec = FormatSpec(
        format=fields.text("format", required=False, one_of=FORMATS),
        encoding=fields.text("encoding", required=False),
        delimiter=_sign(fields, "delimiter"),
        quote=_quote(fields),
        decimal=_sign(fields, "decimal") or ".",
        thousands=_sign(fields, "thousands"),
        sheet=fields.text("sheet", required=False),
    )
    if spec.encoding:
        try:
            codecs.lookup(spec.encoding)
        except LookupError:
            hint = "for example utf-8, latin-1, cp1252 or utf-16"
            fields.fault("encoding", "there is no such encoding", fields.place("encoding"), hint)
    if spec.decimal == spec.thousands or spec.decimal not in ".,":
        hint = "the decimal sign is . or , and the thousands separator is another one"
        fields.fault("number-format", "such numbers can't be read", fields.place("decimal"), hint)
    return spec


def _quote(fields: Fields) -> str:
    """The quote sign; empty for the word `none`: then no cell is quoted."""
    value = fields.located.get("quote")
    if value is not None and value.value == "none":
        fields.value("quote")
        return ""
    return _sign(fields, "quote") or '"'


def _sign(fields: Fields, key: str) -> str:
    """One character; the word `tab` stands for a tab and `space` for a space. A space isn't text for `Fields`."""
    value = fields.value(key, required=False)
    if value is None:
        return ""
    sign = {"tab": "\t", "space": " "}.get(str(value.value), value.value)
    if not isinstance(sign, str) or len(sign) != 1 or sign in "\r\n":
        fields.fault("type", f"`{key}` must be one character", value.place, "put it in quotes, or write tab or space")
        return ""
    return sign
