"""Text from outside made fit to be shown: one line, and nothing in it that a terminal or an editor would obey."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters and lone surrogates.
OBEYED = frozenset({"Cc", "Cs"})
# Marks that turn the direction of writing: they can make a line read as another one.
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """The text as one line: white space run together, control and direction marks replaced by U+FFFD.

    >>> visible(" two\\nlines ")
    'two lines'
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(REPLACEMENT if _is_obeyed(character) else character for character in line)


def _is_obeyed(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in OBEYED
