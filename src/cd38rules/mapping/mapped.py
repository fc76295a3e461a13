"""A list of tables, read by a mapping."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..diagnostics import Diagnostic, Place
from .bind import UNKNOWN_COLUMN, Binder, layout_faults, needed_columns
from .cells import Row, text_of
from .errors import CellFault, MappingError, TableError, table_error
from .item import Item, Layout, Source
from .joined import WITHOUT_KEY, JoinedTables
from .model import Mapping as MappingFile
from .patient import Shape, row_fault
from .tables import Origin, bare_name, open_table, parquet_parts


class MappedSource(Source):
    """Rows of the main table, each joined with its rows of the other tables, as profiles."""

    def __init__(
        self,
        origins: Mapping[str, Origin],
        mapping: MappingFile,
        as_of: date | None,
        file_format: str = "",
        only_to_look: bool = False,
    ) -> None:
        """Opens all tables and takes in those to be joined.

        Raises MappingError where the mapping doesn't fit the columns, TableError and OSError.
        """
        super().__init__(origins)
        self.mapping: MappingFile = mapping
        self.as_of = as_of
        self._opened = ExitStack()
        try:
            self._open(as_of, file_format, only_to_look)
        except BaseException:
            self._opened.close()
            raise

    def _open(self, as_of: date | None, file_format: str, only_to_look: bool) -> None:
        mapping, main = self.mapping, self.mapping.main
        needed = needed_columns(mapping)
        tables = {}
        for name, origin in self.origins.items():
            spec = mapping.tables[name].format
            tables[name] = open_table(origin, name, spec, file_format if name == main.name else "")
            self._opened.callback(tables[name].close)
        found = {name: table.columns for name, table in tables.items()}
        faults = layout_faults(mapping, found)
        refused = Counter(fault.places[0].path for fault in faults if fault.code == UNKNOWN_COLUMN)
        if only_to_look:
            faults = [fault for fault in faults if fault.code != UNKNOWN_COLUMN]
        if faults:
            raise MappingError(faults)
        for name, columns in found.items():
            self.layouts[name] = _layout(columns, tuple(needed[name]), refused[name])
        self._binder = Binder(mapping, found, as_of)
        if not self._binder.has_as_of:
            hint = "give the day with --as-of, or name its column in the mapping"
            message = "the list doesn't tell the day of assessment"
            raise MappingError([Diagnostic("mapping-no-as-of", message, (Place(mapping.path, 1, 1),), hint)])
        self._table = tables.pop(main.name)
        self._wanted = frozenset(needed[main.name])
        self._joined: JoinedTables | None = None
        if tables:
            self._joined = JoinedTables(dict(mapping.tables))
            self._opened.callback(self._joined.close)
            for name, table in tables.items():
                self._joined.fill(table, needed[name])
        places = {
            (name, column): index
            for name, columns in found.items()
            for index, column in enumerate(columns or (), start=1)
        }
        find = self._joined.find if self._joined else lambda table, key: []
        self._shape = Shape(main.name, places, find, self.unmapped)

    def items(self, skip: int = 0) -> Iterator[Item]:
        """The rows of the main table as profiles."""
        joined = self._joined
        for index, found in enumerate(self._table.rows(self._wanted)):
            row = found if joined is None else self._seen(joined, found)
            if index < skip:
                continue
            yield self._item(row if joined is None else joined.resolved(self.mapping.main.name, row))

    def _seen(self, joined: JoinedTables, row: Row) -> Row:
        """The row, whose key has a row in the list now. Without one it is faulty: it would look as if never treated."""
        if not self.mapping.main.key:  # only look-ups
            return row
        key = ""
        with suppress(CellFault):  # no joined row can have a key that isn't text
            key = text_of(row.cells.get(self.mapping.main.key)).encode("utf-8", "replace").decode()
        if key:
            joined.saw(key)
            return row
        return replace(row, faults=row.faults or (WITHOUT_KEY,))

    def _item(self, row: Row) -> Item:
        if row.faults:
            return Item(
                row.number, None, tuple(row_fault(one, self.mapping.main.name, row.number) for one in row.faults)
            )
        profile, faults, columns = self._binder.profile_of(row, self._shape)
        if profile is None:
            return Item(row.number, None, tuple(faults), columns)
        text = json.dumps(profile, ensure_ascii=False, separators=(",", ":"))
        # A workbook can hold half a character: then the text isn't UTF-8, which the profile's reader refuses.
        return Item(row.number, text.encode("utf-8", "surrogatepass"), (), columns)

    @property
    def position(self) -> int:
        """How far the main table was read."""
        return self._table.position

    def size(self) -> int | None:
        """Bytes or rows of the main table."""
        return self._table.size()

    def leftovers(self) -> Iterator[Diagnostic]:
        """Faults of joined rows that belong to no row of the main table."""
        for table, number, faults in self._joined.left_over() if self._joined else ():
            for fault in faults:
                yield row_fault(fault, table, number)

    def rows_of_nobody(self) -> dict[str, int]:
        """How many joined rows have a key that the main table lacks."""
        return self._joined.rows_of_nobody() if self._joined else {}

    def close(self) -> None:
        """Closes all files and removes the temporary database."""
        self._opened.close()


def _layout(columns: tuple[str, ...] | None, needed: tuple[str, ...], refused: int) -> Layout:
    if columns is None:
        return Layout(None, needed)
    mapped = tuple(column for column in needed if column in columns)
    missing = tuple(column for column in needed if column not in columns)
    return Layout(columns, mapped, missing, tuple(column for column in columns if column not in needed), refused)


def origins_of(paths: Mapping[str, Path] | Origin, mapping: MappingFile) -> dict[str, Origin]:
    """The file of each table: as named, found in a folder by the mapping's file names, or the main table's alone.

    Raises TableError if a table that isn't optional has no file.
    """
    if isinstance(paths, Mapping):
        unknown = [name for name in paths if name not in mapping.tables]
        if unknown:
            hint = f"tables of the mapping: {', '.join(mapping.tables)}"
            raise table_error("table-unknown", "the mapping has no table of that name", unknown[0], hint=hint)
        found: dict[str, Origin] = dict(paths)
    elif isinstance(paths, Path) and paths.is_dir():
        found = _in_folder(paths, mapping)
    else:
        found = {mapping.main.name: paths}
    missing = [name for name, table in mapping.tables.items() if name not in found and not table.optional]
    if missing:
        hint = "name its file, or give the folder that holds all tables"
        raise TableError(
            [
                Diagnostic("table-missing", "there is no file for this table of the mapping", (Place(name),), hint)
                for name in missing
            ]
        )
    return found


def _in_folder(folder: Path, mapping: MappingFile) -> dict[str, Origin]:
    files: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() or (path.is_dir() and parquet_parts(path)):
            files.setdefault(bare_name(path)[0].casefold(), []).append(path)
    found: dict[str, Origin] = {}
    for name, table in mapping.tables.items():
        these = files.get(table.file.casefold(), [])
        if len(these) > 1:
            message = "the folder holds several files for this table"
            raise table_error("table-several-files", message, name, hint="keep one, or name the files")
        if these:
            found[name] = these[0]
    if not found and len(mapping.tables) == 1 and parquet_parts(folder):
        return {mapping.main.name: folder}
    return found
