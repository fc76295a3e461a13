"""Every hazard has tests that carry its name, and docs/hazards.md lists exactly these."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from cd38rules.rules.book import RuleBook

ROOT = Path(__file__).resolve().parents[2]
HAZARDS = tuple(f"H{number}" for number in range(1, 19))
MARKED = re.compile(r'@pytest\.mark\.hazard\("(H\d+)"\)\n(?:@.*\n(?:[ \])].*\n)*)*def (test_\w+)\(')


def marked() -> dict[str, set[str]]:
    """The tests and feature files that name each hazard."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        marks = MARKED.findall(text)
        assert len(marks) == len(re.findall(r"^@pytest\.mark\.hazard\(", text, re.M)), path.name
        for hazard, test in marks:
            found[hazard].add(test)
    for path in (ROOT / "features").rglob("*.feature"):
        for hazard in re.findall(r"@hazard:(\w+)", path.read_text(encoding="utf-8")):
            found[hazard].add(path.relative_to(ROOT).as_posix())
    return dict(found)


def listed() -> dict[str, set[str]]:
    page = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (H\d+) \|.*\|([^|]*)\|$", page, re.M)
    return {hazard: set(re.findall(r"`([^`]+)`", tests)) for hazard, tests in rows}


def test_every_hazard_is_named_by_a_test_and_the_page_lists_these_tests() -> None:
    assert tuple(sorted(listed(), key=lambda hazard: int(hazard[1:]))) == HAZARDS
    assert listed() == marked()
    assert all(marked().values())


def test_rules_name_hazards_of_the_page(book: RuleBook) -> None:
    assert {hazard for rule in book.rules.values() for hazard in rule.hazards} <= set(HAZARDS)
