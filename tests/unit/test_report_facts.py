"""The facts that a report shows beside a verdict: only what speaks of this patient, and what is on record of it."""

from __future__ import annotations

from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
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
