"""Calendar months between two days: n months are reached on the same day of the month, or on the last day of a
shorter one. Part of a month counts as days / 31, so that "more than n months" is any number above n.

Source: policy, after section 0.3 of the advisory catalogue; the article gives months only.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

_DAY = timedelta(1)


def last_day_of(year: int, month: int) -> date:
    """The last day of a month (month counts from 1)."""
    return date(year + month // 12, month % 12 + 1, 1) - _DAY


def months_elapsed(first: date, second: date) -> float:
    """Calendar months from `first` to `second`: whole months plus days / 31 of the one begun; 0 if not later.

    >>> months_elapsed(date(2023, 8, 31), date(2024, 2, 29))
    6.0
    """
    if second <= first:
        return 0.0
    whole = (second.year - first.year) * 12 + second.month - first.month
    reached = add_months(first, whole)
    if reached > second:
        whole -= 1
        reached = add_months(first, whole)
    return whole + (second - reached).days / 31


def years_completed(born: date, day: date) -> int:
    """Completed years of age on `day`; 0 if it lies before the birth.

    Someone born on 29 February turns a year older on the 28th of a common year.
    """
    return int(months_elapsed(born, day)) // 12


def add_months(day: date, months: int) -> date:
    """The day that lies `months` calendar months after `day`, held to the end of a shorter month.

    >>> add_months(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    if day.day <= 28:
        return day.replace(year=index // 12, month=index % 12 + 1)
    end = last_day_of(index // 12, index % 12 + 1)
    return end.replace(day=min(day.day, end.day))


def months_before(day: date, months: float) -> date:
    """The day `months` calendar months before `day`; part of a month counts as 31 days a month, rounded up.

    >>> months_before(date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    whole = int(months)
    return add_months(day, -whole) - timedelta(ceil((months - whole) * 31))
