"""Fetches from the FHIR server of a call what the call didn't bring: with its token, from listed servers only.

No address and no token is logged or told: an address holds the patient's id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain
from urllib.parse import quote

import httpx2

from ...collection import without_collection
from ...fhir.json_text import Decoder
from ...fhir.unfold import split_reference
from ...fhir.walk import is_plain_id
from ..settings import Fhir
from .call import Authorization, Call, reference_of
from .drugs import named_by, unresolved
from .prefetch import Part, part_in, type_of

_FETCHED = ("not sent", "more pages")
_AT_ONCE = 8  # Medications that are asked for side by side: the health record has others to answer
MEDICATIONS = "medications"
"""Where Medications stand among the parts that were asked for one by one; no key of prefetch is called so."""
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
        if not self.may_ask(call):
            return False
        return any(part.gap in _FETCHED for part in parts.values()) or bool(self._medications(call, parts))

    async def completed(self, call: Call, parts: Mapping[str, Part], templates: Mapping[str, str]) -> dict[str, Part]:
        """The parts of a call, with what was not sent and the pages that follow; what doesn't come in time is a gap."""
        allowed = call.authorization
        if allowed is None or not self.may_ask(call):
            return dict(parts)
        end = asyncio.get_running_loop().time() + self._settings.seconds
        wanted = {key: part for key, part in parts.items() if part.gap in _FETCHED}
        tasks = {
            key: asyncio.create_task(self._complete(allowed, part, templates[key], call.patient))
            for key, part in wanted.items()
        }
        await _done_by(end, tasks.values())
        found = {key: _outcome(tasks[key], part) if key in tasks else part for key, part in parts.items()}
        # What resources refer to is known once they are here. A search by ids isn't offered by every server.
        at_once = asyncio.Semaphore(_AT_ONCE)
        asked = [
            asyncio.create_task(self._medication(allowed, name, at_once)) for name in self._medications(call, found)
        ]
        await _done_by(end, asked)
        came = (_outcome(task, Part()).entries for task in asked)
        return found | {MEDICATIONS: Part(tuple(chain.from_iterable(came)))}

    def _medications(self, call: Call, parts: Mapping[str, Part]) -> list[str]:
        """The ids of Medications that drafts, then other resources, refer to and that aren't here: so many at most."""
        entries = (*call.drafts, *chain.from_iterable(part.entries for part in parts.values()))
        server = "" if call.authorization is None else call.authorization.server
        names: dict[str, None] = {}
        for _, reference in unresolved(entries, named_by(entries)):
            base, tail = split_reference(reference)
            kind, _, name = tail.partition("/")
            if kind == "Medication" and is_plain_id(name) and name.strip(".") and base in ("", server):
                names[name] = None
        return list(names)[: self._settings.medications]

    async def _medication(self, allowed: Authorization, name: str, at_once: asyncio.Semaphore) -> Part:
        async with at_once:
            part = await self._page(allowed, f"{allowed.server}/Medication/{name}", "Medication")
        # Another one than was asked for would make an order one of another drug.
        is_it = [reference_of(entry.resource) for entry in part.entries] == [f"Medication/{name}"]
        return part if is_it and part.gap is None else Part()

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


async def _done_by(end: float, tasks: Collection[asyncio.Task[Part]]) -> None:
    """Waits for tasks until a time of the loop, and ends those that aren't done by then."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=max(0, end - asyncio.get_running_loop().time()))
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _outcome(task: asyncio.Task[Part], before: Part) -> Part:
    if task.cancelled() or task.exception() is not None:
        return replace(before, gap="not fetched" if before.gap == "not sent" else before.gap)
    return task.result()
