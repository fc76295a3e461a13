"""The example records of examples/fhir: what is read of each, and which advice it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from tests.fhir.written import told

from cd38rules import evaluate, load_rulebook
from cd38rules.diagnostics import in_order
from cd38rules.fhir import Reading, read_fhir
from cd38rules.fhir.files import resources_of

EXPECTED = Path(__file__).parent / "expected"
FILES = {path.stem: path for path in sorted((ROOT / "examples" / "fhir").glob("[0-9]*.*json"))}


def reading_of(path: Path) -> Reading:
    parsed = resources_of(path.read_bytes())
    found = read_fhir(parsed.resources, as_of=date(2024, 3, 15))
    return replace(found, issues=tuple(in_order((*found.issues, *parsed.issues))))


def shown(path: Path) -> dict[str, Any]:
    """What a file of tests/fhir/expected holds."""
    reading = reading_of(path)
    report = evaluate(reading.profile, load_rulebook())
    return told(reading) | {"alerts": sorted(f"{alert.severity} {alert.rule}" for alert in report.alerts())}


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_read_as_written_down(name: str) -> None:
    expected = yaml.safe_load((EXPECTED / f"{name}.yaml").read_text(encoding="utf-8"))
    assert shown(FILES[name]) == expected


def test_there_is_an_expectation_for_each_example() -> None:
    assert {path.stem for path in EXPECTED.glob("*.yaml")} == set(FILES)
    assert len(FILES) >= 3
