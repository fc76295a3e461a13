"""Facts as durable-rules gets them: small whole numbers, two readings of each fact, nothing missing.

For each test of a choice, flag or list: a field that is 1 when it surely holds, and one that is 1 when it possibly
holds. A number becomes the ranks of its ends among the literals that the rule book compares it with (odd on a
literal, even between two), so no float ever reaches the engine; one that isn't recorded lies below and above all
ranks. A verdict is 0 no, 1 unknown, 2 yes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..facts import VOCABULARY, Facts, Members, Range, Value, instance_name
from ..rules.condition import Condition, FactLeaf, VerdictLeaf, walk
from ..truth import NO, UNKNOWN, YES, Truth

CODE_OF: dict[Truth, int] = {NO: 0, UNKNOWN: 1, YES: 2}

Message = dict[str, int]
Writer = Callable[[Facts, str, Message], None]


@dataclass(frozen=True, slots=True)
class Field:
    """The two fields of one test: `surely` and `possibly` (the ends of the range, for a number)."""

    surely: str
    possibly: str
    literals: tuple[float, ...] = ()

    def rank(self, literal: float) -> int:
        """The rank of a literal of the rule book."""
        return 2 * bisect_left(self.literals, literal) + 1


class Encoding:
    """The fields that a group of conditions needs, and how to fill them."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._fields: dict[tuple[str, object], Field] = {}
        self._writers: list[Writer] = []
        self.targets: dict[str, str] = {}
        leaves = [part for condition in conditions for part in walk(condition)]
        literals: dict[str, set[float]] = {}
        for leaf in leaves:
            if isinstance(leaf, FactLeaf) and VOCABULARY[leaf.fact].type == "number" and leaf.operator != "recorded":
                literals.setdefault(leaf.fact, set()).update(float(literal) for literal in leaf.literals)
        for leaf in leaves:
            if isinstance(leaf, VerdictLeaf):
                self.targets.setdefault(leaf.target, f"v{len(self.targets)}")
            elif isinstance(leaf, FactLeaf):
                self._add(leaf, literals)

    @property
    def size(self) -> int:
        """The number of fields in a message."""
        return 2 * len(self._fields) + len(self.targets)

    def field(self, leaf: FactLeaf) -> Field:
        """The fields of a leaf's test."""
        return self._fields[_key(leaf)]

    def message(self, facts: Facts, role: str, verdict: Callable[[str], Truth]) -> Message:
        """The facts and verdicts that this group reads, as one role sees them."""
        message: Message = {}
        for write in self._writers:
            write(facts, role, message)
        for target, name in self.targets.items():
            message[name] = CODE_OF[verdict(target)]
        return message

    def _add(self, leaf: FactLeaf, literals: dict[str, set[float]]) -> None:
        key = _key(leaf)
        if key in self._fields:
            return
        number = len(self._fields)
        low, high = f"a{number}", f"b{number}"
        kind = VOCABULARY[leaf.fact].type
        if leaf.operator == "recorded":
            self._fields[key] = Field(low, low)
            self._writers.append(_recorded_writer(leaf.fact, low))
        elif kind == "number":
            known = tuple(sorted(literals[leaf.fact]))
            self._fields[key] = Field(low, high, known)
            self._writers.append(_number_writer(leaf.fact, low, high, known))
        else:
            self._fields[key] = Field(low, high)
            self._writers.append(_set_writer(leaf, low, high))


def _key(leaf: FactLeaf) -> tuple[str, object]:
    if leaf.operator == "recorded":
        return leaf.fact, "recorded"
    kind = VOCABULARY[leaf.fact].type
    return leaf.fact, "number" if kind == "number" else "flag" if kind == "flag" else leaf.literals


def _recorded_writer(fact: str, name: str) -> Writer:
    def write(facts: Facts, role: str, message: Message) -> None:
        message[name] = int(facts.is_recorded(instance_name(fact, role)))

    return write


def _number_writer(fact: str, low: str, high: str, literals: tuple[float, ...]) -> Writer:
    def rank(number: float) -> int:
        index = bisect_left(literals, number)
        return 2 * index + (1 if index < len(literals) and literals[index] == number else 0)

    above_all = 2 * len(literals) + 1

    def write(facts: Facts, role: str, message: Message) -> None:
        value = facts.values.get(instance_name(fact, role))
        if isinstance(value, Range):
            message[low], message[high] = rank(value.low), rank(value.high)
        else:
            message[low], message[high] = -1, above_all

    return write


def _set_writer(leaf: FactLeaf, surely: str, possibly: str) -> Writer:
    reading = _flag if VOCABULARY[leaf.fact].type == "flag" else _readings_of(frozenset(leaf.literals))
    fact = leaf.fact

    def write(facts: Facts, role: str, message: Message) -> None:
        message[surely], message[possibly] = reading(facts.values.get(instance_name(fact, role)))

    return write


def _flag(value: Value) -> tuple[int, int]:
    return (0, 1) if value is None else (1, 1) if value is True else (0, 0)


def _readings_of(wanted: frozenset[str | float | bool]) -> Callable[[Value], tuple[int, int]]:
    """Surely and possibly one of the values wanted: for a choice all, or some, of what it may still be."""

    def read(value: Value) -> tuple[int, int]:
        if isinstance(value, Members):
            return int(bool(value.surely & wanted)), int(bool(value.possibly & wanted))
        if isinstance(value, frozenset):
            return int(value <= wanted), int(bool(value & wanted))
        return 0, 1

    return read
