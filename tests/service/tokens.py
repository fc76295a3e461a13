"""Clients with keys of their own, the tokens that they sign, and a server of key sets that counts who asks."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER = "https://ehr.example/fhir"


@cache
def curve_key(name: str) -> ec.EllipticCurvePrivateKey:
    """A private key for ES384, another one for each name."""
    return ec.generate_private_key(ec.SECP384R1())


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """A private key for RS384."""
    return rsa.generate_private_key(65537, bits)


def public(name: str) -> dict[str, Any]:
    """The public half of a key, with its name as the id."""
    private = rsa_key() if name == "rsa" else rsa_key(1024) if name == "short" else curve_key(name)
    dump = RSAAlgorithm.to_jwk if isinstance(private, rsa.RSAPrivateKey) else ECAlgorithm.to_jwk
    key: dict[str, Any] = dump(private.public_key(), as_dict=True)
    return {**key, "kid": name, "use": "sig"}


def token(
    aud: object,
    *,
    key: Any = None,
    alg: str = "ES384",
    kid: str = "one",
    head: dict[str, Any] | None = None,
    **claims: Any,
) -> str:
    """A token for an address, good unless something is changed; a claim that is None is left out."""
    now = int(time.time())
    payload = {"iss": ISSUER, "aud": aud, "exp": now + 300, "iat": now, "jti": str(uuid.uuid4())} | claims
    kept = {name: value for name, value in payload.items() if value is not None}
    private = key if key is not None else rsa_key() if alg.startswith("RS") else curve_key(kid)
    return jwt.encode(kept, private, algorithm=alg, headers={"kid": kid, **(head or {})})


@dataclass
class KeyServer:
    """It serves key sets; `asked` lists the paths that were asked for. `content` is sent in place of a set, and each
    byte after so many seconds."""

    url: str = ""
    keys: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    status: int = 200
    content: bytes | None = None
    seconds_a_byte: float = 0


@contextmanager
def key_server() -> Iterator[KeyServer]:
    """A server of key sets on this machine."""
    state = KeyServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            content = json.dumps({"keys": state.keys}).encode() if state.content is None else state.content
            self.send_response(state.status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if not state.seconds_a_byte:
                self.wfile.write(content)
                return
            with suppress(OSError):  # whoever asked has gone
                for number in range(len(content)):
                    self.wfile.write(content[number : number + 1])
                    time.sleep(state.seconds_a_byte)

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
