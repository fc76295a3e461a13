"""Checks of what a web page of another origin needs: the preflight, and its header on answers and on errors."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from .checks import Checks, Outcome
from .faults import CORS, OWN, Fault
from .target import JSON, ROOT, Answer

_ALLOWED = "access-control-allow-origin"
STRANGER = "https://stranger.selftest.invalid"
_NEEDED = ("authorization", "content-type")


async def cors_checks(checks: Checks) -> AsyncIterator[Outcome]:
    """Whether a page of the origin can call the service, and read what it answers."""
    target, origin = checks.target, checks.target.origin
    if not origin:
        yield Outcome("CORS", CORS, skipped="no --origin was given")
        return
    service = checks.services[0]
    person = checks.people[0]
    call = json.dumps(person.call(service.hook, person.prefetch(service.templates))).encode()
    feedback = f"{service.path}/feedback"
    for path, method in ((ROOT, "GET"), (service.path, "POST"), (feedback, "POST")):
        asked = {
            "origin": origin,
            "access_control_request_method": method,
            "access_control_request_headers": ", ".join(_NEEDED),
        }
        answer = await target.send("OPTIONS", path, b"", asked, bearer="")
        yield checks.told(f"CORS: a page asks before {method} {path}", CORS, _preflight(answer, origin, method))
    requests = (
        ("discovery", "GET", ROOT, b""),
        ("a call", "POST", service.path, call),
        ("a call that is refused", "POST", service.path, b"{}"),
        ("a service that isn't offered", "POST", f"{ROOT}/selftest-no-such-service", call),
        ("feedback that is refused", "POST", feedback, b"{}"),
    )
    for name, method, path, body in requests:
        headers = {"origin": origin, **({"content_type": JSON} if body else {})}
        answer = await target.send(method, path, body, headers)
        yield checks.told(f"CORS: a page reads {name}", CORS, _readable(answer, origin))
    if target.signer is not None:
        answer = await target.send("POST", service.path, call, {"origin": origin, "content_type": JSON}, bearer="")
        yield checks.told("CORS: a page reads that a token is missing", CORS, _readable(answer, origin))
    answer = await target.send("POST", service.path, call, {"origin": STRANGER, "content_type": JSON})
    allowed = answer.headers.get(_ALLOWED)
    found = [Fault(_ALLOWED, "lets a page of any origin read the answer", OWN)] if allowed else []
    yield checks.told("CORS: a page of an origin that isn't listed reads nothing", OWN, found)


def _preflight(answer: Answer, origin: str, method: str) -> list[Fault]:
    found = _readable(answer, origin)
    if not 200 <= answer.status < 300:
        found.append(Fault("status", f"is {answer.status}, and should be 200 or 204", CORS))
    methods = _listed(answer, "access-control-allow-methods")
    if not {method.lower(), "*"} & methods:
        found.append(Fault("access-control-allow-methods", f"lacks {method}", CORS))
    headers = _listed(answer, "access-control-allow-headers")
    missing = [name for name in _NEEDED if name not in headers]
    if missing:
        found.append(Fault("access-control-allow-headers", f"lacks {', '.join(missing)}", CORS))
    return found


def _readable(answer: Answer, origin: str) -> list[Fault]:
    if answer.broken:
        return [Fault("answer", answer.broken, CORS)]
    if answer.headers.get(_ALLOWED) not in (origin, "*"):
        return [Fault(_ALLOWED, f"is not on the answer with status {answer.status}", CORS)]
    return []


def _listed(answer: Answer, header: str) -> set[str]:
    return {part.strip().lower() for part in answer.headers.get(header, "").split(",")} - {""}
