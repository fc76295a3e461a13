"""What is new, resolved or changed for whom between two runs of a list.

Patients are compared by their latest assessment in each run: the latest `as_of`, and of several the last row. A run
has no row for "no"; a patient of whom it says nothing at all counts as not in it (with the shipped rule book, some
rule speaks of everybody). A verdict is kept in eight bytes while runs are compared, so that a million patients fit
into a few gigabytes; what was found is kept as it is told, so that memory grows with the differences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import polars as pl

from .in_columns import CONFLICT, PATIENT_ROLE, SCHEMA
from .run_folder import NoRunError, RunFolder, facts_of, open_run

Kind = Literal["new", "resolved", "changed", "came", "left"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""New: it applies now and didn't. Resolved: it applied and doesn't any more. Changed: anything else is different. Came
and left: what applies to a patient who is only in the second run, or only in the first."""

AT_ONCE = 100_000
"""Patients that are compared at once."""

NO, NOT_TOLD, NO_RULE, NO_CONFLICT = "no", "no-or-not-checked", "rule-not-in-book", "none"
"""What a missing row says: of a rule about the patient, about a regimen (it may not be on record), of a rule that the
book of that run doesn't have, and of a conflict."""

_APPLYING = ("yes", CONFLICT)
_KEY = ("is_conflict", "rule", "role", "places")
"""What a verdict is about. Conflicts of one code at other places are others; other verdicts have no places."""
_COMPARED = ("verdict", "severity", "covered", "missing")
_STATEMENT = ("rule", "role", "places", *_COMPARED)
_TYPES = {"as_of": pl.Date, "covered": pl.Boolean}

CHANGES: dict[str, Any] = {
    **dict.fromkeys(("patient_id", "kind", "rule", "role", "places", "what"), pl.String),
    **{f"{when}_{name}": _TYPES.get(name, pl.String) for name in ("as_of", *_COMPARED) for when in ("old", "new")},
}
"""The columns of changes. `what` is "verdict", or names what else is different, joined by semicolons. A patient who
came or left, and to whom nothing applies, has one row without a rule."""

REASONS = {"resolved_undecided": "unknown", "resolved_or_not_checked": NOT_TOLD, "resolved_without_rule": NO_RULE}
"""Parts of the resolved by their verdict now: it can't be decided any more; the regimen may not be on record any more;
the rule is gone. None of them says that the reason for the advisory is gone."""

COUNTS: dict[str, Any] = {"rule": pl.String, **dict.fromkeys((*KINDS, *REASONS), pl.UInt32)}
"""The columns of counts: patients by rule and kind, each once in a kind, and REASONS."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two runs. `by_rule` has a row for each rule, or code of a conflict, with a difference.

    `several_on_a_day` counts the patients with several assessments on their latest day; the last row is compared.
    """

    in_both: int
    came: int
    left: int
    concerned: int
    by_rule: pl.DataFrame
    changes: pl.DataFrame
    several_on_a_day: int
    old: dict[str, Any]
    new: dict[str, Any]

    @property
    def made_with(self) -> tuple[str, ...]:
        """What the runs were made with that differs: then a change can come from it, and not from the patient."""
        return tuple(n for n in ("rulebook", "package_version", "mapping", "as_of") if self.old[n] != self.new[n])

    @property
    def has_new(self) -> bool:
        """Whether a rule applies to somebody to whom it didn't, patients who came among them."""
        return bool(self.by_rule.select(pl.col("new").sum() + pl.col("came").sum()).item())

    @property
    def has_any(self) -> bool:
        """Whether anything differs between the verdicts."""
        return bool(self.concerned)


class _Statements:
    """Everything that verdicts say but of whom, each once with a number. There are thousands, whatever the list."""

    def __init__(self) -> None:
        schema = {**{name: SCHEMA[name] for name in _STATEMENT}, "code": pl.UInt32}
        self.table = pl.DataFrame(schema=schema)

    def coded(self, verdicts: pl.DataFrame) -> pl.DataFrame:
        """The verdicts as `row` and `code`."""
        fresh = verdicts.select(_STATEMENT).unique().join(self.table, on=_STATEMENT, how="anti", nulls_equal=True)
        numbered = fresh.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("code") + self.table.height)
        self.table = pl.concat([self.table, numbered.cast({"code": pl.UInt32})])
        return verdicts.join(self.table, on=_STATEMENT, how="left", nulls_equal=True).select("row", "code")

    def told(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The lines with what their codes say."""
        found = lines.join(self.table, on="code").drop("code")
        return found.with_columns((pl.col("verdict") == CONFLICT).alias("is_conflict"))


@dataclass(frozen=True, slots=True)
class _Run:
    """The latest assessments of a run (`patient_id`, `as_of`, `row`), and all of its verdicts as `row` and `code`.

    `doubled` are the ids of those who have several on their latest day.
    """

    patients: pl.DataFrame
    lines: pl.DataFrame
    doubled: pl.Series


def _read(tables: Iterable[pl.DataFrame], statements: _Statements) -> _Run:
    empty = pl.DataFrame(schema={name: SCHEMA[name] for name in ("patient_id", "as_of", "row")})
    patients, lines = [empty], [pl.DataFrame(schema={"row": pl.UInt32, "code": pl.UInt32})]
    for table in tables:
        # Texts of a part of a table hold on to the whole table; a round through Arrow lets go of it.
        part = table.select("patient_id", "as_of", "row").unique()
        owned = pl.from_arrow(part.to_arrow(compat_level=pl.CompatLevel.oldest()))
        assert isinstance(owned, pl.DataFrame)
        patients.append(owned)
        lines.append(statements.coded(table))
    order = pl.concat(patients).sort("as_of", "row", nulls_last=False)
    latest = order.unique("patient_id", keep="last")
    same_day = order.join(latest.select("patient_id", "as_of"), on=("patient_id", "as_of")).unique(
        ("patient_id", "row")
    )
    counts = same_day.group_by("patient_id").len()
    return _Run(latest, pl.concat(lines), counts.filter(pl.col("len") > 1)["patient_id"])


def difference(old: Path, new: Path, *, at_once: int = AT_ONCE) -> Difference:
    """What differs between the runs in two folders; `at_once` patients are compared together.

    Raises OSError if one can't be read, NoRunError if it holds no finished run.
    """
    folders = open_run(old, "the first run"), open_run(new, "the second run")
    statements = _Statements()
    before, after = (_read(folder.tables(), statements) for folder in folders)
    found = _with_absent_rules(_compared(before, after, statements, at_once), folders)
    kind = pl.col("kind").cast(pl.Enum(KINDS))
    changes = found.sort("patient_id", kind, "rule", "role", "places", nulls_last=True)
    in_both = before.patients.join(after.patients, on="patient_id", how="semi").height
    return Difference(
        in_both,
        after.patients.height - in_both,
        before.patients.height - in_both,
        changes["patient_id"].n_unique(),
        counts_of(changes),
        changes,
        pl.concat([before.doubled, after.doubled]).n_unique(),
        facts_of(folders[0]),
        facts_of(folders[1]),
    )


def changes_between(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The changes from one table of verdicts (by their SCHEMA) to another one, by CHANGES and in no order."""
    statements = _Statements()
    return _compared(_read([old], statements), _read([new], statements), statements, AT_ONCE)


def _compared(old: _Run, new: _Run, statements: _Statements, at_once: int) -> pl.DataFrame:
    both = old.patients.join(new.patients, on="patient_id", suffix="_new").rename(
        {"as_of": "old_as_of", "as_of_new": "new_as_of", "row": "old_row", "row_new": "new_row"}
    )
    found = [_only_in(new, old, statements, "came", "new"), _only_in(old, new, statements, "left", "old")]
    found += [_changes(part, old, new, statements) for part in both.iter_slices(at_once)]
    return pl.concat(found, rechunk=True)


def _changes(patients: pl.DataFrame, old: _Run, new: _Run, statements: _Statements) -> pl.DataFrame:
    """The changes for some of the patients who are in both runs."""
    patients = patients.with_row_index("place")
    was, now = (
        run.lines.join(patients.select("place", pl.col(f"{when}_row").alias("row")), on="row").select("place", "code")
        for run, when in ((old, "old"), (new, "new"))
    )
    # What both say is left out before anything is put into words: it is nearly all.
    gone, come = (
        statements.told(one.join(other, on=("place", "code"), how="anti").unique())
        for one, other in ((was, now), (now, was))
    )
    renamed = {name: f"old_{name}" for name in _COMPARED} | {f"{name}_new": f"new_{name}" for name in _COMPARED}
    keys = ("place", *_KEY)
    joined = gone.join(come, on=keys, how="full", coalesce=True, nulls_equal=True, suffix="_new").rename(renamed)
    applied, applies = (pl.col(f"{when}_verdict").is_in(_APPLYING).fill_null(False) for when in ("old", "new"))
    kind = pl.when(applies & ~applied).then(pl.lit("new")).when(applied & ~applies).then(pl.lit("resolved"))
    details = pl.concat_str(
        (pl.when(_differs(name)).then(pl.lit(name)) for name in _COMPARED[1:]), separator=";", ignore_nulls=True
    )
    told = joined.join(patients, on="place").with_columns(
        kind.otherwise(pl.lit("changed")).alias("kind"),
        pl.when(_differs("verdict")).then(pl.lit("verdict")).otherwise(details).alias("what"),
        *(pl.col(f"{when}_verdict").fill_null(_absent()) for when in ("old", "new")),
    )
    return _by_schema(told)


def counts_of(changes: pl.DataFrame) -> pl.DataFrame:
    """Patients by rule and kind, by COUNTS, in the order of the rules."""
    resolved = pl.col("kind") == "resolved"
    return (
        changes.filter(pl.col("rule").is_not_null())
        .group_by("rule")
        .agg(
            *(_patients(pl.col("kind") == kind).alias(kind) for kind in KINDS),
            *(_patients(resolved & (pl.col("new_verdict") == now)).alias(name) for name, now in REASONS.items()),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in COUNTS.items())
        .sort("rule")
    )


def _patients(condition: pl.Expr) -> pl.Expr:
    return pl.col("patient_id").filter(condition).n_unique()


def _only_in(run: _Run, other: _Run, statements: _Statements, kind: Kind, when: str) -> pl.DataFrame:
    """What applies to the patients who are only in one of the runs; one row for those to whom nothing does."""
    patients = run.patients.join(other.patients, on="patient_id", how="anti")
    lines = statements.told(run.lines.join(patients.select("row"), on="row", how="semi"))
    applying = lines.filter(pl.col("verdict").is_in(_APPLYING)).unique()
    found = patients.join(applying, on="row", how="left")
    named = found.rename({name: f"{when}_{name}" for name in ("as_of", *_COMPARED)})
    return _by_schema(named.with_columns(pl.lit(kind).alias("kind")))


def _differs(name: str) -> pl.Expr:
    return pl.col(f"old_{name}").ne_missing(pl.col(f"new_{name}"))


def _absent() -> pl.Expr:
    of_rule = pl.when(pl.col("role") == PATIENT_ROLE).then(pl.lit(NO)).otherwise(pl.lit(NOT_TOLD))
    return pl.when("is_conflict").then(pl.lit(NO_CONFLICT)).otherwise(of_rule)


def _with_absent_rules(changes: pl.DataFrame, runs: tuple[RunFolder, RunFolder]) -> pl.DataFrame:
    """Where a run's book doesn't have a rule, its silence isn't a "no"."""
    absent = pl.col("rule").is_in(sorted(runs[0].rules ^ runs[1].rules))
    return changes.with_columns(
        pl.when(absent & pl.col(name).is_in((NO, NOT_TOLD))).then(pl.lit(NO_RULE)).otherwise(pl.col(name)).alias(name)
        for name in ("old_verdict", "new_verdict")
    )


def _by_schema(table: pl.DataFrame) -> pl.DataFrame:
    present = set(table.columns)
    return table.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(dtype).alias(name) for name, dtype in CHANGES.items()
    )


__all__ = ["CHANGES", "COUNTS", "KINDS", "Difference", "NoRunError", "changes_between", "counts_of", "difference"]
