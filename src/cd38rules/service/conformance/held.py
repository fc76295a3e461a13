"""An answer held against what was to come: its status, its type, its schema and the invariants."""

from __future__ import annotations

from collections.abc import Collection

from . import faults
from .faults import Fault
from .invariants import empties, response_faults
from .schema import Kind, schema_faults
from .target import DEEPEST, JSON, Answer

FHIR_JSON = "application/fhir+json"


def message(answer: Answer, kind: Kind, rule: str, status: int = 200) -> list[Fault]:
    """What a message breaks that was to come with this status."""
    if found := _not_answered(answer, {status}, rule):
        return found
    if answer.media_type != JSON:
        found.append(Fault("content-type", f"must be {JSON}", faults.JSON_RULES))
    if not isinstance(answer.json, dict):
        return [
            *found,
            Fault("$", f"isn't a JSON object, or is nested deeper than {DEEPEST} levels", faults.JSON_RULES),
        ]
    found += schema_faults(answer.json, kind)
    found += response_faults(answer.json) if kind == "response" else empties(answer.json)
    return sorted(set(found))


def cards(answer: Answer) -> list[Fault]:
    """What the answer to a call breaks."""
    return message(answer, "response", faults.RESPONSE)


def refusal(answer: Answer, statuses: Collection[int], rule: str, *, outcome: bool) -> list[Fault]:
    """What a refusal breaks that was to have one of these statuses; with `outcome` an OperationOutcome must say why."""
    if found := _not_answered(answer, statuses, rule):
        return found
    told = answer.json
    if not isinstance(told, dict) or told.get("resourceType") != "OperationOutcome":
        return [Fault("$", "isn't an OperationOutcome that says why", faults.OUTCOME)] if outcome else []
    found = [*schema_faults(told, "outcome"), *empties(told)]
    if answer.media_type not in (FHIR_JSON, JSON):
        found.append(Fault("content-type", f"must be {FHIR_JSON} or {JSON}", faults.OUTCOME))
    return sorted(set(found))


def _not_answered(answer: Answer, statuses: Collection[int], rule: str) -> list[Fault]:
    if answer.broken:
        return [Fault("answer", answer.broken, rule)]
    if answer.status not in statuses:
        wanted = " or ".join(str(status) for status in sorted(statuses))
        return [Fault("status", f"is {answer.status}, and should be {wanted}", rule)]
    return []
