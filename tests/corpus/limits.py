"""The limits that rules draw, and patients moved to just below, at and just above each of them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cd38rules.checks.whole_book.changed_fact import with_value
from cd38rules.facts import VOCABULARY
from cd38rules.profile.calendar import add_months
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import Any as AnyOf
from cd38rules.rules.condition import FactLeaf, VerdictLeaf, parts_of

Json = dict[str, Any]
Move = Callable[[Json, str], Json | None]
STEP = 0.1
"""How far "just below" is for a number that isn't whole, in its unit."""
BANDS = {"regimen.washout": (3, 6), "regimen.recent_daratumumab": (6,)}
"""The months that derived facts draw limits at."""
AROUND = {3: ("below_3", "ambiguous", "3_to_6"), 6: ("3_to_6", "ambiguous", "reached_6")}
"""The bands of the washout around its limits. A test that takes all of them, or none, draws no limit there."""
SINCE = ("exposure.since_daratumumab", "exposure.since_isatuximab")
COUNTS = {
    3: (("below", 88), ("at", 89), ("at", 91), ("above", 92)),
    6: (("below", 180), ("at", 181), ("at", 183), ("above", 184)),
}
"""Counts of days of a washout that are fewer than so many months, that may be as many, and that are more."""
LONGEST = {6: (("below", 180), ("at", 181), ("at", 184), ("above", 185))}
"""The same where so many months still count as within: the longest 6 months have 184 days."""
DATES = {"below": -1, "at": 0, "above": 1}


@dataclass(frozen=True)
class Limit:
    """A limit of one fact in one rule, or in what it builds on, in the fact's unit."""

    rule: str
    fact: str
    number: float

    @property
    def words(self) -> str:
        unit = VOCABULARY[self.fact].unit or "months"
        return f"{self.number:g} {unit}"


@dataclass(frozen=True)
class Point:
    """A place at a limit: which side, in words, and how a patient gets there."""

    side: str
    value: str
    move: Move


def limits_of(book: RuleBook) -> Iterator[Limit]:
    """Every limit, rule by rule."""
    for rule in book.plan_rules:
        found = set()
        for leaf in _leaves(book, rule):
            if leaf.operator == "recorded":
                continue
            if leaf.fact in BANDS:
                found |= {Limit(rule, leaf.fact, month) for month in BANDS[leaf.fact] if _is_drawn(leaf, month)}
            elif VOCABULARY[leaf.fact].type == "number":
                found |= {Limit(rule, leaf.fact, float(number)) for number in leaf.literals}
        yield from sorted(found, key=lambda limit: (limit.fact, limit.number))


def _is_drawn(leaf: FactLeaf, month: int) -> bool:
    """Whether the test of a derived fact tells the two sides of the month apart."""
    taken = {word in leaf.literals for word in AROUND[month]}
    return leaf.fact != "regimen.washout" or len(taken) == 2


def _leaves(book: RuleBook, rule: str) -> Iterator[FactLeaf]:
    """The tests of facts in a rule's own condition, and in the concepts that it builds on."""
    condition = book.rules[rule].applies_when
    waiting = [] if condition is None else [condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, FactLeaf):
            yield part
        elif isinstance(part, VerdictLeaf) and part.target.startswith("concept:"):
            waiting.append(book.plan.decisions[part.target].condition)
        elif not (isinstance(part, AnyOf) and part.selection):  # any_rule brings in conditions of other rules
            waiting += parts_of(part)


def points_at(limit: Limit) -> list[Point]:
    """The points at a limit that a patient can be moved to, from below to above; dates first, then counts of days."""
    definition = VOCABULARY[limit.fact]
    if limit.fact in BANDS or limit.fact in SINCE:
        months = int(limit.number)
        points = [Point(side, _dated(months, days), _to_date(limit.fact, months, days)) for side, days in DATES.items()]
        counts = (COUNTS if limit.fact == "regimen.washout" else LONGEST).get(months, ())
        return points + [Point(side, f"{days} days", _to_count(limit.fact, days)) for side, days in counts]
    step = 1 if definition.integer else STEP
    points = []
    for side, away in (("below", -step), ("at", 0), ("above", step)):
        number = round(limit.number + away, 3)
        if definition.low <= number <= definition.high:
            value = int(number) if definition.integer else number
            points.append(Point(side, f"{value:g} {definition.unit}", _to_number(limit.fact, value)))
    return points


def _dated(months: int, days: int) -> str:
    more = {-1: " less a day", 0: "", 1: " and a day"}[days]
    return f"{months} months{more}, by date"


def _to_number(fact: str, value: float) -> Move:
    def move(data: Json, role: str) -> Json | None:
        if fact.endswith("_clone"):
            return _with_clone(data, fact, value)
        if fact.startswith("regimen."):
            return with_value(data, f"{role or 'current'}.{fact.removeprefix('regimen.')}", value)
        moved = with_value(data, fact, value)
        if moved is not None and fact == "person.age":
            moved["person"].pop("birth_date", None)
        return moved

    return move


def _with_clone(data: Json, fact: str, value: float) -> Json | None:
    word = {"del_17p": "del(17p)", "t_4_14": "t(4;14)", "t_14_16": "t(14;16)"}[
        fact.split(".")[1].removesuffix("_clone")
    ]
    moved = copy.deepcopy(data)
    for finding in moved.get("cytogenetics", {}).get("findings", ()):
        if finding.get("abnormality") == word:
            finding["clone_percent"] = value
            return moved
    return None


def _to_date(fact: str, months: int, days: int) -> Move:
    """The last dose so long before the assessment; where it counts to a start, that is taken away."""

    def move(data: Json, role: str) -> Json | None:
        day = add_months(date.fromisoformat(data["as_of"]), -months) - timedelta(days)
        return _with_last_dose(data, fact, role, "last_dose_date", day.isoformat())

    return move


def _to_count(fact: str, days: int) -> Move:
    def move(data: Json, role: str) -> Json | None:
        return _with_last_dose(data, fact, role, "days_since_last_dose", days)

    return move


def _with_last_dose(data: Json, fact: str, role: str, field: str, value: object) -> Json | None:
    moved = copy.deepcopy(data)
    courses = moved.get("therapy", {}).get("prior", [])
    agent = "isatuximab" if fact.endswith("isatuximab") else "daratumumab" if fact != "regimen.washout" else None
    wanted = [
        course
        for course in courses
        if course.get("agent") in (("daratumumab", "isatuximab") if agent is None else (agent,))
    ]
    for course in wanted:
        for name in ("last_dose_date", "days_since_last_dose", "months_since_last_dose", "first_dose_date"):
            course.pop(name, None)
        course[field] = value
    if not wanted:
        return None
    if role in ("planned", "alternative"):
        moved["therapy"].get("planned" if role == "planned" else "planned_alternative", {}).pop("start_date", None)
    elif role == "current" and fact in BANDS:
        moved["therapy"].setdefault("current", {})["start_date"] = moved["as_of"]
    moved.get("transfusion", {}).pop("red_cells_date", None)
    return moved
