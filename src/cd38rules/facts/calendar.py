"""Time between two days in calendar months, and bare counts of days as ranges of months.

n months are reached on the same day of the month, or on the last day of a shorter month. Part of a month counts
as days / 31, so that "more than n months" is any number above n and "n months exactly" is n.
Source: policy, after section 0.3 of the advisory catalogue; the article gives months only.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from .values import Range

# The fewest and the most days that n calendar months can span, n = 0..48; four years repeat from there on.
# tests/semantics/test_calendar.py counts both lists anew from all start days of four years.
FEWEST_DAYS = (
    0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365,
    393, 424, 454, 485, 515, 546, 577, 607, 638, 668, 699, 730,
    758, 789, 819, 850, 880, 911, 942, 972, 1003, 1033, 1064, 1095,
    1124, 1155, 1185, 1216, 1246, 1277, 1308, 1338, 1369, 1399, 1430, 1461,
)  # fmt: skip
MOST_DAYS = (
    0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366,
    397, 428, 458, 489, 519, 550, 581, 611, 642, 672, 703, 731,
    762, 793, 823, 854, 884, 915, 946, 976, 1007, 1037, 1068, 1096,
    1127, 1158, 1188, 1219, 1249, 1280, 1311, 1341, 1372, 1402, 1433, 1461,
)  # fmt: skip


def add_months(day: date, months: int) -> date:
    """The day that lies `months` calendar months after `day`, held to the end of a shorter month.

    >>> add_months(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if day.day <= 28:
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(first: date, second: date) -> float:
    """Calendar months from `first` to `second`: whole months plus days / 31 of the one begun.

    Raises ValueError when `second` lies before `first`.
    """
    if second < first:
        raise ValueError("the second day lies before the first")
    whole = (second.year - first.year) * 12 + second.month - first.month
    reached = add_months(first, whole)
    if reached > second:
        whole -= 1
        reached = add_months(first, whole)
    return whole + (second - reached).days / 31


def months_of_days(days: int) -> Range:
    """The months that a bare count of days can amount to, depending on the months it fell into.

    183 days are neither surely below six months nor surely six: the range holds 6 inside.
    """
    return Range(_months(days, MOST_DAYS), _months(days, FEWEST_DAYS))


def _months(days: int, spans: tuple[int, ...]) -> float:
    cycles, rest = divmod(days, 1461)
    whole = rest // 31  # never more than the months reached, as no month is longer
    while spans[whole + 1] <= rest:
        whole += 1
    return cycles * 48 + whole + (rest - spans[whole]) / 31


def months_between_ranges(first: tuple[date, date], second: tuple[date, date]) -> Range:
    """The range of months between two partial dates, each given by its earliest and latest day.

    Where the days may overlap in the wrong order the range starts at zero.
    """
    low = months_between(first[1], second[0]) if second[0] >= first[1] else 0.0
    high = months_between(first[0], second[1]) if second[1] >= first[0] else 0.0
    return Range(low, high)


def completed_years(born: date, day: date) -> int:
    """Completed years of age on `day`; someone born on 29 February turns a year older on the 28th of a common year."""
    return int(months_between(born, day)) // 12
