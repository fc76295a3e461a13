"""Facts of several patients as fact columns, so that the columnar engine can be given any facts at all."""

from __future__ import annotations

from typing import Any

import polars as pl

from cd38rules.facts import ROLES, VOCABULARY, Facts, Members, Range, instance_name
from cd38rules.facts.columns import FactColumns, mask_of
from cd38rules.truth import UNKNOWN, YES

TYPES = {"flag": pl.Boolean, "record": pl.Boolean, "choice": pl.UInt32}


def columns_from(patients: list[Facts]) -> FactColumns:
    """The facts as `derive_columns` would give them."""
    found: list[pl.Series] = []
    for role in ROLES:
        found.append(pl.Series(f"{role}:active", [facts.roles[role] is YES for facts in patients]))
        found.append(pl.Series(f"{role}:open", [facts.roles[role] is UNKNOWN for facts in patients]))
    for name in (*(f"{role}.agent" for role in ROLES), "prior.agents"):
        found.append(pl.Series(f"{name}:undecided", [name in facts.undecided for facts in patients]))
    for fact in VOCABULARY.values():
        for name in [instance_name(fact.name, role) for role in ROLES] if fact.is_of_regimen else [fact.name]:
            found += _series(fact.name, fact.type, name, [facts.values.get(name) for facts in patients])
    return FactColumns(pl.DataFrame(found))


def _series(fact: str, kind: str, name: str, values: list[Any]) -> list[pl.Series]:
    if kind == "number":
        ranges: list[Range | None] = values
        ends = {end: [None if value is None else getattr(value, end) for value in ranges] for end in ("low", "high")}
        return [pl.Series(f"{name}.{end[:2]}", cells, dtype=pl.Float64) for end, cells in _named_ends(ends)]
    if kind == "members":
        lists: list[Members | None] = values
        return [
            pl.Series(
                f"{name}.{reading}",
                [None if value is None else mask_of(fact, getattr(value, reading)) for value in lists],
                dtype=pl.UInt64,
            )
            for reading in ("surely", "possibly")
        ]
    if kind == "choice":
        values = [None if value is None else mask_of(fact, value) for value in values]
    if kind == "record":
        values = [value is not None for value in values]
    return [pl.Series(name, values, dtype=TYPES[kind])]


def _named_ends(ends: dict[str, list[Any]]) -> list[tuple[str, list[Any]]]:
    return [("lo", ends["low"]), ("hi", ends["high"])]
