"""Declared forms of dates. What isn't declared isn't read: day-first and month-first are never guessed apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from ..profile import PartialDate
from ..profile.calendar import add_months
from ..profile.partial_date import FIRST_DAY, LAST_DAY
from .cells import Cell, text_of
from .errors import CellFault

ISO = "ISO"
"""YYYY-MM-DD, YYYY-MM or YYYY, also with a time of day behind the day, which is cut off."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TOKENS = {"YYYY": "([0-9]{4})", "MMM": "([A-Za-z]{3})", "MM": "([0-9]{2})", "M": "([0-9]{1,2})"}
_TOKENS |= {"DD": "([0-9]{2})", "D": "([0-9]{1,2})"}
_TOKEN = re.compile("YYYY|YY|MMM|MM|M|DD|D|[A-Za-z0-9]")
_ISO_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9:]{2,6})?)?\Z"
)
_ISO_PART = re.compile(r"[0-9]{4}(?:-[0-9]{2})?\Z")
FARTHEST = 73_050
"""Days: 200 years. A count beyond it is a slip."""


def format_fault(form: str) -> str:
    """What is wrong with a form of dates, in words; empty if nothing is."""
    if form == ISO:
        return ""
    tokens = _TOKEN.findall(form)
    if "YY" in tokens:
        return "a year of two digits leaves the century open"
    if any(token not in _TOKENS for token in tokens):
        return "it holds letters that stand for nothing"
    letters = [token[0] for token in tokens]
    if letters.count("Y") != 1 or letters.count("M") > 1 or letters.count("D") > 1:
        return "it needs YYYY once, and MM and DD at most once"
    if "D" in letters and "M" not in letters:
        return "it has a day without a month"
    return ""


def clash(forms: Sequence[str]) -> tuple[str, str] | None:
    """Two forms that would read some text as different dates; None if there are none."""
    known = [form for form in forms if not format_fault(form) and form != ISO]
    for index, one in enumerate(known):
        for other in known[index + 1 :]:
            if _shape(one) == _shape(other) and _order(one) != _order(other):
                return one, other
    return None


def _shape(form: str) -> str:
    # D and DD, M and MM read the same texts as far as a clash goes.
    return _TOKEN.sub(lambda hit: {"YYYY": "4", "MMM": "a"}.get(hit[0], "2"), form)


def _order(form: str) -> str:
    return "".join(token[0] for token in _TOKEN.findall(form))


@cache
def _pattern(form: str) -> tuple[re.Pattern[str], str]:
    parts = _TOKEN.sub(lambda hit: "\0" + hit[0] + "\0", form).split("\0")
    return re.compile("".join(_TOKENS.get(part, re.escape(part)) for part in parts) + r"\Z"), _order(form)


def date_of(cell: Cell, forms: Sequence[str]) -> str:
    """The partial date in a cell as ISO text. Raises CellFault if none of the forms fits, or the day doesn't exist."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _within_reach(day).isoformat()
    text = text_of(cell)
    for form in forms:
        found = _iso(text) if form == ISO else _read(text, form)
        if found is not None:
            try:
                return PartialDate(found).text
            except ValueError:
                break
    raise CellFault("mapping-date", "isn't a date in a declared form", f"declared: {', '.join(forms)}")


def _iso(text: str) -> str | None:
    found = _ISO_TIME.match(text)
    return found[1] if found else text if _ISO_PART.match(text) else None


def _read(text: str, form: str) -> str | None:
    pattern, order = _pattern(form)
    found = pattern.match(text)
    if found is None:
        return None
    parts = dict(zip(order, found.groups(), strict=True))
    month = parts.get("M")
    if month is not None and month.isalpha():
        if month.lower() not in MONTHS:
            return None
        month = str(MONTHS.index(month.lower()) + 1)
    return "-".join(part.zfill(2) for part in (parts["Y"], month, parts.get("D")) if part is not None)


def _within_reach(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CellFault("mapping-date", "isn't a date from 1900 to 2199")
    return day


def counted_from(day_zero: date, count: int | float, unit: str) -> date:
    """The day `count` days, weeks or months after day zero. Raises CellFault for part of one, or for over 200 years."""
    if not isinstance(count, int):
        raise CellFault("mapping-date", f"isn't a whole number of {unit}")
    days = {"days": 1, "weeks": 7, "months": 31}[unit] * count
    if abs(days) > FARTHEST:
        raise CellFault("mapping-date", f"isn't a sensible number of {unit}")
    try:
        return _within_reach(add_months(day_zero, count) if unit == "months" else day_zero + timedelta(days))
    except (ValueError, OverflowError):
        raise CellFault("mapping-date", f"isn't a sensible number of {unit}") from None
