"""Counts the verdicts that property tests compare, so that a run can publish how much it proved."""

from __future__ import annotations

import os
from pathlib import Path

from cd38rules.engines.outcome import Outcome


def count_verdicts(outcome: Outcome) -> None:
    """Adds the verdicts of one compared outcome to the file that CD38RULES_COUNT_FILE names, if it names one."""
    path = os.environ.get("CD38RULES_COUNT_FILE")
    if path:
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{len(outcome.truths)}\n")
