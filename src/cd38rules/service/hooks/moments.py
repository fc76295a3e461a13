"""Which rules an order brings up, as data: ids, their definition in words, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ...report import Advisory, NotEvaluable
from ..patients import OrderKind
from .offered import data


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in ordering, and the rules that belong to it."""

    id: str
    title: str
    orders: tuple[OrderKind, ...]
    says: str
    source: str
    because: str
    topics: tuple[str, ...]
    rules: tuple[str, ...]
    without: tuple[str, ...]

    def holds(self, entry: Advisory | NotEvaluable) -> bool:
        """Whether an entry of a report belongs to it."""
        return (entry.topic in self.topics and entry.rule not in self.without) or entry.rule in self.rules


@cache
def moments() -> tuple[Moment, ...]:
    """The moments in the order of their file."""
    return tuple(
        Moment(
            id=item["id"],
            title=item["title"],
            orders=tuple(item["orders"]),
            says=item["says"],
            source=item["source"],
            because=item["because"],
            topics=tuple(item["topics"]),
            rules=tuple(item["rules"]),
            without=tuple(item["without"]),
        )
        for item in data("moments.yaml")
    )


def moments_of(kinds: Iterable[OrderKind]) -> tuple[Moment, ...]:
    """The moments that orders of these kinds bring up."""
    found = set(kinds)
    return tuple(moment for moment in moments() if found.intersection(moment.orders))
