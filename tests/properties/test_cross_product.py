"""What no patient of the crossed regimens, routes, settings and histories is ever told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from tests.conftest import ROOT
from tests.properties.counting import NIGHTLY, count_verdicts, publish
from tests.properties.cross_product import profiles, size
from tests.properties.exclusions import breaches, members_of

from cd38rules.diagnostics import ProfileError
from cd38rules.engines.outcome import Outcome
from cd38rules.evaluation import Evaluator
from cd38rules.facts import Facts, derive
from cd38rules.profile import PatientProfile
from cd38rules.report import Advisory, Report
from cd38rules.rules.load import load_rulebook

BOOK = load_rulebook(ROOT / "rules")
COUNT = 100_000 if NIGHTLY else 5_000

FIGURE_TOPICS = ("efficacy", "mrd", "safety", "renal", "age", "prior-lines", "cytogenetics", "plasmacytoma-1q21")
TRIAL_OF = {
    ("isatuximab", "Pd"): "ICARIA-MM",
    ("daratumumab", "Pd"): "APOLLO",
    ("isatuximab", "Kd"): "IKEMA",
    ("daratumumab", "Kd"): "CANDOR",
}
PIVOTAL = frozenset(TRIAL_OF.values())
SUBCUTANEOUS_ONLY = ("dose-dara-sc", "ir-dara-sc-rate")
RELAPSED = ("relapsed_refractory_mm", "relapsed_mm")
MARKS = {"isatuximab": "isa", "daratumumab": "dara"}


@dataclass
class Patient:
    """One accepted patient: agent, combination and route of each regimen by role, and what the report says."""

    profile: PatientProfile
    report: Report
    regimens: dict[str, tuple[str | None, str, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        therapy, facts = self.profile.therapy, derive(self.profile).values
        assert therapy is not None
        found = {"current": therapy.current, "planned": therapy.planned, "alternative": therapy.planned_alternative}
        for role, regimen in found.items():
            if regimen is not None:
                combination = facts.get(f"{role}.combination")
                words = "".join(combination) if isinstance(combination, frozenset) else ""
                self.regimens[role] = (regimen.agent, words, regimen.route)

    def figures(self) -> Iterator[tuple[Advisory, str, str]]:
        """Every shown figure of a pivotal trial: its advisory, a role that it is shown for, the trial."""
        for advisory in self.report.applying():
            if advisory.kind == "evidence" and advisory.topic in FIGURE_TOPICS:
                for shown in advisory.evidence:
                    if shown.kind == "figure" and shown.trial in PIVOTAL:
                        yield from ((advisory, role, shown.trial) for role in advisory.roles)


def a_figure_is_of_the_trial_of_this_regimen(patient: Patient) -> Iterator[str]:
    for advisory, role, trial in patient.figures():
        agent, combination, _ = patient.regimens[role]
        if TRIAL_OF.get((agent or "", combination)) != trial:
            yield f"{advisory.rule} for {agent} {combination}"


def figures_need_relapsed_myeloma(patient: Patient) -> Iterator[str]:
    setting = None if patient.profile.disease is None else patient.profile.disease.setting
    if setting not in RELAPSED:
        yield from (f"{advisory.rule} for {setting}" for advisory, _, _ in patient.figures())


def figures_need_agent_and_partners_on_record(patient: Patient) -> Iterator[str]:
    for advisory, role, _ in patient.figures():
        agent, combination, _ = patient.regimens[role]
        if agent not in MARKS or not combination:
            yield f"{advisory.rule} for {agent} {combination}"


def a_rule_about_one_antibody_needs_it(patient: Patient) -> Iterator[str]:
    therapy = patient.profile.therapy
    assert therapy is not None
    agents = {agent for agent, _, _ in patient.regimens.values()}
    agents |= {course.agent for course in therapy.prior or ()}
    if therapy.prior is None or len(agents) != 1 or not agents <= MARKS.keys():
        return
    for absent, mark in MARKS.items():
        if absent not in agents:
            for advisory in patient.report.applying():
                words = advisory.rule.split("-")
                about_both = all(other in words for other in MARKS.values())
                if mark in words and not about_both and not advisory.rule.endswith("-no-data"):
                    yield f"{advisory.rule} without {absent}"


def what_is_of_one_route_needs_it(patient: Patient) -> Iterator[str]:
    for advisory in patient.report.applying():
        routes = {patient.regimens[role][2] for role in advisory.roles}
        if advisory.rule in SUBCUTANEOUS_ONLY and routes != {"subcutaneous"}:
            yield f"{advisory.rule} for {routes}"
        if advisory.rule.startswith("dose-") and "iv" in advisory.rule.split("-") and routes != {"intravenous"}:
            yield f"{advisory.rule} for {routes}"


def subcutaneous_isatuximab_has_no_figure(patient: Patient) -> Iterator[str]:
    for advisory, role, trial in patient.figures():
        if trial in ("ICARIA-MM", "IKEMA") and patient.regimens[role][2] == "subcutaneous":
            yield advisory.rule


def one_advisory_shows_figures_of_one_trial(patient: Patient) -> Iterator[str]:
    for advisory in patient.report.applying():
        # That both trials of isatuximab gave it intravenously may stand in one text: it is no result.
        results = (e for e in advisory.evidence if e.kind == "figure" and e.measure != "route of the antibody")
        trials = {shown.trial for shown in results} & PIVOTAL
        if len(trials) > 1 and advisory.topic in FIGURE_TOPICS:
            yield f"{advisory.rule} shows {sorted(trials)}"


def an_earlier_antibody_is_pointed_out_beside_a_figure(patient: Patient) -> Iterator[str]:
    therapy = patient.profile.therapy
    assert therapy is not None
    if not any(course.agent != "other_anti_cd38" for course in therapy.prior or ()):
        return
    warning = "eff-prior-anti-cd38-not-representative"
    warned = {role for advisory in patient.report.advisories if advisory.rule == warning for role in advisory.roles}
    yield from (f"{advisory.rule} ({role})" for advisory, role, _ in patient.figures() if role not in warned)


def what_is_exclusive_is_not_shown_together(patient: Patient) -> Iterator[str]:
    yield from breaches(BOOK, patient.profile, patient.report)


CHECKS: tuple[Callable[[Patient], Iterator[str]], ...] = (
    a_figure_is_of_the_trial_of_this_regimen,
    figures_need_relapsed_myeloma,
    figures_need_agent_and_partners_on_record,
    a_rule_about_one_antibody_needs_it,
    what_is_of_one_route_needs_it,
    subcutaneous_isatuximab_has_no_figure,
    one_advisory_shows_figures_of_one_trial,
    an_earlier_antibody_is_pointed_out_beside_a_figure,
    what_is_exclusive_is_not_shown_together,
)


class Counting(Evaluator):
    """Publishes how many verdicts the two engines were compared on."""

    def decide(self, facts: Facts) -> Outcome:
        outcome = super().decide(facts)
        count_verdicts(outcome)
        return outcome


@dataclass
class Run:
    """What came of all patients: how many, how many pivotal figures, and the complaints of each check."""

    accepted: int = 0
    figures: int = 0
    shown: set[str] = field(default_factory=set)
    complaints: dict[str, Counter[str]] = field(default_factory=lambda: {check.__name__: Counter() for check in CHECKS})


@cache
def run() -> Run:
    """All patients once, one after another: a hundred thousand reports at a time would fill the memory."""
    found, evaluator = Run(), Counting(BOOK)
    for data in profiles(COUNT):
        try:
            profile = PatientProfile.model_validate_json(json.dumps(data))
        except ProfileError:
            continue
        patient = Patient(profile, evaluator.evaluate(profile))
        found.accepted += 1
        found.figures += sum(1 for _ in patient.figures())
        found.shown |= {advisory.rule for advisory in patient.report.applying() if not advisory.covered_by}
        for check in CHECKS:
            found.complaints[check.__name__].update(check(patient))
    complaints = sum(counter.total() for counter in found.complaints.values())
    publish(
        f"crossed patients: {COUNT:,} of {size():,} combinations, {found.accepted:,} accepted, "
        f"{found.figures:,} pivotal figures shown, {complaints} complaints of {len(CHECKS)} checks"
    )
    return found


def test_most_of_the_crossed_patients_are_accepted_and_many_see_figures() -> None:
    assert size() > 100_000
    assert run().accepted > 0.8 * COUNT
    assert run().figures > COUNT


def test_every_rule_that_is_declared_exclusive_is_shown_to_some_crossed_patient_but_for_those_always_covered() -> None:
    always_covered = {"seq-isa-mono-washout-lt3", "seq-isa-mono-washout-3to6", "seq-isa-mono-washout-ge6"}
    assert members_of(BOOK) - run().shown == always_covered


@pytest.mark.hazard("H7")
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_for_every_crossed_patient(check: Callable[[Patient], Iterator[str]]) -> None:
    assert dict(run().complaints[check.__name__]) == {}
