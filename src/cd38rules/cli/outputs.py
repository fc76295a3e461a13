"""What a command writes into a file of the user's choice."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_private(path: Path, text: str, what: str) -> None:
    """The text as UTF-8 in a file that only its owner may read: the whole of it, or the file stays as it was.

    Raises OSError that says what couldn't be written, and not where: the name of a file can be patient data.
    """
    try:
        # Made with mode 0600, beside its place, so that it can be put there in one step.
        handle, beside = tempfile.mkstemp(prefix=".cd38rules-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OSError(error.errno or errno.EIO, f"{what} can't be written: {reason}") from None
