"""Fifty clients at once for ten seconds: no error, nobody's cards for another, memory flat. No time is asserted.

`make load-test` runs the same load for a minute, and prints times.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cd38rules.self_test import load_rulebook
from cd38rules.service.bodies import json_object
from cd38rules.service.codes import CodesInService
from cd38rules.service.hooks.call import read_call
from cd38rules.service.hooks.decide import Decider
from cd38rules.service.hooks.offered import offered, templates
from cd38rules.service.hooks.prefetch import part_of, type_of
from cd38rules.service.kept.database import open_to_read
from cd38rules.service.kept.tables import DECISIONS
from cd38rules.service.settings import Limits, Store

from .load import ARENAS, Answers, Measured, loaded
from .load_patients import KINDS, PATIENTS, PLACEHOLDER, RESOURCES, SPREAD, body, sentinel, shown
from .process_use import IS_TOLD
from .running import Service, running

TODAY = date(2026, 11, 30)


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Service]:
    """A service with a store in a file."""
    with running(tmp_path, "--insecure", CD38RULES_SERVE_STORE__FILE=str(tmp_path / "kept.sqlite")) as started:
        yield started


@pytest.mark.hazard("H18")
@pytest.mark.skipif(not IS_TOLD, reason="memory of the service is read from /proc, which isn't here")
def test_fifty_clients_at_once_get_their_own_cards_and_memory_stays_flat(keeping: Service, tmp_path: Path) -> None:
    found = loaded(keeping, clients=50, seconds=10)
    assert found.faults == {}
    assert found.requests >= found.clients
    assert found.alive
    assert found.growth <= found.room, f"{found.growth / 2**20:.1f} MiB in a third of {found.requests} requests"
    # What waits for a thread is a body: the record in it takes five times as much, and is read when it is its turn.
    # What waits to be kept is small beside it.
    assert found.peak < 4 * found.clients * found.body_bytes, f"{found.peak / 2**20:.1f} MiB above the start"
    keeping.stop()
    assert {line["event"] for line in keeping.events if line["level"] != "info"} == set()
    engine = open_to_read(Store(file=tmp_path / "kept.sqlite"))
    with closing(engine.connect()) as connection:
        kept = connection.scalar(select(func.count()).select_from(DECISIONS))
    engine.dispose()
    assert kept == found.requests + 2 * PATIENTS  # each was also asked about alone, before and after


# The load itself: it can fail


@pytest.fixture(scope="module")
def alone() -> list[bytes]:
    """What each patient gets, decided here."""
    book, services = load_rulebook(), offered()["anti-cd38-orders"]
    decider = Decider(book, CodesInService(None).reads(), TODAY, 5, "")
    found = []
    for number in range(PATIENTS):
        call = read_call(json_object(body(number, TODAY), Limits()), services)
        decided = decider.decide(
            call, {key: part_of(call.prefetch, key, type_of(query)) for key, query in templates().items()}
        )
        found.append(json.dumps({"cards": decided.deck.cards}).encode())
    return found


def impersonal(answers: list[bytes]) -> list[bytes]:
    return [re.sub(rb'"uuid": "[^"]*"', b'"uuid": ""', answer) for answer in answers]


def test_a_call_has_100_resources_spread_over_the_keys_and_all_carry_the_sentinel() -> None:
    assert set(SPREAD) == set(templates())
    for number in range(PATIENTS):
        prefetch = json.loads(body(number, TODAY))["prefetch"]
        resources = [prefetch.pop("patient")]
        resources += [entry["resource"] for sent in prefetch.values() for entry in sent["entry"]]
        assert len({(one["resourceType"], one["id"]) for one in resources}) == len(resources) == RESOURCES
        assert all(one["id"].startswith(PLACEHOLDER) for one in resources)


def test_the_patients_differ_in_their_cards_and_the_kinds_in_their_rules(alone: list[bytes]) -> None:
    assert len(set(impersonal(alone))) == PATIENTS
    for number in range(PATIENTS):
        assert [shown(number, TODAY) in one for one in alone] == [patient == number for patient in range(PATIENTS)]
    rules = [
        tuple(
            shown["rule"]
            for card in json.loads(one)["cards"]
            for shown in card["extension"]["org.cd38rules.card"].get("rules", ())
        )
        for one in alone
    ]
    assert len(set(rules[: len(KINDS)])) == len(KINDS)
    assert [rules[number % len(KINDS)] for number in range(PATIENTS)] == rules
    assert all(
        f"MedicationRequest/{PLACEHOLDER}-order".encode() in one and f"Patient/{PLACEHOLDER}".encode() in one
        for one in alone
    )


def faults_of(alone: list[bytes], *taken: tuple[int, int, int, bytes]) -> dict[str, int]:
    answers = Answers(impersonal(alone), [shown(number, TODAY) for number in range(PATIENTS)])
    for number, patient, status, content in taken:
        answers.take(number, patient, status, content)
    answers.close(impersonal(alone))
    return dict(answers.faults)


def given(alone: list[bytes], number: int, patient: int) -> bytes:
    """The answer to a request, with card ids of its own."""
    content = alone[patient].replace(PLACEHOLDER.encode(), sentinel(number))
    return re.sub(rb'"uuid": "[^"]{8}', b'"uuid": "%08x' % number, content)


def test_right_answers_are_taken(alone: list[bytes]) -> None:
    assert faults_of(alone, *((n, n % PATIENTS, 200, given(alone, n, n % PATIENTS)) for n in range(1, 30))) == {}


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"sentinel-00000001", b"sentinel-00000002", "its own patient or order isn't in it"),
        (
            b"About the order `MedicationRequest/sentinel-00000001",
            b"About the order `MedicationRequest/sentinel-00000002",
            "another request's patient is in it",
        ),
        (b"history of COPD: yes", b"history of COPD: no", "it has other cards than the same patient gets alone"),
        (b"FEV1: 33 %", b"FEV1: 37 %", "a value of its patient isn't in it"),
    ],
)
def test_an_answer_with_something_of_another_patient_is_a_fault(
    alone: list[bytes], before: bytes, after: bytes, fault: str
) -> None:
    content = given(alone, 1, 0)
    assert before in content
    assert fault in faults_of(alone, (1, 0, 200, content.replace(before, after)))


def test_another_patients_cards_an_id_that_comes_twice_and_an_error_are_faults(alone: list[bytes]) -> None:
    swapped = given(alone, 1, 3)  # the same kind of patient: the same rules with other values
    assert faults_of(alone, (1, 0, 200, swapped)) == {
        "a value of its patient isn't in it": 1,
        "it has other cards than the same patient gets alone": 1,
    }
    again = given(alone, 1, 0).replace(sentinel(1), sentinel(2))
    twice = faults_of(alone, (1, 0, 200, given(alone, 1, 0)), (2, 0, 200, again))
    assert twice == {"it has the id of another patient's card": 1}
    assert faults_of(alone, (1, 0, 503, b"")) == {"status 503": 1}


@pytest.mark.parametrize(("kept_of_each", "is_flat"), [(0, True), (1_000, True), (10_000, False), (92_000, False)])
def test_memory_that_grows_by_a_part_of_each_request_is_not_flat(kept_of_each: int, is_flat: bool) -> None:
    requests, seconds = 3000, 60
    found = Measured(50, seconds, body_bytes=92_000, times=[1.0] * requests)
    found.memory = [(second, 2**27 + kept_of_each * requests * second // seconds) for second in range(seconds + 1)]
    assert (found.growth <= found.room) is is_flat
    assert found.room > ARENAS
