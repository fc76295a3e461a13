"""What a list holds, before anything is written of it: columns, fields, values that can't be, and rules without hope.

The counts are of the whole list. No value is told, unless the words that no value map knows are asked for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ..mapping.item import Item, Layout, Source
from ..mapping.targets import all_fields
from ..rules.book import RuleBook
from .chunks import AT_ONCE, Chunk, Reached, chunks_of
from .deciding import Decider, Wanted
from .failing import failing_as
from .run import Progress
from .tally import Tally
from .verdicts import SEPARATOR

_INDEX = re.compile(r"\[[^\]]*\]")


@dataclass(slots=True)
class SchemaReport:
    """What a list holds.

    `readable` counts the rows of which a profile could be made, `recorded` these by the fields that they have, `faults`
    the refused rows by field, code and source column, `undecidable` the facts that would decide each rule that no
    patient of the list can get a verdict on, the most wanted first. `unmapped` counts cells by table and column;
    `words` are theirs, if they were asked for.
    """

    layouts: dict[str, Layout]
    reached: Reached = field(default_factory=Reached)
    tally: Tally = field(default_factory=Tally)
    readable: int = 0
    recorded: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    undecidable: dict[str, list[str]] = field(default_factory=dict)
    unmapped: dict[tuple[str, str], int] = field(default_factory=dict)
    words: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    of_nobody: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Rows that would be quarantined."""
        return self.tally.quarantined

    @property
    def is_refused(self) -> bool:
        """Whether a run would refuse the list as a whole, for columns that its mapping doesn't allow."""
        return any(layout.refused for layout in self.layouts.values())

    def plain(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "rows": {
                "read": self.reached.rows,
                "blank": self.reached.blank,
                "readable": self.readable,
                "usable": self.tally.evaluated,
                "refused": self.refused,
            },
            "tables": {name: _plain_layout(layout) for name, layout in self.layouts.items()},
            "joined_rows_of_nobody": self.of_nobody,
            "fields": {
                path: {"recorded": self.recorded[path], "missing_share": self.missing_share(path)} for path in _leaves()
            },
            "refused": [
                {"path": path, "code": code, "rows": count} | ({"source_column": column} if column else {})
                for (path, code, column), count in sorted(self.faults.items(), key=lambda one: (-one[1], one[0]))
            ],
            "unmapped_values": [
                {"table": table, "column": column, "cells": count}
                | ({"words": dict(self.words[table, column].most_common())} if (table, column) in self.words else {})
                for (table, column), count in sorted(self.unmapped.items())
            ],
            "rules_never_decided": self.undecidable,
        }

    def missing_share(self, path: str) -> float | None:
        """The share of readable rows that lack a field, from 0 to 1 with four decimals; None if there are none."""
        return round(1 - self.recorded[path] / self.readable, 4) if self.readable else None


def schema_report(source: Source, book: RuleBook, progress: Progress | None = None) -> SchemaReport:
    """Reads the whole list, decides it, and writes nothing. Raises OSError, TableError and EngineError."""
    report = SchemaReport(source.layouts)
    decider = Decider(book, Wanted(share=0))
    missing: dict[str, Counter[str]] = {}
    total = source.size()
    for chunk in _read(source):
        part = decider.part(chunk)
        report.tally.add(part.tally)
        report.reached = chunk.reached
        for item in chunk.items:
            report.readable += item.text is not None
            report.recorded.update(_fields_of(item))
        for refused in part.refused:
            for fault in refused.faults:
                path = fault.places[0].path if fault.places else "$"
                report.faults[_INDEX.sub("[]", path), fault.code, refused.columns.get(path, "")] += 1
        for table in part.tables:
            _add_missing(table, missing)
        if progress is not None:
            progress(chunk.reached.lines, chunk.reached.position, total)
    with failing_as("the list can't be read"):
        for _ in source.leftovers():
            pass
        report.of_nobody = {name: count for name, count in source.rows_of_nobody().items() if count}
    report.unmapped, report.words = dict(source.unmapped.counts), dict(source.unmapped.words)
    report.undecidable = dict(_undecidable(report.tally, book, missing))
    return report


def _read(source: Source) -> Iterator[Chunk]:
    with failing_as("the list can't be read"):
        yield from chunks_of(source, AT_ONCE, Reached())


def _fields_of(item: Item) -> set[str]:
    """The fields that a row has, whatever their values; those of a list count once."""
    try:
        data = json.loads(item.text) if item.text is not None else None
    except (ValueError, RecursionError):
        return set()
    return set(_paths(data, "")) if isinstance(data, dict) else set()


def _paths(data: Any, path: str) -> Iterator[str]:
    known = all_fields()
    if isinstance(data, dict):
        for name, value in data.items():
            inner = f"{path}.{name}" if path else name
            if inner in known and value is not None:
                yield from _paths(value, inner)
    elif isinstance(data, list) and data and known[path].kind == "list":
        for entry in data:
            if isinstance(entry, dict):
                for name, value in entry.items():
                    if f"{path}[].{name}" in known and value is not None:
                        yield f"{path}[].{name}"
        yield path
    else:
        yield path


def _leaves() -> Iterator[str]:
    """Every field that holds a value; a list stands for "known, maybe none"."""
    return (path for path, leaf in all_fields().items() if leaf.kind != "record")


def _add_missing(table: pl.DataFrame, missing: dict[str, Counter[str]]) -> None:
    unknown = table.filter(pl.col("verdict") == "unknown", pl.col("missing").is_not_null())
    for rule, words, count in unknown.group_by("rule", "missing").len().iter_rows():
        facts = missing.setdefault(rule, Counter())
        for fact in words.split(SEPARATOR):
            facts[fact] += count


def _undecidable(tally: Tally, book: RuleBook, missing: dict[str, Counter[str]]) -> Iterator[tuple[str, list[str]]]:
    """The rules that apply to nobody, are silenced for nobody, and of which nobody is known not to need them."""
    if not tally.evaluated:
        return
    for rule in sorted(book.plan_rules):
        if tally.applies[rule] or tally.suppressed[rule]:
            continue
        silent = tally.evaluated - tally.spoken_of[rule]
        is_about_regimen = book.rules[rule].scope == "regimen"
        not_checked = tally.with_open_regimen - tally.spoken_of_with_open_regimen[rule] if is_about_regimen else 0
        if silent - not_checked:
            continue
        facts = missing.get(rule, Counter())
        wanted = [fact for fact, _ in sorted(facts.items(), key=lambda one: (-one[1], one[0]))]
        roles = [f"{role}.agent" for role in sorted(tally.open_regimens)] if not_checked else []
        yield rule, list(dict.fromkeys([*roles, *wanted]))


def _plain_layout(layout: Layout) -> dict[str, Any]:
    return {
        "found": list(layout.found) if layout.found is not None else None,
        "mapped": list(layout.mapped),
        "not_mapped": list(layout.unmapped),
        "absent": list(layout.missing),
        "is_refused_for_columns_not_mapped": bool(layout.refused),
    }
