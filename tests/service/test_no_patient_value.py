"""A value that stands in every field of requests, good ones and bad ones, is in no log, metric, status or error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .hook_calls import ANTIBODY_ORDER, call, path_of, prefetch
from .running import JSON, ROOT, Service

CANARY = "Canary-0815"
SIGN = path_of("order-sign")


def spoilt(value: Any) -> list[Any]:
    """The value once with each of its parts, and each of its keys, replaced by the canary."""
    if isinstance(value, dict):
        found: list[Any] = [CANARY]
        for name, item in value.items():
            found += [{**value, name: other} for other in spoilt(item)]
            found.append({**value, CANARY: item})
        return found
    if isinstance(value, list):
        return [
            CANARY,
            *([*value[:at], other, *value[at + 1 :]] for at, item in enumerate(value) for other in spoilt(item)),
        ]
    return [CANARY, [CANARY], {CANARY: CANARY}]


def profile() -> dict[str, Any]:
    path = ROOT / "examples" / "patients" / "05-copd-fev1-45-subcutaneous-daratumumab-planned.json"
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found | {"patient_id": CANARY}


def requests() -> list[tuple[str, Any]]:
    """(path, body) of many requests."""
    hook = call("order-sign", prefetch(patient={"resourceType": "Patient", "id": CANARY}), ANTIBODY_ORDER)
    hook["context"]["patientId"] = CANARY
    item = {"card": CANARY, "outcome": "accepted", "acceptedSuggestions": [{"id": CANARY}]}
    feedback = {"feedback": [item | {"outcomeTimestamp": "2024-03-15T10:00:00Z"}]}
    return [
        *(("/evaluate", body) for body in (profile(), *spoilt(profile()))),
        *((SIGN, body) for body in (hook, *spoilt(hook))),
        *((f"{SIGN}/feedback", body) for body in (feedback, *spoilt(feedback))),
        *(("/note", body) for body in (profile(), *spoilt(profile()))),
        *(("/cards", body) for body in (profile(), *spoilt(profile()))),
        (f"/explain?rule={CANARY}", profile()),
        (f"/explain?rule=transfusion-lab-notify&role={CANARY}", profile()),
        (f"/explain?rule=transfusion-lab-notify&{CANARY}={CANARY}", profile()),
        (f"/evaluate?changes={CANARY}", profile()),
        (f"/{CANARY}", profile()),
        (f"/cds-services/{CANARY}", hook),
        (f"/rules/{CANARY}", None),
    ]


@pytest.mark.hazard("H13")
def test_nothing_of_a_request_is_in_a_log_a_metric_or_an_error(service: Service) -> None:
    told = []
    for path, body in requests():
        headers = JSON | {"x-request-id": CANARY, "authorization": f"Bearer {CANARY}", "user-agent": CANARY}
        answer = service.post(path, json.dumps(body).encode(), headers)
        if answer.status_code != 200 and CANARY in answer.text:
            told.append((path, answer.text[:200]))
        assert CANARY not in str(answer.headers)
    assert told == []
    assert len(service.events) > 300
    for text in (service.log, service.http.get("/metrics").text, service.http.get("/status").text):
        assert CANARY not in text
