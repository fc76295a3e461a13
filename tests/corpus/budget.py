"""The alert budget (safety, section 3): how many alerts one patient is shown, over whole corpora of patients."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cd38rules.diagnostics import ProfileError
from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.report import Advisory, Report

MOST_CRITICAL, MOST_WARNING = 4, 8
COUNTED_ONCE = frozenset({"transfusion-dtt-kell", "transfusion-no-dtt-lab"})


@dataclass
class Spent:
    """What a corpus was shown. `beyond` holds the patients over the budget with their alerts."""

    patients: int = 0
    refused: int = 0
    critical: Counter[int] = field(default_factory=Counter)
    warning: Counter[int] = field(default_factory=Counter)
    beyond: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def row(self, name: str) -> str:
        """One row of the page's table: mean and most of each severity, and how many are beyond the budget."""
        critical, warning = (_mean_and_most(counts, self.patients) for counts in (self.critical, self.warning))
        return f"| {name} | {self.patients:,} | {critical} | {warning} | {len(self.beyond)} |"


def spent_on(evaluator: Evaluator, corpus: Iterable[dict[str, Any]]) -> Spent:
    """Counts the alerts of every patient of a corpus; refused ones get none."""
    spent = Spent()
    for data in corpus:
        try:
            profile = PatientProfile.model_validate_json(json.dumps(data))
        except ProfileError:
            spent.refused += 1
            continue
        report = evaluator.evaluate(profile)
        counted = list(alerts(report))
        critical = sum(alert.severity == "critical" for alert in counted)
        warning = sum(alert.severity == "warning" for alert in counted)
        spent.patients += 1
        spent.critical[critical] += 1
        spent.warning[warning] += 1
        if critical > MOST_CRITICAL or warning > MOST_WARNING:
            listed = tuple(
                f"{a.severity} {a.rule} {'/'.join(a.roles)}".strip() for a in counted if a.severity != "info"
            )
            spent.beyond.append((profile.patient_id, listed))
    return spent


def alerts(report: Report) -> Iterator[Advisory]:
    """The shown advisories after covering, questions aside; DTT advice and that it can't be done count once."""
    met = False
    for advisory in report.alerts():
        if advisory.rule in COUNTED_ONCE and advisory.severity == "critical":
            if met:
                continue
            met = True
        yield advisory


def _mean_and_most(counts: Counter[int], patients: int) -> str:
    total = sum(number * times for number, times in counts.items())
    return f"{total / max(patients, 1):.2f} / {max(counts, default=0)}"
