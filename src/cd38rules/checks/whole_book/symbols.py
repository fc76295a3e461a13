"""One patient as the solver sees it: variables for every fact of the vocabulary, of the patient and of each regimen.

Nothing is taken for granted here but the shape of a value; which values go together stands in the invariants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import z3

from ...facts import ROLES, VOCABULARY, FactDefinition, Facts, Members, Range, Value, instance_name, split_instance
from ...truth import NO, UNKNOWN, YES, Truth

# What z3 gives; it has no type hints.
Bool: TypeAlias = Any
Number: TypeAlias = Any
TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)


@dataclass(frozen=True, slots=True)
class Symbols:
    """The variables of one fact: whether it has a value, and the value as its type has it.

    A flag has `value`; a number `low` and `high`; a choice `possibly` for each value that it may still be; a list
    `surely` and `possibly` for each entry.
    """

    name: str
    definition: FactDefinition
    known: Bool
    value: Bool
    low: Number
    high: Number
    surely: Mapping[str, Bool] = field(default_factory=dict)
    possibly: Mapping[str, Bool] = field(default_factory=dict)

    def is_yes(self) -> Bool:
        """A flag that is recorded as true."""
        return z3.And(self.known, self.value)

    def is_no(self) -> Bool:
        """A flag that is recorded as false."""
        return z3.And(self.known, z3.Not(self.value))

    def is_one(self, choice: str) -> Bool:
        """A choice that is that value and no other."""
        others = [z3.Not(bit) for name, bit in self.possibly.items() if name != choice]
        return z3.And(self.known, self.possibly[choice], *others)

    def has(self, entry: str) -> Bool:
        """A list that surely holds the entry."""
        return z3.And(self.known, self.surely[entry])


class Patient:
    """The variables of one patient. `shared` lends its own for every fact that isn't in `own`."""

    def __init__(self, mark: str = "", shared: Patient | None = None, own: Iterable[str] = ()) -> None:
        self.mark = mark
        self.shared = shared
        self.own = frozenset(own)
        self._facts: dict[str, Symbols] = {}
        self.active: dict[str, Bool] = shared.active if shared else {r: z3.Bool(f"{r}?active") for r in ROLES}
        self.absent: dict[str, Bool] = shared.absent if shared else {r: z3.Bool(f"{r}?absent") for r in ROLES}
        if shared is not None:
            for role in ROLES:
                if f"{role}.agent" in self.own:
                    self.active = self.active | {role: z3.Bool(f"{mark}{role}?active")}
                    self.absent = self.absent | {role: z3.Bool(f"{mark}{role}?absent")}

    def fact(self, name: str) -> Symbols:
        """The variables of a fact by its instance name (`lungs.copd`, `planned.agent`)."""
        if self.shared is not None and name not in self.own:
            return self.shared.fact(name)
        if name not in self._facts:
            self._facts[name] = _symbols(self.mark, name)
        return self._facts[name]

    def at(self, role: str, name: str) -> Symbols:
        """The variables of a fact of a regimen (`agent`, `washout`) in a role."""
        return self.fact(f"{role}.{name}")

    def undecided(self, name: str) -> Bool:
        """Whether a fact has a value but counts as not recorded."""
        if self.shared is not None and name not in self.own:
            return self.shared.undecided(name)
        return z3.Bool(f"{self.mark}{name}?undecided")

    def is_recorded(self, name: str) -> Bool:
        """Whether a base fact is on record."""
        symbols = self.fact(name)
        if symbols.definition.name in UNDECIDABLE:
            return z3.And(symbols.known, z3.Not(self.undecided(name)))
        return symbols.known

    def open(self, role: str) -> Bool:
        """Whether it isn't recorded if there is such a regimen."""
        return z3.And(z3.Not(self.active[role]), z3.Not(self.absent[role]))


def whole(end: Number) -> Number:
    """The whole number that an end of a range is, where the fact counts something."""
    return z3.Int(f"{end}?whole")


def renaming(one: Patient, two: Patient) -> list[tuple[Any, Any]]:
    """For each variable of `one` that `two` has its own for, the two."""
    pairs: list[tuple[Any, Any]] = []
    for name in sorted(two.own):
        first, second = one.fact(name), two.fact(name)
        pairs += [(first.known, second.known), (first.value, second.value)]
        for low, high in ((first.low, second.low), (first.high, second.high)):
            pairs += [(low, high), (whole(low), whole(high))]
        pairs += [(bit, second.surely[entry]) for entry, bit in first.surely.items()]
        pairs += [(bit, second.possibly[entry]) for entry, bit in first.possibly.items()]
        pairs.append((one.undecided(name), two.undecided(name)))
    for role in ROLES:
        if one.active[role] is not two.active[role]:
            pairs += [(one.active[role], two.active[role]), (one.absent[role], two.absent[role])]
    return pairs


UNDECIDABLE = ("regimen.agent", "prior.agents")


def all_names() -> Iterator[str]:
    """Every fact by its instance name, in the order of the vocabulary."""
    for name, fact in VOCABULARY.items():
        yield from (instance_name(name, role) for role in ROLES) if fact.is_of_regimen else (name,)


def _symbols(mark: str, name: str) -> Symbols:
    definition = VOCABULARY[split_instance(name)[0]]
    start = mark + name
    choices = definition.choices if definition.type in ("choice", "members") else {}
    return Symbols(
        name=name,
        definition=definition,
        known=z3.Bool(f"{start}?known"),
        value=z3.Bool(f"{start}?value"),
        low=z3.Real(f"{start}?low"),
        high=z3.Real(f"{start}?high"),
        surely={c: z3.Bool(f"{start}?surely:{c}") for c in choices} if definition.type == "members" else {},
        possibly={c: z3.Bool(f"{start}?possibly:{c}") for c in choices},
    )


# ── facts of a patient on record, as the solver takes them, and back ──────────────────────────────────────────────


def pinned(patient: Patient, facts: Facts) -> Iterator[Bool]:
    """What makes the variables stand for exactly these facts."""
    for role in ROLES:
        yield patient.active[role] == (facts.roles[role] is YES)
        yield patient.absent[role] == (facts.roles[role] is NO)
    for name in all_names():
        symbols, value = patient.fact(name), facts.values.get(name)
        role = split_instance(name)[1]
        if role and facts.roles[role] is not YES:
            value = None  # the agent of a regimen that there is not
        yield symbols.known == (value is not None)
        if symbols.definition.name in UNDECIDABLE:
            yield patient.undecided(name) == (name in facts.undecided)
        if value is not None:
            yield from pinned_value(symbols, value)


def pinned_value(symbols: Symbols, value: Value) -> Iterator[Bool]:
    """What makes the variables of a fact stand for a value."""
    if isinstance(value, Range):
        yield z3.And(symbols.low == exact(value.low), symbols.high == exact(value.high))
    elif isinstance(value, Members):
        yield from (symbols.surely[c] == (c in value.surely) for c in symbols.surely)
        yield from (symbols.possibly[c] == (c in value.possibly) for c in symbols.possibly)
    elif isinstance(value, frozenset):
        yield from (symbols.possibly[c] == (c in value) for c in symbols.possibly)
    elif symbols.definition.type == "flag":
        yield symbols.value == bool(value)


def exact(number: float) -> Number:
    """A number as the solver has it, without rounding."""
    top, bottom = float(number).as_integer_ratio()
    return z3.RealVal(f"{top}/{bottom}")


def facts_of(patient: Patient, model: Any) -> Facts:
    """The facts that a model of the solver stands for."""

    def holds(bit: Bool) -> bool:
        return bool(z3.is_true(model.eval(bit, model_completion=True)))

    roles: dict[str, Truth] = {
        role: YES if holds(patient.active[role]) else NO if holds(patient.absent[role]) else UNKNOWN for role in ROLES
    }
    values: dict[str, Value] = {}
    for name in all_names():
        symbols = patient.fact(name)
        if not holds(symbols.known):
            continue
        match symbols.definition.type:
            case "record":
                values[name] = True
            case "flag":
                values[name] = holds(symbols.value)
            case "number":
                values[name] = Range(_number(model, symbols.low), _number(model, symbols.high))
            case "choice":
                values[name] = frozenset(c for c, bit in symbols.possibly.items() if holds(bit))
            case "members":
                values[name] = Members(
                    frozenset(c for c, bit in symbols.surely.items() if holds(bit)),
                    frozenset(c for c, bit in symbols.possibly.items() if holds(bit)),
                )
    candidates = (name for name in values if split_instance(name)[0] in UNDECIDABLE)
    undecided = frozenset(name for name in candidates if holds(patient.undecided(name)))
    return Facts(values, roles, undecided)


def _number(model: Any, symbol: Number) -> float:
    found = model.eval(symbol, model_completion=True)
    return float(found.numerator_as_long() / found.denominator_as_long())
