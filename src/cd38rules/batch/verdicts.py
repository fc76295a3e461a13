"""The verdicts of many patients as one long table: who, which rule, for which regimen, the verdict and what is missing.

"No" is not a row: what isn't in the table doesn't apply, or wasn't checked because the regimen isn't on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ..engines.columnar import ColumnarEngine, ColumnarOutcome, Stages, col, column_of
from ..engines.outcome import PATIENT
from ..facts import ROLES
from ..facts.columns import FactColumns
from ..rules.book import RuleBook
from ..rules.model import Rule
from ..rules.plan import RAW
from .open_facts import OpenFacts

VERDICTS = ("unknown", "yes", "suppressed")
"""By their number in a packed cell, from 1 on; 0 is no."""
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
    role: str
    facts: tuple[str, ...]


class VerdictTable:
    """Makes the tables of one rule book."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.engine = ColumnarEngine(book.plan)
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    @cached_property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns of a table and their types."""
        return {
            "row": pl.UInt32(),
            "patient_id": pl.String(),
            "as_of": pl.Date(),
            "rule": pl.Enum(self.book.plan_rules),
            "role": pl.Enum(["patient", *ROLES]),
            "verdict": pl.Enum(VERDICTS),
            "severity": pl.Enum(SEVERITIES),
            "missing": pl.String(),
        }

    def decide(self, facts: FactColumns) -> ColumnarOutcome:
        """The outcome of every decision."""
        return self.engine.decide(facts)

    def table(self, outcome: ColumnarOutcome, keys: pl.DataFrame) -> pl.DataFrame:
        """The long table. `keys` has a row a patient, in the order of the facts: `row`, `patient_id`, `as_of`."""
        shape = self._shape(outcome.stages)
        frame = outcome.frame
        for layer in shape.open_facts.layers:
            frame = frame.with_columns(layer)
        packed = frame.select(shape.cells_packed)
        width = len(shape.cells)
        found: list[pl.DataFrame] = []
        for index, series in enumerate(packed.get_columns()):
            rows = (series != 0).arg_true()
            if len(rows):
                key = rows.cast(pl.UInt64) * width + index
                found.append(pl.DataFrame([key.alias("key"), series.gather(rows).alias("cell")]))
        if not found:
            return pl.DataFrame(schema=self.schema)
        long = pl.concat(found).sort("key")
        place, row = long["key"] % width, (long["key"] // width).cast(pl.UInt32)
        cell = long["cell"].cast(pl.UInt64)
        missing = shape.missing_words(place, cell // (1 << _MISSING_SHIFT))
        return pl.DataFrame(
            [
                *(keys[name].gather(row) for name in ("row", "patient_id", "as_of")),
                pl.Series("rule", [c.rule for c in shape.cells], dtype=self.schema["rule"]).gather(place),
                pl.Series("role", [c.role or "patient" for c in shape.cells], dtype=self.schema["role"]).gather(place),
                _named("verdict", ((cell & _VERDICT_BITS) - 1), self.schema["verdict"], VERDICTS),
                _named("severity", (cell // (1 << _SEVERITY_SHIFT)) & 0b11, self.schema["severity"], SEVERITIES),
                shape.with_wide_cells(missing, place, row, frame),
            ]
        )

    def _shape(self, stages: Stages) -> _Shape:
        if stages.roles not in self._shapes:
            self._shapes[stages.roles] = _Shape(self.book, stages)
        return self._shapes[stages.roles]


def _named(name: str, index: pl.Series, dtype: pl.DataType, names: tuple[str, ...]) -> pl.Series:
    return pl.Series(name, names, dtype=dtype).gather(index)


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
                self.cells.append(Cell(name, role, facts))

    def _packed(self, rule: Rule, role: str, facts: tuple[str, ...]) -> pl.Expr:
        surely, possibly = (col(column_of(rule.id, role, sign)) for sign in "+?")
        unknown = possibly & ~surely
        verdict = pl.when(surely).then(2).when(possibly).then(1)
        if rule.unless:
            verdict = verdict.when(col(column_of(rule.id + RAW, role, "+"))).then(3)
        shown = surely | possibly | (col(column_of(rule.id + RAW, role, "+")) if rule.unless else False)
        packed = verdict.otherwise(0).cast(pl.UInt32) | (self._severity(rule, role) * (1 << _SEVERITY_SHIFT))
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

    def _severity(self, rule: Rule, role: str) -> pl.Expr:
        rank = {name: pl.lit(index, dtype=pl.UInt32) for index, name in enumerate(SEVERITIES)}
        if not rule.severity.cases:
            return rank[rule.severity.otherwise]
        chosen = rank[rule.severity.otherwise]
        for case in reversed(rule.severity.cases):  # the first that holds counts
            decision = self.book.plan.id_of(case.when, rule.scope)
            chosen = pl.when(col(column_of(decision, role, "+"))).then(rank[case.severity]).otherwise(chosen)
        return chosen

    def missing_words(self, place: pl.Series, bits: pl.Series) -> pl.Series:
        """The missing facts of each cell, joined by a semicolon; null where nothing is missing."""
        # Few patterns come back again and again: each is put into words once.
        rows = (bits != 0).arg_true()
        patterns = place.gather(rows) * (1 << MOST_MISSING) + bits.gather(rows)
        distinct = patterns.unique().sort()
        words: list[str] = []
        for pattern in distinct:
            facts = self.cells[pattern >> MOST_MISSING].facts
            words.append(SEPARATOR.join(fact for index, fact in enumerate(facts) if pattern >> index & 1))
        told = pl.Series("missing", words, dtype=pl.String).gather(distinct.search_sorted(patterns))
        return pl.Series("missing", [None], dtype=pl.String).new_from_index(0, len(bits)).scatter(rows, told)

    def with_wide_cells(self, words: pl.Series, place: pl.Series, row: pl.Series, frame: pl.DataFrame) -> pl.Series:
        """The same words, with those of the cells that have too many facts for their bits."""
        for which, cell in enumerate(self.cells):
            if len(cell.facts) <= MOST_MISSING:
                continue
            here = (place == which).arg_true()
            columns = self.open_facts.columns[cell.rule, cell.role]
            masks = frame.select(columns.values())[row.gather(here)]
            told = [
                SEPARATOR.join(fact for fact, is_open in zip(columns, mask, strict=True) if is_open) or None
                for mask in masks.iter_rows()
            ]
            words = words.scatter(here, pl.Series(told, dtype=pl.String))
        return words
