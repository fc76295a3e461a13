"""A mapping file to a checked Mapping: every fault of it in one go, each with its place."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, cast

from ..diagnostics import Diagnostic, Place, in_order
from ..rules.fields import Fields
from ..rules.located import Located, read_yaml
from .errors import MappingError
from .model import Courses, DayZero, FromColumn, LatestOf, Mapping
from .read_fields import DATE, column_of, from_column, read_fields, rows_of
from .read_parts import Context, days_of, flag, forms_of, unknown_words
from .read_tables import read_tables
from .targets import Leaf, Target, all_fields

DAY = Leaf("day")
GIVEN = "given"
_SET_BY_COURSES = ("agent", "partner_drugs", "first_dose_date", "last_dose_date")


def mapping_of(content: bytes, path: str) -> Mapping:
    """The mapping in the bytes of a file; `path` is used for places only. Raises MappingError with every fault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = content[: error.start]
        place = Place(path, read.count(b"\n") + 1, len(read) - read.rfind(b"\n"))
        raise MappingError(
            [Diagnostic("yaml-encoding", "the file is not UTF-8", (place,), "save it as UTF-8")]
        ) from None
    located, faults = read_yaml(text, path)
    if located is None:
        raise MappingError(faults)
    context = Context(faults)
    mapping = _mapping(context, located, path, hashlib.sha256(content).hexdigest())
    if context.faults:
        raise MappingError(in_order(dict.fromkeys(context.faults)))
    return mapping


def _mapping(context: Context, located: Located, path: str, sha256: str) -> Mapping:
    fields = context.fields(located, "the mapping")
    name, title = fields.text("mapping"), fields.text("title")
    fields.text("description", required=False)
    context.any_case = flag(fields, "ignore_case")
    context.not_recorded = unknown_words(context, fields, "not_recorded")
    context.forms = forms_of(context, fields, "date_formats")
    maps = fields.value("value_maps", required=False)
    if maps is not None and not maps.is_mapping:
        fields.fault("type", "`value_maps` must be a mapping", maps.place, "write `name:` and its words below")
    context.value_maps = {key: value for key, _, value in maps.items()} if maps is not None else {}
    context.has_day_zero = fields.has("day_zero")
    read_tables(context, fields.value("tables"))
    day_zero = _day_zero(context, fields)
    as_of = _as_of(context, fields)
    maps_found, empty = read_fields(context, fields.value("fields"))
    courses = _courses(context, fields)
    fields.done()
    if located.is_mapping and not any(item.target.path == "patient_id" for item in maps_found):
        context.fault("field", "no column is mapped to `patient_id`", fields.place("fields"), "every patient needs one")
    for item in maps_found:
        if item.target.path == "as_of":
            context.fault(
                "field", "`as_of` isn't mapped among the fields", item.place, "use the key `as_of:` of the file"
            )
        listed = item.target.steps == ("therapy", "prior")
        if courses is not None and (listed or (item.target.path == "disease.prior_lines" and courses.prior_lines)):
            context.fault("field", f"`{item.target.path}` comes from `courses` as well", item.place, "keep one")
    return Mapping(
        name=name,
        title=title,
        path=path,
        sha256=sha256,
        tables=context.tables,
        as_of=as_of,
        day_zero=day_zero,
        fields=tuple(maps_found),
        empty_when=tuple(empty),
        courses=courses,
    )


def _day_zero(context: Context, fields: Fields) -> DayZero:
    entry = fields.value("day_zero", required=False)
    if entry is None:
        return DayZero()
    inner = context.fields(entry, "`day_zero`")
    if inner.has("date"):
        day = inner.day("date")
        inner.done()
        return DayZero(fixed=None if day == date.min else day)
    context.has_day_zero = False  # it can't be counted from itself
    source = from_column(context, inner, DAY, table=True)
    context.has_day_zero = True
    inner.done()
    return DayZero(source=source)


def _as_of(context: Context, fields: Fields) -> FromColumn | LatestOf | None:
    entry = fields.value("as_of")
    if entry is None or entry.value == GIVEN:
        return None
    if isinstance(entry.value, str):
        entry = Located({"column": entry}, entry.place, {"column": entry.place})
    inner = context.fields(entry, "`as_of`")
    if not inner.has("latest_of"):
        source = from_column(context, inner, DAY, table=True)
        inner.done()
        return source
    found = []
    for item in inner.mappings("latest_of"):
        one = context.fields(item, "a day of `latest_of`")
        found.append(from_column(context, one, DAY, table=True))
        one.done()
    inner.done()
    if not found:
        context.fault("source", "`latest_of` names no day", entry.place, "add `- column:`")
    return LatestOf(tuple(found))


def _courses(context: Context, fields: Fields) -> Courses | None:
    entry = fields.value("courses", required=False)
    if entry is None:
        return None
    inner = context.fields(entry, "`courses`")
    rows = rows_of(context, inner, "table")
    drug_entry = inner.value("drug")
    unnamed: frozenset[str] = frozenset()
    drug = FromColumn("", _nothing(context))
    if drug_entry is not None:
        drug_fields = context.fields(drug_entry, "`drug`")
        unnamed = unknown_words(context, drug_fields, "unnamed")
        drug = from_column(context, drug_fields, Leaf("drugs"))
        drug_fields.done()
    courses = Courses(
        rows=rows,
        drug=drug,
        unnamed=unnamed,
        line=column_of(context, inner, "line", Leaf("whole")),
        start=column_of(context, inner, "start", DATE),
        end=column_of(context, inner, "end", DATE),
        more=_more(context, inner),
        partners=inner.text("partner_drugs", required=False, one_of=("same_line",)) == "same_line",
        known_none=flag(inner, "none_if_every_row_names_another_drug"),
        prior_lines=cast(Any, inner.text("prior_lines", required=False, one_of=("highest", "count"))),
        gap_days=days_of(inner, "gap_days"),
        current_within_days=days_of(inner, "current_within_days"),
        place=entry.place,
    )
    if courses.line is None and (courses.partners or courses.prior_lines):
        inner.fault("courses", "partner drugs and lines are found by `line`", entry.place, "add `line:`")
    if courses.line is not None and courses.gap_days is not None:
        inner.fault("courses", "rows are grouped by `line` or by `gap_days`", inner.place("gap_days"), "keep one")
    inner.done()
    return courses


def _nothing(context: Context) -> Any:
    from .model import Read

    return Read()


def _more(context: Context, fields: Fields) -> tuple[tuple[Target, FromColumn], ...]:
    """Further fields of a course, taken where all of its rows agree."""
    found = []
    entry = fields.value("fields", required=False)
    for name, place, item in entry.items() if entry is not None else ():
        leaf = all_fields().get(f"therapy.prior[].{name}")
        if leaf is None or name in _SET_BY_COURSES:
            context.fault(
                "field",
                f"`{name}` is no further field of a course",
                place,
                "route, refractory, stop_reason, best_response",
            )
            continue
        one = Located({"column": item}, item.place, {"column": item.place}) if isinstance(item.value, str) else item
        inner = context.fields(one, f"`{name}`")
        found.append((Target(name, ("therapy", "prior"), leaf, inside=(name,)), from_column(context, inner, leaf)))
        inner.done()
    return tuple(found)
