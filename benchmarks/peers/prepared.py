"""What every peer gets: the facts of made-up patients, tested once for all. Preparing is timed for nobody.

Two tables: one row for each patient, for the rules of the patient; one for each regimen that a patient has, for the
rules about regimens, with the facts of the patient in it. A row is a plain dict; the same table is kept as columns,
where a test is one Boolean and null is "unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cd38rules.engines import reference
from cd38rules.engines.outcome import PATIENT, Outcome
from cd38rules.facts import VOCABULARY, Facts, Members, Range, Value, derive, instance_name
from cd38rules.profile import PatientProfile
from cd38rules.rules.condition import FactLeaf, walk
from cd38rules.rules.model import Scope
from cd38rules.truth import NO, UNKNOWN, YES

from .logic import Reading, base_of, reading_of
from .rules import RuleSet

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, bool | float]
SCOPES: tuple[Scope, ...] = ("patient", "regimen")
CODE_OF = {NO: 0, UNKNOWN: 1, YES: 2}
UNRECORDED = 1e6  # an unrecorded number lies below and above every limit


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one scope, the rules that are decided on them, and what the reference engine says of each.

    `verdicts` holds for each row one byte a rule: 0 no, 1 unknown, 2 yes.
    """

    rules: tuple[Reading, ...]
    rows: list[Row]
    verdicts: list[bytes]
    booleans: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of a row."""
        return (*self.booleans, *self.numbers)

    def frame(self) -> pl.DataFrame:
        """The same as columns: `<test>` is true, false or null; an unrecorded number is null."""
        import polars as pl

        columns: list[pl.Series] = []
        for name in self.booleans:
            if name.endswith("_recorded"):
                columns.append(pl.Series(name, [row[name] for row in self.rows], dtype=pl.Boolean))
            elif name.endswith("_s"):
                possibly = name[:-2] + "_p"
                values = [True if row[name] else None if row[possibly] else False for row in self.rows]
                columns.append(pl.Series(name[:-2], values, dtype=pl.Boolean))
        for name in self.numbers:
            numbers = [None if abs(row[name]) == UNRECORDED else row[name] for row in self.rows]
            columns.append(pl.Series(name, numbers, dtype=pl.Float64))
        return pl.DataFrame(columns)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set of rules over a list of patients. `facts` is what our own single-patient engines read."""

    rule_set: RuleSet
    profiles: list[PatientProfile]
    facts: list[Facts]
    tables: dict[Scope, Table]


def read_profiles(patients: Iterable[dict[str, object]]) -> list[PatientProfile]:
    """Validated profiles of plain data."""
    return [PatientProfile.model_validate(patient) for patient in patients]


def prepare(rule_set: RuleSet, profiles: Sequence[PatientProfile]) -> Prepared:
    """The tables of a set of rules, and the verdicts of the reference engine on every row."""
    facts = [derive(profile) for profile in profiles]
    outcomes = [reference.decide(rule_set.plan, known) for known in facts]
    return Prepared(
        rule_set, list(profiles), facts, {scope: _table(rule_set, scope, facts, outcomes) for scope in SCOPES}
    )


def _table(rule_set: RuleSet, scope: Scope, facts: list[Facts], outcomes: list[Outcome]) -> Table:
    decisions = rule_set.of(scope)
    tests = _tests(rule_set, scope)
    writers = [_writer(leaf, name) for name, leaf in tests.items()]
    rows: list[Row] = []
    for known, role in _seen(facts, scope):
        row: Row = {}
        for write in writers:
            write(known, role, row)
        rows.append(row)
    names = [decision.id for decision in decisions]
    return Table(
        rules=tuple(reading_of(decision, rule_set.decisions) for decision in decisions),
        rows=rows,
        verdicts=verdict_codes(names, scope, facts, outcomes),
        booleans=tuple(name for leaf in tests.values() for name in _fields(leaf) if not _is_number(leaf)),
        numbers=tuple(name for leaf in tests.values() for name in _fields(leaf) if _is_number(leaf)),
    )


def verdict_codes(
    names: Sequence[str], scope: Scope, facts: Sequence[Facts], outcomes: Sequence[Outcome]
) -> list[bytes]:
    """The verdicts of one of our single-patient engines as the bytes of a table."""
    found: list[bytes] = []
    for known, outcome in zip(facts, outcomes, strict=True):
        truths = outcome.truths
        for role in known.active_roles if scope == "regimen" else (PATIENT,):
            found.append(bytes(CODE_OF[truths[name, role]] for name in names))
    return found


def _seen(facts: list[Facts], scope: Scope) -> Iterable[tuple[Facts, str]]:
    return ((known, role) for known in facts for role in (known.active_roles if scope == "regimen" else (PATIENT,)))


def _tests(rule_set: RuleSet, scope: Scope) -> dict[str, FactLeaf]:
    """The tests that the rules of a scope make, with everything that they build on, by the name of their fields."""
    found: dict[str, FactLeaf] = {}
    waiting = [decision.id for decision in rule_set.of(scope)]
    for name in waiting:  # grows as it goes
        for part in walk(rule_set.decisions[name].condition):
            if isinstance(part, FactLeaf):
                found.setdefault(base_of(part), part)
        waiting.extend(target for target in rule_set.plan.depends_on[name] if target not in waiting)
    return found


def _is_number(leaf: FactLeaf) -> bool:
    return VOCABULARY[leaf.fact].type == "number" and leaf.operator != "recorded"


def _fields(leaf: FactLeaf) -> tuple[str, ...]:
    base = base_of(leaf)
    if leaf.operator == "recorded":
        return (base,)
    return (f"{base}_lo", f"{base}_hi") if _is_number(leaf) else (f"{base}_s", f"{base}_p")


def _writer(leaf: FactLeaf, base: str) -> Callable[[Facts, str, Row], None]:
    wanted = frozenset(leaf.literals)
    is_flag = VOCABULARY[leaf.fact].type == "flag"

    def recorded(facts: Facts, role: str, row: Row) -> None:
        row[base] = facts.is_recorded(instance_name(leaf.fact, role))

    def number(facts: Facts, role: str, row: Row) -> None:
        value = facts.values.get(instance_name(leaf.fact, role))
        known = isinstance(value, Range)
        row[f"{base}_lo"] = float(value.low) if isinstance(value, Range) else -UNRECORDED
        row[f"{base}_hi"] = float(value.high) if known and isinstance(value, Range) else UNRECORDED

    def test(facts: Facts, role: str, row: Row) -> None:
        value = facts.values.get(instance_name(leaf.fact, role))
        row[f"{base}_s"], row[f"{base}_p"] = _flag(value) if is_flag else _readings(value, wanted)

    return recorded if leaf.operator == "recorded" else number if _is_number(leaf) else test


def _flag(value: Value) -> tuple[bool, bool]:
    return value is True, value is not False


def _readings(value: Value, wanted: frozenset[str | float | bool]) -> tuple[bool, bool]:
    """Surely and possibly one of the values wanted."""
    if isinstance(value, Members):
        return bool(value.surely & wanted), bool(value.possibly & wanted)
    if isinstance(value, frozenset):
        return value <= wanted, bool(value & wanted)
    return False, True
