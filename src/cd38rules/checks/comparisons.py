"""The two antibodies are never compared with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.book import RuleBook
from ..rules.model import Rule
from .check import Found
from .parts import is_denied, parts_of

_RANKING = re.compile(
    r"\b(?:better|best(?! (?:overall )?response)|superior|superiority|(?:more|most) effective|preferred|preferable"
    r"|safer|safest)\b",
    re.IGNORECASE,
)
_RESPONSE_CATEGORY = re.compile(r"\bor\s*\Z", re.IGNORECASE)  # "a minimal response or better"
_COMPARED = re.compile(
    r"\b(?:more|less|fewer|lower|higher|greater|smaller|larger|longer|shorter|stronger|weaker|worse|faster|slower|rarer"
    r"|earlier|later|deeper)\b.*?\bthan\b|\b(?:compared (?:with|to)|versus|vs\.?|against|relative to)(?=\s)",
    re.IGNORECASE,
)
_ANTIBODIES = {"daratumumab": re.compile(r"\bdaratumumab", re.I), "isatuximab": re.compile(r"\bisatuximab", re.I)}
_THE_OTHER = re.compile(r"\bthe other (?:antibody|one|agent|anti-CD38 antibody)\b|\bwith the other\b", re.IGNORECASE)
# What a patient had before is no side of a comparison: "less effective after isatuximab-Pd than after Pd".
_EARLIER = re.compile(
    r"\b(?:after|before|since|following|prior|previous|earlier|without|refractory to|exposed to|on)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:daratumumab|isatuximab)[\w-]*",
    re.IGNORECASE,
)


def antibodies_compared(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """Isatuximab and daratumumab aren't compared with each other: their trials are independent.

    No "better", "superior", "more effective", "preferred" or "safer" anywhere, unless it is denied or part of a
    response category ("minimal response or better"). No "lower ... than", "versus" and the like in a sentence with one
    antibody on one side and the other on the other.
    """
    for part in parts_of(rule):
        for hit in _RANKING.finditer(part.text):
            in_category = _RESPONSE_CATEGORY.search(part.text[: hit.start()])
            if not in_category and not is_denied(part.text, hit.start()):
                place = part.place_of(hit.start())
                yield Found(f"`{hit[0]}` ranks treatments", place, "say what was observed with each, by itself")
        for sentence in part.sentences:
            for hit in _COMPARED.finditer(_EARLIER.sub("…", sentence)):
                text = hit.string
                before, after = text[: hit.end()], re.split(r"[,;.]", text[hit.end() :])[0]
                if _on_both_sides(before, after):
                    message = f"`{hit[0].split()[0]} …` compares isatuximab with daratumumab"
                    yield Found(message, part.place, "say what was observed with each, by itself")


def _on_both_sides(before: str, after: str) -> bool:
    left = {name for name, pattern in _ANTIBODIES.items() if pattern.search(before)}
    right = {name for name, pattern in _ANTIBODIES.items() if pattern.search(after)}
    return bool(left and right and left != right) or (len(left) == 1 and bool(_THE_OTHER.search(after)))
