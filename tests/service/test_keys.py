"""The keys of clients: which are given, for how long, and what is told where they can't be had."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cd38rules.service import logs
from cd38rules.service.door.keys import AFTER_A_FAILURE, AT_MOST_EVERY, public_key
from cd38rules.service.door.refusal import Refused
from cd38rules.service.door.tokens import Tokens
from cd38rules.service.settings import SettingsError

from .asking import Asking
from .tokens import KeyServer, curve_key, public, token

HERE = "http://here/x"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What is logged inside; the loggers are as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up(insecure=False, stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


# Which keys


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ({"kty": "oct", "k": "c2VjcmV0", "kid": "one"}, "ES384"),
        (public("rsa"), "ES384"),
        (public("one"), "RS384"),
        (public("one"), "ES256"),
        (public("one") | {"use": "enc"}, "ES384"),
        (public("one") | {"alg": "ES256"}, "ES384"),
        (public("one") | {"x": "AAAA"}, "ES384"),
        (public("short"), "RS384"),
    ],
    ids=["secret", "RSA", "curve", "other curve", "for encryption", "other algorithm", "no point", "short"],
)
def test_a_key_that_is_not_for_the_algorithm_is_refused(key: dict[str, Any], algorithm: str) -> None:
    with pytest.raises(Refused) as caught:
        public_key(key, algorithm)
    assert caught.value.reason == "unknown-key"


def test_of_keys_with_one_id_those_that_fit_the_algorithm_are_given(server: KeyServer) -> None:
    server.keys = [public("rsa") | {"kid": "one"}, public("one"), public("two") | {"kid": "one"}]
    asking = Asking(f"{server.url}/jwks")

    async def steps() -> None:
        assert len(await asking.keys.fitting(asking.client, None, "one", "ES384")) == 2
        assert len(await asking.keys.fitting(asking.client, None, "one", "RS384")) == 1
        tokens = Tokens(asking.door, asking.keys)
        for name in ("one", "two"):
            await tokens.check(f"Bearer {token(HERE, key=curve_key(name))}", [HERE])
        with pytest.raises(Refused, match="signature"):
            await tokens.check(f"Bearer {token(HERE, key=curve_key('thief'))}", [HERE])

    asking.run(steps)


def test_a_key_set_without_keys_knows_no_key_and_is_not_called_unreachable(server: KeyServer) -> None:
    server.keys = []
    asking = Asking(f"{server.url}/jwks")

    async def steps() -> None:
        assert await asking() == "unknown-key"

    asking.run(steps)


def test_keys_of_a_file_are_given_whatever_address_a_token_names_and_nothing_is_fetched(
    server: KeyServer, tmp_path: Path
) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    asking = Asking(file=file)

    async def steps() -> None:
        tokens = Tokens(asking.door, asking.keys)
        await tokens.check(f"Bearer {token(HERE, head={'jku': f'{server.url}/jwks'})}", [HERE])
        stolen = token(HERE, key=curve_key("thief"), head={"jku": f"{server.url}/jwks"})
        with pytest.raises(Refused, match="signature"):
            await tokens.check(f"Bearer {stolen}", [HERE])
        with pytest.raises(Refused, match="key-set-not-listed"):
            await tokens.check(f"Bearer {token(HERE, head={'jku': 5})}", [HERE])

    asking.run(steps)
    assert server.asked == []


def test_a_file_is_looked_into_before_a_listed_address_that_can_not_be_reached(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    nowhere = "http://127.0.0.1:1/jwks"
    asking = Asking(nowhere, file=file)
    asking.keys.read_files()

    async def steps() -> None:
        assert await asking(jku=nowhere) == ""
        assert await asking("two", jku=nowhere) == "keys-unreachable"

    asking.run(steps)


# For how long


def test_a_key_that_its_client_has_withdrawn_is_gone_when_the_set_is_read_anew(server: KeyServer) -> None:
    asking = Asking(f"{server.url}/jwks")

    async def steps() -> None:
        assert await asking() == ""
        server.keys = [public("two")]
        asking.clock.now = 601
        assert await asking() == "", "what is known is answered at once"
        await asking.settled()
        assert await asking() == "unknown-key"

    asking.run(steps)


def test_a_key_that_was_withdrawn_is_gone_though_nobody_has_called_since(server: KeyServer) -> None:
    asking = Asking(f"{server.url}/jwks", refresh_seconds=0.02)

    async def steps() -> None:
        keeping = asyncio.create_task(asking.keys.keep())
        await asyncio.sleep(0)
        await asking.settled()
        assert server.asked == ["/jwks"]
        server.keys = [public("two")]
        asking.clock.now = 601
        end = time.monotonic() + 20
        while len(server.asked) < 2 and time.monotonic() < end:
            await asyncio.sleep(0.01)
        await asking.settled()
        assert await asking() == "unknown-key"
        keeping.cancel()

    asking.run(steps)


def test_keys_that_can_not_be_read_anew_are_taken_for_the_time_of_the_settings_only(
    server: KeyServer, logged: io.StringIO
) -> None:
    asking = Asking(f"{server.url}/jwks", refresh_seconds=600, keys_seconds=3600)

    async def steps() -> None:
        assert await asking() == ""
        server.status = 500
        for now, reason in ((601, ""), (3600, ""), (3601, "keys-unreachable"), (9999, "keys-unreachable")):
            asking.clock.now = now
            assert await asking() == reason
            await asking.settled()
        server.status = 200
        asking.clock.now += AT_MOST_EVERY + 1
        assert await asking() == ""

    asking.run(steps)
    told = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert [line["old_ones_used"] for line in told] == [True, True, False]
    assert asking.failures() == {"status": 3}


def test_a_set_that_could_not_be_had_is_read_again_sooner_than_one_that_was(server: KeyServer) -> None:
    asking = Asking(f"{server.url}/jwks")

    async def steps() -> None:
        assert await asking() == ""
        server.status = 500
        for now in (601, 602, 602 + AFTER_A_FAILURE):
            asking.clock.now = now
            assert await asking() == ""
            await asking.settled()

    asking.run(steps)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"status": 404}, "status"),
        ({"status": 302}, "status"),
        ({"content": b"<html>"}, "not-json"),
        ({"content": b"[]"}, "not-a-key-set"),
        ({"content": b'{"keys": {}}'}, "not-a-key-set"),
        ({"content": b" " * 300_000}, "too-long"),
        ({"seconds_a_byte": 0.05}, "timeout"),
    ],
)
def test_a_set_that_can_not_be_had_is_503_and_logged_and_counted_with_what_went_wrong(
    server: KeyServer, logged: io.StringIO, changed: dict[str, Any], kind: str
) -> None:
    for name, value in changed.items():
        setattr(server, name, value)
    check_it_is_told(Asking(f"{server.url}/jwks", fetch_seconds=0.5 if kind == "timeout" else 3), logged, kind)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://127.0.0.1:1/jwks", "unreachable"),
        ("https://nowhere.invalid/jwks", "no-such-host"),
        ("https://127.0.0.1:{port}/jwks", "tls"),
    ],
)
def test_a_server_that_does_not_answer_rightly_is_told_by_its_kind(
    server: KeyServer, logged: io.StringIO, address: str, kind: str
) -> None:
    check_it_is_told(Asking(address.format(port=server.url.rpartition(":")[2])), logged, kind)


def check_it_is_told(asking: Asking, logged: io.StringIO, kind: str) -> None:
    async def steps() -> None:
        with pytest.raises(Refused) as caught:
            await asking.keys.fitting(asking.client, None, "one", "ES384")
        assert (caught.value.status, caught.value.code) == (503, "keys-unreachable")

    asking.run(steps)
    told = [json.loads(line) for line in logged.getvalue().splitlines()]
    (line,) = [line for line in told if line["event"] == "keys-not-had"]
    assert (line["level"], line["place"], line["kind"]) == ("warning", "$.door.clients[0].jku[0]", kind)
    assert ("status" in line) == (kind == "status")
    assert asking.failures() == {kind: 1}
    assert "/jwks" not in logged.getvalue()


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"keys": 1}'], ids=["missing", "cut off", "list", "number"])
def test_a_file_of_keys_that_can_not_be_used_is_told_with_its_place_and_a_hint(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "keys.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        Asking(file=file).keys.read_files()
    (fault,) = caught.value.diagnostics
    assert (fault.code, str(fault.places[0])) == ("settings-key-file", "$.door.clients[0].keys")
    assert "RFC 7517" in fault.hint
