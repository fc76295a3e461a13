"""Fetches from the FHIR server of a call what the call didn't bring: with its token, from listed servers only.

No address and no token is logged or told: an address holds the patient's id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

import httpx2

from ...collection import without_collection
from ...fhir.json_text import Decoder
from ..settings import Fhir
from .call import Authorization, Call
from .prefetch import Part, part_in, type_of

_FETCHED = ("not sent", "more pages")
_HEADERS = {"accept": "application/fhir+json, application/json;q=0.9"}


class Fetcher:
    """Fetches for all calls of a service, each with its own token."""

    def __init__(self, settings: Fhir) -> None:
        self._settings = settings
        # No redirects and no proxy of the environment: a token goes to the server that it is for, and nowhere else.
        self._http = httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=settings.seconds)

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    def may_ask(self, call: Call) -> bool:
        """Whether the call allows it, and its server is on the list."""
        return call.authorization is not None and call.authorization.server in self._settings.servers

    def is_wanted(self, call: Call, parts: Mapping[str, Part]) -> bool:
        """Whether the call allows to fetch, and there is something to be fetched."""
        return self.may_ask(call) and any(part.gap in _FETCHED for part in parts.values())

    async def completed(self, call: Call, parts: Mapping[str, Part], templates: Mapping[str, str]) -> dict[str, Part]:
        """The parts of a call, with what was not sent and the pages that follow; what doesn't come in time is a gap."""
        allowed = call.authorization
        if allowed is None or not self.may_ask(call):
            return dict(parts)
        wanted = {key: part for key, part in parts.items() if part.gap in _FETCHED}
        tasks = {
            key: asyncio.create_task(self._complete(allowed, part, templates[key], call.patient))
            for key, part in wanted.items()
        }
        if tasks:
            _, late = await asyncio.wait(tasks.values(), timeout=self._settings.seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        return {key: _outcome(tasks[key], part) if key in tasks else part for key, part in parts.items()}

    async def _complete(self, allowed: Authorization, part: Part, template: str, patient: str) -> Part:
        if part.gap == "not sent":
            query = template.replace("{{context.patientId}}", quote(patient, safe=""))
            part = await self._page(allowed, f"{allowed.server}/{query}", type_of(template))
        pages = 1
        while part.gap == "more pages" and pages < self._settings.pages:
            if not part.next_page.startswith((allowed.server + "/", allowed.server + "?")):
                return part
            following = await self._page(allowed, part.next_page, type_of(template))
            if following.gap == "not fetched":
                return part
            part = part.followed_by(following)
            pages += 1
        return part

    async def _page(self, allowed: Authorization, url: str, kind: str) -> Part:
        headers = _HEADERS | {"authorization": f"Bearer {allowed.token}"}
        try:
            async with self._http.stream("GET", url, headers=headers) as answer:
                if answer.status_code != 200:
                    return Part(gap="not fetched")
                content = bytearray()
                async for piece in answer.aiter_bytes():
                    content += piece
                    if len(content) > self._settings.page_bytes:
                        return Part(gap="not fetched")
            return await asyncio.to_thread(_page_in, bytes(content), kind)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, RecursionError):
            return Part(gap="not fetched")


def _page_in(content: bytes, kind: str) -> Part:
    """What a page holds, found outside the loop: a long one takes a tenth of a second.

    Raises ValueError and RecursionError.
    """
    with without_collection():
        return part_in(Decoder().decoded(content.decode("utf-8")), kind)


def _outcome(task: asyncio.Task[Part], before: Part) -> Part:
    if task.cancelled() or task.exception() is not None:
        return replace(before, gap="not fetched" if before.gap == "not sent" else before.gap)
    return task.result()
