"""The door against a running service: tokens that are taken, and every way in which one is refused."""

from __future__ import annotations

import base64
import http.client
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import jwt
import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cd38rules.service.door.keys import AT_MOST_EVERY

from .hook_calls import ANTIBODY_ORDER, call, path_of, prefetch
from .running import JSON, WITH_DOUBLE, Service, running
from .tokens import ISSUER, KeyServer, curve_key, key_server, public, rsa_key, token

SIGN = path_of("order-sign")
DOWN = "http://127.0.0.1:1"  # nobody listens there


@dataclass
class Guarded:
    """A service with a door, and the server of the key sets of its client."""

    service: Service
    keys: KeyServer

    @property
    def aud(self) -> str:
        return self.service.url + SIGN

    def post(self, bearer: str | None, path: str = SIGN) -> tuple[int, str]:
        """Status, and the code of the problem."""
        headers = JSON | ({} if bearer is None else {"authorization": f"Bearer {bearer}"})
        answer = self.service.post(path, call("order-sign", prefetch(), ANTIBODY_ORDER), headers)
        return answer.status_code, answer.json().get("issue", [{}])[0].get("diagnostics", "")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("door")
    (folder / "static.json").write_text(json.dumps({"keys": [public("static"), public("short")]}), encoding="utf-8")
    with key_server() as keys:
        keys.keys = [public("one"), public("rsa")]
        clients = [
            {"issuer": ISSUER, "jku": [f"{keys.url}/jwks"], "keys": str(folder / "static.json")},
            {"issuer": DOWN, "jku": [f"{DOWN}/jwks"]},
        ]
        door = {"clients": clients, "audiences": ["agreed-with-the-hospital"]}
        settings = {"door": door, "origins": ["https://ehr.example"]}
        (folder / "settings.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        with running(folder, "--settings", str(folder / "settings.yaml"), program=WITH_DOUBLE) as service:
            yield Guarded(service, keys)


def jku(guarded: Guarded) -> dict[str, str]:
    return {"jku": f"{guarded.keys.url}/jwks"}


@pytest.mark.parametrize(
    "good",
    [
        lambda g: token(g.aud, head=jku(g)),
        lambda g: token(g.aud, alg="RS384", kid="rsa", head=jku(g)),
        lambda g: token(["https://other", g.aud], head=jku(g)),
        lambda g: token("agreed-with-the-hospital", head=jku(g)),
        lambda g: token(g.aud, kid="static"),
        lambda g: token(g.aud, head=jku(g), nbf=int(time.time()) - 300, tenant="x"),
        lambda g: token(g.aud, head=jku(g), exp=int(time.time()) - 10),
    ],
    ids=["ES384", "RS384", "list of audiences", "agreed audience", "key file", "nbf as Epic has it", "clock skew"],
)
def test_a_token_that_is_right_is_taken(guarded: Guarded, good: Callable[[Guarded], str]) -> None:
    assert guarded.post(good(guarded)) == (200, "")


def unsigned(guarded: Guarded) -> str:
    _, payload, _ = token(guarded.aud, head=jku(guarded)).split(".")
    forged = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "one"}).encode()).rstrip(b"=").decode()
    return f"{forged}.{payload}."


def signed_with_the_public_key(guarded: Guarded) -> str:
    secret = rsa_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": guarded.aud, "exp": now + 300, "iat": now, "jti": "x"}
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "rsa", "typ": "JWT"}).encode()).rstrip(b"=")
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    made = signature.sign(head + b"." + body, secret)
    return b".".join((head, body, base64.urlsafe_b64encode(made).rstrip(b"="))).decode()


def tampered(guarded: Guarded) -> str:
    head, _, signature = token(guarded.aud, head=jku(guarded)).split(".")
    _, other, _ = token(guarded.aud, head=jku(guarded)).split(".")
    return f"{head}.{other}.{signature}"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (lambda g: None, "missing"),
        (lambda g: "x", "malformed"),
        (lambda g: "x." * 10_000, "malformed"),
        (unsigned, "algorithm"),
        (signed_with_the_public_key, "algorithm"),
        (lambda g: token(g.aud, alg="RS256", kid="rsa", head=jku(g)), "algorithm"),
        (tampered, "signature"),
        (lambda g: token(g.aud, key=curve_key("thief"), head=jku(g)), "signature"),
        (lambda g: token(g.aud, alg="RS384", kid="one", head=jku(g)), "unknown-key"),
        (lambda g: token(g.aud, alg="RS384", key=rsa_key(1024), kid="short"), "unknown-key"),
        (lambda g: token(g.aud, kid="nobody's", head=jku(g)), "unknown-key"),
        (lambda g: token(g.aud, kid="", key=curve_key("one"), head=jku(g)), "no-key-id"),
        (lambda g: token(g.service.url + "/cds-services", head=jku(g)), "audience"),
        (lambda g: token(g.aud + "/", head=jku(g)), "audience"),
        (lambda g: token(None, head=jku(g)), "claims"),
        (lambda g: token(g.aud, head=jku(g), exp=int(time.time()) - 60), "expired"),
        (lambda g: token(g.aud, head=jku(g), exp=None), "claims"),
        (lambda g: token(g.aud, head=jku(g), exp="4000000000"), "claims"),
        (lambda g: token(g.aud, head=jku(g), exp=int(time.time()) + 86_400), "lives-too-long"),
        (lambda g: token(g.aud, head=jku(g), nbf=int(time.time()) + 3600), "not-yet-valid"),
        (lambda g: token(g.aud, head=jku(g), iat=int(time.time()) + 3600), "not-yet-valid"),
        (lambda g: token(g.aud, head=jku(g), iat=None), "claims"),
        (lambda g: token(g.aud, head=jku(g), iss=None), "issuer"),
        (lambda g: token(g.aud, head=jku(g), jti=None), "claims"),
        (lambda g: token(g.aud, head=jku(g), jti=""), "no-token-id"),
        (lambda g: token(g.aud, head=jku(g), iss="https://other.example"), "issuer"),
        (lambda g: token(g.aud, head={"crit": ["b64"], "b64": True} | jku(g)), "malformed"),
    ],
)
def test_a_token_that_is_wrong_is_refused_with_its_reason(
    guarded: Guarded, bad: Callable[[Guarded], str | None], reason: str
) -> None:
    assert guarded.post(bad(guarded)) == (401, f"token-{reason}")
    assert any(line.get("reason") == reason for line in guarded.service.events)


@pytest.mark.parametrize(
    "host", ["x/cds-services?", "x/cds-services#", "{host}/cds-services?", "a@b/cds-services?", "x/cds-services;", ""]
)
def test_the_audience_is_that_of_the_path_that_is_served_whatever_the_host_says(guarded: Guarded, host: str) -> None:
    where = guarded.service.http.base_url
    line = http.client.HTTPConnection(where.host, where.port, timeout=60)
    line.putrequest("POST", SIGN, skip_host=True)
    line.putheader("host", host.format(host=f"{where.host}:{where.port}"))
    for name, value in JSON.items():
        line.putheader(name, value)
    for_discovery = token(guarded.service.url + "/cds-services", head=jku(guarded))
    line.putheader("authorization", f"Bearer {for_discovery}")
    line.putheader("content-length", "2")
    line.endheaders(b"{}")
    answer = line.getresponse()
    body = json.loads(answer.read())
    line.close()
    assert (answer.status, body["issue"][0]["diagnostics"]) == (401, "token-audience")


@pytest.mark.parametrize("added", ["%09", "%0A", "%0D", "%3F", "%23", "%20"])
def test_a_token_is_for_the_path_that_is_served_and_for_none_that_is_only_written_alike(
    guarded: Guarded, added: str
) -> None:
    assert guarded.post(token(guarded.aud, head=jku(guarded)), SIGN + added) == (401, "token-audience")


def test_a_token_is_taken_once(guarded: Guarded) -> None:
    used = token(guarded.aud, head=jku(guarded))
    assert [guarded.post(used) for _ in range(2)] == [(200, ""), (401, "token-replayed")]


def test_a_key_set_that_is_not_listed_is_never_fetched(guarded: Guarded) -> None:
    for path in ("/thief", "/jwks/", "/jwks?x"):
        stolen = token(guarded.aud, key=curve_key("thief"), head={"jku": guarded.keys.url + path})
        assert guarded.post(stolen) == (401, "token-key-set-not-listed")
    assert set(guarded.keys.asked) <= {"/jwks"}


def test_a_new_key_is_found_without_a_restart(guarded: Guarded) -> None:
    assert guarded.post(token(guarded.aud, head=jku(guarded))) == (200, "")
    before = guarded.keys.keys
    guarded.keys.keys = [*before, public("two")]
    time.sleep(AT_MOST_EVERY + 0.1)
    assert guarded.post(token(guarded.aud, kid="two", head=jku(guarded))) == (200, "")


def test_keys_that_cannot_be_had_are_no_fault_of_the_token(guarded: Guarded) -> None:
    bearer = token(guarded.aud, iss=DOWN, head={"jku": f"{DOWN}/jwks"})
    answer = guarded.service.post(SIGN, b"{}", JSON | {"authorization": f"Bearer {bearer}"})
    assert (answer.status_code, answer.json()["resourceType"]) == (503, "OperationOutcome")
    assert answer.json()["issue"][0]["diagnostics"] == "keys-unreachable"
    assert answer.headers["retry-after"]


def test_keys_that_were_had_are_used_while_their_set_is_down(guarded: Guarded) -> None:
    assert guarded.post(token(guarded.aud, head=jku(guarded))) == (200, "")
    guarded.keys.status = 500
    try:
        time.sleep(AT_MOST_EVERY + 0.1)
        assert guarded.post(token(guarded.aud, kid="nobody's", key=curve_key("one"), head=jku(guarded)))[0] == 401
        assert guarded.post(token(guarded.aud, head=jku(guarded))) == (200, "")
    finally:
        guarded.keys.status = 200


def test_unknown_keys_do_not_make_the_set_be_fetched_each_time(guarded: Guarded) -> None:
    asked = len(guarded.keys.asked)
    for number in range(5):
        guarded.post(token(guarded.aud, key=curve_key("thief"), kid=f"guess-{number}", head=jku(guarded)))
    assert len(guarded.keys.asked) <= asked + 1


@pytest.mark.parametrize("path", ["/evaluate", "/explain", "/note", "/cards", SIGN, f"{SIGN}/feedback"])
def test_every_route_that_takes_patients_asks_for_a_token(guarded: Guarded, path: str) -> None:
    assert guarded.service.post(path, b"{}").status_code == 401


def test_discovery_asks_for_a_token_too(guarded: Guarded) -> None:
    path = "/cds-services"
    assert guarded.service.http.get(path).status_code == 401
    bearer = token(guarded.service.url + path, head=jku(guarded))
    assert guarded.service.http.get(path, headers={"authorization": f"Bearer {bearer}"}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/status"])
def test_the_state_of_the_service_is_told_to_anybody(guarded: Guarded, path: str) -> None:
    assert guarded.service.http.get(path).status_code == 200


def test_reasons_are_counted_and_nothing_of_a_token_is_logged(guarded: Guarded) -> None:
    used = token(guarded.aud, head=jku(guarded), jti="Zaphod-4711", sub="Zaphod-4711")
    guarded.post(used)
    guarded.post(used)
    metrics = guarded.service.http.get("/metrics").text
    assert 'cd38rules_tokens_refused_total{reason="replayed"}' in metrics
    for secret in ("Zaphod", used, used.split(".")[2], ISSUER):
        assert secret not in guarded.service.log
        assert secret not in metrics


def test_no_line_of_the_log_says_insecure_with_a_door(guarded: Guarded) -> None:
    assert all("insecure" not in line for line in guarded.service.events)


def test_a_refusal_has_the_headers_that_a_web_page_needs(guarded: Guarded) -> None:
    answer = guarded.service.post(SIGN, b"{}", JSON | {"origin": "https://ehr.example"})
    assert answer.headers["access-control-allow-origin"] == "https://ehr.example"
    assert answer.headers["www-authenticate"] == "Bearer"
