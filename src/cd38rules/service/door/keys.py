"""The public keys of clients: from files, and from listed addresses. A key that isn't known makes a set be read anew,
so that clients can change their keys; never more often than every few seconds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..settings import Client, Door
from .refusal import Refused, keys_unreachable

AT_MOST_EVERY = 5.0  # seconds between two readings of a set because of keys that aren't in it
MOST_BYTES = 256_000
SMALLEST_RSA = 2048
CURVES = {"ES256": "P-256", "ES384": "P-384"}
PublicKey = EllipticCurvePublicKey | RSAPublicKey
JsonKey = Mapping[str, Any]


@dataclass
class _KeySet:
    """One set as it was last read. `read_at` counts also where reading failed."""

    keys: Sequence[JsonKey] = ()
    read_at: float = float("-inf")
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Keys:
    """The keys of all clients. Only addresses that the settings list are ever fetched."""

    def __init__(self, door: Door, clock: Callable[[], float] = time.monotonic) -> None:
        self._door = door
        self._clock = clock
        self._sets: dict[str | Path, _KeySet] = {}
        self._http = httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=door.fetch_seconds)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def key(self, client: Client, jku: str | None, name: str, algorithm: str) -> PublicKey:
        """The key of a client by its id. Raises Refused, or Problem if the set can't be had."""
        homes: list[str | Path] = [jku] if jku is not None else [*([client.keys] if client.keys else []), *client.jku]
        unreachable = False
        for home in homes:
            found = await self._find(home, name)
            if found is None:
                unreachable = True
            elif found:
                return public_key(found[0], algorithm)
        if unreachable:
            raise keys_unreachable()
        raise Refused("unknown-key")

    async def _find(self, home: str | Path, name: str) -> Sequence[JsonKey] | None:
        """The keys of this id, none or several; None if the set was never read."""
        known = self._sets.setdefault(home, _KeySet())
        async with known.lock:
            age = self._clock() - known.read_at
            found = [key for key in known.keys if key.get("kid") == name]
            if age > self._door.refresh_seconds or (not found and age > AT_MOST_EVERY):
                read = await self._fetched(home) if isinstance(home, str) else _of_file(home)
                known.read_at = self._clock()
                if read is not None:
                    known.keys = read
                    found = [key for key in read if key.get("kid") == name]
            return None if not known.keys else found

    async def _fetched(self, url: str) -> Sequence[JsonKey] | None:
        try:
            async with self._http.stream("GET", url, headers={"accept": "application/json"}) as answer:
                if answer.status_code != 200:
                    return None
                content = bytearray()
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > MOST_BYTES:
                        return None
        except (httpx2.HTTPError, httpx2.InvalidURL):
            return None
        return _keys_in(bytes(content))


def _of_file(path: Path) -> Sequence[JsonKey] | None:
    try:
        return _keys_in(path.read_bytes())
    except OSError:
        return None


def _keys_in(content: bytes) -> Sequence[JsonKey] | None:
    try:
        listed = json.loads(content)["keys"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else None


def public_key(key: JsonKey, algorithm: str) -> PublicKey:
    """A key for verifying with one algorithm. Raises Refused if it isn't one: a shared secret never is."""
    is_curve = algorithm in CURVES
    fits = key.get("kty") == ("EC" if is_curve else "RSA") and key.get("alg", algorithm) == algorithm
    fits = fits and key.get("use", "sig") == "sig" and (not is_curve or key.get("crv") == CURVES[algorithm])
    if not fits:
        raise Refused("unknown-key")
    public = {name: value for name, value in key.items() if name in ("kty", "crv", "x", "y", "n", "e", "kid")}
    try:
        found = jwt.PyJWK.from_dict(public, algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError):
        raise Refused("unknown-key") from None
    if isinstance(found, RSAPublicKey) and found.key_size >= SMALLEST_RSA:
        return found
    if isinstance(found, EllipticCurvePublicKey):
        return found
    raise Refused("unknown-key")
