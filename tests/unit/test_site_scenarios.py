"""Scenario results on the pages of rules: only the examples that speak of a rule count for it."""

from __future__ import annotations

import json
from typing import Any

from cd38rules.rules.condition import All, FactLeaf
from cd38rules.site.scenarios import read_scenarios
from cd38rules.truth import YES
from cd38rules.wording import words_of


def example(rule: str, status: str) -> dict[str, Any]:
    steps = [("Given", "a patient assessed on 2024-03-15: eGFR 60"), ("Then", f"{rule} applies")]
    return {
        "line": 4,
        "name": "Bands",
        "tags": [{"name": "rule:band-low"}, {"name": "rule:band-low-update"}],
        "steps": [{"keyword": word, "name": name, "result": {"status": status}} for word, name in steps],
    }


def test_an_outline_counts_for_a_rule_by_the_examples_that_name_it() -> None:
    elements = [example("band-low-update", "failed"), example("band-low", "passed"), example("band-low", "passed")]
    run = read_scenarios(json.dumps([{"uri": "bands.feature", "elements": elements}]).encode())
    (own,) = run.of("band-low")
    assert (own.passed, own.failed) == (2, 0)
    assert own.steps == ("Given a patient assessed on 2024-03-15: eGFR 60", "Then band-low applies")
    assert not run.is_green("band-low-update")


def test_opposites_that_the_unknown_passes_are_told_as_undecided() -> None:
    yes = FactLeaf("lungs.copd", "is", (True,), YES)
    no = FactLeaf("lungs.copd", "is", (False,), YES)
    assert words_of(All((yes, no))) == "history of COPD: not decided by what is recorded"
    assert " AND " in words_of(All((yes, FactLeaf("lungs.asthma", "is", (False,), YES))))
