"""Results of the feature files, from the cucumber JSON that pytest-bdd writes, by the rule that a scenario is tagged
with. Times are dropped: the same results make the same page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..rules.book import RuleBook
from ..rules.model import Rule

TAG = "rule:"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, as far as it speaks of one rule: the steps of an example, and the results of all of these."""

    name: str
    file: str
    line: int
    steps: tuple[str, ...]
    passed: int
    failed: int

    @property
    def is_green(self) -> bool:
        """Whether it ran and no example failed."""
        return self.passed > 0 and self.failed == 0


@dataclass(frozen=True)
class ScenarioRun:
    """One run of the feature files: the scenarios of each rule, in the order of file and line."""

    by_rule: Mapping[str, tuple[Scenario, ...]]

    def of(self, rule_id: str) -> tuple[Scenario, ...]:
        """The scenarios of a rule; none if no scenario is tagged with it."""
        return self.by_rule.get(rule_id, ())

    def is_green(self, rule_id: str) -> bool:
        """Whether a rule has scenarios and all of them passed."""
        own = self.of(rule_id)
        return bool(own) and all(scenario.is_green for scenario in own)

    def red_rules(self, book: RuleBook) -> list[str]:
        """The rules in force without a scenario, or with a failed one."""
        return [rule.id for rule in book.rules.values() if needs_scenarios(rule) and not self.is_green(rule.id)]


def needs_scenarios(rule: Rule) -> bool:
    """Whether a rule says something of a patient: reference pages and retired rules don't."""
    return rule.kind != "reference" and rule.review.status != "retired"


def read_scenarios(content: bytes) -> ScenarioRun:
    """The run that a cucumber JSON holds. Raises ValueError if it holds none."""
    try:
        features = json.loads(content)
    except ValueError:
        raise ValueError("it is no JSON") from None
    if not isinstance(features, list) or not features:
        raise ValueError("it holds no feature (pytest-bdd writes none when pytest-xdist is in use)")
    found: dict[tuple[str, int, str], tuple[set[str], list[Example]]] = {}
    try:
        for feature in features:
            for element in feature["elements"]:
                key = (feature["uri"], element["line"], element["name"])
                tags, examples = found.setdefault(key, (set(), []))
                tags.update(tag["name"] for tag in element["tags"])
                steps = tuple(f"{step['keyword']} {step['name']}" for step in element["steps"])
                passed = all(step["result"]["status"] == "passed" for step in element["steps"])
                examples.append((steps, passed))
    except (KeyError, TypeError):
        raise ValueError("it isn't the cucumber JSON that pytest-bdd writes") from None
    by_rule: dict[str, list[Scenario]] = {}
    for (file, line, name), (tags, examples) in sorted(found.items(), key=lambda item: item[0]):
        for tag in tags:
            if tag.startswith(TAG):
                rule = tag.removeprefix(TAG)
                own = _examples_of(rule, examples)
                passed_count = sum(passed for _, passed in own)
                scenario = Scenario(name, file, line, own[0][0], passed_count, len(own) - passed_count)
                by_rule.setdefault(rule, []).append(scenario)
    return ScenarioRun({rule: tuple(own) for rule, own in sorted(by_rule.items())})


Example = tuple[tuple[str, ...], bool]
"""The steps of one example, and whether it passed."""


def _examples_of(rule: str, examples: list[Example]) -> list[Example]:
    """The examples of an outline that name the rule: others that share the outline prove nothing of it."""
    named = re.compile(rf"(?<![\w-]){re.escape(rule)}(?![\w-])")
    return [example for example in examples if any(map(named.search, example[0]))] or examples
