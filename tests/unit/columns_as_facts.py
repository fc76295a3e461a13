"""One row of fact columns back to the values that the scalar derivation gives, to compare the two."""

from __future__ import annotations

from typing import Any

from cd38rules.facts import ROLES, VOCABULARY, instance_name
from cd38rules.facts.columns import bits_of
from cd38rules.facts.values import Members, Range, Value
from cd38rules.truth import NO, UNKNOWN, YES, Truth


def values_of(row: dict[str, Any]) -> dict[str, Value]:
    """Every fact that has a value, by instance name; those of roles without a regimen are left out."""
    found: dict[str, Value] = {}
    for fact in VOCABULARY.values():
        for role in ROLES if fact.is_of_regimen else ("",):
            if role and not row[f"{role}:active"]:
                if fact.name == "regimen.agent" and row[f"{role}.agent"] is not None:
                    found[f"{role}.agent"] = frozenset({"none"})
                continue
            name = instance_name(fact.name, role)
            value = _value(fact.name, fact.type, name, row)
            if value is not None:
                found[name] = value
    return found


def _named(fact: str, mask: int) -> frozenset[str]:
    return frozenset(name for name, bit in bits_of(fact).items() if mask & bit)


def _value(fact: str, kind: str, name: str, row: dict[str, Any]) -> Value:
    if kind == "number":
        low, high = row[f"{name}.lo"], row[f"{name}.hi"]
        assert (low is None) == (high is None), name
        return None if low is None else Range(low, high)
    if kind == "members":
        surely, possibly = row[f"{name}.surely"], row[f"{name}.possibly"]
        return None if surely is None else Members(_named(fact, surely), _named(fact, possibly))
    value = row[name]
    if kind == "record":
        return value or None
    return value if value is None or kind == "flag" else _named(fact, value)


def roles_of(row: dict[str, Any]) -> dict[str, Truth]:
    """The state of each role."""
    return {role: YES if row[f"{role}:active"] else UNKNOWN if row[f"{role}:open"] else NO for role in ROLES}


def undecided_of(row: dict[str, Any]) -> frozenset[str]:
    """The facts that have a value but count as not recorded."""
    names = [f"{role}.agent" for role in ROLES] + ["prior.agents"]
    return frozenset(name for name in names if row[f"{name}:undecided"])
