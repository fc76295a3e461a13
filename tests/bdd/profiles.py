"""The patients of all scenarios as profiles: what the feature files say, without running them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

from .clinical_words import Json, put, put_course

FEATURES = Path(__file__).resolve().parents[2] / "features"

_PATIENT = re.compile(r"a patient assessed on (?P<day>[\d-]+)$")
_COURSE = re.compile(r"an earlier course of (?P<agent>[\w -]+)$")


def patients() -> Iterator[Json]:
    """One profile for each scenario, and each row of examples, that has a patient."""
    for _, profile in patients_of_rules():
        yield profile


def patients_of_rules() -> Iterator[tuple[frozenset[str], Json]]:
    """The same patients, each with the codes of the rules that its scenario is about."""
    for path in sorted(FEATURES.rglob("*.feature")):
        for child in Parser().parse(path.read_text(encoding="utf-8"))["feature"]["children"]:
            inner = child["rule"]["children"] if "rule" in child else [child]
            background = [step for item in inner if "background" in item for step in item["background"]["steps"]]
            for item in inner:
                if "scenario" in item:
                    tags = (tag["name"] for tag in item["scenario"]["tags"])
                    codes = frozenset(tag.removeprefix("@rule:") for tag in tags if tag.startswith("@rule:"))
                    for profile in _of_scenario(item["scenario"], background):
                        yield codes, profile


def _of_scenario(scenario: dict[str, Any], background: list[dict[str, Any]]) -> Iterator[Json]:
    rows: list[dict[str, str]] = []
    for table in scenario["examples"]:
        head = [cell["value"] for cell in table["tableHeader"]["cells"]]
        rows += [dict(zip(head, (c["value"] for c in row["cells"]), strict=True)) for row in table["tableBody"]]
    for row in rows or [{}]:
        profile: Json = {}
        for step in (*background, *scenario["steps"]):
            _take(profile, step, row)
        if profile:
            yield profile


def _take(profile: Json, step: dict[str, Any], row: dict[str, str]) -> None:
    def filled(text: str) -> str:
        return re.sub(r"<([^<>]+)>", lambda match: row.get(match[1], match[0]), text)

    text = filled(step["text"])
    cells = [[filled(cell["value"]) for cell in line["cells"]] for line in step.get("dataTable", {}).get("rows", [])]
    if found := _PATIENT.match(text):
        profile.update({"patient_id": "must-fire", "as_of": found["day"]})
        for word, value in cells:
            put(profile, word, value)
    elif found := _COURSE.match(text):
        put_course(profile, found["agent"], [(word, value) for word, value in cells])
