"""A report as GitHub-flavoured Markdown. Data never form markup, HTML or links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..report import Report
from .page import Block, Brief, Bullets, Entry, Grid, Heading, Labels, Page, Paragraph, Part, Point
from .sections import page_of
from .visible import visible

# "|" and "@" as entities: a table cell, and readers that link addresses, look behind a backslash.
SPECIAL = {**{mark: f"\\{mark}" for mark in r"\`*_[]<>~$"}, "&": "&amp;", "|": "&#124;", "@": "&#64;"}
ESCAPES = str.maketrans(SPECIAL)
AT_THE_START = re.compile(r"^(?:[#+=-]|\d+[.)])")
LINKED = re.compile(r"(?i)www(?=\.)|(?:mailto|xmpp)(?=:)|(?=://)")


def render_markdown(report: Report) -> str:
    """The report as Markdown: the same content as the full text, with a newline at the end."""
    return "\n".join(_lines(page_of(report)))


def render_entry(entry: Entry) -> str:
    """One entry as Markdown, as it stands in a report."""
    return "\n".join(_entry(entry))


def escaped(data: str) -> str:
    r"""Data as one line of Markdown that reads as the data.

    >>> escaped("*<b>*")
    '\\*\\<b\\>\\*'
    """
    text = visible(data)
    linked = LINKED.sub(lambda match: match[0] + "\0", text).translate(ESCAPES)
    linked = linked.replace("\0", "\\")
    return AT_THE_START.sub(lambda match: match[0][:-1] + "\\" + match[0][-1], linked)


def code(data: str) -> str:
    """Data as a code span, in as many backticks as it takes.

    >>> code("a`b")
    '``a`b``'
    """
    text = visible(data)
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if text.startswith("`") or text.endswith("`") else f"{fence}{text}{fence}"


def _lines(page: Page) -> Iterator[str]:
    yield f"# Patient {code(page.patient)}, {escaped(page.as_of)}"
    yield ""
    yield escaped(page.rulebook)
    yield ""
    for mark in page.marks:
        yield f"**{escaped(mark)}**"
        yield ""
    for section in page.sections:
        yield f"## {escaped(section.title)}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
            yield ""


def _block(block: Block) -> Iterable[str]:
    match block:
        case Paragraph(text):
            return (escaped(text),)
        case Heading(text):
            return (f"### {escaped(text)}",)
        case Entry():
            return _entry(block)
        case Bullets(points):
            return _points(points, "")
        case Labels(parts):
            return _parts(parts, "")
        case Grid(head, _, rows):
            return _grid(head, rows)
        case Brief(severity, rule, about, summary):
            return (f"- {_head(severity, rule, about)}: {escaped(summary)}",)


def _head(severity: str, rule: str, about: str) -> str:
    return " ".join(filter(None, (escaped(severity), code(rule), escaped(about))))


def _entry(entry: Entry) -> Iterator[str]:
    yield f"#### {_head(entry.severity, entry.code, entry.about)}"
    yield ""
    yield f"**{escaped(entry.summary)}**"
    yield ""
    if entry.detail:
        yield escaped(entry.detail)
        yield ""
    yield from _parts(entry.parts, "")
    if entry.under:
        yield "- **Also, shown under this one:**"
        for covered in entry.under:
            yield f"  - {_head(covered.severity, covered.code, covered.about)}: {escaped(covered.summary)}"
            yield from _parts(covered.parts, "    ")


def _parts(parts: tuple[Part, ...], indent: str) -> Iterator[str]:
    for part in parts:
        label = f"{indent}- **{escaped(part.label)}:**"
        if len(part.points) == 1 and not part.points[0].notes:
            yield f"{label} {escaped(part.points[0].text)}"
        else:
            yield label
            yield from _points(part.points, indent + "  ")


def _points(points: tuple[Point, ...], indent: str) -> Iterator[str]:
    for point in points:
        yield f"{indent}- {escaped(point.text)}"
        for note in point.notes:
            yield f"{indent}  - {escaped(note)}"


def _grid(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    yield _row(head)
    yield _row(("---",) * len(head), plain=True)
    for row in rows:
        yield _row(row)


def _row(cells: tuple[str, ...], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(escaped, cells))} |"
