"""The schemas of all files of a book fit what is shipped, and every file names its own for the editor."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import jsonschema
import pytest
import yaml
from tests.bad_rules.cases import SOUND
from tests.conftest import ROOT

from cd38rules.cli.main import main
from cd38rules.cli.schema import KINDS
from cd38rules.rules.load import read_files
from cd38rules.rules.schemas import SCHEMAS, schema_of

FILES = read_files(ROOT / "rules")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class Yaml12(yaml.SafeLoader):
    """As the rule reader and the language server read it: yes, no and dates are texts."""


Yaml12.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def read(text: str) -> Any:
    return yaml.load(text, Yaml12)


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[kind]())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_a_schema_and_names_itself(kind: str) -> None:
    schema = SCHEMAS[kind]()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"].startswith("cd38rules ")


@pytest.mark.parametrize("path", FILES)
def test_every_shipped_file_fits_its_schema_and_names_it_in_its_first_line(path: str) -> None:
    kind = schema_of(path, FILES[path])
    assert [error.message for error in validator(kind).iter_errors(read(FILES[path]))] == []
    named = MODELINE.match(FILES[path])
    assert named is not None
    up = "../" * len(PurePosixPath(path).parts)
    assert named[1] == f"{up}schemas/{kind}.json"


@pytest.mark.parametrize("path", SOUND)
def test_the_small_book_of_the_broken_examples_fits_the_schemas(path: str) -> None:
    kind = schema_of(path, SOUND[path])
    assert [error.message for error in validator(kind).iter_errors(read(SOUND[path]))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_on_file_are_current(kind: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", kind]) == 0
    written = json.loads((ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    assert written == json.loads(capsysbinary.readouterr().out), "run `make schemas`"


def test_every_schema_can_be_printed() -> None:
    assert set(KINDS) == {*SCHEMAS, "profile", "report", "mapping"}
    assert {path.stem for path in (ROOT / "schemas").glob("*.json")} == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("table", "table: t\ntitle: T\ncolumns: [{name: a, shows: pictures}]\ncommon: {}\nrows: [{id: one}]\n"),
        ("concept", "concept: c\ntitle: T\ndefinition: D\nsource: policy\nwhen: {fact: lungs.copd, ist: true}\n"),
        ("evidence", "- {id: one, kind: figur, says: S, location: {section: A, paragraph: 1}, design: label}\n"),
        ("evidence", "- {id: one, kind: figure, says: S, location: {section: A, paragraph: 1}, design: label}\n"),
        ("evidence", "table: one\ncolumns: []\nrows: []\n"),
        ("references", "- {number: 1, titel: T, year: 2020}\n"),
        ("coverage", "covered: []\n"),
        ("declarations", "monotone: [{fact: lungs.fev1, worsens: lower, rule: [a], because: B}]\n"),
        ("reviews", "- {rule: a, content: 'abc', reviewer: A, role: B, date: 2026-01-01, decision: approved}\n"),
        ("cases", "- {case: one, profile: {}, expect: {a-rule: maybe}}\n"),
        ("addition", "addition: own rules\ntitle: T\nversion: 1.0.0\ndeveloper: D\n"),
    ],
)
def test_a_file_with_a_slip_does_not_fit(kind: str, text: str) -> None:
    assert not validator(kind).is_valid(read(text))


def test_cases_reviews_and_additions_as_the_commands_write_them_fit() -> None:
    cases = "- {case: one, profile: {}, expect: {a-rule: yes, b-rule: {planned: unknown}}, flagged: [c]}\n"
    assert validator("cases").is_valid(read(cases))
    head = f"rule: a, content: '{'0' * 64}', reviewer: A, role: B"
    review = f"- {{{head}, date: 2026-01-01, decision: changes requested}}\n"
    assert validator("reviews").is_valid(read(review))
