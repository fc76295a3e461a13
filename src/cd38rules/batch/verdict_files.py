"""Tables of verdicts as Parquet, NDJSON or CSV: one chunk as bytes, and the parts of a run as one file.

The parts of a Parquet file are Arrow streams until the end: Parquet can't be added to once its process is gone, and to
encode it twice would cost as much as deciding.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from .failing import ToldError
from .in_columns import SCHEMA
from .names import VerdictForm, verdicts_file

COMPRESSION = "zstd"
WITH_STATISTICS = ("row", "as_of")
"""Columns that have a lowest and a highest value in each row group; of texts they cost more than they are worth."""
REPEATED = ("patient_id", "rule", "kind", "role", "verdict", "severity", "missing", "places")

_FORMULA = "^[=+\\-@\t\r'＝＋－＠]"
"""How a cell begins that a spreadsheet would take for a formula, full-width signs among them, or that an apostrophe was
put before."""


def encoded(table: pl.DataFrame, form: VerdictForm) -> tuple[str, bytes]:
    """The name of the file and the bytes of a table: a part of a Parquet file, or lines without a head."""
    buffer = io.BytesIO()
    if form == "parquet":
        part = _with_dictionaries(arrow(table))
        with pa.ipc.new_stream(buffer, part.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
            writer.write_table(part)
    elif form == "ndjson":
        table.write_ndjson(buffer)
    else:
        guarded(table).write_csv(buffer, include_header=False)
    return verdicts_file(form), buffer.getvalue()


def head_of(form: VerdictForm) -> bytes:
    """What a file begins with before its first line."""
    return (",".join(SCHEMA) + "\n").encode() if form == "csv" else b""


def arrow(table: pl.DataFrame) -> pa.Table:
    """The table as Arrow, with types that every reader of Parquet knows."""
    return table.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(arrow_schema())


def arrow_schema() -> pa.Schema:
    """The columns of verdicts and their types in Arrow."""
    types: dict[Any, pa.DataType] = {
        pl.UInt32: pa.uint32(),
        pl.String: pa.string(),
        pl.Date: pa.date32(),
        pl.Boolean: pa.bool_(),
    }
    return pa.schema([(name, types[dtype]) for name, dtype in SCHEMA.items()])


def joined(parts: Iterable[Path], target: Path) -> None:
    """Makes one Parquet file of parts, a row group of each. Raises OSError."""
    schema = _with_dictionaries(arrow_schema().empty_table()).schema
    with pq.ParquetWriter(
        target, schema, compression=COMPRESSION, write_statistics=list(WITH_STATISTICS), store_schema=False
    ) as writer:
        for part in parts:
            try:
                with pa.OSFile(str(part)) as file, pa.ipc.open_stream(file) as stream:
                    table = stream.read_all()
            except pa.ArrowInvalid:
                raise ToldError(
                    errno.EIO, "a part of the unfinished run is damaged: run again without --resume"
                ) from None
            if table.num_rows:
                writer.write_table(table, row_group_size=table.num_rows)


def _with_dictionaries(table: pa.Table) -> pa.Table:
    """The same, with each text told once."""
    for name in REPEATED:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).combine_chunks().dictionary_encode())
    return table


def guarded(table: pl.DataFrame) -> pl.DataFrame:
    """With an apostrophe before what a spreadsheet would run as a formula. Only ids of patients come from outside."""
    name = pl.col("patient_id")
    safe = pl.when(name.str.contains(_FORMULA)).then(pl.lit("'") + name).otherwise(name)
    return table.with_columns(safe.alias("patient_id"))


def unguarded(table: pl.DataFrame) -> pl.DataFrame:
    """What `guarded` was given."""
    return table.with_columns(pl.col("patient_id").str.replace("^'", ""))


def read_verdicts(path: Path) -> pl.DataFrame:
    """The verdicts of a file in any of its forms. Raises OSError, and ValueError where it is none of ours."""
    try:
        if path.suffix == ".parquet":
            table = pl.from_arrow(pq.read_table(path, partitioning=None))
            assert isinstance(table, pl.DataFrame)
        elif path.suffix == ".ndjson":
            table = pl.read_ndjson(path, schema=pl.Schema(SCHEMA))
        else:
            table = unguarded(pl.read_csv(path, schema=pl.Schema(SCHEMA)))
        return table.select(*SCHEMA).cast(pl.Schema(SCHEMA))
    except (pl.exceptions.PolarsError, pa.ArrowInvalid) as error:
        raise ValueError("the file holds no verdicts of a run") from error
