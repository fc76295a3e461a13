"""Calendar months and counts of days, against a count made here by going through the days themselves.

Expectations: catalogue, section 0.3, and the codes page, sections 0 and 1 (3 calendar months span 89-92 days, 6 span
181-184).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import pytest

from cd38rules.engines.reference import fact_truth
from cd38rules.facts import Range
from cd38rules.facts.calendar import (
    FEWEST_DAYS,
    MOST_DAYS,
    add_months,
    completed_years,
    months_between,
    months_between_ranges,
    months_of_days,
)
from cd38rules.profile import PartialDate
from cd38rules.rules.condition import FactLeaf
from cd38rules.truth import NO, UNKNOWN, YES, Truth

DAY = timedelta(1)
FOUR_YEARS = tuple(date(2021, 1, 1) + DAY * n for n in range(1461))  # with one leap year: 2024
MOST_COUNTED = 400


def day_after_months(day: date, months: int) -> date:
    """The same day of the month, or the last day of a shorter one."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@cache
def months_by_days() -> dict[int, tuple[float, float]]:
    """For each count of days the fewest and the most months that it can amount to, over all start days."""
    found: dict[int, tuple[float, float]] = {}
    for start in FOUR_YEARS:
        reached = [(day_after_months(start, n) - start).days for n in range(16)]
        whole = 0
        for days in range(MOST_COUNTED + 1):
            if reached[whole + 1] == days:
                whole += 1
            months = whole + (days - reached[whole]) / 31
            low, high = found.get(days, (months, months))
            found[days] = min(low, months), max(high, months)
    return found


@pytest.mark.parametrize("months", range(49))
def test_the_fewest_and_most_days_of_months_are_those_counted_over_four_years(months: int) -> None:
    spans = {(day_after_months(start, months) - start).days for start in FOUR_YEARS}
    assert (FEWEST_DAYS[months], MOST_DAYS[months]) == (min(spans), max(spans))


def test_three_months_span_89_to_92_days_and_six_181_to_184() -> None:
    assert (FEWEST_DAYS[3], MOST_DAYS[3], FEWEST_DAYS[6], MOST_DAYS[6]) == (89, 92, 181, 184)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-15", 0, "2024-01-15"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-01-29", 1, "2023-02-28"),
        ("2023-01-28", 1, "2023-02-28"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2024-03-31", 1, "2024-04-30"),
        ("2024-03-31", 2, "2024-05-31"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-02-29", 6, "2024-08-29"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-10-31", 14, "2025-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == expected


def test_adding_months_agrees_with_counting_month_by_month_from_every_day_of_four_years() -> None:
    wrong = [
        (start, months)
        for start in FOUR_YEARS
        for months in (1, 2, 3, 6, 11, 12, 13, 48)
        if add_months(start, months) != day_after_months(start, months)
    ]
    assert wrong == []


STARTS = [
    date(year, month, day)
    for year in (2023, 2024)
    for month in (1, 2, 3, 5, 8, 9, 10, 11, 12)
    for day in (28, 29, 30, 31)
    if day <= monthrange(year, month)[1]
]


@pytest.mark.hazard("H4")
@pytest.mark.parametrize("limit", [3, 6])
@pytest.mark.parametrize("start", [pytest.param(start, id=start.isoformat()) for start in STARTS])
def test_a_limit_of_months_is_met_on_its_day_not_a_day_before_and_passed_a_day_after(start: date, limit: int) -> None:
    reached = day_after_months(start, limit)
    assert months_between(start, reached - DAY) < limit
    assert months_between(start, reached) == limit
    assert limit < months_between(start, reached + DAY) < limit + 1


def test_months_between_are_whole_months_and_31sts_from_every_day_of_four_years() -> None:
    wrong = [
        (start, whole, days)
        for start in FOUR_YEARS
        for whole in (0, 1, 2, 5, 6, 11, 12)
        for days in (0, 1, 27)
        if months_between(start, day_after_months(start, whole) + DAY * days) != whole + days / 31
    ]
    assert wrong == []


def test_months_never_run_backwards() -> None:
    with pytest.raises(ValueError, match="before the first"):
        months_between(date(2024, 3, 15), date(2024, 3, 14))


# Where no start day has both the longest months before and a longest month begun, the low end is a day too low.
# It reaches past no whole month, so that no comparison with whole months can tell.
A_DAY_LOW = {244, 305}


@pytest.mark.parametrize("days", range(MOST_COUNTED + 1))
def test_a_count_of_days_is_exactly_the_range_of_months_over_all_start_days(days: int) -> None:
    found, (low, high) = months_of_days(days), months_by_days()[days]
    assert (found.low + (days in A_DAY_LOW) / 31, found.high) == pytest.approx((low, high), abs=1e-12)
    assert int(found.low) == int(low)


@pytest.mark.parametrize("days", [1460, 1461, 1462, 2922, 36525])
def test_counts_beyond_four_years_go_on_in_cycles_of_four_years(days: int) -> None:
    cycles, rest = divmod(days, 1461)
    within = months_of_days(rest)
    assert months_of_days(days) == Range(within.low + 48 * cycles, within.high + 48 * cycles)


# days: (below 3, at least 3, below 6, at least 6, at most 6)
COUNTS: dict[int, tuple[Truth, Truth, Truth, Truth, Truth]] = {
    88: (YES, NO, YES, NO, YES),
    89: (UNKNOWN, UNKNOWN, YES, NO, YES),
    90: (UNKNOWN, UNKNOWN, YES, NO, YES),
    91: (UNKNOWN, UNKNOWN, YES, NO, YES),
    92: (NO, YES, YES, NO, YES),
    179: (NO, YES, YES, NO, YES),
    180: (NO, YES, YES, NO, YES),
    181: (NO, YES, UNKNOWN, UNKNOWN, YES),
    182: (NO, YES, UNKNOWN, UNKNOWN, UNKNOWN),
    183: (NO, YES, UNKNOWN, UNKNOWN, UNKNOWN),
    184: (NO, YES, NO, YES, UNKNOWN),
    185: (NO, YES, NO, YES, NO),
}


@pytest.mark.parametrize("days", COUNTS)
def test_a_bare_count_is_below_at_least_and_at_most_the_limits_as_the_codes_page_decides(days: int) -> None:
    value = months_of_days(days)

    def asked(operator: str, literal: float) -> Truth:
        return fact_truth(FactLeaf("exposure.since_daratumumab", operator, (literal,)), value)  # type: ignore[arg-type]  # words of the closed operator table

    questions = [("below", 3), ("at_least", 3), ("below", 6), ("at_least", 6), ("at_most", 6)]
    assert tuple(asked(*question) for question in questions) == COUNTS[days]


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ("2023-09-15", "2024-03-15", 6, 6),
        ("2024-03", "2024-09-15", 5 + 15 / 31, 6 + 14 / 31),
        ("2024-03-15", "2024-09", 5 + 17 / 31, 6 + 15 / 31),
        ("2024-03", "2024-09", 5 + 1 / 31, 6 + 29 / 31),
        ("2024-03", "2024-03", 0, 30 / 31),
        ("2024-03-31", "2024-03", 0, 0),
        ("2024", "2024", 0, 11 + 30 / 31),
        ("2023", "2024", 1 / 31, 23 + 30 / 31),
        ("2024", "2025-03-01", 2 + 1 / 31, 14),
        ("2023-02", "2023-08-28", 6, 6 + 27 / 31),
        ("2023-08", "2024-02-29", 6, 6 + 28 / 31),
        ("2023-08-31", "2024-02", 5 + 1 / 31, 6),
    ],
)
def test_partial_dates_give_the_range_of_months_that_they_allow(
    first: str, second: str, low: float, high: float
) -> None:
    found = months_between_ranges(*((when.earliest, when.latest) for when in (PartialDate(first), PartialDate(second))))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second"),
    [("2024-03", "2024-09"), ("2023-08", "2024-02"), ("2024-01", "2024-02"), ("2023", "2024-02"), ("2023-02", "2024")],
)
def test_the_range_of_partial_dates_is_that_over_all_their_days(first: str, second: str) -> None:
    one, two = PartialDate(first), PartialDate(second)
    found = months_between_ranges((one.earliest, one.latest), (two.earliest, two.latest))
    months = [months_between(a, b) for a in days_of(one) for b in days_of(two) if a <= b]
    assert (found.low, found.high) == (min(months), max(months))


def days_of(when: PartialDate) -> list[date]:
    return [when.earliest + DAY * n for n in range((when.latest - when.earliest).days + 1)]


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("1960-06-15", "2024-06-14", 63),
        ("1960-06-15", "2024-06-15", 64),
        ("1960-06-15", "2024-06-16", 64),
        ("2024-03-15", "2024-03-15", 0),
        ("2023-03-16", "2024-03-15", 0),
        ("1960-02-29", "2023-02-27", 62),
        ("1960-02-29", "2023-02-28", 63),
        ("1960-02-29", "2024-02-28", 63),
        ("1960-02-29", "2024-02-29", 64),
        ("1960-02-28", "2024-02-28", 64),
        ("1959-12-31", "2024-12-30", 64),
        ("1959-12-31", "2024-12-31", 65),
        ("1924-01-01", "2024-01-01", 100),
    ],
)
def test_age_is_in_completed_years(born: str, day: str, years: int) -> None:
    assert completed_years(date.fromisoformat(born), date.fromisoformat(day)) == years
