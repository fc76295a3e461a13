"""What a site is built from besides the rule book, all of it optional: test results, examples, tables.

Everything is read before a page is written. Each file is JSON, made by another command; none is trusted to be well
formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ..diagnostics import Cd38RulesError
from ..difference import BookChange, compare, witness
from ..facts import label_of
from ..rules.book import RuleBook
from ..rules.boundaries import read_boundaries
from .scenarios import ScenarioRun, read_scenarios

_T = TypeVar("_T")


class SiteInputError(Cd38RulesError):
    """A file beside the rule book that can't be used."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BoundaryExample(_Record):
    """A patient just below, at or above a limit, and the verdict that both engines give; `note` is about the limit."""

    about: str
    position: str
    shows: str
    verdict: Literal["yes", "no", "unknown"]
    role: str = ""
    note: str = ""
    profile: Mapping[str, Any] = {}


class FactCase(_Record):
    """One row of the table that a derived fact is tested with."""

    case: str
    patient: Mapping[str, Any]
    value: str
    role: str = ""


@dataclass(frozen=True)
class Since:
    """What changed in meaning since an earlier book; `patients` by rule: (patient as JSON, verdict then, and now)."""

    name: str
    change: BookChange
    patients: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class SiteInputs:
    """`scenarios` is None where no run was handed over; the mappings hold nothing for what has nothing."""

    scenarios: ScenarioRun | None = None
    boundaries: Mapping[str, tuple[BoundaryExample, ...]] = field(default_factory=dict)
    fact_cases: Mapping[str, tuple[FactCase, ...]] = field(default_factory=dict)
    change_log: str = ""
    since: Since | None = None


POSITIONS = {"below": "just below", "at": "at the limit", "above": "just above"}

_BOUNDARIES: TypeAdapter[Mapping[str, tuple[BoundaryExample, ...]]] = TypeAdapter(
    dict[str, tuple[BoundaryExample, ...]]
)
_FACT_CASES: TypeAdapter[Mapping[str, tuple[FactCase, ...]]] = TypeAdapter(dict[str, tuple[FactCase, ...]])


def read_inputs(
    scenarios: Path | None = None,
    boundaries: Path | None = None,
    fact_cases: Path | None = None,
    change_log: Path | None = None,
) -> SiteInputs:
    """The inputs from their files. Raises SiteInputError for one that is malformed, OSError for an unreadable one."""
    return SiteInputs(
        scenarios=None if scenarios is None else _run(scenarios),
        boundaries={} if boundaries is None else _read(_BOUNDARIES, boundaries, "the boundary examples"),
        fact_cases={} if fact_cases is None else _read(_FACT_CASES, fact_cases, "the tables of cases"),
        change_log="" if change_log is None else change_log.read_text(encoding="utf-8"),
    )


def boundaries_of(book: RuleBook) -> dict[str, tuple[BoundaryExample, ...]]:
    """The patients at the limits that the book itself holds, by rule; those that can't be read are left out."""
    found: dict[str, list[BoundaryExample]] = {}
    for case in read_boundaries(book)[0]:
        example = BoundaryExample(
            about=f"{label_of(case.fact)}, {case.limit}",
            position=POSITIONS[case.side],
            shows=case.value,
            verdict=case.verdict.value,
            role=case.role,
            note=case.note,
            profile=case.profile,
        )
        found.setdefault(case.rule, []).append(example)
    return {rule: tuple(examples) for rule, examples in found.items()}


def since(name: str, old: RuleBook, new: RuleBook) -> Since:
    """The difference of two books, with a made-up patient for each rule whose verdict can differ."""
    change = compare(old, new)
    patients = {}
    for rule in change.rules:
        found = witness(rule.rule, old, new) if rule.needs == "major" else None
        if found is not None:
            profile, before, after = found
            patients[rule.rule] = (profile.model_dump_json(exclude_none=True), before, after)
    return Since(name, change, patients)


def _run(path: Path) -> ScenarioRun:
    try:
        return read_scenarios(path.read_bytes())
    except ValueError as error:
        raise SiteInputError(f"the results of the scenarios can't be used: {error}") from None


def _read(adapter: TypeAdapter[_T], path: Path, what: str) -> _T:
    try:
        return adapter.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SiteInputError(f"{what} can't be used: {first['msg']} (at {where or 'the top'})") from None
