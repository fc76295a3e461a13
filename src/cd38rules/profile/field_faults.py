"""From a pydantic error to a diagnostic: a code of ours, a path of known fields, what to do; never a value."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, did_you_mean
from .disease import Abnormality
from .shape import Location, known_part, place_of

# The faults of these fields have codes of their own (catalogue, section T).
_OWN_CODES = {
    "weight_kg": ("reject-weight", "give kilograms, above 0 and at most 400"),
    "fev1_percent": ("reject-fev1", "give per cent of predicted, e.g. 45, not a fraction or litres"),
    "age_years": ("reject-age", "give completed years, a whole number from 0 to 120"),
    "value": ("reject-renal-value", "give mL/min/1.73 m², from 0 to 250"),
    "creatinine_clearance_ml_min": ("reject-renal-value", "give mL/min, from 0 to 250"),
    "prior_lines": ("reject-lines", "give a whole number from 0 to 50"),
    "doses_given": ("reject-dose-count", "give a whole number from 0 to 1000"),
}

_RANGES = {
    "greater_than": ("must be above {gt}", "gt"),
    "greater_than_equal": ("must be at least {ge}", "ge"),
    "less_than": ("must be below {lt}", "lt"),
    "less_than_equal": ("must be at most {le}", "le"),
    "string_too_short": ("must have at least {min_length} character", "min_length"),
    "string_too_long": ("must have at most {max_length} characters", "max_length"),
    "too_long": ("must have at most {max_length} entries", "max_length"),
}

_TYPES = {
    "string_type": "must be text",
    "literal_error": "must be text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "tuple_type": "must be a list",
    "model_type": "must be an object",
}
_TYPE_HINT = "give it as the schema says, without quotation marks around numbers, true or false"

_T_4_16 = re.compile(r"\W*t\W*0?4\W+0?16\W*")
_T_4_16_HINT = (
    "the article prints t(4;16) in three table footnotes where it means t(14;16): check the laboratory report"
)
_LONGEST_KEY = 64


def field_fault(model: type[BaseModel], error: ErrorDetails) -> Diagnostic:
    """The diagnostic of one pydantic error of `model`."""
    location: Location = error["loc"]
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(model, location)
    code, message, hint = _what(kind, location, error["input"], context)
    if not code:
        code, message, hint = kind, error["msg"], str(context.get("hint", ""))
    return Diagnostic(code, message, (place_of(model, location),), hint)


def _unknown_field(model: type[BaseModel], location: Location) -> Diagnostic:
    parent, key = location[:-1], str(location[-1])
    _, record = known_part(model, parent)
    names = record.model_fields if record is not None else ()
    hint = did_you_mean(key[:_LONGEST_KEY], names, otherwise=f"known are {', '.join(names)}")
    message = "holds a field that the schema doesn't know"
    return Diagnostic("profile-unknown-field", message, (place_of(model, parent),), hint)


def _what(kind: str, location: Location, value: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    """Code, message and hint; an empty code if the error brings its own."""
    name = location[-1] if location else ""
    own_code, own_hint = _OWN_CODES.get(str(name), ("", ""))
    if kind.startswith("profile-"):
        return "", "", ""
    if kind == "missing" or (value is None and isinstance(name, str)):
        return "profile-missing-field", "is required", "give it; it can't be left open"
    if kind == "literal_error" and isinstance(value, str):
        if name == "abnormality":
            return _unknown_abnormality(value)
        return "profile-choice", "isn't one of the choices", f"give {context['expected']}"
    if kind in _RANGES:
        template, limit = _RANGES[kind]
        return own_code or "profile-range", template.format(**{limit: _plain(context[limit])}), own_hint
    if kind == "int_type" and isinstance(value, float):
        return own_code or "profile-range", "must be a whole number", own_hint
    if kind == "finite_number":
        return "profile-number", "isn't a finite number", own_hint
    return "profile-type", _TYPES.get(kind, "isn't what the schema asks for"), _TYPE_HINT


def _plain(limit: Any) -> str:
    return f"{limit:g}" if isinstance(limit, float) else str(limit)


def _unknown_abnormality(value: str) -> tuple[str, str, str]:
    code, message = "reject-unknown-cytogenetic", "isn't an abnormality of the vocabulary"
    if _T_4_16.fullmatch(value.lower()[:_LONGEST_KEY]):
        return code, message, _T_4_16_HINT
    return code, message, f"give one of {', '.join(get_args(Abnormality))}"
