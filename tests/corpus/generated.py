"""Made-up patients in any number: each field drawn on its own, often not recorded, dates around the assessment.

The same seed gives the same patients on every machine and Python.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

COMBINATIONS = (
    *(["pomalidomide", "dexamethasone"],) * 3,
    *(["carfilzomib", "dexamethasone"],) * 3,
    ["lenalidomide", "dexamethasone"],
    ["bortezomib", "dexamethasone"],
    ["bortezomib", "melphalan", "prednisone"],
    ["bortezomib", "thalidomide", "dexamethasone"],
    ["bortezomib", "cyclophosphamide", "dexamethasone"],
    ["carfilzomib", "lenalidomide", "dexamethasone"],
    ["dexamethasone"],
    [],
)
SETTINGS = (*("relapsed_refractory_mm",) * 5, *("relapsed_mm",) * 2, "newly_diagnosed_mm", "al_amyloidosis", "other")
ABNORMALITIES = ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q21)", "amp(1q)", "other_abnormality")


class Maker:
    """Draws one patient after another."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def one_of(self, *choices: Any, missing: float = 0.25) -> Any:
        """One of the choices, or None for "not recorded"."""
        return None if self.chance.random() < missing else self.chance.choice(choices)

    def yes_no(self, yes: float = 0.5, missing: float = 0.3) -> bool | None:
        return None if self.chance.random() < missing else self.chance.random() < yes

    def number(self, low: int, high: int, step: float = 1, missing: float = 0.3) -> float | int | None:
        if self.chance.random() < missing:
            return None
        steps = self.chance.randint(0, round((high - low) / step))
        return low + steps if step == 1 else round(low + steps * step, 2)

    def patient(self, number: int) -> Json:
        as_of = date(2020, 1, 1) + timedelta(self.chance.randint(0, 2000))
        self.as_of = as_of
        current = {"agent": "none"} if self.chance.random() < 0.4 else self.regimen(current=True)
        # A course that has ended lies before the current one.
        longest = 300 if current and current["agent"] != "none" else 0
        prior = [self.course(longest) for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2)))]
        therapy: Json = {
            "prior": None if self.chance.random() < 0.15 else prior,
            "current": current,
            "planned": {"agent": "none"} if self.chance.random() < 0.25 else self.regimen(current=False),
        }
        if self.chance.random() < 0.1:
            therapy["planned_alternative"] = self.regimen(current=False)
        profile = {
            "patient_id": f"generated-{number}",
            "as_of": as_of.isoformat(),
            "region": self.one_of("US", "EU", "other"),
            "person": {"age_years": self.number(40, 90), "weight_kg": self.number(45, 120)},
            "disease": self.disease(),
            "cytogenetics": self.cytogenetics(),
            "therapy": therapy,
            "lungs": self.lungs(),
            "reactions": {"major_infusion_reaction": self.yes_no(0.1)},
            "kidneys": self.kidneys(),
            "transfusion": self.transfusion(),
            "response_assessment": {
                "method": self.one_of("immunofixation", "mass_spectrometry", "hydrashift", "dira", missing=0.6)
            },
        }
        found = _recorded(profile)
        assert isinstance(found, dict)
        return found

    def regimen(self, current: bool) -> Json | None:
        if self.chance.random() < 0.1:
            return None
        agents = ("daratumumab", "daratumumab", "isatuximab", "isatuximab", "other_anti_cd38")
        start = self.as_of + timedelta(self.chance.randint(-300, -1) if current else self.chance.randint(0, 30))
        regimen: Json = {
            "agent": self.chance.choice(agents if current else (*agents, "undecided")),
            "route": self.one_of("intravenous", "subcutaneous", *(() if current else ("undecided",))),
            "partner_drugs": self.one_of(*COMBINATIONS, missing=0.15),
            "start_date": self.one_of(start.isoformat(), start.isoformat()[:7])
            if current
            else self.one_of(start.isoformat()),
        }
        if current:
            regimen["doses_given"] = self.number(1, 30)
        return regimen

    def course(self, before: int) -> Json:
        days = self.chance.choice((20, 85, 90, 100, 182, 183, 200, 400, 1500)) + self.chance.randint(0, 3) + before
        last = self.as_of - timedelta(days)
        course: Json = {
            "agent": self.one_of("daratumumab", "daratumumab", "isatuximab", missing=0.08),
            "partner_drugs": self.one_of(*COMBINATIONS),
            "first_dose_date": self.one_of((last - timedelta(200)).isoformat()),
            "refractory": self.yes_no(),
            "stop_reason": self.one_of("progression", "toxicity", "completed"),
        }
        how = self.chance.random()
        if how < 0.6:
            course["last_dose_date"] = self.chance.choice((last.isoformat(), last.isoformat()[:7]))
        elif how < 0.75:
            course["days_since_last_dose"] = days
            course["first_dose_date"] = None
        return course

    def disease(self) -> Json:
        return {
            "setting": self.one_of(*SETTINGS, missing=0.15),
            "prior_lines": self.number(1, 7),
            "m_protein": self.one_of(
                [{"heavy_chain": "IgG", "light_chain": "kappa"}],
                [{"heavy_chain": "IgG", "light_chain": "lambda"}],
                [{"heavy_chain": "IgA", "light_chain": "kappa"}],
                [{"heavy_chain": "none", "light_chain": "lambda"}],
                [{"heavy_chain": "IgG"}],
            ),
            "soft_tissue_plasmacytoma": self.yes_no(0.15),
        }

    def cytogenetics(self) -> Json | None:
        if self.chance.random() < 0.3:
            return None
        findings = [
            {"abnormality": name, "present": self.chance.random() < 0.2}
            for name in ABNORMALITIES
            if self.chance.random() < 0.8
        ]
        for finding in findings:
            if finding["present"] and finding["abnormality"] in ABNORMALITIES[:3]:
                finding["clone_percent"] = self.one_of(10, 29, 30, 31, 49, 50, 51, 90)
            if finding["present"] and finding["abnormality"] == "gain(1q21)":
                finding["isolated"] = self.yes_no()
        return {"fish_assessed": True, "findings": findings}

    def lungs(self) -> Json:
        return {
            "copd": self.yes_no(0.2),
            "fev1_percent": self.one_of(30, 49.9, 50, 60, 85, missing=0.5),
            "asthma": {
                "present": self.yes_no(0.2),
                "severity": self.one_of("mild", "moderate", "severe", missing=0.5),
                "controlled": self.yes_no(0.7),
            },
        }

    def kidneys(self) -> Json:
        value = self.number(10, 120, 0.1)
        equation = self.one_of("MDRD", "MDRD", "CKD-EPI_2009", "CKD-EPI_2021")
        return {
            "egfr": None if value is None else {"value": value, "equation": equation},
            "creatinine_clearance_ml_min": self.number(10, 120, 0.1),
            "dialysis": self.yes_no(0.05),
        }

    def transfusion(self) -> Json:
        cells = self.one_of("planned", "expected", "not_expected", "not_expected", "emergency")
        day = self.as_of + timedelta(self.chance.randint(0, 14))
        return {
            "red_cells": cells,
            "red_cells_date": self.one_of(day.isoformat()) if cells != "not_expected" else None,
            "compatibility_test_planned": self.yes_no(),
            "extended_typing": {"done": self.yes_no(0.7), "before_first_anti_cd38": self.yes_no(0.7)},
            "kell": {
                "status": self.one_of("negative", "negative", "positive", missing=0.4),
                "before_first_anti_cd38": self.yes_no(0.7),
            },
            "laboratory": {
                "dtt": self.yes_no(0.6),
                "trypsin": self.yes_no(0.2),
                "notified_of": self.one_of([], ["daratumumab"], ["isatuximab"], ["daratumumab", "isatuximab"]),
            },
        }


def patients(count: int, seed: int = 2022) -> Iterator[Json]:
    """`count` made-up patients as plain data."""
    maker = Maker(seed)
    return (maker.patient(number) for number in range(count))


def _recorded(value: Any) -> Any:
    """The same without fields that aren't recorded and groups that hold nothing."""
    if isinstance(value, dict):
        found = {key: _recorded(inner) for key, inner in value.items() if inner is not None}
        return {key: inner for key, inner in found.items() if inner != {}}
    return [_recorded(inner) for inner in value] if isinstance(value, list) else value
