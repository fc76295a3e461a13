"""Reports and explanations by HTTP against a running service."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cd38rules import PatientProfile, evaluate
from cd38rules.explanation import explanation
from cd38rules.lab_note import as_html, as_text, note_of
from cd38rules.render import render_json
from cd38rules.rules.book import RuleBook

from .running import ROOT, Service, waited

EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))
FIRST = EXAMPLES[0].read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem[:2])
def test_a_report_has_the_bytes_that_evaluate_gives(path: Path, service: Service, book: RuleBook) -> None:
    answer = service.post("/evaluate", path.read_bytes())
    profile = PatientProfile.model_validate_json(path.read_bytes())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.content.decode() == render_json(evaluate(profile, book))


@pytest.mark.hazard("H18")
def test_requests_side_by_side_get_each_their_own_report(service: Service, book: RuleBook) -> None:
    profiles = [json.loads(path.read_bytes()) | {"patient_id": f"sentinel-{n}"} for n, path in enumerate(EXAMPLES * 6)]
    alone = [render_json(evaluate(PatientProfile.model_validate(profile), book)) for profile in profiles]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda profile: service.post("/evaluate", profile).text, profiles))
    assert answers == alone


def test_each_request_has_a_number_of_its_own_in_answer_and_log(service: Service) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: service.post("/evaluate", FIRST), range(40)))
    told = {answer.headers["x-request-id"] for answer in answers}
    assert len(told) == 40

    def logged() -> list[str]:
        return [line["request"] for line in service.events if line["event"] == "request"]

    waited(lambda: True if told <= set(logged()) else None, "the lines of the log", service)
    assert len(logged()) == len(set(logged()))


def test_an_explanation_has_the_text_of_the_command(service: Service, book: RuleBook) -> None:
    answer = service.post("/explain?rule=transfusion-pretreatment-typing&role=planned", FIRST)
    profile = PatientProfile.model_validate_json(FIRST)
    assert answer.text == explanation(profile, book, "transfusion-pretreatment-typing", "planned")


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html"), ("text", "text/plain")])
def test_a_note_has_the_text_of_the_command_and_may_load_nothing(
    form: str, kind: str, service: Service, book: RuleBook
) -> None:
    answer = service.post(f"/note?format={form}", FIRST)
    profile = PatientProfile.model_validate_json(FIRST)
    note = note_of(profile, evaluate(profile, book), book)
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.text == (as_html(note) if form == "html" else as_text(note))
    assert answer.headers["content-security-policy"].startswith("default-src 'none'" if form == "html" else "default")


def test_changes_are_added_on_request(service: Service) -> None:
    entries = service.post("/evaluate?changes=true", FIRST).json()["advisories"]
    assert any(entry["changes"] for entry in entries)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/explain?rule=transfusion-pretreatment-typin", 404, "no-such-rule"),
        ("/explain", 404, "no-such-rule"),
        ("/explain?rule=mech-adcc", 400, "wrong-call"),
        ("/explain?rule=transfusion-lab-notify&role=past", 400, "wrong-call"),
        ("/evaluate?changes=1", 400, "wrong-call"),
        ("/note?format=pdf", 400, "wrong-call"),
    ],
)
def test_a_call_that_is_put_together_wrongly_is_told_so(service: Service, path: str, status: int, code: str) -> None:
    answer = service.post(path, FIRST)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_faults_of_a_profile_are_those_of_the_command_line(service: Service) -> None:
    answer = service.post("/evaluate", b'{"patient_id": "Zaphod-4711", "as_of": "Zaphod-4711", "lungs": {"copd": 7}}')
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["status"]) == (400, "patient-data-invalid", 400)
    assert [error["places"][0]["path"] for error in problem["errors"]] == ["$.as_of", "$.lungs.copd"]
    assert "Zaphod-4711" not in answer.text
