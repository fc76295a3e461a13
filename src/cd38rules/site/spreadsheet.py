"""The decision tables as a spreadsheet in the layout of WHO digital adaptation kits: inputs, output, action,
annotations, reference; one sheet a topic, one block a rule. The same book gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ..present import Presenter
from ..rules.book import RuleBook
from .inputs import SiteInputs
from .plain_words import cell_words, input_words, inputs_of, row_words
from .points import points_of
from .rule_view import MOST_COLUMNS, RuleView, RuleViews

_HEAD = PatternFill("solid", fgColor="DCE6EF")
_BOLD = Font(bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_LAST = ("Output", "Action", "Annotations", "Reference")
WIDTH = MOST_COLUMNS + len(_LAST)
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def workbook_bytes(book: RuleBook) -> bytes:
    """The file's content."""
    presenter = Presenter(book)
    views = RuleViews(presenter, SiteInputs(), {})
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    _read_me(first, book)
    shown = views.all()
    for topic in book.topics:
        own = [view for view in shown if view.rule.topic == topic.id]
        if own:
            sheet = workbook.create_sheet(_SHEET_NAME.sub(" ", f"{topic.letter} {topic.title}")[:31])
            _columns(sheet)
            row = 1
            for view in own:
                row = _block(sheet, row, view, views) + 2
    target = io.BytesIO()
    workbook.save(target)
    return _timeless(target.getvalue())


def _read_me(sheet: Worksheet, book: RuleBook) -> None:
    sheet.title = "Read me"
    signed = sum(bool(rule.review.reviewed_by) for rule in book.rules.values())
    lines = [
        (f"{book.title}: decision tables",),
        ("Intended use", book.intended_use),
        ("Rule book", f"{book.name} {book.version}"),
        ("Content", f"sha256 {book.sha256}"),
        ("Signed", f"{signed} of {len(book.rules)} rules" if signed else "Nobody has signed any of these rules."),
        ("How to read", "One block a rule. Each row is one way in which the condition holds; an empty input is any."),
        ("Missing data", "What isn't recorded is unknown, never no, unless a cell says “(or not recorded)”."),
        ("Layout", "After the decision-support tables of WHO digital adaptation kits; not made or endorsed by WHO."),
    ]
    for number, line in enumerate(lines, start=1):
        _put(sheet, number, line, bold_first=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 100


def _columns(sheet: Worksheet) -> None:
    widths = [24.0] * MOST_COLUMNS + [20.0, 48.0, 48.0, 48.0]
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index)].width = width


def _block(sheet: Worksheet, row: int, view: RuleView, views: RuleViews) -> int:
    """Writes one rule from `row` on; the last row that it took."""
    rule = view.rule
    points = "; ".join(point.title for point in points_of(rule)) or "any time"
    head = (
        ("Decision ID", rule.id),
        ("Business rule", rule.title),
        ("Trigger", points),
        ("Hit policy", "any row is enough"),
        ("Version", f"{rule.review.version}, {rule.review.status}; {view.review.words}"),
    )
    for line in head:
        _put(sheet, row, line, bold_first=True)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=WIDTH)
        row += 1
    names, rows = _rows(view, views)
    _put(sheet, row, ("Inputs", *[""] * (MOST_COLUMNS - 1), *_LAST), fill=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=MOST_COLUMNS)
    row += 1
    _put(sheet, row, (*names, *[""] * (WIDTH - len(names))), fill=True)
    for cells in rows:
        row += 1
        _put(sheet, row, cells)
    return row


def _rows(view: RuleView, views: RuleViews) -> tuple[list[str], Iterator[Sequence[str]]]:
    """The names of the inputs, and the rows with inputs, output, action, annotations and reference."""
    found = views.alternatives_of(view.rule)
    action = "\n".join(f"If {text.when}: {text.words}" if text.when else text.words for text in view.summary)
    annotations = "\n".join(
        f"If {text.when}: {text.words}" if text.when else text.words for text in (*view.detail, *view.caveats)
    )
    reference = "\n".join(dict.fromkeys(views.book.catalogue[row.id].cite for row in view.evidence))
    output = f"{view.rule.kind}: " + "; ".join(
        f"{severity} {when if when == 'otherwise' else f'if {when}'}" if when else severity
        for severity, when in view.severities
    )
    last = (output, action, annotations, reference)
    if found is None:
        return ["no condition"], iter([["", *[""] * (MOST_COLUMNS - 1), *last]])
    names = inputs_of(found)
    as_columns = len(names) <= MOST_COLUMNS
    heads = [input_words(name, views.presenter) for name in names] if as_columns else ["all of"]
    further = found.further if found.further is not None else "too many"

    def rows() -> Iterator[Sequence[str]]:
        for tests in found.rows:
            if as_columns:
                cells = [
                    cell_words(own, views.presenter) if (own := [t for t in tests if t.input == name]) else ""
                    for name in names
                ]
            else:
                cells = [";\n".join(row_words(tests, views.presenter))]
            yield [*cells, *[""] * (MOST_COLUMNS - len(cells)), *last]
        if further:
            yield [f"{further} further rows; see the rule itself", *[""] * (MOST_COLUMNS - 1), *last]

    return heads, rows()


def _put(sheet: Worksheet, row: int, cells: Sequence[str], bold_first: bool = False, fill: bool = False) -> None:
    for column, words in enumerate(cells, start=1):
        if not words and not fill:
            continue
        cell = sheet.cell(row=row, column=column, value=words)
        cell.data_type = "s"  # a text that starts with = is no formula
        cell.alignment = _WRAP
        if fill:
            cell.fill, cell.font = _HEAD, _BOLD
        elif bold_first and column == 1:
            cell.font = _BOLD


def _timeless(content: bytes) -> bytes:
    """The same workbook without the time of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">1980-01-01T00:00:00Z<", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, data)
    return target.getvalue()
