"""The base of all parts of a profile: strict, frozen, no unknown fields, no values in errors."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A group of facts as recorded. A field that is absent or null is unknown; an empty list is "known none"."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )
