"""docs/fhir.md says what the reader does: its codes of issues, its windows, its example of a site's file."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from tests.conftest import ROOT

from cd38rules.fhir import load_codes
from cd38rules.fhir.windows import POLICY, windows

PAGE = (ROOT / "docs" / "fhir.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "cd38rules" / "fhir"


def test_every_code_of_an_issue_stands_on_the_page_and_no_other() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
    told = set(re.findall(r'(?:\.issue|_refused)\(\s*"([\w-]+)"', text))
    told |= {code.removeprefix("fhir-") for code in re.findall(r'Diagnostic\(\s*"(fhir-[\w-]+)"', text)}
    # Told by way of a variable or of a method of its own.
    told |= {"not-counted", "question"}
    assert set(re.findall(r"`fhir-([\w-]+)`", PAGE)) == told


def test_the_windows_of_the_page_are_those_of_the_policy() -> None:
    known = windows()
    assert f"within {known.current_within_days} days" in PAGE
    assert f"more than {known.gap_days} days" in PAGE
    assert f"last {known.plan_valid_days} days" in PAGE
    assert f"last {known.blood_order_valid_days} days" in PAGE
    entries = yaml.safe_load(POLICY.read_text(encoding="utf-8"))["windows"]
    assert all(entry["because"] for entry in entries)


def test_the_example_of_a_sites_file_can_be_loaded(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    file = tmp_path / "site.yaml"
    file.write_text(example, encoding="utf-8")
    codes = load_codes(file)
    assert ("here", "K-AG") in codes.entries
    assert ("loinc", "2164-2") not in codes.entries
    assert ("loinc", "2164-2") in load_codes().entries
    assert codes.sha256 != load_codes().sha256


def test_each_code_has_a_source_a_day_and_a_status_and_unverified_ones_are_off() -> None:
    shipped = load_codes()
    assert {entry.status for entry in shipped.entries.values()} == {"V", "W", "N"}
    assert all(entry.source for entry in shipped.entries.values())
    assert {entry.status for entry in shipped.entries.values() if entry.source == "nobody"} == {"N"}
    assert load_codes(include_unverified=True).includes_unverified


def test_no_code_of_a_system_stands_in_the_programs_text() -> None:
    codes = {code for _, code in load_codes().entries if len(code) > 4}
    found = [
        f"{path.name}: {code}"
        for path in SOURCE.glob("*.py")
        for code in codes
        if re.search(rf"\b{re.escape(code)}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []
