"""What a failed read or write says: which part of a run, and why; never where, for a name can be patient data."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager


class ToldError(OSError):
    """An OSError whose words are ours: they hold no path."""


@contextmanager
def failing_as(role: str) -> Iterator[None]:
    """An OSError inside becomes a ToldError; one that already is passes as it is. Libraries put paths into theirs."""
    try:
        yield
    except ToldError:
        raise
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise _same_kind(error)(error.errno or errno.EIO, f"{role}: {reason}") from None


def _same_kind(error: OSError) -> type[ToldError]:
    """A ToldError that callers can catch as what it was, a FileNotFoundError for example."""
    kind = type(error) if type(error).__module__ == "builtins" else OSError
    return _KINDS.setdefault(kind, type(f"Told{kind.__name__}", (ToldError, kind), {}))


_KINDS: dict[type[OSError], type[ToldError]] = {OSError: ToldError}
