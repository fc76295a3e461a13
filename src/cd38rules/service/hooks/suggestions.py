"""Draft orders that a card offers. They are proposals: the user signs them, or doesn't."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from .offered import data


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An order in words, and the rules that it answers."""

    id: str
    rules: tuple[str, ...]
    label: str
    description: str
    text: str

    def action(self, patient: str) -> dict[str, Any]:
        """It as the creation of a ServiceRequest for the patient."""
        order = {
            "resourceType": "ServiceRequest",
            "status": "draft",
            "intent": "proposal",
            "code": {"text": self.text},
            "subject": {"reference": f"Patient/{patient}"},
        }
        return {"type": "create", "description": self.description, "resource": order}


@cache
def _suggestions() -> tuple[Suggestion, ...]:
    return tuple(Suggestion(**{**item, "rules": tuple(item["rules"])}) for item in data("suggestions.yaml"))


def suggestions_for(rules: Collection[str]) -> list[Suggestion]:
    """What is offered where one of these rules is shown."""
    return [suggestion for suggestion in _suggestions() if any(rule in rules for rule in suggestion.rules)]
