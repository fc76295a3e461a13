"""Python's search for circular garbage, put off while much is read that makes none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Inside, nothing is searched: JSON and profiles make no circles, and it would cost as much as reading them.

    It holds for all threads. Whoever began first ends it, so that threads which overlap can't leave it off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
