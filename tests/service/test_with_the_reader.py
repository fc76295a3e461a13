"""The hooks with the reader of FHIR that ships, from the call of an EHR to the cards."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx2
import pytest

from .hook_calls import path_of
from .running import JSON, ROOT, Service, running

CALL = ROOT / "examples" / "hooks" / "order-sign.json"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as `cd38rules serve` starts it."""
    with running(tmp_path_factory.mktemp("service"), "--insecure") as started:
        yield started


def test_the_example_call_is_answered_with_cards_on_its_own_order(shipped: Service) -> None:
    answer = httpx2.post(shipped.url + path_of("order-sign"), content=CALL.read_bytes(), headers=JSON)
    assert answer.status_code == 200
    cards = answer.json()["cards"]
    assert 1 <= len(cards) <= 5
    assert {card["indicator"] for card in cards} & {"critical", "warning"}
    assert "copd-dara-bronchodilator" in json.dumps(cards)
    assert all(len(card["summary"]) <= 139 for card in cards)


def test_the_same_call_gives_the_same_cards(shipped: Service) -> None:
    one, two = (
        httpx2.post(shipped.url + path_of("order-sign"), content=CALL.read_bytes(), headers=JSON).content
        for _ in range(2)
    )
    assert one == two
