"""The values that facts take. None stands for "not recorded" everywhere.

A flag is True or False; a choice is the set of values that it may still be; a number is a range with both
ends included; members are the values surely and possibly in a list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie between `low` and `high`, both included. An exact number has equal ends."""

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Members:
    """A list of which some entries are certain and others only possible (`surely` lies within `possibly`)."""

    surely: frozenset[str]
    possibly: frozenset[str]


Choice = frozenset[str]
AMBIGUOUS = "ambiguous"
"""The choice for what a recorded count or partial date leaves open."""
Value = bool | Choice | Range | Members | None


def is_inexact(value: Value) -> bool:
    """Whether a value is on record, but as a range, or as one that leaves open which of several holds."""
    return value == frozenset({AMBIGUOUS}) or (isinstance(value, Range) and not value.is_exact)


def exactly(number: float) -> Range:
    """A number known exactly."""
    return Range(number, number)


def members(values: tuple[str, ...] | frozenset[str]) -> Members:
    """A list known completely."""
    known = frozenset(values)
    return Members(known, known)
