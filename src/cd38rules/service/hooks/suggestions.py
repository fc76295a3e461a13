"""Draft orders that a card offers. They are proposals: the user signs them, or doesn't."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...fhir.walk import part, parts, text
from ...profile import PatientProfile
from ..patients import Resource
from .offered import data
from .signed import is_over


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An order in words, and the rules that it answers."""

    id: str
    rules: tuple[str, ...]
    label: str
    description: str
    text: str
    before_first_dose: bool
    known_by: tuple[str, ...]

    def is_same(self, order: Resource) -> bool:
        """Whether an order that isn't over is this one, by its words: no code of it is known."""
        if order.get("resourceType") != "ServiceRequest" or is_over(order):
            return False
        concept = part(order, "code")
        said = [text(concept, "text"), *(text(coding, "display") for _, coding in parts(concept, "coding"))]
        return any(word in one.lower().replace("-", " ") for one in said for word in self.known_by)

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
    return tuple(
        Suggestion(**{**item, "rules": tuple(item["rules"]), "known_by": tuple(item["known_by"])})
        for item in data("suggestions.yaml")
    )


def ordered_among(orders: Iterable[Resource]) -> frozenset[str]:
    """The suggestions whose orders are among these already, by id."""
    open_orders = tuple(orders)
    return frozenset(one.id for one in _suggestions() if any(one.is_same(order) for order in open_orders))


def suggestions_for(rules: Collection[str], profile: PatientProfile, ordered: Collection[str] = ()) -> list[Suggestion]:
    """What is offered for a patient where one of these rules is shown, without what is ordered already."""
    therapy = profile.therapy
    was_given = therapy is not None and (therapy.current is not None or bool(therapy.prior))
    return [
        suggestion
        for suggestion in _suggestions()
        if any(rule in rules for rule in suggestion.rules)
        and suggestion.id not in ordered
        and not (was_given and suggestion.before_first_dose)
    ]
