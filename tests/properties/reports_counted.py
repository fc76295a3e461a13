"""The counts of a list taken the slow way, from the report of each patient."""

from __future__ import annotations

from collections.abc import Iterable

from cd38rules.batch.tally import Tally
from cd38rules.report import Report
from cd38rules.rules.model import SEVERITY_RANK


def counts_of(reports: Iterable[Report]) -> Tally:
    tally = Tally()
    for report in reports:
        _add(tally, report)
    return tally


def _add(tally: Tally, report: Report) -> None:
    tally.evaluated += 1
    applies = {entry.rule for entry in report.applying()}
    alone = {entry.rule for entry in report.applying() if not entry.covered_by}
    as_alert = {entry.rule for entry in report.alerts()}
    undecided = {entry.rule for entry in report.not_evaluable} - applies
    suppressed = {entry.rule for entry in report.suppressed} - applies - undecided
    tally.applies.update(applies)
    tally.as_alert.update(as_alert)
    tally.alone.update(alone - as_alert)
    tally.not_evaluable.update(undecided)
    tally.suppressed.update(suppressed)
    spoken_of = applies | undecided | suppressed
    tally.spoken_of.update(spoken_of)
    if report.not_checked:
        tally.with_open_regimen += 1
        tally.spoken_of_with_open_regimen.update(spoken_of)
        tally.open_regimens.update(entry.role for entry in report.not_checked)
    for rule in as_alert:
        severities = [entry.severity for entry in report.alerts() if entry.rule == rule]
        tally.alerts[min(severities, key=SEVERITY_RANK.__getitem__)] += 1
    missing: dict[str, set[str]] = {}
    for fact in report.facts_to_record:
        tally.missing_patients[fact.name] += 1
        tally.missing_rules[fact.name] += len(fact.rules)
        for rule in fact.rules:
            missing.setdefault(rule, set()).add(fact.name)
    tally.missing_alone.update(next(iter(facts)) for facts in missing.values() if len(facts) == 1)
