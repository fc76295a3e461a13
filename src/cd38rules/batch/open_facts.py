"""What leaves a decision open, in columns: the second form of `Explainer.missing`.

For each decision and each base fact that can stand behind it, a mask says for whom it is unknown because of that fact:
not on record, or on record but not exact enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import polars as pl

from ..engines.columnar import Masks, Stages, col, column_of, recorded
from ..engines.outcome import PATIENT
from ..facts import ROLES, definition_of, instance_name, order_of, split_instance
from ..facts.derive import inputs_of
from ..rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf, parts_of
from ..truth import UNKNOWN

Open = dict[str, pl.Expr]
"""For base facts by instance name, for whom they leave something open."""


class OpenFacts:
    """The masks for `wanted` decisions, and those they build on, where patients have regimens in the roles of `stages`.

    `layers` are to be added to the outcome's frame one after the other; then `columns[decision, role]` maps each fact
    that can leave the decision open, in vocabulary order, to its column.
    """

    def __init__(self, stages: Stages, wanted: Iterable[str]) -> None:
        self.stages = stages
        self.columns: dict[tuple[str, str], dict[str, str]] = {}
        self.layers: list[list[pl.Expr]] = []
        self._missing: dict[str, str] = {}
        self._any_missing: dict[tuple[str, str], str] = {}
        layers = stages.decision_layers
        needed = set(wanted)
        for name in reversed(list(stages.plan.decisions)):  # each after those that it builds on
            needed.update(stages.plan.depends_on[name] if name in needed else ())
        for layer in sorted(set(layers.values())):
            here = [name for name in stages.plan.decisions if layers[name] == layer and name in needed]
            self.layers.append([expression for name in here for expression in self._decision(name)])
        self.layers.insert(0, [_missing(name).alias(column) for name, column in self._missing.items()])

    def _decision(self, name: str) -> Iterable[pl.Expr]:
        decision = self.stages.plan.decisions[name]
        for role in self.stages.roles if decision.scope == "regimen" else (PATIENT,):
            unknown = _unknown(Masks(col(column_of(name, role, "+")), col(column_of(name, role, "?"))))
            found = self._within(decision.condition, role, unknown)
            names = {fact: f"{name}@{role}!{fact}" for fact in sorted(found, key=order_of)}
            self.columns[name, role] = names
            for fact, column in names.items():
                yield found[fact].alias(column)

    def _within(self, condition: Condition, role: str, unknown: pl.Expr | None = None) -> Open:
        """The facts that leave a condition open, where it is unknown."""
        if isinstance(condition, FactLeaf):
            return self._facts(condition, role) if condition.if_unknown is None else {}
        if isinstance(condition, VerdictLeaf):
            decided = condition.if_unknown is not None or condition.equals is UNKNOWN
            return {} if decided else self._behind(condition.target, role)
        if isinstance(condition, Not):
            return self._within(condition.part, role, unknown)
        assert isinstance(condition, All | Any)
        if unknown is None:
            unknown = _unknown(self.stages.masks(condition, role))
        found: dict[str, list[pl.Expr]] = {}
        for part in parts_of(condition):
            for fact, mask in self._within(part, role).items():
                found.setdefault(fact, []).append(mask)
        return {fact: reduce(or_, masks) & unknown for fact, masks in found.items()}

    def _facts(self, leaf: FactLeaf, role: str) -> Open:
        name = instance_name(leaf.fact, role)
        unknown = _unknown(self.stages.masks(leaf, role))
        inputs = inputs_of(name, role or split_instance(name)[1])
        settled = {instance_name(item, role) for item in definition_of(name).stand_ins} if role != "current" else set()
        asked = [item for item in inputs if item not in settled]
        missing = {item: col(self._missing_column(item)) for item in asked}
        if inputs == (name,):
            # A base fact that is open is missing, or on record without deciding: it is named either way.
            return {name: unknown}
        none_missing = ~pl.any_horizontal(missing.values())
        return {item: unknown & (missing[item] | none_missing if item in missing else none_missing) for item in inputs}

    def _missing_column(self, name: str) -> str:
        return self._missing.setdefault(name, f"{name}!missing")

    def _behind(self, target: str, role: str) -> Open:
        scope = self.stages.plan.decisions[target].scope
        if scope == "patient" or role != PATIENT:
            own = PATIENT if scope == "patient" else role
            return {fact: col(column) for fact, column in self.columns[target, own].items()}
        unknown = _unknown(Masks(col(column_of(target, PATIENT, "+")), col(column_of(target, PATIENT, "?"))))
        found: dict[str, list[pl.Expr]] = {}
        for other in ROLES:
            if other != "alternative":  # an alternative plan that isn't recorded is none
                found.setdefault(f"{other}.agent", []).append(col(f"{other}:open"))
            if other in self.stages.roles:
                for fact, column in self.columns[target, other].items():
                    found.setdefault(fact, []).append(col(f"{other}:active") & col(column))
        return {fact: reduce(or_, masks) & unknown for fact, masks in found.items()}


def _unknown(masks: Masks) -> pl.Expr:
    return masks.possibly & ~masks.surely


def _missing(name: str) -> pl.Expr:
    """Whether a base fact isn't on record; what a regimen that is known to be none would have isn't missing."""
    base, role = split_instance(name)
    absent = ~recorded(base, name)
    return absent & (col(f"{role}:active") | col(f"{role}:open")) if role else absent
