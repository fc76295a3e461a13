"""Messages held against their JSON Schema, which is part of this package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from . import faults
from .faults import Fault

Kind = Literal["discovery", "call", "response", "feedback", "outcome"]

# The section for what is below a field of this name; the innermost one counts.
_SECTIONS: Mapping[str, str] = {
    "services": faults.DISCOVERY,
    "prefetch": faults.PREFETCH,
    "cards": faults.CARD,
    "source": faults.SOURCE,
    "suggestions": faults.SUGGESTION,
    "actions": faults.ACTION,
    "systemActions": faults.ACTION,
    "overrideReasons": faults.REASON,
    "links": faults.LINK,
    "extension": faults.EXTENSION,
}
_WHOLE: Mapping[Kind, str] = {
    "discovery": faults.DISCOVERY,
    "call": faults.CALL,
    "response": faults.RESPONSE,
    "feedback": faults.FEEDBACK,
    "outcome": faults.OUTCOME,
}


@cache
def messages() -> Mapping[str, Any]:
    """The schema of all messages; each kind is one of its `$defs`."""
    text = (files(__package__) / "data" / "messages.schema.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def schema_faults(value: object, kind: Kind) -> list[Fault]:
    """What a message breaks of its schema, in the order of its places."""
    found = _validator(kind).iter_errors(value)
    return sorted({_fault(error, kind) for error in found})


@cache
def _validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator({**messages(), "$id": f"{messages()['$id']}:{kind}", "$ref": f"#/$defs/{kind}"})


def path_of(parts: Iterable[str | int]) -> str:
    """A place in JSON: `$.cards[0].summary`."""
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)


def _fault(error: ValidationError, kind: Kind) -> Fault:
    path = list(error.absolute_path)
    section = next((_SECTIONS[part] for part in map(str, reversed(path)) if part in _SECTIONS), _WHOLE[kind])
    return Fault(path_of(path), _in_words(error), section)


def _in_words(error: ValidationError) -> str:
    """What is wrong, without the value: the library's own words hold it."""
    limit: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "required":
            return f"lacks {', '.join(name for name in limit if name not in value)}"
        case "dependentRequired":
            missing = [name for given, names in limit.items() if given in value for name in names if name not in value]
            return f"lacks {', '.join(missing)}, which is needed here"
        case "type":
            return f"must be {limit if isinstance(limit, str) else ' or '.join(limit)}"
        case "enum":
            return f"must be one of {', '.join(limit)}"
        case "const":
            return f"must be {limit}"
        case "maxLength":
            return f"has {len(value)} characters, at most {limit} are allowed"
        case "minLength" | "minItems" | "minProperties":
            return "is empty; what has no value is left out"
        case "pattern":
            return "doesn't have the form of its kind (an id, an address, a time or a reference)"
        case other:
            return f"breaks {other}"
