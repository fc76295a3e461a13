"""What an adapter of an engine is, and how its answers are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from cd38rules.rules.model import Scope

from .logic import Compare, Group, Holds, Logic, Reading
from .prepared import SCOPES, Prepared, Table

Blobs = Mapping[Scope, bytes]
"""For each table its verdicts, row by row, one byte a rule: 0 no, 1 unknown, 2 yes."""


class Peer(Protocol):
    """An engine with the rules compiled and the prepared facts in the form that it reads.

    All of that happens in `__init__(prepared, copies)`, untimed; `copies` says how many times the list of patients is
    taken. `decide` is what is timed: facts in, every verdict of every rule out. `blobs` is for comparison only.
    """

    name: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]
    is_peer: ClassVar[bool]
    how: ClassVar[str]

    def __init__(self, prepared: Prepared, copies: int = 1) -> None: ...

    def decide(self) -> object: ...

    def blobs(self, decided: object) -> Blobs: ...


def expected(prepared: Prepared, copies: int) -> Blobs:
    """What the reference engine says of every row."""
    return {scope: b"".join(prepared.tables[scope].verdicts) * copies for scope in SCOPES}


def differences(found: Blobs, wanted: Blobs, prepared: Prepared) -> dict[str, int]:
    """For each rule on how many rows an engine differs from the reference engine; "rows" if their number does."""
    counts: dict[str, int] = {}
    for scope, table in prepared.tables.items():
        if found[scope] == wanted[scope]:
            continue
        if len(found[scope]) != len(wanted[scope]):
            return {"rows": abs(len(found[scope]) - len(wanted[scope])) // len(table.rules)}
        names = [rule.name for rule in table.rules]
        for place, (one, other) in enumerate(zip(found[scope], wanted[scope], strict=True)):
            if one != other:
                name = names[place % len(names)]
                counts[name] = counts.get(name, 0) + 1
    return counts


class RowPeer:
    """An engine that takes one row at a time: `_compile` makes of a table what decides it, `_native` the rows."""

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        self._jobs = [
            (scope, self._compile(prepared.tables[scope]), self._native(prepared.tables[scope]) * copies)
            for scope in SCOPES
        ]

    def _compile(self, table: Table) -> Callable[[Sequence[object]], list[bytes]]:
        raise NotImplementedError

    def _native(self, table: Table) -> list[object]:
        return list[object](table.rows)

    def decide(self) -> object:
        return {scope: job(rows) for scope, job, rows in self._jobs}

    def blobs(self, decided: object) -> Blobs:
        assert isinstance(decided, dict)
        return {scope: b"".join(found) for scope, found in decided.items()}


def as_text(logic: Logic, conjunction: str, disjunction: str, negation: str) -> str:
    """An expression in infix notation, each group in parentheses."""
    match logic:
        case Holds(field, value):
            return field if value else negation + field
        case Compare(field, comparison, limit):
            return f"{field} {comparison} {limit}"
        case Group(kind, parts):
            word = f" {conjunction if kind == 'and' else disjunction} "
            return "(" + word.join(as_text(part, conjunction, disjunction, negation) for part in parts) + ")"


def as_choice(rule: Reading, text: Callable[[Logic], str]) -> str:
    """The verdict of a rule as one expression. Most verdicts are no, so that "possibly" is asked first."""
    return f"{text(rule.possibly)} ? ({text(rule.surely)} ? 2 : 1) : 0"


def as_list(table: Table, text: Callable[[Logic], str]) -> str:
    """All verdicts of a row as one expression, a list: one call into the engine instead of one for each rule."""
    return "[" + ", ".join(as_choice(rule, text) for rule in table.rules) + "]"


def as_lists(table: Table, text: Callable[[Logic], str], most: int) -> list[str]:
    """The same in as many lists as it takes to keep each within so many characters."""
    lists: list[list[str]] = [[]]
    size = 0
    for rule in table.rules:
        choice = as_choice(rule, text)
        if lists[-1] and size + len(choice) > most:
            lists.append([])
            size = 0
        lists[-1].append(choice)
        size += len(choice) + 2
    return ["[" + ", ".join(choices) + "]" for choices in lists]
