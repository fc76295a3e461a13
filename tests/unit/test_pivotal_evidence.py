"""What stands beside the figures of the four pivotal trials: numbers of patients and references, as the article has them."""

from __future__ import annotations

import pytest

from cd38rules.rules.book import RuleBook

# Table 1 and Table 3 print these percentages under the randomised arms, but some fit no whole number out of them (X8).
ADVERSE_EVENTS = [
    f"{trial}-{outcome}{arm}"
    for trial, outcome in (
        ("icaria", "neutropenia"),
        ("apollo", "neutropenia"),
        ("ikema", "teae"),
        ("candor", "teae"),
        *((trial, "discontinuation") for trial in ("icaria", "apollo", "ikema", "candor")),
    )
    for arm in ("", "-control")
]


@pytest.mark.parametrize("entry", ADVERSE_EVENTS)
def test_a_percentage_of_adverse_events_claims_no_number_of_patients(book: RuleBook, entry: str) -> None:
    assert book.catalogue[f"leleu-2022/{entry}"].n is None
