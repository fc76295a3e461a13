"""The README's first screen is what the program says today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cd38rules import PatientProfile, RuleBook
from cd38rules.evaluation import Evaluator
from cd38rules.render import render_text

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    """The block of code that a comment names."""
    found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", README, re.S)
    assert found, f"the README has no example called {name}"
    return found[1]


@pytest.mark.parametrize("block", ["report", "evidence"])
def test_the_advisory_of_the_first_screen_is_what_its_patient_gets(block: str, evaluator: Evaluator) -> None:
    report = evaluator.evaluate(PatientProfile.model_validate_json(example("patient")))
    assert example(block) in render_text(report)


def test_the_lines_that_made_it_stand_in_the_rule() -> None:
    assert example("rule") in (ROOT / "rules/lungs/copd-dara-bronchodilator.yaml").read_text(encoding="utf-8")


def test_the_numbers_of_rules_are_those_of_the_book(book: RuleBook) -> None:
    counts = {topic.id: sum(rule.topic == topic.id for rule in book.rules.values()) for topic in book.topics}
    rows = re.findall(r"\| ([^|]+) \| ([\d +]+) \|", README)
    found = {number for _, numbers in rows for number in numbers.split(" + ")}
    assert {str(count) for count in counts.values()} <= found


def test_nothing_is_left_to_fill_in() -> None:
    assert "@@" not in README
