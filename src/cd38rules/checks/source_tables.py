"""Tables of an article's text, read from tab-separated lines: rows by label, columns by printed header, notes.

Blank header cells belong to the header on their left; a row whose cells all read like arms, `Pd (n=153)`, is one more
header level for itself and the rows below it; a row without a label goes on with the row above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..rules.evidence_text import levelled

_MARK = re.compile(r"\s*\^(?:\{([a-z])\}|([a-z])(?![A-Za-z]))")
_CITED = re.compile(r"\s*\^\{([\d,–\- ]+)\}")
_RAISED = re.compile(r"\s*([⁰¹²³⁴-⁹]+)")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ARM = re.compile(r".*\(n=\d+\)\Z", re.I)
_PART = re.compile(r"(?P<label>[^:]+?): (?P<value>[\d.]+ \([^)]*\))\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without footnote marks, and the marks."""

    text: str
    marks: tuple[str, ...] = ()

    def part(self, label: str) -> str | None:
        """One of several values in a cell by its printed label; a unit before the first label is passed over.

        >>> Cell("eGFR (mL/min) ≥60: 0.58 (0.38–0.88) <60: 0.50 (0.30–0.85)").part("< 60")
        '0.50 (0.30–0.85)'
        """
        wanted = levelled(label)
        for found in _PART.finditer(self.text):
            if found["label"] == wanted or found["label"].endswith(f") {wanted}"):
                return found["value"]
        return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's printed headers from the top down, and the references cited in them."""

    headers: tuple[str, ...]
    citations: frozenset[int]

    def __str__(self) -> str:
        return " > ".join(dict.fromkeys(self.headers))

    def answers(self, wanted: Sequence[str]) -> bool:
        """Whether every wanted header is one of this column's, in whole or up to a word's end."""
        return all(any(begins(header, part) for header in self.headers) for part in wanted)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label below the group and heading row it stands under, and its cells beside their columns."""

    path: tuple[str, ...]
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    lines: tuple[int, ...]

    def __str__(self) -> str:
        return " > ".join(self.path)

    def answers(self, wanted: Sequence[str]) -> bool:
        """Whether the last wanted label is this row's own and the others stand above it."""
        own = [label_key(label) for label in self.path]
        keys = [label_key(label) for label in wanted]
        return bool(keys) and own[-1] == keys[-1] and all(key in own[:-1] for key in keys[:-1])


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its notes; lines count from 1."""

    number: int
    caption: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    footnotes: dict[str, tuple[str, int]]
    caveats: tuple[tuple[str, int], ...]
    abbreviations: str
    lines: tuple[int, int]
    caption_line: int
    abbreviations_line: int

    @property
    def citations(self) -> frozenset[int]:
        """Every reference cited in the header."""
        return frozenset().union(*(column.citations for row in self.rows[:1] for column in row.columns))

    def rows_of(self, label: str) -> list[Row]:
        """The rows that a label, `ORR, %` or `Cytogenetic risk > High risk`, names."""
        return [row for row in self.rows if row.answers(label.split(" > "))]

    def cells_of(self, row: Row, column: str) -> list[tuple[Column, Cell]]:
        """The filled cells of a row in the columns that `ICARIA-MM > Pd` names; all of them where all are blank.

        A value that spans several columns is found by the header above them (`ICARIA-MM`), not by one arm's.
        """
        wanted = [levelled(part) for part in column.split(" > ")]
        found = [(col, cell) for col, cell in zip(row.columns, row.cells, strict=True) if col.answers(wanted)]
        found = [pair for pair in found if begins(pair[0].headers[-1], wanted[-1])] or found
        return [pair for pair in found if pair[1].text] or found

    def filled(self) -> Iterator[tuple[Row, Column, Cell]]:
        """Every filled cell."""
        for row in self.rows:
            for column, cell in zip(row.columns, row.cells, strict=True):
                if cell.text:
                    yield row, column, cell


def label_key(label: str) -> str:
    """A label without footnote marks and white space: how labels are compared."""
    return "".join(levelled(_MARK.sub("", label)).split())


def read_table(
    number: int, caption: tuple[str, int], lines: Sequence[tuple[int, str]], notes: Sequence[tuple[int, str]]
) -> Table:
    """A table from its caption, its tab-separated lines and the blocks below it."""
    grid = [(line, [cell.strip() for cell in text.split("\t")]) for line, text in lines]
    width = max(len(cells) for _, cells in grid)
    grid = [(line, cells + [""] * (width - len(cells))) for line, cells in grid]
    body = next((i for i, (_, cells) in enumerate(grid) if i and cells[0]), len(grid))
    labels = max(_leading_blanks(cells) for _, cells in grid[:body]) or 1
    columns = _columns([cells for _, cells in grid[:body]], labels)
    footnotes, caveats, abbreviations = _notes(notes)
    last = max([lines[-1][0], *(line for line, _ in notes)])
    return Table(
        number=number,
        caption=caption[0],
        header=tuple(tuple(cells) for _, cells in grid[:body]),
        rows=_rows(grid[body:], labels, columns),
        footnotes=footnotes,
        caveats=caveats,
        abbreviations=abbreviations[0],
        lines=(caption[1], last),
        caption_line=caption[1],
        abbreviations_line=abbreviations[1],
    )


def is_abbreviations(text: str) -> bool:
    """Whether a block reads `CI, confidence interval; HR, hazard ratio`."""
    parts = text.split("; ")
    return len(parts) > 1 and all(re.match(r"[^,;]{1,40}, \S", part) for part in parts)


def is_footnote(text: str) -> bool:
    """Whether a block starts with a footnote mark."""
    return bool(re.match(r"\^\{?[a-z]\}?\s*\S", text))


def _leading_blanks(cells: Sequence[str]) -> int:
    return next((i for i, cell in enumerate(cells) if cell), 0)


def _columns(header: Sequence[Sequence[str]], labels: int) -> list[Column]:
    columns: list[Column] = []
    for index in range(labels, len(header[0])):
        texts: list[str] = []
        cited: set[int] = set()
        for cells in header:
            raw = next((cells[i] for i in range(index, labels - 1, -1) if cells[i]), "")
            text, numbers = _header(raw)
            texts += [text] if text else []
            cited |= numbers
        columns.append(Column(tuple(texts), frozenset(cited)))
    return columns


def _header(raw: str) -> tuple[str, set[int]]:
    cited: set[int] = set()
    for found in _CITED.finditer(raw):
        cited |= expanded(found[1])
    text = _CITED.sub("", raw)
    for found in _RAISED.finditer(text):
        if not text[: found.start()].endswith("m"):  # m² is a unit
            cited |= expanded(found[1].translate(_PLAIN_DIGITS))
            text = text.replace(found[0], "", 1)
    return levelled(_MARK.sub("", text)), cited


def expanded(numbers: str) -> set[int]:
    """Citation numbers of a list with ranges.

    >>> sorted(expanded("5, 12–14"))
    [5, 12, 13, 14]
    """
    found: set[int] = set()
    for part in re.split(r"\s*,\s*", numbers.strip()):
        ends = [int(end) for end in re.split(r"\s*[–-]\s*", part) if end]
        if ends:
            found |= set(range(ends[0], ends[-1] + 1))
    return found


def _rows(grid: Sequence[tuple[int, list[str]]], labels: int, columns: list[Column]) -> tuple[Row, ...]:
    rows: list[Row] = []
    group = heading = ""
    heading_filled: set[int] = set()
    for line, raw in grid:
        names, values = raw[:labels], raw[labels:]
        cells = tuple(Cell(levelled(_MARK.sub("", value)), _marks(value)) for value in values)
        filled = {i for i, cell in enumerate(cells) if cell.text}
        if not any(names) and rows:  # goes on with the row above
            above = rows[-1]
            joined = tuple(
                Cell(f"{old.text} {new.text}".strip(), old.marks + new.marks)
                for old, new in zip(above.cells, cells, strict=True)
            )
            rows[-1] = Row(above.path, joined, above.columns, (*above.lines, line))
            continue
        if filled and all(ARM.match(cells[i].text) for i in filled):
            columns = [
                Column((*column.headers, cell.text) if cell.text else column.headers, column.citations)
                for column, cell in zip(columns, cells, strict=True)
            ]
        label = levelled(_MARK.sub("", next(name for name in reversed(names) if name)))
        if labels > 1 and names[-1]:
            group = levelled(names[0]) or group
            path: tuple[str, ...] = (group, label) if group else (label,)
        elif labels == 1 and heading and filled and not filled & heading_filled:
            path = (heading, label)
        else:
            path, heading, heading_filled = (label,), label, filled
        rows.append(Row(path, cells, tuple(columns), (line,)))
    return tuple(rows)


def _marks(raw: str) -> tuple[str, ...]:
    return tuple(found[1] or found[2] for found in _MARK.finditer(raw))


def _notes(
    notes: Sequence[tuple[int, str]],
) -> tuple[dict[str, tuple[str, int]], tuple[tuple[str, int], ...], tuple[str, int]]:
    footnotes: dict[str, tuple[str, int]] = {}
    caveats: list[tuple[str, int]] = []
    abbreviations = ("", 0)
    for line, text in notes:
        if is_footnote(text):
            pieces = re.split(r"\^\{?([a-z])\}?\s*(?=\S)", text)
            for mark, note in zip(pieces[1::2], pieces[2::2], strict=True):
                footnotes[mark] = (levelled(note), line)
        elif is_abbreviations(text):
            abbreviations = (levelled(text), line)
        else:
            caveats.append((levelled(text), line))
    return footnotes, tuple(caveats), abbreviations


def begins(header: str, wanted: str) -> bool:
    """Whether a levelled header is what is wanted, or starts with it up to a word's end."""
    return header == wanted or (header.startswith(wanted) and header[len(wanted)] in " (,")
