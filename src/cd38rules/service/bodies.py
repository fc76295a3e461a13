"""The body of a request: of the right type, not too long, not too slow, not too deep."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import ClientDisconnect, Request

from ..collection import without_collection
from ..fhir.json_text import Decoder, RepeatedKeys
from .problems import Problem
from .settings import Limits

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
    """The object in a body. No key may stand twice in it, but for FHIR resources, which are `RepeatedKeys` then.

    Raises Problem.
    """
    if is_deeper(body, limits.depth):
        raise Problem(400, "body-too-deep", f"The body is nested deeper than {limits.depth} levels.")
    try:
        with without_collection():
            value = Decoder(constants=False).decoded(body.decode("utf-8"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or isinstance(value, RepeatedKeys):
        raise MALFORMED
    return value


def is_deeper(body: bytes, levels: int) -> bool:
    """Whether brackets outside strings nest deeper, found without recursion. What isn't JSON may count as less deep.

    >>> is_deeper(b'{"a": ["[[["]}', 1), is_deeper(b'{"a": ["[[["]}', 2)
    (True, False)
    """
    # Backslashes go in pairs from the left, as JSON reads them. A pattern over strings could take quadratic time.
    marks = body.replace(rb"\\", b"").replace(rb"\"", b"").translate(_ONE_KIND_OF_BRACKET, _ALL_BUT_MARKS)
    # Most strings hold no bracket: two quotes beside each other go, and the rest is still inside or outside a string.
    nested = b"".join(marks.replace(b'""', b"").split(b'"')[::2])
    depth = min(levels, _LEVELS_AT_ONCE)
    for _ in range(depth):
        nested = nested.replace(b"[]", b"")  # the innermost level
    for bracket in nested:
        depth += 1 if bracket == _OPENING else -1
        if depth > levels:
            return True
    return False


# More than a call needs, so that nothing is left to be counted, and few enough that a hostile body costs no time.
_LEVELS_AT_ONCE = 24
_OPENING = ord("[")
_ONE_KIND_OF_BRACKET = bytes.maketrans(b"{}", b"[]")
_ALL_BUT_MARKS = bytes(code for code in range(256) if code not in b'[]{}"')
