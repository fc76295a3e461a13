"""A report with what was found while its resources were read: issues, open questions, and where each fact is from."""

from __future__ import annotations

from ..report import FactSource, InputIssue, Report
from .model import Provenance, Question, Reading

QUESTION = "fhir-question"
"""The code under which a question of the reading stands among the input issues."""


def with_reading(report: Report, reading: Reading) -> Report:
    """The report of a profile that was read from resources. Its own issues come first, then those of the reading."""
    found = [
        InputIssue(
            code=issue.code,
            severity=issue.severity,
            message=issue.message,
            places=tuple(str(place) for place in issue.places),
            hint=issue.hint,
        )
        for issue in reading.issues
    ]
    asked = [_asked(question) for question in reading.questions]
    sources = tuple(_source(one) for one in reading.provenance)
    return report.model_copy(update={"input_issues": (*report.input_issues, *asked, *found), "sources": sources})


def _asked(question: Question) -> InputIssue:
    places = (question.path, *question.resources)
    hint = "settle it, and correct the record"
    return InputIssue(code=QUESTION, severity="warning", message=question.text, places=places, hint=hint)


def _source(one: Provenance) -> FactSource:
    return FactSource(
        path=one.path,
        resource=one.resource,
        element=one.element,
        system=one.system,
        code=one.code,
        unit=one.unit,
        date=one.date,
        code_status=one.status,
    )
