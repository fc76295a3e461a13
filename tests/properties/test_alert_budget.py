"""Alerts are few: counted over the example patients, over ten thousand generated ones (the first thousand of them
unless it is the long run) and over the real list."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus.budget import spent_on
from tests.corpus.generated import patients
from tests.corpus.rule_book_page import GENERATED, PAGE, commpass, corpora, counted, page
from tests.properties.counting import NIGHTLY

from cd38rules.evaluation import Evaluator
from cd38rules.rules.book import RuleBook

WRITTEN = PAGE.read_text(encoding="utf-8")


def test_the_page_of_the_rule_book_is_current(book: RuleBook) -> None:
    assert page(book, counted(WRITTEN)) == WRITTEN, "run `make page`"


@pytest.mark.hazard("H16")
def test_no_example_patient_is_beyond_the_budget(evaluator: Evaluator) -> None:
    name, corpus = next(corpora())
    spent = spent_on(evaluator, corpus)
    assert spent.beyond == []
    assert spent.row(name) in counted(WRITTEN)


def test_generated_patients_beyond_the_budget_are_listed_and_counted_on_the_page(
    evaluator: Evaluator, capsys: pytest.CaptureFixture[str]
) -> None:
    name = next(name for name, count in GENERATED.items() if NIGHTLY or count == min(GENERATED.values()))
    spent = spent_on(evaluator, patients(GENERATED[name]))
    with capsys.disabled():
        for patient, alerts in spent.beyond[:5]:
            print(f"\n{patient} is beyond the budget: {'; '.join(alerts)}")
    assert spent.refused == 0
    assert spent.row(name) in counted(WRITTEN)


def test_no_patient_of_the_real_list_is_beyond_the_budget(evaluator: Evaluator, shared: Path) -> None:
    spent = spent_on(evaluator, commpass(shared))
    assert spent.beyond == []
    assert spent.row("CoMMpass patients") in counted(WRITTEN)
