"""Checks of one rule against everything a patient can be: it can fire, each part of it matters, its `never` is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...diagnostics import Place
from ...engines.outcome import PATIENT
from ...facts import ROLES
from ...facts.definition import REGIMEN_PREFIX
from ...rules.condition import All, Any, Condition, FactLeaf, Leaf, Not, VerdictLeaf, walk
from ...truth import NO, UNKNOWN, YES, Truth
from ..check import Found
from .showing import doubt, place_of, shown_as

if TYPE_CHECKING:
    from .ask import Asker
    from .reading import Question, Reading, Set

FULL_LIST = 3
"""So many verdicts of rules side by side are a list that leaves none out."""


def rule_can_never_fire(asker: Asker) -> Iterator[Found]:
    """Every rule fires for some patient, unless it is declared that it never does.

    A condition that contradicts itself, or what it builds on, is silent for ever, and nobody misses what it would have
    said. There is no patient to show, for the solver has proved that there is none.
    """
    for rule_id in asker.book.plan_rules:
        rule = asker.book.rules[rule_id]
        if any(truth is YES for truth, _ in rule.never):
            continue
        answer = asker.ask(_some_role(rule_id, YES))
        if answer.patient is None:
            message = "the rule can never fire" if answer.is_nobody else f"the rule may never fire{doubt(answer)}"
            hint = "look for parts of the condition that contradict each other, or for a rule that always silences it"
            yield Found(message, place_of(rule), hint, rules=(rule_id,))


def declared_never_happens(asker: Asker) -> Iterator[Found]:
    """A verdict that a rule declares it never has (`never:`) is never had by any patient."""
    for rule_id in asker.book.plan_rules:
        rule = asker.book.rules[rule_id]
        for truth, _ in rule.never:
            question = _some_role(rule_id, truth)
            answer = asker.ask(question)
            if not answer.is_nobody:
                message = f"declared never {truth.value}, which it can be{doubt(answer)}"
                hint = "correct the condition, or take the declaration away"
                shown = shown_as(asker.smallest(answer.patient, question))
                yield Found(message, place_of(rule, "never"), hint, (), shown, (rule_id,))


def _some_role(rule: str, truth: Truth) -> Question:
    def question(reading: Reading) -> Set:
        of = {YES: reading.yes, NO: reading.no, UNKNOWN: reading.unknown}[truth]
        return reading.any_of(of(rule, role) for role in reading.roles_of(rule))

    return question


def leaf_changes_nothing(asker: Asker) -> Iterator[Found]:
    """Every test in a condition decides something: without it the verdict is another one for some patient.

    A test that changes nothing is often a slip: the wrong fact, a threshold that another test already draws, an
    alternative that can't be. The only test of a regimen's fact in a condition is let be, for it says that the
    condition is about regimens; so are three or more verdicts of rules side by side, which name every rule that is
    meant though twins always agree, and what `any_rule` brings in. A test that several rows of a table share matters
    if it matters in one of them.
    """
    matters: dict[tuple[Place, Leaf], bool] = {}
    owners: dict[tuple[Place, Leaf], list[str]] = {}
    for name, scope, condition in _conditions(asker):
        for leaf, without in _without_one(condition):
            if not leaf.place.line or _is_the_only_one_of_regimens(leaf, condition):
                continue
            key = (leaf.place, leaf)
            owners.setdefault(key, []).append(name)
            if not matters.get(key):
                matters[key] = not asker.ask(_differ(condition, without, scope)).is_nobody
    for (place, leaf), is_needed in matters.items():
        if not is_needed:
            names = tuple(owners[place, leaf])
            what = leaf.fact if isinstance(leaf, FactLeaf) else leaf.target.removeprefix("concept:")
            hint = "remove it, or look for the slip: another test may already say it, or contradict it"
            yield Found(f"without the test of `{what}` nothing is decided otherwise", place, hint, rules=names)


def _conditions(asker: Asker) -> Iterator[tuple[str, str, Condition]]:
    plan = asker.book.plan
    for rule_id in asker.book.plan_rules:
        rule = asker.book.rules[rule_id]
        assert rule.applies_when is not None
        yield rule_id, rule.scope, rule.applies_when
    for concept in asker.book.concepts.values():
        yield concept.id, plan.decisions[f"concept:{concept.id}"].scope, concept.condition


def _without_one(condition: Condition) -> Iterator[tuple[Leaf, Condition]]:
    """Each leaf of a group with two or more parts, with the condition that lacks it."""
    if isinstance(condition, Not):
        for leaf, less in _without_one(condition.part):
            yield leaf, Not(less, condition.place)
    if not isinstance(condition, (All, Any)) or (isinstance(condition, Any) and condition.selection):
        return
    parts = condition.parts
    verdicts = sum(isinstance(part, VerdictLeaf) and not part.target.startswith("concept:") for part in parts)
    for index, part in enumerate(parts):
        before, after = parts[:index], parts[index + 1 :]
        inner = part.part if isinstance(part, Not) else part
        of_list = verdicts >= FULL_LIST and isinstance(inner, VerdictLeaf) and not inner.target.startswith("concept:")
        if isinstance(inner, (FactLeaf, VerdictLeaf)) and len(parts) > 1 and not of_list:
            rest = (*before, *after)
            yield inner, rest[0] if len(rest) == 1 else type(condition)(rest, condition.place)
        for leaf, less in _without_one(part):
            yield leaf, type(condition)((*before, less, *after), condition.place)


def _is_the_only_one_of_regimens(leaf: Leaf, condition: Condition) -> bool:
    of_regimens = [p for p in walk(condition) if isinstance(p, FactLeaf) and p.fact.startswith(REGIMEN_PREFIX)]
    return len(of_regimens) == 1 and of_regimens[0] is leaf


def _differ(condition: Condition, other: Condition, scope: str) -> Question:
    def question(reading: Reading) -> Set:
        found = []
        for role in ROLES if scope == "regimen" else (PATIENT,):
            active = reading.active(role) if role else reading.everybody
            pairs = zip(reading.condition(condition, role), reading.condition(other, role), strict=True)
            for one, two in pairs:
                found.append(reading.all_of([active, one, reading.none_of(two)]))
                found.append(reading.all_of([active, two, reading.none_of(one)]))
        return reading.any_of(found)

    return question
