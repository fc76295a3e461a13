"""What went wrong, as an answer: RFC 9457 problem details, and an OperationOutcome for CDS Hooks.

The codes, places and hints are those of the command line. No value of a request is in any of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from starlette.responses import Response

from ..diagnostics import Cd38RulesError, DiagnosedError, Diagnostic, ProfileError
from ..engines.outcome import EngineDisagreement, EngineError

HOOKS_PATH = "/cds-services"


@dataclass
class Problem(Exception):
    """A request that isn't answered as asked: status, code, one sentence, and what exactly is wrong."""

    status: int
    code: str
    title: str
    diagnostics: tuple[Diagnostic, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


NOT_READY = Problem(503, "not-ready", "No rule book is in service yet.", headers={"retry-after": "5"})
TOO_SLOW = Problem(503, "took-too-long", "The answer took too long; no advice is given.", headers={"retry-after": "5"})
_AGAIN = "The feedback can't be kept now; send it again."
NOT_KEPT = Problem(503, "not-kept", _AGAIN, headers={"retry-after": "5"})
DEFECT = Problem(500, "defect", "A defect of this program; no advice is given.")

# What FHIR calls the kinds of problems (issue-type).
_ISSUE_TYPES = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    408: "timeout",
    412: "required",
    413: "too-long",
    415: "not-supported",
    503: "transient",
}


def problem_of(error: Cd38RulesError) -> Problem:
    """An error of this package as a problem."""
    if isinstance(error, EngineError):
        title = "The engines failed; no advice is given."
        if isinstance(error, EngineDisagreement):
            title = f"Two engines disagree on {error.named}; no advice is given."
        return Problem(500, "engine-failure", title)
    if isinstance(error, ProfileError):
        return Problem(400, "patient-data-invalid", "The patient data can't be used.", error.diagnostics)
    if isinstance(error, DiagnosedError):
        return Problem(400, "data-invalid", "The data can't be used.", error.diagnostics)
    return DEFECT


def answer(problem: Problem, path: str) -> Response:
    """The problem in the form that callers of this path know."""
    if path == HOOKS_PATH or path.startswith(HOOKS_PATH + "/"):
        return _json(_operation_outcome(problem), problem, "application/fhir+json")
    body = {
        "type": f"urn:cd38rules:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        **({"errors": [diagnostic.as_json() for diagnostic in problem.diagnostics]} if problem.diagnostics else {}),
    }
    return _json(body, problem, "application/problem+json")


def _operation_outcome(problem: Problem) -> Mapping[str, object]:
    kind = _ISSUE_TYPES.get(problem.status, "exception")
    issues: list[Mapping[str, object]] = [
        {"severity": "error", "code": kind, "details": {"text": problem.title}, "diagnostics": problem.code}
    ]
    for diagnostic in problem.diagnostics:
        hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
        text = f"{diagnostic.code}: {diagnostic.message}{hint}"
        issue: dict[str, object] = {"severity": "error", "code": kind, "details": {"text": text}}
        if places := _places(diagnostic.places):
            issue["expression"] = places
        issues.append(issue)
    return {"resourceType": "OperationOutcome", "issue": issues}


def _places(places: Iterable[object]) -> list[str]:
    return [str(place) for place in places if str(place)]


def _json(body: Mapping[str, object], problem: Problem, media_type: str) -> Response:
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, problem.status, headers=dict(problem.headers), media_type=media_type)
