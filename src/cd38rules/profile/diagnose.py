"""All faults of data that can't be used, at once: of the JSON, then of the fields, then between the fields.

What is found faulty is taken out before the next step, so that each fault is reported once and none hides another.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from copy import copy
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, Place
from .field_faults import field_fault
from .reading import BETWEEN_FIELDS, MAX_DEPTH, ONE_OBJECT, as_plain
from .shape import Location, known_part, place_of, records_in

_ROOT = (Place("$"),)
_LONGEST_NUMBER = 25
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAKEN_OUT = object()
_NUMBER_HINT = "leave it out if it isn't known"

# What stands where something required was taken out. No date lies after the last day, so the stand-in for `as_of`
# makes no fault; what is found in relation to a stand-in is dropped in any case.
_STAND_INS: dict[tuple[str, ...], Any] = {
    ("schema_version",): "1",
    ("patient_id",): "p",
    ("as_of",): "2199-12-31",
    ("cytogenetics", "findings"): {"abnormality": "other_abnormality", "present": True},
    ("therapy", "prior"): {},
    ("disease", "m_protein"): {},
}


class _Pairs(list[tuple[Any, Any]]):
    """An object as parsed, duplicate keys included."""


class _TooDeepError(Exception):
    pass


def faults_in_text(model: type[BaseModel], text: str) -> list[Diagnostic]:
    """Every fault of a text that doesn't hold a `model`; its nesting must have been checked."""
    try:
        data = json.loads(text, object_pairs_hook=_Pairs, parse_int=_integer)
    except ValueError as error:
        where = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (0, 0)
        place = Place("$", *where)
        return [Diagnostic("profile-not-json", "the text isn't JSON", (place,), "check it with a JSON validator")]
    return faults_in_object(model, data)


def faults_in_object(model: type[BaseModel], data: Any) -> list[Diagnostic]:
    """Every fault of parsed data, or of Python data that can't be written as JSON."""
    if not isinstance(data, _Pairs | dict):
        return [Diagnostic("profile-not-object", "the profile must be an object", _ROOT, ONE_OBJECT)]
    sieve = _Sieve(model)
    try:
        tree = sieve.sound(data, ())
    except _TooDeepError:
        hint = f"give at most {MAX_DEPTH} levels"
        return [Diagnostic("profile-too-deep", "the nesting is too deep", _ROOT, hint)]
    sieve.check_fields(tree)
    sieve.check_between_fields(tree)
    # Unreachable as far as we know: pydantic refused the text, and nothing is wrong with it.
    sieve.faults = sieve.faults or [Diagnostic("profile-not-json", "the text can't be read", _ROOT)]
    return list(dict.fromkeys(sieve.faults))


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


class _Sieve:
    """Collects faults, and where something was taken out because of them."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model
        self.faults: list[Diagnostic] = []
        self.taken_out: set[Location] = set()

    def _take_out(self, code: str, message: str, location: Location, hint: str = "") -> object:
        self.faults.append(Diagnostic(code, message, (place_of(self.model, location),), hint))
        self.taken_out.add(location)
        return _TAKEN_OUT

    def sound(self, node: Any, location: Location) -> Any:
        """The part of `node` that JSON can hold, as plain dicts and lists; a list keeps its indices."""
        if isinstance(node, _Pairs | dict | list | tuple) and len(location) >= MAX_DEPTH:
            raise _TooDeepError
        if isinstance(node, _Pairs | dict):
            return self._sound_object(node if isinstance(node, _Pairs) else _Pairs(node.items()), location)
        if isinstance(node, list | tuple):
            items = [self.sound(item, (*location, index)) for index, item in enumerate(node)]
            return [None if item is _TAKEN_OUT else item for item in items]
        if isinstance(node, str):
            if _SURROGATE.search(node):
                return self._take_out("profile-encoding", "holds half a character (a lone surrogate)", location)
            return node
        if isinstance(node, float) and not math.isfinite(node):
            return self._take_out("profile-number", "isn't a finite number", location, _NUMBER_HINT)
        if isinstance(node, int) and abs(node) >= 10**_LONGEST_NUMBER:
            return self._take_out("profile-number", "has too many digits", location, _NUMBER_HINT)
        if node is None or isinstance(node, bool | int | float):
            return node
        try:
            return as_plain(node)
        except TypeError:
            hint = "give text, numbers, true, false, lists, dicts or dates"
            return self._take_out("profile-type", "is no kind of value that JSON has", location, hint)

    def _sound_object(self, pairs: _Pairs, location: Location) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        seen: set[str] = set()
        for key, value in pairs:
            if not isinstance(key, str):
                self.faults.append(Diagnostic("profile-type", "holds a key that isn't text", self._at(location)))
            elif _SURROGATE.search(key):
                message = "holds a key with half a character (a lone surrogate)"
                self.faults.append(Diagnostic("profile-encoding", message, self._at(location)))
            elif key in seen:
                self._report_duplicate(key, location)
                fields.pop(key, None)
            else:
                seen.add(key)
                sound = self.sound(value, (*location, key))
                if sound is not _TAKEN_OUT:
                    fields[key] = sound
        return fields

    def _at(self, location: Location) -> tuple[Place, ...]:
        return (place_of(self.model, location),)

    def _report_duplicate(self, key: str, location: Location) -> None:
        known, record = known_part(self.model, location)
        is_known = len(known) == len(location) and record is not None and key in records_in(record)
        message = f"holds the field {key} more than once" if is_known else "holds a field more than once"
        self.faults.append(Diagnostic("profile-duplicate-key", message, self._at(location), "give each field once"))
        self.taken_out.add((*location, key))

    def check_fields(self, tree: dict[str, Any]) -> None:
        """Adds the faults of single fields, and takes them out."""
        for error in self._errors(tree):
            location = error["loc"]
            if error["type"] != BETWEEN_FIELDS and not self._is_taken_out(location):
                self.faults.append(field_fault(self.model, error))
                self.taken_out.add(location)

    def check_between_fields(self, tree: dict[str, Any]) -> None:
        """Adds the faults between those fields that have none of their own."""
        stood_in = [self._stand_in(tree, location) for location in sorted(self.taken_out, key=_by_step)]
        known = (location for location in stood_in if known_part(self.model, location)[0] == location)
        away = {place_of(self.model, location).path for location in known}
        for error in self._errors(_without_gaps(tree)):
            if error["type"] == BETWEEN_FIELDS:
                found: Iterable[Diagnostic] = error["ctx"]["diagnostics"]
                self.faults += [fault for fault in found if not _touches(fault, away)]

    def _errors(self, tree: dict[str, Any]) -> list[ErrorDetails]:
        try:
            self.model.__pydantic_validator__.validate_json(json.dumps(tree))
        except ValidationError as error:
            return error.errors(include_url=False)
        return []

    def _is_taken_out(self, location: Location) -> bool:
        return any(location[:length] in self.taken_out for length in range(1, len(location) + 1))

    def _stand_in(self, tree: dict[str, Any], location: Location) -> Location:
        """Puts a stand-in at `location` or around it, or nothing if nothing is required; returns where."""
        _, record = known_part(self.model, location[:-1])
        name = location[-1]
        field = record.model_fields.get(str(name)) if record is not None else None
        if field is not None and field.is_required() and len(location) > 1:
            return self._stand_in(tree, location[:-1])
        parent: Any = tree
        for step in location[:-1]:
            try:
                parent = parent[step]
            except (KeyError, IndexError, TypeError):
                return location
        names = tuple(step for step in location if isinstance(step, str))
        if isinstance(parent, list) and isinstance(name, int):
            parent[name] = copy(_STAND_INS.get(names))
        elif isinstance(parent, dict):
            parent.pop(name, None)
            if len(location) == 1 and names in _STAND_INS:
                parent[name] = _STAND_INS[names]
        return location


def _by_step(location: Location) -> tuple[str, ...]:
    return tuple(map(str, location))


def _without_gaps(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_gaps(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_gaps(item) for item in node if item is not None]
    return node


def _touches(fault: Diagnostic, paths: set[str]) -> bool:
    inside = tuple(path + opener for path in paths for opener in (".", "["))
    return any(place.path in paths or place.path.startswith(inside) for place in fault.places)
