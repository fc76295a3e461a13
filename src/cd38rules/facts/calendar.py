"""Time as ranges of calendar months: from partial dates, and from bare counts of days.

Source: policy, after section 0.3 of the advisory catalogue; the article gives months only.
"""

from __future__ import annotations

from datetime import date

from ..profile.calendar import add_months, months_elapsed
from ..profile.calendar import years_completed as completed_years
from .values import Range

__all__ = [
    "FEWEST_DAYS",
    "MOST_DAYS",
    "add_months",
    "completed_years",
    "months_between",
    "months_between_ranges",
    "months_elapsed",
    "months_of_days",
]

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


def months_between(first: date, second: date) -> float:
    """Calendar months from `first` to `second`: whole months plus days / 31 of the one begun.

    Raises ValueError when `second` lies before `first`.
    """
    if second < first:
        raise ValueError("the second day lies before the first")
    return months_elapsed(first, second)


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
    return Range(months_elapsed(first[1], second[0]), months_elapsed(first[0], second[1]))
