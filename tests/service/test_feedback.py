"""Feedback of CDS Hooks: what is taken, and what is refused at its place."""

from __future__ import annotations

from typing import Any

import pytest

from .hook_calls import path_of
from .running import Service


def feedback(**change: Any) -> dict[str, Any]:
    item = {
        "card": "4e0a3a1e-3ee7-4ab6-ad08-c46ae3b6b5f7",
        "outcome": "overridden",
        "overrideReason": {"reason": {"code": "need-more-info"}, "userComment": "Zaphod-4711 was not asked"},
        "outcomeTimestamp": "2024-03-15T10:00:00Z",
    }
    return {"feedback": [item | change]}


def test_feedback_is_taken_and_it_is_said_that_nothing_keeps_it(service: Service) -> None:
    answer = service.post(f"{path_of('order-sign')}/feedback", feedback())
    assert (answer.status_code, answer.json()) == (200, {"kept": False})


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"outcome": "ignored"}, "$.feedback[0].outcome"),
        ({"outcome": "accepted"}, "$.feedback[0].acceptedSuggestions"),
        ({"outcomeTimestamp": "Zaphod-4711"}, "$.feedback[0].outcomeTimestamp"),
        ({"outcomeTimestamp": "2024-03-15T10:00:00"}, "$.feedback[0].outcomeTimestamp"),
        ({"card": ""}, "$.feedback[0].card"),
        ({"overrideReason": "Zaphod-4711"}, "$.feedback[0].overrideReason"),
    ],
)
def test_feedback_that_breaks_the_contract_is_400_at_its_place(service: Service, change: Any, place: str) -> None:
    answer = service.post(f"{path_of('order-sign')}/feedback", feedback(**change))
    assert answer.status_code == 400
    assert answer.json()["issue"][1]["expression"] == [place]
    assert "Zaphod" not in answer.text


@pytest.mark.parametrize(
    "reason",
    [None, {}, {"reason": None}, {"userComment": None}, {"reason": {"code": "need-more-info", "system": None}}],
)
def test_a_reason_that_is_null_is_none(service: Service, reason: Any) -> None:
    answer = service.post(f"{path_of('order-sign')}/feedback", feedback(overrideReason=reason))
    assert answer.status_code == 200


def test_a_time_may_be_written_in_small_letters(service: Service) -> None:
    answer = service.post(f"{path_of('order-sign')}/feedback", feedback(outcomeTimestamp="2024-03-15t10:00:00z"))
    assert answer.status_code == 200


def test_one_item_with_a_fault_refuses_all_and_is_named(service: Service) -> None:
    items = [feedback()["feedback"][0], feedback(outcome="ignored")["feedback"][0]]
    answer = service.post(f"{path_of('order-sign')}/feedback", {"feedback": items})
    assert answer.status_code == 400
    assert [issue["expression"] for issue in answer.json()["issue"][1:]] == [["$.feedback[1].outcome"]]
