"""What a batch run says of itself: counts, and what produced them. No clock, no path, nothing of one patient."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from .. import __version__
from ..evaluation import ENGINES
from ..rules.book import RuleBook
from .chunks import Reached
from .tally import Tally

State = Literal["complete", "rows-quarantined", "engine-failure"]

PRETTY_PRINTED = "the list starts as JSON that is laid out over several lines: give one profile per line (NDJSON)"
SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class Strays:
    """Rows of joined tables that belong to no row of the list, by table.

    `refused` counts faults of rows that can't be used, `of_nobody` all rows whose key the list doesn't have.
    """

    refused: Counter[str] = field(default_factory=Counter)
    of_nobody: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """The counts of one run. `data` is what summary.json holds."""

    lines: int
    blank_lines: int
    evaluated: int
    quarantined: int
    engine_failures: int
    data: Mapping[str, Any]
    is_pretty_printed: bool = False
    strays: Strays = field(default_factory=Strays)

    @property
    def refused(self) -> int:
        """Everything that was quarantined: rows of the list, and faults of joined rows that belong to none."""
        return self.quarantined + self.strays.refused.total()

    @property
    def state(self) -> State:
        """How the run ended: "engine-failure" if an engine failed on any line, even where other lines were bad."""
        return _state(self.refused, self.engine_failures)

    def plain(self) -> dict[str, Any]:
        """The summary as JSON has it, to be read back by `of_plain`."""
        return {
            "lines": self.lines,
            "blank_lines": self.blank_lines,
            "evaluated": self.evaluated,
            "quarantined": self.quarantined,
            "engine_failures": self.engine_failures,
            "data": dict(self.data),
            "is_pretty_printed": self.is_pretty_printed,
            "strays": [dict(self.strays.refused), dict(self.strays.of_nobody)],
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Self:
        """The summary that `plain` gave."""
        refused, of_nobody = plain["strays"]
        told = {item.name: plain[item.name] for item in fields(cls) if item.name != "strays"}
        return cls(**told, strays=Strays(Counter(refused), Counter(of_nobody)))

    def in_words(self) -> str:
        """One line for a terminal, and others if an engine failed or the list isn't one profile per line."""
        blank = f" ({self.blank_lines} blank)" if self.blank_lines else ""
        text = f"{self.lines} lines{blank}: {self.evaluated} evaluated, {self.quarantined} quarantined"
        if self.is_pretty_printed:
            text += f"\n{PRETTY_PRINTED}"
        for table, count in sorted(self.strays.refused.items()):
            text += f"\n{count} faults in rows of {table} that belong to nobody on the list: see quarantine.ndjson"
        for table, count in sorted(self.strays.of_nobody.items()):
            text += f"\n{count} rows of {table} belong to nobody on the list"
        if self.engine_failures:
            text += f"\nan engine failed on {self.engine_failures} of them: see quarantine.ndjson"
        return text

    def as_text(self) -> str:
        """The text of summary.json."""
        return json.dumps(self.data, indent=2, ensure_ascii=False) + "\n"


def rulebook_of(book: RuleBook) -> dict[str, Any]:
    """What tells which rule book it was."""
    return {
        "name": book.name,
        "version": book.version,
        "sha256": book.sha256,
        "locally_modified": book.locally_modified,
        "unsigned_rules": sum(not rule.review.reviewed_by for rule in book.rules.values()),
    }


def summary_of(tally: Tally, book: RuleBook, reached: Reached, *, pretty: bool, strays: Strays) -> BatchSummary:
    """The summary of a run; `pretty` says that the list isn't one profile per line."""
    data = {
        "state": _state(tally.quarantined + strays.refused.total(), tally.engine_failures),
        "package_version": __version__,
        "engines": ["columnar", *ENGINES],
        "rulebook": rulebook_of(book),
        "lines": {
            "read": reached.lines,
            "blank": reached.blank,
            "patients_evaluated": tally.evaluated,
            "quarantined": tally.quarantined,
            "quarantined_by_code": _sorted(tally.quarantined_by_code),
        },
        "patients_decided_again": tally.redecided,
        "alerts_by_severity": {severity: tally.alerts[severity] for severity in SEVERITIES},
        "patients_with_regimen_not_recorded": _sorted(tally.open_regimens),
        "verdicts_by_rule": {name: _verdicts(tally, book, name) for name in sorted(book.plan_rules)},
        "shown_by_rule": {name: _shown(tally, name) for name in sorted(book.plan_rules)},
        "not_evaluable_by_missing_fact": {
            name: {
                "patients": tally.missing_patients[name],
                "rules": tally.missing_rules[name],
                "decided_by_it_alone": tally.missing_alone[name],
            }
            for name in sorted(tally.missing_patients)
        },
        "input_issues_by_code": _sorted(tally.input_issues),
    }
    if strays.refused or strays.of_nobody:
        data["joined_rows"] = {"refused": _sorted(strays.refused), "of_nobody": _sorted(strays.of_nobody)}
    counts = reached.lines, reached.blank, tally.evaluated, tally.quarantined, tally.engine_failures
    return BatchSummary(*counts, data, pretty, strays)


def _verdicts(tally: Tally, book: RuleBook, rule: str) -> dict[str, int]:
    """Patients by the verdict on a rule; the counts add up to all that were evaluated.

    Where a rule has two verdicts for two regimens, the first of these counts. A rule about regimens of which the report
    is silent doesn't apply only if all regimens are on record; else it wasn't checked.
    """
    silent = tally.evaluated - tally.spoken_of[rule]
    not_checked = 0
    if book.rules[rule].scope == "regimen":
        not_checked = tally.with_open_regimen - tally.spoken_of_with_open_regimen[rule]
    return {
        "applies": tally.applies[rule],
        "not_evaluable": tally.not_evaluable[rule],
        "suppressed": tally.suppressed[rule],
        "not_checked": not_checked,
        "does_not_apply": silent - not_checked,
    }


def _shown(tally: Tally, rule: str) -> dict[str, int]:
    """How a rule is shown to the patients to whom it applies; the counts add up to these."""
    as_alert, alone = tally.as_alert[rule], tally.alone[rule]
    return {"as_alert": as_alert, "on_its_own": alone, "covered": tally.applies[rule] - as_alert - alone}


def _state(quarantined: int, engine_failures: int) -> State:
    return "engine-failure" if engine_failures else "rows-quarantined" if quarantined else "complete"


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in sorted(counts)}
