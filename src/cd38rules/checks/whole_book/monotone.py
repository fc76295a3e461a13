"""Warnings that a worse value must not take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...facts import VOCABULARY, Range
from ...rules.expectations import Monotone
from ..check import Found
from .showing import doubt, place_of, shown_as

if TYPE_CHECKING:
    from .ask import Asker
    from .masks import Known


def worse_value_removes_warning(asker: Asker) -> Iterator[Found]:
    """A worse value of a fact, as `monotone.yaml` says what is worse, never takes one of the named warnings away.

    Compared are two patients who differ in that fact alone, and in what is derived from it; of a regimen's fact the
    worse value is that of the same regimen. The patient shown is the one with the worse value.
    """
    for entry in asker.book.expectations.monotone:
        for rule_id in entry.rules:
            found = _removal(asker, entry, rule_id)
            if found is not None:
                patient, extra = found
                rule = asker.book.rules[rule_id]
                message = f"a worse value of `{entry.fact}` takes `{rule_id}` away{extra}"
                hint = "correct the condition, or take the declaration away"
                yield Found(message, entry.place, hint, (place_of(rule),), shown_as(patient), (rule_id,))


def _removal(asker: Asker, entry: Monotone, rule_id: str) -> tuple[Known | None, str] | None:
    for role in asker.formulas.roles_of(rule_id):
        fact = role + entry.fact[len("regimen") :] if entry.fact.startswith("regimen.") else entry.fact
        for patient in _known(asker, rule_id, role, fact):
            worse = _worse_patient(asker, patient, entry, rule_id, role, fact)
            if worse is not None:
                return worse, ""
        pair = asker.twice(fact)
        formula = pair.before.all_of(
            [
                pair.before.yes(rule_id, role),
                pair.after.none_of(pair.after.yes(rule_id, role)),
                pair.is_worse(entry.worsens, entry.ranks),
            ]
        )
        shown: list[Known] = []

        def shows(patient: Known, role: str = role, fact: str = fact, shown: list[Known] = shown) -> bool:
            worse = _worse_patient(asker, patient, entry, rule_id, role, fact)
            shown += [worse] if worse is not None else []
            return worse is not None

        answer = pair.solve(formula, shows)
        if not answer.is_nobody:
            return (shown[0] if shown else None), doubt(answer)
    return None


def _known(asker: Asker, rule_id: str, role: str, fact: str) -> Iterator[Known]:
    """Some known patients to whom the rule applies and of whom the fact is known."""
    masks = asker.masks
    bits = masks.yes(rule_id, role) & masks.any_of(masks.patients.values.get(fact, {}).values())
    for _ in range(8):
        patient = masks.first(bits)
        if patient is None:
            return
        yield patient
        bits &= bits - 1


def _worse_patient(asker: Asker, patient: Known, entry: Monotone, rule_id: str, role: str, fact: str) -> Known | None:
    """The same patient with a worse value, to whom the rule no longer applies."""
    from .changed_fact import with_value
    from .masks import Masks, Patients, known

    if not Masks(asker.book, Patients([patient])).yes(rule_id, role):
        return None
    for value in _worse_values(asker, patient, entry, fact):
        data = with_value(patient.data, fact, value)
        worse = None if data is None else known(data)
        if worse is not None and not Masks(asker.book, Patients([worse])).yes(rule_id, role):
            return worse
    return None


def _worse_values(asker: Asker, patient: Known, entry: Monotone, fact: str) -> Iterator[object]:
    from .made_up import numbers_near_limits

    value = patient.facts.values.get(fact)
    if isinstance(value, bool):
        yield from [entry.worsens == "yes"] if value is not (entry.worsens == "yes") else []
    elif isinstance(value, frozenset) and len(value) == 1:
        (word,) = value
        yield from entry.ranks[entry.ranks.index(word) + 1 :] if word in entry.ranks else ()
    elif isinstance(value, Range):
        definition = VOCABULARY[entry.fact]
        numbers = {*numbers_near_limits(asker.book).get(entry.fact, []), definition.low, definition.high}
        for number in sorted(numbers):
            if number < value.low if entry.worsens == "lower" else number > value.high:
                yield int(number) if definition.integer else round(number, 3)
