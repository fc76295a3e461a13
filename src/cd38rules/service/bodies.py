"""The body of a request: of the right type, not too long, not too slow, not too deep."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

from .problems import Problem
from .settings import Limits

_OPENING, _CLOSING = b"[{", b"]}"
_ALL_BUT_BRACKETS = bytes(code for code in range(256) if code not in _OPENING + _CLOSING)
MALFORMED = Problem(400, "not-json", "The body isn't JSON in UTF-8.")


async def body_of(request: Request, limits: Limits, most_bytes: int) -> bytes:
    """The body, if it says that it is JSON. Raises Problem: 415, 413, 408 or 400."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Problem(415, "wrong-content-type", "The body must be application/json in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "wrong-content-encoding", "The body must not be compressed.")
    too_long = Problem(413, "body-too-long", f"The body is longer than {most_bytes} bytes.", headers=_CLOSE)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 18 or int(declared) > most_bytes):
        raise too_long
    parts: list[bytes] = []
    length = 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for part in request.stream():
                length += len(part)
                if length > most_bytes:
                    raise too_long
                parts.append(part)
    except TimeoutError:
        raise Problem(408, "body-too-slow", "The body didn't arrive in time.", headers=_CLOSE) from None
    except ClientDisconnect:
        raise Problem(400, "body-incomplete", "The body is incomplete.") from None
    return b"".join(parts)


# What is left of a body that wasn't read can't be told from a next request.
_CLOSE = {"connection": "close"}


def json_object(body: bytes, limits: Limits) -> dict[str, Any]:
    """The object in a body; no key may stand twice in an object. Raises Problem."""
    if depth_of(body) > limits.depth:
        raise Problem(400, "body-too-deep", f"The body is nested deeper than {limits.depth} levels.")
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise MALFORMED
    return value


def depth_of(body: bytes) -> int:
    """How deep brackets outside strings nest, found without recursion.

    >>> depth_of(b'{"a": ["[[["]}')
    2
    """
    # Backslashes go in pairs from the left, as JSON reads them. A pattern over strings could take quadratic time.
    outside = b"".join(body.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])
    depth = deepest = 0
    for bracket in outside.translate(None, _ALL_BUT_BRACKETS):
        if bracket in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constant(_name: str) -> object:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
