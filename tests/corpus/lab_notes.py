"""The patient whose note to the transfusion laboratory is the longest: a hundred courses, and nothing that fits."""

from __future__ import annotations

from typing import Any

HOSTILE = "<script>alert('x')</script>&amp;\"><img src=x onerror=alert(1)>\u202e" + "漢" * 40 + "W" * 20
"""An identifier of 128 characters that a page would obey if it weren't escaped."""

_AGENTS = ("daratumumab", "isatuximab", "other_anti_cd38", None)


def longest() -> dict[str, Any]:
    """The profile as JSON-like data. Every course contradicts itself, and two regimens are only planned."""
    therapy = {
        "planned": {"agent": "undecided", "start_date": "2023-01"},
        "planned_alternative": {"agent": "other_anti_cd38", "doses_given": 3},
        "current": {"agent": "isatuximab", "start_date": "2010", "doses_given": 0},
        "prior": [_course(number) for number in range(100)],
    }
    test = {"date": "2024-03", "before_first_anti_cd38": True}
    transfusion = {
        "red_cells": "emergency",
        "red_cells_date": "2024",
        "extended_typing": {"done": True, **test},
        "kell": {"status": "positive", **test},
        "laboratory": {"notified_of": ["daratumumab", "isatuximab"]},
    }
    return {"patient_id": HOSTILE[:128], "as_of": "2024-03-15", "therapy": therapy, "transfusion": transfusion}


def _course(number: int) -> dict[str, Any]:
    course: dict[str, Any] = {"agent": _AGENTS[number % 4], "first_dose_date": f"20{10 + number // 12}"}
    if number % 3:
        course |= {"last_dose_date": f"20{12 + number // 12}-{1 + number % 12:02}-05", "days_since_last_dose": 5}
    return course
