"""The facts that a report shows beside a verdict: only what speaks of this patient, and what is on record of it."""

from __future__ import annotations

import pytest

from cd38rules.evaluation import Evaluator
from cd38rules.fact_dates import time_recorded
from cd38rules.profile import PatientProfile
from cd38rules.render import render_text
from cd38rules.report import Report


def report_of(evaluator: Evaluator, **fields: object) -> Report:
    return evaluator.evaluate(PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15", **fields}))


NONE = {"agent": "none"}


def test_where_nothing_is_planned_no_fact_speaks_of_a_planned_start(evaluator: Evaluator) -> None:
    therapies = (
        {"current": {"agent": "daratumumab"}, "planned": NONE, "prior": []},
        {"current": {"agent": "daratumumab"}, "prior": []},
        {"current": NONE, "planned": NONE, "prior": [{"agent": "daratumumab", "last_dose_date": "2024-02-01"}]},
    )
    for therapy in therapies:
        report = report_of(evaluator, therapy=therapy, transfusion={"red_cells": "planned"})
        (advisory,) = [advisory for advisory in report.advisories if advisory.rule == "transfusion-dtt-kell"]
        names = {fact.name for fact in (*advisory.facts_used, *advisory.facts_assumed)}
        assert "transfusion.red_cells_planned" in names
        assert not names & {"transfusion.after_planned_start", "planned.start", "transfusion.red_cells_date"}


def test_where_an_antibody_is_planned_its_start_is_among_the_facts(evaluator: Evaluator) -> None:
    therapy = {"current": NONE, "planned": {"agent": "daratumumab"}, "prior": []}
    report = report_of(evaluator, therapy=therapy, transfusion={"red_cells": "planned"})
    (advisory,) = [advisory for advisory in report.advisories if advisory.rule == "transfusion-dtt-kell"]
    assert "transfusion.after_planned_start" in {fact.name for fact in advisory.facts_used}
    assert "planned.start" in {fact.name for fact in advisory.facts_assumed}


# What is on record of a time that leaves a verdict or a band open

SWITCH = {"current": NONE, "planned": {"agent": "isatuximab", "partner_drugs": []}}


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ({"days_since_last_dose": 182}, "daratumumab 182 days before the assessment"),
        ({"days_since_last_dose": 90}, "daratumumab 90 days before the assessment"),
        ({"last_dose_date": "2023-09"}, "daratumumab 2023-09"),
    ],
)
def test_a_count_that_leaves_the_band_open_is_among_the_facts(
    course: dict[str, object], words: str, evaluator: Evaluator
) -> None:
    therapy = SWITCH | {"prior": [{"agent": "daratumumab", **course}]}
    (boundary,) = [a for a in report_of(evaluator, therapy=therapy).applying() if a.rule == "seq-washout-boundary"]
    (fact,) = [fact for fact in boundary.facts_used if fact.name == "prior.last_dose"]
    assert fact.value == words
    (asked,) = [fact for fact in boundary.facts_missing if fact.name == "prior.last_dose"]
    assert (asked.reason, asked.recorded) == ("not exact enough", words)


def test_each_of_several_courses_is_told_with_its_antibody() -> None:
    courses = [
        {"agent": "daratumumab", "days_since_last_dose": 1},
        {"months_since_last_dose": 5.5},
        {"agent": "other_anti_cd38", "days_since_last_dose": 7},
    ]
    data = {"patient_id": "p", "as_of": "2024-03-15", "therapy": {"prior": courses}}
    assert time_recorded(PatientProfile.model_validate(data), "prior.last_dose") == (
        "daratumumab 1 day before the assessment; an antibody that is not named 5.5 months before the assessment"
    )


def test_a_count_that_decides_is_not_shown_beside_what_it_decides(evaluator: Evaluator) -> None:
    therapy = SWITCH | {"prior": [{"agent": "daratumumab", "last_dose_date": "2024-02-01"}]}
    (band,) = [a for a in report_of(evaluator, therapy=therapy).applying() if a.rule == "seq-isa-mono-washout-lt3"]
    assert "prior.last_dose" not in {fact.name for fact in band.facts_used}


def test_a_verdict_that_is_only_assumed_shows_the_count_that_leaves_it_open(evaluator: Evaluator) -> None:
    """183 days are neither surely at most 6 months nor surely more: the tail is assumed, on the cautious side."""
    prior = [{"agent": "daratumumab", "days_since_last_dose": 183}]
    report = report_of(evaluator, therapy={"current": NONE, "planned": NONE, "prior": prior})
    (tail,) = [advisory for advisory in report.advisories if advisory.rule == "transfusion-dara-tail-6mo"]
    assert "exposure.since_daratumumab" in {fact.name for fact in tail.facts_assumed}
    (fact,) = [fact for fact in tail.facts_used if fact.name == "prior.last_dose"]
    assert fact.value == "daratumumab 183 days before the assessment"


def test_an_undecided_rule_names_what_is_on_record_and_not_exact_enough(evaluator: Evaluator) -> None:
    report = report_of(evaluator, person={"birth_date": "2006"}, as_of="2024-06-30", disease={"setting": "relapsed_mm"})
    (waiting,) = [entry for entry in report.not_evaluable if entry.rule == "meta-out-of-scope"]
    (age,) = [fact for fact in waiting.missing if fact.name == "person.age"]
    assert (age.reason, age.recorded) == ("not exact enough", "date of birth 2006")
    assert "Recorded: date of birth 2006." in " ".join(render_text(report, width=200).split())
