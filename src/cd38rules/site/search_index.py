"""What the search on the pages looks through: one line a page, as a script, for a page from a file can read no data."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..facts import FactDefinition
from ..rules.evidence_model import Trial
from ..rules.model import Concept, CoverageItem
from .rule_view import RuleView


def search_script(
    rules: Iterable[RuleView],
    facts: Iterable[FactDefinition],
    concepts: Iterable[Concept],
    trials: Iterable[Trial],
    coverage: Iterable[CoverageItem] = (),
) -> str:
    """The script that sets the index: rows of [page, title, what it is, further words]."""
    rows: list[tuple[str, str, str, str]] = []
    for view in rules:
        rule = view.rule
        kind = f"{rule.kind}, {view.severity_words}"
        texts = (*view.summary, *view.detail, *view.caveats)
        words = " ".join([rule.id, view.topic, rule.claim, *(text.words for text in texts)])
        rows.append((f"rules/{rule.id}.html", rule.title, kind, words))
    for fact in facts:
        rows.append((f"facts/{fact.name}.html", fact.label, "fact", f"{fact.name} {fact.definition}"))
    for concept in concepts:
        rows.append((f"concepts/{concept.id}.html", concept.title, "concept", f"{concept.id} {concept.definition}"))
    for trial in trials:
        words = f"{trial.id} {trial.registration} {trial.regimen} {trial.control} phase {trial.phase}"
        rows.append((f"trials/{trial.id}.html", trial.name, "trial", words))
    for item in coverage:
        kind = "covered" if item.covered else "not addressed in the source"
        rows.append(("index.html#coverage", item.text, kind, " ".join((item.id, *item.also))))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"window.cd38Index = [\n{lines}\n];\n".replace("</", "<\\/")
