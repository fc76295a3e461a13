"""JSON texts to values, with a mark where a key stands twice in one object: Python keeps the last one only."""

from __future__ import annotations

import json
from typing import Any


class RepeatedKeys(dict[str, Any]):
    """An object in which a key stands twice, in itself or in what it is made of: which value is meant isn't known.

    A resource is marked by what stands in it and in what it contains; a Bundle isn't by the resources of its entries.
    """


class Decoder:
    """Reads JSON texts. Without `constants`, NaN and Infinity are refused, which aren't JSON."""

    def __init__(self, *, constants: bool = True) -> None:
        has_repeated = False

        def read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            # Called for each of some 100,000 objects of a long record: it is built for those without a fault.
            nonlocal has_repeated
            found = dict(pairs)
            if len(found) == len(pairs) and not (has_repeated and _holds_repeated(found)):
                return found
            has_repeated = True
            return RepeatedKeys(found)

        self._decode = json.JSONDecoder(object_pairs_hook=read, parse_constant=None if constants else _refused).decode

    def decoded(self, text: str) -> Any:
        """The value in a text. Raises ValueError, and RecursionError if it is nested too deep for Python."""
        return self._decode(text)


def _holds_repeated(found: dict[str, Any]) -> bool:
    return any(_is_repeated(value, name) for name, value in found.items())


def _is_repeated(value: Any, name: str) -> bool:
    if isinstance(value, list):
        return any(_is_repeated(item, name) for item in value)
    return isinstance(value, RepeatedKeys) and (name == "contained" or "resourceType" not in value)


def _refused(_name: str) -> object:
    raise ValueError
