"""Writes docs/rule-book.md: every rule on one line, what is covered and what isn't, and the alerts that patients get.

`make page` writes all of it; the counts of alerts need the corpora of patients and some minutes, the rest is current
by a test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cd38rules.evaluation import Evaluator
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook
from cd38rules.rules.model import Rule
from cd38rules.self_test import rules_that_can_fire
from tests.conftest import ROOT, SHARED
from tests.corpus.budget import MOST_CRITICAL, MOST_WARNING, spent_on
from tests.corpus.generated import patients

PAGE = ROOT / "docs" / "rule-book.md"
GENERATED = {"generated patients": 10_000, "the first thousand of these": 1_000}
START, END = "<!-- alerts: counted by make page -->\n", "<!-- end of alerts -->\n"

HEAD = """# The rule book

<!-- Written by `make page`; don't edit. -->
"""


def main() -> None:
    book = load_rulebook(ROOT / "rules")
    PAGE.write_text(page(book, alerts_section(Evaluator(book))), encoding="utf-8")


def page(book: RuleBook, alerts: str) -> str:
    """The whole page; `alerts` is the counted section."""
    return "".join((HEAD, *_about(book), *_coverage(book), START, alerts, END, *_topics(book)))


def counted(text: str) -> str:
    """The counted section of a written page."""
    return text.partition(START)[2].partition(END)[0]


def corpora() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The name and the patients of each corpus; the real list only where it is at hand."""
    examples = sorted((ROOT / "examples" / "patients").glob("*.json"))
    yield "example patients", [json.loads(path.read_text(encoding="utf-8")) for path in examples]
    for name, count in GENERATED.items():
        yield name, list(patients(count))
    if SHARED.is_dir():
        yield "CoMMpass patients", commpass(SHARED)


def commpass(shared: Path) -> list[dict[str, Any]]:
    """The converted real list."""
    tables = [
        shared / "data" / "commpass" / f"mmrf_commpass_gdc_open_{name}.csv" for name in ("patients", "treatments")
    ]
    command = [sys.executable, str(ROOT / "examples" / "commpass" / "convert.py"), *map(str, tables)]
    done = subprocess.run(command, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def alerts_section(evaluator: Evaluator) -> str:
    """The table of alerts over all corpora."""
    rows = [spent_on(evaluator, corpus).row(name) for name, corpus in corpora()]
    return alerts_table(rows)


def alerts_table(rows: list[str]) -> str:
    """The counted section from its rows."""
    return "\n".join(
        [
            "",
            "## Alerts",
            "",
            f"At most {MOST_CRITICAL} critical and {MOST_WARNING} warning alerts are meant for one patient, counted",
            "over what is shown after covering, questions aside. What is covered stands under what covers it.",
            "",
            "| corpus | patients | critical: mean / most | warning: mean / most | beyond the budget |",
            "|---|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )


def _about(book: RuleBook) -> Iterator[str]:
    kinds = Counter(rule.kind for rule in book.rules.values())
    claims = Counter(rule.claim for rule in book.rules.values())
    entries = Counter(entry.kind for entry in book.catalogue.entries)
    unsigned = sum(not rule.review.reviewed_by for rule in book.rules.values())
    yield f"\n{book.title}, version {book.version}. {book.intended_use}\n"
    yield f"\n**{unsigned} of {len(book.rules)} rules are signed by nobody.** "
    yield f"{len(list(rules_that_can_fire(book)))} of them can fire, and each has a patient in `rules/must-fire.yaml` "
    yield "for whom it must.\n\n| | |\n|---|---|\n"
    yield f"| kinds | {_counts(kinds)} |\n| claims | {_counts(claims)} |\n"
    yield f"| evidence | {_counts(entries)}; {len(book.catalogue.references)} references, "
    yield f"{len(book.catalogue.trials)} trials, {len(book.catalogue.errata)} errata |\n"


def _counts(counter: Counter[Any]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counter.most_common())


def _coverage(book: RuleBook) -> Iterator[str]:
    yield "\n## Covered, and not covered\n\nCovered: "
    yield "; ".join(item.text for item in book.coverage if item.covered) + ".\n\n"
    yield "Not addressed in the source, or not covered here: "
    yield "; ".join(item.text for item in book.coverage if not item.covered) + ".\n\n"
    yield "Every report says so. `cd38rules rules show --topic TOPIC` answers for one topic.\n\n"


def _topics(book: RuleBook) -> Iterator[str]:
    yield "\n## Every rule\n\n`cd38rules rules show CODE` prints one with everything behind it.\n"
    for topic in book.topics:
        rules = [rule for rule in book.rules.values() if rule.topic == topic.id]
        yield f"\n### {topic.letter}. {topic.title} ({len(rules)})\n\n| code | kind | severity | claim | says |\n"
        yield "|---|---|---|---|---|\n"
        yield from (
            f"| `{rule.id}` | {rule.kind} | {_severity(rule)} | {rule.claim} | {rule.title} |\n" for rule in rules
        )


def _severity(rule: Rule) -> str:
    return " / ".join(dict.fromkeys([*(case.severity for case in rule.severity.cases), rule.severity.otherwise]))


if __name__ == "__main__":
    main()
