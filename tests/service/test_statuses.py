"""Every status that docs/service.md names, asked for below /cds-services of a running service: each says why."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
import yaml

from .hook_calls import ANTIBODY_ORDER, bundle, call, path_of, prefetch
from .running import JSON, ROOT, WITH_DOUBLE, Service, running
from .tokens import ISSUER, token

SIGN = path_of("order-sign")
VIEW = path_of("patient-view")
ORIGIN = "https://ehr.example"
TIGHT = {"body_bytes": 100_000, "body_seconds": 0.5, "answer_seconds": 2}
FAILED = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "x"}]}
Asked = Callable[[Service], httpx2.Response]


@pytest.fixture(scope="module")
def tight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with tight limits and no door."""
    folder = tmp_path_factory.mktemp("tight")
    settings = {"insecure": True, "origins": [ORIGIN], "limits": TIGHT}
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with running(folder, "--settings", str(folder / "settings.yaml"), program=WITH_DOUBLE) as service:
        yield service


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose only client has a key set that nobody answers for."""
    folder = tmp_path_factory.mktemp("closed")
    door = {"clients": [{"issuer": ISSUER, "jku": ["http://127.0.0.1:1/jwks"]}]}
    (folder / "settings.yaml").write_text(yaml.safe_dump({"door": door, "origins": [ORIGIN]}), encoding="utf-8")
    with running(folder, "--settings", str(folder / "settings.yaml"), program=WITH_DOUBLE) as service:
        yield service


def post(path: str, body: object, **headers: str) -> Asked:
    sent = {"origin": ORIGIN} | JSON | {name.replace("_", "-"): value for name, value in headers.items()}
    content = body if isinstance(body, bytes) else None
    return lambda service: service.http.post(path, content=content, json=None if content else body, headers=sent)


def sign(**sent: object) -> object:
    return call("order-sign", prefetch(**sent), ANTIBODY_ORDER)


def slow_body(service: Service) -> httpx2.Response:
    """An answer to a body of which only the beginning comes."""
    url = service.http.base_url
    lines = (
        f"POST {SIGN} HTTP/1.1",
        f"Origin: {ORIGIN}",
        "Content-Type: application/json",
        "Content-Length: 99",
        "Host: x",
    )
    with socket.create_connection((url.host, url.port), timeout=20) as line:
        line.sendall("\r\n".join((*lines, "", "{")).encode())
        raw = b""
        while piece := line.recv(65_536):
            raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    return httpx2.Response(int(first.split()[1]), headers=dict(field.split(": ", 1) for field in fields), content=body)


OPEN: list[tuple[int, str, Asked]] = [
    (400, "not-json", post(SIGN, b"{")),
    (400, "wrong-call", post(SIGN, {"hook": "order-sign"})),
    (400, "wrong-call", post(f"{SIGN}/feedback", {"feedback": []})),
    (400, "wrong-patient", post(SIGN, sign(patient={"resourceType": "Patient", "id": "other"}))),
    (
        400,
        "data-invalid",
        post(SIGN, sign(conditions=bundle({"resourceType": "Condition"}, {"resourceType": "Unreadable"}))),
    ),
    (400, "body-too-deep", post(SIGN, b'{"a": ' + b"[" * 99 + b"]" * 99 + b"}")),
    (404, "no-such-service", post("/cds-services/other", sign())),
    (404, "no-such-service", post("/cds-services/other/feedback", {"feedback": []})),
    (404, "no-such-route", post("/cds-services/other/more/of/it", {})),
    (405, "wrong-method", lambda service: service.http.get(SIGN, headers={"origin": ORIGIN})),
    (408, "body-too-slow", slow_body),
    (412, "data-missing", post(VIEW, call("patient-view", prefetch(conditions=FAILED)))),
    (413, "body-too-long", post(SIGN, b" " * 100_001)),
    (415, "wrong-content-type", post(SIGN, sign(), content_type="text/json")),
    (415, "wrong-content-encoding", post(SIGN, sign(), content_encoding="gzip")),
    (500, "defect", post(SIGN, sign(conditions={"resourceType": "Crashing", "id": "Zaphod-4711"}))),
    (503, "took-too-long", post(SIGN, sign(conditions=bundle({"resourceType": "Slow", "seconds": 4})))),
]
CLOSED: list[tuple[int, str, Asked]] = [
    (401, "token-missing", post(SIGN, {})),
    (401, "token-missing", post(f"{SIGN}/feedback", {})),
    (401, "token-missing", lambda service: service.http.get("/cds-services", headers={"origin": ORIGIN})),
    (
        503,
        "keys-unreachable",
        lambda service: post(SIGN, {}, authorization=f"Bearer {token(service.url + SIGN)}")(service),
    ),
]


def assert_told(answer: httpx2.Response, status: int, code: str) -> None:
    """The status, in a form that health records and web pages can read, with no value and no card."""
    told = answer.json()
    assert (answer.status_code, told["resourceType"]) == (status, "OperationOutcome"), answer.text
    assert told["issue"][0]["diagnostics"] == code
    assert told["issue"][0]["severity"] == "error"
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "Zaphod" not in answer.text
    assert status != 503 or answer.headers["retry-after"]


@pytest.mark.parametrize(("status", "code", "asked"), OPEN, ids=[f"{row[0]} {row[1]}" for row in OPEN])
def test_each_status_says_why(tight: Service, status: int, code: str, asked: Asked) -> None:
    assert_told(asked(tight), status, code)


@pytest.mark.parametrize(("status", "code", "asked"), CLOSED, ids=[f"{row[0]} {row[1]}" for row in CLOSED])
def test_each_status_of_the_door_says_why(closed: Service, status: int, code: str, asked: Asked) -> None:
    assert_told(asked(closed), status, code)


def test_the_page_names_these_statuses_and_no_others() -> None:
    page = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    named = {int(number) for row in re.findall(r"^\| (\d{3}(?:, \d{3})*) \|", page, re.M) for number in row.split(", ")}
    assert named == {status for status, *_ in (*OPEN, *CLOSED)}


def test_after_all_of_them_the_service_lives_on(tight: Service, tmp_path: Path) -> None:
    assert post(SIGN, sign())(tight).status_code == 200
    assert "Zaphod" not in tight.log
