"""Printed schedules as days; what isn't understood is not drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cd38rules.rules.book import RuleBook

pytest.importorskip("matplotlib", reason="the site's extra isn't installed")

from cd38rules.site.plots.calendars import LAST_WEEK, calendar_plots, doses_of


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("QW for 8 weeks", [1, 8, 15, 22, 29, 36, 43, 50]),
        ("Q2W in weeks 9–24", [57, 71, 85, 99, 113, 127, 141, 155]),
        ("QW in weeks 2–8", [8, 15, 22, 29, 36, 43, 50]),
        ("days 1 and 2 in week 1", [1, 2]),
        ("days 8 and 9 in week 3", [22, 23]),
    ],
)
def test_a_schedule_by_weeks_is_read_as_days(book: RuleBook, printed: str, days: list[int]) -> None:
    entry = replace(book.catalogue["leleu-2022/daratumumab-iv-pd-weekly"], value=printed)
    assert [dose.day for dose in doses_of(entry) or []] == days


def test_an_open_end_runs_to_the_last_week_drawn(book: RuleBook) -> None:
    entry = book.catalogue["leleu-2022/daratumumab-iv-pd-every-fourth-week"]
    weeks = [(dose.day - 1) // 7 + 1 for dose in doses_of(entry) or []]
    assert weeks == list(range(25, LAST_WEEK + 1, 4))


def test_days_of_a_cycle_belong_to_the_cycle_that_is_named(book: RuleBook) -> None:
    first = doses_of(book.catalogue["leleu-2022/isatuximab-days-cycle-1"]) or []
    later = doses_of(book.catalogue["leleu-2022/isatuximab-days-from-cycle-2"]) or []
    assert [(dose.day, dose.cycle) for dose in (*first, *later)] == [(1, 1), (8, 1), (15, 1), (22, 1), (1, 2), (15, 2)]


@pytest.mark.parametrize("printed", ["every now and then", "QW", "Q2W in weeks 9", "days one and two"])
def test_a_schedule_that_isnt_understood_isnt_drawn(book: RuleBook, printed: str) -> None:
    assert doses_of(replace(book.catalogue["leleu-2022/daratumumab-iv-pd-weekly"], value=printed)) is None


def test_each_antibody_route_and_combination_has_its_own_calendar(book: RuleBook) -> None:
    titles = [plot.title for plot in calendar_plots(book)]
    assert titles == [
        "Schedule: isatuximab, intravenous, with Pd or Kd",
        "Schedule: daratumumab, intravenous, with Pd",
        "Schedule: daratumumab, intravenous, with Kd",
        "Schedule: daratumumab, subcutaneous",
    ]
