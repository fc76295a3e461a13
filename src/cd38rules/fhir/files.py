"""Bytes to resources: a Bundle or another resource, a list of them, or one on each line (NDJSON)."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic, Place
from .model import FhirError

MAX_BYTES = 256 << 20
"""The longest record of one patient that is read."""
_PLACE = "input"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds; `issues` are its lines that can't be read."""

    resources: tuple[Any, ...]
    issues: tuple[Diagnostic, ...] = ()


def resources_of(data: bytes) -> Parsed:
    """The resources in a text. A bad line is an issue and never loses the rest.

    Raises FhirError if nothing at all can be read.
    """
    if len(data) > MAX_BYTES:
        raise _refused("too-large", "there is too much data for one patient", f"give at most {MAX_BYTES >> 20} MiB")
    whole = _loaded(data.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(whole, list):
        return Parsed(tuple(whole))
    if isinstance(whole, dict):
        return Parsed((whole,))
    return _lines(data)


def line_of(line: bytes) -> Any:
    """The value on a line of NDJSON; None if it isn't JSON, or is nested too deep."""
    return _loaded(line)


def _loaded(data: bytes) -> Any:
    try:
        with _without_collection():
            return json.loads(data)
    except (ValueError, RecursionError):
        return None


@contextmanager
def _without_collection() -> Iterator[None]:
    """Inside, no search for circular garbage: JSON makes none, and on 12 MB it costs more than all the rest."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _lines(data: bytes) -> Parsed:
    resources: list[Any] = []
    issues = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        found = _loaded(line)
        if isinstance(found, dict):
            resources.append(found)
        else:
            issues.append(not_json(_PLACE, number))
    if not resources:
        hint = "give a Bundle, a resource, or one resource a line"
        raise _refused("not-json", "this isn't JSON", hint)
    return Parsed(tuple(resources), tuple(issues))


def not_json(place: str, number: int) -> Diagnostic:
    """The issue of a line that isn't a JSON object."""
    return Diagnostic(
        "fhir-not-json", "the line isn't a JSON object; not used", (Place(place, number, 1),), "", "warning"
    )


def _refused(code: str, message: str, hint: str) -> FhirError:
    return FhirError([Diagnostic(f"fhir-{code}", message, (Place(_PLACE),), hint)])
