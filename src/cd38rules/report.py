"""The report: what one evaluation says, as data with a JSON Schema. Renderers start here and add nothing.

Lists are in a fixed order; the same profile and rule book give the same bytes.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .rules.model import Kind, Severity, Status

SCHEMA_VERSION: Literal["1"] = "1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class FactUsed(_Part):
    """A fact of this patient that the verdict rests on."""

    name: str = Field(description="Name in the vocabulary, with the role for a regimen's fact")
    label: str = Field(description="Plain words for the fact")
    value: str = Field(description="Value in plain words")
    unit: str = Field(description="Unit of the value; empty if it has none")
    date: str | None = Field(description="Date recorded with the fact, as recorded")
    origin: str = Field(description="JSON path in the profile, or what it is derived from")


class FactAssumed(_Part):
    """Something that isn't recorded, and what was taken for it on the cautious side."""

    name: str
    label: str
    assumption: str


class FactMissing(_Part):
    """A fact that would decide a rule if it were recorded (or recorded more exactly)."""

    name: str
    label: str
    question: str
    reason: Literal["not recorded", "not exact enough"]
    recorded: str = Field(default="", description="What is on record of it, where that isn't exact enough")


class EvidenceShown(_Part):
    """One figure, statement or gap of the source, with its place and everything that limits it."""

    id: str
    kind: Literal["figure", "statement", "gap"]
    supports: str
    says: str
    value: str
    unit: str
    measure: str
    arm: str
    comparator: str
    interval: str
    p_value: str
    n: str
    trial: str
    population: str
    design: str
    data_cut: str
    location: str
    citation: str
    references: tuple[str, ...]
    errata: tuple[str, ...]


class Advisory(_Part):
    """One rule that applies: an advisory, a question, matched evidence or background.

    `severity` is that of this patient; `roles` names the regimens it speaks of (empty for the patient as a whole).
    `covered_by` names the rule under which it is shown; a covered one is no alert of its own.
    """

    rule: str
    version: str
    status: Status = Field(description="draft or active; a retired rule never applies")
    kind: Kind = Field(description="advisory, question, evidence or background; the others are never decided")
    severity: Severity = Field(description="critical, warning or info")
    claim: str
    topic: str
    topic_title: str
    roles: tuple[str, ...]
    agents: tuple[str, ...]
    title: str
    summary: str = Field(max_length=139)
    detail: str
    condition: str = Field(description="The rule's condition in plain words")
    facts_used: tuple[FactUsed, ...]
    facts_assumed: tuple[FactAssumed, ...]
    facts_missing: tuple[FactMissing, ...] = Field(description="Facts that a question asks for")
    evidence: tuple[EvidenceShown, ...]
    caveats: tuple[str, ...]
    covers: tuple[str, ...]
    covered_by: tuple[str, ...]
    audience: tuple[str, ...]
    override_reasons: tuple[str, ...]
    concerns: tuple[str, ...] = Field(
        default=(), description="Rules that apply and carry this one, where it speaks of a group of rules"
    )
    changes: tuple[str, ...] = Field(
        default=(),
        description="What would have to be different, all of it together, for the rule not to apply. Filled on request "
        "only (`cd38rules evaluate --changes`, `evaluate(..., changes=True)`), for it costs a search; empty also where "
        "no change of up to three facts was found",
    )


class NotEvaluable(_Part):
    """A rule that the recorded facts don't decide."""

    rule: str
    title: str
    kind: str
    severity: str
    topic: str
    roles: tuple[str, ...]
    missing: tuple[FactMissing, ...]


class RegimenNotRecorded(_Part):
    """A regimen of which it isn't recorded whether there is one: its rules were not checked."""

    role: str
    rules_not_checked: int
    message: str


class FactToRecord(_Part):
    """A missing fact with the undecided rules that it stands under, the most urgent first."""

    name: str
    label: str
    question: str
    critical: int = Field(description="Undecided rules of severity critical under which it stands")
    warning: int
    info: int
    rules: tuple[str, ...]
    recorded: str = Field(default="", description="What is on record of it, where that isn't exact enough")


class Suppressed(_Part):
    """A rule whose condition holds but that another rule silences."""

    rule: str
    title: str
    roles: tuple[str, ...]
    by: tuple[str, ...]
    reason: str


class InputIssue(_Part):
    """A contradiction in the input that doesn't stop the evaluation."""

    code: str
    severity: str
    message: str
    places: tuple[str, ...]
    hint: str


class FactSource(_Part):
    """Where a field of the profile was read from, if it came from resources of an EHR."""

    path: str = Field(description="JSON path in the profile")
    resource: str = Field(description="Reference of the resource")
    element: str = Field(description="FHIRPath in the resource")
    system: str
    code: str
    unit: str = Field(description="Unit as written; empty if it has none")
    date: str = Field(description="Date of the resource; empty if it has none")
    code_status: str = Field(description="How well the code is known: V, W or N; empty without a code")


class CoverageBlock(_Part):
    """What was checked and what the rule book doesn't speak of: silence is never safety."""

    rules_checked: int = Field(
        description="Rules decided for this patient, for at least one regimen where they need one"
    )
    rules_in_force: int
    rules_not_evaluable: int
    topics_checked: tuple[str, ...]
    covered: tuple[str, ...]
    not_covered: tuple[str, ...]
    evidence_as_of: tuple[str, ...]
    statement: str


class Receipt(_Part):
    """What produced this report."""

    package_version: str
    engines: tuple[str, ...]
    rulebook: str
    rulebook_version: str
    rulebook_sha256: str
    locally_modified: bool
    as_of: str
    input_sha256: str
    unsigned_rules: int = Field(description="Rules in force that no clinician has signed")


class Report(_Part):
    """Everything that one evaluation says of one patient at one date."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    patient_id: str
    as_of: str
    advisories: tuple[Advisory, ...]
    questions: tuple[Advisory, ...]
    evidence: tuple[Advisory, ...]
    background: tuple[Advisory, ...]
    not_evaluable: tuple[NotEvaluable, ...]
    not_checked: tuple[RegimenNotRecorded, ...]
    facts_to_record: tuple[FactToRecord, ...]
    suppressed: tuple[Suppressed, ...]
    input_issues: tuple[InputIssue, ...]
    sources: tuple[FactSource, ...] = Field(default=(), description="Empty unless resources of an EHR were read")
    coverage: CoverageBlock
    receipt: Receipt

    def applying(self) -> tuple[Advisory, ...]:
        """All rules that apply: advisories, questions, evidence and background, in this order."""
        return self.advisories + self.questions + self.evidence + self.background

    def alerts(self) -> tuple[Advisory, ...]:
        """The advisories that are alerts of their own: not covered by another one."""
        return tuple(advisory for advisory in self.advisories if not advisory.covered_by)

    def open_questions(self) -> tuple[Advisory, ...]:
        """The questions that are shown on their own: not covered by another entry."""
        return tuple(question for question in self.questions if not question.covered_by)
