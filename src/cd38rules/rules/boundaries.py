"""Patients at the limits that rules draw: just below, at and just above each, with the verdict that is expected.

They are part of the book (`boundaries.yaml`), written by `make boundaries`, and read by those who test or show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic, Place
from ..truth import Truth
from .book import RuleBook
from .fields import Fields
from .located import read_yaml

SIDES = ("below", "at", "above")


@dataclass(frozen=True, slots=True)
class Boundary:
    """One patient at one limit.

    `limit` is the limit in words (`50 %`), `value` what the patient has (`49.9 %`, `3 months less a day`), `side` on
    which side of the limit that lies. `verdict` is that of the rule for the regimen in `role`, which is empty for a
    rule about the patient as a whole. `note` says why the limit doesn't turn the rule from yes to no; mostly empty.
    """

    rule: str
    fact: str
    limit: str
    side: str
    value: str
    role: str
    verdict: Truth
    profile: dict[str, Any]
    place: Place
    note: str = ""


def read_boundaries(book: RuleBook, path: str = "boundaries.yaml") -> tuple[list[Boundary], list[Diagnostic]]:
    """The patients at the limits of a book, in the order of the file, and the faults of the file that holds them."""
    if not book.boundaries:
        return [], []
    document, faults = read_yaml(book.boundaries, path)
    found: list[Boundary] = []
    for item in () if document is None else document.entries():
        fields = Fields(item, "a boundary", faults, "boundary")
        words = {key: fields.text(key) for key in ("rule", "fact", "limit", "value")}
        side = fields.text("side", one_of=SIDES)
        role = fields.text("role", required=False)
        verdict = fields.text("verdict", one_of=[truth.value for truth in Truth])
        note = fields.text("note", required=False)
        profile = fields.value("profile")
        fields.done()
        plain = None if profile is None else profile.plain()
        if isinstance(plain, dict) and verdict:
            truth = Truth(verdict)
            found.append(
                Boundary(**words, side=side, role=role, verdict=truth, profile=plain, place=item.place, note=note)
            )
    return found, faults
