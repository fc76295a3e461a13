"""A running service with a store, and the commands that read what it kept."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from cd38rules.cli.main import main
from cd38rules.self_test import load_rulebook

from .hook_calls import ANTIBODY_ORDER, call, path_of, prefetch
from .keeping import counted, settled
from .running import ROOT, WITH_DOUBLE, Service, running, waited
from .test_lifecycle import sha256

SIGN = path_of("order-sign")
PATIENT = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()


def settings(folder: Path, **store: Any) -> Path:
    path = folder / "settings.yaml"
    path.write_text(yaml.safe_dump({"store": {"file": str(folder / "kept.sqlite"), **store}}), encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Service]:
    """A service that keeps inputs and comments, its store in kept.sqlite."""
    path = settings(tmp_path, inputs=True, comments=True)
    with running(tmp_path, "--insecure", "--settings", str(path), program=WITH_DOUBLE) as started:
        yield started


def signed(service: Service) -> list[dict[str, Any]]:
    answer = service.post(SIGN, call("order-sign", prefetch(), ANTIBODY_ORDER))
    assert answer.status_code == 200
    cards: list[dict[str, Any]] = answer.json()["cards"]
    return cards


def overridden(card: str, comment: str = "not now") -> dict[str, Any]:
    reason = {"reason": {"code": "need-more-info"}, "userComment": comment}
    item = {"card": card, "outcome": "overridden", "outcomeTimestamp": "2024-03-15T10:00:00Z", "overrideReason": reason}
    return {"feedback": [item]}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return int(code), *capsys.readouterr()


def test_from_a_card_to_the_report_on_its_rules(
    kept: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = signed(kept)
    rules = cards[0]["extension"]["org.cd38rules.card"]["rules"]
    for _ in range(2):
        answer = kept.post(f"{SIGN}/feedback", overridden(cards[0]["uuid"]))
        assert (answer.status_code, answer.json()) == (200, {"kept": True})
    kept.post(f"{SIGN}/feedback", overridden("never-given"))
    settled(kept, 1)
    assert kept.http.get("/status").json()["feedback_kept"] == "digests and rules with inputs and comments"
    code, out, _ = printed(capsys, "feedback", "report", "--store", tmp_path / "kept.sqlite", "--format", "json")
    report = json.loads(out)
    told = [rule for rule in report["rules"] if rule["override_rate"] is not None]
    assert (code, report["unknown_cards"]) == (0, 1)
    assert {rule["rule"] for rule in told} == {rule["rule"] for rule in rules}
    assert all(rule["reasons"] == {"need-more-info": 1} and rule["comments"] == ["not now"] for rule in told)
    _, text, _ = printed(capsys, "feedback", "report", "--settings", tmp_path / "settings.yaml")
    assert "1 of 1 cards overridden (100%); it applied in 1 decisions" in text
    assert '    1 × need-more-info\n    comment: "not now"\n' in text


def test_what_was_kept_in_full_is_replayed_byte_for_byte(
    kept: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed(kept)
    kept.post("/evaluate", PATIENT)
    kept.post("/evaluate?changes=true", PATIENT)
    kept.post("/note", PATIENT)  # the report behind it
    kept.post("/explain?rule=transfusion-lab-notify", PATIENT)  # gives no report
    assert counted(kept, "cd38rules_evaluations_total") == 4
    kept.stop()
    code, out, _ = printed(capsys, "replay", "--store", tmp_path / "kept.sqlite")
    assert (code, out.splitlines()[0].partition(" different")[0]) == (
        0,
        "4 decisions were kept with their input: 4 the same, 0",
    )
    with sqlite3.connect(tmp_path / "kept.sqlite") as database:
        database.execute("UPDATE decisions SET answer = replace(answer, 'warning', 'warninG') WHERE changes")
    code, out, _ = printed(capsys, "replay", "--store", tmp_path / "kept.sqlite")
    assert (code, out.splitlines()[0].endswith("differs")) == (1, True)


def test_a_rule_book_that_is_neither_given_nor_kept_is_told_and_not_taken_for_a_difference(
    kept: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.post("/evaluate", PATIENT)
    kept.stop()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as database:
        database.execute("DELETE FROM rulebooks")  # as in a store of before they were kept
        database.commit()
    changed = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    with (changed / "rulebook.yaml").open("a", encoding="utf-8") as file:
        file.write("# another book\n")
    code, out, err = printed(capsys, "replay", "--store", tmp_path / "kept.sqlite", "--rules", changed)
    assert code == 1
    assert f"other rule book: {load_rulebook().sha256}" in out
    assert "0 the same, 0 different" in out
    assert "--rules" in err


def test_after_a_swap_decisions_under_both_rule_books_are_replayed_without_either_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    changed = rules / "transfusion" / "transfusion-pretreatment-typing.yaml"
    path = settings(tmp_path, inputs=True)
    with running(tmp_path, "--insecure", "--settings", str(path), "--rules", str(rules)) as service:
        first = service.post("/evaluate", PATIENT).json()["receipt"]["rulebook_sha256"]
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text.replace("title: Extended", "title: Changed, extended"), encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        waited(lambda: True if sha256(service) != first else None, "the swap", service)
        second = service.post("/evaluate", PATIENT).json()["receipt"]["rulebook_sha256"]
        assert service.stop() == 0
    shutil.rmtree(rules)
    assert len({first, second}) == 2
    code, out, _ = printed(capsys, "replay", "--store", tmp_path / "kept.sqlite")
    assert (code, out.partition(" different")[0]) == (0, "2 decisions were kept with their input: 2 the same, 0")


def test_damaged_data_are_told_as_such_and_end_replay_with_1(
    kept: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.post("/evaluate", PATIENT)
    kept.stop()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as database:
        database.execute("UPDATE decisions SET answer = substr(answer, 1, 100)")
        database.commit()
    code, out, err = printed(capsys, "replay", "--store", tmp_path / "kept.sqlite")
    assert (code, err) == (1, "")
    assert out.splitlines()[0].endswith(" damaged")
    assert "0 the same, 0 different, 1 damaged, 0 of another version" in out


@pytest.mark.hazard("H13")
def test_no_value_of_a_request_is_on_the_disk_unless_it_was_asked_for(tmp_path: Path) -> None:
    canary = "Canary-0815"
    path = settings(tmp_path)
    hook = call("order-sign", prefetch(patient={"resourceType": "Patient", "id": canary}), ANTIBODY_ORDER)
    hook["context"] |= {"patientId": canary, "userId": canary, "encounterId": canary}
    profile = json.loads(PATIENT) | {"patient_id": canary}
    with running(tmp_path, "--insecure", "--settings", str(path), program=WITH_DOUBLE) as service:
        for where, body in ((SIGN, hook), ("/evaluate", profile), (f"{SIGN}/feedback", overridden(canary, canary))):
            assert service.post(where, body).status_code == 200
        settled(service, 2)
        service.process.kill()  # so that the write-ahead log stays
        service.process.wait()
        assert canary not in service.log
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert b"need-more-info" in files["kept.sqlite"] + files["kept.sqlite-wal"]
    assert [name for name, content in files.items() if canary.encode() in content] == []
    assert not any(b"patient_id" in content for content in files.values())


def test_a_store_that_is_busy_or_broken_costs_no_advice_and_feedback_is_to_be_sent_again(tmp_path: Path) -> None:
    path = settings(tmp_path, wait_seconds=0.2)
    with running(tmp_path, "--insecure", "--settings", str(path), program=WITH_DOUBLE) as service:
        other = sqlite3.connect(tmp_path / "kept.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert signed(service)
        answer = service.post(f"{SIGN}/feedback", overridden("x", "Canary-0815"))
        assert (answer.status_code, answer.json()["issue"][0]["diagnostics"]) == (503, "not-kept")
        assert answer.headers["retry-after"] == "5"
        other.execute("ROLLBACK")
        other.close()
        assert service.post(f"{SIGN}/feedback", overridden("x")).json() == {"kept": True}
        settled(service, 1)
        parts = [line.get("part") for line in service.events if line["event"] == "defect"]
        assert sorted(parts) == ["decision sink", "feedback sink"]
        assert "Canary" not in service.log


def test_a_store_that_cannot_be_opened_ends_the_command_before_anything_is_served(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = settings(tmp_path, file=str(tmp_path / "no-such-folder" / "kept.sqlite"))
    assert main(["serve", "--insecure", "--port", "0", "--settings", str(path)]) == 6
    assert "listening" not in capfd.readouterr().err


def test_a_call_without_a_store_is_told_how_to_name_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in (("feedback", "report"), ("replay",)):
        code, _, err = printed(capsys, *command)
        assert (code, "name the store" in err) == (2, True)
        code, _, err = printed(capsys, *command, "--store", tmp_path / "none")
        assert (code, "there is no such store" in err) == (6, True)


def test_a_comment_cannot_pass_for_a_line_of_the_report(
    kept: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = signed(kept)[0]["uuid"]
    kept.post(f"{SIGN}/feedback", overridden(card, "a\nb 1: 9 of 9 overridden\x1b[2J"))
    _, text, _ = printed(capsys, "feedback", "report", "--store", tmp_path / "kept.sqlite")
    assert "\nb 1" not in text
    assert "\x1b" not in text
