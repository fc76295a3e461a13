"""The JSON Schema of mapping files, for editors: what may stand where, with words for each key.

The loader checks what a schema can't know: fields by their numbers, tables by their names, values by their fields.
"""

from __future__ import annotations

import re
from typing import Any

from ..rules.schemas.common import COUNT, TEXT, Schema, described, mapping
from .model import FORMATS, ROLES
from .read_parts import OTHERS, ROUNDS
from .targets import ALL_UNITS, all_fields

_WORD: Schema = {"type": ["string", "integer", "boolean"]}
_WORDS: Schema = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}
_VALUE: Schema = {"type": ["string", "number", "boolean"]}
_VALUE_MAP: Schema = {"type": "object", "additionalProperties": _VALUE}
_FLAG: Schema = {"type": "boolean"}
_REFUSE: Schema = {"enum": ["refuse", "allow"]}
_UNIT: Schema = {"enum": list(ALL_UNITS)}
_FORMS: Schema = {"anyOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}]}
_SIGN: Schema = {"type": "string", "minLength": 1}
_SOURCE: Schema = {"$ref": "#/$defs/source"}
_COLUMN: Schema = {"anyOf": [TEXT, {"$ref": "#/$defs/column"}]}
_FIELD: Schema = {"anyOf": [TEXT, _SOURCE, {"type": "array", "minItems": 1, "items": {"anyOf": [TEXT, _SOURCE]}}]}

_READ: Schema = {
    "values": {"anyOf": [TEXT, _VALUE_MAP]},
    "not_recorded": _WORDS,
    "unit": {"anyOf": [_UNIT, mapping({"column": TEXT, "values": {"type": "object", "additionalProperties": _UNIT}})]},
    "round": {"enum": list(ROUNDS)},
    "formats": _FORMS,
    "means": {"enum": ["age_at_day_zero", "birth"]},
    "split": _WORDS,
    "none": _WORDS,
    "others": {"enum": list(OTHERS)},
}
_READ_WORDS = {
    "values": "What words stand for: a mapping of words, or the name of one under `value_maps`.",
    "not_recorded": "Words of this column that mean: not recorded.",
    "unit": "The unit of the column, or the column that names it, with its words. Without: the profile's own.",
    "round": "How a fraction becomes a whole number. Without: it is refused.",
    "formats": "Forms of dates: ISO, or built of YYYY, MM, MMM, DD, M, D, as DD.MM.YYYY. Two that clash are refused.",
    "means": "For an age: it is that at day zero in days, or the column holds the day of birth.",
    "split": "Signs that part the items of a list inside one cell.",
    "none": "Words that say that the list is known to be empty.",
    "others": "What a drug outside the vocabulary becomes: refused, ignored, or other_drug.",
}
_ROWS_WORDS = {
    "where": "Conditions on the rows, all of which must hold.",
    "date": "The column with the date of a row: only rows up to the day of assessment count.",
    "within_days": "How many days before the assessment a row may lie.",
}


def mapping_schema() -> Schema:
    """The schema of a mapping file."""
    properties: Schema = {
        "mapping": TEXT,
        "title": TEXT,
        "description": TEXT,
        "ignore_case": _FLAG,
        "not_recorded": _WORDS,
        "date_formats": _FORMS,
        "value_maps": {"type": "object", "additionalProperties": _VALUE_MAP},
        "day_zero": {"anyOf": [mapping({"date": TEXT}, "date"), {"$ref": "#/$defs/column"}]},
        "tables": {"type": "object", "minProperties": 1, "additionalProperties": _table()},
        "as_of": {"anyOf": [TEXT, _LATEST_OF, {"$ref": "#/$defs/column"}]},
        "fields": _fields(),
        "courses": _courses(),
    }
    words = {
        "mapping": "The name of the mapping.",
        "title": "What it reads, in words.",
        "description": "What a user of it should know.",
        "ignore_case": "Whether the case of the words of this file doesn't matter; without: it does.",
        "not_recorded": "Words that mean `not recorded` in every column.",
        "date_formats": "Forms of dates of all columns that name none themselves; without: ISO.",
        "value_maps": "Value maps that several fields use, by a name.",
        "day_zero": "The day from which counts of days run: a nominal date, or the column that holds it.",
        "tables": "The tables by name: one main table, a row of which is an assessment, and those joined by a key.",
        "as_of": "The day of assessment: a column, the latest of several days, or `given` (by --as-of).",
        "fields": "Fields of the profile by their path, each with its source or a list of sources: the first recorded.",
        "courses": "Prior courses and lines of therapy from a table with a row for each drug given.",
    }
    required = ("mapping", "title", "tables", "as_of", "fields")
    definitions = {"source": _source(), "column": _column(), "condition": _CONDITION}
    return mapping(described(properties, words), *required) | {"title": "cd38rules mapping", "$defs": definitions}


_CONDITION: Schema = mapping({"column": TEXT, "is": _WORDS, "is_not": _WORDS, "starts_with": _WORDS}, "column")
_LATEST_OF: Schema = mapping(
    {"latest_of": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/column"}}}, "latest_of"
)
_ROWS: Schema = {
    "where": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
    "date": _COLUMN,
    "within_days": COUNT,
}


def _table() -> Schema:
    lookup = mapping({"column": TEXT, "in": TEXT}, "column", "in")
    properties: Schema = {
        "role": {"enum": list(ROLES)},
        "key": TEXT,
        "file": TEXT,
        "optional": _FLAG,
        "format": {"enum": list(FORMATS)},
        "encoding": TEXT,
        "delimiter": _SIGN,
        "quote": _SIGN,
        "decimal": {"enum": [".", ","]},
        "thousands": _SIGN,
        "sheet": TEXT,
        "missing_columns": _REFUSE,
        "unknown_columns": _REFUSE,
        "lookups": {"type": "object", "additionalProperties": lookup},
    }
    words = {
        "role": "main: a row is an assessment. joined: rows belong to it by their key. lookup: rows explain a code.",
        "key": "The column by which rows are joined or looked up.",
        "file": "The name of its file in a folder, without ending; without: the table's name.",
        "optional": "The list may come without this table; then nothing is known from it.",
        "format": "How the file is written; without: told by its name.",
        "encoding": "The encoding of text; without: UTF-8, or what a byte order mark says.",
        "delimiter": "The sign between cells (or: tab, space); without: told by the header.",
        "quote": "The sign around cells that hold delimiters, or: none; without: a double quote.",
        "decimal": "The decimal sign of numbers; without: a point.",
        "thousands": "The sign between groups of three digits (or: space); without: there is none.",
        "sheet": "The sheet of a workbook; without: the first.",
        "missing_columns": "allow: columns of the mapping may be missing; then nothing is known from them.",
        "unknown_columns": "refuse: the table may have no column that the mapping doesn't know.",
        "lookups": "Columns NAME.COLUMN, taken from the row of a lookup table whose key stands in a column here.",
    }
    return mapping(described(properties, words), "role")


def _column() -> Schema:
    properties = {"column": TEXT, "table": TEXT, **_READ}
    words = {"column": "The column.", "table": "The joined table that it is in; without: the main one.", **_READ_WORDS}
    return mapping(described(properties, words), "column")


def _source() -> Schema:
    columns: Schema = {"type": "object", "additionalProperties": TEXT}
    empty = mapping({"column": TEXT, "is": _WORDS}, "column", "is")
    properties: Schema = {
        "column": TEXT,
        "table": TEXT,
        **_READ,
        "constant": {"anyOf": [_VALUE, {"type": "array", "items": TEXT}]},
        "columns": columns,
        "use_if_some_are_not_recorded": _FLAG,
        "empty_when": empty,
        "latest_in": TEXT,
        "present_in": TEXT,
        "highest_in": TEXT,
        **_ROWS,
        "ties": {"enum": ["refuse", "lowest", "highest", "last_row"]},
        "fields": {"type": "object", "additionalProperties": _COLUMN_OR_CONSTANT},
        "then": _VALUE,
        "otherwise": _VALUE,
    }
    words = {
        "column": "The column.",
        "table": "The joined table that it is in; without: the main one.",
        **_READ_WORDS,
        "constant": "The same value for every row.",
        "columns": "For a list: word → yes/no column. For a date: the columns of year, month and day.",
        "use_if_some_are_not_recorded": "Use the list even if some of its yes/no columns aren't recorded.",
        "empty_when": "The column and the words that say that a list is known to be empty.",
        "latest_in": "The joined table whose latest row gives the value.",
        "present_in": "The joined table in which there must be such a row.",
        "highest_in": "The joined table whose highest number gives the value.",
        **_ROWS_WORDS,
        "ties": "What to take if rows of the latest day differ; without: they are refused.",
        "fields": "For a group of fields: what the latest row gives.",
        "then": "The value if there is such a row; for yes/no fields: true.",
        "otherwise": "The value if there is no such row; without: not recorded.",
    }
    return mapping(described(properties, words))


_COLUMN_OR_CONSTANT: Schema = {"anyOf": [TEXT, {"$ref": "#/$defs/column"}, mapping({"constant": _VALUE}, "constant")]}


def _fields() -> Schema:
    properties: Schema = {}
    patterns: Schema = {}
    for path, leaf in all_fields().items():
        if path == "as_of":
            continue
        kinds = ", ".join(leaf.choices) or leaf.kind
        unit = f", in {next(iter(leaf.units))}" if leaf.units else ""
        entry: dict[str, Any] = {**_FIELD, "description": f"Takes: {kinds}{unit}."}
        if "[]" in path:
            patterns["^" + re.escape(path).replace(r"\[\]", r"\[[^\[\]]+\]") + "$"] = entry
        else:
            properties[path] = entry
    # A key that looks like a field with a number is a pattern, so that only these keys are allowed.
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": patterns,
        "required": ["patient_id"],
        "additionalProperties": False,
    }


def _courses() -> Schema:
    drug = mapping({"column": TEXT, **_READ, "unnamed": _WORDS}, "column")
    properties: Schema = {
        "table": TEXT,
        **_ROWS,
        "drug": drug,
        "line": _COLUMN,
        "start": _COLUMN,
        "end": _COLUMN,
        "fields": {"type": "object", "additionalProperties": _COLUMN},
        "partner_drugs": {"const": "same_line"},
        "none_if_every_row_names_another_drug": _FLAG,
        "prior_lines": {"enum": ["highest", "count"]},
        "gap_days": COUNT,
        "current_within_days": COUNT,
    }
    words = {
        "table": "The joined table.",
        **_ROWS_WORDS,
        "drug": "The column of the drug; `unnamed` are words that say that a drug was given but not which.",
        "line": "The column of the number of the line: its rows of one antibody are one course.",
        "start": "The column of the first dose; the earliest counts, if every row has one.",
        "end": "The column of the last dose; the latest counts, if every row has one.",
        "fields": "Further fields of a course, where its rows agree: route, refractory, stop_reason, best_response.",
        "partner_drugs": "same_line: the other drugs of the line are partner drugs.",
        "none_if_every_row_names_another_drug": "Then it is known that there was no antibody before.",
        "prior_lines": "The number of lines before: the highest number, or how many differ.",
        "gap_days": "Without `line`: a pause of more days begins a new course.",
        "current_within_days": "The course with the latest dose is the current one, if that lies so few days back.",
    }
    return mapping(described(properties, words), "table", "drug")
