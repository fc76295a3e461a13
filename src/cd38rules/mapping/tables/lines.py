"""Lines of text with their numbers: bounded in length, and with a way to put lines back."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO

from ..errors import table_error
from .table import MAX_RECORD

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BOM = "\ufeff"


def text_stream(stream: BinaryIO, encoding: str, name: str) -> tuple[io.TextIOWrapper, bool]:
    """The stream as text, and whether an undecodable byte leaves U+FFFD (else a lone surrogate).

    Without a declared encoding it is UTF-8, or what a byte order mark says. Raises TableError for an encoding that
    doesn't encode text.
    """
    head = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    marked = next((found for bom, found in _BOMS if head.startswith(bom)), "")
    chosen = encoding or marked or "utf-8"
    try:
        info = codecs.lookup(chosen)
        is_wide = "16" in info.name or "32" in info.name
        # Surrogate escapes can't stand for the bytes of encodings of two bytes and more.
        errors = "replace" if is_wide else "surrogateescape"
        return io.TextIOWrapper(stream, encoding=info.name, errors=errors, newline=""), is_wide
    except LookupError:
        hint = "for example utf-8, latin-1, cp1252 or utf-16"
        raise table_error("table-encoding", "there is no such encoding of text", name, hint=hint) from None


class Lines:
    """Numbered lines, without their ends. Only the first MAX_RECORD characters of a line are kept, and it is told."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._back: list[tuple[int, str, bool]] = []
        self._number = 0

    def next(self) -> tuple[int, str, bool] | None:
        """(number from 1, line, whether it was too long to be kept whole); None at the end."""
        if self._back:
            return self._back.pop()
        line = self._text.readline(MAX_RECORD)
        if not line:
            return None
        self._number += 1
        if self._number == 1:
            line = line.removeprefix(BOM)
        cut = len(line) >= MAX_RECORD and line[-1] not in "\r\n"
        if cut:
            while (part := self._text.readline(MAX_RECORD)) and part[-1] not in "\r\n":
                pass
        return self._number, line.rstrip("\r\n"), cut

    def put_back(self, lines: list[tuple[int, str, bool]]) -> None:
        """These lines come next again, in this order."""
        self._back += reversed(lines)
