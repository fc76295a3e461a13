"""Printed text in one canonical form, and whole-token search in it.

TeX remnants, emphasis marks and uneven spacing of a text extraction are levelled on both sides of a comparison,
so that `$N=32$`, `N = 32` and `N=32` are one fragment; a digit is never dropped or added.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REPLACEMENTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\text\{([^}]*)\}", r"\1"),
        (r"\\(?:geq|ge)\b", "≥"),
        (r"\\(?:leq|le)\b", "≤"),
        (r"\\sim\b", "~"),
        (r"\\%", "%"),
        (r"[$*]", ""),
        (r"\s*_\{([^}]*)\}", r" \1"),
        (r"(?<=[A-Za-z])_(?=\d)", ""),
        (r"\^\{([^}]*)\}", r" \1"),
        (r"\s+", " "),
        (r" (?=[,;:)\]²³])", ""),
        (r"(?<=[(\[]) ", ""),
        (r" ?= ?", "="),
        (r"(?<=\d) (?=[–-]\w)", ""),
        (r"(?<=[≥≤<>~]) (?=\d)", ""),
    )
)


@lru_cache(maxsize=4096)
def levelled(text: str) -> str:
    """`text` in canonical form: NFC, TeX resolved, single spaces, none before closing punctuation.

    >>> levelled("(58.3% with ≥ 6 -month  washout)")
    '(58.3% with ≥6-month washout)'
    """
    if text.isascii() and text.isalnum():
        return text
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text.strip()


def find_whole(fragment: str, text: str, start: int = 0) -> int:
    """Where the levelled `fragment` stands in the levelled `text` with whole words and whole numbers; -1 if nowhere.

    >>> find_whole("28.6%", "128.6%"), find_whole("68%", "63–68%"), find_whole("28.6", "28.6%")
    (-1, -1, -1)
    """
    if not fragment:
        return -1
    position = text.find(fragment, start)
    while position >= 0:
        if _whole(text, position, position + len(fragment)):
            return position
        position = text.find(fragment, position + 1)
    return -1


def stands_in(fragment: str, text: str) -> bool:
    """Whether `fragment` stands in `text`; both may be raw."""
    return find_whole(levelled(fragment), levelled(text)) >= 0


def occurrences(term: str, text: str) -> int:
    """How often words of `text` start with `term`, in any case; a term in capitals counts as it is, as a whole word.

    >>> occurrences("pregnan", "Pregnancy and pregnant"), occurrences("CI", "toxicity"), occurrences("CI", "95% CI")
    (2, 0, 1)
    """
    wanted = levelled(term)
    flags = re.NOFLAG if wanted.isupper() else re.IGNORECASE
    end = r"(?!\w)" if wanted.isupper() and wanted[-1].isalnum() else ""
    return len(re.findall(rf"(?<!\w){re.escape(wanted)}{end}", levelled(text), flags))


def _whole(text: str, begin: int, end: int) -> bool:
    first, last = text[begin], text[end - 1]
    before, after = text[:begin][-2:], text[end : end + 2]
    if before and first.isalnum() and before[-1].isalnum():
        return False
    if after and last.isalnum() and after[0].isalnum():
        return False
    if first.isdigit() and len(before) == 2 and before[1] in ".,–-" and before[0].isdigit():
        return False
    if first.isdigit() and before.endswith((".", "≥", "≤", "<", ">", "~")):
        return False
    if last.isdigit() and after[:1] == "%":
        return False
    return not (last.isdigit() and len(after) == 2 and after[0] in ".,–-" and after[1].isdigit())
