"""Isatuximab alone after daratumumab always gets one answer on its washout: a band, or one question."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.properties.counting import NIGHTLY

from cd38rules.engines import reference
from cd38rules.facts import ROLES, derive
from cd38rules.profile import PatientProfile
from cd38rules.rules.load import load_rulebook
from cd38rules.truth import YES

Json = dict[str, Any]
PLAN = load_rulebook(ROOT / "rules").plan
AFTER = "seq-isa-mono-after-dara"
BANDS = ("seq-isa-mono-washout-lt3", "seq-isa-mono-washout-3to6", "seq-isa-mono-washout-ge6")
UNDATED, OPEN = "missing-last-dose", "seq-washout-boundary"

TIMES: tuple[Json, ...] = (
    {},
    {"first_dose_date": "2022-01-01"},
    *({"last_dose_date": date} for date in ("2024-02-29", "2023-12-15", "2023-09-15", "2023-09-16", "2020", "2023-12")),
    *({"days_since_last_dose": days} for days in (20, 90, 120, 182, 400)),
    *({"months_since_last_dose": months} for months in (2.5, 3, 6)),
)
COURSES = [{"agent": agent} | time for agent, time in product(("daratumumab", "isatuximab", None), TIMES)]
ISATUXIMAB_ALONE = {"agent": "isatuximab", "route": "intravenous", "partner_drugs": []}
STARTS: tuple[Json, ...] = ({}, {"start_date": "2024-03-20"}, {"start_date": "2024-04"})
CURRENT: tuple[Json | None, ...] = (
    None,
    {"agent": "none"},
    {"agent": "daratumumab", "start_date": "2023-12-20"},
    {"agent": "daratumumab", "start_date": "2023-12-20", "last_dose_date": "2024-03-10"},
    {"agent": "daratumumab", "doses_given": 0},
    {"agent": "other_anti_cd38"},
)


def therapies() -> list[Json]:
    pairs = [[first] for first in COURSES] + [[first, second] for first, second in product(COURSES, COURSES)]
    planned = [
        {"planned": ISATUXIMAB_ALONE | start, "current": current, "prior": prior}
        for start, current, prior in product(STARTS, CURRENT, pairs)
    ]
    begun = ({}, {"start_date": "2024-03-12"}, {"start_date": "2024-03"})
    given = [
        {"planned": {"agent": "none"}, "current": ISATUXIMAB_ALONE | day, "prior": p}
        for day, p in product(begun, pairs)
    ]
    return planned + given


@pytest.mark.hazard("H4")
def test_each_patient_gets_one_band_or_one_question() -> None:
    found: Counter[str] = Counter()
    every = therapies()
    for therapy in every if NIGHTLY else random.Random(38).sample(every, 3000):
        profile = {
            "patient_id": "P",
            "as_of": "2024-03-15",
            "therapy": {k: v for k, v in therapy.items() if v is not None},
        }
        facts = derive(PatientProfile.model_validate(profile))
        outcome = reference.decide(PLAN, facts)
        for role in ROLES:
            if outcome.of(AFTER, "regimen", role) is not YES:
                continue
            answers = [rule for rule in (*BANDS, OPEN) if outcome.of(rule, "regimen", role) is YES]
            undated = outcome.of(UNDATED, "patient") is YES
            # A band may stand beside the question for the date of a course of the same antibody.
            same_undated = any(c["agent"] == "isatuximab" and not _dated(c) for c in therapy["prior"])
            assert len(answers) + undated == 1 or (len(answers) == 1 and same_undated), therapy
            found.update(answers or [UNDATED])
    assert set(found) == {*BANDS, OPEN, UNDATED}, "not every answer was reached"


def _dated(course: Json) -> bool:
    return any(
        course.get(key) is not None for key in ("last_dose_date", "days_since_last_dose", "months_since_last_dose")
    )
