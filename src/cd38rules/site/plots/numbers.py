"""Numbers as they are printed, for drawing only: what can't be read as one is in the table only."""

from __future__ import annotations

import re

from ...rules.evidence_model import Evidence

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONTHS = re.compile(r"(\d+) months?")


def number(printed: str) -> float | None:
    """The number that a printed value starts with, or None.

    >>> number("72.6%"), number("NR"), number("~15%")
    (72.6, None, None)
    """
    match = _NUMBER.match(printed.strip())
    return float(match[0]) if match else None


def interval_ends(entry: Evidence) -> tuple[float, float] | None:
    """Both ends of an entry's interval, or None."""
    if entry.interval is None:
        return None
    low, high = number(entry.interval.low), number(entry.interval.high)
    return None if low is None or high is None else (low, high)


def months_in(printed: str) -> int | None:
    """The months that a printed duration names, or None.

    >>> months_in("up to 6 months")
    6
    """
    match = _MONTHS.search(printed)
    return int(match[1]) if match else None
