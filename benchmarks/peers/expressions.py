"""Peers that evaluate expressions over one row: zen-engine, two of CEL, rule-engine, and business-rules.

Each was tried in the ways that its documentation offers, and is used in the fastest one; `how` says which.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, assert_never

from .logic import Compare, Holds, Logic
from .peer import RowPeer, as_choice, as_list, as_lists, as_text
from .prepared import Table

_words = partial(as_text, conjunction="and", disjunction="or", negation="not ")
_signs = partial(as_text, conjunction="&&", disjunction="||", negation="!")

MOST_CHARACTERS = 90_000  # cel-expr-python refuses an expression of more than 100,000

Job = Callable[[Sequence[Any]], list[bytes]]


class Zen(RowPeer):
    """GoRules, written in Rust."""

    name: ClassVar[str] = "zen-engine"
    packages: ClassVar[tuple[str, ...]] = ("zen-engine",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        "`compile_expression` once: all rules of a row as one list expression, the row as JSON text. A decision graph "
        "with an expression node took 3 times as long in `evaluate_batch` and 12 times in `ZenDecision.evaluate`; the "
        "row as a dict took 1.2 times as long; one compiled expression for each rule 17 times"
    )

    def _compile(self, table: Table) -> Job:
        import zen

        evaluate = zen.compile_expression(as_list(table, _words)).evaluate
        # Its numbers are floats.
        return lambda rows: [bytes(map(int, evaluate(row))) for row in rows]

    def _native(self, table: Table) -> list[object]:
        return [json.dumps(row) for row in table.rows]


class CelRust(RowPeer):
    """The Common Expression Language by the Rust crate `cel`."""

    name: ClassVar[str] = "common-expression-language"
    packages: ClassVar[tuple[str, ...]] = ("common-expression-language",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        "`cel.compile` once for each rule, one `cel.Context` a row that all programs share. All rules as one list "
        "took about as long; a dict for each call 16 times"
    )

    def _compile(self, table: Table) -> Job:
        import cel

        programs = [cel.compile(as_choice(rule, _signs)).execute for rule in table.rules]

        def job(rows: Sequence[Any]) -> list[bytes]:
            found = []
            for row in rows:
                context = cel.Context(variables=row)
                found.append(bytes([execute(context) for execute in programs]))
            return found

        return job


class CelGoogle(RowPeer):
    """The Common Expression Language by its own makers, in C++."""

    name: ClassVar[str] = "cel-expr-python"
    packages: ClassVar[tuple[str, ...]] = ("cel-expr-python",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        "`Env.compile` once over typed variables: all rules of a row as one list expression, the row as a dict; where "
        "that is over its limit of 100,000 characters several lists over one `Activation`. One expression for each "
        "rule over one `Activation` took 2.2 times as long"
    )

    def _compile(self, table: Table) -> Job:
        from cel_expr_python import cel

        types = dict.fromkeys(table.booleans, cel.Type.BOOL) | dict.fromkeys(table.numbers, cel.Type.DOUBLE)
        environment = cel.NewEnv(variables=types)
        lists = [environment.compile(text).eval for text in as_lists(table, _signs, MOST_CHARACTERS)]
        if len(lists) == 1:
            evaluate = lists[0]
            return lambda rows: [bytes(evaluate(data=row).plain_value()) for row in rows]

        def job(rows: Sequence[Any]) -> list[bytes]:
            found = []
            for row in rows:
                known = environment.Activation(row)
                found.append(b"".join(bytes(evaluate(known).plain_value()) for evaluate in lists))
            return found

        return job


class RuleEngine(RowPeer):
    """rule-engine, written in Python."""

    name: ClassVar[str] = "rule-engine"
    packages: ClassVar[tuple[str, ...]] = ("rule-engine",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        "one `Rule` a table, compiled once: all rules of a row as one array expression. One `Rule` for each rule took "
        "1.2 times as long, with a typed context 1.7 times"
    )

    def _compile(self, table: Table) -> Job:
        import rule_engine

        evaluate = rule_engine.Rule(as_list(table, _words)).evaluate
        return lambda rows: [bytes(map(int, evaluate(row))) for row in rows]


class BusinessRules(RowPeer):
    """venmo/business-rules, written in Python. The last release of the original runs on Python 3.11."""

    name: ClassVar[str] = "business-rules"
    packages: ClassVar[tuple[str, ...]] = ("business-rules",)
    is_peer: ClassVar[bool] = True
    how: ClassVar[str] = (
        "the original (its last release runs on Python 3.11, so no fork was needed): conditions as dicts made once, a "
        "class of variables that reads the row, `check_conditions_recursively` for each rule: `run_all` calls the same "
        "and would add an action for each verdict"
    )

    def _compile(self, table: Table) -> Job:
        from business_rules.engine import check_conditions_recursively as holds
        from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

        def init(self: Any, row: Any) -> None:
            self.row = row

        def reading(name: str) -> Callable[[Any], Any]:
            return lambda self: self.row[name]

        members: dict[str, object] = {"__init__": init}
        for kind, names in ((boolean_rule_variable, table.booleans), (numeric_rule_variable, table.numbers)):
            for name in names:
                read = reading(name)
                read.__name__ = name  # its label is made of the name
                members[name] = kind(read)
        variables: Any = type("RowVariables", (BaseVariables,), members)
        pairs = [(_conditions(rule.possibly), _conditions(rule.surely)) for rule in table.rules]

        def job(rows: Sequence[Any]) -> list[bytes]:
            found = []
            for row in rows:
                known = variables(row)
                found.append(
                    bytes(
                        [
                            (2 if holds(surely, known) else 1) if holds(possibly, known) else 0
                            for possibly, surely in pairs
                        ]
                    )
                )
            return found

        return job


_OPERATORS = {
    "<": "less_than",
    "<=": "less_than_or_equal_to",
    ">": "greater_than",
    ">=": "greater_than_or_equal_to",
}


def _conditions(logic: Logic) -> dict[str, object]:
    """An expression as business-rules takes it."""
    if isinstance(logic, Holds):
        return {"name": logic.field, "operator": "is_true" if logic.value else "is_false", "value": True}
    if isinstance(logic, Compare):
        return {"name": logic.field, "operator": _OPERATORS[logic.comparison], "value": logic.limit}
    if logic.kind == "and":
        return {"all": [_conditions(part) for part in logic.parts]}
    if logic.kind == "or":
        return {"any": [_conditions(part) for part in logic.parts]}
    assert_never(logic.kind)
