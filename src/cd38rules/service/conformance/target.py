"""The service under test: how it is called, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx2

from ..bodies import depth_of
from .tokens import Signer

JSON = "application/json"
ROOT = "/cds-services"
SECONDS = 30.0
DEEPEST = 200  # levels


@dataclass(frozen=True)
class Answer:
    """One answer. `broken` says why there is none; its status is 0 then."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    broken: str = ""

    @property
    def media_type(self) -> str:
        """The type of the body without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def json(self) -> Any:
        """The body as JSON; None if it isn't JSON, is null, or is nested deeper than any answer has to be."""
        try:
            return json.loads(self.body) if depth_of(self.body) <= DEEPEST else None
        except ValueError:
            return None

    @property
    def text(self) -> str:
        """The body as text, for looking for words of ours."""
        return self.body.decode("utf-8", "replace")


@dataclass
class Target:
    """A service at an address, with the token that it asks for. `most_bytes` is its longest body, or 0.

    Without a signer no token is sent. `is_ours` is set once discovery has shown the services of this project.
    """

    http: httpx2.AsyncClient
    url: str
    signer: Signer | None = None
    origin: str = ""
    most_bytes: int = 0
    is_ours: bool = False

    async def get(self, path: str, **headers: str) -> Answer:
        """The answer to a GET."""
        return await self.send("GET", path, b"", headers)

    async def post(self, path: str, body: Mapping[str, Any] | bytes, **headers: str) -> Answer:
        """The answer to a POST of JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.send("POST", path, content, {"content_type": JSON} | headers)

    async def send(
        self, method: str, path: str, content: bytes, headers: Mapping[str, str], bearer: str | None = None
    ) -> Answer:
        """The answer to any request; `bearer` is sent in place of a good token, and an empty one is not sent."""
        token = self.signer.token(self.url + path) if bearer is None and self.signer is not None else bearer
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["authorization"] = f"Bearer {token}"
        try:
            answer = await self.http.request(method, self.url + path, content=content, headers=sent)
        except httpx2.HTTPError as error:
            return Answer(0, broken=f"no answer came ({type(error).__name__})")
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status_code, told, answer.content)
