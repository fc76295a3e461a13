"""The JSON Schema for editors accepts what the loader accepts, and refuses broken shapes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jsonschema
import pytest
from tests.bad_rules.cases import Case, cases

from cd38rules.rules.load import read_files
from cd38rules.rules.located import read_yaml
from cd38rules.rules.schemas import rule_schema

ROOT = Path(__file__).resolve().parents[2]
NOT_RULES = ("evidence", "concepts", ".")
RULES = {
    path: text
    for path, text in read_files(ROOT / "rules").items()
    if path.split("/")[0] not in NOT_RULES and "/" in path and "\ntable:" not in text
}
# What a schema of one file can't know: names of the book, units and domains, places, circles, lengths.
BEYOND_A_SCHEMA = {
    "condition/between-reversed",
    "condition/exponent",
    "condition/fraction-of-a-dose",
    "condition/fraction-of-a-month",
    "condition/missing-unit",
    "condition/not-a-number",
    "condition/number-out-of-domain",
    "condition/selection-fits-nothing",
    "condition/wrong-unit",
    "rule/id-is-not-the-file-name",
    "rule/reference-with-condition",
    "rule/validation-with-severity-critical",
}
SHAPES = [case for case in cases() if case.name.split("/")[0] in ("condition", "rule")]


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(rule_schema())


def is_valid(text: str, path: str) -> bool:
    node, _ = read_yaml(text, path)
    return node is not None and bool(validator().is_valid(node.plain()))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rule_schema())


@pytest.mark.parametrize("path", sorted(RULES))
def test_every_shipped_rule_is_accepted(path: str) -> None:
    node, _ = read_yaml(RULES[path], path)
    assert node is not None
    assert [error.json_path for error in validator().iter_errors(node.plain())] == []


@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case.name)
def test_a_broken_shape_is_refused(case: Case) -> None:
    texts = {path: text for path, text in case.changes.items() if text is not None}
    assert all(is_valid(text, path) for path, text in texts.items()) == (case.name in BEYOND_A_SCHEMA)


def test_every_exception_is_an_example() -> None:
    assert {case.name for case in SHAPES} >= BEYOND_A_SCHEMA
