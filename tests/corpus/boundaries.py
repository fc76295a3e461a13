"""Writes rules/boundaries.yaml: for each limit that a rule draws the smallest patient that shows what it decides.

He is moved to just below, at and just above the limit; the verdicts are those of the engines, and are read by
reviewers. Looked for is one for whom the rule turns from yes to no; only where there is none, one for whom it turns
from yes to unknown. Patients who still show a limit with the same verdicts are kept, so that a change of one rule
changes its own examples only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cd38rules.checks.whole_book.ask import known_data, removable, taken_out
from cd38rules.checks.whole_book.made_up import recorded
from cd38rules.checks.whole_book.masks import Known, Masks, Patients, known
from cd38rules.rules.book import RuleBook
from cd38rules.rules.boundaries import Boundary, read_boundaries
from cd38rules.rules.load import BOUNDARIES_FILE, load_rulebook
from tests.corpus.limits import Limit, Point, limits_of, points_at

ROOT = Path(__file__).resolve().parents[2]
HEAD = """# yaml-language-server: $schema=../schemas/boundaries.json
# For each limit that a rule draws: patients just below, at and just above it, with the verdict of the rule.
# Written by `make boundaries`; dates and counts of days run to the day of assessment.
"""
_CLEARANCE = (
    "eGFR is looked at only while creatinine clearance isn't recorded. A clearance within its own limit then stays "
    "possible, so that an eGFR beyond the limit leaves the rule open and never makes it no."
)
LEFT_OPEN = {
    ("renal-dara-kd-crr-not-assessed", "kidneys.egfr"): _CLEARANCE,
    ("renal-dara-pd-crr-not-reported", "kidneys.egfr"): _CLEARANCE,
}
"""The limits that never turn the rule to no, by rule and fact, with the reason that reviewers read."""
MADE_UP = 4_000
MOST_TRIED = 1_000
Json = dict[str, Any]
Shown = tuple[str, list[tuple[Point, str, Json]]]


def main() -> None:
    book = load_rulebook(ROOT / "rules")
    cases, missing = all_boundaries(book)
    (ROOT / "rules" / BOUNDARIES_FILE).write_text(HEAD + "".join(map(written, cases)), encoding="utf-8")
    without = ", ".join(f"{limit.rule} ({limit.fact} {limit.words})" for limit in missing)
    print(f"{len(cases)} patients written; limits without one: {without or 'none'}")


def written(case: Json) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in case.items() if value != ""]
    return "- " + "\n  ".join(lines) + "\n"


def all_boundaries(book: RuleBook) -> tuple[list[Json], list[Limit]]:
    """The patients at every limit, and the limits for which none was found."""
    kept = read_boundaries(book)[0]
    search = Search(book)
    cases: list[Json] = []
    missing: list[Limit] = []
    for limit in limits_of(book):
        earlier = [case for case in kept if (case.rule, case.fact, case.limit) == (limit.rule, limit.fact, limit.words)]
        shown = search.still_shown(limit, earlier) or search.shown(limit, earlier)
        if shown is None:
            missing.append(limit)
            continue
        role, points = shown
        cases += [
            {
                "rule": limit.rule,
                "fact": limit.fact,
                "limit": limit.words,
                "side": point.side,
                "value": point.value,
                "role": role,
                "verdict": verdict,
                "note": "" if is_turned([v for _, v, _ in points]) else LEFT_OPEN.get((limit.rule, limit.fact), ""),
                "profile": profile,
            }
            for point, verdict, profile in points
        ]
    return cases, missing


class Search:
    """Looks for patients at limits among those of the self-test and made-up ones."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._masks: Masks | None = None

    @property
    def masks(self) -> Masks:
        if self._masks is None:
            found = [patient for data in known_data(self.book, MADE_UP) if (patient := known(data)) is not None]
            found.sort(key=lambda patient: (len(json.dumps(patient.data)), json.dumps(patient.data)))
            self._masks = Masks(self.book, Patients(found))
        return self._masks

    def still_shown(self, limit: Limit, cases: list[Boundary]) -> Shown | None:
        """What the patients on file show, if it is still what they were kept for."""
        points = points_at(limit)
        if [case.value for case in cases] != [point.value for point in points]:
            return None
        role = cases[0].role
        verdicts = [self.verdict(limit.rule, role, case.profile) for case in cases]
        if verdicts != [case.verdict.value for case in cases] or not is_turned(verdicts):
            return None
        return role, [(p, v, c.profile) for p, v, c in zip(points, verdicts, cases, strict=True)]

    def shown(self, limit: Limit, earlier: list[Boundary]) -> Shown | None:
        """The first patient who is turned from yes to no, from the smallest on, made smaller; else one left open."""
        left_open: tuple[str, Json] | None = None
        for role, data in self._candidates(limit, earlier):
            found = self._at(limit, role, data)
            if found is None:
                continue
            if is_turned([verdict for _, verdict, _ in found]):
                return role, self._smaller(limit, role, data)
            left_open = left_open or (role, data)
        return left_open and (left_open[0], self._smaller(limit, *left_open))

    def verdict(self, rule: str, role: str, data: Json) -> str | None:
        """The verdict of a rule for a patient; None if the data is refused."""
        patient = known(data)
        if patient is None:
            return None
        masks = Masks(self.book, Patients([patient]))
        if role and not masks.active(role):
            return None
        return "yes" if masks.yes(rule, role) else "unknown" if masks.unknown(rule, role) else "no"

    def _candidates(self, limit: Limit, earlier: list[Boundary]) -> Iterator[tuple[str, Json]]:
        """Patients on file, then known ones to whom the rule applies, those first of whom the fact is known."""
        for case in earlier:
            yield case.role, case.profile
            none: Json = {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []}
            yield case.role, case.profile | {"therapy": none | case.profile.get("therapy", {})}
        masks = self.masks
        for role in masks.roles_of(limit.rule):
            name = role + limit.fact[len("regimen") :] if limit.fact.startswith("regimen.") else limit.fact
            fact_known = masks.any_of(masks.patients.values.get(name, {}).values())
            for bits in (masks.yes(limit.rule, role) & fact_known, masks.yes(limit.rule, role) & ~fact_known):
                yield from ((role, patient.data) for patient in self._first(bits))

    def _first(self, bits: int) -> Iterator[Known]:
        for _ in range(MOST_TRIED):
            patient = self.masks.first(bits)
            if patient is None:
                return
            yield patient
            bits &= bits - 1

    def _at(self, limit: Limit, role: str, data: Json) -> list[tuple[Point, str, Json]] | None:
        """The patient at each point of the limit with the verdicts; None where the limit decides nothing for him."""
        found = []
        for point in points_at(limit):
            moved = point.move(data | {"patient_id": "boundary"}, role)
            verdict = None if moved is None else self.verdict(limit.rule, role, moved)
            if moved is None or verdict is None:
                return None
            found.append((point, verdict, moved))
        return found if len({verdict for _, verdict, _ in found}) > 1 and "yes" in [v for _, v, _ in found] else None

    def _smaller(self, limit: Limit, role: str, data: Json) -> list[tuple[Point, str, Json]]:
        """The points of the patient without anything that the verdicts at the limit can do without."""
        points = self._at(limit, role, data) or []
        wanted = [verdict for _, verdict, _ in points]
        for path in removable(data):
            less = recorded(taken_out(data, path))
            found = self._at(limit, role, less)
            if found is not None and [verdict for _, verdict, _ in found] == wanted:
                return self._smaller(limit, role, less)
        return points


def is_turned(verdicts: list[str | None]) -> bool:
    """Whether a limit turns yes into no, or no into yes, and doesn't only leave the rule open."""
    return {"yes", "no"} <= set(verdicts)


if __name__ == "__main__":
    main()
