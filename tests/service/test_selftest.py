"""`cd38rules hooks selftest`: of the running service, in this process, of another service, and called wrong."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import ECAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cd38rules.cli.main import main
from cd38rules.service.conformance.checks import Outcome
from cd38rules.service.conformance.faults import OWN
from cd38rules.service.conformance.run import Result, self_test
from cd38rules.service.conformance.target import Target
from cd38rules.service.conformance.tokens import TokenKeyError, read_signer
from cd38rules.service.door.own_client import make_client

from .running import Service, running
from .tokens import ISSUER, curve_key, key_server, public, rsa_key

ORIGIN = "https://ehr.example"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def selftest(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command; exit code, standard output and error."""

    def call(*options: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["hooks", "selftest", *map(str, options)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path]]:
    """The service as it ships, with a door, an origin and a store; and the folder with its client's key."""
    folder = tmp_path_factory.mktemp("selftest")
    (folder / "public.json").write_text(json.dumps({"keys": [public("client")]}), encoding="utf-8")
    key = ECAlgorithm.to_jwk(curve_key("client"), as_dict=True)
    (folder / "private.json").write_text(json.dumps({**key, "kid": "client"}), encoding="utf-8")
    settings = {
        "door": {"clients": [{"issuer": ISSUER, "keys": str(folder / "public.json")}]},
        "origins": [ORIGIN],
        "store": {"file": str(folder / "kept.sqlite")},
    }
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with running(folder, "--settings", str(folder / "settings.yaml")) as service:
        yield service, folder


def key_of(folder: Path) -> tuple[str | Path, ...]:
    return "--token-key", folder / "private.json", "--token-issuer", ISSUER


@pytest.mark.whole_book
def test_the_running_service_passes_every_check(guarded: tuple[Service, Path], selftest: Call) -> None:
    service, folder = guarded
    code, out, err = selftest("--url", service.url, "--origin", ORIGIN, *key_of(folder))
    assert (code, err) == (0, ""), out
    *lines, counts = out.splitlines()
    assert {line.split()[0] for line in lines} == {"ok", "skipped"}
    assert [line for line in lines if line.startswith("skipped")] == [
        "skipped a body that is too long: the longest body isn't known from outside [cd38rules, docs/service.md]"
    ]
    assert re.fullmatch(r"1[45]\d checks ok, 0 failed, 1 skipped \(cd38rules\)", counts)
    assert all(re.search(r"\[(CDS Hooks|cd38rules)[^\]]*\]$", line) for line in lines)


def test_a_service_whose_door_is_closed_to_the_test_fails_it(guarded: tuple[Service, Path], selftest: Call) -> None:
    code, out, _ = selftest("--url", f"{guarded[0].url}/cds-services/", "--format", "json")
    told = json.loads(out)
    assert (code, told["counts"]["FAILED"]) == (1, 2)
    first = told["checks"][0]["faults"][0]
    assert first == {"place": "status", "message": "is 401, and should be 200", "rule": "CDS Hooks 2.0.1, Discovery"}


@pytest.mark.whole_book
def test_in_this_process_everything_is_tested_but_what_is_left_out_and_nothing_is_logged(selftest: Call) -> None:
    code, out, err = selftest("--no-feedback")
    assert (code, err) == (0, "")
    skipped = [line for line in out.splitlines() if line.startswith("skipped")]
    assert [line.partition(":")[2] for line in skipped] == [" --no-feedback [CDS Hooks 2.0.1, Feedback]"] * 2
    assert re.search(r"1[234]\d checks ok, 0 failed, 2 skipped \(cd38rules\)$", out.strip())


def test_a_rule_book_that_is_refused_ends_the_test_with_3(selftest: Call, tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text("id: x\n", encoding="utf-8")
    code, out, err = selftest("--rules", tmp_path)
    assert (code, out) == (3, "")
    assert "Traceback" not in err


# Calls that are wrong


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--origin", ORIGIN), "--origin is for a service at an address: give --url"),
        (("--url", "localhost:8038"), "--url begins with http:// or https://"),
        (("--url", "http://127.0.0.1:1", "--rules", "."), "--rules is for the test in this process"),
        (("--url", "http://127.0.0.1:1", "--token-issuer", "x"), "--token-issuer needs --token-key"),
    ],
)
def test_what_does_not_fit_together_is_a_wrong_call(selftest: Call, options: tuple[str, ...], says: str) -> None:
    code, out, err = selftest(*options)
    assert (code, out) == (2, "")
    assert says in err


def test_a_service_that_does_not_answer_is_told_with_what_to_look_at(selftest: Call) -> None:
    code, _, err = selftest("--url", "http://127.0.0.1:1")
    assert code == 6
    assert err.startswith("cd38rules: nothing answers at the address of the service: ")
    assert "is --url its address?" in err


def test_what_is_no_service_of_cds_hooks_fails(selftest: Call) -> None:
    with key_server() as other:
        code, out, _ = selftest("--url", other.url)
    assert code == 1
    assert "FAILED  discovery: the services with their fields: $ lacks services [CDS Hooks 2.0.1, Discovery]" in out


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"nothing", ("--token-kid", "x"), "it holds no private key"),
        (json.dumps(public("client")).encode(), (), "it holds no private key"),
        (b'{"kty": "oct", "k": "c2VjcmV0", "kid": "x"}', (), "it holds no private key"),
        (None, (), "it has no id (give --token-kid"),
        (None, ("--token-kid", "x", "--token-alg", "RS384"), "it isn't one for the algorithm (it signs ES384)"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_without_it(
    selftest: Call, tmp_path: Path, content: bytes | None, options: tuple[str, ...], says: str
) -> None:
    pem = curve_key("client").private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key").write_bytes(pem if content is None else content)
    named = ("--token-key", tmp_path / "key", "--token-issuer", ISSUER, *options)
    code, out, err = selftest("--url", "http://127.0.0.1:1", *named)
    assert (code, out) == (2, "")
    assert says in err
    assert "PRIVATE" not in err
    assert "Traceback" not in err


def test_a_key_without_an_issuer_is_refused_and_a_client_of_client_new_brings_its_own(tmp_path: Path) -> None:
    make_client(tmp_path / "client", ISSUER)
    found = read_signer(tmp_path / "client" / "client.json", issuer="")
    assert (found.issuer, found.algorithm) == (ISSUER, "ES384")
    (tmp_path / "key").write_text(json.dumps(json.loads((tmp_path / "client" / "client.json").read_bytes())["key"]))
    with pytest.raises(TokenKeyError, match="names no issuer"):
        read_signer(tmp_path / "key", issuer="")


def test_a_key_in_pem_signs_by_its_kind(tmp_path: Path) -> None:
    for key, algorithm in ((rsa_key(), "RS384"), (curve_key("client"), "ES384")):
        (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        found = read_signer(tmp_path / "key.pem", issuer=ISSUER, kid="x")
        assert found.algorithm == algorithm
        assert found.token("https://here").count(".") == 2
    with pytest.raises(TokenKeyError):
        read_signer(tmp_path / "key.pem", issuer=ISSUER, kid="x", algorithm="ES256")


# Another service


def another(cards: list[dict[str, Any]], *, needs_patient: bool = False, **more: Any) -> Starlette:
    """A small service of somebody else: one hook, new ids each time, plain errors, no feedback."""
    service = {
        "id": "other",
        "hook": "patient-view",
        "description": "x",
        "prefetch": {"p": "Patient/{{context.patientId}}"},
    }

    async def discovery(_request: Request) -> Response:
        return JSONResponse({"services": [service | more]})

    async def call(request: Request) -> Response:
        try:
            body = await request.json()
            known = body["hook"] == "patient-view" and uuid.UUID(body["hookInstance"]) and body["context"]["patientId"]
            known = known and ("fhirAuthorization" not in body or "fhirServer" in body)
        except (ValueError, KeyError, TypeError):
            known = False
        if not known or request.headers["content-type"] != "application/json":
            return JSONResponse({"error": "no"}, 422)
        if needs_patient and ((body.get("prefetch") or {}).get("p") or {}).get("resourceType") != "Patient":
            return JSONResponse({"error": "send p"}, 412)
        return JSONResponse({"cards": [{"uuid": str(uuid.uuid4())} | card for card in cards]})

    return Starlette(routes=[Route("/cds-services", discovery), Route("/cds-services/other", call, methods=["POST"])])


CARD = {"summary": "Look at the potassium", "indicator": "info", "source": {"label": "Them"}}


def result_of(app: Starlette) -> Result:
    async def run() -> Result:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app)) as http:
            return await self_test(Target(http, "http://other.example"))

    return asyncio.run(run())


def failed(result: Result) -> list[Outcome]:
    return [outcome for outcome in result.outcomes if outcome.faults]


def test_another_service_is_held_against_the_specification_only() -> None:
    result = result_of(another([CARD]))
    assert not result.is_ours
    assert failed(result) == []
    assert result.count("ok") > 20
    assert all(fault.rule != OWN for outcome in result.outcomes for fault in outcome.faults)


def test_what_another_service_may_do_and_this_one_does_not_is_no_fault() -> None:
    detail = {"detail": "See <b>this</b>", "indicator": "critical"}
    assert failed(result_of(another([CARD, CARD | detail]))) == []


def test_another_service_may_need_its_patient() -> None:
    assert failed(result_of(another([CARD], needs_patient=True))) == []


@pytest.mark.parametrize(
    "summary", ["Dr. House said so", "Give 5 mg, e.g. Aspirin vs. Plavix", "See No. 5 of St. Mary"]
)
def test_a_short_form_is_not_the_end_of_a_sentence(summary: str) -> None:
    assert failed(result_of(another([CARD | {"summary": summary}]))) == []


def test_what_another_service_may_not_do_is_a_fault() -> None:
    (first, *_) = failed(result_of(another([CARD | {"links": []}])))
    assert {(fault.place, fault.rule) for fault in first.faults} == {
        ("$.cards[0].links", "CDS Hooks 2.0.1, Link"),
        ("$.cards[0].links", "CDS Hooks 2.0.1, Use of JSON"),
    }


def test_a_service_for_other_hooks_alone_is_told_as_one_that_cannot_be_called() -> None:
    result = result_of(another([CARD], hook="appointment-book"))
    assert [outcome.check for outcome in failed(result)] == ["discovery: a service to call"]
