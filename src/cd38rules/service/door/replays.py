"""Which tokens were used: each is taken once. Kept in memory until it expires, so for one process and until it ends."""

from __future__ import annotations

import hashlib
import heapq
from typing import Literal

MOST = 100_000  # of one client: about 20 MB


class Replays:
    """The ids of the tokens of one client that were taken. Not for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: set[bytes] = set()
        self._by_expiry: list[tuple[float, bytes]] = []

    def take(self, token_id: str, expires: float, now: float) -> Literal["new", "seen", "no room"]:
        """Whether an id wasn't seen, which it is from now on. With no room left none is taken: better closed."""
        while self._by_expiry and self._by_expiry[0][0] < now:
            self._seen.discard(heapq.heappop(self._by_expiry)[1])
        mark = hashlib.sha256(token_id.encode("utf-8", "surrogatepass")).digest()
        if mark in self._seen:
            return "seen"
        if len(self._seen) >= self._most:
            return "no room"
        self._seen.add(mark)
        heapq.heappush(self._by_expiry, (expires, mark))
        return "new"
