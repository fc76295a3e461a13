"""What would turn each entry of a report round: only on request, and then so that it really does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bdd.made_up_book import made_up_book

from cd38rules import PatientProfile, evaluate
from cd38rules.flip import FlipSearch
from cd38rules.render import render_markdown, render_text
from cd38rules.rules.book import RuleBook
from cd38rules.truth import NO

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "patients").glob("*.json"))


def profile_of(path: Path) -> PatientProfile:
    return PatientProfile.model_validate_json(path.read_bytes())


def test_a_report_has_no_changes_unless_they_are_asked_for(book: RuleBook) -> None:
    report = evaluate(profile_of(EXAMPLES[0]), book)
    assert {entry.changes for entry in report.applying()} == {()}


@pytest.mark.parametrize("path", EXAMPLES[::4], ids=lambda path: path.stem[:2])
def test_on_request_each_entry_has_the_change_that_explain_finds(path: Path, book: RuleBook) -> None:
    profile = profile_of(path)
    report = evaluate(profile, book, changes=True)
    bare = evaluate(profile, book)
    for entry, same in zip(report.applying(), bare.applying(), strict=True):
        assert entry.model_copy(update={"changes": ()}) == same
        if len(entry.roles) < 2 and not any("contradict" in words for words in entry.changes):
            search = FlipSearch(profile, book, entry.rule, (*entry.roles, "")[0])
            assert entry.changes == tuple(map(str, search.smallest_change(NO) or ())), entry.rule
    assert any(entry.changes for entry in report.applying())


def test_a_rule_that_always_applies_has_no_change(book: RuleBook) -> None:
    entries = {entry.rule: entry for entry in evaluate(profile_of(EXAMPLES[0]), book, changes=True).applying()}
    assert entries["meta-funding"].changes == ()


def test_an_entry_of_two_regimens_names_the_regimen_of_each_change() -> None:
    book = made_up_book("given: {fact: regimen.agent, is: daratumumab}\n")
    therapy = {"current": {"agent": "daratumumab"}, "planned": {"agent": "daratumumab"}}
    data = {"patient_id": "p", "as_of": "2024-03-15", "therapy": therapy}
    (entry,) = evaluate(PatientProfile.model_validate(data), book, changes=True).advisories
    assert entry.changes == (
        "for the current regimen: anti-CD38 antibody (current regimen): isatuximab",
        "for the planned regimen: anti-CD38 antibody (planned regimen): isatuximab",
    )


def test_changes_are_shown_in_text_and_markdown_under_entries_of_every_kind(book: RuleBook) -> None:
    profile = PatientProfile.model_validate(
        {"patient_id": "p", "as_of": "2024-03-15", "lungs": {"copd": True, "asthma": {"present": False}}}
    )
    report = evaluate(profile, book, changes=True)
    assert "lung-function-prognosis" in {entry.rule for entry in report.background}
    for text in (render_text(report), render_markdown(report)):
        words = " ".join(text.replace("**", "").replace(":", "").split())
        assert "Changed by history of COPD no." in words
