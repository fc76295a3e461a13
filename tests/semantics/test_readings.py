"""Base facts are plain readings of the profile: each field once, and what is absent, undecided or known none.

Expectations: architecture, sections 3 and 3a (absent is unknown, never no; an empty list is known none; undecided
counts as unrecorded).
"""

from __future__ import annotations

from typing import Any

import pytest

from cd38rules.facts import ROLES, VOCABULARY, Facts, Members, Range, Value, derive
from cd38rules.profile import PatientProfile
from cd38rules.truth import NO, UNKNOWN, YES, Truth

AS_OF = "2024-03-15"
Groups = dict[str, Any]
DARA, ISA, OTHER, UNNAMED = ({"agent": agent} for agent in ("daratumumab", "isatuximab", "other_anti_cd38", None))
NONE, UNDECIDED = {"agent": "none"}, {"agent": "undecided"}
DATED = {"last_dose_date": "2023", "first_dose_date": "2022"}
WITH_ALL = DATED | {"partner_drugs": [], "refractory": False, "stop_reason": "other"}


def facts_of(groups: Groups) -> Facts:
    return derive(PatientProfile.model_validate({"patient_id": "p1", "as_of": AS_OF, **groups}))


def number(low: float, high: float | None = None) -> Range:
    return Range(low, low if high is None else high)


def known(*names: str) -> Members:
    return Members(frozenset(names), frozenset(names))


def one(name: str) -> frozenset[str]:
    return frozenset({name})


def finding(abnormality: str, present: bool = True, **more: Any) -> Groups:
    return {"cytogenetics": {"findings": [{"abnormality": abnormality, "present": present, **more}]}}


def prior(*courses: Groups) -> Groups:
    return {"therapy": {"prior": list(courses)}}


def planned(**fields: Any) -> Groups:
    return {"therapy": {"planned": DARA | fields}}


def current(**fields: Any) -> Groups:
    return {"therapy": {"current": DARA | fields}}


TABLE: dict[str, dict[str, tuple[Groups, Value]]] = {
    "assessment.date": {"always": ({}, True)},
    "region": {"US": ({"region": "US"}, one("US")), "other": ({"region": "other"}, one("other"))},
    "person.age": {
        "stated": ({"person": {"age_years": 64}}, number(64)),
        "zero": ({"person": {"age_years": 0}}, number(0)),
        "the day before the birthday": ({"person": {"birth_date": "1960-03-16"}}, number(63)),
        "the birthday": ({"person": {"birth_date": "1960-03-15"}}, number(64)),
        "born in the month of the assessment": ({"person": {"birth_date": "1960-03"}}, number(63, 64)),
        "born in an earlier month": ({"person": {"birth_date": "1960-02"}}, number(64)),
        "born some day of a year": ({"person": {"birth_date": "1960"}}, number(63, 64)),
        "born this year": ({"person": {"birth_date": "2024"}}, number(0)),
        "born on 29 February, 28 February of a common year": (
            {"as_of": "2023-02-28", "person": {"birth_date": "1960-02-29"}},
            number(63),
        ),
        "born on 29 February, 28 February of a leap year": (
            {"as_of": "2024-02-28", "person": {"birth_date": "1960-02-29"}},
            number(63),
        ),
        "born on 29 February, 29 February": (
            {"as_of": "2024-02-29", "person": {"birth_date": "1960-02-29"}},
            number(64),
        ),
    },
    "person.weight": {"70 kg": ({"person": {"weight_kg": 70}}, number(70))},
    "disease.setting": {"relapsed": ({"disease": {"setting": "relapsed_mm"}}, one("relapsed_mm"))},
    "disease.prior_lines": {
        "zero": ({"disease": {"prior_lines": 0}}, number(0)),
        "three": ({"disease": {"prior_lines": 3}}, number(3)),
    },
    "disease.soft_tissue_plasmacytoma": {
        "present": ({"disease": {"soft_tissue_plasmacytoma": True}}, True),
        "absent": ({"disease": {"soft_tissue_plasmacytoma": False}}, False),
    },
    "disease.refractory_to": {
        "known none": ({"disease": {"refractory_to": []}}, known()),
        "two, one by its brand name": (
            {"disease": {"refractory_to": ["Revlimid", "daratumumab"]}},
            known("daratumumab", "lenalidomide"),
        ),
    },
    "disease.m_protein": {
        "known none": ({"disease": {"m_protein": []}}, known()),
        "IgG kappa": ({"disease": {"m_protein": [{"heavy_chain": "IgG", "light_chain": "kappa"}]}}, known("IgG_kappa")),
        "light chain only": (
            {"disease": {"m_protein": [{"heavy_chain": "none", "light_chain": "lambda"}]}},
            known("none_lambda"),
        ),
        "two": (
            {
                "disease": {
                    "m_protein": [
                        {"heavy_chain": "IgG", "light_chain": "kappa"},
                        {"heavy_chain": "IgA", "light_chain": "lambda"},
                    ]
                }
            },
            known("IgG_kappa", "IgA_lambda"),
        ),
        "IgG, light chain not recorded": (
            {"disease": {"m_protein": [{"heavy_chain": "IgG"}]}},
            Members(frozenset(), frozenset({"IgG_kappa", "IgG_lambda"})),
        ),
    },
    "cytogenetics.fish_assessed": {
        "done": ({"cytogenetics": {"fish_assessed": True}}, True),
        "not done": ({"cytogenetics": {"fish_assessed": False}}, False),
    },
    **{
        f"cytogenetics.{fact}": {
            "present": (finding(abnormality), True),
            "absent": (finding(abnormality, present=False), False),
            "another finding only": (finding(other), None),
            "FISH without any finding listed": ({"cytogenetics": {"fish_assessed": True, "findings": []}}, None),
        }
        for fact, abnormality, other in (
            ("del_17p", "del(17p)", "t(4;14)"),
            ("t_4_14", "t(4;14)", "t(14;16)"),
            ("t_14_16", "t(14;16)", "del(17p)"),
            ("gain_1q21", "gain(1q21)", "amp(1q)"),
            ("amp_1q", "amp(1q)", "gain(1q21)"),
            ("other_abnormality", "other_abnormality", "del(17p)"),
        )
    },
    **{
        f"cytogenetics.{fact}_clone": {
            "60 %": (finding(abnormality, clone_percent=60), number(60)),
            "not recorded": (finding(abnormality), None),
        }
        for fact, abnormality in (("del_17p", "del(17p)"), ("t_4_14", "t(4;14)"), ("t_14_16", "t(14;16)"))
    },
    "cytogenetics.gain_1q21_isolated": {
        "isolated": (finding("gain(1q21)", isolated=True), True),
        "not isolated": (finding("gain(1q21)", isolated=False), False),
        "not recorded": (finding("gain(1q21)"), None),
        "isolated amp(1q)": (finding("amp(1q)", isolated=True), None),
    },
    "lungs.copd": {"yes": ({"lungs": {"copd": True}}, True), "no": ({"lungs": {"copd": False}}, False)},
    "lungs.fev1": {"49.9 %": ({"lungs": {"fev1_percent": 49.9}}, number(49.9))},
    "lungs.asthma": {
        "yes": ({"lungs": {"asthma": {"present": True}}}, True),
        "no": ({"lungs": {"asthma": {"present": False}}}, False),
        "only described": ({"lungs": {"asthma": {"severity": "mild"}}}, None),
    },
    "lungs.asthma_severity": {"mild": ({"lungs": {"asthma": {"severity": "mild"}}}, one("mild"))},
    "lungs.asthma_persistent": {"yes": ({"lungs": {"asthma": {"persistent": True}}}, True)},
    "lungs.asthma_controlled": {"no": ({"lungs": {"asthma": {"controlled": False}}}, False)},
    "reactions.major_infusion_reaction": {
        "yes": ({"reactions": {"major_infusion_reaction": True}}, True),
        "no": ({"reactions": {"major_infusion_reaction": False}}, False),
    },
    "kidneys.egfr": {"59.9": ({"kidneys": {"egfr": {"value": 59.9}}}, number(59.9))},
    "kidneys.egfr_equation": {
        "MDRD": ({"kidneys": {"egfr": {"value": 60, "equation": "MDRD"}}}, one("MDRD")),
        "not recorded": ({"kidneys": {"egfr": {"value": 60}}}, None),
    },
    "kidneys.creatinine_clearance": {"60": ({"kidneys": {"creatinine_clearance_ml_min": 60}}, number(60))},
    "kidneys.dialysis": {
        "yes": ({"kidneys": {"dialysis": True}}, True),
        "no": ({"kidneys": {"dialysis": False}}, False),
    },
    "transfusion.red_cells": {"emergency": ({"transfusion": {"red_cells": "emergency"}}, one("emergency"))},
    "transfusion.red_cells_date": {"a month": ({"transfusion": {"red_cells_date": "2024-05"}}, True)},
    "transfusion.compatibility_test_planned": {
        "yes": ({"transfusion": {"compatibility_test_planned": True}}, True),
        "no": ({"transfusion": {"compatibility_test_planned": False}}, False),
    },
    "transfusion.typing_done": {
        "yes": ({"transfusion": {"extended_typing": {"done": True}}}, True),
        "no": ({"transfusion": {"extended_typing": {"done": False}}}, False),
    },
    "transfusion.typing_timing": {
        "by date": ({"transfusion": {"extended_typing": {"date": "2020"}}}, True),
        "stated": ({"transfusion": {"extended_typing": {"before_first_anti_cd38": False}}}, True),
        "not recorded": ({"transfusion": {"extended_typing": {"done": True}}}, None),
    },
    "transfusion.kell": {
        "positive": ({"transfusion": {"kell": {"status": "positive"}}}, one("positive")),
        "negative": ({"transfusion": {"kell": {"status": "negative"}}}, one("negative")),
    },
    "transfusion.kell_timing": {
        "by date": ({"transfusion": {"kell": {"date": "2020"}}}, True),
        "stated": ({"transfusion": {"kell": {"before_first_anti_cd38": True}}}, True),
        "not recorded": ({"transfusion": {"kell": {"status": "positive"}}}, None),
    },
    "laboratory.dtt_standard": {
        "yes": ({"transfusion": {"laboratory": {"dtt": True}}}, True),
        "no": ({"transfusion": {"laboratory": {"dtt": False}}}, False),
        "only modified": ({"transfusion": {"laboratory": {"modified_dtt": True}}}, None),
    },
    "laboratory.modified_dtt": {
        "yes": ({"transfusion": {"laboratory": {"modified_dtt": True}}}, True),
        "only standard": ({"transfusion": {"laboratory": {"dtt": True}}}, None),
    },
    "laboratory.trypsin": {"no": ({"transfusion": {"laboratory": {"trypsin": False}}}, False)},
    "laboratory.notified_of": {
        "known none": ({"transfusion": {"laboratory": {"notified_of": []}}}, known()),
        "daratumumab": ({"transfusion": {"laboratory": {"notified_of": ["daratumumab"]}}}, known("daratumumab")),
        "both": (
            {"transfusion": {"laboratory": {"notified_of": ["isatuximab", "daratumumab"]}}},
            known("daratumumab", "isatuximab"),
        ),
        "not recorded": ({"transfusion": {"laboratory": {"dtt": True}}}, None),
    },
    "response.method": {"dira": ({"response_assessment": {"method": "dira"}}, one("dira"))},
    "response.immunofixation": {
        "negative": ({"response_assessment": {"immunofixation_result": "negative"}}, one("negative"))
    },
    "prior.agents": {
        "not recorded": ({"therapy": {"current": DARA}}, None),
        "known none": (prior(), known()),
        "one": (prior(DARA), known("daratumumab")),
        "several, one twice": (prior(DARA, ISA, DARA, OTHER), known("daratumumab", "isatuximab", "other_anti_cd38")),
    },
    **{
        fact: {
            "not recorded": ({"therapy": {"current": DARA}}, None),
            "none to record": (prior(), True),
            "recorded": (prior(DARA | WITH_ALL), True),
            "recorded for both": (prior(DARA | WITH_ALL, ISA | WITH_ALL), True),
            "missing for the only one": (prior(DARA), None),
            "missing for one of two": (prior(DARA | WITH_ALL, ISA), None),
            "missing for one that isn't named": (prior(DARA | WITH_ALL, UNNAMED), None),
            "missing for another antibody only": (prior(DARA | WITH_ALL, OTHER), True),
        }
        for fact in (
            "prior.last_dose",
            "prior.first_dose",
            "prior.partner_drugs",
            "prior.refractory",
            "prior.stop_reason",
        )
    },
    "planned.agent": {
        "daratumumab": (planned(), one("daratumumab")),
        "another": ({"therapy": {"planned": OTHER}}, one("other_anti_cd38")),
        "undecided is either of the two": (
            {"therapy": {"planned": UNDECIDED}},
            frozenset({"daratumumab", "isatuximab"}),
        ),
        "not recorded": ({"therapy": {"planned": {"route": "subcutaneous"}}}, None),
    },
    "planned.route": {
        "subcutaneous": (planned(route="subcutaneous"), one("subcutaneous")),
        "undecided counts as unrecorded": (planned(route="undecided"), None),
        "not recorded": (planned(), None),
        "recorded without an agent": ({"therapy": {"planned": {"route": "subcutaneous"}}}, None),
    },
    "planned.partner_drugs": {
        "known none": (planned(partner_drugs=[]), known()),
        "by synonyms": (planned(partner_drugs=["Pomalyst", "dex"]), known("pomalidomide", "dexamethasone")),
        "not recorded": (planned(), None),
    },
    "planned.doses_given": {"zero": (planned(doses_given=0), number(0)), "not recorded": (planned(), None)},
    "planned.start": {"a month": (planned(start_date="2024-04"), True), "not recorded": (planned(), None)},
    "planned.last_dose": {"not recorded": (planned(), None)},
    "planned.role": {"planned": (planned(), one("planned"))},
    "current.agent": {"daratumumab": (current(), one("daratumumab"))},
    "current.route": {
        "intravenous": (current(route="intravenous"), one("intravenous")),
        "not recorded": (current(), None),
    },
    "current.partner_drugs": {"one": (current(partner_drugs=["dexamethasone"]), known("dexamethasone"))},
    "current.doses_given": {"eight": (current(doses_given=8), number(8)), "not recorded": (current(), None)},
    "current.start": {"a day": (current(start_date="2024-01-01"), True), "not recorded": (current(), None)},
    "current.last_dose": {"a day": (current(last_dose_date="2024-03-01"), True), "not recorded": (current(), None)},
    "current.role": {"current": (current(), one("current"))},
    "alternative.role": {"planned": ({"therapy": {"planned_alternative": ISA}}, one("planned"))},
    "alternative.agent": {"isatuximab": ({"therapy": {"planned_alternative": ISA}}, one("isatuximab"))},
}  # fmt: skip
CASES = [
    pytest.param(fact, groups, expected, id=f"{fact}: {case}")
    for fact, cases in TABLE.items()
    for case, (groups, expected) in cases.items()
]
EVERY_GROUP: Groups = {
    "person": {}, "disease": {}, "cytogenetics": {}, "therapy": {}, "lungs": {"asthma": {}}, "reactions": {},
    "kidneys": {}, "transfusion": {"extended_typing": {}, "kell": {}, "laboratory": {}}, "response_assessment": {},
}  # fmt: skip


@pytest.mark.parametrize(("fact", "groups", "expected"), CASES)
def test_a_base_fact_is_what_the_profile_says(fact: str, groups: Groups, expected: Value) -> None:
    facts = facts_of(groups)
    assert facts.values.get(fact) == expected
    assert fact not in facts.values or facts.values[fact] is not None


@pytest.mark.parametrize("groups", [pytest.param({}, id="no group"), pytest.param(EVERY_GROUP, id="empty groups")])
def test_a_profile_without_facts_has_the_date_of_assessment_only(groups: Groups) -> None:
    base = {name for name in facts_of(groups).values if name in VOCABULARY and not VOCABULARY[name].is_derived}
    assert base == {"assessment.date"}


def test_every_base_fact_has_a_table() -> None:
    wanted = {
        role + fact.name.removeprefix("regimen") if fact.is_of_regimen else fact.name
        for fact in VOCABULARY.values()
        if not fact.is_derived
        for role in (("planned", "current") if fact.is_of_regimen else ("",))
    }
    assert wanted <= set(TABLE)


# ------------------------------------------------------------------------------------------------------- roles

ROLE_CASES: dict[str, tuple[Groups, tuple[Truth, Truth, Truth]]] = {  # current, planned, alternative
    "nothing recorded": ({}, (UNKNOWN, UNKNOWN, NO)),
    "neither recorded": (prior(DARA), (UNKNOWN, UNKNOWN, NO)),
    "current only": (current(), (YES, UNKNOWN, NO)),
    "planned only": (planned(), (UNKNOWN, YES, NO)),
    "known none": ({"therapy": {"current": NONE, "planned": NONE}}, (NO, NO, NO)),
    "undecided is a regimen": ({"therapy": {"planned": UNDECIDED}}, (UNKNOWN, YES, NO)),
    "another antibody is a regimen": ({"therapy": {"current": OTHER}}, (YES, UNKNOWN, NO)),
    "current without any dose is a regimen": (current(doses_given=0), (YES, UNKNOWN, NO)),
    "without an agent not recorded": (
        {"therapy": {"current": {"route": "intravenous"}, "planned": {"partner_drugs": []}}},
        (UNKNOWN, UNKNOWN, NO),
    ),
    "two plans": ({"therapy": {"planned": DARA, "planned_alternative": ISA}}, (UNKNOWN, YES, YES)),
    "an alternative without an agent is none": (
        {"therapy": {"planned": DARA, "planned_alternative": {"route": "subcutaneous"}}},
        (UNKNOWN, YES, NO),
    ),
}


@pytest.mark.parametrize(("groups", "expected"), [pytest.param(*case, id=name) for name, case in ROLE_CASES.items()])
def test_a_regimen_is_there_or_known_none_or_not_recorded(groups: Groups, expected: tuple[Truth, ...]) -> None:
    facts = facts_of(groups)
    assert tuple(facts.roles[role] for role in ROLES) == expected
    assert facts.active_roles == tuple(role for role, truth in zip(ROLES, expected, strict=True) if truth is YES)


@pytest.mark.parametrize("role", ["current", "planned"])
def test_a_known_none_has_an_agent_and_nothing_else(role: str) -> None:
    values = facts_of({"therapy": {role: NONE}}).values
    of_role = {name: value for name, value in values.items() if name.startswith(f"{role}.")}
    assert of_role == {f"{role}.agent": one("none")}


@pytest.mark.parametrize(
    ("name", "groups", "is_recorded"),
    [
        pytest.param("planned.agent", planned(), True, id="an agent"),
        pytest.param("planned.agent", {"therapy": {"planned": UNDECIDED}}, False, id="an undecided agent"),
        pytest.param("planned.agent", {"therapy": {"planned": NONE}}, True, id="known none"),
        pytest.param("planned.agent", {}, False, id="no agent"),
        pytest.param("planned.route", planned(route="undecided"), False, id="an undecided route"),
        pytest.param("planned.partner_drugs", planned(partner_drugs=[]), True, id="known none of the partners"),
        pytest.param("lungs.copd", {"lungs": {"copd": False}}, True, id="no"),
        pytest.param("prior.agents", prior(), True, id="known none of the earlier courses"),
    ],
)
def test_no_and_known_none_are_on_record_and_undecided_is_not(name: str, groups: Groups, is_recorded: bool) -> None:
    assert facts_of(groups).is_recorded(name) is is_recorded
