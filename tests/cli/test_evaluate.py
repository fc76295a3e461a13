"""cd38rules evaluate, explain, rules, evidence, schema and doctor: what they print and how they end."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import EXAMPLES, Call

from cd38rules.cli import doctor
from cd38rules.present import Presenter
from cd38rules.report import Report
from cd38rules.rule_page import rule_page
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook

Example = Callable[[str], Path]
HEADINGS = {"text": "ADVISORIES", "markdown": "## Advisories"}


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_report_to_be_read_names_the_patient_and_the_advisories(form: str, cd38rules: Call, example: Example) -> None:
    ended = cd38rules("evaluate", example("05"), "--format", form)
    assert (ended.code, ended.err) == (0, "")
    for part in ("example-05", "copd-dara-fev1-lt50", HEADINGS[form]):
        assert part in ended.out


def test_a_report_as_json_is_the_report_of_the_library(cd38rules: Call, example: Example) -> None:
    ended = cd38rules("evaluate", example("05"), "--format", "json")
    report = Report.model_validate_json(ended.out)
    assert "copd-dara-fev1-lt50" in [advisory.rule for advisory in report.advisories]
    assert ended.out == cd38rules("evaluate", example("05"), "--format", "json").out


def test_a_profile_can_come_by_standard_input(cd38rules: Call, example: Example) -> None:
    by_file = cd38rules("evaluate", example("06"), "--format", "json")
    by_stdin = cd38rules("evaluate", "-", "--format", "json", stdin=example("06").read_bytes())
    assert by_stdin == by_file


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(cd38rules: Call, example: Example) -> None:
    plain = cd38rules("evaluate", example("11"), "--format", "json")
    text = b"\xef\xbb\xbf" + example("11").read_bytes().replace(b"\n", b"\r\n")
    assert cd38rules("evaluate", "-", "--format", "json", stdin=text) == plain
    assert "\r" not in plain.out


def test_the_short_form_has_one_entry_an_advisory(cd38rules: Call, example: Example) -> None:
    full = cd38rules("evaluate", example("03")).out
    short = cd38rules("evaluate", example("03"), "--short").out
    assert "CRITICAL  transfusion-lab-notify: Consider telling the transfusion laboratory" in short
    assert len(short.splitlines()) < len(full.splitlines()) / 4


@pytest.mark.parametrize(
    ("number", "severity", "code"),
    [("06", "critical", 0), ("06", "warning", 1), ("06", "info", 1), ("03", "critical", 1)],
)
def test_findings_set_the_exit_code_from_the_severity_that_is_asked_for(
    number: str, severity: str, code: int, cd38rules: Call, example: Example
) -> None:
    ended = cd38rules("evaluate", example(number), "--short", "--fail-on", severity)
    assert ended.code == code
    assert "ADVISORIES" in ended.out


def test_a_critical_question_that_is_shown_sets_the_exit_code_as_an_advisory_does(cd38rules: Call) -> None:
    """An undated last dose, red cells ahead, the rest in order: a critical question, no critical advisory."""
    before = {"before_first_anti_cd38": True}
    laboratory = {"dtt": True, "notified_of": ["daratumumab", "isatuximab"]}
    transfusion = {"red_cells": "planned", "kell": {"status": "positive"} | before, "laboratory": laboratory}
    profile = {
        "patient_id": "p",
        "as_of": "2024-03-15",
        "therapy": {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": [{"agent": "isatuximab"}]},
        "transfusion": transfusion | {"extended_typing": {"done": True} | before},
    }
    stdin = json.dumps(profile).encode()
    told = cd38rules("evaluate", "-", "--format", "json", stdin=stdin).json()
    critical = [
        entry for kind in ("advisories", "questions") for entry in told[kind] if entry["severity"] == "critical"
    ]
    assert [(entry["kind"], entry["rule"]) for entry in critical] == [("question", "missing-last-dose")]
    ended = cd38rules("evaluate", "-", "--short", "--fail-on", "critical", stdin=stdin)
    assert ended.code == 1
    assert "CRITICAL  missing-last-dose" in ended.out
    helped = " ".join(cd38rules("evaluate", "--help").out.split())
    assert "an advisory or a question of this severity or above is shown" in helped


def test_what_if_ranks_missing_facts_by_what_each_alone_would_decide(cd38rules: Call, example: Example) -> None:
    plain = cd38rules("evaluate", example("13"), "--format", "json").json()
    ranked = cd38rules("evaluate", example("13"), "--format", "json", "--what-if").json()
    names = [fact["name"] for fact in ranked["facts_to_record"]]
    assert sorted(names) == sorted(fact["name"] for fact in plain["facts_to_record"])
    assert "copd-dara-bronchodilator" in ranked["facts_to_record"][names.index("planned.agent")]["rules"]


def test_changes_are_in_the_report_on_request_only(cd38rules: Call, example: Example) -> None:
    plain = cd38rules("evaluate", example("05"), "--format", "json").json()
    asked = cd38rules("evaluate", example("05"), "--format", "json", "--changes").json()
    assert not any(advisory["changes"] for advisory in plain["advisories"])
    assert all(advisory["changes"] for advisory in asked["advisories"])
    described = cd38rules("schema", "report").json()["$defs"]["Advisory"]["properties"]["changes"]["description"]
    assert "--changes" in described


def test_a_copy_of_the_rule_book_says_the_same(cd38rules: Call, example: Example, rules_copy: Path) -> None:
    shipped = cd38rules("evaluate", example("05"), "--format", "json").json()
    copied = cd38rules("evaluate", example("05"), "--format", "json", "--rules", rules_copy).json()
    assert copied["advisories"] == shipped["advisories"]


# rules, evidence, schema, doctor


def test_the_rule_book_is_listed_by_topic(cd38rules: Call) -> None:
    everything, lungs = cd38rules("rules", "list"), cd38rules("rules", "list", "--topic", "lungs")
    assert (everything.code, lungs.code) == (0, 0)
    assert set(lungs.out.splitlines()) < set(everything.out.splitlines())
    assert {line.split()[0] for line in lungs.out.splitlines()} >= {"copd-dara-bronchodilator", "copd-dara-fev1-lt50"}


def test_a_rule_is_shown_with_its_condition_words_and_evidence(cd38rules: Call) -> None:
    ended = cd38rules("rules", "show", "copd-dara-fev1-lt50")
    assert ended.code == 0
    for part in ("Applies when", "FEV1 below 50 %", "Evidence for the condition", "Leleu 2022", "signed by"):
        assert part in ended.out


def test_the_page_of_a_rule_says_what_the_book_is_for_and_who_has_signed(cd38rules: Call, book: RuleBook) -> None:
    out = cd38rules("rules", "show", "copd-dara-fev1-lt50").out
    heads = ("intended use", "intended users", "population", "not for", "known limits", "developer", "dates", "review")
    assert [head for head in (*heads, "evidence as of", "content") if f"\n  {head:<16}" not in out] == []
    for part in (
        "signed by nobody",
        f"{len(book.rules)} of {len(book.rules)} rules are signed by nobody",
        f"lungs/copd-dara-fev1-lt50.yaml, sha256 {book.hashes['copd-dara-fev1-lt50']}",
        "below 50 %",
        f"sha256 {book.sha256}",
        "2022-03-16 (Leleu 2022)",
    ):
        assert part in " ".join(out.split())
    assert all(len(line) <= 80 or len(line.split()) == 1 for line in out.splitlines())


def test_the_page_of_a_rule_shows_which_checks_it_allows_and_why(cd38rules: Call, rules_copy: Path) -> None:
    rule = rules_copy / "lungs" / "copd-dara-fev1-lt50.yaml"
    text = rule.read_text(encoding="utf-8").replace("consider that", "one must see", 1)
    rule.write_text(text + "allow:\n  - {check: command-wording, reason: For this test.}\n", encoding="utf-8")
    assert cd38rules("rules", "check", rules_copy, "--quick").code == 0
    shown = rule_page(Presenter(load_rulebook(rules_copy)), "copd-dara-fev1-lt50")
    assert "Checks waived\n  command-wording: For this test." in shown
    assert "changed since its release" in shown


def test_a_finding_of_the_checks_has_its_place_and_sets_the_exit_code(cd38rules: Call, rules_copy: Path) -> None:
    rule = rules_copy / "lungs" / "copd-dara-fev1-lt50.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("consider that", "one must see", 1), encoding="utf-8")
    ended = cd38rules("rules", "check", rules_copy, "--quick")
    assert (ended.code, ended.err) == (1, "")
    first, last = ended.out.splitlines()
    assert first.startswith(f"{rule.as_posix()}:14:5: command-wording `must` reads as a command (write an option")
    assert last.endswith("1 findings")


def test_the_13_attributes_are_printed_as_text_and_as_json(cd38rules: Call, book: RuleBook) -> None:
    text, data = cd38rules("rules", "attributes"), cd38rules("rules", "attributes", "--format", "json").json()
    assert text.code == 0
    assert len(data["attributes"]) == 13
    assert data["sha256"] == book.sha256
    for number, attribute in enumerate(data["attributes"], start=1):
        assert f"\n{number}. {attribute['title']}\n" in text.out
        assert attribute["answer"].split()[0] in text.out


def test_every_rule_has_a_page_that_begins_with_its_code_and_title(book: RuleBook) -> None:
    presenter = Presenter(book)
    for rule in book.rules.values():
        assert rule_page(presenter, rule.id).splitlines()[:2] == [rule.id, rule.title]


def test_the_shipped_rule_book_has_no_faults(cd38rules: Call) -> None:
    ended = cd38rules("rules", "check", "--quick")  # test_whole_book_checks.py has those that take long
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("0 findings\n")


def test_the_vocabulary_is_listed_with_units_and_definitions(cd38rules: Call) -> None:
    out = cd38rules("rules", "facts").out
    for part in ("lungs.fev1 — FEV1", "number in % (5 to 200)", "derived from"):
        assert part in out


def test_evidence_is_listed_and_shown_with_what_cites_it(cd38rules: Call) -> None:
    listed = cd38rules("evidence", "show")
    assert "leleu-2022/candor-fev1-limit" in listed.out
    shown = cd38rules("evidence", "show", "leleu-2022/candor-fev1-limit")
    assert shown.code == 0
    assert "cited by:" in shown.out
    assert "copd-dara-fev1-lt50" in shown.out


def test_the_evidence_is_proved_at_its_places_in_the_article(cd38rules: Call, shared: Path) -> None:
    ended = cd38rules("evidence", "verify", "--source", shared / "clinical" / "leleu-2022.txt")
    assert (ended.code, ended.err) == (0, "")


def test_evidence_that_is_not_in_the_text_is_a_finding(cd38rules: Call, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another article.\n", encoding="utf-8")
    ended = cd38rules("evidence", "verify", "--source", other)
    assert ended.code == 1
    assert ended.err


@pytest.mark.parametrize("which", ["profile", "rule", "report"])
def test_a_schema_is_sound_json_schema_of_draft_2020_12(which: str, cd38rules: Call) -> None:
    ended = cd38rules("schema", which)
    schema = ended.json()
    assert ended.code == 0
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    if importlib.util.find_spec("jsonschema"):
        from jsonschema import Draft202012Validator

        Draft202012Validator.check_schema(schema)


def test_every_example_and_its_report_fit_their_schemas(cd38rules: Call) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema", reason="checked where jsonschema is installed")
    profile = jsonschema.Draft202012Validator(cd38rules("schema", "profile").json())
    report = jsonschema.Draft202012Validator(cd38rules("schema", "report").json())
    for path in sorted(EXAMPLES.glob("*.json")):
        profile.validate(json.loads(path.read_text(encoding="utf-8")))
        report.validate(cd38rules("evaluate", path, "--format", "json").json())


def test_doctor_finds_this_installation_sound(cd38rules: Call) -> None:
    ended = cd38rules("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert all(line.startswith("ok") for line in ended.out.splitlines())


@pytest.mark.hazard("H8")
@pytest.mark.parametrize(("today", "past"), [("2026-01-01", 0), ("2099-01-01", 203)])
def test_doctor_counts_the_rules_that_are_past_their_review_date(
    cd38rules: Call, monkeypatch: pytest.MonkeyPatch, today: str, past: int
) -> None:
    monkeypatch.setattr(doctor, "_today", lambda: date.fromisoformat(today))
    assert cd38rules("doctor").out.splitlines()[-1].endswith(f"; {past} are past their review date")


def test_doctor_checks_no_further_without_a_rule_book(cd38rules: Call, tmp_path: Path) -> None:
    ended = cd38rules("doctor", "--rules", tmp_path / "absent")
    assert ended.code == 3
    assert [line.split()[0] for line in ended.out.splitlines()] == ["ok", "ok", "FAIL", "--", "--", "--"]
