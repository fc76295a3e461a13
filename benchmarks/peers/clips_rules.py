"""CLIPS: each row a fact, each rule two productions, one for "surely" and one for "possibly".

What a rule joins by `and` is a constraint on a slot, which is what the network of CLIPS shares among rules; the groups
within it are test conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from .logic import Group, Holds, Logic, fields_in
from .peer import RowPeer
from .prepared import UNRECORDED, Table

CHUNK = 500  # rows that are facts at once


class Clips(RowPeer):
    """CLIPS, written in C, by clipspy."""

    name: ClassVar[str] = "clipspy"
    packages: ClassVar[tuple[str, ...]] = ("clipspy",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        f"`assert_fact` for {CHUNK} rows, `run`, `reset`, and so on; slots have defaults (false, not recorded), so "
        "that only the others are given; verdicts that are yes or unknown come back by a Python function that rules "
        "call. `assert_string` and `load_facts` took 16 times as long. Its rate falls with the "
        "number of facts that an environment has seen, reset or not"
    )

    def _compile(self, table: Table) -> Callable[[Sequence[Any]], list[bytes]]:
        import clips

        environment = clips.Environment()
        found: list[bytearray] = []

        def note(row: int, rule: int, verdict: int) -> None:
            if found[row][rule] < verdict:
                found[row][rule] = verdict

        environment.define_function(note, "note")
        environment.build(template_of(table))
        for place, rule in enumerate(table.rules):
            environment.build(production(f"s{place}", rule.surely, table, f"(note ?row {place} 2)"))
            environment.build(production(f"p{place}", rule.possibly, table, f"(note ?row {place} 1)"))
        assert_fact = environment.find_template("case").assert_fact
        width = len(table.rules)

        def job(rows: Sequence[Any]) -> list[bytes]:
            verdicts: list[bytes] = []
            for start in range(0, len(rows), CHUNK):
                chunk = rows[start : start + CHUNK]
                found[:] = [bytearray(width) for _ in chunk]
                for number, row in enumerate(chunk):
                    assert_fact(row=number, **row)
                environment.run()
                environment.reset()
                verdicts.extend(map(bytes, found))
            return verdicts

        return job

    def _native(self, table: Table) -> list[object]:
        import clips

        yes = clips.Symbol("TRUE")
        return [
            {
                name: yes if value is True else value
                for name, value in row.items()
                if value is not False and (value is True or abs(value) != UNRECORDED)
            }
            for row in table.rows
        ]


def template_of(table: Table) -> str:
    """The template of a row, with a default for every slot."""
    slots = [f"(slot {name} (default FALSE))" for name in table.booleans]
    for name in table.numbers:
        slots.append(f"(slot {name} (default {UNRECORDED if name.endswith('_hi') else -UNRECORDED}))")
    return f"(deftemplate case (slot row) {' '.join(slots)})"


def production(name: str, logic: Logic, table: Table, action: str) -> str:
    """One rule: slots in the order of the template, then the tests of its groups."""
    parts = logic.parts if isinstance(logic, Group) and logic.kind == "and" else (logic,)
    constraints: dict[str, list[str]] = {}
    groups = [part for part in parts if isinstance(part, Group)]
    for field in dict.fromkeys(field for part in groups for field in fields_in(part)):
        constraints[field] = [f"?{field}"]
    for part in parts:
        if isinstance(part, Holds):
            constraints.setdefault(part.field, []).append("TRUE" if part.value else "FALSE")
        elif not isinstance(part, Group):
            bound = constraints.setdefault(part.field, [f"?{part.field}"])
            if not bound[0].startswith("?"):
                bound.insert(0, f"?{part.field}")
            bound.append(f":({part.comparison} ?{part.field} {part.limit})")
    slots = " ".join(f"({field} {'&'.join(constraints[field])})" for field in table.fields if field in constraints)
    tests = " ".join(f"(test {_call(group)})" for group in groups)
    return f"(defrule {name} (case (row ?row) {slots}) {tests} => {action})"


def _call(logic: Logic) -> str:
    if isinstance(logic, Holds):
        return f"(eq ?{logic.field} {'TRUE' if logic.value else 'FALSE'})"
    if isinstance(logic, Group):
        return f"({logic.kind} {' '.join(map(_call, logic.parts))})"
    return f"({logic.comparison} ?{logic.field} {logic.limit})"
