"""Tables of every kind, streamed row by row. Memory doesn't depend on their length."""

from __future__ import annotations

from pathlib import Path

from ..errors import TableError, table_error
from ..model import FORMATS, FormatSpec
from .bytes import COMPRESSED, ByteSource, FileState, Origin, parquet_parts, sha256_of, state_of
from .table import Table

ENDINGS = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".arrows": "arrow",
    ".xlsx": "excel",
    ".xlsm": "excel",
}
"""How the name of a file tells its format, after the ending of a compressed file."""


def format_of(origin: Origin, name: str, declared: str = "") -> str:
    """The format of a table: as declared, else by the file's name. Raises TableError if neither tells it."""
    if declared:
        if declared not in FORMATS:
            raise table_error("table-format", "there is no such format", name, hint=f"one of: {', '.join(FORMATS)}")
        return declared
    if origin == "-":
        hint = f"give --input-format, one of: {', '.join(FORMATS)}"
        raise table_error("table-format", "the format of standard input must be told", name, hint=hint)
    if origin.is_dir():
        if parquet_parts(origin):
            return "parquet"
        hint = "give the file, or a folder of .parquet files"
        raise table_error("table-format", "the folder holds no Parquet files", name, hint=hint)
    found = ENDINGS.get(bare_name(origin)[1])
    if found is None:
        hint = f"rename the file, or give --input-format, one of: {', '.join(FORMATS)}"
        raise table_error("table-format", "the file's name doesn't tell its format", name, hint=hint)
    return found


def bare_name(path: Path) -> tuple[str, str]:
    """The name of a file without its ending, and the ending, lower case; that of a compressed file is passed over."""
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return path.stem, path.suffix.lower()


def open_table(origin: Origin, name: str, spec: FormatSpec, file_format: str = "") -> Table:
    """The table; `name` is told in errors, `file_format` wins over the mapping's. Raises TableError and OSError."""
    match format_of(origin, name, file_format or spec.format):
        case "csv":
            from .delimited import DelimitedTable

            return DelimitedTable(origin, name, spec)
        case "tsv":
            from dataclasses import replace

            from .delimited import DelimitedTable

            return DelimitedTable(origin, name, replace(spec, format="tsv"))
        case "ndjson":
            from .ndjson import NdjsonTable

            return NdjsonTable(origin, name, spec)
        case "excel":
            from .excel import ExcelTable

            return ExcelTable(origin, name, spec)
        case "parquet":
            from .arrow import ParquetTable

            return ParquetTable(origin, name, spec)
        case _:
            from .arrow import ArrowTable

            return ArrowTable(origin, name, spec)


__all__ = [
    "ByteSource",
    "FileState",
    "Origin",
    "Table",
    "TableError",
    "bare_name",
    "format_of",
    "open_table",
    "parquet_parts",
    "sha256_of",
    "state_of",
]
