"""Checks of clients' tokens: each way in which one can be wrong is refused, and a right one is taken once."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from . import held
from .checks import Checks, Outcome
from .faults import OWN, TRUST, Fault
from .target import JSON, ROOT, Answer
from .tokens import Signer

_CLAIMS = ("iss", "aud", "exp", "iat", "jti")
LONG = 30 * 86_400  # seconds
Forged = tuple[str, str, Callable[[Signer, str], str]]


async def door_checks(checks: Checks) -> AsyncIterator[Outcome]:
    """Whether the service takes tokens of its client, and no others."""
    target, signer = checks.target, checks.target.signer
    service = checks.services[0]
    if signer is None:
        yield Outcome("tokens", TRUST, skipped="no --token-key was given")
        return
    url = target.url + service.path
    good = signer.token(url)
    first, second = await _called(checks, good), await _called(checks, good)
    yield checks.told("token: a right one is taken", TRUST, held.cards(first))
    yield checks.told("token: it is taken once", OWN, _refused(checks, second, OWN))
    listed = await _called(checks, signer.token(["https://other.selftest.invalid", url]))
    yield checks.told("token: one whose audience is a list is taken", TRUST, held.cards(listed))
    for name, rule, forge in _forged():
        answer = await _called(checks, forge(signer, url))
        yield checks.told(f"token: {name}", rule, _refused(checks, answer, rule))
    answer = await target.send("POST", f"{service.path}/feedback", b"{}", {"content_type": JSON}, bearer="")
    yield checks.told("token: feedback needs one", TRUST, _refused(checks, answer))
    discovery = await target.send("GET", ROOT, b"", {}, bearer="")
    if discovery.status == 200:
        yield Outcome("token: discovery needs one", TRUST, skipped="it is answered without, which may be set so")
    else:
        yield checks.told("token: discovery needs one", TRUST, _refused(checks, discovery))


def _forged() -> list[Forged]:
    """Tokens that are no good: what is wrong, by which rule, and how each is made."""
    return [
        ("none at all", TRUST, lambda _signer, _url: ""),
        ("not a token", TRUST, lambda _signer, _url: "selftest"),
        ("without a signature, by `none`", TRUST, lambda signer, url: signer.unsigned(url)),
        ("by a shared secret, HS256", TRUST, lambda signer, url: signer.with_a_shared_secret(url)),
        ("with the signature of another token", TRUST, lambda signer, url: signer.tampered(url)),
        (
            "signed by a key that isn't the client's",
            TRUST,
            lambda signer, url: signer.token(url, key=signer.stranger()),
        ),
        ("by a key id that isn't known", TRUST, lambda signer, url: signer.token(url, head={"kid": "selftest-no-key"})),
        (
            "of an issuer that isn't known",
            TRUST,
            lambda signer, url: signer.token(url, iss="https://x.selftest.invalid"),
        ),
        (
            "with a key set of nobody's",
            TRUST,
            lambda signer, url: signer.token(
                url, key=signer.stranger(), head={"jku": "https://x.selftest.invalid/jwks"}
            ),
        ),
        *((f"without {claim}", TRUST, _lacking(claim)) for claim in _CLAIMS),
        ("for another address", TRUST, lambda signer, url: signer.token("https://other.selftest.invalid" + ROOT)),
        ("for the address of discovery", TRUST, lambda signer, url: signer.token(url.rpartition("/")[0])),
        ("expired", TRUST, lambda signer, url: signer.token(url, iat=_now(-7200), exp=_now(-3600))),
        ("not valid yet", TRUST, lambda signer, url: signer.token(url, nbf=_now(3600), exp=_now(3700))),
        ("valid for a month", OWN, lambda signer, url: signer.token(url, exp=_now(LONG))),
    ]


def _lacking(claim: str) -> Callable[[Signer, str], str]:
    def forge(signer: Signer, url: str) -> str:
        absent: dict[str, Any] = {"aud": url} | {claim: None}
        return signer.token(**absent)

    return forge


def _now(seconds: int) -> int:
    return int(time.time()) + seconds


async def _called(checks: Checks, bearer: str) -> Answer:
    service, person = checks.services[0], checks.people[0]
    body = json.dumps(person.call(service.hook, person.prefetch(service.templates))).encode()
    return await checks.target.send("POST", service.path, body, {"content_type": JSON}, bearer=bearer)


def _refused(checks: Checks, answer: Answer, rule: str = TRUST) -> list[Fault]:
    ours = checks.target.is_ours
    found = held.refusal(answer, {401} if ours else {401, 403}, rule, outcome=ours)
    if answer.status == 401 and "www-authenticate" not in answer.headers:
        found.append(Fault("www-authenticate", "is not there", OWN))
    return found
