"""Reads one key set of a client, from an address or a file. What goes wrong has a kind, which may be logged."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import httpx2

MOST_BYTES = 256_000
JsonKey = Mapping[str, Any]
Kind = Literal[
    "timeout",
    "no-such-host",
    "tls",
    "unreachable",
    "status",
    "too-long",
    "not-json",
    "not-a-key-set",
    "missing",
    "unreadable",
    "defect",
]


class NotHad(Exception):
    """A key set that can't be had; `status` is what a server answered in place of it, 0 for every other kind."""

    def __init__(self, kind: Kind, status: int = 0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


async def fetched(http: httpx2.AsyncClient, url: str) -> Sequence[JsonKey]:
    """The keys at an address. Raises NotHad."""
    content = bytearray()
    try:
        async with http.stream("GET", url, headers={"accept": "application/json"}) as answer:
            if answer.status_code != 200:
                raise NotHad("status", answer.status_code)
            async for piece in answer.aiter_bytes():
                content += piece
                if len(content) > MOST_BYTES:
                    raise NotHad("too-long")
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise NotHad(_kind_of(error)) from None
    return keys_in(bytes(content))


def _kind_of(error: Exception) -> Kind:
    if isinstance(error, httpx2.TimeoutException):
        return "timeout"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        if isinstance(cause, socket.gaierror):
            return "no-such-host"
        cause = cause.__cause__ or cause.__context__
    return "unreachable"


def keys_of_file(path: Path) -> Sequence[JsonKey]:
    """The keys in a file. Raises NotHad."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotHad("missing") from None
    except OSError:
        raise NotHad("unreadable") from None
    return keys_in(content)


def keys_in(content: bytes) -> Sequence[JsonKey]:
    """The keys of a key set, which may be none. Raises NotHad."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise NotHad("not-json") from None
    listed = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise NotHad("not-a-key-set")
    return [key for key in listed if isinstance(key, dict)]
