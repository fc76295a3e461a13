"""Start, change of the rule book, and end of a service in its own process."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from starlette.applications import Starlette

from cd38rules.service.books import BookInService
from cd38rules.service.context import Context
from cd38rules.service.door.keys import Keys
from cd38rules.service.hooks.fetch import Fetcher
from cd38rules.service.metrics import Metrics
from cd38rules.service.run import _Running  # what goes on beside the requests
from cd38rules.service.settings import Settings
from cd38rules.service.work import Workers

from .running import JSON, ROOT, WITH_DOUBLE, Service, running, waited

PATIENT = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()
TITLE = "title: Extended red-cell typing before the first dose"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rule book that may be changed."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def edit(rules: Path, before: str, after: str) -> None:
    path = rules / "transfusion" / "transfusion-pretreatment-typing.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def sha256(service: Service) -> str:
    found: str = service.http.get("/status").json()["rulebook"]["sha256"]
    return found


def test_it_answers_before_it_is_ready_and_decides_only_when_ready(tmp_path: Path, rules: Path) -> None:
    edit(rules, TITLE, TITLE + ", changed")
    with running(tmp_path, "--insecure", "--rules", str(rules), wait=False) as service:
        assert service.http.get("/healthz").status_code == 200
        assert service.http.get("/readyz").status_code == 503
        early = service.post("/evaluate", PATIENT)
        assert (early.status_code, early.json()["code"]) == (503, "not-ready")
        service.wait_for("rulebook-in-service")
        assert service.post("/evaluate", PATIENT).json()["receipt"]["locally_modified"] is True


def test_a_rule_book_that_fails_at_the_start_ends_it_with_3_and_the_faults(tmp_path: Path, rules: Path) -> None:
    edit(rules, "kind: advisory", "kind: advisry")
    with running(tmp_path, "--insecure", "--rules", str(rules), wait=False) as service:
        assert service.process.wait(60) == 3
        assert "transfusion-pretreatment-typing.yaml:4:" in service.log


def test_a_changed_rule_book_is_swapped_on_sighup_and_a_bad_one_is_refused(tmp_path: Path, rules: Path) -> None:
    with running(tmp_path, "--insecure", "--rules", str(rules)) as service:
        first = sha256(service)
        edit(rules, TITLE, TITLE + ", changed")
        service.process.send_signal(signal.SIGHUP)
        waited(lambda: True if sha256(service) != first else None, "the swap", service)
        second = sha256(service)

        edit(rules, "kind: advisory", "kind: advisry")
        service.process.send_signal(signal.SIGHUP)
        refused = service.wait_for("rulebook-refused")
        assert refused["level"] == "warning"
        assert refused["places"].startswith("transfusion/transfusion-pretreatment-typing.yaml:")
        status = service.http.get("/status").json()
        assert status["rulebook"]["sha256"] == second
        assert status["ready"] is True
        places = [place["path"] for error in status["refused"]["errors"] for place in error["places"]]
        assert set(places) == {"transfusion/transfusion-pretreatment-typing.yaml"}
        assert service.post("/evaluate", PATIENT).json()["receipt"]["rulebook_sha256"] == second

        edit(rules, "kind: advisry", "kind: advisory")
        service.process.send_signal(signal.SIGHUP)
        waited(lambda: True if service.http.get("/status").json()["refused"] is None else None, "the cure", service)


def test_a_file_whose_name_is_no_text_is_told_by_the_status_page(tmp_path: Path, rules: Path) -> None:
    with running(tmp_path, "--insecure", "--rules", str(rules)) as service:
        Path(os.fsdecode(os.fsencode(rules / "transfusion") + b"/\xff.yaml")).write_text("a: b", encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        service.wait_for("rulebook-refused")
        answer = service.http.get("/status")
        assert answer.status_code == 200
        places = [place["path"] for error in answer.json()["refused"]["errors"] for place in error["places"]]
        assert "transfusion/\\udcff.yaml" in places
        assert str(tmp_path) not in answer.text


def test_sighup_while_it_starts_does_not_end_it(tmp_path: Path) -> None:
    settings = tmp_path / "settings.yaml"
    os.mkfifo(settings)  # so that it waits for its settings until the signal has been sent
    log = tmp_path / "log.txt"
    command = [sys.executable, "-m", "cd38rules", "serve", "--settings", str(settings), "--port", "0"]
    with log.open("wb") as stream, subprocess.Popen(command, cwd=ROOT, stderr=stream) as process:
        try:
            with settings.open("w", encoding="utf-8") as line:  # opens when the other end is opened
                process.send_signal(signal.SIGHUP)
                line.write("insecure: true")
            end = time.monotonic() + 60
            while "rulebook-in-service" not in log.read_text("utf-8") and time.monotonic() < end:
                assert process.poll() is None
                time.sleep(0.05)
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()


@pytest.mark.parametrize("content", [None, "{"], ids=["missing", "broken"])
def test_a_file_of_keys_that_can_not_be_used_ends_the_start_with_its_place(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "keys.json").write_text(content, encoding="utf-8")
    clients = [
        {"issuer": "x", "jku": ["https://ehr.example/jwks"]},
        {"issuer": "y", "keys": str(tmp_path / "keys.json")},
    ]
    settings = tmp_path / "settings.yaml"
    settings.write_text(yaml.safe_dump({"door": {"clients": clients}}), encoding="utf-8")
    command = [sys.executable, "-m", "cd38rules", "serve", "--settings", str(settings), "--port", "0"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "$.door.clients[1].keys: settings-key-file" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert str(tmp_path) not in ended.stderr


class OnceBroken(BookInService):
    """A book in service that fails by a defect when it is looked at for the second time."""

    looks = 0

    def refresh(self, *, again: bool = True) -> bool:
        self.looks += 1
        if self.looks == 2:
            raise ZeroDivisionError
        return super().refresh(again=again)


def test_a_defect_while_the_folder_is_looked_at_does_not_end_the_looking() -> None:
    settings = Settings(insecure=True, poll_seconds=0.01)
    books = OnceBroken(None)
    context = Context(settings, books, Metrics(), Workers(1))

    async def run() -> None:
        running_beside = _Running(context, Fetcher(settings.fhir), Keys(settings.door))
        async with running_beside.lifespan(Starlette()):
            end = time.monotonic() + 60
            while books.looks < 4 and time.monotonic() < end:
                await asyncio.sleep(0.01)

    asyncio.run(run())
    context.workers.close()
    assert books.is_ready
    assert books.looks >= 4


@pytest.mark.hazard("H2")
def test_a_rule_that_has_stopped_firing_is_refused_by_the_self_test(tmp_path: Path, rules: Path) -> None:
    with running(tmp_path, "--insecure", "--rules", str(rules)) as service:
        edit(rules, "one_of: [daratumumab, isatuximab]", "one_of: [other_anti_cd38]")
        service.process.send_signal(signal.SIGHUP)
        service.wait_for("rulebook-refused")
        codes = {error["code"] for error in service.http.get("/status").json()["refused"]["errors"]}
        assert "must-fire-silent" in codes


@pytest.fixture
def polling(tmp_path: Path, rules: Path) -> Iterator[Service]:
    settings = tmp_path / "settings.yaml"
    settings.write_text(yaml.safe_dump({"insecure": True, "rules": str(rules), "poll_seconds": 0.2}), encoding="utf-8")
    with running(tmp_path, "--settings", str(settings)) as service:
        yield service


def test_requests_while_books_are_swapped_are_each_decided_by_one_book(polling: Service, rules: Path) -> None:
    known = {sha256(polling)}
    answers: list[tuple[str, str]] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            report = polling.post("/evaluate", PATIENT).json()
            (entry,) = (e for e in report["advisories"] if e["rule"] == "transfusion-pretreatment-typing")
            answers.append((report["receipt"]["rulebook_sha256"], entry["title"]))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    edit(rules, TITLE, TITLE + ", changed")
    waited(lambda: True if sha256(polling) not in known else None, "the swap by polling", polling)
    time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join()
    by_book = {book: {title for other, title in answers if other == book} for book, _ in answers}
    assert len(by_book) == 2
    assert all(len(titles) == 1 for titles in by_book.values())


def test_sigterm_lets_requests_under_way_finish_and_ends_with_0(tmp_path: Path) -> None:
    with running(tmp_path, "--insecure", program=WITH_DOUBLE) as service:
        answers: list[int] = []
        threads = [
            threading.Thread(target=lambda: answers.append(service.post("/evaluate?changes=true", PATIENT).status_code))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        assert service.stop() == 0
        for thread in threads:
            thread.join()
        assert answers == [200, 200]
        assert service.events[-1]["event"] == "stopped"


def test_a_service_without_a_door_repeats_it_on_every_line(service: Service) -> None:
    service.http.get("/healthz")
    assert service.events
    assert all(line["insecure"] is True for line in service.events)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no client may call"),
        (["--insecure", "--host", "0.0.0.0"], "loopback only"),
        (["--insecure", "--port", "70000"], "$.port"),
        (["--settings", "nowhere.yaml"], "input or output failed"),
    ],
)
def test_settings_that_are_unsafe_or_wrong_are_refused_at_the_start(arguments: list[str], says: str) -> None:
    command = [sys.executable, "-m", "cd38rules", "serve", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode in (2, 6)
    assert says in ended.stderr


def test_a_port_that_is_taken_is_told_at_once(service: Service) -> None:
    port = str(service.http.base_url.port)
    command = [sys.executable, "-m", "cd38rules", "serve", "--insecure", "--port", port]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 6
    assert "Address already in use" in ended.stderr


def test_a_sink_that_fails_costs_no_advice_but_feedback_is_not_called_kept(tmp_path: Path) -> None:
    with running(tmp_path, "--insecure", "--failing-sinks", program=WITH_DOUBLE) as service:
        assert service.post("/evaluate", PATIENT).status_code == 200
        item = {"card": "x", "outcome": "overridden", "outcomeTimestamp": "2024-03-15T10:00:00Z"}
        item |= {"overrideReason": {"userComment": "Zaphod-4711"}}
        answer = service.post("/cds-services/anti-cd38-orders/feedback", {"feedback": [item]}, JSON)
        assert (answer.status_code, answer.json()["issue"][0]["diagnostics"]) == (500, "defect")

        def defects() -> int:
            return [line["event"] for line in service.events].count("defect")

        waited(lambda: True if defects() == 2 else None, "the lines of the log", service)
        assert "Zaphod" not in service.log
        assert "example-01" not in service.log
