"""The public keys of clients: from files, and from listed addresses.

What is known is answered from memory at once, and read anew in the background, as often as the settings say. A key
that isn't known makes a set be read anew too, so that clients can change their keys; never more often than every few
seconds. A set that can't be read anew is used for so long as the settings allow, and not a second longer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ...diagnostics import Diagnostic, Place
from ..logs import defect, event
from ..metrics import Metrics
from ..settings import Client, Door, SettingsError
from .key_sets import JsonKey, NotHad, fetched, keys_of_file
from .refusal import Refused

AT_MOST_EVERY = 5.0  # seconds between two readings of a set because of keys that aren't in it
AFTER_A_FAILURE = 30.0  # seconds until a set that couldn't be had is read again by itself
MOST_OF_ONE_ID = 4  # keys of one id that are tried
SMALLEST_RSA = 2048
CURVES = {"ES256": "P-256", "ES384": "P-384"}
PublicKey = EllipticCurvePublicKey | RSAPublicKey
_NEVER = float("-inf")


@dataclass
class _KeySet:
    """One set as it was last had. `client` and `place` say where the settings name it."""

    home: str | Path
    client: int
    place: str
    keys: Sequence[JsonKey] = ()
    had_at: float = _NEVER
    tried_at: float = _NEVER  # counts also where reading failed, or was cut off
    failed: bool = False
    reading: asyncio.Task[None] | None = None


class Keys:
    """The keys of all clients. Only addresses that the settings list are ever fetched."""

    def __init__(self, door: Door, metrics: Metrics | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._door = door
        self._metrics = metrics or Metrics()
        self._clock = clock
        self._sets: dict[str | Path, _KeySet] = {}
        for index, client in enumerate(door.clients):
            place = f"$.door.clients[{index}]"
            if client.keys is not None:
                self._sets.setdefault(client.keys, _KeySet(client.keys, index, f"{place}.keys"))
            for number, url in enumerate(client.jku):
                self._sets.setdefault(url, _KeySet(url, index, f"{place}.jku[{number}]"))
        self._http = httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=door.fetch_seconds)

    def read_files(self) -> None:
        """Reads the files now, before anybody calls. Raises SettingsError with the place of each that can't be used."""
        faults = []
        for known in self._sets.values():
            if isinstance(known.home, str):
                continue
            try:
                known.keys = keys_of_file(known.home)
                known.had_at = known.tried_at = self._clock()
            except NotHad as error:
                message = f"the file with the client's keys can't be used ({error.kind})"
                hint = (
                    'name a file that can be read and holds {"keys": [...]}, the public keys of the client (RFC 7517)'
                )
                faults.append(Diagnostic("settings-key-file", message, (Place(known.place),), hint))
        if faults:
            raise SettingsError(faults)

    async def keep(self) -> None:
        """Reads the sets now and then anew, whether anybody calls or not, until it is cancelled.

        So a key that was withdrawn isn't taken from who calls first after a quiet night.
        """
        while True:
            for known in self._sets.values():
                self._begin_if_due(known)
            await asyncio.sleep(min(self._door.refresh_seconds / 2, AFTER_A_FAILURE))

    async def close(self) -> None:
        """Gives up what is being read, and closes the connections."""
        reading = [known.reading for known in self._sets.values() if known.reading is not None]
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        await self._http.aclose()

    async def fitting(self, client: Client, jku: str | None, name: str, algorithm: str) -> Sequence[PublicKey]:
        """The keys of a client with this id and for this algorithm: one, unless its sets have several of one id.

        They are looked for in its file, then in the set that a token names, or in all of the client if it names none.
        Raises Refused, also if a set can't be had that may hold the key.
        """
        homes = [*([client.keys] if client.keys else []), *(client.jku if jku is None else [jku])]
        sets = [self._sets[home] for home in homes]
        found = self._known(sets, name, algorithm)
        if not found:
            await self._read_again(sets)
            found = self._known(sets, name, algorithm)
        for known in sets:
            self._begin_if_due(known)
        if found:
            return found
        raise Refused("unknown-key" if all(self._is_usable(known) for known in sets) else "keys-unreachable")

    def _known(self, sets: Sequence[_KeySet], name: str, algorithm: str) -> Sequence[PublicKey]:
        named = (key for known in sets if self._is_usable(known) for key in known.keys if key.get("kid") == name)
        fitting = (found for key in named if (found := _public_key_if_any(key, algorithm)) is not None)
        return list(islice(fitting, MOST_OF_ONE_ID))

    def _is_usable(self, known: _KeySet) -> bool:
        return self._clock() - known.had_at <= self._door.keys_seconds

    async def _read_again(self, sets: Sequence[_KeySet]) -> None:
        """Waits until sets are read in which a key wasn't, unless that was tried just now."""
        now = self._clock()
        for known in sets:
            if now - known.tried_at > AT_MOST_EVERY:
                self._begin(known)
        # Who stops waiting doesn't stop the reading: others may wait for it too.
        if reading := [known.reading for known in sets if known.reading is not None]:
            await asyncio.wait(reading)

    def _begin_if_due(self, known: _KeySet) -> None:
        after = self._door.refresh_seconds
        if self._clock() - known.tried_at > (min(after, AFTER_A_FAILURE) if known.failed else after):
            self._begin(known)

    def _begin(self, known: _KeySet) -> None:
        if known.reading is None:
            known.reading = asyncio.get_running_loop().create_task(self._read(known))

    async def _read(self, known: _KeySet) -> None:
        known.failed = True  # until it is had: also where this is cut off
        try:
            # From first to last byte: the client's own limit is for each read, and who sends byte after byte keeps it.
            async with asyncio.timeout(self._door.fetch_seconds):
                if isinstance(known.home, str):
                    known.keys = await fetched(self._http, known.home)
                else:
                    known.keys = await asyncio.to_thread(keys_of_file, known.home)
            known.had_at, known.failed = self._clock(), False
        except NotHad as error:
            self._tell(known, error)
        except TimeoutError:
            self._tell(known, NotHad("timeout"))
        except Exception as error:
            defect(error, part="key set")
            self._tell(known, NotHad("defect"))
        finally:
            known.tried_at, known.reading = self._clock(), None

    def _tell(self, known: _KeySet, error: NotHad) -> None:
        self._metrics.keys_not_had(known.client, error.kind)
        still = self._is_usable(known)
        status = {"status": error.status} if error.status else {}
        event("keys-not-had", logging.WARNING, place=known.place, kind=error.kind, old_ones_used=still, **status)


def _public_key_if_any(key: JsonKey, algorithm: str) -> PublicKey | None:
    try:
        return public_key(key, algorithm)
    except Refused:
        return None


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
