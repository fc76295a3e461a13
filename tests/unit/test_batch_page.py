"""The one-page summary of a run: the counts of summary.json and nothing else, in HTML that needs nothing beside it."""

from __future__ import annotations

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.corpus.generated import patients
from tests.unit.parsed_page import Parsed

from cd38rules.batch import PAGE, SUMMARY, run_batch
from cd38rules.batch.page import page_of
from cd38rules.facts import label_of
from cd38rules.rules.book import RuleBook

CANARY = "Zaphod-4711"


def run_of(content: bytes, folder: Path, book: RuleBook) -> tuple[dict[str, Any], str]:
    run_batch(io.BytesIO(content), folder, book, share=0)
    return json.loads((folder / SUMMARY).read_text("utf-8")), (folder / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def ran(book: RuleBook, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """A run of made-up patients with bad lines among them: its summary and its page."""
    lines = [json.dumps(data) for data in patients(300, seed=5)]
    lines[7:7] = ["{", json.dumps({"patient_id": CANARY, "as_of": "yesterday"})]
    return run_of("\n".join(lines).encode(), tmp_path_factory.mktemp("out"), book)


@pytest.fixture(scope="module")
def parsed(ran: tuple[dict[str, Any], str]) -> Parsed:
    return Parsed(ran[1])


def of(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_page_is_whole_html_that_needs_nothing_beside_it(ran: tuple[dict[str, Any], str], parsed: Parsed) -> None:
    assert ran[1].startswith('<!doctype html>\n<html lang="en">')
    assert "http" not in ran[1]
    assert {tag for tag, _ in parsed.tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert "url(" not in ran[1]
    assert [attributes["href"] for tag, attributes in parsed.tags if tag == "a"] == ["quarantine.ndjson"]


def test_no_value_of_a_patient_is_on_the_page(ran: tuple[dict[str, Any], str]) -> None:
    assert CANARY not in ran[1]
    assert "generated-" not in ran[1]


def test_every_picture_has_a_title_and_a_description_and_every_id_is_there_once(parsed: Parsed) -> None:
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    pictures = [attributes for tag, attributes in parsed.tags if tag == "svg"]
    assert len(pictures) == 6
    for picture in pictures:
        assert picture["role"] == "img"
        assert set((picture["aria-labelledby"] or "").split()) <= set(ids)
    headings = [tag for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert (headings[0], set(headings[1:])) == ("h1", {"h2"})


def test_the_page_says_what_was_run_and_that_nobody_has_signed_the_rules(
    ran: tuple[dict[str, Any], str], parsed: Parsed, book: RuleBook
) -> None:
    for words in (book.name, book.version, book.sha256, f"{len(book.rules)} of {len(book.rules)} rules signed by"):
        assert words in parsed.text
    assert f"Draft: no clinician has signed these rules ({len(book.rules)} unsigned)." in parsed.text
    assert "State: rows quarantined." in parsed.text
    assert ran[0]["state"] == "rows-quarantined"


@pytest.mark.hazard("H11")
def test_the_page_says_that_silence_is_not_safety_and_names_what_no_rule_speaks_of(
    parsed: Parsed, book: RuleBook
) -> None:
    assert "No alert isn't no concern." in parsed.text
    for item in book.coverage:
        assert item.covered or item.text in parsed.text


def test_alerts_quarantined_rows_and_conflicts_are_those_of_the_summary(
    ran: tuple[dict[str, Any], str], parsed: Parsed
) -> None:
    data = ran[0]
    assert {row[0]: of(row[1]) for row in parsed.rows("Alerts by severity")} == data["alerts_by_severity"]
    quarantined = {row[0]: of(row[1]) for row in parsed.rows("Quarantined rows by reason")}
    assert quarantined == data["lines"]["quarantined_by_code"]
    assert len(quarantined) == 2
    conflicts = {row[0].split()[-1]: of(row[1]) for row in parsed.rows("Conflicts by code")}
    assert conflicts == data["input_issues_by_code"]


def test_every_rule_stands_in_the_table_of_its_topic_with_its_counts(
    ran: tuple[dict[str, Any], str], parsed: Parsed, book: RuleBook
) -> None:
    data = ran[0]
    found: dict[str, list[int]] = {}
    for topic in book.topics:
        for name, _, *counts in parsed.tables.get(topic.title, [])[1:]:
            found[name.split()[-1]] = [of(count) for count in counts]
            assert book.rules[name.split()[-1]].topic == topic.id
    assert set(found) == set(data["verdicts_by_rule"])
    for name, told in found.items():
        verdicts, shown = data["verdicts_by_rule"][name], data["shown_by_rule"][name]
        assert told[:4] == [verdicts["applies"], *(shown[kind] for kind in ("as_alert", "on_its_own", "covered"))]
        kinds = ("not_evaluable", "suppressed", "not_checked", "does_not_apply")
        assert told[4:] == [verdicts[kind] for kind in kinds]
        assert told[0] + sum(told[4:]) == data["lines"]["patients_evaluated"]


def test_missing_facts_are_told_by_what_each_alone_would_decide_and_what_needs_more(
    ran: tuple[dict[str, Any], str], parsed: Parsed
) -> None:
    facts = ran[0]["not_evaluable_by_missing_fact"]
    rows = {row[0]: row for row in parsed.rows("Missing facts, and what they leave open")}
    assert set(rows) == {label_of(fact) for fact in facts}
    for fact, counts in facts.items():
        _, alone, besides, patients_, _ = rows[label_of(fact)]
        assert of(patients_) == counts["patients"]
        assert of(alone) == counts["decided_by_it_alone"]
        assert of(alone) + of(besides) == counts["rules"]


def test_what_to_record_first_is_what_alone_decides_most(ran: tuple[dict[str, Any], str], parsed: Parsed) -> None:
    facts = ran[0]["not_evaluable_by_missing_fact"]
    first = max(facts, key=lambda fact: facts[fact]["decided_by_it_alone"])
    alone = f"{facts[first]['decided_by_it_alone']:,} open questions can be decided"
    assert f"Record {label_of(first)} in {facts[first]['patients']:,} patients: {alone}" in parsed.text


def test_the_same_counts_give_the_same_bytes_and_the_page_of_the_run_is_that_of_its_summary(
    ran: tuple[dict[str, Any], str], book: RuleBook
) -> None:
    assert page_of(ran[0], book) == page_of(ran[0], book) == ran[1]


def test_words_from_outside_are_escaped(ran: tuple[dict[str, Any], str], book: RuleBook) -> None:
    hostile = "<script>alert('&')</script><b title=\"x\">"
    name = max(ran[0]["shown_by_rule"], key=lambda rule: ran[0]["shown_by_rule"][rule]["as_alert"])
    spoilt = replace(book, rules={**book.rules, name: replace(book.rules[name], title=hostile)})
    data = {**ran[0], "joined_rows": {"refused": {hostile: 1}, "of_nobody": {hostile: 2}}}
    page = page_of(data, spoilt)
    parsed = Parsed(page)
    assert "<script" not in page
    assert {tag for tag, _ in parsed.tags} & {"script", "b"} == set()
    assert parsed.rows("Rows of joined tables") == [[hostile, "1", "2"]]
    assert f"{hostile} {name}" in parsed.text


def test_an_empty_list_has_a_page_that_says_so(book: RuleBook, tmp_path: Path) -> None:
    data, page = run_of(b"", tmp_path, book)
    parsed = Parsed(page)
    assert data["lines"]["patients_evaluated"] == 0
    assert "No row was evaluated" in parsed.text
    assert "Every row was evaluated" not in parsed.text
    assert "No patient was evaluated." in parsed.text
    assert "No row of the list was quarantined." in parsed.text
    assert [row[1] for row in parsed.rows("Alerts by severity")] == ["0", "0", "0"]


def test_rules_that_were_decided_for_nobody_are_named(book: RuleBook, tmp_path: Path) -> None:
    bare = json.dumps({"patient_id": "p1", "as_of": "2024-03-15"}).encode()
    data, page = run_of(bare, tmp_path, book)
    named = {row[0].split()[-1] for row in Parsed(page).rows("Rules decided for nobody on this list")}
    decided = ("applies", "suppressed", "does_not_apply")
    expected = {rule for rule, counts in data["verdicts_by_rule"].items() if not any(counts[kind] for kind in decided)}
    assert expected
    assert named == expected


@pytest.mark.parametrize(
    ("state", "words"),
    [("complete", "see what could not be decided"), ("engine-failure", "don't use this run until it is understood")],
)
def test_each_state_says_what_to_do_next(
    state: str, words: str, ran: tuple[dict[str, Any], str], book: RuleBook
) -> None:
    text = Parsed(page_of({**ran[0], "state": state}, book)).text
    assert f"State: {state.replace('-', ' ')}." in text
    assert words in text


def test_a_modified_book_is_told(ran: tuple[dict[str, Any], str], book: RuleBook) -> None:
    data = {**ran[0], "rulebook": {**ran[0]["rulebook"], "locally_modified": True}}
    assert "the rules differ from those that were shipped" in Parsed(page_of(data, book)).text
