"""Rule books written out in a scenario: a name and a condition, or a few keys of a rule."""

from __future__ import annotations

from cd38rules.rules.about import ATTRIBUTES
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook

BOOK = (
    """
name: made-up
version: 0.0.0
title: Rules of a scenario
intended_use: tests
intended_users: [haematologist]
population: made-up patients
not_for: [patients]
known_limits: [it is made up]
developer: nobody
released: not released
revised: 2026-01-01
source_attributes:
"""
    + "".join(f"  {attribute}: Not used.\n" for attribute in ATTRIBUTES)
    + """
topics: [{id: made-up, letter: Z, title: Made up}]
"""
)
COVERAGE = "covered: [{id: made-up, text: Made up}]\nnot_covered: [{id: rest, text: The rest}]\n"
CONDITION_HEADS = ("fact", "rule", "concept", "all", "any", "not", "any_rule")


def made_up_book(text: str) -> RuleBook:
    """The rule book of a scenario, read by the real loader."""
    files = {"rulebook.yaml": BOOK, "coverage.yaml": COVERAGE}
    name, lines = "", []
    for line in [*text.splitlines(), "end:"]:
        if line and not line.startswith(" "):
            if name:
                files[f"made-up/{name}.yaml"] = _rule_file(name, lines)
            name, _, first = line.partition(":")
            lines = [first.strip()] if first.strip() else []
        elif line.strip():
            lines.append(line)
    book, faults = inspect_rulebook(files)
    assert book is not None, "\n".join(map(str, faults))
    return book


def _rule_file(name: str, lines: list[str]) -> str:
    body = "\n".join(lines)
    if body.startswith("{") and body[1:].split(":")[0].strip() in CONDITION_HEADS:
        body = f"applies_when: {body}"
    else:
        body = "\n".join(line[2:] if line.startswith("  ") else line for line in lines)
    severity = "" if "severity:" in body else "severity: info\n"
    return (
        f"id: {name}\ntitle: {name}\nkind: advisory\n{severity}claim: policy\n{body}\n"
        f"advice:\n  summary: Consider {name}.\naudience: [haematologist]\n"
        "review: {version: 1.0.0, status: draft, reviewed_by: [], next_review: 2027-05-31}\n"
    )
