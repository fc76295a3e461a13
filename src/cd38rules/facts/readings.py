"""Base facts: plain readings of the profile, without any judgement."""

from __future__ import annotations

from datetime import date

from ..profile import MProtein, PatientProfile, Person
from .calendar import completed_years
from .courses import is_dated, past_days
from .patient_vocabulary import AGENTS, HEAVY_CHAINS, LIGHT_CHAINS
from .regimen import Regimen, agents_of
from .values import Choice, Members, Range, Value, exactly, members

_FISH = {
    "del(17p)": "del_17p",
    "t(4;14)": "t_4_14",
    "t(14;16)": "t_14_16",
    "gain(1q21)": "gain_1q21",
    "amp(1q)": "amp_1q",
    "other_abnormality": "other_abnormality",
}


def _choice(value: str | None) -> Choice | None:
    return None if value is None else frozenset({value})


def _number(value: float | None) -> Range | None:
    return None if value is None else exactly(value)


def read_patient(profile: PatientProfile) -> dict[str, Value]:
    """The values of the patient's base facts; a record is True or None. Facts that aren't recorded are left out."""
    facts: dict[str, Value] = {"assessment.date": True, "region": _choice(profile.region)}
    _read_person_and_disease(profile, facts)
    _read_cytogenetics(profile, facts)
    _read_organs(profile, facts)
    _read_transfusion(profile, facts)
    _read_prior(profile, facts)
    return {name: value for name, value in facts.items() if value is not None}


def age_in_years(person: Person, as_of: date) -> Range | None:
    """Completed years: as stated, else from the date of birth, a range if that is partial."""
    if person.age_years is not None:
        return exactly(person.age_years)
    born = past_days(person.birth_date, as_of)
    if born is None:
        return None
    return Range(completed_years(born[1], as_of), completed_years(born[0], as_of))


def _read_person_and_disease(profile: PatientProfile, facts: dict[str, Value]) -> None:
    if profile.person is not None:
        facts["person.age"] = age_in_years(profile.person, profile.as_of)
        facts["person.weight"] = _number(profile.person.weight_kg)
    disease = profile.disease
    if disease is not None:
        facts["disease.setting"] = _choice(disease.setting)
        facts["disease.prior_lines"] = _number(disease.prior_lines)
        facts["disease.soft_tissue_plasmacytoma"] = disease.soft_tissue_plasmacytoma
        if disease.refractory_to is not None:
            facts["disease.refractory_to"] = members(frozenset(disease.refractory_to))
        if disease.m_protein is not None:
            facts["disease.m_protein"] = _m_protein(disease.m_protein)
    if profile.response_assessment is not None:
        facts["response.method"] = _choice(profile.response_assessment.method)
        facts["response.immunofixation"] = _choice(profile.response_assessment.immunofixation_result)


def _m_protein(proteins: tuple[MProtein, ...]) -> Members:
    """Each M-protein surely, or, where a chain isn't recorded, possibly with each of them."""
    surely: set[str] = set()
    possibly: set[str] = set()
    for protein in proteins:
        heavies = (protein.heavy_chain,) if protein.heavy_chain else HEAVY_CHAINS
        lights = (protein.light_chain,) if protein.light_chain else LIGHT_CHAINS
        may_be = {f"{heavy}_{light}" for heavy in heavies for light in lights}
        possibly |= may_be
        surely |= may_be if len(may_be) == 1 else set()
    return Members(frozenset(surely), frozenset(possibly))


def _read_cytogenetics(profile: PatientProfile, facts: dict[str, Value]) -> None:
    if profile.cytogenetics is None:
        return
    facts["cytogenetics.fish_assessed"] = profile.cytogenetics.fish_assessed
    for finding in profile.cytogenetics.findings or ():
        name = _FISH[finding.abnormality]
        facts[f"cytogenetics.{name}"] = finding.present
        if name in ("del_17p", "t_4_14", "t_14_16"):
            facts[f"cytogenetics.{name}_clone"] = _number(finding.clone_percent)
        if name == "gain_1q21":
            facts["cytogenetics.gain_1q21_isolated"] = finding.isolated


def _read_organs(profile: PatientProfile, facts: dict[str, Value]) -> None:
    lungs, kidneys = profile.lungs, profile.kidneys
    if lungs is not None:
        facts["lungs.copd"] = lungs.copd
        facts["lungs.fev1"] = _number(lungs.fev1_percent)
        if lungs.asthma is not None:
            facts["lungs.asthma"] = lungs.asthma.present
            facts["lungs.asthma_severity"] = _choice(lungs.asthma.severity)
            facts["lungs.asthma_persistent"] = lungs.asthma.persistent
            facts["lungs.asthma_controlled"] = lungs.asthma.controlled
    if profile.reactions is not None:
        facts["reactions.major_infusion_reaction"] = profile.reactions.major_infusion_reaction
    if kidneys is not None:
        if kidneys.egfr is not None:
            facts["kidneys.egfr"] = _number(kidneys.egfr.value)
            facts["kidneys.egfr_equation"] = _choice(kidneys.egfr.equation)
        facts["kidneys.creatinine_clearance"] = _number(kidneys.creatinine_clearance_ml_min)
        facts["kidneys.dialysis"] = kidneys.dialysis


def _read_transfusion(profile: PatientProfile, facts: dict[str, Value]) -> None:
    transfusion = profile.transfusion
    if transfusion is None:
        return
    facts["transfusion.red_cells"] = _choice(transfusion.red_cells)
    facts["transfusion.red_cells_date"] = _record(transfusion.red_cells_date)
    facts["transfusion.compatibility_test_planned"] = transfusion.compatibility_test_planned
    typing, kell, laboratory = transfusion.extended_typing, transfusion.kell, transfusion.laboratory
    if typing is not None:
        facts["transfusion.typing_done"] = typing.done
        facts["transfusion.typing_timing"] = _record(typing.date, typing.before_first_anti_cd38)
    if kell is not None:
        facts["transfusion.kell"] = _choice(kell.status)
        facts["transfusion.kell_timing"] = _record(kell.date, kell.before_first_anti_cd38)
    if laboratory is not None:
        facts["laboratory.dtt_standard"] = laboratory.dtt
        facts["laboratory.modified_dtt"] = laboratory.modified_dtt
        facts["laboratory.trypsin"] = laboratory.trypsin
        if laboratory.notified_of is not None:
            facts["laboratory.notified_of"] = members(frozenset(laboratory.notified_of))


def _read_prior(profile: PatientProfile, facts: dict[str, Value]) -> None:
    prior = None if profile.therapy is None else profile.therapy.prior
    if prior is None:
        return
    named = frozenset(course.agent or "not_recorded" for course in prior)
    facts["prior.agents"] = Members(named, named | frozenset(AGENTS) if "not_recorded" in named else named)
    courses = [course for course in prior if course.agent != "other_anti_cd38"]
    facts["prior.last_dose"] = all(is_dated(course) for course in courses) or None
    facts["prior.first_dose"] = all(course.first_dose_date is not None for course in courses) or None
    facts["prior.partner_drugs"] = all(course.partner_drugs is not None for course in courses) or None
    facts["prior.stop_reason"] = all(course.stop_reason is not None for course in courses) or None
    facts["prior.refractory"] = all(course.refractory is not None for course in courses) or None


def _record(*parts: object) -> bool | None:
    return True if any(part is not None for part in parts) else None


def read_regimen(regimen: Regimen, role: str) -> dict[str, Value]:
    """The values of one regimen's base facts by instance name; what is undecided or not recorded is left out.

    The agent of an undecided plan is in: it may be either of the two.
    """
    facts: dict[str, Value] = {
        f"{role}.role": frozenset({"current" if role == "current" else "planned"}),
        f"{role}.agent": agents_of(regimen),
        f"{role}.route": None if regimen.route == "undecided" else _choice(regimen.route),
        f"{role}.partner_drugs": None if regimen.partner_drugs is None else members(frozenset(regimen.partner_drugs)),
        f"{role}.doses_given": _number(regimen.doses_given),
        f"{role}.start": _record(regimen.start_date),
        f"{role}.last_dose": _record(regimen.last_dose_date),
    }
    return {name: value for name, value in facts.items() if value is not None}
