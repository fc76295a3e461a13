"""What stands beside the figures of the trials: numbers of patients and references, as the article has them."""

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


@pytest.mark.parametrize(("antibody", "references"), [("daratumumab", (13, 14)), ("isatuximab", (86,))])
def test_the_benefit_in_newly_diagnosed_myeloma_is_cited_to_papers_on_that_antibody(
    book: RuleBook, antibody: str, references: tuple[int, ...]
) -> None:
    entry = book.catalogue[f"leleu-2022/ndmm-{antibody}-benefit"]
    assert tuple(reference.number for reference in entry.references) == references
