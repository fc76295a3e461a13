"""One JSON object a line; nested objects become columns with dots in their names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from ..cells import Cell, Row
from ..errors import CellFault
from ..model import FormatSpec
from .bytes import Origin
from .delimited import NUL, TOO_LONG, UNDECODABLE
from .lines import Lines, text_stream
from .table import MAX_CELL, TextTable

NOT_JSON = CellFault("table-json", "the line isn't a JSON object", "give one object a line")
TWICE = CellFault("table-json", "an object has the same key twice", "keep one of them")
_MAX_DEPTH = 32


class _Twice(Exception):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _no_constant(name: str) -> Any:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)


class NdjsonTable(TextTable):
    """A table of JSON lines. Its columns are known only from its rows."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        """Opens it. Raises OSError and TableError."""
        super().__init__(origin, name, spec)
        text, self._is_replaced = text_stream(self.source.stream, spec.encoding, name)
        self._lines = Lines(text)

    def rows(self, wanted: Collection[str] | None) -> Iterator[Row]:
        """The rows; a row's number is its line."""
        while (numbered := self._lines.next()) is not None:
            number, line, cut = numbered
            if not line.strip():
                continue
            if cut:
                yield Row(number, {}, (TOO_LONG,))
                continue
            try:
                found = _DECODER.decode(line)
            except _Twice:
                yield Row(number, {}, (TWICE,))
                continue
            except (ValueError, RecursionError):
                yield Row(number, {}, (NOT_JSON,))
                continue
            if not isinstance(found, dict):
                yield Row(number, {}, (NOT_JSON,))
                continue
            cells: dict[str, Cell] = {}
            flatten(found, "", cells, wanted, 0)
            fault = self._fault(line, cells)
            yield Row(number, cells, (fault,) if fault else ())

    def _fault(self, line: str, cells: dict[str, Cell]) -> CellFault | None:
        if "\0" in line or "\\u0000" in line:
            return NUL
        if self._is_replaced and "\ufffd" in line:
            return UNDECODABLE
        for cell in cells.values():
            if isinstance(cell, str):
                if len(cell) > MAX_CELL:
                    return TOO_LONG
                try:
                    cell.encode()
                except UnicodeEncodeError:
                    return UNDECODABLE
        return None


def flatten(
    node: dict[str, Any], prefix: str, cells: dict[str, Cell], wanted: Collection[str] | None, depth: int
) -> None:
    """Puts the values of an object under their dotted names; lists stay lists."""
    for key, value in node.items():
        name = f"{prefix}{key.strip()}"
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            flatten(value, f"{name}.", cells, wanted, depth + 1)
        elif wanted is None or name in wanted:
            cells[name] = value
