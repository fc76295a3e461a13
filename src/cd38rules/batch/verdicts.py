"""The verdicts of many patients as one long table: who, which rule, for which regimen, the verdict and what is missing.

"No" is not a row: what isn't in the table doesn't apply, or wasn't checked because the regimen isn't on record.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ..engines.columnar import ColumnarEngine, ColumnarOutcome, Stages, col, column_of
from ..engines.outcome import PATIENT
from ..facts.columns import FactColumns
from ..rules.book import RuleBook
from ..rules.model import Rule
from ..rules.plan import RAW
from .covered import covered_masks, severity_of
from .open_facts import OpenFacts

SUPPRESSED, UNKNOWN, YES = 1, 2, 3
"""Verdicts by their number in a packed cell; 0 is no. The higher one counts where a rule has several for a patient."""
VERDICTS = ("suppressed", "unknown", "yes")
SEVERITIES = ("info", "warning", "critical")
SEPARATOR = ";"

_VERDICT_BITS = 0b11
_SEVERITY_SHIFT = 2
_MISSING_SHIFT = 4
MOST_MISSING = 28
"""The facts that a packed cell has room for; where more can leave a rule open, they are told row by row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of the matrix patient x (rule, role), packed: verdict, severity, and a bit for each missing fact."""

    rule: str
    kind: str
    role: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts that aren't "no", by patient and then by rule and role; all series have the same length.

    `row` counts the patients from 0, `cell` is the place in `cells`; `verdict` and `severity` are numbers from 1 and
    from 0 on; `covered` tells whether a rule that applies is shown under another one; `missing` is the place of its
    missing facts in `missing_sets`, or null.
    """

    patients: int
    cells: tuple[Cell, ...]
    row: pl.Series
    cell: pl.Series
    verdict: pl.Series
    severity: pl.Series
    covered: pl.Series
    missing_sets: tuple[tuple[str, ...], ...]
    missing: pl.Series

    def table(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The long table. `keys` has a row a patient, in the order of the facts: `row`, `patient_id`, `as_of`."""
        return pl.DataFrame(
            [
                *(keys[name].gather(self.row) for name in ("row", "patient_id", "as_of")),
                pl.Series("rule", [cell.rule for cell in self.cells], dtype=pl.String).gather(self.cell),
                pl.Series("kind", [cell.kind for cell in self.cells], dtype=pl.String).gather(self.cell),
                pl.Series("role", [cell.role or "patient" for cell in self.cells], dtype=pl.String).gather(self.cell),
                pl.Series("verdict", VERDICTS).gather(self.verdict - 1),
                pl.Series("severity", SEVERITIES).gather(self.severity),
                self.covered.alias("covered").set(self.verdict != YES, None),
                pl.Series("missing", map(SEPARATOR.join, self.missing_sets), dtype=pl.String).gather(self.missing),
            ]
        )


class VerdictTable:
    """Makes the verdicts of one rule book."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.engine = ColumnarEngine(book.plan)
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def decide(self, facts: FactColumns) -> ColumnarOutcome:
        """The outcome of every decision."""
        return self.engine.decide(facts)

    def verdicts(self, outcome: ColumnarOutcome) -> Verdicts:
        """What isn't "no" in an outcome."""
        shape = self._shape(outcome.stages)
        frame = outcome.frame
        for layer in shape.open_facts.layers:
            frame = frame.with_columns(layer)
        packed = frame.select(shape.cells_packed)
        covered = frame.select(mask.alias(str(place)) for place, mask in shape.covered.items())
        width = len(shape.cells)
        found = [pl.DataFrame(schema={"key": pl.UInt64, "cell": pl.UInt32})]
        for index, series in enumerate(packed.get_columns()):
            rows = (series != 0).arg_true()
            if len(rows):
                key = (rows.cast(pl.UInt64) * width + index) * 2
                if index in shape.covered:
                    key = key + covered[str(index)].gather(rows).cast(pl.UInt64)
                found.append(pl.DataFrame([key.alias("key"), series.gather(rows).alias("cell")]))
        long = pl.concat(found).sort("key")
        which, key = long["cell"].cast(pl.UInt64), long["key"] // 2
        place, row = key % width, (key // width).cast(pl.UInt32)
        sets, missing = shape.missing_sets(place, which // (1 << _MISSING_SHIFT), row, frame)
        return Verdicts(
            frame.height,
            tuple(shape.cells),
            row,
            place,
            which & _VERDICT_BITS,
            (which // (1 << _SEVERITY_SHIFT)) & 0b11,
            long["key"] % 2 == 1,
            tuple(sets),
            missing,
        )

    def _shape(self, stages: Stages) -> _Shape:
        if stages.roles not in self._shapes:
            self._shapes[stages.roles] = _Shape(self.book, stages)
        return self._shapes[stages.roles]


def tables_of(book: RuleBook) -> VerdictTable:
    """The tables of a rule book: compiled on the first call, kept as long as the book lives."""
    tables = book.compiled.get("verdicts")
    if not isinstance(tables, VerdictTable):
        tables = book.compiled.setdefault("verdicts", VerdictTable(book))
        assert isinstance(tables, VerdictTable)
    return tables


class _Shape:
    """The cells for patients who have regimens in some roles, and the expressions that pack them."""

    def __init__(self, book: RuleBook, stages: Stages) -> None:
        self.book = book
        self.stages = stages
        self.open_facts = OpenFacts(stages, book.plan_rules)
        self.cells: list[Cell] = []
        self.cells_packed: list[pl.Expr] = []
        for name in book.plan_rules:
            rule = book.rules[name]
            for role in stages.roles if rule.scope == "regimen" else (PATIENT,):
                facts = tuple(self.open_facts.columns[name, role])
                told = facts if len(facts) <= MOST_MISSING else ()
                self.cells_packed.append(self._packed(rule, role, told).alias(f"{name}@{role}"))
                self.cells.append(Cell(name, rule.kind, role, facts))
        masks = covered_masks(book, stages)
        self.covered = {
            place: masks[cell.rule, cell.role]
            for place, cell in enumerate(self.cells)
            if (cell.rule, cell.role) in masks
        }

    def _packed(self, rule: Rule, role: str, facts: tuple[str, ...]) -> pl.Expr:
        surely, possibly = (col(column_of(rule.id, role, sign)) for sign in "+?")
        unknown = possibly & ~surely
        verdict = pl.when(surely).then(YES).when(possibly).then(UNKNOWN)
        if rule.unless:
            verdict = verdict.when(col(column_of(rule.id + RAW, role, "+"))).then(SUPPRESSED)
        shown = surely | possibly | (col(column_of(rule.id + RAW, role, "+")) if rule.unless else False)
        packed = verdict.otherwise(0).cast(pl.UInt32) | (severity_of(self.book, rule, role) * (1 << _SEVERITY_SHIFT))
        columns = self.open_facts.columns[rule.id, role]
        missing: pl.Expr | None = None
        for place, fact in enumerate(facts):
            bit = col(columns[fact]).cast(pl.UInt32) * (1 << (place + _MISSING_SHIFT))
            missing = bit if missing is None else missing | bit
        if missing is not None:
            packed = packed | pl.when(unknown).then(missing).otherwise(0)
        if role:
            shown = shown & col(f"{role}:active")
        return pl.when(shown).then(packed).otherwise(0)

    def missing_sets(
        self, place: pl.Series, bits: pl.Series, row: pl.Series, frame: pl.DataFrame
    ) -> tuple[list[tuple[str, ...]], pl.Series]:
        """The different sets of missing facts, and which of them each cell has; null where nothing is missing."""
        # Few patterns come back again and again: each is put into words once.
        rows = (bits != 0).arg_true()
        patterns = place.gather(rows) * (1 << MOST_MISSING) + bits.gather(rows)
        distinct = patterns.unique().sort()
        sets: list[tuple[str, ...]] = []
        for pattern in distinct:
            facts = self.cells[pattern >> MOST_MISSING].facts
            sets.append(tuple(fact for index, fact in enumerate(facts) if pattern >> index & 1))
        which = pl.Series("missing", [None], dtype=pl.UInt32).new_from_index(0, len(bits))
        which = which.scatter(rows, distinct.search_sorted(patterns))
        return sets, self._with_wide_cells(sets, which, place, row, frame)

    def _with_wide_cells(
        self, sets: list[tuple[str, ...]], which: pl.Series, place: pl.Series, row: pl.Series, frame: pl.DataFrame
    ) -> pl.Series:
        """The same, with the cells that have too many facts for their bits; `sets` grows."""
        for index, cell in enumerate(self.cells):
            if len(cell.facts) <= MOST_MISSING:
                continue
            here = (place == index).arg_true()
            columns = self.open_facts.columns[cell.rule, cell.role]
            numbers: list[int | None] = []
            known: dict[tuple[bool, ...], int] = {}
            for mask in frame.select(columns.values())[row.gather(here)].iter_rows():
                if not any(mask):
                    numbers.append(None)
                    continue
                if mask not in known:
                    known[mask] = len(sets)
                    sets.append(tuple(fact for fact, is_open in zip(columns, mask, strict=True) if is_open))
                numbers.append(known[mask])
            which = which.scatter(here, pl.Series(numbers, dtype=pl.UInt32))
        return which
