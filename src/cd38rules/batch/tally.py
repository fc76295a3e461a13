"""Counts over many reports. They add up in any order, so that chunks may be counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from ..report import Report


@dataclass(slots=True)
class Tally:
    """Counts over the lines seen so far.

    Counters by rule count patients, each once, however many regimens the rule speaks of. `spoken_of` counts the
    patients in whose report a rule applies, is suppressed or isn't evaluable.
    """

    evaluated: int = 0
    quarantined: int = 0
    engine_failures: int = 0
    quarantined_by_code: Counter[str] = field(default_factory=Counter)
    applies: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
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
        uncovered = {entry.rule for entry in applying if not entry.covered_by}
        applies = {entry.rule for entry in applying}
        suppressed = {entry.rule for entry in report.suppressed}
        undecided = {entry.rule for entry in report.not_evaluable}
        self.applies.update(applies)
        self.covered.update(applies - uncovered)
        self.suppressed.update(suppressed)
        self.not_evaluable.update(undecided)
        spoken_of = applies | suppressed | undecided
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
