"""Made-up patients for a book: numbers at and around the limits that its rules draw, everything else by chance.

The same book and seed give the same patients.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ...facts import VOCABULARY
from ...profile import DRUGS
from ...profile.calendar import add_months
from ...rules.book import RuleBook
from ...rules.condition import FactLeaf, walk

Json = dict[str, Any]
AS_OF = date(2024, 3, 15)
PD, KD = ["dexamethasone", "pomalidomide"], ["carfilzomib", "dexamethasone"]
PARTNERS: tuple[list[str], ...] = (
    *(PD, KD) * 4,
    *([],) * 4,
    ["dexamethasone", "lenalidomide"],
    ["bortezomib", "dexamethasone"],
    ["bortezomib", "melphalan", "prednisone"],
    ["bortezomib", "dexamethasone", "thalidomide"],
    ["bortezomib", "cyclophosphamide", "dexamethasone"],
    ["dexamethasone"],
    ["selinexor"],
)
SETTINGS = (*("relapsed_refractory_mm", "relapsed_mm") * 3, "newly_diagnosed_mm", "al_amyloidosis", "other")
ABNORMALITIES = ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q21)", "amp(1q)", "other_abnormality")
M_PROTEINS = ("IgG", "IgA", "IgM", "IgD", "IgE", "none")


def numbers_near_limits(book: RuleBook) -> dict[str, list[float]]:
    """For each number of the vocabulary values at, just below and just above what conditions compare it with."""
    found: dict[str, set[float]] = {}
    for decision in book.plan.decisions.values():
        for leaf in walk(decision.condition):
            if isinstance(leaf, FactLeaf) and VOCABULARY[leaf.fact].type == "number" and leaf.operator != "recorded":
                fact = VOCABULARY[leaf.fact]
                step = 1 if fact.integer else 0.1
                for literal in map(float, leaf.literals):
                    near = {literal - step, literal, literal + step}
                    found.setdefault(leaf.fact, set()).update(n for n in near if fact.low <= n <= fact.high)
    return {name: sorted(numbers) for name, numbers in found.items()}


class MadeUp:
    """Draws one patient after another."""

    def __init__(self, book: RuleBook, seed: int = 0) -> None:
        self.chance = random.Random(seed)
        self.limits = numbers_near_limits(book)
        self.missing = 0.25

    def patients(self, count: int) -> Iterator[Json]:
        """So many patients, each with its own share of fields that aren't recorded."""
        for number in range(count):
            self.missing = self.chance.choice((0.03, 0.03, 0.1, 0.25, 0.5))
            patient = recorded(self._patient())
            assert isinstance(patient, dict)
            yield {"patient_id": f"made-up-{number}", "as_of": AS_OF.isoformat()} | patient

    def _one(self, *choices: Any) -> Any:
        return None if self.chance.random() < self.missing else self.chance.choice(choices)

    def _flag(self, yes: float = 0.5) -> bool | None:
        return None if self.chance.random() < self.missing else self.chance.random() < yes

    def _number(self, fact: str, *usual: float) -> float | int | None:
        limits = self.limits.get(fact, [])
        value = self._one(*usual, *limits, *limits)
        if value is None:
            return None
        return int(value) if VOCABULARY[fact].integer else round(float(value), 3)

    def _day(self, first: int, last: int) -> str:
        day = (AS_OF + timedelta(self.chance.randint(first, last))).isoformat()
        return day[: self.chance.choice((10, 10, 10, 10, 7))]

    def _patient(self) -> Json:
        return {
            "region": self._one("US", "EU", "other"),
            "person": {"age_years": self._number("person.age", 40, 70), "weight_kg": self._one(70)},
            "disease": {
                "setting": self._one(*SETTINGS),
                "prior_lines": self._number("disease.prior_lines", 0, 1, 2, 3, 4),
                "m_protein": self._one([], *[[self._protein()]] * 3, [self._protein(), self._protein()]),
                "soft_tissue_plasmacytoma": self._flag(),
                "refractory_to": self._one([], ["daratumumab"], ["lenalidomide"]),
            },
            "cytogenetics": self._cytogenetics(),
            "therapy": self._therapy(),
            "lungs": {
                "copd": self._flag(0.6),
                "fev1_percent": self._number("lungs.fev1", 30, 80),
                "asthma": {
                    "present": self._flag(),
                    "severity": self._one("mild", "moderate", "severe"),
                    "controlled": self._flag(),
                    "persistent": self._flag(),
                },
            },
            "reactions": {"major_infusion_reaction": self._flag(0.3)},
            "kidneys": self._kidneys(),
            "transfusion": self._transfusion(),
            "response_assessment": {
                "method": self._one("immunofixation", "mass_spectrometry", "hydrashift", "dira", "other"),
                "immunofixation_result": self._one("positive", "negative"),
            },
        }

    def _protein(self) -> Json:
        return {
            "heavy_chain": self._one("IgG", "IgG", *M_PROTEINS),
            "light_chain": self._one("kappa", "kappa", "lambda"),
        }

    def _cytogenetics(self) -> Json:
        findings: list[Json] = []
        yes = self.chance.choice((0.0, 0.3, 0.8))
        for name in ABNORMALITIES:
            if self.chance.random() < self.missing:
                continue
            present = self.chance.random() < yes
            finding: Json = {"abnormality": name, "present": present}
            if present and name in ABNORMALITIES[:3]:
                fact = {"del(17p)": "del_17p", "t(4;14)": "t_4_14", "t(14;16)": "t_14_16"}[name]
                finding["clone_percent"] = self._number(f"cytogenetics.{fact}_clone", 60)
            if present and name == "gain(1q21)":
                finding["isolated"] = self._flag()
            findings.append(finding)
        return {"fish_assessed": self._flag(0.9), "findings": findings or None}

    def _kidneys(self) -> Json:
        value = self._number("kidneys.egfr", 30, 90)
        return {
            "egfr": None if value is None else {"value": value, "equation": self._one("MDRD", "MDRD", "CKD-EPI_2021")},
            "creatinine_clearance_ml_min": self._number("kidneys.creatinine_clearance", 30, 90),
            "dialysis": self._flag(0.15),
        }

    def _transfusion(self) -> Json:
        return {
            "red_cells": self._one("planned", "planned", "expected", "emergency", "not_expected"),
            "red_cells_date": self._one(None, self._day(-400, 400), self._day(0, 30)),
            "compatibility_test_planned": self._flag(),
            "extended_typing": {"done": self._flag(0.7), **self._timing()},
            "kell": {"status": self._one("positive", "negative"), **self._timing()},
            "laboratory": {
                "dtt": self._flag(0.4),
                "modified_dtt": self._flag(0.2),
                "trypsin": self._flag(0.4),
                "notified_of": self._one([], ["daratumumab"], ["isatuximab"], ["daratumumab", "isatuximab"]),
            },
        }

    def _timing(self) -> Json:
        return {"before_first_anti_cd38": self._flag(0.7), "date": self._one(None, None, self._day(-900, 0))}

    def _therapy(self) -> Json:
        chance = self.chance.random()
        therapy: Json = {
            "current": self._regimen("current") if chance < 0.55 else {"agent": "none"},
            "planned": self._regimen("planned") if chance > 0.35 else {"agent": "none"},
            "prior": [self._course() for _ in range(self.chance.choice((0, 0, 1, 1, 1, 2, 2, 3)))],
        }
        if self.chance.random() < 0.15:
            therapy["planned_alternative"] = self._regimen("alternative")
        return {role: None if self.chance.random() < self.missing / 2 else part for role, part in therapy.items()}

    def _regimen(self, role: str) -> Json:
        current = role == "current"
        agents = [*("daratumumab", "isatuximab") * 5, "other_anti_cd38"] + ([] if current else ["undecided"] * 2)
        regimen: Json = {
            "agent": self.chance.choice(agents),
            "route": self._one("intravenous", "intravenous", "subcutaneous", *(() if current else ("undecided",))),
            "partner_drugs": self._one(*PARTNERS, self.chance.sample(sorted(DRUGS), 2)),
            "start_date": self._one(self._day(-300, 0) if current else self._day(0, 200)),
        }
        if current or self.chance.random() < 0.05:
            regimen["doses_given"] = self._number("regimen.doses_given", 0, 1, 8)
        if current:
            regimen["last_dose_date"] = self._one(self._day(-60, 0), self._day(-300, 0))
        return regimen

    def _course(self) -> Json:
        course: Json = {
            "agent": self._one(*("daratumumab", "isatuximab") * 3, "other_anti_cd38"),
            "partner_drugs": self._one(PD, KD, []),
            "refractory": self._flag(),
            "stop_reason": self._one("progression", "toxicity", "completed"),
        }
        months = self.chance.choice((1, 3, 6, 12))
        day = add_months(AS_OF, -months) + timedelta(self.chance.choice((-1, 0, 0, 1, 5)))
        how = self._one("date", "date", "month", "days", "months")
        if how in ("date", "month"):
            course["last_dose_date"] = day.isoformat()[: 10 if how == "date" else 7]
        elif how == "days":
            course["days_since_last_dose"] = self.chance.choice((40, 88, 90, 92, 150, 180, 182, 184, 400))
        elif how == "months":
            course["months_since_last_dose"] = self.chance.choice((1.0, 2.9, 3.0, 5.9, 6.0, 6.1, 12.0))
        if how == "date":
            course["first_dose_date"] = self._one((day - timedelta(200)).isoformat())
        return course


def recorded(value: Any) -> Any:
    """The same without fields that aren't recorded and groups that hold nothing; an empty list stays."""
    if isinstance(value, dict):
        found = {key: recorded(inner) for key, inner in value.items() if inner is not None}
        return {key: inner for key, inner in found.items() if inner != {}}
    return [recorded(inner) for inner in value] if isinstance(value, list) else value
