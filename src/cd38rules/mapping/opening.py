"""From files to a source: by a mapping, or without one by what the files are."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from datetime import date
from pathlib import Path
from typing import Literal

from .errors import table_error
from .item import Source
from .load import load_mapping
from .mapped import MappedSource, origins_of
from .model import Mapping
from .passing import ProfileLines
from .tables import Origin, format_of

FLAT = "flat"


def open_source(
    paths: AbstractMapping[str, Path] | Path | Literal["-"],
    mapping: Mapping | None,
    *,
    as_of: date | None = None,
    file_format: str | None = None,
    keep_unmapped: bool = False,
    only_to_look: bool = False,
) -> Source:
    """Opens a list. `paths` are files by table, one file, a folder with a file for each table, or "-".

    Without a mapping JSON lines hold profiles; Parquet and Arrow tables of the profile's own shape are read as they
    are; everything else is read by the shipped mapping `flat`. `as_of` is the day of assessment where a row has none.
    `file_format` (csv, tsv, ndjson, parquet, arrow, excel) is that of the main table. `keep_unmapped` keeps the words
    that no value map knows in `Source.unmapped`, for a report that may show patient data.
    `only_to_look` opens a table although it has columns that its mapping refuses: `Layout.refused` counts them.

    Raises MappingError where the mapping doesn't fit the tables, TableError, and OSError.
    """
    source = _opened(paths, mapping, as_of, file_format or "", only_to_look)
    source.unmapped.keeps_words = keep_unmapped
    return source


def _opened(
    paths: AbstractMapping[str, Path] | Path | Literal["-"],
    mapping: Mapping | None,
    as_of: date | None,
    file_format: str,
    only_to_look: bool,
) -> Source:
    if mapping is None:
        origin = _only(paths)
        found = format_of(origin, "profiles", file_format)
        if found == "ndjson":
            return ProfileLines(origin, as_of)
        if found in ("parquet", "arrow"):
            from .own_shape import ProfileColumns

            own = ProfileColumns.if_own_shape(origin, found, as_of)
            if own is not None:
                return own
        mapping = load_mapping(FLAT)
        return MappedSource({mapping.main.name: origin}, mapping, as_of, file_format, only_to_look)
    return MappedSource(origins_of(paths, mapping), mapping, as_of, file_format, only_to_look)


def _only(paths: AbstractMapping[str, Path] | Path | Literal["-"]) -> Origin:
    if not isinstance(paths, AbstractMapping):
        return paths
    if len(paths) != 1:
        hint = "give a mapping: it says how they belong together"
        raise table_error("table-several", "several tables need a mapping", next(iter(paths), "-"), hint=hint)
    return next(iter(paths.values()))
