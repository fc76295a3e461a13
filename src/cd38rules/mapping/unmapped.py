"""Words that no value map knows, counted by column. The words themselves are kept only when asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .cells import Cell, text_of

MOST_WORDS = 200
LONGEST_WORD = 80


@dataclass(slots=True)
class UnmappedValues:
    """How often each column (table, column) held a word that the mapping doesn't know.

    Such words can be patient data: `words` stays empty unless `keeps_words`, and never belongs into a log. It holds at
    most MOST_WORDS distinct ones a column, cut to LONGEST_WORD characters.
    """

    keeps_words: bool = False
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    words: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def add(self, table: str, column: str, cell: Cell) -> None:
        """Counts a cell."""
        self.counts[table, column] += 1
        if not self.keeps_words:
            return
        found = self.words.setdefault((table, column), Counter())
        text = ";".join(map(text_of, cell)) if isinstance(cell, list) else text_of(cell)
        word = text[:LONGEST_WORD]
        if word in found or len(found) < MOST_WORDS:
            found[word] += 1
