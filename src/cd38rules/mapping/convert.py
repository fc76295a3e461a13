"""Cells to values of the profile: one function for each column, made once from what the mapping says of it.

A converter gives None for "not recorded", and raises CellFault for a cell that it can't read; nothing is guessed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..profile import PartialDate, any_drug
from ..profile.calendar import years_completed
from .cells import Cell, is_blank, key_in, number_of, text_of, word_of
from .dates import counted_from, date_of
from .errors import CellFault
from .model import FormatSpec, Read
from .targets import Leaf

UNMAPPED = "mapping-unmapped-value"
OTHER_DRUG = "other_drug"
_NINE_DIGITS = 9


@dataclass(slots=True)
class Days:
    """The two days that a row's values may depend on; None where they aren't recorded."""

    day_zero: date | None = None
    as_of: date | None = None


Cells = Mapping[str, Cell]
Convert = Callable[[Cell, Cells, Days], Any]


def unmapped() -> CellFault:
    """The fault of a word that the mapping doesn't know."""
    message = "holds a value that the mapping doesn't know"
    return CellFault(UNMAPPED, message, "add it under `values`, or under `not_recorded`", is_unmapped=True)


def converter(leaf: Leaf, read: Read, spec: FormatSpec) -> Convert:
    """The function that reads the cells of one column into a field."""
    inner = _by_kind(leaf, read, spec)
    words, blank = read.words, read.not_recorded
    on_blank, looks_up = words.get(""), bool(words or blank)
    is_list = leaf.kind in ("drugs", "words")

    def convert(cell: Cell, cells: Cells, days: Days) -> Any:
        if is_blank(cell):
            return on_blank
        if looks_up and not isinstance(cell, list):
            # Numbers and days of typed tables as well: 99 can be a word for "not recorded".
            text = text_of(cell)
            key = key_in(text, words)
            if key is not None:
                found = words[key]
                return (found,) if is_list and found is not None else found
            if key_in(text, blank) is not None:
                return None
        try:
            return inner(cell, cells, days)
        except CellFault as fault:
            if words and fault.code in ("mapping-number", "mapping-date") and isinstance(cell, str):
                # The column holds words, of which this is one that the mapping doesn't know.
                raise unmapped() from None
            raise

    return convert


def _by_kind(leaf: Leaf, read: Read, spec: FormatSpec) -> Convert:
    match leaf.kind:
        case "flag" | "choice":
            return _closed
        case "whole" | "number":
            if read.means:
                return _age(read, spec)
            return _number(leaf, read, spec)
        case "date" | "day":
            return _date(read, spec)
        case "drugs" | "words":
            return _list(leaf, read)
        case _:
            return lambda cell, cells, days: text_of(cell)


def _closed(cell: Cell, cells: Cells, days: Days) -> Any:
    """Of a closed set of words: those that are known were found before."""
    text_of(cell)
    raise unmapped()


def _number(leaf: Leaf, read: Read, spec: FormatSpec) -> Convert:
    is_whole = leaf.kind == "whole"

    def convert(cell: Cell, cells: Cells, days: Days) -> Any:
        number = number_of(cell, spec.decimal, spec.thousands)
        if read.words or read.not_recorded:
            # 99.0 is the word 99 in the manner of a program that took the column for numbers.
            text = text_of(number)
            key = key_in(text, read.words)
            if key is not None or key_in(text, read.not_recorded) is not None:
                return None if key is None else read.words[key]
        unit = _unit(read, cells)
        factor = leaf.units[unit] if unit else 1.0
        if factor != 1.0:
            # Rounded, so that a fraction of 0.57 is 57 per cent and not a hair less.
            number = round(number * factor, _NINE_DIGITS)
        if read.round:
            number = math.floor(number) if read.round == "down" else math.floor(number + 0.5)
        return int(number) if is_whole and number == int(number) else number

    return convert


def _unit(read: Read, cells: Cells) -> str:
    """The unit of a cell; empty for the profile's own."""
    if not read.unit.column:
        return read.unit.fixed
    key = key_in(word_of(cells.get(read.unit.column)), read.unit.words)
    if key is None:
        message = f"has a unit (column `{read.unit.column}`) that is missing or that the mapping doesn't know"
        raise CellFault("mapping-unmapped-unit", message, "add it under `unit`, `values`")
    return read.unit.words[key]


def _date(read: Read, spec: FormatSpec) -> Convert:
    forms = read.forms
    if not (read.unit.fixed or read.unit.column):
        return lambda cell, cells, days: date_of(cell, forms)

    def convert(cell: Cell, cells: Cells, days: Days) -> Any:
        count = number_of(cell, spec.decimal, spec.thousands)
        if days.day_zero is None:
            return None
        return counted_from(days.day_zero, count, _unit(read, cells)).isoformat()

    return convert


def _age(read: Read, spec: FormatSpec) -> Convert:
    """The age on the day of assessment, from the day of birth or from the age at day zero; None if it isn't certain."""
    is_age = read.means == "age_at_day_zero"
    born = _date(read, spec)

    def convert(cell: Cell, cells: Cells, days: Days) -> Any:
        if is_age:
            age = number_of(cell, spec.decimal, spec.thousands)
            if age < 0:
                raise CellFault("mapping-number", "is an age below zero")
            cell = -age
        birth = born(cell, cells, days)
        if birth is None or days.as_of is None:
            return None
        range_of_birth = PartialDate(birth)
        if range_of_birth.earliest > days.as_of:
            raise CellFault("mapping-date", "gives a birth after the day of assessment")
        oldest, youngest = (
            years_completed(day, days.as_of) for day in (range_of_birth.earliest, range_of_birth.latest)
        )
        return oldest if oldest == youngest else None

    return convert


def _list(leaf: Leaf, read: Read) -> Convert:
    one = _drug(read) if leaf.kind == "drugs" else _word(read)

    def convert(cell: Cell, cells: Cells, days: Days) -> Any:
        items = [text_of(item) for item in cell] if isinstance(cell, list) else _split(text_of(cell), read.split)
        if not items:
            return () if isinstance(cell, list) else None
        if len(items) == 1 and key_in(items[0], read.none) is not None:
            return ()
        found = [one(item) for item in items]
        if None in found:
            return None  # one item isn't known, and a list can't say that it is incomplete
        kept = tuple(item for item in found if item)
        return kept or None

    return convert


def _split(text: str, signs: tuple[str, ...]) -> list[str]:
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    parts = text.split(signs[0]) if signs else [text]
    return [part.strip() for part in parts if part.strip()]


def _word(read: Read) -> Callable[[str], Any]:
    def one(text: str) -> Any:
        key = key_in(text, read.words)
        if key is not None:
            return read.words[key]
        if key_in(text, read.not_recorded) is not None:
            return None
        raise unmapped()

    return one


def _drug(read: Read) -> Callable[[str], Any]:
    """The generic name; None for "not recorded", and an empty text for a drug to be ignored."""

    def one(text: str) -> Any:
        key = key_in(text, read.words)
        if key is not None:
            return read.words[key]
        if key_in(text, read.not_recorded) is not None:
            return None
        try:
            return any_drug(text)
        except ValueError:
            if read.others == "refuse":
                raise unmapped() from None
            return OTHER_DRUG if read.others == "other_drug" else ""

    return one


def drug_reader(read: Read) -> Callable[[Cell], str | None]:
    """Reads one drug in a cell of its own: generic name, "" to be ignored, None if blank or not recorded."""
    one = _drug(read)

    def convert(cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        found = one(text_of(cell))
        return None if found is None else str(found)

    return convert
