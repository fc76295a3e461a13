"""A report as plain text, with or without colour. Every line fits the width; nothing rests on colour alone."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from ..report import Report
from .page import Block, Brief, Bullets, Entry, Grid, Heading, Labels, Page, Paragraph, Part, Point
from .sections import Detail, page_of
from .visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NARROWEST = 40
LABEL_WIDTH = 13  # the longest label and two spaces
STEP = "  "
SEVERITY_STYLES = {"CRITICAL": "bold red", "WARNING": "bold yellow", "INFO": "bold cyan"}


def render_text(report: Report, *, width: int = 80, colour: bool = False, detail: Detail = "full") -> str:
    """The report as text of at most `width` columns (40 at least), with a newline at the end.

    Data are shown literally: [brackets] mean nothing, control characters become U+FFFD.
    """
    sheet = _Sheet(max(width, NARROWEST), colour)
    _lay_out(page_of(report, detail), sheet)
    return sheet.text()


class _Sheet:
    """Wraps lines as rich does, and collects them."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.cells import cell_len
        from rich.console import Console
        from rich.text import Text as RichText

        self.width = width
        self._colour = colour
        self._out = StringIO()
        self._text = RichText
        self._cells = cell_len
        self._console: Console = Console(
            file=self._out,
            width=width,
            height=25,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            force_interactive=False,
            force_jupyter=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=True,
            _environ={},
        )

    def wrapped(self, data: str, width: int) -> list[str]:
        """The data in lines of at most `width` columns; a word that is too long is broken."""
        line = visible(data)
        if self._cells(line) <= width:
            return [line]
        lines = self._text(line).wrap(self._console, max(width, 2), overflow="fold", tab_size=1)
        return [wrapped.plain.rstrip() for wrapped in lines]

    def put(self, data: str, *, first: str = "", style: str = "", first_style: str = "") -> None:
        """The data wrapped behind `first`, and behind as much space from the second line on."""
        for index, line in enumerate(self.wrapped(data, self.width - len(first))):
            self._print((" " * len(first) if index else first, "" if index else first_style), (line, style))

    def put_run(self, *runs: tuple[str, str], indent: str = "", rest: str) -> None:
        """Runs of (data, style), two spaces apart, wrapped as one text behind `indent`, then behind `rest`."""
        shown = ((visible(data), style) for data, style in runs if data)
        text = self._text(STEP).join(self._text(data, style) for data, style in shown)
        lines = text.wrap(self._console, self.width - len(rest), overflow="fold", tab_size=1)
        for index, line in enumerate(lines):
            line.rstrip()
            self._print((rest if index else indent, ""), line)

    def blank(self) -> None:
        """An empty line."""
        self._out.write("\n")

    def row(self, cells: tuple[str, ...], widths: tuple[int, ...], style: str = "") -> None:
        """A table row: each cell wrapped in its column."""
        columns = [self.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for index in range(max(map(len, columns))):
            shown = [column[index] if index < len(column) else "" for column in columns]
            padded = (cell + " " * (width - self._cells(cell)) for cell, width in zip(shown, widths, strict=True))
            self._print((STEP.join(padded).rstrip(), style))

    def _print(self, *runs: tuple[str, str] | Text) -> None:
        if self._colour:
            text = self._text.assemble(*runs)
            text.rstrip()
            self._console.print(text)
        else:  # ten times as fast
            self._out.write("".join(run[0] if isinstance(run, tuple) else run.plain for run in runs).rstrip() + "\n")

    def text(self) -> str:
        """Everything so far."""
        return self._out.getvalue()


def _lay_out(page: Page, sheet: _Sheet) -> None:
    sheet.put_run(("Patient", ""), (page.patient, "bold"), (f"{page.as_of}, {page.rulebook}", ""), rest=STEP)
    for mark in page.marks:
        sheet.put(mark, style="bold")
    for section in page.sections:
        sheet.blank()
        sheet.put(section.title.upper(), style="bold")
        sheet.put("=" * sheet.width, style="dim")
        last: Block | None = None
        for block in section.blocks:
            if last is not None and not (isinstance(block, Brief) and isinstance(last, Brief)):
                sheet.blank()
            _put(block, sheet)
            last = block


def _put(block: Block, sheet: _Sheet) -> None:
    match block:
        case Paragraph(text):
            sheet.put(text)
        case Heading(text):
            sheet.put(text, style="bold underline")
        case Entry():
            _put_entry(block, sheet)
        case Brief(severity, code, about, summary):
            named = f"{code}, {about}:" if about else f"{code}:"
            sheet.put_run((severity, _style(severity)), (f"{named} {summary}", ""), rest=STEP)
        case Bullets(points):
            for point in points:
                _put_point(point, sheet, "- ")
        case Labels(parts):
            for part in parts:
                _put_part(part, sheet, "")
        case Grid(head, shares, rows):
            _put_grid(head, shares, rows, sheet)


def _style(severity: str) -> str:
    return SEVERITY_STYLES.get(severity, "bold")


def _put_entry(entry: Entry, sheet: _Sheet, indent: str = "") -> None:
    inner = indent + STEP
    head = ((entry.severity, _style(entry.severity)), (entry.code, ""), (entry.about, ""))
    sheet.put_run(*head, indent=indent, rest=inner + STEP)
    sheet.put(entry.summary, first=inner, style="bold" if not indent else "")
    if entry.detail:
        sheet.blank()
        sheet.put(entry.detail, first=inner)
    if entry.parts and not indent:
        sheet.blank()
    for part in entry.parts:
        _put_part(part, sheet, inner)
    if entry.under:
        sheet.blank()
        sheet.put("Also, shown under this one:", first=inner, style="bold")
        for index, covered in enumerate(entry.under):
            if index:
                sheet.blank()
            _put_entry(covered, sheet, inner + STEP)


def _put_part(part: Part, sheet: _Sheet, indent: str) -> None:
    first = indent + part.label.ljust(LABEL_WIDTH)
    rest = " " * len(first)
    many = len(part.points) > 1
    for point in part.points:
        _put_point(point, sheet, f"{first}- " if many else first, first_style="bold")
        first = rest


def _put_point(point: Point, sheet: _Sheet, first: str, first_style: str = "") -> None:
    sheet.put(point.text, first=first, first_style=first_style)
    for note in point.notes:
        sheet.put(note, first=" " * len(first) + STEP, style="dim")


def _put_grid(head: tuple[str, ...], shares: tuple[int, ...], rows: tuple[tuple[str, ...], ...], sheet: _Sheet) -> None:
    room = sheet.width - len(STEP) * (len(shares) - 1)
    widths = tuple(room * share // sum(shares) for share in shares)
    sheet.row(head, widths, style="bold")
    sheet.row(tuple("-" * width for width in widths), widths, style="dim")
    for row in rows:
        sheet.row(row, widths)
