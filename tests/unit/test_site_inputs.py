"""What stands beside the rule book on the site: results of scenarios, sign-offs, the change log, hazards and points."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import All, FactLeaf
from cd38rules.site.build import NotASite, write_site
from cd38rules.site.history import rule_changes
from cd38rules.site.inputs import SiteInputError, read_inputs
from cd38rules.site.points import decision_points, hazards, points_of
from cd38rules.site.scenarios import read_scenarios

RULE, NOW, THEN = "copd-dara-bronchodilator", "a" * 64, "b" * 64


def element(name: str, line: int, *rules: str, status: str = "passed") -> dict[str, Any]:
    """A scenario as pytest-bdd writes it."""
    return {
        "name": name,
        "line": line,
        "tags": [{"name": f"rule:{rule}", "line": 1} for rule in rules],
        "steps": [{"keyword": "Then", "name": "it applies", "result": {"status": status, "duration": 17}}],
    }


def run_of(*elements: dict[str, Any]) -> bytes:
    return json.dumps([{"uri": "lungs/copd.feature", "elements": list(elements)}]).encode()


def test_the_examples_of_an_outline_are_counted_together() -> None:
    run = read_scenarios(run_of(element("one", 3, RULE), element("one", 3, RULE), element("two", 9, RULE)))
    assert [(scenario.name, scenario.passed, scenario.failed) for scenario in run.of(RULE)] == [
        ("one", 2, 0),
        ("two", 1, 0),
    ]
    assert run.is_green(RULE)


@pytest.mark.parametrize("status", ["failed", "skipped"])
def test_one_example_that_didnt_pass_makes_a_rule_red(status: str) -> None:
    run = read_scenarios(run_of(element("one", 3, RULE), element("one", 3, RULE, status=status)))
    assert not run.is_green(RULE)


def test_a_rule_without_a_scenario_is_red_and_a_reference_page_isnt(book: RuleBook) -> None:
    red = read_scenarios(run_of(element("one", 3, RULE))).red_rules(book)
    assert RULE not in red
    assert "copd-dara-fev1-lt50" in red
    assert not [name for name in red if book.rules[name].kind == "reference"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no", "it is no JSON"),
        (b"[]", "it holds no feature"),
        (b'{"a": 1}', "it holds no feature"),
        (b'[{"uri": "x"}]', "it isn't the cucumber JSON"),
    ],
)
def test_results_that_arent_are_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "results.json").write_bytes(content)
    with pytest.raises(SiteInputError, match=re.escape(reason)):
        read_inputs(scenarios=tmp_path / "results.json")


CHANGE_LOG = """\
# Changelog

## 0.2.0

### Engine
- copd-dara-bronchodilator is faster.

### Rules
- copd-dara-bronchodilator, 1.0.0 -> 1.1.0: patients
  with asthma.
- copd-dara-bronchodilator-more, 1.0.0 -> 1.0.1: nobody.

## 0.1.0

### Rules
- New: topics D (lungs, 9).
"""


def test_the_history_of_a_rule_is_what_the_rules_parts_say_of_it(book: RuleBook) -> None:
    changes = rule_changes(CHANGE_LOG)
    own = [(c.version, c.text) for c in changes if c.is_about(book.rules[RULE], "D")]
    assert own == [
        ("0.2.0", "copd-dara-bronchodilator, 1.0.0 -> 1.1.0: patients with asthma."),
        ("0.1.0", "New: topics D (lungs, 9)."),
    ]


@pytest.mark.parametrize(
    ("entry", "is_told"),
    [
        ("copd-*, 1.0.0 -> 1.0.1: wording.", True),
        ("the four copd-dara-*, 1.0.0 -> 1.0.1: wording.", True),
        ("copd-dara-bronchodilator-*, 1.0.0 -> 1.0.1: wording.", False),
        ("copd-dara, 1.0.0 -> 1.0.1: wording.", False),
        ("*, 1.0.0 -> 1.0.1: wording.", False),
        ("Rules of topics C, D and E, 1.0.0 -> 1.0.1: wording.", True),
        ("Rules of topic D, 1.0.0 -> 1.0.1: wording.", True),
        ("Rules of topics B, C, and E, 1.0.0 -> 1.0.1: wording.", False),
        ("New: topics C (infusion reactions, 7) and E (dosing, 7), for topics A and D.", False),
    ],
)
def test_an_entry_may_name_rules_by_what_their_ids_begin_with_or_by_their_topics(
    entry: str, is_told: bool, book: RuleBook
) -> None:
    (change,) = rule_changes(f"## 0.2.0\n\n### Rules\n\n- {entry}\n")
    assert change.is_about(book.rules[RULE], "D") is is_told


def test_the_history_of_every_shipped_rule_tells_its_latest_version(book: RuleBook) -> None:
    changes = rule_changes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    letters = {topic.id: topic.letter for topic in book.topics}
    for rule in book.rules.values():
        own = [change.text for change in changes if change.is_about(rule, letters[rule.topic])]
        assert any(rule.review.version in text for text in own), rule.id
        is_new_only = all(text.startswith("New") for text in own)
        assert not is_new_only or rule.review.version == "1.0.0", rule.id


def test_every_hazard_that_a_rule_names_is_told(book: RuleBook) -> None:
    assert list(hazards()) == [f"H{number}" for number in range(1, 19)]
    assert {name for rule in book.rules.values() for name in rule.hazards} <= set(hazards())
    assert all(hazard.hazard.endswith(".") and hazard.control.endswith(".") for hazard in hazards().values())


def test_every_rule_stands_at_a_decision_point_and_the_points_name_rules_that_exist(book: RuleBook) -> None:
    assert [rule.id for rule in book.rules.values() if not points_of(rule)] == []
    named = {name for point in decision_points() for name in (*point.rules, *point.without)}
    assert named <= set(book.rules)
    assert {name for point in decision_points() for name in point.topics} <= set(book.topic_order)


def test_no_rule_that_needs_doses_already_given_stands_before_the_first_dose(book: RuleBook) -> None:
    first = decision_points()[0]
    assert first.id == "before-first-dose"
    needs_doses = set()
    for rule in book.rules.values():
        parts = rule.applies_when.parts if isinstance(rule.applies_when, All) else (rule.applies_when,)
        for part in parts:
            if isinstance(part, FactLeaf) and part.fact == "regimen.role" and part.literals == ("current",):
                needs_doses.add(rule.id)
    assert "copd-dara-prophylaxis-stop" in needs_doses
    assert [name for name in sorted(needs_doses) if first.holds(book.rules[name])] == []


def test_a_site_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site({"index.html": "one", "rules/gone.html": "gone"}, folder)
    write_site({"index.html": "two"}, folder)
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["files.txt", "index.html"]
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotASite):
        write_site({"index.html": "three"}, tmp_path / "letters")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["mine.txt"]
