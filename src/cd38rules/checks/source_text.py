"""An article's plain text as sections, paragraphs, tables, figure captions and references.

Paragraphs that a page break, table, caption or author block has split are one paragraph again. Nothing is tied to line
numbers: the headings, in printed order, and the starts of interrupting blocks come from the source's own record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..rules.evidence import Location, Section
from ..rules.evidence_text import levelled
from .source_tables import Column, Row, Table, expanded, is_abbreviations, is_footnote, read_table

REFERENCES = "References"  # the heading below which entries, not paragraphs, stand

_CITATION = re.compile(r"\[(\d+(?: ?[–-] ?\d+)?(?:, ?\d+(?: ?[–-] ?\d+)?)*)\]")
_TABLE = re.compile(r"Table (\d+) (.+)", re.S)
_FIGURE = re.compile(r"Fig\. (\d+) (.+)", re.S)
_NUMBERED = re.compile(r"\s*(\d+)\.\s+(.*)")
_ENDS = (".", "?", "!", ":")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a section, counted from 1; `lines` holds the line of each of its fragments."""

    section: str
    number: int
    lines: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that a location names. `headings` are a cell's row label and column headers.

    In a paragraph citations follow what they support, so `citations_after` counts; in a table they're the header's.
    """

    text: str
    line: int
    location: Location
    headings: tuple[str, ...] = ()
    header_citations: frozenset[int] | None = None

    @property
    def citations(self) -> frozenset[int]:
        """All references cited here."""
        if self.header_citations is not None:
            return self.header_citations
        return frozenset().union(*(expanded(found[1]) for found in _CITATION.finditer(self.text)))

    def citations_after(self, position: int) -> frozenset[int]:
        """The references of the first citation after a position in the text, with those that directly adjoin it."""
        found: set[int] = set()
        end = -1
        for citation in _CITATION.finditer(self.text, position):
            if end >= 0 and self.text[end : citation.start()].strip():
                break
            found |= expanded(citation[1])
            end = citation.end()
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class NotThere:
    """Why a location names nothing, and what there is instead."""

    message: str
    hint: str = ""


@dataclass(frozen=True)
class SourceText:
    """The parsed article. `front` is what stands before the first heading; lines count from 1."""

    front: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    figures: dict[int, tuple[str, int]]
    references: dict[int, tuple[str, int]]
    missing_headings: tuple[str, ...]
    misnumbered: tuple[int, ...] = ()

    def section(self, heading: str) -> list[Paragraph]:
        """The paragraphs of a section."""
        return [paragraph for paragraph in self.paragraphs if paragraph.section == heading]

    def table(self, number: int) -> Table | None:
        """A table by its number."""
        return next((table for table in self.tables if table.number == number), None)

    def explains(self, location: Location, short: str, long: str) -> bool:
        """Whether the abbreviations below a table, or the text of a passage, say what `short` stands for."""
        table = self.table(location.table or 0)
        return table is not None and f"; {short}, {long};" in f"; {table.abbreviations};"

    def at(self, location: Location) -> Passage | NotThere:
        """The passage that a location names (not that of a gap), or why there is none."""
        if location.section:
            return self._paragraph(location)
        if location.table is not None:
            return self._in_table(location)
        if location.figure is not None:
            return _numbered_text("figure", self.figures, location.figure, location, None)
        if location.reference is not None:
            itself = frozenset({location.reference})
            return _numbered_text("reference", self.references, location.reference, location, itself)
        return NotThere("the location names no passage", "name a paragraph or a place in a table")

    def passages(self) -> Iterator[Passage]:
        """Every paragraph, filled cell, note and caption with its location, for telling where else a text stands."""
        for paragraph in self.paragraphs:
            where = Location(section=paragraph.section, paragraph=paragraph.number)
            yield Passage(paragraph.text, paragraph.lines[0], where)
        for table in self.tables:
            for row, column, cell in table.filled():
                where = Location(table=table.number, row=str(row), column=str(column))
                yield Passage(cell.text, row.lines[0], where, (*row.path, *column.headers), column.citations)
            for mark, (text, line) in table.footnotes.items():
                yield Passage(text, line, Location(table=table.number, footnote=mark), (), table.citations)
            for text, line in table.caveats:
                yield Passage(text, line, Location(table=table.number, note="caveat"), (), table.citations)
        for number, (text, line) in self.figures.items():
            yield Passage(text, line, Location(figure=number))

    def whole(self) -> list[tuple[Location, str]]:
        """Every text of the article with its place, but for its front matter and its reference list."""
        found = [(passage.location, passage.text) for passage in self.passages()]
        for table in self.tables:
            everything = "; ".join((table.caption, table.abbreviations, *map(str, table.rows)))
            found.append((Location(table=table.number), everything))
        return found

    def _paragraph(self, location: Location) -> Passage | NotThere:
        found = self.section(location.section)
        for paragraph in found:
            if paragraph.number == location.paragraph:
                return Passage(paragraph.text, paragraph.lines[0], location)
        if not found:
            return NotThere(f"the source has no text under `{location.section}`", "check the headings of source.yaml")
        return NotThere(f"`{location.section}` has no paragraph {location.paragraph}", f"it has {len(found)}")

    def _in_table(self, location: Location) -> Passage | NotThere:
        table = self.table(location.table or 0)
        if table is None:
            return NotThere(f"the source has no table {location.table}", f"it has {len(self.tables)}")
        if location.row:
            return _in_row(table, location)
        cited = table.citations
        if location.footnote:
            if location.footnote in table.footnotes:
                return Passage(*table.footnotes[location.footnote], location, (), cited)
            hint = f"it has {', '.join(table.footnotes)}"
            return NotThere(f"table {table.number} has no footnote {location.footnote}", hint)
        if location.note == "caveat" and table.caveats:
            return Passage(" ".join(text for text, _ in table.caveats), table.caveats[0][1], location, (), cited)
        if location.note == "abbreviations" and table.abbreviations:
            return Passage(table.abbreviations, table.abbreviations_line, location, (), cited)
        if location.note == "caption":
            return Passage(table.caption, table.caption_line, location, (), cited)
        if location.note:
            return NotThere(f"table {table.number} has no {location.note}")
        columns = [str(column) for column in table.rows[0].columns] if table.rows else []
        everything = [table.caption, *columns, *(f"{row}: {cell.text}" for row, _, cell in table.filled())]
        return Passage("\n".join(everything), table.lines[0], location, (), cited)


def _numbered_text(
    word: str, known: dict[int, tuple[str, int]], number: int, location: Location, cited: frozenset[int] | None
) -> Passage | NotThere:
    if number in known:
        return Passage(*known[number], location, (), cited)
    return NotThere(f"the source has no {word} {number}", f"it has {len(known)}")


def _in_row(table: Table, location: Location) -> Passage | NotThere:
    rows = table.rows_of(location.row)
    name = f"table {table.number}"
    if len(rows) != 1:
        known = "; ".join(str(row) for row in (rows or table.rows))
        word, which = (f"{len(rows)} rows", "say which") if rows else ("no row", "its rows are")
        return NotThere(f"{name} has {word} `{location.row}`", f"{which}: {known}")
    row = rows[0]
    if not location.column:
        cited = frozenset[int]().union(*(column.citations for column in row.columns))
        text = " | ".join(cell.text for cell in row.cells if cell.text)
        return Passage(text, row.lines[0], location, row.path, cited)
    cells = table.cells_of(row, location.column)
    if len(cells) != 1:
        known = "; ".join(dict.fromkeys(str(column) for column in row.columns))
        word = f"{len(cells)} cells" if cells else "no column"
        return NotThere(f"row `{row}` of {name} has {word} for `{location.column}`", f"its columns are: {known}")
    column, cell = cells[0]
    value = cell.part(location.part) if location.part else cell.text
    if value is None:
        return NotThere(f"the cell has no part `{location.part}`", f"it reads: {cell.text}")
    return _cell(value, row, column, location)


def _cell(text: str, row: Row, column: Column, location: Location) -> Passage:
    parts = (location.part,) if location.part else ()
    return Passage(text, row.lines[0], location, (*row.path, *parts, *column.headers), column.citations)


@dataclass
class _Draft:
    """What is being collected while the blocks go by."""

    front: list[str] = field(default_factory=list)
    paragraphs: list[tuple[str, list[int], list[str]]] = field(default_factory=list)
    reference_lines: list[tuple[int, str]] = field(default_factory=list)
    section: str = ""
    met: set[str] = field(default_factory=set)

    def add(self, line: int, text: str) -> None:
        if not self.section:
            self.front.append(text)
            return
        if self.paragraphs:
            section, lines, fragments = self.paragraphs[-1]
            if section == self.section and not fragments[-1].rstrip('”")').endswith(_ENDS):
                lines.append(line)
                fragments.append(text)
                return
        self.paragraphs.append((self.section, [line], [text]))


def parse_source_text(text: str, sections: Sequence[Section], furniture: Sequence[str] = ()) -> SourceText:
    """The structure of an article's text. Headings must stand alone on a line, run-in ones at the start of one."""
    blocks = _blocks(text)
    draft = _Draft()
    tables: list[Table] = []
    figures: dict[int, tuple[str, int]] = {}
    seen = -1  # index of the last heading met
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        line, content = block[0][0], " ".join(text.strip() for _, text in block)
        heading = next((i for i in range(seen + 1, len(sections)) if _heads(sections[i], block)), None)
        if heading is not None:
            seen, draft.section = heading, sections[heading].heading
            draft.met.add(draft.section)
            rest = content[len(draft.section) :].strip()
            if rest:
                draft.add(line, rest)
        elif draft.section == REFERENCES:
            draft.reference_lines += [(0, ""), *block]
        elif (found := _TABLE.match(content)) and index < len(blocks) and _tabbed(blocks[index]):
            grid: list[tuple[int, str]] = []
            while index < len(blocks) and _tabbed(blocks[index]):
                grid += blocks[index]
                index += 1
            notes: list[tuple[int, str]] = []
            while index < len(blocks) and _is_note(blocks, index):
                notes += [(number, text.strip()) for number, text in blocks[index]]
                index += 1
            tables.append(read_table(int(found[1]), (levelled(content), line), grid, notes))
        elif found := _FIGURE.match(content):
            figures[int(found[1])] = (levelled(content), line)
        elif not any(content.startswith(start) for start in furniture):
            draft.add(line, content)
    references, misnumbered = _references(draft.reference_lines)
    missing = tuple(section.heading for section in sections if section.heading not in draft.met)
    return SourceText(
        front=levelled(" ".join(draft.front)),
        paragraphs=_numbered(draft.paragraphs),
        tables=tuple(tables),
        figures=figures,
        references=references,
        missing_headings=missing,
        misnumbered=misnumbered,
    )


def _numbered(drafts: Sequence[tuple[str, list[int], list[str]]]) -> tuple[Paragraph, ...]:
    counts: dict[str, int] = {}
    found: list[Paragraph] = []
    for section, lines, fragments in drafts:
        counts[section] = counts.get(section, 0) + 1
        found.append(Paragraph(section, counts[section], tuple(lines), levelled(" ".join(fragments))))
    return tuple(found)


def _blocks(text: str) -> list[list[tuple[int, str]]]:
    blocks: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            blocks[-1].append((number, line))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _heads(section: Section, block: Sequence[tuple[int, str]]) -> bool:
    start = block[0][1].strip()
    if section.run_in:
        return start.startswith(section.heading + " ")
    return start == section.heading


def _tabbed(block: Sequence[tuple[int, str]]) -> bool:
    return all("\t" in text for _, text in block)


def _is_note(blocks: Sequence[Sequence[tuple[int, str]]], index: int) -> bool:
    """Abbreviations and footnotes; a caveat is what stands between them."""

    def surely(position: int) -> bool:
        if position >= len(blocks):
            return False
        text = blocks[position][0][1].strip()
        return is_footnote(text) or is_abbreviations(text)

    return surely(index) or surely(index + 1)


def _references(lines: Sequence[tuple[int, str]]) -> tuple[dict[int, tuple[str, int]], tuple[int, ...]]:
    """Entries by number: bulleted ones are counted, printed numbers must go on from the count.

    After a page break a line that starts with a small letter goes on with the entry above it.
    """
    found: dict[int, tuple[str, int]] = {}
    misnumbered: list[int] = []
    number = 0
    after_break = True
    for line, raw in lines:
        text = raw.strip()
        if not text:
            after_break = True
            continue
        printed = _NUMBERED.match(text)
        bullet = text.startswith("- ")
        rest = printed[2] if printed else text.removeprefix("- ")
        if number and not printed and (not bullet or (after_break and rest[:1].islower())):
            found[number] = (f"{found[number][0]} {rest}", found[number][1])
        else:
            number += 1
            if printed and int(printed[1]) != number:
                misnumbered.append(line)
                number = int(printed[1])
            found[number] = (rest, line)
        after_break = False
    return {key: (levelled(text), line) for key, (text, line) in found.items()}, tuple(misnumbered)
