"""What was found while the resources of a patient were read: a line of fhir-notes.ndjson.

Unlike the quarantine it is of the patients who were decided, and names them: it is to be looked at beside the verdicts.
"""

from __future__ import annotations

import json

from ..fhir import Reading
from ..fhir.reported import QUESTION
from ..mapping.item import Item


def line_of(item: Item) -> bytes:
    """The patient's issues, questions and orders; the places are resources and FHIRPaths."""
    reading = item.reading
    assert reading is not None
    record = {
        "line": item.number,
        "patient_id": reading.profile.patient_id,
        "issues": [issue.as_json() for issue in reading.issues],
        "questions": [
            {"path": asked.path, "text": asked.text, "resources": list(asked.resources)} for asked in reading.questions
        ],
        "orders": [
            {
                "resource": order.resource,
                "role": order.role,
                "agent": order.agent,
                "route": order.route,
                "status": order.status,
            }
            for order in reading.orders
        ],
    }
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def codes_of(reading: Reading) -> set[str]:
    """The codes under which a patient's issues and questions are counted, each once."""
    return {issue.code for issue in reading.issues} | ({QUESTION} if reading.questions else set())
