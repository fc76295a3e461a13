"""A site's file of codes in the service: what it changes, and what a fault in it does at the start and later."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cd38rules.fhir import load_codes
from cd38rules.fhir.model import CodesError
from cd38rules.service.codes import CodesInService

from .hook_calls import path_of
from .running import ROOT, Service, running, waited

CALL = json.loads((ROOT / "examples" / "hooks" / "order-sign.json").read_bytes())
AS_SHIPPED = load_codes().sha256
HEAD = """\
systems:
  here: ["urn:example:hospital"]
sources:
  pharmacy: the catalogue of our pharmacy
codes:
"""
DARA = "  - {concept: daratumumab, system: here, code: DARA-IV, status: V, source: pharmacy, date: '2024-01-01'}\n"
OTHER = "  - {concept: kell-antigen, system: here, code: K-AG, status: V, source: pharmacy, date: '2024-01-01'}\n"
FAULTY = "  - {concept: daratumumb, system: here, code: DARA-IV, status: V, source: pharmacy, date: '2024-01-01'}\n"


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    """A file in which the site's own code is daratumumab."""
    path = tmp_path / "codes.yaml"
    path.write_text(HEAD + DARA, encoding="utf-8")
    return path


def cards(service: Service) -> list[dict[str, Any]]:
    """Those of the example call, its order written with the site's own code."""
    (entry,) = CALL["context"]["draftOrders"]["entry"]
    coding = [{"system": "urn:example:hospital", "code": "DARA-IV"}]
    order = entry["resource"] | {"medicationCodeableConcept": {"coding": coding}}
    context = CALL["context"] | {"draftOrders": {"resourceType": "Bundle", "entry": [{"resource": order}]}}
    answer = service.post(path_of("order-sign"), CALL | {"context": context})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["cards"]
    return found


def codes(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = service.http.get("/status").json()["codes"]
    return found


def test_an_order_by_a_code_of_the_site_brings_up_cards_and_none_without_its_file(
    tmp_path: Path, site_file: Path
) -> None:
    with running(tmp_path, "--insecure", CD38RULES_SERVE_FHIR__CODES=str(site_file)) as service:
        assert "copd-dara-bronchodilator" in json.dumps(cards(service))
        known = codes(service)
        assert (known["sha256"], known["site_file"]) == (load_codes(site_file).sha256, True)

        site_file.write_text(HEAD + FAULTY, encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        service.wait_for("codes-refused")
        (refused,) = codes(service)["refused"]
        assert (refused["code"], refused["places"][0]["path"]) == ("codes-concept", str(site_file))
        assert refused["places"][0]["line"] == 6
        assert "daratumumab" in refused["hint"]
        assert codes(service)["sha256"] == known["sha256"]
        assert cards(service)

        site_file.write_text(HEAD + OTHER, encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        assert service.wait_for("codes-in-service")["sha256"] == load_codes(site_file).sha256
        assert codes(service)["refused"] is None
        assert cards(service) == []


def test_without_a_file_of_the_site_the_shipped_codes_are_told(tmp_path: Path) -> None:
    with running(tmp_path, "--insecure") as service:
        assert codes(service) == {"sha256": AS_SHIPPED, "site_file": False, "refused": None}
        assert cards(service) == []


def test_a_changed_file_is_found_by_polling_too(tmp_path: Path, site_file: Path) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text(f"{{insecure: true, poll_seconds: 0.2, fhir: {{codes: '{site_file}'}}}}", encoding="utf-8")
    with running(tmp_path, "--settings", str(settings)) as service:
        before = codes(service)["sha256"]
        site_file.write_text(HEAD + OTHER, encoding="utf-8")
        waited(lambda: True if codes(service)["sha256"] != before else None, "the swap by polling", service)
        site_file.unlink()
        waited(lambda: codes(service)["refused"], "the refusal", service)
        assert codes(service)["refused"][0]["code"] == "codes-unreadable"


@pytest.mark.parametrize(
    ("content", "says"),
    [(HEAD + FAULTY, ("codes.yaml:6:", "daratumumab")), (None, ("codes.yaml", "No such file", "fhir.codes"))],
    ids=["a fault in it", "not there"],
)
def test_a_file_that_cannot_be_used_ends_the_start_with_2_its_place_and_what_to_do(
    tmp_path: Path, content: str | None, says: tuple[str, ...]
) -> None:
    site_file, settings = tmp_path / "codes.yaml", tmp_path / "settings.yaml"
    if content is not None:
        site_file.write_text(content, encoding="utf-8")
    settings.write_text(f"{{insecure: true, port: 0, fhir: {{codes: '{site_file}'}}}}", encoding="utf-8")
    command = [sys.executable, "-m", "cd38rules", "serve", "--settings", str(settings)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert all(part in ended.stderr for part in says)
    assert "Traceback" not in ended.stderr


def test_a_request_is_read_by_one_book_of_codes_even_if_another_comes_into_service(site_file: Path) -> None:
    in_service = CodesInService(site_file)
    (entry,) = CALL["context"]["draftOrders"]["entry"]
    coding = [{"system": "urn:example:hospital", "code": "DARA-IV"}]
    resources = [CALL["prefetch"]["patient"], entry["resource"] | {"medicationCodeableConcept": {"coding": coding}}]

    before = in_service.reads().read
    site_file.write_text(HEAD + OTHER, encoding="utf-8")
    assert in_service.refresh()
    day = date(2024, 3, 15)
    assert [len(read(resources, as_of=day).orders) for read in (before, in_service.reads().read)] == [1, 0]


def test_a_file_is_read_again_only_if_it_has_changed_or_if_it_is_asked_for(site_file: Path) -> None:
    in_service = CodesInService(site_file)
    assert not in_service.refresh(again=False)
    site_file.write_text(HEAD + FAULTY, encoding="utf-8")
    assert not in_service.refresh(again=False)
    refused = in_service.refused
    assert refused
    assert not in_service.refresh(again=False)
    assert in_service.refused is refused
    assert not in_service.refresh()
    assert in_service.refused is not refused
    site_file.write_text(HEAD + DARA, encoding="utf-8")
    assert not in_service.refresh(again=False)  # as it is in service
    assert in_service.refused == ()
    with pytest.raises(CodesError):
        CodesInService(site_file.with_name("none.yaml"))


def test_a_code_of_the_site_points_to_the_antibody_too(site_file: Path) -> None:
    """Else a record in the site's own codes would get no card, as that of a patient whom the product isn't about."""
    coding = [{"system": "urn:example:hospital", "code": "DARA-IV"}]
    record = [{"resourceType": "MedicationStatement", "medicationCodeableConcept": {"coding": coding}}]
    assert CodesInService(site_file).reads().points(record)
    assert not CodesInService(None).reads().points(record)
