"""Lists that need no mapping: profiles as JSON lines, and columnar tables with the profile's own nested shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from ..diagnostics import Diagnostic, Place
from ..profile import MAX_BYTES
from .item import Item, Source
from .tables import Origin
from .tables.bytes import ByteSource

_BOM = b"\xef\xbb\xbf"
_LONGEST = MAX_BYTES + 8
_SKIPPED_AT_ONCE = 65_536
_ROOT = (Place("$"),)
NOT_JSON = Diagnostic(
    "profile-type", "the row holds values that JSON doesn't have", _ROOT, "store text, numbers, days, booleans"
)
TOO_LONG = Diagnostic("profile-too-large", "the text is too long", _ROOT, f"give at most {MAX_BYTES} bytes")


class ProfileLines(Source):
    """One profile a line. The lines pass as they are, but for an `as_of` that is added where there is none."""

    def __init__(self, origin: Origin | BinaryIO, as_of: date | None = None) -> None:
        """Opens it, or takes a binary stream. Raises OSError and TableError, and TypeError for a text stream."""
        super().__init__({"profiles": origin if isinstance(origin, Path) else "-"})
        self.as_of = as_of
        self._source = ByteSource(origin, "profiles")

    def items(self, skip: int = 0) -> Iterator[Item]:
        """The lines; their number is that of the line."""
        stream, seen, number = self._source.stream, 0, 0
        while True:
            line = stream.readline(_LONGEST)
            if not line:
                return
            self.lines_read = number = number + 1
            is_long = len(line) == _LONGEST and not line.endswith(b"\n")
            if is_long:
                while (part := stream.readline(_SKIPPED_AT_ONCE)) and not part.endswith(b"\n"):
                    pass
            line = line.removesuffix(b"\n").removesuffix(b"\r")
            if number == 1:
                line = line.removeprefix(_BOM)
            if not line or line.isspace():
                self.blank_lines += 1
                continue
            seen += 1
            if seen <= skip:
                continue
            if is_long or len(line) > MAX_BYTES:
                yield Item(number, None, (TOO_LONG,))
            else:
                yield Item(number, line if self.as_of is None else with_as_of(line, self.as_of))

    @property
    def position(self) -> int:
        """Bytes of the file read so far."""
        return self._source.position

    def size(self) -> int | None:
        """Bytes of the file as it lies on the disk."""
        state = self.states["profiles"]
        return None if state is None else state.size

    def close(self) -> None:
        """Closes the file."""
        self._source.close()


def with_as_of(line: bytes, day: date) -> bytes:
    """The profile with this day if it has none. What isn't a JSON object passes as it is, and is refused later.

    Nothing else of the text changes in meaning: keys that stand twice still do, and numbers keep their digits.
    """
    try:
        pairs = json.loads(
            line, object_pairs_hook=_Pairs, parse_float=_Digits, parse_int=_Digits, parse_constant=_Digits
        )
    except (ValueError, RecursionError):
        return line
    if not isinstance(pairs, _Pairs) or any(key == "as_of" and value is not None for key, value in pairs):
        return line
    if not any(key == "as_of" for key, _ in pairs):
        head, _, rest = line.partition(b"{")
        comma = b"," if pairs else b""
        return head + b'{"as_of":"' + day.isoformat().encode() + b'"' + comma + rest
    return _text_of(_Pairs((key, day.isoformat() if key == "as_of" else value) for key, value in pairs)).encode()


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON, whose keys may stand twice."""


class _Digits(str):
    """A number as it was written."""


def _text_of(value: Any) -> str:
    if isinstance(value, _Pairs):
        return "{" + ",".join(f"{json.dumps(key)}:{_text_of(part)}" for key, part in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text_of, value)) + "]"
    return str(value) if isinstance(value, _Digits) else json.dumps(value)


def plain(value: Any) -> Any:
    """Typed data as JSON has it, without what isn't recorded: columns of a table are there for everybody.

    A record of nulls is none; a list of no entries stays, for it is "known none". Days are ISO texts.
    """
    if isinstance(value, dict):
        kept = {name: plain(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None} or None
    if isinstance(value, list | tuple):
        return [plain(item) or {} if isinstance(item, dict) else plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value
