"""Whether the number of patients that a figure or statement gives (`n`) is the one that the source prints for it."""

from __future__ import annotations

import re

from ..rules.evidence_model import Evidence
from ..rules.evidence_text import find_whole, levelled, stands_in
from .source_text import NotThere, Passage, SourceText

_STATED = re.compile(r"\b[nN] ?= ?(\d+)(?![\d.])|(?<![\d.])(\d+) (?:[\w-]+ ){0,4}?patients\b")


def wrong_number(entry: Evidence, passage: Passage, text: SourceText) -> tuple[str, str] | None:
    """What is wrong with `n`, and a hint; None where the source states it, or where the entry gives none.

    Stated means: `n_printed` holds it and stands at its place; else a heading above
    the cell says `n=154`; else the entry's own fragment says `n=154` or `154 … patients`.
    """
    if entry.n is None:
        return None
    if entry.n_printed:
        if not stands_in(str(entry.n), entry.n_printed.printed):
            return f"`{entry.n_printed.printed}` doesn't show n = {entry.n}", _hint(passage)
        where = entry.n_printed.location or entry.location
        place = text.at(where)
        if isinstance(place, NotThere):
            return f"n = {entry.n}: {place.message}", place.hint
        if find_whole(levelled(entry.n_printed.printed), place.text) < 0:
            return f"`{entry.n_printed.printed}`, which shows n = {entry.n}, isn't printed at {where}", _hint(place)
        return None
    stated = numbers_of_patients(*(passage.headings or map(levelled, entry.printed)))
    if entry.n in stated:
        return None
    return f"nothing at {entry.location} shows that n is {entry.n}", _hint(passage)


def numbers_of_patients(*texts: str) -> list[int]:
    """The numbers that stand in the texts as numbers of patients, in their order.

    >>> numbers_of_patients("Isa-Pd (n=154)", "seen in 4 RRMM patients", "60% of 154")
    [154, 4]
    """
    return [int(found[1] or found[2]) for text in texts for found in _STATED.finditer(text)]


def _hint(passage: Passage) -> str:
    stated = numbers_of_patients(passage.text, *passage.headings)
    there = f"numbers of patients there: {', '.join(map(str, dict.fromkeys(stated)))}; " if stated else ""
    return f"{there}give the words that print it as `n_printed`, with their place if it is another"
