"""Lists decided in columns from Python: profiles, Arrow record batches or data frames in, tables of verdicts out.

    for verdicts in evaluate_batches(pyarrow.parquet.ParquetFile("patients.parquet").iter_batches(), book):
        ...

A table has one row for each rule that applies (`yes`), can't be decided (`unknown`, with the facts to record) or is
silenced by another one (`suppressed`), in the order of patients and rules. A row that isn't a valid profile has one row
for each fault: verdict `refused`, the fault's code as `rule`, its JSON path as `missing`; no value of it is told.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import polars as pl

from ..diagnostics import Diagnostic, ProfileError
from ..engines.columnar import ColumnarOutcome
from ..engines.outcome import EngineDisagreement
from ..evaluation import Evaluator, evaluator_for
from ..facts import derive
from ..facts.columns.derive import facts_of
from ..facts.columns.profiles import Reader
from ..profile import PatientProfile
from ..rules.book import RuleBook
from .verdicts import VerdictTable

if TYPE_CHECKING:
    import pyarrow as pa

SHARE = 0.01
"""The share of patients that the other two engines decide again, if a caller doesn't say."""

SCHEMA: dict[str, Any] = {
    "row": pl.UInt32,
    "patient_id": pl.String,
    "as_of": pl.Date,
    "rule": pl.String,
    "role": pl.String,
    "verdict": pl.String,
    "severity": pl.String,
    "missing": pl.String,
}


class ColumnarEvaluator:
    """Decides many patients at once by one rule book; every n-th of them is decided again by both other engines.

    `share` is from 0 (none) to 1 (all). Raises ValueError for any other.
    """

    def __init__(self, book: RuleBook, share: float = SHARE) -> None:
        if not 0 <= share <= 1:
            raise ValueError("the share of patients that are decided again is from 0 to 1")
        self.tables = VerdictTable(book)
        self._step = round(1 / share) if share else 0
        self._others: Evaluator = evaluator_for(book)

    def verdicts(self, rows: Sequence[int], profiles: Iterable[PatientProfile]) -> pl.DataFrame:
        """The verdicts on valid profiles with the numbers of their rows, by SCHEMA.

        Raises EngineDisagreement, naming the rules, if another engine decides one of the sampled patients differently.
        """
        reader = Reader()
        names: list[str] = []
        sampled: list[tuple[int, PatientProfile]] = []
        with _without_collection():
            for place, (row, profile) in enumerate(zip(rows, profiles, strict=True)):
                reader.add(profile)
                names.append(profile.patient_id)
                if self._step and (row - 1) % self._step == 0:
                    sampled.append((place, profile))
        recorded = reader.columns()
        outcome = self.tables.decide(facts_of(recorded))
        self._check(outcome, sampled)
        keys = pl.DataFrame(
            [
                pl.Series("row", rows, dtype=pl.UInt32),
                pl.Series("patient_id", names, dtype=pl.String),
                recorded.patients["as_of"],
            ]
        )
        return self.tables.table(outcome, keys).cast(pl.Schema(SCHEMA))

    def _check(self, outcome: ColumnarOutcome, sampled: list[tuple[int, PatientProfile]]) -> None:
        book = self._others.book
        truths = outcome.truths_of(*(place for place, _ in sampled)) if sampled else []
        for found, (_, profile) in zip(truths, sampled, strict=True):
            expected = self._others.decide(derive(profile)).truths
            if found != expected:
                differing = (key for key in {*found, *expected} if found.get(key) is not expected.get(key))
                raise EngineDisagreement((rule, role) for name, role in differing for rule in book.deciding(name))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Inside, no search for circular garbage: profiles make none, and it would cost as much as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def evaluate_batches(
    batches: Iterable[pa.RecordBatch], book: RuleBook, *, share: float = SHARE
) -> Iterator[pa.RecordBatch]:
    """The verdicts on Arrow record batches whose columns have the profile's own shape; rows are counted from 1.

    Each record batch gives one, by SCHEMA. Raises EngineDisagreement as ColumnarEvaluator does.
    """
    evaluator = ColumnarEvaluator(book, share)
    first = 1
    for batch in batches:
        table = _verdicts_on(batch.to_pylist(), first, evaluator)
        first += batch.num_rows
        yield table.to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks().to_batches()[0]


def evaluate_frame(frame: Any, book: RuleBook, *, share: float = SHARE) -> pl.DataFrame:
    """The verdicts on a data frame of polars or pandas (anything that offers Arrow streams), as a polars one."""
    return _verdicts_on(pl.DataFrame(frame).to_dicts(), 1, ColumnarEvaluator(book, share))


def _verdicts_on(records: list[dict[str, Any]], first: int, evaluator: ColumnarEvaluator) -> pl.DataFrame:
    rows: list[int] = []
    profiles: list[PatientProfile] = []
    refused: list[tuple[Any, ...]] = []
    for row, record in enumerate(records, start=first):
        try:
            profiles.append(PatientProfile.model_validate(recorded(record) or {}))
        except ProfileError as error:
            refused += (_refused(row, fault) for fault in error.diagnostics)
        else:
            rows.append(row)
    tables = [evaluator.verdicts(rows, profiles), pl.DataFrame(refused, schema=SCHEMA, orient="row")]
    return pl.concat(tables, rechunk=True).sort("row", maintain_order=True)


def _refused(row: int, fault: Diagnostic) -> tuple[Any, ...]:
    path = fault.places[0].path if fault.places else "$"
    return row, None, None, fault.code, "patient", "refused", None, path


def recorded(value: Any) -> Any:
    """A value without what isn't recorded: columns of a table are there for everybody, a profile's fields aren't.

    A list of no entries stays: it is "known none".
    """
    if isinstance(value, dict):
        kept = {name: recorded(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None} or None
    if isinstance(value, list | tuple):
        return [recorded(item) or {} if isinstance(item, dict) else item for item in value]
    return value
