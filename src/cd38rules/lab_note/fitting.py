"""A note made to fit one printed page. What goes first is decided here, and all that is left out is told on the note.

Room is counted in lines of print, cautiously, for letters as wide as Arial's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Any
from unicodedata import combining, east_asian_width

from . import words
from .model import Antibody, Entry, Note, Open, Said

ROOM = 74
"""Lines of a sheet of A4 in the style of the page."""
PLAIN, BOLD, SMALL, BOX = 117, 103, 129, 25
"""Letters on a line: across the page, in bold and in small print, and in one of the four boxes."""
SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a note is shown; `letters` is the most of one text, `detailed` are severities with explanations."""

    background: bool = True
    detailed: tuple[str, ...] = SEVERITIES
    antibodies: int = 1000
    conflicts: int = 1000
    undecided: int = 1000
    facts: int = 1000
    under_others: bool = True
    silent: bool = True
    said: int = 1000
    letters: int = 100_000


def fitted(note: Note) -> Note:
    """The note itself if it fits a page, else one with as little left out as needed, told in `shortened`."""
    shorter = note
    for limits in _tighter_and_tighter():
        shorter = shortened(note, limits)
        if lines_of(shorter) <= ROOM:
            break
    return shorter


def _tighter_and_tighter() -> Iterator[Limits]:
    limits = Limits()
    yield limits
    changes: tuple[dict[str, Any], ...] = (
        {"detailed": ("critical", "warning")},
        {"antibodies": 8, "conflicts": 5},
        {"facts": 6},
        {"background": False},
        {"detailed": ("critical",)},
        {"facts": 3},
        {"undecided": 6},
        {"under_others": False},
        {"detailed": ()},
        {"undecided": 4, "conflicts": 3},
        {"antibodies": 5},
        {"silent": False},
        {"letters": 300},
        {"undecided": 2, "conflicts": 2},
        *({"said": most} for most in range(12, 0, -1)),
        {"letters": 100},
    )
    for change in changes:
        limits = replace(limits, **change)
        yield limits


def shortened(note: Note, limits: Limits) -> Note:
    """The note within limits; `shortened` tells what is left out."""
    shown = tuple(said for said in note.said if limits.under_others or not said.under)[: limits.said]
    return replace(
        note,
        background=note.background if limits.background else (),
        antibodies=note.antibodies[: limits.antibodies],
        conflicts=note.conflicts[: limits.conflicts],
        undecided=tuple(_open(entry, limits) for entry in note.undecided[: limits.undecided]),
        silent=note.silent if limits.silent else (),
        said=tuple(_within(said, limits) for said in shown),
        marks=tuple(_short(mark, limits) for mark in note.marks),
        shortened=tuple(_short(told, limits) for told in _left_out(note, limits)),
    )


def _open(entry: Open, limits: Limits) -> Open:
    more = len(entry.facts) - limits.facts
    facts = tuple(_short(fact, limits) for fact in entry.facts[: limits.facts])
    return Open(entry.severity, _short(entry.what, limits), (*facts, f"and {more} more") if more > 0 else facts)


def _within(said: Said, limits: Limits) -> Said:
    texts = {name: _short(getattr(said, name), limits) for name in ("title", "about", "source", "under")}
    return replace(said, detail=said.detail if said.severity in limits.detailed else "", **texts)


def _short(text: str, limits: Limits) -> str:
    return text if len(text) <= limits.letters else text[: limits.letters - 2] + " …"


def _left_out(note: Note, limits: Limits) -> Iterator[str]:
    unexplained = [said for said in note.said if said.detail and said.severity not in limits.detailed]
    if unexplained:
        yield f"the explanations of {_counted(unexplained)}"
    if limits.under_others is False and (under := [said for said in note.said if said.under]):
        yield f"what stands under other advice: {'; '.join(dict.fromkeys(said.title for said in under))}"
    alone = [said for said in note.said if limits.under_others or not said.under]
    if alone[limits.said :]:
        titles = "; ".join(said.title for said in alone[limits.said :])
        yield f"{_counted(alone[limits.said :])} more that apply: {titles}"
    if note.antibodies[limits.antibodies :]:
        yield _courses(note.antibodies[limits.antibodies :])
    if note.undecided[limits.undecided :]:
        yield f"{len(note.undecided) - limits.undecided} more that are not decided"
    if any(len(entry.facts) > limits.facts for entry in note.undecided[: limits.undecided]):
        yield "facts of what is not decided"
    if note.conflicts[limits.conflicts :]:
        yield f"{len(note.conflicts) - limits.conflicts} more contradictions"
    if not limits.silent and note.silent:
        yield f"{len(note.silent)} subjects that the source doesn't address"
    if not limits.background and note.background:
        yield f"{len(note.background)} of background"
    if any(len(text) > limits.letters for said in note.said for text in (said.title, said.about, said.source)):
        yield "the ends of long texts"


def _counted(left: list[Said]) -> str:
    counts = {severity: sum(said.severity == severity for said in left) for severity in SEVERITIES}
    return ", ".join(f"{count} {severity}" for severity, count in counts.items() if count)


def _courses(left: tuple[Antibody, ...]) -> str:
    """The courses left out; the first dated one has the latest last dose of them, for so they are in order."""
    dated = [antibody for antibody in left if antibody.precision]
    told = f"{len(left)} ended courses, {len(left) - len(dated)} of them undated"
    if not dated:
        return told
    return f"{told}, the latest of the others {dated[0].agent}, last dose {dated[0].last_dose} ({dated[0].since} ago)"


# ── lines of print ──────────────────────────────────────────────────────────────────────────────────────────────────


def lines_of(note: Note) -> float:
    """The lines that a note takes in print, at most."""
    parts = (
        2.8 + _rows(f"Patient {note.patient} Day of assessment {note.as_of}", 88),
        2 * note.is_emergency + _rows(" ".join((*note.marks, words.LIMITS)), BOLD) + 1,
        1.6 + 1.3 * bool(note.antibodies) + sum(map(_antibody, note.antibodies)),
        _rows("".join(f"{entry.label}: {entry.value}; " for entry in note.regimens), PLAIN),
        1.9 + max(map(_entries, (note.red_cells, note.typing, note.kell, note.laboratory))),
        1.7 + (sum(map(_said, note.said)) if note.said else _rows(words.NOTHING_SAID + note.statement, PLAIN)),
        1.7 + (sum(map(_undecided, note.undecided)) if note.undecided else 1),
        1.7 + (sum(_rows(conflict, PLAIN - 4) + 0.1 for conflict in note.conflicts) if note.conflicts else 1),
        sum(
            0.5 + _rows(" ".join((words.BACKGROUND, *texts)), SMALL)
            for texts in (note.silent, note.background)
            if texts
        ),
        1 + _rows("; ".join((words.SHORTENED, *note.shortened, words.SHORTENED_END)), PLAIN) if note.shortened else 0,
        _rows(note.elsewhere, SMALL) + 1.6,
    )
    return sum(parts)


def _antibody(antibody: Antibody) -> float:
    cells = (
        *((antibody.role, 13), (antibody.agent, 20), (antibody.first_dose, 14)),
        *((antibody.last_dose, 14), (antibody.precision, 11), (antibody.since, 11)),
    )
    return 0.4 + max(_rows(text, width) for text, width in cells)


def _entries(entries: tuple[Entry, ...]) -> float:
    return sum(_rows(f"{entry.label}: {entry.value}", BOX) for entry in entries)


def _said(said: Said) -> float:
    first = f"{said.severity}{' question' if said.kind == 'question' else ''}  {said.summary}"
    if said.detail:
        return _rows(first, BOLD) + _rows(f"{said.detail} {said.basis()}", PLAIN) + 0.2
    return _rows(f"{first} {said.basis()}", PLAIN - 4) + 0.2


def _undecided(entry: Open) -> float:
    return _rows(f"{entry.severity} {entry.what}; open: {', '.join(entry.facts)}", BOLD) + 0.1


def _rows(text: str, width: int) -> int:
    """Lines that a text takes, none if it is empty."""
    if text.isascii():
        return ceil(len(text) / width)
    cells = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text if not combining(letter))
    return ceil(cells / width)
