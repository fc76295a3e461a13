"""Quantities: a number counts only with a unit that fits its code, and a size that the profile can hold."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import ProfileError
from ..profile import PatientProfile
from .concepts import Number
from .notes import Notes
from .walk import Json, number, part, text

EGFR = "kidneys.egfr"
"""The number that stands in the profile with its equation."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in the unit of the profile, and the unit that it was written in."""

    size: float
    unit: str


def measured(ref: str, element: str, holder: Json, concept: Number, notes: Notes) -> Measured | None:
    """The quantity of a result; None, with an issue, if it can't be used."""
    place = f"{element}.valueQuantity"
    others = [name for name in holder if name.startswith("value") and name != "valueQuantity"]
    if others:
        is_beside = "valueQuantity" in holder
        message = "has several values; not used" if is_beside else f"has no quantity of {concept.label}; not used"
        notes.issue("value", message, ref, f"{element}.value", "a text isn't read as a number")
        return None
    quantity = part(holder, "valueQuantity")
    written = number(quantity, "value")
    if written is None:
        notes.issue("value", "has no number; not used", ref, place)
        return None
    if text(quantity, "comparator"):
        notes.issue("comparator", "is a bound, not a number; not used", ref, f"{place}.comparator")
        return None
    unit = _unit(quantity, concept)
    if unit is None:
        message = f"has no unit that fits {concept.label}; not used"
        hint = f"one of: {', '.join(concept.units)}"
        notes.issue("unit", message, ref, f"{place}.unit", hint)
        return None
    size = written * concept.units[unit]
    if not _fits(concept.field, size):
        notes.issue("implausible", f"is out of range for {concept.label}; not used", ref, f"{place}.value")
        return None
    return Measured(size, unit)


def _unit(quantity: Json, concept: Number) -> str | None:
    """The unit, if the code and the words for it are known and say the same; either may be missing."""
    known = {name.casefold().replace(" ", ""): name for name in concept.units}
    code, words = text(quantity, "code"), text(quantity, "unit")
    if code and code not in concept.units:
        return None
    told = known.get(words.casefold().replace(" ", "")) if words else None
    if not code:
        return told
    if told is not None and concept.units[told] != concept.units[code]:
        return None
    return code


def _fits(path: str, size: float) -> bool:
    """Whether the profile takes the number: its own limits are the only ones."""
    *steps, name = path.split(".")
    value: object = {name: {"value": size} if path == EGFR else size}
    for step in reversed(steps):
        value = {step: value}
    assert isinstance(value, dict)
    try:
        PatientProfile.model_validate({"patient_id": "-", "as_of": "2000-01-01", **value})
    except ProfileError:
        return False
    return True
