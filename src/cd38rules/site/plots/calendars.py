"""Dosing schedules as calendars, read from the printed schedules; one that isn't fully understood isn't drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...rules.book import RuleBook
from ...rules.evidence_model import Evidence
from .canvas import ANTIBODY, GRID, MUTED, Plot, drawing, svg_of

LAST_WEEK = 36
_EVERY = re.compile(r"Q(\d*)W (?:for (\d+) weeks|in weeks (\d+)[–-](\d+)|from week (\d+))\Z")
_DAYS_OF_WEEK = re.compile(r"days ([\d, and]+) in week (\d+)\Z")
_DAYS = re.compile(r"days ([\d, and]+)\Z")
_CYCLE = re.compile(r"\b(in|from) cycle (\d+)\b")


@dataclass(frozen=True, slots=True)
class Dose:
    """A day of the schedule, counted from 1; `cycle` is the first cycle that the day belongs to, 0 if by weeks."""

    day: int
    cycle: int


def doses_of(entry: Evidence) -> list[Dose] | None:
    """The days that a printed schedule names (an open end runs to the last week drawn), or None.

    What is printed as every second or fourth week starts in the first week of its interval.
    """
    if match := _EVERY.match(entry.value):
        step = int(match[1] or 1)
        if match[2]:
            first, last = 1, int(match[2])
        elif match[3]:
            first, last = int(match[3]), int(match[4])
        else:
            first, last = int(match[5]), LAST_WEEK
        return [Dose(7 * (week - 1) + 1, 0) for week in range(first, last + 1, step)]
    if match := _DAYS_OF_WEEK.match(entry.value):
        week = int(match[2])
        return [Dose(7 * (week - 1) + day, 0) for day in _numbers(match[1])]
    cycle = _CYCLE.search(entry.measure)
    if cycle and (match := _DAYS.match(entry.value)):
        return [Dose(day, int(cycle[2])) for day in _numbers(match[1])]
    return None


def calendar_plots(book: RuleBook) -> Iterator[Plot]:
    """One calendar for each antibody, route and combination whose whole schedule is understood."""
    by_arm: dict[str, list[Evidence]] = {}
    for entry in book.catalogue.entries:
        if entry.kind == "figure" and entry.unit in ("schedule", "days", "days of the cycle"):
            by_arm.setdefault(entry.arm, []).append(entry)
    for arm, entries in by_arm.items():
        doses = [doses_of(entry) for entry in entries]
        if all(doses):
            yield _plot(arm, entries, [dose for own in doses if own for dose in own], _dose_entries(book, arm))


def _dose_entries(book: RuleBook, arm: str) -> list[Evidence]:
    return [e for e in book.catalogue.entries if e.arm == arm and e.unit.startswith("mg per kg")]


def _plot(arm: str, entries: list[Evidence], doses: list[Dose], amounts: list[Evidence]) -> Plot:
    plot_id = "calendar-" + re.sub(r"\W+", "-", arm.lower()).strip("-")
    by_cycle = any(dose.cycle for dose in doses)
    cycles = sorted({dose.cycle for dose in doses})
    rows = [(f"cycle {c}" if c == cycles[0] else f"cycle {c} on", c) for c in cycles] if by_cycle else [("weeks", 0)]
    weeks = 4 if by_cycle else LAST_WEEK
    with drawing(8.2, (0.5 * len(rows) + 0.95) if by_cycle else 1.35) as (figure, axes):
        for place, (_, cycle) in enumerate(rows):
            for box in range(weeks * 7 if by_cycle else weeks):
                axes.barh(place, 1, left=box, height=0.62, color="#f3f5f7", edgecolor=GRID, linewidth=0.6)
            for dose in doses:
                if dose.cycle != cycle:
                    continue
                at = dose.day - 0.5 if by_cycle else (dose.day - 1) / 7 + 0.5
                axes.plot([at], [place], marker="o", markersize=7 if by_cycle else 5.5, color=ANTIBODY)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks(range(len(rows)), [words for words, _ in rows])
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
        if by_cycle:
            axes.set_xlim(0, 28)
            axes.set_xticks([day - 0.5 for day in (1, 8, 15, 22, 28)], ["1", "8", "15", "22", "28"])
            axes.set_xlabel("Day of the cycle (28 days are drawn; the source doesn't give the length)", loc="left")
        else:
            axes.set_xlim(0, weeks)
            named = [1, *range(4, weeks + 1, 4)]
            axes.set_xticks([week - 0.5 for week in named], [str(week) for week in named])
            axes.set_xlabel("Week", loc="left")
            axes.text(weeks + 0.1, 0, "…", va="center", color=MUTED)
        svg = svg_of(figure, plot_id)
    return Plot(
        id=plot_id,
        title=f"Schedule: {arm}",
        alternative="A calendar with a dot for each dose. The table below says the same.",
        svg=svg,
        head=("What", "As printed", "Place in the article"),
        rows=tuple((e.measure, e.value, str(e.location)) for e in (*amounts, *entries)),
        evidence=tuple(e.id for e in (*amounts, *entries)),
        note="Drawn from the schedule as printed; what is given every second or fourth week is drawn from the first "
        "week of its interval on. It is no dosing instruction: the current label decides.",
    )


def _numbers(words: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", words)]
