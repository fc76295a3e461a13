"""The columnar engine: a plan compiled to polars expressions over columns of facts, for lists of patients.

Each decision becomes two masks, one for "surely" and one for "possibly"; unknown is possible but not sure. Negation
swaps the two. Decisions are taken layer by layer, those about regimens once for each role that some patient has.

    engine = ColumnarEngine(book.plan)
    outcome = engine.decide(derive_columns(profiles))
    outcome.surely("copd-dara-bronchodilator", "planned")   # a Boolean series, one value a patient
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, assert_never

import polars as pl

from ..facts import ROLES, VOCABULARY, instance_name
from ..facts.columns import FactColumns, mask_of
from ..rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf, walk
from ..rules.plan import Plan, layers_of
from ..truth import NO, UNKNOWN, YES, Truth
from .outcome import PATIENT

col = pl.col


class Masks(NamedTuple):
    """What surely and what possibly holds."""

    surely: pl.Expr
    possibly: pl.Expr

    def negated(self) -> Masks:
        return Masks(~self.possibly, ~self.surely)

    def settled(self, if_unknown: Truth | None) -> Masks:
        """With doubt settled one way, both are the same."""
        if if_unknown is None:
            return self
        mask = self.possibly if if_unknown is YES else self.surely
        return Masks(mask, mask)


@dataclass(frozen=True)
class ColumnarOutcome:
    """The masks of every decision. Those of a role mean nothing for patients who have no such regimen.

    `frame` has the facts, the tests of facts and the decisions; `stages` knows their names.
    """

    frame: pl.DataFrame
    stages: Stages

    def surely(self, decision: str, role: str = PATIENT) -> pl.Series:
        """For whom the decision is yes."""
        return self.frame[column_of(decision, role, "+")]

    def possibly(self, decision: str, role: str = PATIENT) -> pl.Series:
        """For whom it is yes or unknown."""
        return self.frame[column_of(decision, role, "?")]

    def active(self, role: str) -> pl.Series:
        """Who has a regimen in this role."""
        return self.frame[f"{role}:active"]

    def truths_of(self, *rows: int) -> list[dict[tuple[str, str], Truth]]:
        """The truth of every decision for some patients, as the other engines give it. Slow: for comparisons."""
        columns = (*(f"{role}:active" for role in ROLES), *self.stages.outputs)
        found: list[dict[tuple[str, str], Truth]] = []
        for cells in self.frame.select(columns)[list(rows)].iter_rows(named=True):
            active = [role for role in ROLES if cells[f"{role}:active"]]
            truths: dict[tuple[str, str], Truth] = {}
            for name, decision in self.stages.plan.decisions.items():
                for role in active if decision.scope == "regimen" else (PATIENT,):
                    surely, possibly = cells[column_of(name, role, "+")], cells[column_of(name, role, "?")]
                    truths[name, role] = YES if surely else UNKNOWN if possibly else NO
            found.append(truths)
        return found


class ColumnarEngine:
    """A plan compiled for columns. Safe to share between threads."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._compiled: dict[tuple[str, ...], Stages] = {}

    def decide(self, facts: FactColumns) -> ColumnarOutcome:
        """The masks of every decision of the plan."""
        roles = tuple(role for role in ROLES if facts.frame[f"{role}:active"].any())
        if roles not in self._compiled:
            self._compiled[roles] = Stages(self.plan, roles)
        stages = self._compiled[roles]
        frame = facts.frame.with_columns(stages.tests)
        for stage in stages.layers:
            frame = frame.with_columns(stage)
        return ColumnarOutcome(frame, stages)


class Stages:
    """The expressions for patients who have regimens in some of `roles`; `outputs` names the columns of decisions."""

    def __init__(self, plan: Plan, roles: tuple[str, ...]) -> None:
        self.plan = plan
        self.roles = roles
        self.tests: list[pl.Expr] = []
        self.layers: list[list[pl.Expr]] = []
        self.outputs: list[str] = []
        self._test_names: dict[tuple[str, object], tuple[str, str]] = {}
        self._across: set[str] = set()
        self.decision_layers = layers = layers_of(plan)
        for layer in sorted(set(layers.values())):
            here = [name for name in plan.decisions if layers[name] == layer]
            seen_by_patient = list(self._across_columns(here))
            if seen_by_patient:
                self.layers.append(seen_by_patient)
            self.layers.append([part for name in here for part in self._decision(name)])

    def _decision(self, name: str) -> Iterable[pl.Expr]:
        decision = self.plan.decisions[name]
        for role in self.roles if decision.scope == "regimen" else (PATIENT,):
            masks = self.masks(decision.condition, role)
            for mask, sign in zip(masks, "+?", strict=True):
                self.outputs.append(column_of(name, role, sign))
                yield mask.alias(column_of(name, role, sign))

    def _across_columns(self, names: list[str]) -> Iterable[pl.Expr]:
        """What the patient sees of decisions about regimens: whether they hold for any; a role not on record may."""
        for name in names:
            if self.plan.decisions[name].scope == "regimen":
                continue
            for part in walk(self.plan.decisions[name].condition):
                if not isinstance(part, VerdictLeaf) or part.target in self._across:
                    continue
                if self.plan.decisions[part.target].scope != "regimen":
                    continue
                self._across.add(part.target)
                surely, possibly = across_roles(part.target, self.roles)
                yield surely.alias(column_of(part.target, PATIENT, "+"))
                yield possibly.alias(column_of(part.target, PATIENT, "?"))

    def masks(self, condition: Condition, role: str) -> Masks:
        """The masks of a condition as one role sees it."""
        match condition:
            case FactLeaf():
                return Masks(*map(col, self._test(condition, role))).settled(condition.if_unknown)
            case VerdictLeaf():
                return verdict_masks(condition, self._role_of(condition.target, role)).settled(condition.if_unknown)
            case Not(part):
                return self.masks(part, role).negated()
            case All(parts):
                return _joined([self.masks(part, role) for part in parts], every=True)
            case Any(parts):
                return _joined([self.masks(part, role) for part in parts], every=False)
            case AnyRule():
                raise TypeError("any_rule is expanded when a rule book is loaded")
            case _:
                assert_never(condition)

    def _role_of(self, target: str, role: str) -> str:
        return role if self.plan.decisions[target].scope == "regimen" else PATIENT

    def _test(self, leaf: FactLeaf, role: str) -> tuple[str, str]:
        """The columns of a leaf's two masks, each made once."""
        key = instance_name(leaf.fact, role), (leaf.operator, leaf.literals)
        if key not in self._test_names:
            number = len(self._test_names)
            self._test_names[key] = names = f"t{number}+", f"t{number}?"
            masks = fact_masks(leaf, key[0])
            self.tests += [mask.alias(name) for mask, name in zip(masks, names, strict=True)]
        return self._test_names[key]


def column_of(decision: str, role: str, sign: str) -> str:
    """The column of a decision's mask: `+` is surely, `?` possibly."""
    return f"{decision}@{role}{sign}"


def _joined(masks: list[Masks], *, every: bool) -> Masks:
    surely, possibly = masks[0]
    for mask in masks[1:]:
        surely = surely & mask.surely if every else surely | mask.surely
        possibly = possibly & mask.possibly if every else possibly | mask.possibly
    return Masks(surely, possibly)


def across_roles(target: str, roles: tuple[str, ...]) -> Masks:
    """Whether a decision about regimens holds for any of them; a regimen that isn't recorded leaves it open."""
    surely, possibly = pl.lit(False), pl.lit(False)
    for role in ROLES:
        if role in roles:
            surely = surely | (col(f"{role}:active") & col(column_of(target, role, "+")))
            possibly = possibly | (col(f"{role}:active") & col(column_of(target, role, "?")))
        possibly = possibly | col(f"{role}:open")
    return Masks(surely, possibly)


def verdict_masks(leaf: VerdictLeaf, role: str) -> Masks:
    """A test of another decision's verdict. Asking for unknown is always decided."""
    masks = Masks(col(column_of(leaf.target, role, "+")), col(column_of(leaf.target, role, "?")))
    if leaf.equals is UNKNOWN:
        unknown = masks.possibly & ~masks.surely
        return Masks(unknown, unknown)
    return masks if leaf.equals is YES else masks.negated()


def fact_masks(leaf: FactLeaf, name: str) -> Masks:
    """A test of one fact, by the columns of its instance, before its `if_unknown`."""
    kind = VOCABULARY[leaf.fact].type
    if name.startswith("."):
        # The patient as a whole has no facts of a regimen: nothing is on record.
        is_absent = pl.lit(leaf.operator == "recorded" and leaf.literals[0] is False)
        return Masks(is_absent, is_absent if leaf.operator == "recorded" else pl.lit(True))
    if leaf.operator == "recorded":
        mask = recorded(leaf.fact, name)
        mask = mask if leaf.literals[0] is True else ~mask
        return Masks(mask, mask)
    if kind == "flag":
        holds = col(name) if (leaf.literals[0] is True) == (leaf.operator == "is") else ~col(name)
        return Masks(holds.fill_null(False), holds.fill_null(True))
    if kind == "number":
        return _number_masks(leaf, col(f"{name}.lo"), col(f"{name}.hi"))
    wanted = mask_of(leaf.fact, map(str, leaf.literals))
    if kind == "members":
        inside = Masks(
            ((col(f"{name}.surely") & wanted) != 0).fill_null(False),
            ((col(f"{name}.possibly") & wanted) != 0).fill_null(True),
        )
    else:
        every = (1 << 32) - 1
        inside = Masks(
            ((col(name) & (every ^ wanted)) == 0).fill_null(False), ((col(name) & wanted) != 0).fill_null(True)
        )
    return inside if leaf.operator in ("is", "one_of", "contains") else inside.negated()


def _number_masks(leaf: FactLeaf, low: pl.Expr, high: pl.Expr) -> Masks:
    first, last = float(leaf.literals[0]), float(leaf.literals[-1])
    match leaf.operator:
        case "below":
            masks = high < first, low < first
        case "at_most":
            masks = high <= first, low <= first
        case "above":
            masks = low > first, high > first
        case "at_least":
            masks = low >= first, high >= first
        case _:
            masks = (low >= first) & (high <= last), (high >= first) & (low <= last)
    within = Masks(masks[0].fill_null(False), masks[1].fill_null(True))
    return within.negated() if leaf.operator == "is_not" else within


def recorded(fact: str, name: str) -> pl.Expr:
    """Whether a fact is on record; an undecided agent, or antibodies of which one isn't named, are not."""
    kind = VOCABULARY[fact].type
    if kind == "record":
        return col(name)
    column = {"number": f"{name}.lo", "members": f"{name}.surely"}.get(kind, name)
    mask = col(column).is_not_null()
    return mask & ~col(f"{name}:undecided") if fact in ("regimen.agent", "prior.agents") else mask
