"""JSON Schemas of every file of a rule book, for editors: what may stand where, with words for each key.

The loader checks what a schema of one file can't know: names, units, places, and the book as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .book import (
    addition_schema,
    book_schema,
    boundaries_schema,
    cases_schema,
    coverage_schema,
    expectations_schema,
    must_fire_schema,
    reviews_schema,
)
from .common import Schema
from .evidence import errata_schema, evidence_schema, references_schema, source_schema, trials_schema
from .rule import concept_schema, rule_schema
from .table import table_schema

SCHEMAS: Mapping[str, Callable[[], Schema]] = MappingProxyType(
    {
        "rule": rule_schema,
        "table": table_schema,
        "concept": concept_schema,
        "evidence": evidence_schema,
        "source": source_schema,
        "references": references_schema,
        "errata": errata_schema,
        "trials": trials_schema,
        "book": book_schema,
        "addition": addition_schema,
        "coverage": coverage_schema,
        "declarations": expectations_schema,
        "reviews": reviews_schema,
        "cases": cases_schema,
        "must-fire": must_fire_schema,
        "boundaries": boundaries_schema,
    }
)
_BY_NAME = {
    "rulebook.yaml": "book",
    "addition.yaml": "addition",
    "coverage.yaml": "coverage",
    "exclusive.yaml": "declarations",
    "families.yaml": "declarations",
    "monotone.yaml": "declarations",
    "must-fire.yaml": "must-fire",
    "boundaries.yaml": "boundaries",
}
_OF_SOURCE = {
    "source.yaml": "source",
    "references.yaml": "references",
    "errata.yaml": "errata",
    "trials.yaml": "trials",
}
_BY_FOLDER = {"concepts": "concept", "reviews": "reviews", "cases": "cases"}


def schema_of(path: str, text: str) -> str:
    """The name of the schema that a file of a book has, by its path; rules and tables are told apart by their text."""
    folder, _, name = path.rpartition("/")
    top = folder.partition("/")[0]
    if not folder:
        return _BY_NAME.get(name, "rule")
    if top == "evidence":
        return _OF_SOURCE.get(name, "evidence")
    if top in _BY_FOLDER:
        return _BY_FOLDER[top]
    is_table = any(line.startswith("table:") for line in text.splitlines())
    return "table" if is_table else "rule"


__all__ = ["SCHEMAS", "Schema", "rule_schema", "schema_of"]
