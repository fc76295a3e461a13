"""Sets of patients as bits, one for each patient of a list: what thousands of known patients answer at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...diagnostics import ProfileError
from ...engines.reference import fact_truth
from ...facts import ROLES, VOCABULARY, Facts, Value, derive, instance_name
from ...profile import PatientProfile
from ...rules.book import RuleBook
from ...rules.condition import FactLeaf
from ...truth import NO, UNKNOWN, YES
from .reading import Pair, Reading, Set

Json = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """One known patient: the data, and what is derived from it."""

    data: Json
    profile: PatientProfile
    facts: Facts


def known(data: Json) -> Known | None:
    """A patient from plain data, or None where the data is refused."""
    try:
        profile = PatientProfile.model_validate_json(json.dumps(data))
    except ProfileError:
        return None
    return Known(data, profile, derive(profile))


class Patients:
    """A list of patients with, for each fact, which of them have which value. Bit n stands for the n-th patient."""

    def __init__(self, patients: Sequence[Known]) -> None:
        self.patients = patients
        self.all = (1 << len(patients)) - 1
        self.values: dict[str, dict[Value, int]] = {}
        self.recorded: dict[str, int] = {}
        self.active = dict.fromkeys(ROLES, 0)
        self.open = dict.fromkeys(ROLES, 0)
        for number, patient in enumerate(patients):
            bit = 1 << number
            for name, value in patient.facts.values.items():
                of_fact = self.values.setdefault(name, {})
                of_fact[value] = of_fact.get(value, 0) | bit
                if patient.facts.is_recorded(name):
                    self.recorded[name] = self.recorded.get(name, 0) | bit
            for role, state in patient.facts.roles.items():
                if state is YES:
                    self.active[role] |= bit
                elif state is UNKNOWN:
                    self.open[role] |= bit


class Masks(Reading):
    """The conditions and decisions of one book over a list of patients."""

    nobody = 0

    def __init__(self, book: RuleBook, patients: Patients) -> None:
        super().__init__(book)
        self.patients = patients
        self.everybody = patients.all
        self._leaves: dict[tuple[FactLeaf, str], Pair] = {}

    def all_of(self, parts: Iterable[Set]) -> int:
        found = self.patients.all
        for part in parts:
            found &= part
        return found

    def any_of(self, parts: Iterable[Set]) -> int:
        found = 0
        for part in parts:
            found |= part
        return found

    def none_of(self, part: Set) -> int:
        return self.patients.all & ~int(part)

    def active(self, role: str) -> int:
        return self.patients.active[role]

    def open(self, role: str) -> int:
        return self.patients.open[role]

    def fact(self, leaf: FactLeaf, role: str) -> Pair:
        key = (leaf, role)
        if key not in self._leaves:
            self._leaves[key] = self._fact(leaf, instance_name(leaf.fact, role))
        return self._leaves[key]

    def _fact(self, leaf: FactLeaf, name: str) -> Pair:
        if leaf.operator == "recorded":
            recorded = self.patients.recorded.get(name, 0)
            found = recorded if leaf.literals[0] is True else self.none_of(recorded)
            return found, found
        definitely, never = 0, 0
        choices = VOCABULARY[leaf.fact].choices
        for value, bits in self.patients.values.get(name, {}).items():
            if isinstance(value, frozenset) and choices and not value & choices.keys():
                continue  # the agent of a regimen that there is not
            truth = fact_truth(leaf, value)
            if truth is YES:
                definitely |= bits
            elif truth is NO:
                never |= bits
        return definitely, self.none_of(never)

    def first(self, bits: int) -> Known | None:
        """The first patient of a set."""
        return self.patients.patients[(bits & -bits).bit_length() - 1] if bits else None
