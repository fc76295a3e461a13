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
    """The secret of a file that only its owner can read; a new one where there is none yet and it may be made.

    Raises OSError for a file that isn't there, that others can read, that is no text in UTF-8, or that is too short.
    """
    if may_make and not path.exists():
        _make(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise OSError(errno.EACCES, "others can read the key file of the store; make it readable for its owner only")
    try:
        key = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:  # anything put in place of what isn't text would make other keys the same
        what = "the key file of the store isn't text in UTF-8; write letters and digits, such as `openssl rand -hex 32`"
        raise OSError(errno.EINVAL, what) from None
    if len(key) < SHORTEST:
        raise OSError(errno.EINVAL, f"the key of the store has less than {SHORTEST} characters")
    return Secret(key)


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
