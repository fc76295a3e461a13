"""The tables of the article, cell by cell: each filled cell is a figure of the catalogue, in the printed order.

The article's text lies beside the repository, not in it; without it these tests are skipped.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.unit.test_evidence_article import parsed, shipped

from cd38rules.checks.source_tables import Table
from cd38rules.rules.evidence import Evidence
from cd38rules.rules.located import Located, read_yaml

pytestmark = pytest.mark.usefixtures("shared")

NUMBERS = (1, 2, 3, 4)
# The rule tables and the printed table and columns that each of them mirrors.
MIRRORS = {
    "outcomes/icaria-mm.yaml": (1, "ICARIA-MM"),
    "outcomes/apollo.yaml": (1, "APOLLO"),
    "outcomes/ikema.yaml": (3, "IKEMA"),
    "outcomes/candor.yaml": (3, "CANDOR"),
    "subgroups/icaria-mm.yaml": (2, "ICARIA-MM"),
    "subgroups/apollo.yaml": (2, "APOLLO"),
    "subgroups/ikema.yaml": (4, "IKEMA"),
    "subgroups/candor.yaml": (4, "CANDOR"),
}
UNITS = re.compile(r"eGFR \(mL/min/1\.73 m²\)|CrCl \(mL/min\)")


@cache
def printed(number: int) -> Table:
    table = parsed().table(number)
    assert table is not None
    return table


def document(path: Path) -> Located:
    found, faults = read_yaml(path.read_text(encoding="utf-8"), path.name)
    assert found is not None
    assert faults == []
    return found


def left_out(number: int) -> set[str]:
    """The labels of the rows that an evidence table leaves out with a reason."""
    node = document(ROOT / f"rules/evidence/leleu-2022/table-{number}.yaml").get("left_out")
    return {str(row.value) for item in (node.entries() if node else ()) if (row := item.get("row")) is not None}


def cell_of(entry: Evidence) -> tuple[str, str]:
    table = printed(entry.location.table or 0)
    row = table.rows_of(entry.location.row)[0]
    column, _ = table.cells_of(row, entry.location.column)[0]
    return str(row), str(column)


def in_cells(number: int) -> list[Evidence]:
    entries = [entry for entry in shipped().entries if entry.location.table == number and entry.location.column]
    return sorted(entries, key=lambda entry: (entry.place.path, entry.place.line))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_filled_cell_is_a_figure_or_left_out_with_a_reason(number: int) -> None:
    held = {cell_of(entry) for entry in in_cells(number)}
    skipped = left_out(number)
    for row, column, cell in printed(number).filled():
        own = str(row)
        if UNITS.fullmatch(cell.text.partition(" ≥")[0].partition(" >")[0]) and UNITS.fullmatch(cell.text):
            continue  # the unit of the values below it
        if any(own == label or own.endswith(label) for label in skipped):
            continue
        assert (own, str(column)) in held, f"Table {number}, {own}, {column}: {cell.text}"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_part_of_a_cell_with_several_values_is_a_figure(number: int) -> None:
    parts: dict[tuple[str, str], set[str]] = {}
    for entry in in_cells(number):
        parts.setdefault(cell_of(entry), set()).add(entry.location.part)
    for row, column, cell in printed(number).filled():
        values = re.findall(r"\d\.\d+ \(", cell.text)
        if len(values) > 1:
            assert len(parts[str(row), str(column)] - {""}) == len(values), f"Table {number}, {row}, {column}"


@pytest.mark.parametrize("number", NUMBERS)
def test_figures_stand_in_the_order_of_the_printed_rows(number: int) -> None:
    rows = [str(row) for row in printed(number).rows]
    own = [entry for entry in in_cells(number) if entry.place.path.endswith(f"table-{number}.yaml")]
    order = [rows.index(cell_of(entry)[0]) for entry in own]
    assert order == sorted(order)


def printed_labels(item: Located) -> list[str]:
    """The printed rows that a row of a rule table stands for.

    They are joined by semicolons; one part of a cell is named behind its row, `Age: < 65 yr`. A row whose figures
    the article gives in the running text alone stands for none.
    """
    row = item.get("row")
    if row is None or str(row.value).endswith("(the text only)"):
        return []
    return str(row.value).partition(": ")[0].split("; ")


@pytest.mark.parametrize("path", MIRRORS)
def test_the_rows_of_a_rule_table_stand_in_the_order_of_the_printed_table(path: str) -> None:
    number, trial = MIRRORS[path]
    table = document(ROOT / "rules" / path)
    mirrors = table.get("mirrors")
    assert mirrors is not None
    assert str(mirrors.value).startswith(f"Table {number}")
    assert trial in str(mirrors.value)
    rows = table.get("rows")
    assert rows is not None
    found = [printed(number).rows_of(label) for item in rows.entries() for label in printed_labels(item)]
    assert all(len(rows_found) == 1 for rows_found in found)
    known = [str(row) for row in printed(number).rows]
    order = [known.index(str(rows_found[0])) for rows_found in found]
    assert order == sorted(order)
