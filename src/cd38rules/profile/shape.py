"""The shape of the profile: which fields stand where, and JSON paths that name only known fields."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from ..diagnostics import Place

Location = tuple[str | int, ...]
"""Field names and list indices from the top of the data."""


@cache
def records_in(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """The fields of a model: name → the model inside it or inside its list, or None for a plain value."""
    return {name: _record_of(field.annotation) for name, field in model.model_fields.items()}


@cache
def all_records(model: type[BaseModel]) -> frozenset[type]:
    """The models anywhere inside a model, itself included."""
    inside = (record for record in records_in(model).values() if record is not None)
    return frozenset({model}).union(*map(all_records, inside))


def _record_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_of(part)) is not None), None)


def known_part(model: type[BaseModel], location: Location) -> tuple[Location, type[BaseModel] | None]:
    """The longest start of `location` that the schema knows, and the model there (None at a plain value)."""
    here: type[BaseModel] | None = model
    for length, step in enumerate(location):
        if isinstance(step, str):
            if here is None or step not in records_in(here):
                return location[:length], here
            here = records_in(here)[step]
    return location, here


def place_of(model: type[BaseModel], location: Location) -> Place:
    """The JSON path of a location, cut at the first name that the schema doesn't know: it can be patient data."""
    known, _ = known_part(model, location)
    return Place("$" + "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in known))
