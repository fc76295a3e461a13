"""The whole note as plain text, nothing shortened."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ..render.visible import visible
from . import words
from .model import Antibody, Entry, Note, Said

WIDTH = 80


def as_text(note: Note) -> str:
    """The note in lines of at most 80 characters, unless a word is longer."""
    return "".join(f"{line}\n" for line in _lines(note))


def _lines(note: Note) -> Iterator[str]:
    yield words.TITLE.upper()
    yield from _wrapped(f"Patient {note.patient}  {note.as_of}")
    if note.is_emergency:
        yield from _wrapped(words.EMERGENCY)
    yield from _wrapped(" ".join((*note.marks, words.LIMITS)))
    yield from _part(words.ANTIBODIES, map(_antibody, note.antibodies))
    yield from _bullets(f"{entry.label}: {entry.value}" for entry in note.regimens)
    blood = (note.red_cells, note.typing, note.kell, note.laboratory)
    for heading, entries in zip(words.BLOOD, blood, strict=True):
        yield from _part(heading, (_entries(entries),))
    nothing = f"{words.NOTHING_SAID} {note.statement}"
    yield from _part(words.SAID, (text for said in note.said for text in _said(said)), nothing)
    undecided = (
        f"{' '.join((entry.severity.upper(), entry.what)).strip()}; open: {', '.join(entry.facts)}"
        for entry in note.undecided
    )
    yield from _part(words.UNDECIDED, undecided, words.NOTHING_UNDECIDED)
    yield from _part(words.CONFLICTS, note.conflicts, words.NO_CONFLICT)
    for heading, texts in ((words.SILENT, note.silent), (words.BACKGROUND, note.background)):
        if texts:
            yield from _part(heading, texts)
    yield ""
    yield from _wrapped(note.elsewhere)
    yield from _wrapped(f"cd38rules {note.package_version}, {note.rulebook}")
    yield f"sha256 {note.rulebook_sha256}"


def _antibody(antibody: Antibody) -> str:
    known = f" ({antibody.precision})" if antibody.precision else ""
    since = f"; time since: {antibody.since}" if antibody.since else ""
    return (
        f"{antibody.role}: {antibody.agent}; route: {antibody.route}; first dose: {antibody.first_dose}; "
        f"last dose: {antibody.last_dose}{known}{since}"
    )


def _entries(entries: Sequence[Entry]) -> str:
    return "; ".join(f"{entry.label}: {entry.value}" for entry in entries)


def _said(said: Said) -> Iterator[str]:
    kind = " QUESTION" if said.kind == "question" else ""
    detail = f" {said.detail}" if said.detail else ""
    yield f"{said.severity.upper()}{kind} {said.summary}{detail} [{said.basis()}]"


def _part(heading: str, texts: Iterator[str] | Sequence[str] | map[str], nothing: str = "") -> Iterator[str]:
    yield ""
    yield heading
    yield "-" * len(heading)
    listed = list(texts)
    yield from _bullets(listed) if listed else _wrapped(nothing)


def _bullets(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
