"""Calls of CDS Hooks for tests, and their cards held against the schema and the rules of the specification."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from cd38rules.service.hooks.offered import offered, templates

from .double_of_reader import COPD, DARATUMUMAB, RED_CELLS

SHARED = Path(__file__).resolve().parents[3] / "shared"
PATIENT = "Zaphod-4711"
EMPTY: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "total": 0}
ANTIBODY_ORDER = {"resourceType": "MedicationRequest", "id": "m1", "medicationCodeableConcept": DARATUMUMAB}
ON_FILE = ANTIBODY_ORDER | {"status": "draft", "intent": "order"}
"""The order as a record has it."""
BLOOD_ORDER = {"resourceType": "ServiceRequest", "id": "s1", "code": RED_CELLS}
OTHER_ORDER = {"resourceType": "ServiceRequest", "id": "s2", "code": {"text": "Lunch"}}
MYELOMA = {"coding": [{"system": "http://snomed.info/sct", "code": "109989006"}]}
WITH_MYELOMA = {"resourceType": "Condition", "id": "c0", "code": MYELOMA}
WITH_COPD = {"resourceType": "Condition", "id": "c1", "code": COPD}


def bundle(*resources: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A searchset of resources. A note of the server isn't something that was found."""
    total = sum(not (isinstance(one, dict) and one.get("resourceType") == "OperationOutcome") for one in resources)
    return {**EMPTY, "total": total, "entry": [{"resource": resource} for resource in resources], **more}


def prefetch(**sent: Any) -> dict[str, Any]:
    """Every key, known to be empty unless it is given."""
    return dict.fromkeys(templates()) | {"patient": {"resourceType": "Patient", "id": PATIENT}} | sent


def call(hook: str, sent: Mapping[str, Any] | None = None, *orders: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A call of a hook; with orders, all of them are drafts and selected."""
    context: dict[str, Any] = {"userId": "Practitioner/1", "patientId": PATIENT}
    if hook != "patient-view":
        context["draftOrders"] = {"resourceType": "Bundle", "entry": [{"resource": order} for order in orders]}
    if hook == "order-select":
        context["selections"] = [f"{order['resourceType']}/{order['id']}" for order in orders]
    body: dict[str, Any] = {"hook": hook, "hookInstance": str(uuid.uuid4()), "context": context}
    return body | ({} if sent is None else {"prefetch": dict(sent)}) | more


def path_of(hook: str) -> str:
    """The address of the service for a hook."""
    return next(f"/cds-services/{name}" for name, services in offered().items() if hook in services)


@cache
def _schema() -> Any:
    return json.loads((SHARED / "ehr" / "cds-hooks.schema.json").read_text(encoding="utf-8"))


def assert_valid(value: object, kind: str) -> None:
    """Holds a message against the schema, and looks for values that CDS Hooks forbids."""
    if SHARED.is_dir():  # the schema isn't part of this project; test_schema_is_here says so where it is missing
        validator = jsonschema.Draft202012Validator(
            {**_schema(), "$ref": f"#/$defs/{kind}"}, format_checker=jsonschema.FormatChecker()
        )
        assert [error.message for error in validator.iter_errors(value)] == []
    assert empties(value) == []


def empties(value: object, path: str = "$") -> list[str]:
    """Where null, empty texts, lists and objects stand; `cards` and `services` may be empty."""
    if isinstance(value, dict):
        inner = [found for name, item in value.items() for found in empties(item, f"{path}.{name}")]
    elif isinstance(value, list):
        inner = [found for index, item in enumerate(value) for found in empties(item, f"{path}[{index}]")]
    else:
        inner = []
    is_allowed = path in ("$.cards", "$.services")
    return inner + ([path] if value is None or (value in ("", [], {}) and not is_allowed) else [])
