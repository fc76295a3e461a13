"""Where decisions are computed: in a few threads beside the loop, so that the service always answers.

What may take seconds has a thread of its own, and never holds up what takes milliseconds; nor does what waits for a
database.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

Result = TypeVar("Result")


class Workers:
    """The threads of one service."""

    def __init__(self, at_once: int) -> None:
        self._quick = _Threads(at_once, "evaluate")
        self._slow = _Threads(1, "explain")
        self._keeping = _Threads(1, "keep feedback")

    async def quick(self, work: Callable[[], Result]) -> Result:
        """The result of what takes milliseconds."""
        return await asyncio.wrap_future(self._quick.submit(work))

    async def slow(self, work: Callable[[], Result]) -> Result:
        """The result of what may take seconds: a search, a rule book to be loaded and tested."""
        return await asyncio.wrap_future(self._slow.submit(work))

    async def keeping(self, work: Callable[[], Result]) -> Result:
        """The result of what waits for a database, which may never answer."""
        return await asyncio.wrap_future(self._keeping.submit(work))

    def close(self) -> None:
        """Takes no more work, and doesn't wait for what was given up."""
        for threads in (self._quick, self._slow, self._keeping):
            threads.close()


class _Threads:
    """A few threads that take work in turn.

    Those of ThreadPoolExecutor are waited for when Python ends, however long they hang; these are not.
    """

    def __init__(self, count: int, name: str) -> None:
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._count = count
        for number in range(count):
            threading.Thread(target=self._run, name=f"{name} {number + 1}", daemon=True).start()

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """What will hold the result. While the work hasn't begun it can be cancelled."""
        future: Future[Result] = Future()
        self._waiting.put((future, work))
        return future

    def close(self) -> None:
        """The threads end when they have done what is waiting; what was given up is passed over."""
        for _ in range(self._count):
            self._waiting.put(None)

    def _run(self) -> None:
        while (found := self._waiting.get()) is not None:
            _do(*found)
            del found  # else a request would stay here until the next one comes


def _do(future: Future[Result], work: Callable[[], Result]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
