"""Tokens of a made-up client, good ones and bad ones, signed with a key that the service under test knows."""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from ...diagnostics import DiagnosedError, Diagnostic, Place

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
SECONDS = 120
_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384"}


class TokenKeyError(DiagnosedError):
    """A file of a key, or what belongs to it, can't be used. It never holds anything of the key."""


@dataclass(frozen=True)
class Signer:
    """A client: its key, how the service knows it, and the address of its key set if its tokens name one."""

    key: PrivateKey = field(repr=False)
    issuer: str
    kid: str
    algorithm: str
    jku: str = ""

    def token(
        self,
        aud: object,
        *,
        key: PrivateKey | None = None,
        head: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """A token for an address, good unless something is changed; a claim that is None is left out."""
        now = int(time.time())
        good = {"iss": self.issuer, "aud": aud, "exp": now + SECONDS, "iat": now, "jti": str(uuid.uuid4())}
        kept = {name: value for name, value in (good | claims).items() if value is not None}
        headers = {"kid": self.kid, **({"jku": self.jku} if self.jku else {}), **(head or {})}
        return jwt.encode(kept, key or self.key, algorithm=self.algorithm, headers=headers)

    def public(self) -> dict[str, Any]:
        """The public half of the key, as a JSON Web Key."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            found = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        else:
            found = jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {**found, "kid": self.kid, "use": "sig"}

    def stranger(self) -> PrivateKey:
        """A new key of the same kind, which nobody knows."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return rsa.generate_private_key(65537, 2048)
        return ec.generate_private_key(self.key.curve)

    def unsigned(self, aud: str) -> str:
        """A good token with its signature taken away, and `none` for its algorithm."""
        payload = self.token(aud).split(".")[1]
        return f"{_encoded({'alg': 'none', 'typ': 'JWT', 'kid': self.kid})}.{payload}."

    def with_a_shared_secret(self, aud: str) -> str:
        """A token signed with HS256, and as its secret the public key, which is known to everybody."""
        secret = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        payload = self.token(aud).split(".")[1]
        signed = f"{_encoded({'alg': 'HS256', 'typ': 'JWT', 'kid': self.kid})}.{payload}"
        # By the algorithm itself: PyJWT won't take a public key for a secret.
        made = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(signed.encode(), secret)
        return f"{signed}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"

    def tampered(self, aud: str) -> str:
        """The claims of one token under the signature of another."""
        head, _, signature = self.token(aud).split(".")
        return f"{head}.{self.token(aud).split('.')[1]}.{signature}"


def new_signer(issuer: str) -> Signer:
    """A client with a key that is made for it."""
    return Signer(ec.generate_private_key(ec.SECP384R1()), issuer, "self-test", "ES384")


def read_signer(path: Path, *, issuer: str, kid: str = "", algorithm: str = "", jku: str = "") -> Signer:
    """The client of a private key in a file: a JSON Web Key, PEM without a passphrase, or what `client new` writes.

    `kid` and `algorithm` are those of a JSON Web Key unless they are given. Raises TokenKeyError with what is missing,
    and OSError where the file can't be read.
    """
    content = path.read_bytes()
    listed = _json_key(content)
    if listed is not None and isinstance(listed.get("key"), dict):
        issuer, listed = issuer or str(listed.get("issuer", "")), listed["key"]
    if not issuer:
        raise _wrong("it names no issuer", "give --token-issuer: the client's `iss`, as the service lists it")
    try:
        key: Any = load_pem_private_key(content, None) if listed is None else _private(listed)
    except (ValueError, TypeError, jwt.PyJWTError):
        key = None
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name not in _CURVES:
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        hint = "give a JSON Web Key with `d`, or PEM without a passphrase"
        raise _wrong("it holds no private key for ES384, RS384, ES256 or RS256", hint)
    kid = kid or str((listed or {}).get("kid", ""))
    if not kid:
        raise _wrong("it has no id", "give --token-kid: the `kid` under which the service knows the key")
    usual = _algorithms(key)
    algorithm = algorithm or str((listed or {}).get("alg", "")) or usual[0]
    if algorithm not in usual:
        raise _wrong("it isn't one for the algorithm", f"it signs {' or '.join(usual)}")
    return Signer(key, issuer, kid, algorithm, jku)


def _wrong(message: str, hint: str) -> TokenKeyError:
    return TokenKeyError([Diagnostic("token-key", f"can't be used: {message}", (Place("--token-key"),), hint)])


def _json_key(content: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _private(listed: Mapping[str, Any]) -> object:
    if listed.get("kty") == "RSA":
        return jwt.algorithms.RSAAlgorithm.from_jwk(dict(listed))
    return jwt.algorithms.ECAlgorithm.from_jwk(dict(listed))


def _algorithms(key: PrivateKey) -> tuple[str, ...]:
    """What a key can sign, the usual algorithm first."""
    if isinstance(key, rsa.RSAPrivateKey):
        return "RS384", "RS256"
    return (_CURVES[key.curve.name],)


def _encoded(header: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
