"""Where decisions are computed: in a few threads beside the loop, so that the service always answers.

What may take seconds has a thread of its own, and never holds up what takes milliseconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class Workers:
    """The threads of one service."""

    def __init__(self, at_once: int) -> None:
        self._quick = ThreadPoolExecutor(at_once, thread_name_prefix="evaluate")
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="explain")

    async def quick(self, work: Callable[[], Result]) -> Result:
        """The result of what takes milliseconds."""
        return await asyncio.get_running_loop().run_in_executor(self._quick, work)

    async def slow(self, work: Callable[[], Result]) -> Result:
        """The result of what may take seconds: a search, a rule book to be loaded and tested."""
        return await asyncio.get_running_loop().run_in_executor(self._slow, work)

    def close(self) -> None:
        """Takes no more work, and doesn't wait for what was given up."""
        self._quick.shutdown(wait=False, cancel_futures=True)
        self._slow.shutdown(wait=False, cancel_futures=True)
