"""CSV and TSV. A damaged row is a fault of that row: reading goes on behind it.

Lines without a quote sign are split where the delimiter stands; for the others Python's csv reader decides, strictly.
A quote that is never closed would swallow the rows behind it, so those are read again on their own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator

from ..cells import Row
from ..errors import CellFault, table_error
from ..model import FormatSpec
from .bytes import Origin
from .lines import Lines, text_stream
from .table import MAX_CELL, MAX_RECORD, TextTable

DELIMITERS = ",;\t|"
MAX_LINES = 1_000
"""Line breaks inside one record's quotes."""
MAX_COLUMNS = 10_000
_SEPARATOR = re.compile(r"sep=([,;\t|])\Z", re.IGNORECASE)

RAGGED = CellFault("table-ragged", "the row has more or fewer cells than the header", "is a delimiter missing quotes?")
UNDECODABLE = CellFault("table-encoding", "the row holds bytes that the encoding doesn't have", "check `encoding`")
TOO_LONG = CellFault("table-too-long", "the row, or a cell of it, is too long", "is a quote or a line break missing?")
NUL = CellFault("table-nul", "the row holds a NUL character", "was the file cut off while it was written?")
QUOTE = CellFault(
    "table-quote", "a quote is not closed, or stands where none may stand", "a quote in a cell is doubled"
)

_NumberedLine = tuple[int, str, bool]


class DelimitedTable(TextTable):
    """A CSV or TSV table with a header."""

    def __init__(self, origin: Origin, name: str, spec: FormatSpec) -> None:
        """Reads the header. Raises TableError if there is none, and OSError."""
        super().__init__(origin, name, spec)
        text, self._is_replaced = text_stream(self.source.stream, spec.encoding, name)
        self._lines = Lines(text)
        self._quote = spec.quote
        self._delimiter = spec.delimiter or ("\t" if spec.format == "tsv" else "")
        self.columns = self._header()

    def _header(self) -> tuple[str, ...]:
        first = self._first_line()
        if first is not None and (told := _SEPARATOR.match(first[1])):
            # Excel writes and reads such a line above the header.
            self._delimiter = self._delimiter or told[1]
            first = self._first_line()
        if first is None:
            raise table_error("table-empty", "the table is empty", self.name, hint="it needs a header")
        number, line, cut = first
        self._delimiter = self._delimiter or self._sniffed(line)
        lines, cells, fault = self._record(first)
        fault = fault or (TOO_LONG if cut else None) or self._text_fault("".join(text for _, text, _ in lines))
        if fault is not None or len(cells) > MAX_COLUMNS:
            message = "the header can't be read" + (f": {fault.message}" if fault else "")
            hint = "save it as UTF-8, or say `encoding:` and `delimiter:` in a mapping (latin-1, for example)"
            raise table_error(fault.code if fault else "table-header", message, self.name, number, hint)
        return tuple(cell.strip() for cell in cells)

    def _first_line(self) -> _NumberedLine | None:
        while (line := self._lines.next()) is not None and not line[1].strip():
            pass
        return line

    def _sniffed(self, header: str) -> str:
        outside = "".join(header.split(self._quote)[::2]) if self._quote else header
        counts = sorted(((outside.count(sign), sign) for sign in DELIMITERS), reverse=True)
        if counts[0][0] and counts[0][0] == counts[1][0]:
            message = "the delimiter can't be told from the header"
            raise table_error("table-delimiter", message, self.name, 1, "declare `delimiter`")
        return counts[0][1] if counts[0][0] else ","

    def rows(self, wanted: Collection[str] | None) -> Iterator[Row]:
        """The rows; a row's number is the line on which it starts."""
        assert self.columns is not None
        columns, width = self.columns, len(self.columns)
        picked = [(index, name) for index, name in enumerate(columns) if name and (wanted is None or name in wanted)]
        quote, delimiter, take, surrogates = self._quote, self._delimiter, self._lines.next, not self._is_replaced
        while (numbered := take()) is not None:
            number, line, cut = numbered
            if not line.strip() and width > 1:
                continue
            if not line:
                continue
            fault: CellFault | None = None
            if not quote or quote not in line:
                cells = line.split(delimiter)
                whole = line
            else:
                lines, cells, fault = self._record(numbered)
                whole = line if len(lines) == 1 else "\n".join(text for _, text, _ in lines)
                cut = cut or any(was_cut for _, _, was_cut in lines)
                if fault is None and len(cells) != width and len(lines) > 1 and self._stands_alone(lines[1]):
                    # An opening quote too many: the rows that it swallowed are rows of their own.
                    self._lines.put_back(lines[1:])
                    cells, fault = line.split(delimiter), QUOTE
            if cut:
                fault = TOO_LONG
            elif fault is None and len(cells) != width:
                fault = RAGGED
            elif fault is None and not (surrogates and whole.isascii() and "\0" not in whole):
                fault = self._text_fault(whole)
            if len(whole) > MAX_CELL and fault is None and any(len(cells[index]) > MAX_CELL for index, _ in picked):
                fault = TOO_LONG
            if fault is None:
                yield Row(number, {name: cells[index] for index, name in picked})
            else:
                here = {name: cells[index][:MAX_CELL] for index, name in picked if index < len(cells)}
                yield Row(number, here, (fault,))

    def _text_fault(self, text: str) -> CellFault | None:
        if "\0" in text:
            return NUL
        if self._is_replaced:
            return UNDECODABLE if "\ufffd" in text else None
        try:
            text.encode()
        except UnicodeEncodeError:
            return UNDECODABLE
        return None

    def _stands_alone(self, line: _NumberedLine) -> bool:
        cells, fault = self._parsed([line[1]])
        return fault is None and len(cells) == len(self.columns or ())

    def _record(self, first: _NumberedLine) -> tuple[list[_NumberedLine], list[str], CellFault | None]:
        """The lines of one record and its cells; after a fault the record is its first line alone."""
        lines, length = [first], len(first[1])
        while True:
            cells, fault = self._parsed([text for _, text, _ in lines])
            if fault is not _OPEN:
                if fault is None or len(lines) == 1:
                    return lines, cells, fault
                break
            following: _NumberedLine | None = None
            while len(lines) <= MAX_LINES and length <= MAX_RECORD and (following := self._lines.next()) is not None:
                lines.append(following)
                length += len(following[1])
                if self._quote in following[1]:
                    break
            if following is None or len(lines) > MAX_LINES or length > MAX_RECORD:
                break
        self._lines.put_back(lines[1:])
        return lines[:1], first[1].split(self._delimiter), QUOTE

    def _parsed(self, lines: list[str]) -> tuple[list[str], CellFault | None]:
        """The cells of one record; `_OPEN` as its fault if a quote is still open at the end of its last line."""
        if not self._quote:
            return lines[0].split(self._delimiter), None
        texts = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
        try:
            found = list(csv.reader(texts, delimiter=self._delimiter, quotechar=self._quote, strict=True))
        except csv.Error as error:
            if "end of data" in str(error):
                return [], _OPEN
            return lines[0].split(self._delimiter), TOO_LONG if "limit" in str(error) else QUOTE
        return (found[0], None) if len(found) == 1 else (lines[0].split(self._delimiter), QUOTE)


_OPEN = CellFault("table-quote", "a quote is still open")

__all__ = ["DelimitedTable"]
