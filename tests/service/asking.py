"""The keys of one client in this process, at a time that tests set."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from cd38rules.service.door.keys import Keys
from cd38rules.service.door.refusal import Refused
from cd38rules.service.metrics import Metrics
from cd38rules.service.settings import Client, Door

from .tokens import ISSUER


class Clock:
    """A time that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Asking:
    """The keys of one client, whose sets are at addresses of a server."""

    def __init__(self, *jku: str, file: Path | None = None, **door: Any) -> None:
        self.client = Client(issuer=ISSUER, jku=jku, keys=file)
        self.clock = Clock()
        self.metrics = Metrics()
        # Past the limits of the settings, which are made for days and not for tests.
        self.door = Door(clients=(self.client,)).model_copy(update=door)
        self.keys = Keys(self.door, self.metrics, self.clock)

    async def __call__(self, name: str = "one", jku: str | None = None) -> str:
        """The reason for which a key isn't given, empty if it is."""
        try:
            await self.keys.fitting(self.client, jku, name, "ES384")
        except Refused as refused:
            return refused.reason
        return ""

    async def settled(self) -> None:
        """Waits for what is read in the background."""
        while any(known.reading for known in self.keys._sets.values()):
            await asyncio.sleep(0.01)

    def failures(self) -> dict[str, int]:
        """How often reading failed, by kind."""
        found = re.findall(
            r'keys_not_had_total\{client="0",kind="(.*)"\} (\d+)', self.metrics.text(ready=True).decode()
        )
        return {kind: int(number) for kind, number in found}

    def run(self, steps: Callable[[], Awaitable[None]]) -> None:
        async def whole() -> None:
            try:
                await steps()
            finally:
                await self.keys.close()

        asyncio.run(whole())
