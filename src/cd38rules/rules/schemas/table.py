"""The schema of a table file: each row is a rule, its condition in the columns."""

from __future__ import annotations

from ..table import SHOWS
from .common import TEXT, Schema, described, listed, mapping
from .rule import condition, rule_properties

_NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_CELL: Schema = {
    "anyOf": [{"type": ["string", "boolean", "number"]}, {"type": "object", "minProperties": 1, "maxProperties": 2}]
}


def table_schema() -> Schema:
    """The schema of a table of rules, in the printed order of the source's table."""
    of_rule = rule_properties()
    shared = {key: schema for key, schema in of_rule.items() if key != "id"}
    row: Schema = {
        **of_rule,
        "topic": {**TEXT, "description": "The topic of the row's rule, where it isn't that of the folder."},
        "row": {**TEXT, "description": "The label of the row as it is printed."},
        "when": {
            "type": "object",
            "additionalProperties": _CELL,
            "description": "For each column that holds a condition: a value, or an operator with its value.",
        },
        "cells": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "For each column that shows something: the figure's id, or words.",
        },
    }
    column = described(
        {"name": _NAME, "fact": TEXT, "shows": {"enum": list(SHOWS)}},
        {
            "name": "The name by which rows and texts call the column.",
            "fact": "The fact that the column's cells test.",
            "shows": "What the column shows where a text says <name>: a figure, or words.",
        },
    )
    words = {
        "table": "The name of the table, and of its file.",
        "title": "What the table holds.",
        "mirrors": "The table or paragraph of the source that it follows row by row.",
        "columns": "The columns: a condition on a fact each, or something shown in the texts.",
        "common": "What every row shares: any key of a rule but its id.",
        "rows": "The rules, in the printed order.",
        "left_out": "Rows of the source's table that are no rule, each with the reason.",
    }
    properties: Schema = {
        "table": TEXT,
        "title": TEXT,
        "mirrors": TEXT,
        "columns": listed(mapping(column, "name")),
        "common": mapping({**shared, "topic": TEXT}),
        "rows": listed(mapping(row, "id")),
        "left_out": listed(mapping({"row": TEXT, "reason": TEXT}, "row", "reason")),
    }
    schema = mapping(described(properties, words), "table", "title", "columns", "common", "rows")
    return schema | {"title": "cd38rules table of rules", "$defs": {"condition": condition()}}
