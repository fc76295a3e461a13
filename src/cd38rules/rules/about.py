"""What a rule book says about itself: whom it is for, what it can't do, and its 13 source attributes.

The attributes are those that 45 CFR 170.315(b)(11)(iv)(A) asks of an evidence-based decision support intervention.
A rule book models them; nothing here is certified. "Not used" is an answer, a missing one isn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..diagnostics import Place
from .condition import NOWHERE

NOT_RELEASED = "not released"

ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "bibliographic_citation": "Bibliographic citation",
        "developer": "Developer",
        "funding_source": "Funding source of the implementation",
        "release_and_revision_dates": "Release and revision dates",
        "race": "Use of race",
        "ethnicity": "Use of ethnicity",
        "language": "Use of language",
        "sexual_orientation": "Use of sexual orientation",
        "gender_identity": "Use of gender identity",
        "sex": "Use of sex",
        "date_of_birth": "Use of date of birth",
        "social_determinants": "Use of social determinants of health",
        "health_status_assessments": "Use of health status assessments",
    }
)


@dataclass(frozen=True, slots=True)
class SourceAttribute:
    """The answer to one of the 13 attributes; `id` is its key in `ATTRIBUTES`."""

    id: str
    answer: str
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def title(self) -> str:
        """The attribute in words."""
        return ATTRIBUTES[self.id]


@dataclass(frozen=True, slots=True)
class About:
    """The rest of `rulebook.yaml`. Dates are ISO texts; `released` is `NOT_RELEASED` before the first release.

    `attributes` stand in the order of `ATTRIBUTES`, all 13.
    """

    intended_users: tuple[str, ...] = ()
    population: str = ""
    not_for: tuple[str, ...] = ()
    known_limits: tuple[str, ...] = ()
    developer: str = ""
    released: str = NOT_RELEASED
    revised: str = ""
    attributes: tuple[SourceAttribute, ...] = ()
