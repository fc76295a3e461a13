"""Key servers that are slow, and tokens that were used: who waits for whom, and who can take the room of others."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest

from cd38rules.service.door.keys import Keys
from cd38rules.service.door.refusal import Refused
from cd38rules.service.door.replays import Replays
from cd38rules.service.door.tokens import Tokens
from cd38rules.service.settings import Client, Door

from .asking import Asking
from .tokens import KeyServer, key_server, public, token

HERE = "http://here/x"

# Who waits for whom


def test_a_set_that_comes_byte_by_byte_is_given_up_in_time(server: KeyServer) -> None:
    server.seconds_a_byte = 0.1  # all of it would take half a minute
    asking = Asking(f"{server.url}/jwks", fetch_seconds=0.5)

    async def steps() -> None:
        began = time.monotonic()
        assert await asking() == "keys-unreachable"
        assert 0.5 <= time.monotonic() - began < 5
        assert await asking() == "keys-unreachable", "not asked again at once"
        assert len(server.asked) == 1

    asking.run(steps)


def test_known_keys_are_answered_at_once_while_their_set_comes_byte_by_byte(server: KeyServer) -> None:
    asking = Asking(f"{server.url}/jwks", fetch_seconds=2)

    async def steps() -> None:
        assert await asking() == ""
        server.seconds_a_byte = 0.1
        asking.clock.now = 601
        strangers = [asyncio.create_task(asking(f"guess-{number}")) for number in range(20)]
        await asyncio.sleep(0.05)
        began = time.monotonic()
        assert [await asking() for _ in range(20)] == [""] * 20
        assert time.monotonic() - began < 1
        assert not any(stranger.done() for stranger in strangers)
        assert set(await asyncio.gather(*strangers)) == {"unknown-key"}

    asking.run(steps)
    assert len(server.asked) == 2


def test_a_key_is_not_held_up_by_another_set_of_its_client_that_does_not_come(server: KeyServer) -> None:
    with key_server() as slow:
        slow.seconds_a_byte, slow.keys = 0.1, [public("two")]
        asking = Asking(f"{slow.url}/jwks", f"{server.url}/jwks", fetch_seconds=2)

        async def steps() -> None:
            assert await asking(jku=f"{server.url}/jwks") == ""
            began = time.monotonic()
            assert await asking() == ""
            assert time.monotonic() - began < 1

        asking.run(steps)


def test_who_stops_waiting_does_not_stop_the_reading_nor_begin_it_anew(server: KeyServer) -> None:
    server.seconds_a_byte = 0.001
    asking = Asking(f"{server.url}/jwks")

    async def steps() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await asking()
        assert await asking() == ""

    asking.run(steps)
    assert len(server.asked) == 1


# Tokens that were used


def test_an_id_is_new_once() -> None:
    replays = Replays()
    assert [replays.take("1", 100, 0), replays.take("1", 100, 0), replays.take("2", 100, 0)] == ["new", "seen", "new"]


def test_an_id_is_forgotten_when_its_token_has_expired() -> None:
    replays = Replays(most=1)
    assert replays.take("1", 100, 0) == "new"
    assert replays.take("2", 100, 50) == "no room"
    assert replays.take("1", 100, 50) == "seen", "which says more than that there is no room"
    assert replays.take("2", 200, 101) == "new"


def test_a_client_that_uses_more_tokens_than_are_remembered_is_told_so_and_no_other_client(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    issuers = ("https://busy.example", "https://other.example")
    door = Door(clients=tuple(Client(issuer=issuer, keys=file) for issuer in issuers))

    async def steps() -> list[tuple[int, str]]:
        keys = Keys(door)
        tokens = Tokens(door, keys, most_tokens=2)
        found = []
        for issuer in (issuers[0],) * 3 + (issuers[1],):
            try:
                await tokens.check(f"Bearer {token(HERE, iss=issuer)}", [HERE])
                found.append((200, ""))
            except Refused as refused:
                found.append((refused.status, refused.code))
        await keys.close()
        return found

    assert asyncio.run(steps()) == [(200, ""), (200, ""), (503, "too-many-tokens"), (200, "")]
