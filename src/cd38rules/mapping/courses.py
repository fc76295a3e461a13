"""Rows of drugs given to prior courses: grouped by line and antibody, with partners, and with the known none.

A day is known only if every row of the course has it. What starts surely after the assessment is left out, and what
ends after it counts as not ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..profile import ANTI_CD38, PartialDate
from .cells import key_in, word_of
from .convert import OTHER_DRUG, converter, drug_reader
from .errors import CellFault
from .getters import DatedRows, SpecOf, read_cell
from .model import Courses
from .patient import Patient
from .targets import Leaf

ANTIBODIES = (*ANTI_CD38, "other_anti_cd38")
PATH = "therapy.prior"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One row: a drug ("" if none is named), its line, its days, and the further fields of the course."""

    drug: str
    is_named: bool
    line: int | None
    start: PartialDate | None
    end: PartialDate | None
    more: tuple[Any, ...] = ()


class CourseReader:
    """Reads the courses of a patient."""

    def __init__(self, courses: Courses, spec_of: SpecOf) -> None:
        self.courses = courses
        spec = spec_of(courses.rows.table)
        self._rows = DatedRows(PATH, courses.rows, spec_of)
        self._drug = drug_reader(courses.drug.read)
        self._line = converter(Leaf("whole"), courses.line.read, spec) if courses.line else None
        self._start = converter(Leaf("date"), courses.start.read, spec) if courses.start else None
        self._end = converter(Leaf("date"), courses.end.read, spec) if courses.end else None
        self._more = [
            (target.inside[0], source, converter(target.leaf, source.read, spec)) for target, source in courses.more
        ]

    def put_into(self, profile: dict[str, Any], patient: Patient) -> None:
        """Adds prior courses (or the known none), the current one if declared, and the number of lines."""
        exposures = self._exposures(patient)
        if self.courses.prior_lines and exposures and all(one.line is not None for one in exposures):
            lines = {one.line for one in exposures if one.line is not None}
            count = max(lines) if self.courses.prior_lines == "highest" else len(lines)
            profile.setdefault("disease", {})["prior_lines"] = count
        found = self._courses(exposures)
        is_complete = self.courses.known_none and bool(exposures) and all(one.is_named for one in exposures)
        if found:
            current = self._current(found, patient.days.as_of)
            therapy = profile.setdefault("therapy", {})
            therapy["prior"] = [course for course in found if course is not current]
            if current is not None:
                therapy["current"] = _as_current(current)
                if not therapy["prior"] and not is_complete:
                    del therapy["prior"]
        elif is_complete:
            profile.setdefault("therapy", {})["prior"] = []

    def _exposures(self, patient: Patient) -> list[Exposure]:
        found = []
        as_of, courses, table = patient.days.as_of, self.courses, self.courses.rows.table
        for row, _, _ in self._rows.of(patient):
            cell = row.cells.get(courses.drug.column)
            is_named = True
            try:
                if key_in(word_of(cell), courses.unnamed) is not None:
                    drug, is_named = OTHER_DRUG, False
                else:
                    named = self._drug(cell)
                    drug, is_named = named or "", named is not None
            except CellFault as fault:
                patient.refuse(fault, PATH, table, row.number, courses.drug.column, cell)
                continue
            line = start = end = None
            if courses.line and self._line:
                line = read_cell("disease.prior_lines", table, row, courses.line.column, self._line, patient)
            if courses.start and self._start:
                start = _partial(read_cell(PATH, table, row, courses.start.column, self._start, patient))
            if courses.end and self._end:
                end = _partial(read_cell(PATH, table, row, courses.end.column, self._end, patient))
            if as_of is not None:
                first = start or end
                if first is not None and first.earliest > as_of:
                    continue
                if end is not None and end.latest > as_of:
                    end = None
            more = tuple(
                read_cell(PATH, table, row, source.column, convert, patient) for _, source, convert in self._more
            )
            found.append(Exposure(drug, is_named, line, start, end, more))
        return found

    def _courses(self, exposures: list[Exposure]) -> list[dict[str, Any]]:
        groups: dict[tuple[int, str], list[Exposure]] = {}
        for one in exposures:
            if one.drug in ANTIBODIES:
                groups.setdefault((one.line or 0, one.drug), []).append(one)
        found = []
        for (line, agent), rows in sorted(groups.items()):
            for part in self._parts(rows):
                course: dict[str, Any] = {"agent": agent}
                if self.courses.partners and line:
                    partners = {one.drug for one in exposures if one.line == line and one.drug} - {*ANTIBODIES}
                    if partners:
                        course["partner_drugs"] = sorted(partners)
                starts, ends = [one.start for one in part], [one.end for one in part]
                if None not in starts:
                    course["first_dose_date"] = min((day for day in starts if day), key=lambda day: day.earliest).text
                if None not in ends:
                    course["last_dose_date"] = max((day for day in ends if day), key=lambda day: day.latest).text
                for index, (name, _, _) in enumerate(self._more):
                    values = {one.more[index] for one in part}
                    if len(values) == 1 and None not in values:
                        course[name] = values.pop()
                found.append(course)
        return found

    def _parts(self, rows: list[Exposure]) -> list[list[Exposure]]:
        """The rows of one antibody, cut where it paused for longer than declared; whole if a day is missing."""
        gap = self.courses.gap_days
        if gap is None or any(one.start is None or one.end is None for one in rows):
            return [rows]
        ordered = sorted(rows, key=_start_of)
        parts = [[ordered[0]]]
        for one in ordered[1:]:
            ends = [before.end.latest if before.end else date.max for before in parts[-1]]
            if max(ends) < _start_of(one) - timedelta(gap):
                parts.append([one])
            else:
                parts[-1].append(one)
        return parts

    def _current(self, found: list[dict[str, Any]], as_of: date | None) -> dict[str, Any] | None:
        """The course with the latest dose, if that lies so near to the assessment that it is declared to be current."""
        within = self.courses.current_within_days
        if within is None or as_of is None:
            return None
        dated = [course for course in found if "last_dose_date" in course]
        latest = max(dated, key=lambda course: PartialDate(course["last_dose_date"]).latest, default=None)
        if latest is None or PartialDate(latest["last_dose_date"]).earliest < as_of - timedelta(within):
            return None
        return latest


_CURRENT = {
    "agent": "agent",
    "route": "route",
    "partner_drugs": "partner_drugs",
    "first_dose_date": "start_date",
    "last_dose_date": "last_dose_date",
}


def _as_current(course: dict[str, Any]) -> dict[str, Any]:
    return {_CURRENT[name]: value for name, value in course.items() if name in _CURRENT}


def _partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


def _start_of(one: Exposure) -> date:
    return one.start.earliest if one.start else date.min
