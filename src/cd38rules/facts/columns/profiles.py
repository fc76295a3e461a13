"""Profiles to columns: what is on record, read field by field into one row a patient, and one a prior course.

No judgement is made here. Dates come as their earliest and latest day, choices as bits, lists as masks of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

import polars as pl

from ...profile import PartialDate, PatientProfile, drug_classes
from ..patient_vocabulary import HEAVY_CHAINS, LIGHT_CHAINS
from ..regimen import COMBINATIONS
from .bits import DARATUMUMAB, ISATUXIMAB, OTHER, OTHER_ANTIBODY, UNDECIDED, UNNAMED, bits_of, mask_of

Cells = Sequence[Any]
Rows = list[Cells]

AGENT_BITS = {"daratumumab": DARATUMUMAB, "isatuximab": ISATUXIMAB, "other_anti_cd38": OTHER_ANTIBODY}
PLAN_BITS = AGENT_BITS | {"undecided": UNDECIDED, "none": 0}
COURSE_BITS: dict[str | None, int] = dict(AGENT_BITS) | {None: UNNAMED}
STOP_IS_PROGRESSION = {"progression": True, "toxicity": False, "completed": False, "patient_choice": False}
STOP_IS_PROGRESSION["other"] = False

EPOCH = date(1970, 1, 1).toordinal()
AT_ONCE = 1024
"""Profiles that become columns together: few enough that what was read of them is still in the processor's cache."""

FINDINGS = ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q21)", "amp(1q)", "other_abnormality")
PREFIXES = {"current": "cur_", "planned": "pln_", "alternative": "alt_"}
"""What the columns of each regimen begin with."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """`patients` has one row a profile; `courses` one a prior course, with `row`, the place of its patient."""

    patients: pl.DataFrame
    courses: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record, the type of its column, and how a Python value becomes one of that type.

    A date becomes two columns, `<name>_lo` and `<name>_hi`, of a PartialDate's earliest and latest day.
    """

    field: str
    name: str
    dtype: Any
    convert: Callable[[Any], Any] | None = None


def flag(field: str, name: str) -> Column:
    return Column(field, name, pl.Boolean)


def number(field: str, name: str) -> Column:
    return Column(field, name, pl.Float64)


def choice(field: str, name: str, fact: str) -> Column:
    return Column(field, name, pl.UInt32, bits_of(fact).get)


def when(field: str, name: str) -> Column:
    return Column(field, name, pl.Date)


@lru_cache(maxsize=4096)
def _drugs(names: tuple[str, ...] | None) -> int | None:
    return None if names is None else mask_of("regimen.partner_drugs", names)


@lru_cache(maxsize=4096)
def _combination(names: tuple[str, ...] | None) -> int | None:
    if names is None:
        return None
    known = COMBINATIONS.get(frozenset(names))
    if known is None:
        steroids_only = all(drug_classes(name) == frozenset({"corticosteroid"}) for name in names)
        known = "corticosteroid_only" if steroids_only else "other"
    return bits_of("regimen.combination")[known]


@lru_cache(maxsize=4096)
def _classes(names: tuple[str, ...] | None) -> int | None:
    if names is None:
        return None
    return mask_of("regimen.partner_classes", {kind for name in names for kind in drug_classes(name)})


@lru_cache(maxsize=4096)
def _refractory(names: tuple[str, ...] | None) -> int | None:
    return None if names is None else mask_of("disease.refractory_to", names)


@lru_cache(maxsize=64)
def _notified(names: tuple[str, ...] | None) -> int | None:
    return None if names is None else mask_of("laboratory.notified_of", names)


def _m_protein_surely(proteins: Any) -> int | None:
    return None if proteins is None else _m_protein(tuple((p.heavy_chain, p.light_chain) for p in proteins))[0]


def _m_protein_possibly(proteins: Any) -> int | None:
    return None if proteins is None else _m_protein(tuple((p.heavy_chain, p.light_chain) for p in proteins))[1]


@lru_cache(maxsize=4096)
def _m_protein(chains: tuple[tuple[str | None, str | None], ...]) -> tuple[int, int]:
    surely = possibly = 0
    for heavy, light in chains:
        heavies = (heavy,) if heavy else HEAVY_CHAINS
        lights = (light,) if light else LIGHT_CHAINS
        mask = mask_of("disease.m_protein", (f"{h}_{li}" for h in heavies for li in lights))
        possibly |= mask
        surely |= mask if heavy and light else 0
    return surely, possibly


def _regimen(prefix: str) -> tuple[Column, ...]:
    return (
        Column("agent", f"{prefix}agent", pl.UInt32, PLAN_BITS.get),
        choice("route", f"{prefix}route", "regimen.route"),
        Column("route", f"{prefix}route_open", pl.Boolean, lambda route: route == "undecided"),
        Column("partner_drugs", f"{prefix}drugs", pl.UInt32, _drugs),
        Column("partner_drugs", f"{prefix}combination", pl.UInt32, _combination),
        Column("partner_drugs", f"{prefix}classes", pl.UInt32, _classes),
        number("doses_given", f"{prefix}doses"),
        when("start_date", f"{prefix}start"),
        when("last_dose_date", f"{prefix}last"),
    )


GROUPS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    # The path of a record inside the profile ("" is the profile), and what is read from it.
    ("", (Column("as_of", "as_of", pl.Date), choice("region", "region", "region"))),
    ("person", (number("age_years", "age"), when("birth_date", "birth"), number("weight_kg", "weight"))),
    (
        "disease",
        (
            choice("setting", "setting", "disease.setting"),
            number("prior_lines", "prior_lines"),
            flag("soft_tissue_plasmacytoma", "plasmacytoma"),
            Column("refractory_to", "refractory_to", pl.UInt64, _refractory),
            Column("m_protein", "m_protein_surely", pl.UInt64, _m_protein_surely),
            Column("m_protein", "m_protein_possibly", pl.UInt64, _m_protein_possibly),
        ),
    ),
    ("lungs", (flag("copd", "copd"), number("fev1_percent", "fev1"))),
    (
        "lungs.asthma",
        (
            flag("present", "asthma"),
            choice("severity", "asthma_severity", "lungs.asthma_severity"),
            flag("persistent", "asthma_persistent"),
            flag("controlled", "asthma_controlled"),
        ),
    ),
    ("reactions", (flag("major_infusion_reaction", "reaction"),)),
    ("kidneys", (number("creatinine_clearance_ml_min", "crcl"), flag("dialysis", "dialysis"))),
    ("kidneys.egfr", (number("value", "egfr"), choice("equation", "egfr_equation", "kidneys.egfr_equation"))),
    (
        "transfusion",
        (
            choice("red_cells", "red_cells", "transfusion.red_cells"),
            when("red_cells_date", "cells"),
            flag("compatibility_test_planned", "compatibility_test"),
        ),
    ),
    (
        "transfusion.extended_typing",
        (flag("done", "typing_done"), when("date", "typing"), flag("before_first_anti_cd38", "typing_before")),
    ),
    (
        "transfusion.kell",
        (
            choice("status", "kell", "transfusion.kell"),
            when("date", "kell"),
            flag("before_first_anti_cd38", "kell_before"),
        ),
    ),
    (
        "transfusion.laboratory",
        (
            flag("dtt", "dtt"),
            flag("modified_dtt", "modified_dtt"),
            flag("trypsin", "trypsin"),
            Column("notified_of", "notified_of", pl.UInt64, _notified),
        ),
    ),
    (
        "response_assessment",
        (
            choice("method", "response_method", "response.method"),
            choice("immunofixation_result", "immunofixation", "response.immunofixation"),
        ),
    ),
    ("therapy.current", _regimen("cur_")),
    ("therapy.planned", _regimen("pln_")),
    ("therapy.planned_alternative", _regimen("alt_")),
)

COURSE: tuple[Column, ...] = (
    Column("agent", "agent", pl.UInt32, COURSE_BITS.get),
    Column("partner_drugs", "drugs", pl.UInt32, _drugs),
    when("first_dose_date", "first"),
    when("last_dose_date", "last"),
    Column("days_since_last_dose", "days", pl.Int32),
    number("months_since_last_dose", "months"),
    flag("refractory", "refractory"),
    Column("stop_reason", "stopped_for_progression", pl.Boolean, STOP_IS_PROGRESSION.get),
)


class Reader:
    """Collects what is on record of one profile after another; a profile that was added needn't be kept."""

    def __init__(self) -> None:
        self._parts: list[Recorded] = []
        self._before = 0
        self._begin()

    def _begin(self) -> None:
        self._rows: dict[str, list[Any]] = {path: [] for path, _ in GROUPS}
        self._findings: list[Any] = []
        self._prior_known: list[bool] = []
        self._course_rows: list[int] = []
        self._courses: list[Any] = []
        # Bound once: the loop below runs for every patient.
        self._readers = tuple((path, *_reader(columns), self._rows[path].append) for path, columns in GROUPS)

    @property
    def height(self) -> int:
        """How many profiles were added."""
        return self._before + len(self._prior_known)

    def add(self, profile: PatientProfile) -> None:
        """Adds one profile."""
        therapy, transfusion, lungs, kidneys = _PARENTS(profile)
        records = {"": profile, **_NO_RECORDS}
        records["person"], records["disease"], records["reactions"], records["response_assessment"] = _PLAIN(profile)
        records["lungs"], records["kidneys"], records["transfusion"] = lungs, kidneys, transfusion
        if lungs is not None:
            records["lungs.asthma"] = lungs.asthma
        if kidneys is not None:
            records["kidneys.egfr"] = kidneys.egfr
        if transfusion is not None:
            records["transfusion.extended_typing"] = transfusion.extended_typing
            records["transfusion.kell"] = transfusion.kell
            records["transfusion.laboratory"] = transfusion.laboratory
        prior = None
        if therapy is not None:
            records["therapy.current"], records["therapy.planned"] = therapy.current, therapy.planned
            records["therapy.planned_alternative"], prior = therapy.planned_alternative, therapy.prior
        for path, read, nothing, append in self._readers:
            record = records[path]
            append(nothing if record is None else read(record))
        cytogenetics = profile.cytogenetics
        self._findings.append(None if cytogenetics is None else _findings_of(cytogenetics))
        if prior:
            self._course_rows += [self.height] * len(prior)
            self._courses += map(_READ_COURSE, prior)
        self._prior_known.append(prior is not None)
        if len(self._prior_known) == AT_ONCE:
            self._parts.append(self._taken())

    def columns(self) -> Recorded:
        """What was on record, one row a profile in the order of adding."""
        parts = [*self._parts, self._taken()]
        frames = ([part.patients for part in parts], [part.courses for part in parts])
        return Recorded(*(pl.concat(frame, rechunk=True) for frame in frames))

    def _taken(self) -> Recorded:
        """The columns of what was added since the last time, which begins anew."""
        found: list[pl.Series] = []
        for path, columns in GROUPS:
            found += _series(self._rows[path], columns)
        found += _findings(self._findings)
        found.append(pl.Series("prior_known", self._prior_known, dtype=pl.Boolean))
        place = pl.Series("row", self._course_rows, dtype=pl.UInt32)
        taken = Recorded(pl.DataFrame(found), pl.DataFrame([place, *_series(self._courses, COURSE)]))
        self._before = self.height
        self._begin()
        return taken


def read_columns(profiles: Iterable[PatientProfile]) -> Recorded:
    """What is on record of each profile, in their order."""
    reader = Reader()
    for profile in profiles:
        reader.add(profile)
    return reader.columns()


_PARENTS = attrgetter("therapy", "transfusion", "lungs", "kidneys")
_PLAIN = attrgetter("person", "disease", "reactions", "response_assessment")
_NO_RECORDS: dict[str, Any] = dict.fromkeys(path for path, _ in GROUPS if path)


def _fields(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column.field for column in columns))


def _reader(columns: tuple[Column, ...]) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[None, ...]]:
    """What reads the fields of a record, and what stands for them where there is none."""
    fields = _fields(columns)
    if len(fields) == 1:
        read = attrgetter(fields[0])
        return (lambda record: (read(record),)), (None,)
    return attrgetter(*fields), (None,) * len(fields)


_READ_COURSE = _reader(COURSE)[0]


def _types(columns: tuple[Column, ...]) -> Iterable[tuple[str, Any]]:
    for column in columns:
        if column.dtype == pl.Date and column.field != "as_of":
            yield from ((f"{column.name}_{end}", pl.Date) for end in ("lo", "hi"))
        else:
            yield column.name, column.dtype


def _series(rows: Rows, columns: tuple[Column, ...]) -> list[pl.Series]:
    if not rows:
        return [pl.Series(name, [], dtype=kind) for name, kind in _types(columns)]
    cells = dict(zip(_fields(columns), zip(*rows, strict=True), strict=True))
    found: list[pl.Series] = []
    for column in columns:
        values: Sequence[Any] = cells[column.field]
        if column.dtype == pl.Date and column.field != "as_of":
            found += _days(column.name, values)
            continue
        if column.convert is not None:
            values = list(map(column.convert, values))
        found.append(pl.Series(column.name, values, dtype=column.dtype))
    return found


def _days(name: str, values: Iterable[PartialDate | None]) -> list[pl.Series]:
    # By whole numbers of days, which polars takes in a fraction of the time that it takes date objects.
    firsts = [None if value is None else value.earliest.toordinal() - EPOCH for value in values]
    lasts = [None if value is None else value.latest.toordinal() - EPOCH for value in values]
    ends = ((f"{name}_lo", firsts), (f"{name}_hi", lasts))
    return [pl.Series(end, days, dtype=pl.Int32).cast(pl.Date) for end, days in ends]


def _findings_of(cytogenetics: Any) -> tuple[bool | None, tuple[Any, ...]]:
    return cytogenetics.fish_assessed, tuple(map(_FINDING, cytogenetics.findings or ()))


_FINDING = attrgetter("abnormality", "present", "clone_percent", "isolated")


def _findings(rows: Sequence[tuple[bool | None, tuple[Any, ...]] | None]) -> list[pl.Series]:
    """For each abnormality whether it is present, its clone in per cent, and whether it is isolated."""
    kinds = {"present": pl.Boolean, "clone": pl.Float64, "isolated": pl.Boolean}
    cells: dict[str, tuple[list[Any], ...]] = {name: tuple([None] * len(rows) for _ in kinds) for name in FINDINGS}
    for row, found in enumerate(rows):
        for name, *values in found[1] if found else ():
            for column, value in zip(cells[name], values, strict=True):
                column[row] = value
    return [
        pl.Series("fish_assessed", [None if found is None else found[0] for found in rows], dtype=pl.Boolean),
        *(
            pl.Series(f"{part}:{name}", values, dtype=kind)
            for name, columns in cells.items()
            for (part, kind), values in zip(kinds.items(), columns, strict=True)
        ),
    ]


__all__ = ["OTHER", "PREFIXES", "Reader", "Recorded", "read_columns"]
