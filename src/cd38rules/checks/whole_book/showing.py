"""Words and places that the checks of the whole book share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...diagnostics import Place
from ...facts import ROLE_WORDS
from ...rules.model import Rule

if TYPE_CHECKING:
    from .ask import Answer
    from .masks import Known

NO_PROFILE = " (not shown by a profile: the solver's model allows it, but no patient built from it does)"


def place_of(rule: Rule, key: str = "applies_when") -> Place:
    """Where a key of a rule stands, or else the rule."""
    return rule.places.get(key, rule.place)


def shown_as(patient: Known | None) -> str:
    """A patient as JSON text; empty if there is none."""
    return "" if patient is None else json.dumps(patient.data, ensure_ascii=False)


def doubt(answer: Answer) -> str:
    """What is said where the solver found something that no profile shows."""
    return "" if answer.patient is not None else NO_PROFILE


def for_role(role: str) -> str:
    """The regimen that is meant, in words; nothing for the patient as a whole."""
    return f" for the {ROLE_WORDS[role]} regimen" if role else ""
