"""What the source hedges stays hedged, in the evidence and in the advice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..rules.book import RuleBook
from ..rules.evidence_model import Evidence
from ..rules.model import Rule
from .check import Found
from .parts import Part, parts_of

_PRINTED = re.compile(
    r"\b(?:may|might|can|could(?! not)|suggest(?:s|ed|ing)?|appear(?:s|ed)?|(?<!without )potential(?:ly)?)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|can|could|suggest\w*|appear\w*|seem\w*|potential\w*|possib\w+|likely|perhaps|hint\w*|hypothes\w+"
    r"|propos\w+|thought|expected|whether|open|(?:is|are|was|were) (?:reported|said) to)\b|\AConsider\b",
    re.IGNORECASE,
)
_WORDS = "may, can, could, suggests, appears, possible"


def hedge_lost_in_evidence(book: RuleBook) -> Iterator[Found]:
    """Where the printed words of a statement are hedged (may, can, suggests, appears), its plain sentence is too."""
    for entry in book.catalogue.entries:
        if (word := _hedged(entry)) and not _HEDGE.search(entry.says):
            message = f"`{entry.id}` is printed with `{word}`, and its `says` is not hedged"
            yield Found(message, entry.place, f"keep the hedge: {_WORDS}")


def hedge_lost(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """Where a part of the advice rests on one hedged statement alone, it is hedged as well.

    Each summary is, whichever is shown, and some text of the detail or of the caveats. A text that starts with
    "Consider" puts forward an option and asserts nothing.
    """
    supports = Counter(use.supports for use in rule.evidence)
    parts = list(parts_of(rule, title=False))
    for use in rule.evidence:
        entry = book.catalogue.get(use.evidence)
        if entry is None or supports[use.supports] > 1 or not (word := _hedged(entry)):
            continue
        for part in _unhedged([part for part in parts if part.name == use.supports]):
            message = f"the {part.name} rests on `{entry.id}` alone, which is printed with `{word}`, and is not hedged"
            yield Found(message, part.place, f"keep the hedge: {_WORDS}", (entry.place,))


def _unhedged(parts: list[Part]) -> list[Part]:
    bare = [part for part in parts if not _HEDGE.search(part.text)]
    if parts and parts[0].name == "summary":
        return bare
    return bare[:1] if len(bare) == len(parts) else []


def _hedged(entry: Evidence) -> str:
    """The hedging word of a statement's printed fragments, or nothing."""
    hit = _PRINTED.search(" … ".join(entry.printed)) if entry.kind == "statement" else None
    return hit[0] if hit else ""
