"""Checks of what the book declares about itself: what stands never or always together, and families without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...engines.outcome import PATIENT
from ...facts import ROLES
from ...rules.expectations import Exclusion, Family, Together
from ...rules.read_rule import scope_of
from ..check import Found
from .showing import doubt, for_role, place_of, shown_as

if TYPE_CHECKING:
    from .ask import Asker
    from .masks import Known
    from .reading import Question, Reading, Set


def exclusive_rules_together(asker: Asker) -> Iterator[Found]:
    """Rules that `exclusive.yaml` declares never together aren't shown together for one regimen.

    Shown is what applies and isn't covered by another advisory; two regimens may each have their side. An entry with
    `even_covered` asks for rules that apply, shown or not.
    """
    yield from pairs_together(asker, opposed=False)


def together_rules_apart(asker: Asker) -> Iterator[Found]:
    """Of rules that `exclusive.yaml` declares always together none is shown without the others."""
    for entry in asker.book.expectations.together:
        for role in ROLES:
            question = _apart(entry, role)
            answer = asker.ask(question)
            if not answer.is_nobody:
                message = f"`{entry.id}`: one of the rules is shown without another{for_role(role)}{doubt(answer)}"
                places = tuple(place_of(asker.book.rules[name]) for name in entry.rules)
                hint = "give them the same condition, or correct the declaration"
                shown = shown_as(asker.smallest(answer.patient, question))
                yield Found(message, entry.place, hint, places, shown, entry.rules)
                break


def family_gap(asker: Asker) -> Iterator[Found]:
    """The rules of a family (`families.yaml`) leave no case of its domain out.

    A case is covered if one of the members applies, or is left undecided: then the report names it with the facts that
    would decide it. A gap is shown as a patient for whom all members are decided and none applies.
    """
    for family in asker.book.expectations.families:
        for role in ROLES if scope_of(family.when) == "regimen" else (PATIENT,):
            question = _gap(family, role)
            answer = asker.ask(question)
            if not answer.is_nobody:
                message = f"`{family.id}`: none of its rules speaks{for_role(role)} in some case{doubt(answer)}"
                places = tuple(place_of(asker.book.rules[name]) for name in family.members)
                hint = "let a rule of the family cover the case, or add one that says that nothing is known"
                shown = shown_as(asker.smallest(answer.patient, question))
                yield Found(message, family.place, hint, places, shown, family.members)
                break


def pairs_together(asker: Asker, opposed: bool) -> Iterator[Found]:
    """The pairs of each exclusion that are shown together, each once.

    All pairs of an exclusion that no known patient shows are one question to the solver, asked until it finds no more.
    """
    for entry in asker.book.expectations.exclusions:
        if entry.opposed is not opposed:
            continue
        left = []
        for pair in entry.pairs:
            found = _pair_found(asker, entry, pair)
            if found is None:
                left.append(pair)
            else:
                yield found
        while left and not (answer := asker.ask(_any_pair(entry, left))).is_nobody:
            culprits = left
            if answer.patient is not None:
                from .masks import Masks, Patients

                alone = Masks(asker.book, Patients([answer.patient]))
                culprits = [pair for pair in left if any(_together(alone, entry, pair, role) for role in ROLES)]
            for pair in culprits:
                yield _found(asker, entry, pair, doubt(answer), _shown_pair(asker, entry, pair, answer.patient))
            left = [pair for pair in left if pair not in culprits]


def _pair_found(asker: Asker, entry: Exclusion, pair: tuple[str, str]) -> Found | None:
    for role in ROLES:
        patient = asker.masks.first(_together(asker.masks, entry, pair, role))
        if patient is not None:
            return _found(asker, entry, pair, "", _shown_pair(asker, entry, pair, patient))
    return None


def _shown_pair(asker: Asker, entry: Exclusion, pair: tuple[str, str], patient: Known | None) -> str:
    return shown_as(asker.smallest(patient, _any_pair(entry, [pair])))


def _found(asker: Asker, entry: Exclusion, pair: tuple[str, str], extra: str, profile: str) -> Found:
    one, two = pair
    places = tuple(place_of(asker.book.rules[name]) for name in pair)
    what = "contradict each other" if entry.opposed else "are declared never together"
    message = f"`{one}` and `{two}` {what} (`{entry.id}`), and are shown together{extra}"
    hint = "correct a condition, let one silence (`unless`) or cover the other, or correct the declaration"
    return Found(message, entry.place, hint, places, profile, pair)


def _any_pair(entry: Exclusion, pairs: list[tuple[str, str]]) -> Question:
    def question(reading: Reading) -> Set:
        return reading.any_of(_together(reading, entry, pair, role) for pair in pairs for role in ROLES)

    return question


def _together(reading: Reading, entry: Exclusion, pair: tuple[str, str], role: str) -> Set:
    shown = [_seen(reading, name, role, entry.even_covered) for name in pair]
    if entry.except_when is not None:
        role = role if scope_of(entry.except_when) == "regimen" else PATIENT
        shown.append(reading.none_of(reading.condition(entry.except_when, role)[0]))
    return reading.all_of(shown)


def _seen(reading: Reading, rule: str, role: str, even_covered: bool = False) -> Set:
    own = role if reading.book.rules[rule].scope == "regimen" else PATIENT
    return reading.yes(rule, own) if even_covered else reading.shown(rule, own)


def _apart(entry: Together, role: str) -> Question:
    def question(reading: Reading) -> Set:
        shown = [_seen(reading, name, role) for name in entry.rules]
        return reading.all_of([reading.any_of(shown), reading.none_of(reading.all_of(shown))])

    return question


def _gap(family: Family, role: str) -> Question:
    def question(reading: Reading) -> Set:
        active = reading.active(role) if role else reading.everybody
        silent = []
        for name in family.members:
            own = role if reading.book.rules[name].scope == "regimen" else PATIENT
            silent.append(reading.none_of(reading.decision(name, own)[1]))
        return reading.all_of([active, reading.condition(family.when, role)[0], *silent])

    return question
