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
    counts = [sum(rule.topic == topic.id for rule in book.rules.values()) for topic in book.topics]
    table = README.partition("## What it covers")[2].partition("##")[0]
    said = [int(number) for row in re.findall(r"\| ([\d +]+) \|", table) for number in row.split(" + ")]
    assert said == counts


def test_the_numbers_of_figures_statements_and_gaps_are_those_of_the_catalogue(book: RuleBook) -> None:
    kinds = [entry.kind for entry in book.catalogue.entries]
    said = re.search(r"finds (\d+) figures, (\d+) statements and (\d+) gaps", README)
    assert said
    assert [int(number) for number in said.groups()] == [kinds.count(kind) for kind in ("figure", "statement", "gap")]


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "patient.json").write_text(example("patient"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    said: list[tuple[str, ...]] = []
    exec(code, {"print": lambda *words: said.append(words)})
    assert "copd-dara-bronchodilator" in [rule for _, rule, _ in said]


def test_nothing_is_left_to_fill_in() -> None:
    assert "@@" not in README
