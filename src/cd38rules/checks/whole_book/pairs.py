"""Checks of two rules that say the same, or that contradict each other, for some patient or for all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from ...rules.model import Rule
from ..check import Found
from .showing import doubt, for_role, place_of, shown_as

if TYPE_CHECKING:
    from .ask import Asker
    from .reading import Question, Reading, Set

ALERTING = ("advisory", "question")


def same_condition(asker: Asker) -> Iterator[Found]:
    """Two alerting rules of one topic don't hold for exactly the same patients, unless one covers the other.

    Two alerts that always come together are one alert: the second says nothing that the first doesn't announce. What
    counts is what the conditions mean, not how they are written. Evidence and background are left out: a trial has
    many figures for the same patients.
    """
    for one, two in combinations(_alerting(asker), 2):
        if (
            one.topic == two.topic
            and one.scope == two.scope
            and not _related(one, two)
            and _always_together(asker, one, two)
        ):
            shown = _shown_both(asker, one, two)
            message = f"holds for exactly the same patients as `{two.id}`"
            hint = "make them one rule, let one cover the other, or allow it with a reason"
            places = (place_of(two),)
            yield Found(message, place_of(one), hint, places, shown, (one.id, two.id))


def implied_rule(asker: Asker) -> Iterator[Found]:
    """A rule doesn't add an alert that says what another one already says whenever it fires.

    Found are two alerting rules of one topic and of equal severity that cite the same statement or gap for their
    summary, where one applies whenever the other does. A narrower rule that rests on something else of the source, or
    that covers the wider one or is silenced by it, adds what the wider one doesn't say; those are let be, and so is a
    rule that holds for exactly the same patients, which `same-condition` finds.
    """
    for one, two in permutations(_alerting(asker), 2):
        if one.topic != two.topic or one.scope != two.scope or _related(one, two):
            continue
        if one.severity != two.severity or not _basis(one) & _basis(two):
            continue
        if asker.ask(_one_without(one.id, two.id)).is_nobody and not _always_together(asker, one, two):
            shown = _shown_both(asker, one, two)
            message = f"whenever it applies `{two.id}` does too, which rests on the same statement"
            hint = "let one cover the other, or make it a text of the wider rule"
            yield Found(message, place_of(one), hint, (place_of(two),), shown, (one.id, two.id))


def conflicting_advice(asker: Asker) -> Iterator[Found]:
    """Advice that contradicts other advice is never shown beside it.

    Found are rules that `exclusive.yaml` lists as `opposed`, of which one considers what the other ends or makes
    unnecessary, where both are shown for one regimen; and two alerting rules of one topic that rest their summaries on
    the same statement with different severities, where both are shown. An `unless`, or a cover, keeps one of them away.
    """
    from .declared import pairs_together

    yield from pairs_together(asker, opposed=True)
    for one, two in combinations(_alerting(asker), 2):
        if one.topic != two.topic or _related(one, two) or not _basis(one) & _basis(two):
            continue
        for role in asker.formulas.roles_of(one.id):
            question = _with_two_severities(one, two, role)
            answer = asker.ask(question)
            if not answer.is_nobody:
                words = f"shown beside `{two.id}`{for_role(role)} with another severity, resting on the same statement"
                hint = "let one silence (`unless`) or cover the other, or give them one severity"
                places = (place_of(two, "severity"),)
                message = words + doubt(answer)
                rules = (one.id, two.id)
                shown = shown_as(asker.smallest(answer.patient, question))
                yield Found(message, place_of(one, "severity"), hint, places, shown, rules)
                break


def _shown_both(asker: Asker, one: Rule, two: Rule) -> str:
    """A patient for whom both apply, as JSON text."""
    question = _both(one.id, two.id)
    return shown_as(asker.smallest(asker.ask(question).patient, question))


def _alerting(asker: Asker) -> list[Rule]:
    rules = asker.book.rules
    return [rules[name] for name in asker.book.plan_rules if rules[name].kind in ALERTING]


def _related(one: Rule, two: Rule) -> bool:
    """Whether one covers or silences the other."""
    for rule, other in ((one, two), (two, one)):
        if other.id in rule.unless or other.id in [cover.rule for cover in rule.covers]:
            return True
    return False


def _basis(rule: Rule) -> set[str]:
    """The statements and gaps that a rule's summary rests on."""
    return {use.evidence for use in rule.evidence if use.supports == "summary" and use.cited_as != "figure"}


def _always_together(asker: Asker, one: Rule, two: Rule) -> bool:
    apart = (_one_without(one.id, two.id), _one_without(two.id, one.id))
    return all(asker.ask(question).is_nobody for question in apart)


def _one_without(one: str, two: str) -> Question:
    def question(reading: Reading) -> Set:
        roles = reading.roles_of(one)
        return reading.any_of(
            reading.all_of([reading.yes(one, role), reading.none_of(reading.yes(two, role))]) for role in roles
        )

    return question


def _both(one: str, two: str) -> Question:
    def question(reading: Reading) -> Set:
        roles = reading.roles_of(one)
        return reading.any_of(reading.all_of([reading.yes(one, role), reading.yes(two, role)]) for role in roles)

    return question


def _with_two_severities(one: Rule, two: Rule, role: str) -> Question:
    def question(reading: Reading) -> Set:
        other = role if two.scope == one.scope else ""
        if two.scope == "regimen" and one.scope != "regimen":
            return reading.nobody
        both = [reading.shown(one.id, role), reading.shown(two.id, other)]
        same = reading.any_of(
            reading.all_of([reading.severity_is(one, word, role), reading.severity_is(two, word, other)])
            for word in ("critical", "warning", "info")
        )
        return reading.all_of([*both, reading.none_of(same)])

    return question
