#!/usr/bin/env python3
"""Turns the two tables of the MMRF CoMMpass open-access tier into profiles for `cd38rules batch`.

    python examples/commpass/convert.py PATIENTS.csv TREATMENTS.csv > profiles.ndjson

One JSON object a line on standard output, in the order of the patient table; counts, and nothing of a single patient,
on standard error. What isn't recorded stays out of the profile, for absent means unknown. What was decided, and why,
stands in the README beside this file.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cd38rules.profile import ANTI_CD38, partner_drug

PATIENT_COLUMNS = ("bcr_patient_barcode", "age_at_diagnosis", "days_to_birth", "days_to_last_follow_up")
TREATMENT_COLUMNS = (
    "submitter_id_case",
    "therapeutic_agents",
    "regimen_or_line_of_therapy",
    "days_to_treatment_start",
    "days_to_treatment_end",
    "treatment_or_therapy",
)
LINES = {
    f"{ordinal} line of therapy": number
    for number, ordinal in enumerate(
        ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"), start=1
    )
}
NO_NAMED_DRUG = ("", "Other")
"""Cells that leave it open which drug was given."""

LONGEST_ID = 128
FARTHEST_DAY = 43_830
"""120 years: no age is above it, and no day of treatment lies further from the diagnosis."""
DEFAULT_DIAGNOSIS_DATE = date(2015, 1, 1)


class TableError(Exception):
    """A table that can't be used at all. Its text holds no cell."""


class Exposure(NamedTuple):
    """One row of the treatment table: a drug in a line of therapy, days counted from the diagnosis."""

    drug: str
    line: int | None
    start: int | None
    end: int | None


class Notes:
    """What the reader of the profiles should know: counts only."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.other_drugs: Counter[str] = Counter()
        self.profiles: Counter[str] = Counter()

    def lines(self) -> Iterator[str]:
        """The notes as text, one count a line."""
        for title, counts in (
            ("profiles", self.profiles),
            ("rows or cells that couldn't be used", self.rows),
            ("drugs beside an anti-CD38 antibody that became other_drug, by name", self.other_drugs),
        ):
            yield f"{title}:"
            yield from (f"  {count:6d}  {name}" for name, count in sorted(counts.items()))
            if not counts:
                yield "    none"


def rows_of(path: Path, columns: Iterable[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV table with a header. Raises TableError if a column is missing or it isn't UTF-8 CSV."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            reader = csv.DictReader(stream, restval="")
            missing = set(columns) - set(reader.fieldnames or ())
            if missing:
                raise TableError(f"{path.name} lacks the column {', '.join(sorted(missing))}")
            for row in reader:
                yield {name: row[name].strip() for name in columns}
        except (UnicodeDecodeError, csv.Error):
            raise TableError(f"{path.name} isn't a CSV table in UTF-8") from None


def day_in(cell: str, what: str, notes: Notes) -> int | None:
    """A whole number of days; None for an empty cell, and, counted, for one that isn't a sensible number."""
    if not cell:
        return None
    if re.fullmatch(r"-?[0-9]{1,6}(\.0+)?", cell) and abs(int(cell.split(".", maxsplit=1)[0])) <= FARTHEST_DAY:
        return int(cell.split(".", maxsplit=1)[0])
    notes.rows[f"{what}: not a whole number of days within 120 years; taken as not recorded"] += 1
    return None


def exposures_by_patient(path: Path, notes: Notes) -> dict[str, list[Exposure]]:
    """The drug exposures of each patient, in the order of the table."""
    found: dict[str, list[Exposure]] = {}
    for row in rows_of(path, TREATMENT_COLUMNS):
        if row["treatment_or_therapy"].casefold() == "no":
            notes.rows["treatment row: says that the treatment wasn't given"] += 1
            continue
        line = LINES.get(row["regimen_or_line_of_therapy"])
        if line is None:
            notes.rows["treatment row: line of therapy not understood"] += 1
        start = day_in(row["days_to_treatment_start"], "days_to_treatment_start", notes)
        end = day_in(row["days_to_treatment_end"], "days_to_treatment_end", notes)
        exposure = Exposure(row["therapeutic_agents"], line, start, end)
        found.setdefault(row["submitter_id_case"], []).append(exposure)
    return found


def last_day(follow_up: int | None, exposures: Iterable[Exposure]) -> int | None:
    """The day of the assessment: the last day on which something is known of the patient."""
    days = [follow_up, *(day for exposure in exposures for day in (exposure.start, exposure.end))]
    return max((day for day in days if day is not None), default=None)


def completed_years(born: date, on: date) -> int:
    """Age in completed years; a birthday on 29 February is reached on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def antibody_courses(exposures: list[Exposure], diagnosed: date, notes: Notes) -> list[dict[str, Any]]:
    """One prior course for each antibody and line of therapy, in the order of the lines."""
    groups: dict[tuple[int, str], list[Exposure]] = {}
    for exposure in exposures:
        if exposure.drug.casefold() in ANTI_CD38:
            groups.setdefault((exposure.line or 0, exposure.drug.casefold()), []).append(exposure)
    courses = []
    for (line, agent), rows in sorted(groups.items()):
        course: dict[str, Any] = {"agent": agent}
        partners = partners_in([e for e in exposures if line and e.line == line], notes)
        if partners:
            course["partner_drugs"] = partners
        starts = [row.start for row in rows if row.start is not None]
        ends = [row.end for row in rows if row.end is not None]
        if len(starts) == len(rows):
            course["first_dose_date"] = (diagnosed + timedelta(min(starts))).isoformat()
        if len(ends) == len(rows):
            course["last_dose_date"] = (diagnosed + timedelta(max(ends))).isoformat()
        notes.profiles["courses of " + agent] += 1
        notes.profiles[f"courses of {agent} with{'' if len(ends) == len(rows) else 'out'} a last day"] += 1
        courses.append(course)
    return courses


def partners_in(exposures: Iterable[Exposure], notes: Notes) -> list[str]:
    """The other drugs of a line, by the vocabulary's names. A row that names none (a transplant) adds none."""
    partners = set()
    for name in {exposure.drug for exposure in exposures} - {""}:
        if name.casefold() in ANTI_CD38:
            continue
        try:
            partners.add(partner_drug(name))
        except ValueError:
            partners.add("other_drug")
            notes.other_drugs[re.sub(r"[^\w -]", "?", name)[:40]] += 1
    return sorted(partners)


def profile_of(
    row: Mapping[str, str], exposures: list[Exposure], diagnosed: date, notes: Notes
) -> dict[str, Any] | None:
    """The profile of one patient; None, counted, for a row that can't become one."""
    patient_id = row["bcr_patient_barcode"]
    if not 0 < len(patient_id) <= LONGEST_ID:
        notes.rows["patient row left out: no usable identifier"] += 1
        return None
    follow_up = day_in(row["days_to_last_follow_up"], "days_to_last_follow_up", notes)
    assessed = last_day(follow_up, exposures)
    if assessed is None:
        notes.rows["patient row left out: no day of follow-up or treatment"] += 1
        return None
    as_of = diagnosed + timedelta(assessed)
    notes.profiles["written"] += 1
    notes.profiles["assessed on a day of treatment after the last follow-up"] += follow_up != assessed
    notes.profiles["last follow-up before the diagnosis"] += assessed < 0

    profile: dict[str, Any] = {"schema_version": "1", "patient_id": patient_id, "as_of": as_of.isoformat()}
    age = day_in(row["age_at_diagnosis"], "age_at_diagnosis", notes)
    born = day_in(row["days_to_birth"], "days_to_birth", notes) if age is None else -age
    if born is None:
        notes.profiles["without an age in days"] += 1
    else:
        profile["person"] = {"age_years": completed_years(diagnosed + timedelta(born), as_of)}

    numbers = [exposure.line for exposure in exposures if exposure.line is not None]
    if numbers and len(numbers) == len(exposures):
        profile["disease"] = {"prior_lines": max(numbers)}

    courses = antibody_courses(exposures, diagnosed, notes)
    if courses:
        profile["therapy"] = {"prior": courses}
        notes.profiles["with an ended anti-CD38 course"] += 1
    elif exposures and all(exposure.drug not in NO_NAMED_DRUG for exposure in exposures):
        profile["therapy"] = {"prior": []}
        notes.profiles["with no ended anti-CD38 course (every row names another drug)"] += 1
    else:
        notes.profiles["with earlier anti-CD38 therapy unknown (no row, or one that names no drug)"] += 1
    return profile


def profiles_of(patients: Path, treatments: Path, diagnosed: date, notes: Notes) -> Iterator[dict[str, Any]]:
    """The profiles of all patients, in the order of the patient table."""
    exposures = exposures_by_patient(treatments, notes)
    seen: set[str] = set()
    for row in rows_of(patients, PATIENT_COLUMNS):
        name = row["bcr_patient_barcode"]
        seen.add(name)
        profile = profile_of(row, exposures.get(name, []), diagnosed, notes)
        if profile is not None:
            yield profile
    strangers = sum(len(rows) for name, rows in exposures.items() if name not in seen)
    if strangers:
        notes.rows["treatment row: its patient isn't in the patient table"] += strangers


def diagnosis_date(text: str) -> date:
    """A nominal date that leaves room for a lifetime on both sides. Raises ValueError for any other."""
    day = date.fromisoformat(text)
    if not 2000 <= day.year <= 2070:
        raise ValueError("give a day from 2000 to 2070")
    return day


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if all went well, 4 if a table can't be used, 6 if a file can't be read or written."""
    parser = argparse.ArgumentParser(
        prog="convert.py", description="Turns the CoMMpass open-access tables into profiles, one JSON object a line."
    )
    parser.add_argument("patients", type=Path, help="the patient table (CSV)")
    parser.add_argument("treatments", type=Path, help="the treatment table (CSV)")
    parser.add_argument(
        "--diagnosis-date",
        type=diagnosis_date,
        default=DEFAULT_DIAGNOSIS_DATE,
        metavar="YYYY-MM-DD",
        help="nominal date of diagnosis, from which the days of the tables are counted (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    notes = Notes()
    try:
        for profile in profiles_of(options.patients, options.treatments, options.diagnosis_date, notes):
            sys.stdout.buffer.write(json.dumps(profile).encode("ascii") + b"\n")
        sys.stdout.buffer.flush()
    except TableError as error:
        print(f"convert.py: {error}", file=sys.stderr)
        return 4
    except OSError as error:
        print(f"convert.py: {error.strerror or 'a file failed'}: {Path(error.filename or '-').name}", file=sys.stderr)
        return 6
    for line in notes.lines():
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
