"""Requests that are malformed, huge, deep, slow or of the wrong type, and pages of other origins."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
import yaml

from cd38rules.profile import MAX_BYTES

from .hook_calls import ANTIBODY_ORDER, call, path_of, prefetch
from .running import JSON, WITH_DOUBLE, Service, running

SIGN = path_of("order-sign")
ROUTES = ("/evaluate", "/note", "/cards", "/explain?rule=transfusion-lab-notify", SIGN, f"{SIGN}/feedback")
ORIGIN = "https://ehr.example"
TIGHT = {"body_bytes": 200_000, "body_seconds": 1, "answer_seconds": 2}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with tight limits, which a page of one origin may call."""
    folder = tmp_path_factory.mktemp("strict")
    settings = {"insecure": True, "origins": [ORIGIN], "limits": TIGHT}
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with running(folder, "--settings", str(folder / "settings.yaml"), program=WITH_DOUBLE) as service:
        yield service


def kind_of(path: str) -> str:
    return "application/fhir+json" if path.startswith("/cds-services") else "application/problem+json"


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"a": 1, "a": 2}', b'{"a": NaN}', b"{} {}"],
)
def test_a_body_that_is_no_json_object_is_400(strict: Service, path: str, body: bytes) -> None:
    answer = strict.post(path, body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, kind_of(path))


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("depth", [100, 100_000])
def test_a_deep_body_is_400_and_costs_no_recursion(service: Service, path: str, depth: int) -> None:
    body = b'{"a": ' + b"[" * depth + b"]" * depth + b"}"
    began = time.monotonic()
    assert service.post(path, body).status_code == 400
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("path", ROUTES)
def test_a_body_that_is_too_long_is_413_by_its_length_alone(strict: Service, path: str) -> None:
    most = TIGHT["body_bytes"] if path.startswith("/cds") else MAX_BYTES
    answer = strict.post(path, b" " * (most + 1))
    assert (answer.status_code, answer.headers["content-type"]) == (413, kind_of(path))


def test_a_body_without_a_length_is_cut_off_when_it_is_too_long(strict: Service) -> None:
    chunks = (b" " * 10_000 for _ in range(1000))
    answer = strict.http.post(SIGN, content=chunks, headers=JSON)
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"])
def test_a_body_of_another_type_is_415(strict: Service, path: str, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    assert strict.post(path, b"{}", headers).status_code == 415


def test_a_compressed_body_is_415(strict: Service) -> None:
    assert strict.post(SIGN, b"{}", JSON | {"content-encoding": "gzip"}).status_code == 415


def raw(service: Service, text: bytes, then: bytes = b"", patience: float = 20) -> bytes:
    """What the service answers to bytes on a connection of its own."""
    with socket.create_connection((service.http.base_url.host, service.http.base_url.port), timeout=patience) as line:
        line.sendall(text)
        if then:
            time.sleep(0.1)
            line.sendall(then)
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
            if b"\r\n\r\n" in answer and b"}" in answer:
                break
        return answer


def head(path: str, length: int) -> bytes:
    lines = (f"POST {path} HTTP/1.1", "Host: x", "Content-Type: application/json", f"Content-Length: {length}", "", "")
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("path", ROUTES)
def test_a_body_that_does_not_arrive_is_408_after_the_limit(strict: Service, path: str) -> None:
    began = time.monotonic()
    answer = raw(strict, head(path, 1000), b'{"patient')
    assert answer.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - began < 10


def test_a_slow_body_holds_nobody_up(strict: Service) -> None:
    with socket.create_connection((strict.http.base_url.host, strict.http.base_url.port)) as line:
        line.sendall(head(SIGN, 1000))
        began = time.monotonic()
        assert strict.http.get("/healthz").status_code == 200
        assert time.monotonic() - began < 1


def test_what_is_no_http_is_refused_and_the_service_lives_on(strict: Service) -> None:
    assert raw(strict, b"\x16\x03\x01 hello\r\n\r\n").startswith(b"HTTP/1.1 400")
    # Little more than is taken, in one piece: with more, the connection may break before the answer is read.
    too_long = b"GET / HTTP/1.1\r\nX: " + b"x" * 33_000
    assert raw(strict, too_long).startswith(b"HTTP/1.1 400")
    assert strict.http.get("/healthz").status_code == 200


def test_an_answer_that_takes_too_long_is_503_and_the_others_go_on(strict: Service) -> None:
    slow = call("order-sign", prefetch(), ANTIBODY_ORDER, {"resourceType": "Slow", "id": "s"})
    with ThreadPoolExecutor(1) as beside:
        late = beside.submit(strict.post, SIGN, slow)
        time.sleep(0.5)
        profile = json.dumps({"patient_id": "x", "as_of": "2024-03-15"}).encode()
        assert strict.post("/evaluate", profile).status_code == 200
        assert not late.done()
        assert (late.result().status_code, diagnostics(late.result())) == (503, "took-too-long")
    assert strict.post("/evaluate", profile).status_code == 200


def diagnostics(answer: httpx2.Response) -> str:
    found: str = answer.json()["issue"][0]["diagnostics"]
    return found


# Pages of other origins


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/cds-services", b"", 200),
        ("GET", "/nothing", b"", 404),
        ("PUT", "/evaluate", b"", 405),
        ("POST", "/evaluate", b"{}", 400),
        ("POST", SIGN, json.dumps(call("order-sign", prefetch(), ANTIBODY_ORDER)).encode(), 200),
        ("POST", SIGN, b"{}", 400),
        ("POST", SIGN, b" " * 200_001, 413),
        ("POST", f"{SIGN}/feedback", b"{}", 400),
    ],
)
def test_a_listed_origin_may_read_every_answer_and_no_other(
    strict: Service, method: str, path: str, body: bytes, status: int
) -> None:
    allowed = strict.http.request(method, path, content=body, headers=JSON | {"origin": ORIGIN})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (status, ORIGIN)
    other = strict.http.request(method, path, content=body, headers=JSON | {"origin": "https://thief.example"})
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("path", ["/evaluate", SIGN, f"{SIGN}/feedback", "/cds-services"])
def test_a_listed_origin_may_ask_before(strict: Service, path: str) -> None:
    asks = {"access-control-request-method": "POST", "access-control-request-headers": "authorization, content-type"}
    answer = strict.http.options(path, headers=asks | {"origin": ORIGIN})
    assert answer.status_code == 200
    assert {"Authorization", "Content-Type"} <= set(answer.headers["access-control-allow-headers"].split(", "))
    assert strict.http.options(path, headers=asks | {"origin": "https://thief.example"}).status_code == 400


def test_without_origins_no_page_may_call(service: Service) -> None:
    answer = service.http.get("/healthz", headers={"origin": ORIGIN})
    assert "access-control-allow-origin" not in answer.headers
