"""Masks what is kept in full: the patient gets a name that only the key makes, and nothing else may have changed."""

from __future__ import annotations

from dataclasses import dataclass

from ...evaluation import evaluate
from ...render import render_json
from ..sinks import Decision
from .secret import Secret


class MaskingError(Exception):
    """What was to be kept can't be masked. The event is dropped."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A profile and the report on it, both as text."""

    profile: str
    answer: str


def masked(decision: Decision, secret: Secret) -> Masked:
    """The masked profile of a decision, with the report on it. Costs one more evaluation.

    Raises MaskingError if the patient's id stands anywhere in what would be kept, or if the masked patient would have
    got other advice.
    """
    patient = decision.profile.patient_id
    stand_in = f"masked-{secret.digest('patient', patient)[:32]}"
    profile = decision.profile.model_copy(update={"patient_id": stand_in})
    report = evaluate(profile, decision.book, changes=decision.changes)
    receipt = decision.report.receipt.model_copy(update={"input_sha256": report.receipt.input_sha256})
    if report != decision.report.model_copy(update={"patient_id": stand_in, "receipt": receipt}):
        raise MaskingError
    text, answer = profile.model_dump_json(exclude_unset=True), render_json(report)
    if _holds(profile.model_dump(mode="json", exclude_unset=True), patient.casefold()):
        raise MaskingError
    return Masked(text, answer)


def _holds(value: object, wanted: str) -> bool:
    """Whether a text is any text of the value, or a part of one if it is long enough to tell."""
    if isinstance(value, dict):
        return any(_holds(item, wanted) for item in value.values())
    if isinstance(value, list):
        return any(_holds(item, wanted) for item in value)
    found = str(value).casefold()
    return isinstance(value, str) and (found == wanted or (len(wanted) >= 4 and wanted in found))
