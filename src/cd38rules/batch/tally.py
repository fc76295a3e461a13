"""Counts over many reports. They add up in any order, so that chunks may be counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from ..report import Report


@dataclass(slots=True)
class Tally:
    """Counts over the lines seen so far.

    Counters by rule count patients, each once, however many regimens the rule speaks of: to whom it applies, else for
    whom it can't be decided, else for whom it is suppressed. `spoken_of` counts all of these. `as_alert` and `alone`
    count among those to whom it applies: shown as an alert, or on its own without being one.
    """

    evaluated: int = 0
    quarantined: int = 0
    engine_failures: int = 0
    quarantined_by_code: Counter[str] = field(default_factory=Counter)
    applies: Counter[str] = field(default_factory=Counter)
    as_alert: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    not_evaluable: Counter[str] = field(default_factory=Counter)
    spoken_of: Counter[str] = field(default_factory=Counter)
    spoken_of_with_open_regimen: Counter[str] = field(default_factory=Counter)
    with_open_regimen: int = 0
    open_regimens: Counter[str] = field(default_factory=Counter)
    alerts: Counter[str] = field(default_factory=Counter)
    missing_patients: Counter[str] = field(default_factory=Counter)
    missing_rules: Counter[str] = field(default_factory=Counter)
    input_issues: Counter[str] = field(default_factory=Counter)

    def add_report(self, report: Report) -> None:
        """Counts the report of one patient."""
        self.evaluated += 1
        applying, alerts = report.applying(), report.alerts()
        applies = {entry.rule for entry in applying}
        alone = {entry.rule for entry in applying if not entry.covered_by}
        as_alert = {entry.rule for entry in alerts}
        undecided = {entry.rule for entry in report.not_evaluable} - applies
        suppressed = {entry.rule for entry in report.suppressed} - applies - undecided
        self.applies.update(applies)
        self.as_alert.update(as_alert)
        self.alone.update(alone - as_alert)
        self.not_evaluable.update(undecided)
        self.suppressed.update(suppressed)
        spoken_of = applies | undecided | suppressed
        self.spoken_of.update(spoken_of)
        if report.not_checked:
            self.with_open_regimen += 1
            self.spoken_of_with_open_regimen.update(spoken_of)
            self.open_regimens.update(entry.role for entry in report.not_checked)
        self.alerts.update(entry.severity for entry in alerts)
        for fact in report.facts_to_record:
            self.missing_patients[fact.name] += 1
            self.missing_rules[fact.name] += len(fact.rules)
        self.input_issues.update({issue.code for issue in report.input_issues})

    def add_quarantined(self, codes: Iterable[str], *, is_engine: bool) -> None:
        """Counts a line without a report, once for each distinct code of its faults."""
        self.quarantined += 1
        self.engine_failures += is_engine
        self.quarantined_by_code.update(set(codes))

    def add(self, other: Tally) -> None:
        """Adds the counts of other lines."""
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, item.name, mine + theirs)
