"""The texts of a rule as the checks of wording read them: one after another, with their places, figures left out.

A placeholder is read as "…", so that neither the id of a figure nor its value is taken for words of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..diagnostics import Place
from ..rules.condition import Condition
from ..rules.model import Rule, Text
from ..rules.texts import PLACEHOLDER

PartName = Literal["title", "summary", "detail", "caveat"]

_LEFT_OUT = "…"
_BREAK = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a rule; `written` is what stands in the file, with its placeholders."""

    name: PartName
    text: str
    place: Place
    when: Condition | None = None
    written: Text | None = None

    def place_of(self, position: int) -> Place:
        """The line on which the word at a position of the text stands; the start of the text if it has one line."""
        if self.written is None or not self.written.lines:
            return self.place
        text, lines = self.written.text, self.written.lines
        for hit in PLACEHOLDER.finditer(text):
            if hit.start() < position:
                position += len(hit[0]) - len(_LEFT_OUT)
        word = len(f"{text[:position]}x".split()) - 1
        if sum(words for _, _, words in lines) == len(text.split()):
            for line, column, words in lines:
                if word < words:
                    return Place(self.place.path, line, column)
                word -= words
        return self.place

    @property
    def sentences(self) -> list[str]:
        """The text at its full stops, semicolons and colons."""
        return _BREAK.split(self.text)


def parts_of(rule: Rule, title: bool = True) -> Iterator[Part]:
    """The title, and every text of the summary, the detail and the caveats, whatever its condition."""
    if title:
        yield Part("title", rule.title, rule.places.get("title", rule.place))
    groups: tuple[tuple[PartName, tuple[Text, ...]], ...] = (
        ("summary", rule.summary),
        ("detail", rule.detail),
        ("caveat", rule.caveats),
    )
    for name, texts in groups:
        for text in texts:
            yield Part(name, PLACEHOLDER.sub(_LEFT_OUT, text.text), text.place, text.when, text)


def place_of(rule: Rule, key: str) -> Place:
    """Where the value of a key stands; the rule itself if the key is missing."""
    return rule.places.get(key, rule.place)


def clause_before(text: str, position: int) -> str:
    """What stands before a position in the same clause."""
    return re.split(r"[.,;:!?]\s", text[:position])[-1]


_DENIED = re.compile(
    r"(?:(?:\b(?:no|not|nor|never|neither|whether)|n't)\b(?:\s+[\w'-]+){0,6}|\bwithout\b(?:\s+[\w'-]+){0,2})\s*\Z",
    re.IGNORECASE,
)


def is_denied(text: str, position: int) -> bool:
    """Whether the word at a position is denied or left open: by a no, not or whether up to six words before it.

    >>> is_denied("This isn't a contraindication.", 13), is_denied("Not recorded, a contraindication.", 16)
    (True, False)
    """
    return _DENIED.search(clause_before(text, position)) is not None
