"""Which tokens were used: each is taken once. Kept in memory until it expires, so for one process."""

from __future__ import annotations

import hashlib
import heapq

MOST = 200_000


class Replays:
    """The ids of tokens that were taken. Not for several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: set[bytes] = set()
        self._by_expiry: list[tuple[float, bytes]] = []

    def is_new(self, issuer: str, token_id: str, expires: float, now: float) -> bool:
        """Whether an id wasn't seen, which it is from now on. With no room left nothing is new: better closed."""
        while self._by_expiry and self._by_expiry[0][0] < now:
            self._seen.discard(heapq.heappop(self._by_expiry)[1])
        mark = hashlib.sha256(f"{len(issuer)} {issuer} {token_id}".encode("utf-8", "surrogatepass")).digest()
        if mark in self._seen or len(self._seen) >= self._most:
            return False
        self._seen.add(mark)
        heapq.heappush(self._by_expiry, (expires, mark))
        return True
