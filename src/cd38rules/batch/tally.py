"""Counts over the patients of a list. They add up in any order, so that chunks may be counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self


@dataclass(slots=True)
class Tally:
    """Counts over the rows seen so far.

    Counters by rule count patients, each once, however many regimens the rule speaks of: to whom it applies, else for
    whom it can't be decided, else for whom it is suppressed. `spoken_of` counts all of these. `as_alert` and `alone`
    count among those to whom it applies: shown as an alert, or on its own without being one. `alerts` counts pairs of a
    patient and a rule by the highest severity of the alert.

    For a missing fact, `missing_patients` counts the patients whom it leaves something open for, `missing_rules` pairs
    of a patient and an undecided rule that it stands behind, `missing_alone` those where nothing else is missing.
    """

    evaluated: int = 0
    quarantined: int = 0
    engine_failures: int = 0
    redecided: int = 0
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
    missing_alone: Counter[str] = field(default_factory=Counter)
    input_issues: Counter[str] = field(default_factory=Counter)

    def add_quarantined(self, codes: Iterable[str], *, is_engine: bool) -> None:
        """Counts a row without a verdict, once for each distinct code of its faults."""
        self.quarantined += 1
        self.engine_failures += is_engine
        self.quarantined_by_code.update(set(codes))

    def add(self, other: Tally) -> None:
        """Adds the counts of other rows."""
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, item.name, mine + theirs)

    def plain(self) -> dict[str, Any]:
        """The counts as JSON has them, without those that count nothing."""
        return {item.name: getattr(self, item.name) for item in fields(self) if getattr(self, item.name)}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Self:
        """The counts that `plain` gave."""
        found = cls()
        for name, value in plain.items():
            setattr(found, name, Counter(value) if isinstance(value, dict) else value)
        return found
