"""The schema report of a list in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import label_of
from ..mapping.targets import all_fields
from .dry_run import SchemaReport

MOST_COLUMNS = 12


def in_words(report: SchemaReport) -> str:
    """The page."""
    return "\n".join([*_rows(report), *_tables(report), *_fields(report), *_refused(report), *_rules(report)]) + "\n"


def _rows(report: SchemaReport) -> Iterator[str]:
    blank = f", {report.reached.blank} blank lines" if report.reached.blank else ""
    yield f"{report.reached.rows} rows{blank}: {report.tally.evaluated} usable, {report.refused} would be quarantined"
    for table, count in sorted(report.of_nobody.items()):
        yield f"{count} rows of {table} belong to nobody on the list"


def _tables(report: SchemaReport) -> Iterator[str]:
    for name, layout in report.layouts.items():
        yield ""
        yield f"Table {name}"
        if layout.found is None:
            yield "  columns         only its rows know them"
        else:
            yield f"  columns         {len(layout.found)}"
        yield f"  mapped          {_listed(layout.mapped)}"
        yield f"  not mapped      {_listed(layout.unmapped)}"
        yield f"  not in the file {_listed(layout.missing)}"
        if layout.refused:
            yield "  A run refuses this table for the columns that aren't mapped: leave them out, or write a mapping."
    if report.unmapped:
        yield ""
        yield "Values that the mapping doesn't know"
        for (table, column), count in sorted(report.unmapped.items()):
            words = report.words.get((table, column))
            told = ": " + ", ".join(f"{word!r} ({times})" for word, times in words.most_common()) if words else ""
            yield f"  {table}.{column}  {count} cells{told}"


def _fields(report: SchemaReport) -> Iterator[str]:
    if not report.readable:
        return
    leaves = [path for path, leaf in all_fields().items() if leaf.kind != "record"]
    width = max(map(len, leaves))
    yield ""
    left_out = report.reached.rows - report.readable
    yield "Fields of the profile, and the share of rows that lack them"
    if left_out:
        yield f"  ({left_out} rows that the mapping can't read are left out)"
    for path in leaves:
        count = report.recorded[path]
        if count:
            yield f"  {path:<{width}}  {report.missing_share(path):>6.1%} missing"
    never = [path for path in leaves if not report.recorded[path]]
    if never:
        yield f"  in no row: {', '.join(never)}"


def _refused(report: SchemaReport) -> Iterator[str]:
    if report.faults:
        yield ""
        yield "Rows that would be quarantined, by field"
        for (path, code, column), count in sorted(report.faults.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {count:>7}  {path}  {code}" + (f"  (column {column})" if column else "")
    if report.tally.input_issues:
        yield ""
        yield "Statements that don't fit together; they are flagged, and the row is used"
        for code, count in sorted(report.tally.input_issues.items()):
            yield f"  {count:>7}  {code}"


def _rules(report: SchemaReport) -> Iterator[str]:
    if not report.tally.evaluated:
        return
    yield ""
    if not report.undecidable:
        yield "Every rule is decided for somebody on this list."
        return
    yield f"{len(report.undecidable)} rules are decided for nobody on this list; what would decide them:"
    behind: dict[tuple[str, ...], list[str]] = {}
    for rule, facts in report.undecidable.items():
        behind.setdefault(tuple(facts), []).append(rule)
    for wanted, rules in sorted(behind.items(), key=lambda one: (-len(one[1]), one[0])):
        yield f"  {'; '.join(label_of(fact) for fact in wanted) or 'no one fact'}"
        yield f"    {', '.join(rules)}"


def _listed(names: tuple[str, ...]) -> str:
    if not names:
        return "none"
    more = f", and {len(names) - MOST_COLUMNS} more" if len(names) > MOST_COLUMNS else ""
    return ", ".join(names[:MOST_COLUMNS]) + more
