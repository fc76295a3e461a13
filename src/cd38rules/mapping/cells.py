"""Cells as tables hold them, their text, and the numbers that are written in them."""

from __future__ import annotations

import math
import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from .errors import CellFault

Cell = Any
"""str, int, float, bool, date, None, or a list of these; text formats give str alone."""

_MINUS = str.maketrans({"\u2212": "-", "\ufe63": "-", "\uff0d": "-"})
_SPACES = " \u00a0\u2009\u202f"
_LONGEST_NUMBER = 40
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number by which a user finds it again, its cells by column, and what is wrong with it as a whole."""

    number: int
    cells: dict[str, Cell]
    faults: tuple[CellFault, ...] = field(default=())


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing: null, or only white space. An empty list isn't blank: it is a known none."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """The text of a cell: trimmed; whole numbers without a decimal point, days in ISO form, `true` and `false`."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if abs(cell) >= LARGEST:
            # An identifier that a spreadsheet took for a number: its last digits are gone.
            raise CellFault("mapping-digits", "is a number of so many digits that some are lost", "store it as text")
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    raise CellFault("mapping-type", "holds a list or an object where one value is needed", "name a part of it")


def word_of(cell: Cell) -> str:
    """The text of a cell as words are compared; empty for a cell that has none."""
    try:
        return spaced(text_of(cell))
    except CellFault:
        return ""


_ANY_CASE = "\0"


def spaced(text: str) -> str:
    """The text with one space where there are several."""
    return " ".join(text.split())


def stored(word: str, any_case: bool) -> str:
    """A word of a mapping as it is stored, marked if its case doesn't matter.

    Case matters by default: K and k are two antigens.
    """
    return _ANY_CASE + spaced(word).casefold() if any_case and spaced(word) else spaced(word)


def key_in(text: str, words: Container[str]) -> str | None:
    """The stored word that a text is; None if it is none of them."""
    word = spaced(text)
    if word in words:
        return word
    word = _ANY_CASE + word.casefold()
    return word if word in words else None


def starts_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text starts with one of the stored words."""
    word = spaced(text)
    return word.startswith(words) or (_ANY_CASE + word.casefold()).startswith(words)


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    whole = "[0-9]+"
    if thousands:
        sign = f"[{_SPACES}]" if thousands == " " else re.escape(thousands)
        whole = f"(?:[0-9]{{1,3}}(?:{sign}[0-9]{{3}})+|[0-9]+)"
    return re.compile(rf"([+-]?)({whole})(?:{re.escape(decimal)}([0-9]+))?([eE][+-]?[0-9]{{1,3}})?\Z")


def number_of(cell: Cell, decimal: str, thousands: str) -> int | float:
    """The number in a cell; a whole one is an int, however it is written. Raises CellFault for anything else.

    >>> number_of("\u22121.234,50", ",", ".")
    -1234.5
    """
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return _finite(cell if isinstance(cell, int) else float(cell))
    if not isinstance(cell, str):
        raise CellFault("mapping-number", "isn't a number")
    text = cell.strip()
    found = _pattern(decimal, thousands).match(text.translate(_MINUS)) if len(text) <= _LONGEST_NUMBER else None
    if found is None:
        hint = f"numbers are read with the decimal sign `{decimal}`" + (
            f" and the thousands separator `{thousands}`" if thousands else " and no thousands separator"
        )
        raise CellFault("mapping-number", "isn't a number", hint)
    sign, whole, fraction, exponent = found.groups()
    digits = "".join(letter for letter in whole if letter.isdigit())
    if not fraction and not exponent:
        return _finite(int(sign + digits))
    return _finite(float(f"{sign}{digits}.{fraction or 0}{exponent or ''}"))


def _finite(number: int | float) -> int | float:
    if isinstance(number, int):
        if abs(number) <= LARGEST:
            return number
    elif math.isfinite(number) and abs(number) <= LARGEST:
        return int(number) if number.is_integer() else number
    raise CellFault("mapping-number", "isn't a number of a sensible size")
