"""Every part of a rule's condition has a scenario that misses by it alone, and every limit scenarios on both sides.

Where nobody can miss by one part alone (a trial's concept names its antibody already), the solver has to prove it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.bdd.profiles import patients_of_rules
from tests.corpus.limits import BANDS, Limit, limits_of

from cd38rules.checks.whole_book.ask import Asker
from cd38rules.checks.whole_book.reading import Reading, Set
from cd38rules.diagnostics import Cd38RulesError
from cd38rules.engines.outcome import PATIENT
from cd38rules.engines.reference import Walk, decide
from cd38rules.facts import VOCABULARY, Facts, Range, derive, instance_name
from cd38rules.profile import PatientProfile
from cd38rules.rules.condition import All, Condition
from cd38rules.rules.load import load_rulebook
from cd38rules.rules.plan import RAW
from cd38rules.truth import NO, YES, Truth

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

BOOK = load_rulebook(Path(__file__).resolve().parents[2] / "rules")
A_DAY = 4 / 31 + 1e-9
"""The longest that a day can be in months: 5 months and 28 days of February may lack one to 6."""
BAND_BESIDE = {3: ("below_3", "3_to_6"), 6: ("3_to_6", "reached_6")}


class Known(NamedTuple):
    """A patient of a scenario, decided."""

    facts: Facts
    truths: dict[tuple[str, str], Truth]
    walk: Walk


@cache
def patients() -> dict[str, list[Known]]:
    """The patients of the scenarios of each rule; those whom the profile refuses are left out."""
    found: dict[str, list[Known]] = defaultdict(list)
    for codes, data in patients_of_rules():
        try:
            facts = derive(PatientProfile.model_validate(data))
        except Cd38RulesError:
            continue
        truths = dict(decide(BOOK.plan, facts).truths)
        for code in codes:
            found[code].append(Known(facts, truths, Walk(BOOK.plan, facts, truths)))
    return found


@cache
def asker() -> Asker:
    return Asker(BOOK, 500)


def parts_of(code: str) -> tuple[Condition, ...]:
    condition = BOOK.rules[code].applies_when
    assert condition is not None
    return condition.parts if isinstance(condition, All) else (condition,)


def roles_of(code: str, facts: Facts) -> tuple[str, ...]:
    return tuple(facts.active_roles) if BOOK.rules[code].scope == "regimen" else (PATIENT,)


def parts_missed_alone(code: str) -> set[int]:
    """The parts that some patient fails while the others hold."""
    found = set()
    for patient in patients()[code]:
        for role in roles_of(code, patient.facts):
            truths = [patient.walk.truth_of(part, role) for part in parts_of(code)]
            if truths.count(NO) == 1 and truths.count(YES) == len(truths) - 1:
                found.add(truths.index(NO))
    return found


def can_be_missed_alone(code: str, index: int) -> bool:
    def question(reading: Reading) -> Set:
        found = []
        for role in reading.roles_of(code):
            sets = [reading.active(role) if role else reading.everybody]
            for number, part in enumerate(parts_of(code)):
                definitely, possibly = reading.condition(part, role)
                sets.append(reading.none_of(possibly) if number == index else definitely)
            found.append(reading.all_of(sets))
        return reading.any_of(found)

    return not asker().ask(question).is_nobody


@pytest.mark.parametrize("code", BOOK.plan_rules)
def test_every_part_of_a_condition_has_a_scenario_that_misses_by_it_alone(code: str) -> None:
    missing = set(range(len(parts_of(code)))) - parts_missed_alone(code)
    wanted = [str(parts_of(code)[index].place) for index in sorted(missing) if can_be_missed_alone(code, index)]
    assert not wanted, f"no scenario tagged @rule:{code} misses by these parts alone"


@pytest.mark.parametrize("code", [code for code in BOOK.plan_rules if BOOK.rules[code].unless])
def test_every_exception_of_a_rule_has_a_scenario_in_which_it_silences_the_rule(code: str) -> None:
    silencing = {
        name
        for patient in patients()[code]
        for role in roles_of(code, patient.facts)
        if patient.truths[code + RAW, role] is YES and patient.truths[code, role] is NO
        for name in BOOK.rules[code].unless
        if YES in (patient.truths.get((name, role)), patient.truths.get((name, PATIENT)))
    }
    assert silencing == set(BOOK.rules[code].unless)


def values(limit: Limit) -> Iterator[object]:
    for patient in patients()[limit.rule]:
        for role in patient.facts.active_roles if limit.fact.startswith("regimen.") else (PATIENT,):
            value = patient.facts.values.get(instance_name(limit.fact, role))
            if value is not None:
                yield value


def sides(limit: Limit) -> set[str]:
    """Which sides of a limit the scenarios of its rule show: by the smallest step of the fact, or the next band."""
    if limit.fact in BANDS:
        found = list(values(limit))
        below, above = (True, False) if limit.fact != "regimen.washout" else BAND_BESIDE[int(limit.number)]
        return {side for side, band in (("below", below), ("above", above)) if band in found or {band} in found}
    definition = VOCABULARY[limit.fact]
    step = 1 if definition.integer else A_DAY if definition.unit == "months" else 0.1 + 1e-9
    shown = set()
    for value in values(limit):
        if isinstance(value, Range) and value.low == value.high:
            away = value.low - limit.number
            if abs(away) <= step:
                shown.add("below" if away < 0 else "above" if away > 0 else "at")
    return shown


@pytest.mark.parametrize("limit", list(limits_of(BOOK)), ids=lambda limit: f"{limit.rule} {limit.fact} {limit.words}")
def test_every_limit_has_scenarios_just_below_at_and_just_above_it(limit: Limit) -> None:
    wanted = {"below", "above"} if limit.fact in BANDS else {"below", "at", "above"}
    if VOCABULARY[limit.fact].low == limit.number:
        wanted.discard("below")
    assert sides(limit) >= wanted
