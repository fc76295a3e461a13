"""Rules, concepts and the parts of a rule as frozen data, as one rule file writes them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Place
from ..truth import Truth
from .condition import NOWHERE, Condition

Kind = Literal["advisory", "question", "evidence", "background", "reference", "validation"]
Severity = Literal["critical", "warning", "info", "error"]
Claim = Literal[
    "label",
    "trial-eligibility",
    "trial-result",
    "subgroup",
    "observation",
    "expert-review",
    "mechanism",
    "gap",
    "policy",
]
Status = Literal["draft", "active", "retired"]
Scope = Literal["patient", "regimen"]
CitedAs = Literal["figure", "statement", "gap"]

KINDS: tuple[Kind, ...] = ("advisory", "question", "evidence", "background", "reference", "validation")
SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "info")
CLAIMS: tuple[Claim, ...] = (
    "label",
    "trial-eligibility",
    "trial-result",
    "subgroup",
    "observation",
    "expert-review",
    "mechanism",
    "gap",
    "policy",
)
STATUSES: tuple[Status, ...] = ("draft", "active", "retired")
CITED_AS: tuple[CitedAs, ...] = ("figure", "statement", "gap")
SEVERITY_RANK: dict[str, int] = {"critical": 0, "warning": 1, "info": 2, "error": 0}


@dataclass(frozen=True, slots=True)
class Text:
    """A text, shown always or when its condition is surely yes.

    `lines` tells where its words stand if they take several lines: (line, column, words on it) of each.
    """

    text: str
    when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False)
    lines: tuple[tuple[int, int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class SeverityCase:
    """The severity that holds when the condition is surely yes."""

    severity: Severity
    when: Condition


@dataclass(frozen=True, slots=True)
class SeverityChoice:
    """The first case that is surely yes, else `otherwise`."""

    otherwise: Severity
    cases: tuple[SeverityCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """Another rule whose advisory is shown under this one."""

    rule: str
    when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """One figure, statement or gap (`cited_as`) of the evidence catalogue, and which part of the advice it supports."""

    evidence: str
    supports: str
    when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False)
    cited_as: CitedAs = "statement"


@dataclass(frozen=True, slots=True)
class Review:
    """The life cycle of a rule. Dates are ISO texts; `reviewed_by` is empty until a clinician signs."""

    version: str
    status: Status
    reviewed_by: tuple[str, ...]
    next_review: str
    last_review: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `scope` is "regimen" where its condition reads a regimen: it is then decided once for each.

    `places` says where the values of its keys stand, as far as the file has them.
    """

    id: str
    topic: str
    title: str
    kind: Kind
    severity: SeverityChoice
    claim: Claim
    applies_when: Condition | None
    summary: tuple[Text, ...]
    detail: tuple[Text, ...]
    review: Review
    unless: tuple[str, ...] = ()
    covers: tuple[Cover, ...] = ()
    never: tuple[tuple[Truth, str], ...] = ()
    evidence: tuple[EvidenceUse, ...] = ()
    caveats: tuple[Text, ...] = ()
    audience: tuple[str, ...] = ()
    override_reasons: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    allow: tuple[tuple[str, str], ...] = ()
    scope: Scope = "patient"
    place: Place = field(default=NOWHERE, compare=False)
    unless_places: tuple[Place, ...] = field(default=(), compare=False)
    allow_places: tuple[Place, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """A named condition that several rules use."""

    id: str
    title: str
    definition: str
    source: str
    condition: Condition
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of the rule book; its order is the order of the reports."""

    id: str
    letter: str
    title: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CoverageItem:
    """A subject that the rule book covers or doesn't cover, in plain words.

    `also` holds other words for it, `gap` the id of the gap that shows the source's silence on it.
    """

    id: str
    text: str
    covered: bool
    also: tuple[str, ...] = ()
    gap: str = ""
    place: Place = field(default=NOWHERE, compare=False)
