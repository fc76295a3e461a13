"""Steps into JSON that may be anything: what has another type than FHIR asks for is taken as absent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

Json = Mapping[str, Any]

_LONGEST_NAME = 40
_LISTS = (list, tuple)
_ID = re.compile(r"[A-Za-z0-9\-._]{1,128}")
NOTHING: Json = {}


def text(data: Json, name: str) -> str:
    """A text without spaces around it; empty if it isn't there."""
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""


def is_object(value: object) -> TypeGuard[Json]:
    """Whether it is a JSON object. The first test is a tenth of the second: a long record asks 100,000 times."""
    return type(value) is dict or isinstance(value, Mapping)


def is_blank(value: object) -> bool:
    """Whether nothing is written in it, at any depth."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if is_object(one):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
        elif one is not None and not (isinstance(one, str) and not one.strip()):
            return False
    return True


def part(data: Json, name: str) -> Json:
    """An object; an empty one if it isn't there."""
    value = data.get(name)
    return value if type(value) is dict or isinstance(value, Mapping) else NOTHING


def parts(data: Json, name: str) -> Iterator[tuple[int, Json]]:
    """The objects of a list with their indices. An object that stands where a list should is the only one."""
    value = data.get(name)
    if isinstance(value, _LISTS):
        for index, item in enumerate(value):
            if type(item) is dict or isinstance(item, Mapping):
                yield index, item
    elif value is not None and isinstance(value, Mapping):
        yield 0, value


def number(data: Json, name: str) -> float | None:
    """A finite number that a float can hold; None for anything else."""
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if abs(found) < float("inf") else None


def flag(data: Json, name: str) -> bool:
    """Whether it is true; what isn't there is not."""
    return data.get(name) is True


def kind_of(data: Json) -> str:
    """The type of a resource, if it is a plain word."""
    kind = data.get("resourceType")
    if isinstance(kind, str) and kind.isalpha() and kind.isascii() and len(kind) <= _LONGEST_NAME:
        return kind
    return ""


def id_of(data: Json) -> str:
    """The id of a resource, if it is one that may be told: anything else could be a patient's name."""
    found = data.get("id")
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""


def is_plain_id(value: str) -> bool:
    """Whether a text has the form of an id."""
    return bool(_ID.fullmatch(value))


def canonical(data: Any) -> str:
    """The same text for the same JSON, for comparing and sorting; empty for what can't be written."""
    try:
        return json.dumps(data, sort_keys=True, ensure_ascii=True, default=str)
    except (TypeError, ValueError, RecursionError):
        return ""


class Coding(NamedTuple):
    """A system and a code, as written."""

    system: str
    code: str


def codings(concept: Json) -> tuple[Coding, ...]:
    """The codings of a CodeableConcept that have a code, as written. A bare Coding counts as the only one."""
    if "coding" not in concept:
        code = text(concept, "code")
        return (Coding(text(concept, "system"), code),) if code else ()
    written = concept["coding"]
    items = written if isinstance(written, _LISTS) else (written,)
    return tuple(
        [Coding(text(item, "system"), code) for item in items if is_object(item) and (code := text(item, "code"))]
    )
