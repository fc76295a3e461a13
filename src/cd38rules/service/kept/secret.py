"""Keyed digests: whoever has a store without its key can't find out by trying what a digest was made of."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

SHORTEST = 32  # characters of a key


class Secret:
    """A key. It is nowhere printed."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def digest(self, kind: str, *parts: str) -> str:
        """HMAC-SHA256 of the parts in hexadecimal. Digests of different kinds never meet."""
        made = hmac.new(self._key, digestmod=hashlib.sha256)
        for part in (kind, *parts):
            data = part.encode("utf-8", "surrogatepass")
            made.update(len(data).to_bytes(8, "big") + data)
        return made.hexdigest()


def secret_in(path: Path, *, may_make: bool) -> Secret:
    """The secret of a file; a new one where there is none yet and it may be made.

    Raises OSError as `private_text` does, and for a key that is too short.
    """
    if may_make and not path.exists():
        _make(path)
    key = private_text(path, "the key file of the store")
    if len(key) < SHORTEST:
        raise OSError(errno.EINVAL, f"the key of the store has less than {SHORTEST} characters")
    return Secret(key)


def private_text(path: Path, what: str) -> str:
    """The text of a file that others can't read, without white space around it; `what` names it in errors.

    Its owner may read it, and of a file of root's, as orchestrators of containers make them, also its group. Raises
    OSError for a file that can't be read, that others can read, that isn't text in UTF-8, or that is empty.
    """
    try:
        state = path.stat()
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise OSError(error.errno, f"{what} can't be read: {error.strerror}: {path}") from None
    except UnicodeDecodeError:  # anything put in place of what isn't text would make other keys the same
        raise OSError(errno.EINVAL, f"{what} isn't text in UTF-8; write it in letters and digits: {path}") from None
    too_open = 0o037 if state.st_uid == 0 and os.geteuid() != 0 else 0o077
    if stat.S_IMODE(state.st_mode) & too_open:
        raise OSError(errno.EACCES, f"others can read {what}; make it readable for its owner only: {path}")
    if not text:
        raise OSError(errno.EINVAL, f"{what} is empty: {path}")
    return text


def _make(path: Path) -> None:
    """Writes a new key aside and links it: of two processes that start together, both read the same one."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()
