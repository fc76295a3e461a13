"""What every answer has, whatever its status: headers for a listed origin, for security and of the request, a line of
the log, a count."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from cd38rules.service.watch import SECURITY_HEADERS

from .hook_calls import ANTIBODY_ORDER, call, path_of, prefetch
from .running import JSON, WITH_DOUBLE, Service, running, waited

SIGN = path_of("order-sign")
ORIGIN = "https://ehr.example"
LIMITS = {"body_bytes": 50_000, "body_seconds": 0.5, "answer_seconds": 2}
GIVEN = {"card": "x", "outcome": "overridden", "outcomeTimestamp": "2024-03-15T10:00:00Z"}
ASKS = {"access-control-request-method": "POST", "access-control-request-headers": "authorization, content-type"}
SLOW = call("order-sign", prefetch(), ANTIBODY_ORDER, {"resourceType": "Slow", "id": "s"})


@pytest.fixture(scope="module")
def open_to_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that a page of one origin may call; feedback fails by a defect."""
    folder = tmp_path_factory.mktemp("every")
    settings = {"insecure": True, "origins": [ORIGIN], "limits": LIMITS}
    (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    arguments = ("--settings", str(folder / "settings.yaml"), "--failing-sinks")
    with running(folder, *arguments, program=WITH_DOUBLE) as service:
        yield service


def asked(service: Service, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
    """Status and headers of an answer. A length in the headers may be more than is sent."""
    line = http.client.HTTPConnection(service.http.base_url.host, service.http.base_url.port, timeout=60)
    line.putrequest(method, path)
    for name, value in ({"content-length": str(len(body))} | dict(headers)).items():
        line.putheader(name, value)
    line.endheaders(body)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers


def counted(service: Service, method: str, route: str, status: int) -> float:
    """How many answers are counted so far."""
    line = rf'requests_total\{{method="{method}",route="{re.escape(route)}",status="{status}"\}} (\S+)'
    return sum(float(number) for number in re.findall(line, service.http.get("/metrics").text))


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/healthz", b"", {}, 200),
        ("OPTIONS", SIGN, b"", ASKS, 200),
        ("POST", SIGN, b"{", JSON, 400),
        ("GET", "/nothing", b"", {}, 404),
        ("PUT", "/evaluate", b"", {}, 405),
        ("OPTIONS", "/evaluate", b"", {}, 405),
        ("POST", "/evaluate", b"{", JSON | {"content-length": "100"}, 408),
        ("POST", SIGN, b"", JSON | {"content-length": "100000000"}, 413),
        ("POST", "/evaluate", b"{}", {"content-type": "text/plain"}, 415),
        ("POST", f"{SIGN}/feedback", json.dumps({"feedback": [GIVEN]}).encode(), JSON, 500),
        ("POST", SIGN, json.dumps(SLOW).encode(), JSON, 503),
    ],
)
def test_every_answer_has_all_headers_a_line_and_a_count(
    open_to_one: Service, method: str, path: str, body: bytes, headers: Mapping[str, str], status: int
) -> None:
    is_routed = status not in (404, 405) and method != "OPTIONS"
    route = path.replace("anti-cd38-orders", "{id}") if is_routed else "none"
    before = counted(open_to_one, method, route, status)
    found, got = asked(open_to_one, method, path, body, {"origin": ORIGIN, **headers})
    assert (found, got["access-control-allow-origin"]) == (status, ORIGIN)
    assert {name: got[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    number = got["x-request-id"]
    lines = waited(
        lambda: (
            [line for line in open_to_one.events if line.get("request") == number and line["event"] == "request"]
            or None
        ),
        "the line of the log",
        open_to_one,
    )
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [(method, route, status)]
    assert counted(open_to_one, method, route, status) == before + 1


def test_the_question_of_a_page_that_is_not_listed_is_refused_logged_and_counted(open_to_one: Service) -> None:
    before = counted(open_to_one, "OPTIONS", "none", 400)
    status, got = asked(open_to_one, "OPTIONS", SIGN, b"", ASKS | {"origin": "https://thief.example"})
    assert (status, got["access-control-allow-origin"]) == (400, None)
    assert {name: got[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert counted(open_to_one, "OPTIONS", "none", 400) == before + 1
