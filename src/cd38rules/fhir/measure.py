"""Quantities: a number counts only with a unit that fits its code, and a size that the profile can hold."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import ProfileError
from ..profile import PatientProfile
from .concepts import Number
from .notes import Notes
from .walk import Json, is_blank, number, part, text

EGFR = "kidneys.egfr"
"""The number that stands in the profile with its equation."""
COUNT = "1"
"""The unit of a count, which may be an integer without a unit."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in the unit of the profile, and the unit that it was written in."""

    size: float
    unit: str


def measured(ref: str, element: str, holder: Json, concept: Number, notes: Notes) -> Measured | None:
    """The quantity of a result; None, with an issue, if it can't be used."""
    place = f"{element}.valueQuantity"
    if "valueInteger" in holder and COUNT in concept.units and "valueQuantity" not in holder:
        holder = {"valueQuantity": {"value": holder["valueInteger"], "code": COUNT}}
        place = f"{element}.valueInteger"
    others = [name for name in holder if name.startswith("value") and name != "valueQuantity"]
    if others:
        is_beside = "valueQuantity" in holder
        message = "has several values; not used" if is_beside else f"has no quantity of {concept.label}; not used"
        notes.issue("value", message, ref, f"{element}.value", "a text isn't read as a number")
        return None
    if not is_blank(holder.get("dataAbsentReason")):
        message = "has a value, and a reason for having none; not used"
        notes.issue("value", message, ref, f"{element}.dataAbsentReason", "correct the result")
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
    if concept.field != EGFR and size.is_integer() and not fits(concept.field, size):
        size = int(size)  # it may be a count
    if not fits(concept.field, {"value": size} if concept.field == EGFR else size):
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
    # Words that aren't known may say another unit than the code.
    if words and (told is None or concept.units[told] != concept.units[code]):
        return None
    return code


def fits(path: str, content: object) -> bool:
    """Whether the profile takes it at a path: its own limits are the only ones."""
    *steps, name = path.split(".")
    value: object = {name: content}
    for step in reversed(steps):
        value = {step: value}
    assert isinstance(value, dict)
    try:
        PatientProfile.model_validate({"patient_id": "-", "as_of": "2000-01-01", **value})
    except ProfileError:
        return False
    return True
