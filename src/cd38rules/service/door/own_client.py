"""A client of one's own: a key pair in a folder, and tokens that are signed with it, to try a service with a door."""

from __future__ import annotations

import errno
import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

ALGORITHM = "ES384"
PRIVATE, PUBLIC = "client.json", "keys.json"


def make_client(folder: Path, issuer: str) -> None:
    """Writes a new key pair: `client.json` for the client alone (mode 0600), `keys.json` for the service.

    Raises OSError if there is one already, or if the folder can't be written.
    """
    pair = ec.generate_private_key(ec.SECP384R1())
    public: dict[str, Any] = ECAlgorithm.to_jwk(pair.public_key(), as_dict=True)
    named = {"kid": secrets.token_hex(8), "alg": ALGORITHM, "use": "sig"}
    private = {**ECAlgorithm.to_jwk(pair, as_dict=True), **named}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / PRIVATE).exists() or (folder / PUBLIC).exists():
        raise OSError(errno.EEXIST, f"there is a client in this folder already: {folder}")
    _write(folder / PRIVATE, {"issuer": issuer, "key": private}, 0o600)
    _write(folder / PUBLIC, {"keys": [{**public, **named}]}, 0o644)


def token_of(folder: Path, address: str, seconds: int) -> str:
    """A token of the client in a folder for one address, to be used once within so many seconds.

    Raises OSError if there is no client that can be read.
    """
    try:
        client = json.loads((folder / PRIVATE).read_bytes())
        issuer, key = str(client["issuer"]), client["key"]
        pair = ECAlgorithm(ECAlgorithm.SHA384).from_jwk(key)
        kid = str(key["kid"])
    except OSError as error:
        raise OSError(error.errno, f"no client can be read from this folder: {error.strerror}: {folder}") from None
    except (ValueError, KeyError, TypeError, jwt.InvalidKeyError):
        raise OSError(errno.EINVAL, f"{PRIVATE} in this folder isn't a client's: {folder}") from None
    if not isinstance(pair, ec.EllipticCurvePrivateKey):
        raise OSError(errno.EINVAL, f"{PRIVATE} in this folder isn't a client's: {folder}")
    now = int(time.time())
    claims = {"iss": issuer, "aud": address, "iat": now, "exp": now + seconds, "jti": secrets.token_hex(16)}
    return jwt.encode(claims, pair, algorithm=ALGORITHM, headers={"kid": kid})


def _write(path: Path, content: dict[str, Any], mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, mode)  # whatever the umask
        file.write(json.dumps(content, indent=2) + "\n")
