"""Every rule has scenarios that fire, nearly fire and can't be decided; every step is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from gherkin.parser import Parser
from tests.bdd import conftest as steps

from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook
from cd38rules.truth import NO, UNKNOWN, YES

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ROOT / "features"
BOOK = load_rulebook(ROOT / "rules")


class Scenario(NamedTuple):
    """One scenario of a feature file with its tags and the texts of its steps, examples filled in."""

    name: str
    file: str
    rules: frozenset[str]
    steps: tuple[str, ...]


@cache
def all_scenarios() -> tuple[Scenario, ...]:
    return tuple(scenario for path in sorted(FEATURES.rglob("*.feature")) for scenario in scenarios_of(path))


def scenarios_of(path: Path) -> Iterator[Scenario]:
    feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    file = path.relative_to(ROOT).as_posix()
    for child in feature["children"]:
        inner = child["rule"]["children"] if "rule" in child else [child]
        background = [step["text"] for item in inner if "background" in item for step in item["background"]["steps"]]
        for item in inner:
            if "scenario" in item:
                yield from filled(item["scenario"], file, background)


def filled(scenario: dict, file: str, background: list[str]) -> Iterator[Scenario]:
    tags = frozenset(tag["name"].removeprefix("@rule:") for tag in scenario["tags"] if tag["name"].startswith("@rule:"))
    texts = [*background, *(step["text"] for step in scenario["steps"])]
    rows: list[dict[str, str]] = []
    for table in scenario["examples"]:
        head = [cell["value"] for cell in table["tableHeader"]["cells"]]
        rows += [dict(zip(head, (c["value"] for c in row["cells"]), strict=True)) for row in table["tableBody"]]
    for row in rows or [{}]:
        found = [re.sub(r"<([^<>]+)>", lambda match, row=row: row.get(match[1], match[0]), text) for text in texts]
        yield Scenario(scenario["name"], file, tags, tuple(found))


OUTCOMES = (
    (YES, r"{code} applies"),
    (NO, r"{code} does not apply"),
    (UNKNOWN, r"{code} can't be decided"),
)


@pytest.mark.parametrize("code", BOOK.plan_rules)
def test_every_rule_has_scenarios_that_fire_nearly_fire_and_are_unknown(code: str) -> None:
    never = [truth for truth, _ in BOOK.rules[code].never]
    own = [step for scenario in all_scenarios() if code in scenario.rules for step in scenario.steps]
    for truth, pattern in OUTCOMES:
        found = [step for step in own if re.match(pattern.format(code=code), step)]
        if truth in never:
            assert not found, f"{code} declares that it is never {truth.value}, but a scenario says it is"
        else:
            assert found, f"no scenario tagged @rule:{code} in which it is {truth.value}"


@pytest.mark.parametrize("code", sorted(name for name, rule in BOOK.rules.items() if rule.kind == "validation"))
def test_every_validation_has_scenarios_on_both_sides(code: str) -> None:
    own = {step for scenario in all_scenarios() if code in scenario.rules for step in scenario.steps}
    if code.startswith("reject-"):
        assert f"the input is refused with {code}" in own
        assert "the input is accepted" in own
    else:
        assert f"the input is flagged with {code}" in own
        assert f"the input is not flagged with {code}" in own


def test_every_tag_names_a_rule(book: RuleBook) -> None:
    unknown = {(s.file, code) for s in all_scenarios() for code in s.rules if code not in book.rules}
    assert not unknown


def test_every_scenario_outside_of_semantics_names_its_rule() -> None:
    nameless = [f"{s.file}: {s.name}" for s in all_scenarios() if not s.rules and "semantics" not in s.file]
    assert not nameless


def test_every_step_is_used() -> None:
    texts = {step for scenario in all_scenarios() for step in scenario.steps}
    source = Path(steps.__file__).read_text(encoding="utf-8")
    patterns = re.findall(r'@(?:given|when|then)\((?:parsers\.re\(r?f?"(.*?)"\)|"(.*?)")\)', source)
    assert len(patterns) > 15
    for regex, literal in patterns:
        pattern = regex.replace("{CODE}", steps.CODE).replace("{ROLE}", steps.ROLE) if regex else re.escape(literal)
        pattern = re.sub(r"\(\?P<\w+>", "(?:", pattern.replace("rf", ""))
        assert any(re.match(pattern, text) for text in texts), f"no scenario uses the step {regex or literal}"
