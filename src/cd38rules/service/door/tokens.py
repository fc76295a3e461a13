"""Is a token one that a listed client signed, for this address, for now, and for the first time?"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import jwt

from ..settings import Client, Door
from .keys import Keys, PublicKey
from .refusal import Reason, Refused
from .replays import MOST, Replays

LONGEST = 16_000
_CLAIMS = ("iss", "aud", "exp", "iat", "jti")
_REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "not-yet-valid"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidSignatureError, "signature"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.MissingRequiredClaimError, "claims"),
)


class Tokens:
    """Checks the tokens of one service."""

    def __init__(
        self, door: Door, keys: Keys, clock: Callable[[], float] = time.time, *, most_tokens: int = MOST
    ) -> None:
        self._door = door
        self._keys = keys
        self._clock = clock
        self._clients = {client.issuer: client for client in door.clients}
        # Each client has room of its own, so that none can fill that of another.
        self._replays = {client.issuer: Replays(most_tokens) for client in door.clients}

    async def check(self, header: str, audiences: Collection[str]) -> None:
        """Returns for a token that is taken. Raises Refused with the reason."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused("missing")
        if len(token) > LONGEST:
            raise Refused("malformed")
        head = _read(lambda: jwt.get_unverified_header(token))
        algorithm = head.get("alg")
        if algorithm not in self._door.algorithms:
            raise Refused("algorithm")
        if "crit" in head:  # extensions that must be understood: none is
            raise Refused("malformed")
        name = head.get("kid")
        if not isinstance(name, str) or not name:
            raise Refused("no-key-id")
        unproved = _read(lambda: jwt.decode(token, options={"verify_signature": False}))
        client = self._client(unproved.get("iss"))
        keys = await self._keys.fitting(client, _listed(head.get("jku"), client), name, algorithm)
        self._accept(self._proved(token, keys, algorithm, client, audiences), client)

    def _client(self, issuer: object) -> Client:
        client = self._clients.get(issuer) if isinstance(issuer, str) else None
        if client is None:
            raise Refused("issuer")
        return client

    def _proved(
        self, token: str, keys: Sequence[PublicKey], algorithm: str, client: Client, audiences: Collection[str]
    ) -> Mapping[str, Any]:
        reason: Reason = "signature"
        for key in keys:
            try:
                claims: Mapping[str, Any] = jwt.decode(
                    token,
                    key,
                    algorithms=[algorithm],
                    audience=[*audiences, *self._door.audiences],
                    issuer=client.issuer,
                    leeway=self._door.skew_seconds,
                    options={"require": list(_CLAIMS)},
                )
            except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
                reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "claims")
            else:
                return claims
            if reason != "signature":  # which is looked at first
                break
        raise Refused(reason)

    def _accept(self, claims: Mapping[str, Any], client: Client) -> None:
        expires, issued, token_id = claims["exp"], claims["iat"], claims["jti"]
        if not all(isinstance(time, int | float) for time in (expires, issued)):
            raise Refused("claims")
        if expires - issued > self._door.longest_seconds:
            raise Refused("lives-too-long")
        if not isinstance(token_id, str) or not token_id:
            raise Refused("no-token-id")
        until = expires + self._door.skew_seconds
        taken = self._replays[client.issuer].take(token_id, until, self._clock())
        if taken != "new":
            raise Refused("replayed" if taken == "seen" else "too-many-tokens")


def _read(part: Callable[[], object]) -> Mapping[str, Any]:
    """The header or the claims of a token, of which nothing is believed yet."""
    try:
        found = part()
    except (jwt.PyJWTError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused("malformed")
    return found


def _listed(jku: object, client: Client) -> str | None:
    """The address of the key set that a token names, if it is listed letter by letter; None if it names none.

    Where the settings give a file and no address, all keys are in the file and nothing is fetched, whatever is named.
    """
    if jku is None or (isinstance(jku, str) and not client.jku):
        return None
    if not isinstance(jku, str) or jku not in client.jku:
        raise Refused("key-set-not-listed")
    return jku
