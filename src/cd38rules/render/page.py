"""What a report reads like before it is laid out: sections, entries, tables. Text and Markdown lay out the same page.

Strings are data as they came; each layout makes them safe for itself.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One statement with what belongs to it, a line each."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Statements under a label: `Because`, `Evidence`, `Limits`."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Entry:
    """One rule that applies. `severity` is its word, empty for what is no alert; `about` names the regimens."""

    severity: str
    code: str
    about: str
    summary: str
    detail: str = ""
    parts: tuple[Part, ...] = ()
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Brief:
    """One rule that applies, in one run of words."""

    severity: str
    code: str
    about: str
    summary: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Heading:
    """The head of a group of entries."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of statements."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Labels:
    """A list of labelled statements."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Grid:
    """A table; `shares` are the parts of the width that the columns get."""

    head: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Entry | Brief | Paragraph | Heading | Bullets | Labels | Grid


@dataclass(frozen=True)
class Section:
    """A titled part of the page."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """A whole report. `marks` are what a reader must know of the rules before reading them."""

    patient: str
    as_of: str
    rulebook: str
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
