"""Which entries stand alone and which are shown under another one. Each applying rule is shown exactly once."""

from __future__ import annotations

from collections import deque

from ..report import Advisory, Report


class Placement:
    """The place of every applying rule of a report.

    A covered one stands under the first entry that covers it, directly or through others. One whose cover isn't in
    the report, or that is covered only in a circle, stands alone: nothing is lost.
    """

    def __init__(self, report: Report) -> None:
        self._all = report.applying()
        self._covered: dict[int, list[int]] = {}
        self._under: dict[int, list[int]] = {}
        by_rule: dict[str, list[int]] = {}
        for index, advisory in enumerate(self._all):
            by_rule.setdefault(advisory.rule, []).append(index)
        for index, advisory in enumerate(self._all):
            for rule in advisory.covered_by:
                for cover in by_rule.get(rule, ()):
                    if _fits(self._all[cover], advisory):
                        self._covered.setdefault(cover, []).append(index)
        everything = range(len(self._all))
        below = {index for reached in self._covered.values() for index in reached}
        found: set[int] = set()
        for start in (*(index for index in everything if index not in below), *everything):
            if start not in found:
                self._under[start] = self._reached(start, found)

    def standing(self, kind: str) -> list[tuple[Advisory, list[Advisory]]]:
        """The entries of a kind that stand alone, in the order of the report, each with those shown under it."""
        return [
            (self._all[index], [self._all[covered] for covered in self._under[index]])
            for index in sorted(self._under)
            if self._all[index].kind == kind
        ]

    def _reached(self, start: int, found: set[int]) -> list[int]:
        found.add(start)
        reached: list[int] = []
        waiting = deque([start])
        while waiting:
            for index in self._covered.get(waiting.popleft(), ()):
                if index not in found:
                    found.add(index)
                    reached.append(index)
                    waiting.append(index)
        return sorted(reached)


def _fits(cover: Advisory, covered: Advisory) -> bool:
    """Whether it is this entry of the covering rule: between two rules about regimens the cover binds the same role."""
    if cover is covered or covered.rule not in cover.covers:
        return False
    return not cover.roles or not covered.roles or set(covered.roles) <= set(cover.roles)
