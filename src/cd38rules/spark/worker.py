"""What runs in Spark's Python workers: record batches of profiles to record batches of verdicts.

A worker process compiles a rule book once, whatever the number of its tasks. Its errors hold no value of a row: Spark
prints them with their tracebacks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..diagnostics import Cd38RulesError
from ..profile import PatientProfile
from .errors import WorkerError
from .sending import SentBook, received

if TYPE_CHECKING:
    import pyarrow as pa

    from ..batch.in_columns import ColumnarEvaluator

KEY = "key"
TEXT = "profile"
"""The column that holds profiles as JSON text, where they don't come in columns of their own."""
MOST_KEPT = 4  # rule books; see MOST_KEPT of the self-test


@dataclass(frozen=True)
class Form:
    """What the record batches hold: a column `key` to be carried through, and profiles as text or in columns."""

    has_key: bool
    is_text: bool


def verdicts_of(
    batches: Iterable[pa.RecordBatch], book: SentBook, form: Form, share: float
) -> Iterator[pa.RecordBatch]:
    """The verdicts on the rows of one task. Raises WorkerError."""
    # Spark runs one worker a core; read when polars is imported, which nothing has done yet.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    try:
        yield from _verdicts_of(batches, _evaluator(book, share), form)
    except MemoryError:
        raise
    except Cd38RulesError as error:
        raise WorkerError(str(error)) from None
    except ImportError as error:
        lacking = f"a worker can't import {error.name}: install cd38rules[lists] on all nodes"
        raise WorkerError(lacking) from None
    except Exception as error:
        # A fault of this program or of Spark's. Its text could hold a value, its type can't.
        raise WorkerError(f"the evaluation failed with {type(error).__name__}") from None


@lru_cache(maxsize=MOST_KEPT)
def _evaluator(book: SentBook, share: float) -> ColumnarEvaluator:
    from ..batch.in_columns import ColumnarEvaluator

    return ColumnarEvaluator(received(book), share)


def _verdicts_of(
    batches: Iterable[pa.RecordBatch], evaluator: ColumnarEvaluator, form: Form
) -> Iterator[pa.RecordBatch]:
    import polars as pl
    import pyarrow as pa

    from ..batch.in_columns import profile_of, records_of, verdicts_on
    from ..batch.verdict_files import arrow_schema

    schema = arrow_schema()
    schema = schema.remove(schema.get_field_index("row"))
    read: Callable[[Any], PatientProfile] = _profile_in if form.is_text else profile_of
    first = 1
    for batch in batches:
        key = batch.column(KEY) if form.has_key else None
        if form.is_text:
            records: Iterable[Any] = _texts(batch.column(TEXT), pa)
        else:
            records = records_of(batch.select([name for name in batch.schema.names if name != KEY]))
        found = verdicts_on(records, first, evaluator, read)
        table = found.drop("row").to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)
        if key is not None:
            table = table.add_column(0, KEY, key.take((found["row"] - first).to_arrow()))
        first += batch.num_rows
        yield from table.to_batches()


def _texts(column: pa.Array, pa: Any) -> list[bytes | None]:
    """The texts as bytes, whatever they are: what isn't UTF-8 must not stop the other rows."""
    if pa.types.is_string(column.type):
        column = column.cast(pa.binary())
    elif pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    texts: list[bytes | None] = column.to_pylist()
    return texts


def _profile_in(text: bytes | None) -> PatientProfile:
    return PatientProfile.model_validate_json(text or b"")
