"""The rule book and the description of the service by HTTP."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from cd38rules.present import Presenter
from cd38rules.rule_page import rule_page
from cd38rules.rules.book import RuleBook

from .running import Service

OPEN = [
    "/healthz",
    "/readyz",
    "/status",
    "/rules",
    "/evidence",
    "/facts",
    "/schema/profile.json",
    "/cds-services",
    "/openapi.json",
]


def test_rules_are_listed_with_the_hash_of_their_book(service: Service, book: RuleBook) -> None:
    found = service.http.get("/rules").json()
    assert found["rulebook_sha256"] == book.sha256
    assert {rule["id"] for rule in found["rules"]} == set(book.rules)


def test_rules_of_one_topic_are_listed(service: Service) -> None:
    assert {rule["topic"] for rule in service.http.get("/rules?topic=lungs").json()["rules"]} == {"lungs"}


def test_a_rule_comes_with_its_file_and_its_page(service: Service, book: RuleBook) -> None:
    found = service.http.get("/rules/copd-dara-bronchodilator").json()
    assert found["content"]["applies_when"]["all"][0] == {"fact": "regimen.agent", "is": "daratumumab"}
    assert found["page"] == rule_page(Presenter(book), "copd-dara-bronchodilator")


def test_evidence_comes_with_its_place_and_the_rules_that_cite_it(service: Service) -> None:
    name = "leleu-2022/typing-before-daratumumab"
    assert name in {entry["id"] for entry in service.http.get("/evidence").json()["evidence"]}
    found = service.http.get(f"/evidence/{name}").json()
    assert (found["kind"], found["cited_by"]) == (
        "statement",
        ["missing-typing", "transfusion-pretreatment-typing", "transfusion-typing-missed"],
    )
    assert found["location"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/rules/copd-dara-bronchodilatr", 404, "no-such-rule"),
        ("/rules?topic=lung", 400, "wrong-call"),
        ("/evidence/leleu-2022/typing", 404, "no-such-evidence"),
        ("/nothing", 404, "no-such-route"),
        ("/evaluate", 405, "wrong-method"),
    ],
)
def test_what_is_not_there_is_a_problem_with_a_hint(service: Service, path: str, status: int, code: str) -> None:
    answer = service.http.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_description_names_every_route_that_answers(service: Service) -> None:
    paths: dict[str, Any] = service.http.get("/openapi.json").json()["paths"]
    for path in OPEN[:-1]:
        assert "get" in paths[path]
    assert {path for path, item in paths.items() if "post" in item} == {
        "/evaluate",
        "/explain",
        "/note",
        "/cards",
        "/cds-services/{id}",
        "/cds-services/{id}/feedback",
    }


def test_the_description_has_sound_schemas_and_no_reference_into_nothing(service: Service) -> None:
    document = service.http.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert {reference.rpartition("/")[2] for reference in references(document)} <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    profile = {"$ref": "#/components/schemas/PatientProfile", "components": document["components"]}
    jsonschema.validate({"patient_id": "x", "as_of": "2024-03-15"}, profile)


def references(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {item for name, item in value.items() if name == "$ref"}
        return own.union(*(references(item) for item in value.values()))
    return set().union(*(references(item) for item in value)) if isinstance(value, list) else set()


def test_metrics_count_requests_by_route_and_rules_that_applied(service: Service) -> None:
    service.http.get("/rules/copd-dara-bronchodilator")
    text = service.http.get("/metrics").text
    assert 'cd38rules_requests_total{method="GET",route="/rules/{code}",status="200"}' in text
    assert "cd38rules_ready 1.0" in text


@pytest.mark.parametrize("path", OPEN)
def test_every_answer_has_headers_for_security(service: Service, path: str) -> None:
    headers = service.http.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers
