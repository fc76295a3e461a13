"""Why a token isn't taken. The reason is a code that may be logged and told; nothing of the token is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..problems import Problem

Reason = Literal[
    "missing",
    "malformed",
    "algorithm",
    "no-key-id",
    "issuer",
    "key-set-not-listed",
    "unknown-key",
    "signature",
    "audience",
    "expired",
    "not-yet-valid",
    "lives-too-long",
    "no-token-id",
    "replayed",
    "claims",
    "keys-unreachable",
    "too-many-tokens",
]

_IN_WORDS: Mapping[Reason, str] = {
    "missing": "There is no token in the header Authorization.",
    "malformed": "The token can't be read.",
    "algorithm": "The token's algorithm isn't one that is taken.",
    "no-key-id": "The token names no key.",
    "issuer": "The token's issuer isn't listed.",
    "key-set-not-listed": "The token names a key set that isn't listed for its issuer.",
    "unknown-key": "The key that the token names isn't in the key set.",
    "signature": "The token's signature is wrong.",
    "audience": "The token is for another address: `aud` must be the address that is called, as `base_url` begins it.",
    "expired": "The token has expired.",
    "not-yet-valid": "The token isn't valid yet.",
    "lives-too-long": "The token is valid for too long.",
    "no-token-id": "The token has no id.",
    "replayed": "The token was used before.",
    "claims": "The token's claims aren't complete.",
    "keys-unreachable": "The client's key set can't be had now.",
    "too-many-tokens": "More of the client's tokens are still valid than can be remembered.",
}
# Nothing is wrong with these tokens, as far as is known: the same may be taken later.
NOT_NOW: frozenset[Reason] = frozenset({"keys-unreachable", "too-many-tokens"})


class Refused(Problem):
    """A token that isn't taken: 401, or 503 if that is for now only."""

    def __init__(self, reason: Reason) -> None:
        if reason in NOT_NOW:
            super().__init__(503, reason, _IN_WORDS[reason], headers={"retry-after": "5"})
        else:
            error = "" if reason == "missing" else f' error="invalid_token", error_description="{reason}"'
            super().__init__(401, f"token-{reason}", _IN_WORDS[reason], headers={"www-authenticate": f"Bearer{error}"})
        self.reason = reason
