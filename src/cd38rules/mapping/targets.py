"""The fields of the profile as a mapping names them, and what each takes. Made from the profile's own schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from ..profile import PatientProfile

Kind = Literal["text", "flag", "whole", "number", "choice", "day", "date", "drugs", "words", "record", "list"]

Factors = Mapping[str, float]

WEIGHT: Factors = MappingProxyType({"kg": 1.0, "g": 0.001, "lb": 0.45359237})
PERCENT: Factors = MappingProxyType({"percent": 1.0, "fraction": 100.0})
EGFR: Factors = MappingProxyType({"mL/min/1.73m2": 1.0, "mL/s/1.73m2": 60.0})
CLEARANCE: Factors = MappingProxyType({"mL/min": 1.0, "mL/s": 60.0})
DAYS: Factors = MappingProxyType({"days": 1.0, "weeks": 7.0})
MONTHS: Factors = MappingProxyType({"months": 1.0, "years": 12.0})
YEARS: Factors = MappingProxyType({"years": 1.0})
FROM_DAY_ZERO = ("days", "weeks", "months")
"""Units of a count that stands for a date."""

UNITS: Mapping[str, Factors] = MappingProxyType(
    {
        "weight_kg": WEIGHT,
        "fev1_percent": PERCENT,
        "clone_percent": PERCENT,
        "value": EGFR,
        "creatinine_clearance_ml_min": CLEARANCE,
        "days_since_last_dose": DAYS,
        "months_since_last_dose": MONTHS,
        "age_years": YEARS,
    }
)
"""By the last name of a field: its units, each with the factor that leads to the profile's own."""

ALL_UNITS = tuple(sorted({*FROM_DAY_ZERO, *(unit for factors in UNITS.values() for unit in factors)}))

_STEP = re.compile(r"([a-z][a-z0-9_]*)(?:\[([^\[\]]+)\])?\Z")
_RANGE = re.compile(r"([1-9][0-9]?)(?:-([1-9][0-9]?))?\Z")
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a field takes. `choices` are those of a choice, or of the items of a list of words."""

    kind: Kind
    choices: tuple[str, ...] = ()
    units: Factors = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Target:
    """A field: `steps` lead to it; for a field of a list's item they lead to the list, then `item` and `inside`."""

    path: str
    steps: tuple[str, ...]
    leaf: Leaf
    item: str = ""
    inside: tuple[str, ...] = ()

    @property
    def json_path(self) -> str:
        """The path as `Item.columns` has it, with the item's name in the brackets."""
        return f"$.{self.path}"


class NoSuchField(Exception):
    """A path that the profile doesn't have; `known` are the paths to choose from."""

    def __init__(self, message: str, known: tuple[str, ...]) -> None:
        super().__init__(message)
        self.known = known


@cache
def all_fields() -> Mapping[str, Leaf]:
    """Every field by its path; `[]` stands behind the name of a list of records. Records and lists are among them."""
    schema = PatientProfile.model_json_schema()
    found: dict[str, Leaf] = {}
    _collect(schema, schema["$defs"], "", found)
    found.pop("schema_version")
    return MappingProxyType(found)


def _collect(schema: dict[str, Any], defs: dict[str, Any], prefix: str, found: dict[str, Leaf]) -> None:
    for name, entry in schema["properties"].items():
        path = prefix + name
        options = entry.get("anyOf", [entry])
        part = next(option for option in options if option.get("type") != "null")
        part = defs[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if "properties" in part:
            found[path] = Leaf("record")
            _collect(part, defs, f"{path}.", found)
        elif part["type"] == "array" and "$ref" in part["items"]:
            found[path] = Leaf("list")
            _collect(defs[part["items"]["$ref"].rpartition("/")[2]], defs, f"{path}[].", found)
        else:
            found[path] = Leaf(*_kind(part), UNITS.get(name, MappingProxyType({})))


def _kind(part: dict[str, Any]) -> tuple[Kind, tuple[str, ...]]:
    if part["type"] == "array":
        choices = tuple(part["items"].get("enum", ()))
        return ("words" if choices else "drugs"), choices
    if "enum" in part:
        return "choice", tuple(part["enum"])
    if part["type"] == "string" and "pattern" in part:
        return ("day" if part.get("format") == "date" else "date"), ()
    kinds: dict[str, Kind] = {"boolean": "flag", "integer": "whole", "number": "number", "string": "text"}
    return kinds[part["type"]], ()


def targets_of(path: str) -> list[tuple[Target, str]]:
    """The fields that a path of a mapping names, each with its number: `therapy.prior[1-3].agent` names three.

    The number is empty where the path has no number. Raises NoSuchField.
    """
    known = all_fields()
    parts = [_STEP.match(step) for step in re.split(r"\.(?![^\[]*\])", path)]
    generic = ".".join(part[1] + ("[]" if part[2] else "") if part else "?" for part in parts)
    leaf = known.get(generic)
    if leaf is None or None in parts:
        raise NoSuchField("the profile has no such field", tuple(known))
    if "[]" not in generic:
        return [(Target(path, tuple(generic.split(".")), leaf), "")]
    listed, _, inside = generic.partition("[].")
    item = next(part[2] for part in parts if part and part[2])
    steps = tuple(listed.split("."))
    if listed == "cytogenetics.findings":
        return [(_finding(path, steps, item, inside, leaf), "")]
    span = _RANGE.match(item)
    first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
    if not first or not first <= last <= MOST_ITEMS:
        raise NoSuchField(f"the items of `{listed}` are numbered: `{listed}[1]`, or `{listed}[1-5]` for several", ())
    numbers = map(str, range(first, last + 1))
    return [
        (Target(f"{listed}[{number}].{inside}", steps, leaf, number, tuple(inside.split("."))), number)
        for number in numbers
    ]


def _finding(path: str, steps: tuple[str, ...], item: str, inside: str, leaf: Leaf) -> Target:
    abnormalities = all_fields()["cytogenetics.findings[].abnormality"].choices
    if item not in abnormalities:
        raise NoSuchField("the profile has no such abnormality", abnormalities)
    if inside == "abnormality":
        raise NoSuchField("the abnormality stands in the brackets: map `present`, `clone_percent`, `isolated`", ())
    return Target(path, steps, leaf, item, tuple(inside.split(".")))
