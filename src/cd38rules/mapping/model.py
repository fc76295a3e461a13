"""A mapping as read and checked: data without behaviour. `bind` turns it into functions for the columns at hand."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..diagnostics import Place
from .targets import Target

Value = str | int | float | bool | None
"""What a word of a value map stands for; None is "not recorded"."""

Words = AbstractMapping[str, Value]
"""A value map: word, as `cells.stored` has it, → value."""

ISO_ONLY = ("ISO",)
FORMATS = ("csv", "tsv", "ndjson", "parquet", "arrow", "excel")

Role = Literal["main", "joined", "lookup"]
ROLES: tuple[Role, ...] = ("main", "joined", "lookup")


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """How a table is written. Empty: found out from the file (format, encoding, delimiter), or the first sheet."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    decimal: str = "."
    thousands: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Columns `prefix.NAME` that come from the row of another table whose key stands in `column`."""

    prefix: str
    column: str
    table: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table. `key` is the column by which its rows are found, `file` the name of the file in a folder, bare."""

    name: str
    role: Role
    key: str = ""
    file: str = ""
    optional: bool = False
    format: FormatSpec = FormatSpec()
    allows_missing_columns: bool = False
    refuses_unknown_columns: bool = False
    lookups: tuple[Lookup, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows for which a column holds (or doesn't hold, or starts with) one of the stored words."""

    column: str
    test: Literal["is", "is_not", "starts_with"]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit that holds for a column, or one that each row names in `column`, by `words` (stored word → unit)."""

    fixed: str = ""
    column: str = ""
    words: AbstractMapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """How cells become values. `others` says what a drug outside the vocabulary becomes: refuse, ignore, other_drug."""

    words: Words = field(default_factory=dict)
    not_recorded: frozenset[str] = frozenset()
    unit: UnitSpec = UnitSpec()
    round: Literal["", "down", "nearest"] = ""
    forms: tuple[str, ...] = ISO_ONLY
    means: Literal["", "age_at_day_zero", "birth"] = ""
    split: tuple[str, ...] = ()
    none: frozenset[str] = frozenset()
    others: str = "refuse"


@dataclass(frozen=True, slots=True)
class FromColumn:
    """A value from one column of the main table, or of the one row of a joined table."""

    column: str
    read: Read
    table: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """The same value for every row."""

    value: Value | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FromFlags:
    """A list of words from a yes/no column each. Known only if all are recorded, unless `is_partial_used`."""

    columns: AbstractMapping[str, str]
    read: Read
    is_partial_used: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class FromParts:
    """A partial date from columns for year, month and day."""

    year: str
    month: str
    day: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a long table that count: of this patient, fitting `where`, dated from `within_days` before to `as_of`."""

    table: str
    where: tuple[Condition, ...] = ()
    dated: FromColumn | None = None
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of some rows, and the fields that it gives: (path inside the target, source)."""

    rows: Rows
    fields: tuple[tuple[Target, FromColumn | Constant], ...]
    ties: Literal["refuse", "lowest", "highest", "last_row"] = "refuse"


@dataclass(frozen=True, slots=True)
class Present:
    """A value if there is such a row, and another one (None: not recorded) if there isn't."""

    rows: Rows
    then: Value
    otherwise: Value = None


@dataclass(frozen=True, slots=True)
class Highest:
    """The highest number in a column of some rows."""

    rows: Rows
    source: FromColumn


Source = FromColumn | Constant | FromFlags | FromParts | Latest | Present | Highest


@dataclass(frozen=True, slots=True)
class FieldMap:
    """A field and where it comes from: the first source that is recorded."""

    target: Target
    sources: tuple[Source, ...]
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class EmptyWhen:
    """The words of a column of the main table that make a list known to be empty."""

    target: Target
    column: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class LatestOf:
    """The latest of several days, each of the main table's row or of all rows of a joined table."""

    sources: tuple[FromColumn, ...]


@dataclass(frozen=True, slots=True)
class DayZero:
    """The day from which counts of days run: the same for all, or one in a column."""

    fixed: date | None = None
    source: FromColumn | None = None


@dataclass(frozen=True, slots=True)
class Courses:
    """Prior courses, lines and the known none from a table with a row for each drug given.

    `line` groups the rows; without it, one antibody's rows are one course, cut where it paused for over `gap_days`.
    """

    rows: Rows
    drug: FromColumn
    unnamed: frozenset[str]
    line: FromColumn | None
    start: FromColumn | None
    end: FromColumn | None
    more: tuple[tuple[Target, FromColumn], ...] = ()
    partners: bool = False
    known_none: bool = False
    prior_lines: Literal["", "highest", "count"] = ""
    gap_days: int | None = None
    current_within_days: int | None = None
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping. `as_of` is None where the caller gives the day; `sha256` is that of the file's bytes."""

    name: str
    title: str
    path: str
    sha256: str
    tables: AbstractMapping[str, TableSpec]
    as_of: FromColumn | LatestOf | None
    day_zero: DayZero
    fields: tuple[FieldMap, ...]
    empty_when: tuple[EmptyWhen, ...]
    courses: Courses | None

    @property
    def main(self) -> TableSpec:
        """The table with a row for each assessment."""
        return next(table for table in self.tables.values() if table.role == "main")
