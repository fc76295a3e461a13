"""From text or plain data to a checked model: the quick way for sound data, all faults at once for the rest."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from ..diagnostics import Diagnostic, Place, ProfileError
from .partial_date import PartialDate
from .shape import all_records

MAX_BYTES = 2_000_000
"""The longest text that is read, in bytes of UTF-8."""

MAX_DEPTH = 32
"""The deepest nesting that is read; the profile itself needs 4 levels."""

MAX_COMMAS = 20_000
"""More than any profile can hold (about 8,000), few enough that all faults of a text are found within a second."""

BETWEEN_FIELDS = "profile-between-fields"
"""The pydantic error type whose context holds diagnostics of faults between fields."""

Model = TypeVar("Model", bound=BaseModel)

_ALL_BUT_BRACKETS = bytes(code for code in range(256) if chr(code) not in "[]{}")
ONE_OBJECT = "give one patient as one object; a list of patients is for `cd38rules batch`, one on each line"
_ROOT = (Place("$"),)


class _DuplicateKeyError(Exception):
    pass


def read_text(model: type[Model], data: str | bytes | bytearray) -> Model:
    """The model in a JSON text. Raises ProfileError with every fault, TypeError if it isn't text at all."""
    text = _checked_text(data)
    with suppress(ValueError, _DuplicateKeyError):
        found: Model = model.__pydantic_validator__.validate_json(text)
        # Each key has a colon, and each distinct key made a field: equal counts leave no room for a duplicate.
        if text.count(":") != _fields_given(found, all_records(model)):
            _DECODER.decode(text)
        return found
    # Outside the block, so that no pydantic error, which holds values, hangs on to ours.
    from .diagnose import faults_in_text

    raise ProfileError(faults_in_text(model, text))


def read_object(model: type[Model], data: Any) -> Model:
    """The model in JSON-like data, by way of text, so that both ways agree. Raises ProfileError with every fault."""
    if isinstance(data, model):
        return data
    if not isinstance(data, dict):
        raise ProfileError([Diagnostic("profile-not-object", "the profile must be an object", _ROOT, ONE_OBJECT)])
    try:
        text = json.dumps(data, default=as_plain, ensure_ascii=True)
    except (TypeError, ValueError, RecursionError):
        text = None
    if text is not None:
        return read_text(model, text)
    from .diagnose import faults_in_object

    raise ProfileError(faults_in_object(model, data))


def as_plain(value: Any) -> Any:
    """What JSON writes for a value of the profile's own types. Raises TypeError for others."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError("not a value of a profile")


def _fields_given(record: BaseModel, kinds: frozenset[type]) -> int:
    given = len(record.__pydantic_fields_set__)
    for value in record.__dict__.values():
        kind = type(value)
        # Not isinstance: pydantic's own check runs in Python and would double the time of reading.
        if kind in kinds:
            given += _fields_given(value, kinds)
        elif kind is tuple:
            for item in value:
                if type(item) in kinds:
                    given += _fields_given(item, kinds)
    return given


def _unique(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) != len(pairs):
        raise _DuplicateKeyError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def _checked_text(data: str | bytes | bytearray) -> str:
    """The text without byte order mark: not empty, not too long, not too deep. Raises ProfileError."""
    if not isinstance(data, str | bytes | bytearray):
        raise TypeError("a profile is read from str or bytes")
    if len(data) > MAX_BYTES:
        raise _refused("profile-too-large", "the text is too long", f"give at most {MAX_BYTES} bytes")
    if isinstance(data, str):
        text, fault = data, not data.isascii() and not _is_encodable(data)
    else:
        text, fault = _decoded(data)
    if fault:
        raise _refused("profile-encoding", "the text isn't UTF-8", "save it as UTF-8")
    if not text.isascii() and len(text.encode()) > MAX_BYTES:
        raise _refused("profile-too-large", "the text is too long", f"give at most {MAX_BYTES} bytes")
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise _refused("profile-empty", "the text is empty", "give one JSON object")
    if text.count(",") > MAX_COMMAS:
        raise _refused("profile-too-large", "the text holds too many entries", "give one patient's profile")
    if is_too_deep(text):
        raise _refused("profile-too-deep", "the nesting is too deep", f"give at most {MAX_DEPTH} levels")
    return text


def _refused(code: str, message: str, hint: str) -> ProfileError:
    return ProfileError([Diagnostic(code, message, _ROOT, hint)])


def _decoded(data: bytes | bytearray) -> tuple[str, bool]:
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return "", True


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_too_deep(text: str) -> bool:
    """Whether brackets outside strings nest deeper than MAX_DEPTH, found without recursion."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    # Backslashes go in pairs from the left, as JSON reads them. A pattern over strings could take quadratic time.
    outside = "".join(text.replace("\\\\", "").replace('\\"', "").split('"')[::2])
    depth = 0
    for bracket in outside.encode().translate(None, _ALL_BUT_BRACKETS):
        if bracket in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        else:
            depth -= 1
    return False
