"""The schemas of evidence files: entries and tables of figures, the source, its references, errata and trials."""

from __future__ import annotations

from collections.abc import Mapping

from ..evidence_model import DESIGNS, SIDEDNESS
from ..evidence_trials import TOLD
from .common import COUNT, DAY, NAMES, ONE_OR_MORE, TEXT, Schema, described, listed, mapping

_WORDS = {
    "id": "The entry's name; rules cite it as source/name.",
    "kind": "A figure, a statement, or a gap: something that the source doesn't give.",
    "says": "One plain sentence that says what the source says; a figure's value stands in it as printed.",
    "location": "The place in the source: section and paragraph; table, row and column; footnote; figure; reference.",
    "design": "The design of the study behind it.",
    "references": "The numbers of the references that the source cites there.",
    "errata": "Inconsistencies of the source that concern it, ids of errata.yaml.",
    "printed": "The words of the source, verbatim and few, that tie it to its place.",
    "value": "The value as printed.",
    "unit": "The unit of the value.",
    "measure": "What was measured.",
    "arm": "The arm or group that the value belongs to.",
    "arm_printed": "The part of the printed words, or of the table's headings, that names the arm.",
    "comparator": "The other arm, and its value as printed.",
    "interval": "The confidence interval as printed, with its level.",
    "p": "The P value as printed, and its sidedness as far as the source states it.",
    "n": "The number of patients, or: not given.",
    "n_printed": "The words that print n, where neither `printed` nor the table's headings do.",
    "population": "Who was studied.",
    "data_cut": "The analysis, by its follow-up.",
    "trial": "The trial of trials.yaml that it belongs to.",
    "means": "What an abbreviation printed as the value stands for in that table.",
    "also": "Other places that print the same figure.",
    "absent": "For a gap: words that don't occur there.",
    "occurs": "For a gap: words that occur so many times, and in another sense.",
}
_N: Schema = {"anyOf": [COUNT, {"const": "not given"}]}
_NUMBERS: Schema = {"type": "array", "items": COUNT}
_INTERVAL = mapping({"low": TEXT, "high": TEXT, "level": TEXT}, "low", "high", "level")
_P = mapping({"value": TEXT, "sided": {"enum": list(SIDEDNESS)}}, "value", "sided")


def evidence_schema() -> Schema:
    """The schema of a file of entries: a list, or a table of figures."""
    return {
        "title": "cd38rules evidence",
        "if": {"type": "object"},
        "then": _table(),
        "else": {"type": "array", "items": _entry()},
    }


def source_schema() -> Schema:
    """The schema of `source.yaml`."""
    section = mapping({"heading": TEXT, "under": TEXT, "run_in": {"type": "boolean"}}, "heading")
    texts = ("id", "short_name", "title", "journal", "doi", "pmcid", "licence", "funding")
    days = ("received", "accepted", "published", "evidence_as_of")
    properties: Schema = {
        **dict.fromkeys(texts, TEXT),
        **dict.fromkeys(days, DAY),
        "kind": {"const": "review"},
        "authors": ONE_OR_MORE,
        "year": COUNT,
        "interests": ONE_OR_MORE,
        "no_interests_declared_by": ONE_OR_MORE,
        "sections": {**listed(section), "description": "The headings in their order; `run_in` ones begin a paragraph."},
        "furniture": {**ONE_OR_MORE, "description": "Lines of the text file that are no part of the article."},
    }
    required = [key for key in properties if key != "furniture"]
    return mapping(properties, *required) | {"title": "cd38rules source"}


def references_schema() -> Schema:
    """The schema of `references.yaml`."""
    texts = ("authors", "title", "where", "pages", "url", "identifier", "accessed", "role")
    year: Schema = {"anyOf": [COUNT, {"const": "not given"}]}
    item = mapping({"number": COUNT, "year": year, **dict.fromkeys(texts, TEXT)}, "number", "title", "year")
    return {"title": "cd38rules references", "type": "array", "items": item}


def errata_schema() -> Schema:
    """The schema of `errata.yaml`."""
    properties: Schema = {"id": TEXT, "problem": TEXT, "consequence": TEXT, "where": listed(_location())}
    return {"title": "cd38rules errata", "type": "array", "items": mapping(properties, *properties)}


def trials_schema() -> Schema:
    """The schema of `trials.yaml`."""
    texts = ("id", "name", "registration", "phase", "regimen", "control")
    told: Schema = {word: {**ONE_OR_MORE, "description": "Entries that tell it, by id."} for word in TOLD}
    properties: Schema = {**dict.fromkeys(texts, TEXT), "references": _NUMBERS, **told}
    return {
        "title": "cd38rules trials",
        "type": "array",
        "items": mapping(properties, "id", "name", "phase", "regimen"),
    }


def _entry() -> Schema:
    texts = ("id", "says", "value", "unit", "measure", "arm", "arm_printed", "population", "data_cut", "trial", "means")
    properties: Schema = {
        **dict.fromkeys(texts, TEXT),
        "kind": {"enum": ["figure", "statement", "gap"]},
        "location": _location(),
        "design": {"enum": list(DESIGNS)},
        "references": _NUMBERS,
        "errata": NAMES,
        "printed": ONE_OR_MORE,
        "comparator": mapping({"arm": TEXT, "value": TEXT}, "arm", "value"),
        "interval": _INTERVAL,
        "p": _P,
        "n": _N,
        "n_printed": {"anyOf": [TEXT, _location(printed=TEXT)]},
        "also": listed(_location(printed=TEXT, **{"as": TEXT})),
        "absent": ONE_OR_MORE,
        "occurs": listed(mapping({"term": TEXT, "times": COUNT}, "term", "times")),
    }
    schema = mapping(described(properties, _WORDS), "id", "kind", "says", "location", "design")
    return schema | {"allOf": [_where("figure", "value", "unit", "measure", "arm", "n", "population", "printed")]}


def _where(kind: str, *required: str) -> Schema:
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": list(required)}}


def _location(**more: Schema) -> Schema:
    properties: Schema = {
        **dict.fromkeys(("section", "row", "column", "part", "footnote"), TEXT),
        **dict.fromkeys(("paragraph", "table", "figure", "reference"), COUNT),
        "note": {"enum": ["caveat", "abbreviations", "caption"]},
        "sections": ONE_OR_MORE,
        "article": {"const": "whole"},
        **more,
    }
    return mapping(properties)


def _table() -> Schema:
    shared = _shared()
    cell: Schema = {
        **shared,
        **{key: {**TEXT, "description": _WORDS[key]} for key in ("id", "value")},
        **dict.fromkeys(("part", "low", "high"), TEXT),
        "p": _P,
        "printed": ONE_OR_MORE,
        "also": listed(_location(printed=TEXT, **{"as": TEXT})),
    }
    column: Schema = {"name": TEXT, "column": TEXT, "against": TEXT, **shared}
    cells: Schema = {"type": "object", "additionalProperties": mapping(cell, "id", "value")}
    row: Schema = {"row": TEXT, "part": TEXT, "cells": cells, **shared}
    left_out = mapping({"row": TEXT, "column": TEXT, "reason": TEXT}, "row", "reason")
    properties: Schema = {
        "table": {**COUNT, "description": "The number of the table in the source."},
        "columns": listed(mapping(column, "name", "column")),
        "rows": listed(mapping(row, "row", "cells")),
        "left_out": listed(left_out),
        **shared,
    }
    return mapping(properties, "table", "columns", "rows")


def _shared() -> Mapping[str, Schema]:
    """What a table, a column, a row or a cell may say for every figure in it."""
    texts = ("unit", "measure", "arm", "arm_printed", "population", "data_cut", "trial", "means", "design", "says")
    found: Schema = {key: {**TEXT, "description": _WORDS[key]} for key in texts}
    return {**found, "level": TEXT, "n": _N, "references": _NUMBERS, "errata": NAMES}
