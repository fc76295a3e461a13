"""One chunk of rows to what is written of it, and its counts. A row that fails never stops the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from ..diagnostics import Diagnostic, Place, ProfileError
from ..engines.outcome import EngineDisagreement, EngineError, Outcome
from ..facts import derive
from ..fhir.reported import with_reading
from ..mapping.item import Item
from ..profile import PatientProfile
from ..rules.book import RuleBook
from .chunks import Chunk, Reached
from .counting import counted
from .in_columns import SCHEMA, SHARE, ColumnarEvaluator
from .names import FHIR_QUARANTINE, NOTES, QUARANTINE, REPORTS, VerdictForm
from .notes import codes_of, line_of
from .quarantine import ENGINE_DISAGREEMENT, ENGINE_FAILURE, Refused
from .tally import Tally
from .verdict_files import encoded

_ROOT = (Place("$"),)
_LAID_OUT = Diagnostic("profile-not-json", "the line is only a bracket", _ROOT, "give one profile per line (NDJSON)")
_ENGINE_HINT = "no advice is given; `cd38rules doctor` checks the installation"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is to write, and how much of it is decided again: `share` from 0 to 1."""

    verdicts: VerdictForm = "parquet"
    reports: bool = False
    fhir: bool = False
    share: float = SHARE
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What one chunk gives: bytes for each output by its name, and counts; `reached` is that of the chunk."""

    outputs: dict[str, bytes]
    tally: Tally
    reached: Reached
    opens_a_layout: bool = False


@dataclass(slots=True)
class Part:
    """What is gathered of the rows of a chunk, or of a part of one, in their order."""

    tables: list[pl.DataFrame] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def add(self, other: Part) -> None:
        self.tables += other.tables
        self.reports += other.reports
        self.refused += other.refused
        self.tally.add(other.tally)


class Decider:
    """Decides chunks by one rule book. One for each process."""

    def __init__(self, book: RuleBook, wanted: Wanted) -> None:
        self.evaluator = ColumnarEvaluator(book, wanted.share)
        self.wanted = wanted

    def decided(self, chunk: Chunk) -> Decided:
        """Raises EngineDisagreement, naming the rules, where columns and the other engines decide differently."""
        part = self.part(chunk)
        name, content = encoded(pl.concat(part.tables), self.wanted.verdicts)
        outputs = {name: content, QUARANTINE: b"".join(refused.as_line() for refused in part.refused)}
        if self.wanted.fhir:
            outputs[FHIR_QUARANTINE] = b"".join(refused.as_operation_outcome() for refused in part.refused)
        if self.wanted.notes:
            outputs[NOTES] = b"".join(line_of(item) for item in chunk.items if item.reading is not None)
        if self.wanted.reports:
            outputs[REPORTS] = b"".join(part.reports)
        is_start = chunk.reached.rows == len(chunk.items)
        return Decided(outputs, part.tally, chunk.reached, is_start and opens_a_layout(chunk.items[:1]))

    def part(self, chunk: Chunk) -> Part:
        """The same, before it is written as bytes."""
        part = self._rows(chunk.items, chunk.reached.rows - len(chunk.items) + 1)
        for refused in part.refused:
            part.tally.add_quarantined({fault.code for fault in refused.faults}, is_engine=refused.is_engine)
        return part

    def _rows(self, items: Sequence[Item], first: int) -> Part:
        """The rows together or, should that fail, each half of them by itself, so that one row fails alone."""
        try:
            return self._decided_together(items, first)
        except (EngineError, OSError, MemoryError):
            raise
        except Exception as error:
            if len(items) == 1:
                return Part([pl.DataFrame(schema=SCHEMA)], refused=[_failed(items[0], error)])
            half = len(items) // 2
            part = self._rows(items[:half], first)
            part.add(self._rows(items[half:], first + half))
            return part

    def _decided_together(self, items: Sequence[Item], first: int) -> Part:
        part = Part()
        rows: list[int] = []
        sampled: list[tuple[int, Outcome]] = []

        def decidable() -> Iterator[PatientProfile]:
            for place, item in enumerate(items, start=first):
                found = _profile_or_faults(item)
                if isinstance(found, PatientProfile):
                    is_sampled = self.evaluator.is_sampled(place, is_first=not rows)
                    faults = self._others_decided(found, item, is_sampled, len(rows), part, sampled)
                    if not faults:
                        rows.append(item.number)
                        if item.reading is not None:
                            part.tally.input_issues.update(codes_of(item.reading))
                        yield found
                        continue
                    found = faults
                part.refused.append(Refused(item.number, found, item.columns))

        done = self.evaluator.decided(rows, decidable(), sampled)
        part.tables.append(done.table)
        part.tally.add(counted(self.evaluator.book, done.outcome, done.verdicts))
        part.tally.input_issues.update(done.conflicts)
        part.tally.redecided = len(sampled)
        return part

    def _others_decided(
        self,
        profile: PatientProfile,
        item: Item,
        is_sampled: bool,
        place: int,
        part: Part,
        sampled: list[tuple[int, Outcome]],
    ) -> tuple[Diagnostic, ...]:
        """Adds the report of a profile and, for one of the sample, what the other engines decide; or why it can't."""
        others = self.evaluator.others
        try:
            report = others.evaluate(profile) if self.wanted.reports else None
            if report is not None and item.reading is not None:
                report = with_reading(report, item.reading)
            outcome = others.decide(derive(profile)) if is_sampled else None
        except EngineDisagreement as error:
            if is_sampled:  # as any other difference in the sample, it fails the run
                raise
            message = f"two engines disagree on {error.named}"
            return (Diagnostic(ENGINE_DISAGREEMENT, message, _ROOT, _ENGINE_HINT),)
        except EngineError as error:
            return (Diagnostic(ENGINE_FAILURE, str(error), _ROOT, _ENGINE_HINT),)
        except MemoryError:
            raise
        except Exception as error:
            return (_failure(error),)
        if report is not None:
            part.reports.append(report.model_dump_json().encode("utf-8") + b"\n")
        if outcome is not None:
            sampled.append((place, outcome))
        return ()


def _failed(item: Item, error: Exception) -> Refused:
    return Refused(item.number, (_failure(error),), item.columns)


def _failure(error: Exception) -> Diagnostic:
    """A fault of this program: one patient's, as far as we know. Its text could hold a value, its type can't."""
    message = f"the evaluation failed with {type(error).__name__}"
    return Diagnostic(ENGINE_FAILURE, message, _ROOT, _ENGINE_HINT)


def _profile_or_faults(item: Item) -> PatientProfile | tuple[Diagnostic, ...]:
    if item.text is None:
        return item.faults
    if opens_a_layout([item]):
        return (_LAID_OUT,)
    try:
        return PatientProfile.model_validate_json(item.text)
    except ProfileError as error:
        return error.diagnostics


def opens_a_layout(items: Sequence[Item]) -> bool:
    """Whether the first row is how JSON begins that is laid out over several lines, and no profile."""
    return bool(items) and items[0].text is not None and items[0].text.strip() in (b"{", b"[")
