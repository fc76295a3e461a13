"""Lists decided in columns from Python: profiles, Arrow record batches or data frames in, tables of verdicts out.

    for verdicts in evaluate_batches(pyarrow.parquet.ParquetFile("patients.parquet").iter_batches(), book):
        ...

A table has one row for each rule that applies (`yes`), can't be decided (`unknown`, with the facts to record as
`missing`) or is silenced by another one (`suppressed`), in the order of patients and rules. `kind` is that of the rule
(advisory, question, evidence, background), and `covered` tells whether a rule that applies is shown under another one:
an alert is an advisory that applies and isn't covered. Statements of a profile that don't fit together have the verdict
`conflict`, their code as `rule`, and their JSON paths as `places`. A row that isn't a valid profile has one row for
each fault: verdict `refused`, code and places as before; no value of it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

import polars as pl

from ..collection import without_collection
from ..diagnostics import Diagnostic, ProfileError
from ..engines.columnar import ColumnarOutcome
from ..engines.outcome import EngineDisagreement, Outcome
from ..evaluation import Evaluator, evaluator_for
from ..facts import derive
from ..facts.columns.derive import facts_of
from ..facts.columns.profiles import Reader
from ..mapping.passing import NOT_JSON, plain
from ..mapping.tables.arrow import arrow_library, listed
from ..profile import PatientProfile, conflicts
from ..rules.book import RuleBook
from .verdicts import SEPARATOR, Verdicts, tables_of

if TYPE_CHECKING:
    import pyarrow as pa

SHARE = 0.005
"""The share of patients that the other two engines decide again, if a caller doesn't say; it takes a tenth of a run."""

CONFLICT, REFUSED = "conflict", "refused"

SCHEMA: dict[str, Any] = {
    "row": pl.UInt32,
    "patient_id": pl.String,
    "as_of": pl.Date,
    "rule": pl.String,
    "kind": pl.String,
    "role": pl.String,
    "verdict": pl.String,
    "severity": pl.String,
    "covered": pl.Boolean,
    "missing": pl.String,
    "places": pl.String,
}
PATIENT_ROLE = "patient"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of many patients: the table by SCHEMA, what is behind it, and the conflicts by their codes."""

    table: pl.DataFrame
    outcome: ColumnarOutcome
    verdicts: Verdicts
    conflicts: Counter[str]


class ColumnarEvaluator:
    """Decides many patients at once by one rule book; some of them are decided again by both other engines.

    `share` of them is from 0 (none) to 1 (all). Raises ValueError for any other.
    """

    def __init__(self, book: RuleBook, share: float = SHARE) -> None:
        if not 0 <= share <= 1:
            raise ValueError("the share of patients that are decided again is from 0 to 1")
        self.book = book
        self.others: Evaluator = evaluator_for(book)
        self.tables = tables_of(book)
        self._share = share

    def is_sampled(self, row: int, *, is_first: bool) -> bool:
        """Whether the patient of a row is decided again: the first of those decided together, and a share of all.

        Chosen by a hash of the row's number, so that nothing in the order of a list can keep anybody out.
        """
        return self._share > 0 and (is_first or crc32(row.to_bytes(8, "little")) < self._share * 2**32)

    def verdicts(self, rows: Sequence[int], profiles: Iterable[PatientProfile]) -> pl.DataFrame:
        """The verdicts on valid profiles with the numbers of their rows, by SCHEMA.

        Raises EngineDisagreement, naming the rules, if another engine decides one of the sampled patients differently.
        """
        sampled: list[tuple[int, Outcome]] = []

        def sample() -> Iterator[PatientProfile]:
            for place, (row, profile) in enumerate(zip(rows, profiles, strict=True)):
                if self.is_sampled(row, is_first=place == 0):
                    sampled.append((place, self.others.decide(derive(profile))))
                yield profile

        return self.decided(rows, sample(), sampled).table

    def decided(
        self, rows: Sequence[int], profiles: Iterable[PatientProfile], sampled: Sequence[tuple[int, Outcome]]
    ) -> Decided:
        """What is decided of profiles, compared with what the other engines decided of some, by their places.

        `rows` and `sampled` may grow while `profiles` are read. Raises EngineDisagreement, naming the rules.
        """
        reader = Reader()
        names: list[str] = []
        found: list[tuple[Any, ...]] = []
        with without_collection():
            for place, profile in enumerate(profiles):
                reader.add(profile)
                names.append(profile.patient_id)
                found += (_conflict(rows[place], profile, issue) for issue in conflicts(profile))
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
        verdicts = self.tables.verdicts(outcome)
        table = verdicts.table(keys).with_columns(pl.lit(None, dtype=pl.String).alias("places"))
        if found:
            flagged = pl.DataFrame(found, schema=SCHEMA, orient="row")
            table = pl.concat([table, flagged]).sort("row", maintain_order=True)
        return Decided(table, outcome, verdicts, Counter(row[3] for row in found))

    def _check(self, outcome: ColumnarOutcome, sampled: Sequence[tuple[int, Outcome]]) -> None:
        truths = outcome.truths_of(*(place for place, _ in sampled)) if sampled else []
        for found, (_, other) in zip(truths, sampled, strict=True):
            expected = other.truths
            if found != expected:
                differing = (key for key in {*found, *expected} if found.get(key) is not expected.get(key))
                raise EngineDisagreement((rule, role) for name, role in differing for rule in self.book.deciding(name))


def _conflict(row: int, profile: PatientProfile, issue: Diagnostic) -> tuple[Any, ...]:
    who = row, profile.patient_id, profile.as_of
    return *who, issue.code, None, PATIENT_ROLE, CONFLICT, issue.severity, None, None, _places(issue)


def _places(fault: Diagnostic) -> str:
    return SEPARATOR.join(place.path for place in fault.places) or "$"


def evaluate_batches(
    batches: Iterable[pa.RecordBatch], book: RuleBook, *, share: float = SHARE
) -> Iterator[pa.RecordBatch]:
    """The verdicts on Arrow record batches whose columns have the profile's own shape; rows are counted from 1.

    Each record batch gives one, by SCHEMA. Raises EngineDisagreement as ColumnarEvaluator does.
    """
    evaluator = ColumnarEvaluator(book, share)
    first = 1
    for batch in batches:
        table = verdicts_on(records_of(batch), first, evaluator)
        first += batch.num_rows
        yield table.to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks().to_batches()[0]


def evaluate_frame(frame: Any, book: RuleBook, *, share: float = SHARE) -> pl.DataFrame:
    """The verdicts on a data frame of polars or pandas (anything that offers Arrow streams), as a polars one."""
    batch = pl.DataFrame(frame).to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks().to_batches()
    records = (record for part in batch for record in records_of(part))
    return verdicts_on(records, 1, ColumnarEvaluator(book, share))


def records_of(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | None]:
    """The rows of a record batch as plain data; None for one that Python can't hold."""
    return listed(batch, arrow_library("profiles"))


def profile_of(record: dict[str, Any] | None) -> PatientProfile:
    """The profile in a row whose columns have the profile's own shape. Raises ProfileError."""
    if record is None:
        raise ProfileError([NOT_JSON])
    return PatientProfile.model_validate(plain(record) or {})


def verdicts_on(
    records: Iterable[Any],
    first: int,
    evaluator: ColumnarEvaluator,
    read: Callable[[Any], PatientProfile] = profile_of,
) -> pl.DataFrame:
    """The verdicts on rows that `read` makes profiles of, by SCHEMA; `first` is the number of the first row.

    A row for which `read` raises ProfileError is refused. Raises EngineDisagreement as ColumnarEvaluator does.
    """
    rows: list[int] = []
    profiles: list[PatientProfile] = []
    refused: list[tuple[Any, ...]] = []
    for row, record in enumerate(records, start=first):
        try:
            profiles.append(read(record))
        except ProfileError as error:
            refused += (_refused(row, fault) for fault in error.diagnostics)
        else:
            rows.append(row)
    tables = [evaluator.verdicts(rows, profiles), pl.DataFrame(refused, schema=SCHEMA, orient="row")]
    return pl.concat(tables, rechunk=True).sort("row", maintain_order=True)


def _refused(row: int, fault: Diagnostic) -> tuple[Any, ...]:
    return row, None, None, fault.code, None, PATIENT_ROLE, REFUSED, None, None, None, _places(fault)
