"""Bytes to resources: a Bundle or another resource, a list of them, or one on each line (NDJSON)."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from dataclasses import dataclass
from typing import Any

from ..collection import without_collection
from ..diagnostics import Diagnostic, Place
from .json_text import Decoder
from .model import FhirError

MAX_BYTES = 256 << 20
"""The longest record of one patient that is read."""
_PLACE = "input"
_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds; `issues` are its lines that can't be read."""

    resources: tuple[Any, ...]
    issues: tuple[Diagnostic, ...] = ()


def resources_of(data: bytes) -> Parsed:
    """The resources in a text, which may be compressed by gzip. A bad line is an issue and never loses the rest.

    Raises FhirError if nothing at all can be read.
    """
    if data.startswith(_GZIP):
        data = _unpacked(data)
    if len(data) > MAX_BYTES:
        raise _refused("too-large", "there is too much data for one patient", f"give at most {MAX_BYTES >> 20} MiB")
    data = data.removeprefix(_BYTE_ORDER_MARK)
    with without_collection():
        whole = _value(Decoder(), data)
        if isinstance(whole, list):
            return Parsed(tuple(whole))
        if isinstance(whole, dict):
            return Parsed((whole,))
        return _lines(data)


def _unpacked(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise _refused("not-json", "the compressed data is damaged", "compress it by gzip again") from None


def line_of(line: bytes) -> Any:
    """The value on a line of NDJSON; None if it isn't JSON, or is nested too deep."""
    with without_collection():
        return _value(Decoder(), line)


def _value(decoder: Decoder, text: bytes) -> Any:
    try:
        return decoder.decoded(text.decode(json.detect_encoding(text), "surrogatepass"))
    except (ValueError, RecursionError):
        return None


def _lines(data: bytes) -> Parsed:
    resources: list[Any] = []
    issues = []
    decoder = Decoder()
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        found = _value(decoder, line)
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
