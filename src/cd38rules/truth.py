"""Three-valued truth: yes, no, unknown, joined by Kleene's strong logic.

Unknown is an answer of its own, never a kind of "no": a Truth can't be used as a Python condition.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Truth(enum.Enum):
    """A verdict or the state of a condition.

    >>> Truth.YES is Truth("yes")
    True
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a Truth is yes, no or unknown: compare it with `is`, don't test it")

    def __repr__(self) -> str:
        return f"Truth.{self.name}"


YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def all_of(truths: Iterable[Truth]) -> Truth:
    """No if any is no; else unknown if any is unknown; else yes (also for none at all)."""
    result = YES
    for truth in truths:
        if truth is NO:
            return NO
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Yes if any is yes; else unknown if any is unknown; else no (also for none at all)."""
    result = NO
    for truth in truths:
        if truth is YES:
            return YES
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def negate(truth: Truth) -> Truth:
    """Yes and no change places; unknown stays unknown."""
    if truth is YES:
        return NO
    if truth is NO:
        return YES
    return UNKNOWN


def of(known: bool | None) -> Truth:
    """The truth of a recorded yes or no; None stands for "not recorded"."""
    if known is None:
        return UNKNOWN
    return YES if known else NO
