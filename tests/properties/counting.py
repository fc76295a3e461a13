"""Counts the verdicts that property tests compare, so that a run can publish how much it proved."""

from __future__ import annotations

import os
from pathlib import Path

from cd38rules.engines.outcome import Outcome

NIGHTLY = bool(os.environ.get("CD38RULES_NIGHTLY"))


def count_verdicts(outcome: Outcome) -> None:
    """Adds the verdicts of one compared outcome to the file that CD38RULES_COUNT_FILE names, if it names one.

    A verdict is that of a rule for the patient or for one regimen. Concepts, choices of texts and conditions before
    their `unless` are compared too and aren't counted.
    """
    path = os.environ.get("CD38RULES_COUNT_FILE")
    if path:
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{sum(':' not in decision and '~' not in decision for decision, _ in outcome.truths)}\n")


def publish(line: str) -> None:
    """Adds a line to what the run says at its end, if CD38RULES_COUNT_FILE names a file."""
    path = os.environ.get("CD38RULES_COUNT_FILE")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
