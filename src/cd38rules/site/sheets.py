"""The review sheet of a rule: one printed A4 page with what a reviewer signs. It leaves out by rule, and says so."""

from __future__ import annotations

from dataclasses import dataclass

from .evidence_view import EvidenceRow
from .plain_words import Line, Said
from .rule_view import RuleView

# How much evidence is shown: the most of these with which the sheet stays on its page.
MOST_EVIDENCE = (14, 12, 10, 8, 6, 4)
# Longer lists of other rules are counted only.
MOST_NAMES = 12
_LETTERS_A_LINE = 118
# Lines of text that fit on a page at each type size, largest type first.
_ROOM = (56, 66, 82, 99)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`density` chooses the type size, 0 is the largest; `further` counts the evidence that isn't shown."""

    evidence: tuple[EvidenceRow, ...]
    further: int
    density: int


def sheet(view: RuleView) -> Sheet:
    """The sheet of a rule. Errata and figures come before statements where there is no room for all evidence."""
    ranked = sorted(view.evidence, key=lambda row: (not row.errata, row.kind != "figure"))
    for most in MOST_EVIDENCE:
        chosen = tuple(row for row in view.evidence if row in ranked[:most])
        lines = _lines(view, chosen)
        if lines <= _ROOM[-1]:
            break
    density = next((size for size, room in enumerate(_ROOM) if lines <= room), len(_ROOM))
    return Sheet(chosen, len(view.evidence) - len(chosen), density)


def _lines(view: RuleView, evidence: tuple[EvidenceRow, ...]) -> float:
    """About how many lines the sheet takes."""
    texts: tuple[Said, ...] = (*view.summary, *view.detail, *view.caveats)
    lines = 20.0 + sum(_wrapped(text.words + text.when) for text in texts)
    lines += _outline_lines(view.outline) if view.outline else 0
    for row in evidence:
        words = f"{row.supports} {row.figure} {row.says} {row.interval} {row.place} {row.design} n {row.n}"
        lines += _wrapped(words) + sum(_wrapped(text) for _, text in row.errata)
    related = (view.silenced_by, view.silences, view.covers, view.covered_by, view.builds_on, view.built_on_by)
    lines += sum(_wrapped(" " * 40 * len(names)) for names in related if 0 < len(names) <= MOST_NAMES)
    lines += _wrapped(" ".join(read.fact.label + read.unrecorded for read in view.facts))
    return lines


def _outline_lines(line: Line) -> float:
    return _wrapped(line.words) + sum(_outline_lines(part) for part in line.parts)


def _wrapped(words: str) -> int:
    return 1 + len(words) // _LETTERS_A_LINE
