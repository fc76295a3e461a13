"""The parts of the service one by one: settings, logs, the book in service, problems."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cd38rules.rules.book import RuleBook
from cd38rules.service import logs
from cd38rules.service.books import BookInService
from cd38rules.service.problems import Problem, answer
from cd38rules.service.settings import Settings, SettingsError, read_settings

CLIENT = {"issuer": "https://ehr.example", "jku": ["https://ehr.example/jwks"]}

# Settings


def settings_file(folder: Path, **content: Any) -> Path:
    path = folder / "settings.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_settings_come_from_the_file_then_the_environment_then_the_command(tmp_path: Path) -> None:
    path = settings_file(tmp_path, insecure=True, port=1, most_cards=4, limits={"depth": 20, "at_once": 3})
    environment = {"CD38RULES_SERVE_PORT": "2", "CD38RULES_SERVE_LIMITS__DEPTH": "30", "OTHER": "x"}
    found = read_settings(path, environment, port=3, host=None)
    assert (found.port, found.most_cards, found.limits.depth, found.limits.at_once) == (3, 4, 30, 3)


def test_a_list_in_the_environment_is_written_as_yaml() -> None:
    environment = {"CD38RULES_SERVE_ORIGINS": "[https://a, https://b]", "CD38RULES_SERVE_INSECURE": "true"}
    assert read_settings(None, environment).origins == ("https://a", "https://b")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({}, "$"),
        ({"insecure": True, "host": "0.0.0.0"}, "$"),
        ({"insecure": True, "prot": 1}, "$.prot"),
        ({"insecure": True, "origins": ["https://ehr.example", "*"]}, "$.origins[1]"),
        ({"door": {"clients": [CLIENT], "keys_seconds": 60, "refresh_seconds": 61}}, "$.door"),
        ({"door": {"clients": [CLIENT, CLIENT]}}, "$.door"),
        ({"insecure": True, "most_cards": 1}, "$.most_cards"),
        ({"door": {"clients": [{"issuer": "x"}]}}, "$.door.clients[0]"),
        ({"door": {"clients": [CLIENT | {"jku": ["http://ehr.example/jwks"]}]}}, "$.door.clients[0].jku[0]"),
        ({"door": {"clients": [CLIENT], "algorithms": ["HS256"]}}, "$.door.algorithms[0]"),
        ({"door": {"clients": [CLIENT]}, "fhir": {"servers": ["ftp://x"]}}, "$.fhir.servers[0]"),
    ],
)
def test_settings_that_are_wrong_or_unsafe_are_told_at_their_place(
    tmp_path: Path, content: dict[str, Any], place: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(settings_file(tmp_path, **content) if content else None, {})
    assert place in [str(fault.places[0]) for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    "origin",
    [
        "https://ehr.example/",
        "https://ehr.example/x",
        "https://ehr.example?x",
        "https://ehr.example#x",
        "https://EHR.example",
        "HTTPS://ehr.example",
        "https://ehr.example:443",
        "http://ehr.example:80",
        "https://ehr.example:0443",
        "https://ehr.example:x",
        "https://ehr.example:99999",
        "https://me@ehr.example",
        "https://",
        "https://[::1",
        "https://spital-zürich.example",
        "ftp://ehr.example",
        "ehr.example",
        "null",
        "*",
        "",
    ],
)
def test_an_origin_that_no_browser_would_send_is_refused_with_a_hint(origin: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(None, {}, insecure=True, origins=[origin])
    (fault,) = caught.value.diagnostics
    assert (fault.code, str(fault.places[0])) == ("settings-origin", "$.origins[0]")
    assert "scheme://host" in fault.hint


def test_origins_as_browsers_send_them_are_taken() -> None:
    good = ("https://ehr.example", "https://ehr.example:8443", "http://localhost:3000", "http://[::1]:3000")
    assert read_settings(None, {}, insecure=True, origins=good).origins == good


def test_a_secret_is_in_no_message_about_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(settings_file(tmp_path, card_key=["s3cret"], insecure=True), {})
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(Settings(insecure=True, card_key="s3cret"))


def test_a_file_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("- x", encoding="utf-8")
    with pytest.raises(SettingsError, match="settings-not-mapping"):
        read_settings(path, {})


# Logs


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What is logged inside; the loggers are as before afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up(insecure=True, stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_error_is_logged_by_its_type_and_lines_of_code(logged: io.StringIO) -> None:
    try:
        raise ValueError("Zaphod-4711")
    except ValueError as error:
        logs.defect(error, part="x")
    line = json.loads(logged.getvalue())
    assert (line["event"], line["error"], line["insecure"]) == ("defect", "ValueError", True)
    assert "test_service_parts.py" in line["where"]
    assert "Zaphod" not in logged.getvalue()


def test_of_what_a_library_says_only_its_place_is_passed_on(logged: io.StringIO) -> None:
    try:
        raise ValueError("Zaphod-4711")
    except ValueError:
        logging.getLogger("library.part").exception("Zaphod-%s", 4711)
    line = json.loads(logged.getvalue())
    assert (line["event"], line["logger"], line["error"]) == ("library", "library.part", "ValueError")
    assert "Zaphod" not in logged.getvalue()


# The book in service


def test_before_a_book_is_tested_nothing_is_decided() -> None:
    books = BookInService(None)
    with pytest.raises(Problem) as caught:
        _ = books.book
    assert caught.value.status == 503


def test_a_folder_that_is_not_there_is_refused_and_told(tmp_path: Path) -> None:
    books = BookInService(tmp_path / "nowhere")
    assert books.refresh() is False
    assert books.refused is not None
    assert [str(place) for fault in books.refused.faults for place in fault.places] == ["."]
    assert [str(place) for fault in books.faults_from_here() for place in fault.places] == [str(tmp_path / "nowhere")]
    assert not books.is_ready


class Broken(BookInService):
    """A book whose test fails by a defect."""

    def _tested(self) -> RuleBook:
        raise ZeroDivisionError("Zaphod-4711")


def test_a_defect_while_a_book_is_tested_is_told_by_its_type_and_not_tried_again() -> None:
    books = Broken(None)
    with pytest.raises(ZeroDivisionError):
        books.refresh()
    assert books.refused is not None
    assert [fault.message for fault in books.refused.faults] == ["the rule book can't be loaded (ZeroDivisionError)"]
    assert books.refresh(again=False) is False


def test_a_book_that_has_not_changed_stays_in_service() -> None:
    books = BookInService(None)
    assert books.refresh() is True
    book = books.book
    assert books.refresh() is False
    assert books.book is book


# Problems


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/cds-services", "application/fhir+json"),
        ("/cds-services/x", "application/fhir+json"),
        ("/cds-services-x", "application/problem+json"),
        ("/evaluate", "application/problem+json"),
    ],
)
def test_a_problem_has_the_form_that_callers_of_the_path_know(path: str, kind: str) -> None:
    assert answer(Problem(400, "x", "X."), path).headers["content-type"] == kind
