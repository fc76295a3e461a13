"""Rows of joined tables, found by their key, in a temporary database: memory doesn't grow with their length."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from .cells import Cell, Row, text_of
from .errors import CellFault
from .model import TableSpec
from .tables import Table
from .temporary import TemporaryDatabase, told_as_os_error

WITHOUT_KEY = CellFault("mapping-row-without-key", "the row has no key to join it by", "fill the key")
_ROWS_AT_ONCE = 5_000
_LOOKUPS_KEPT = 20_000


class JoinedTables:
    """Tables indexed by key. `fill` each once, then `find`; close it at the end."""

    def __init__(self, specs: dict[str, TableSpec]) -> None:
        """Makes an empty database. Raises OSError."""
        self._specs = specs
        self._columns: dict[str, tuple[str, ...]] = {}
        self._opened = TemporaryDatabase("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID;")
        self._database = self._opened.connection
        self._looked_up = lru_cache(_LOOKUPS_KEPT)(self._look_up)

    def close(self) -> None:
        """Removes everything."""
        self._opened.close()

    def fill(self, table: Table, wanted: Collection[str]) -> None:
        """Takes in all rows of a table. Raises TableError and OSError."""
        spec, columns, place = self._specs[table.name], tuple(wanted), len(self._columns)
        self._columns[table.name] = columns
        with told_as_os_error():
            self._fill(table, spec.key, columns, place)

    def _fill(self, table: Table, key: str, columns: tuple[str, ...], place: int) -> None:
        run = self._database.execute
        run(f"CREATE TABLE rows{place} (key TEXT, number INTEGER, fault TEXT, cells TEXT)")
        rows = (_record(row, key, columns) for row in table.rows(columns))
        run("BEGIN")
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            self._database.executemany(f"INSERT INTO rows{place} VALUES (?, ?, ?, ?)", batch)
        run(f"CREATE INDEX by_key{place} ON rows{place} (key, number)")
        run("COMMIT")

    def find(self, table: str, key: str) -> list[Row]:
        """The rows with this key in the order of the table; none of a table that wasn't given."""
        columns = self._columns.get(table)
        if columns is None:
            return []
        place = list(self._columns).index(table)
        query = f"SELECT number, fault, cells FROM rows{place} WHERE key = ? ORDER BY number"
        with told_as_os_error():
            found = self._database.execute(query, (key,)).fetchall()
        return [self.resolved(table, _row(record, columns)) for record in found]

    def resolved(self, table: str, row: Row) -> Row:
        """The row with the columns of its lookups, `prefix.NAME`; faulty lookup rows make the row faulty."""
        lookups = self._specs[table].lookups
        if not lookups or row.faults:
            return row
        cells, faults = dict(row.cells), row.faults
        for lookup in lookups:
            try:
                key = text_of(row.cells.get(lookup.column))
            except CellFault as fault:
                faults = (*faults, fault)
                continue
            more, damage = self._looked_up(lookup.table, key) if key else ({}, ())
            faults = (*faults, *damage)
            cells |= {f"{lookup.prefix}.{name}": cell for name, cell in more.items()}
        return Row(row.number, cells, faults)

    def _look_up(self, table: str, key: str) -> tuple[dict[str, Cell], tuple[CellFault, ...]]:
        rows = self.find(table, key)
        return (rows[0].cells, rows[0].faults) if rows else ({}, ())

    def saw(self, key: str) -> None:
        """Notes that the main table has this key."""
        with told_as_os_error():
            self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,))

    def left_over(self) -> Iterator[tuple[str, int, tuple[CellFault, ...]]]:
        """(table, number, faults) of the faulty rows of joined tables whose key the main table doesn't have."""
        for name, place in self._joined():
            query = (
                f"SELECT number, fault, key FROM rows{place} WHERE (fault IS NOT NULL OR key = '') "
                "AND key NOT IN (SELECT key FROM seen) ORDER BY number"
            )
            with told_as_os_error():
                rows = self._database.execute(query)
            for number, fault, _ in rows:
                yield name, number, _faults(fault) or (WITHOUT_KEY,)

    def rows_of_nobody(self) -> dict[str, int]:
        """How many rows of each joined table have a key that the main table doesn't have."""
        counts = {}
        for name, place in self._joined():
            query = f"SELECT count(*) FROM rows{place} WHERE key NOT IN (SELECT key FROM seen)"
            with told_as_os_error():
                counts[name] = int(self._database.execute(query).fetchone()[0])
        return counts

    def _joined(self) -> Iterator[tuple[str, int]]:
        for place, name in enumerate(self._columns):
            if self._specs[name].role == "joined":
                yield name, place


def _record(row: Row, key: str, columns: tuple[str, ...]) -> tuple[str, int, str | None, str]:
    faults = json.dumps([[one.code, one.message, one.hint] for one in row.faults]) if row.faults else None
    cells = [] if row.faults else [row.cells.get(column) for column in columns]
    try:
        name = text_of(row.cells.get(key)).encode("utf-8", "replace").decode()
    except CellFault:
        name = ""
    return name, row.number, faults, json.dumps(cells, default=_plain, ensure_ascii=False)


def _row(record: tuple[int, str | None, str], columns: tuple[str, ...]) -> Row:
    number, fault, cells = record
    if fault:
        return Row(number, {}, _faults(fault))
    return Row(number, dict(zip(columns, json.loads(cells, object_hook=_day), strict=True)))


def _faults(text: str | None) -> tuple[CellFault, ...]:
    return tuple(CellFault(*parts) for parts in json.loads(text)) if text else ()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()[:10]}
    return str(value)


def _day(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value["day"]) if set(value) == {"day"} else value
