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

# The article's contradictions, and the figures of efficacy, MRD and safety beside which they have to stand.
ERRATA = {
    "X5": ("icaria-cr", "icaria-mrd"),
    "X6": ("ikema-mrd", "ikema-mrd-control", "candor-mrd", "candor-mrd-control", "candor-mrd-12-months"),
    "X8": (
        "icaria-discontinuation",
        "icaria-discontinuation-control",
        "ikema-discontinuation",
        "ikema-discontinuation-control",
        "ikema-teae",
        "ikema-teae-control",
    ),
    "X9": (
        "ikema-pfs-hr",
        "ikema-pfs-hr-rounded",
        "ikema-pfs-p",
        "ikema-update-pfs-hr",
        "candor-pfs-hr",
        "candor-pfs-hr-text",
        "candor-pfs-p",
        "candor-update-pfs-hr",
    ),
    "X10": ("ikema-pfs", "candor-pfs"),
    "X15": (
        "ikema-follow-up",
        "ikema-follow-up-control",
        "candor-follow-up",
        "candor-follow-up-control",
        "ikema-pfs-control",
        "ikema-update-pfs",
        "ikema-update-pfs-control",
        "candor-pfs-control",
        "candor-update-pfs-control",
    ),
    "X16": ("ikema-mrd", "ikema-mrd-control", "candor-mrd", "candor-mrd-control"),
    "X19": ("icaria-mrd", "icaria-discontinuation", "icaria-discontinuation-control"),
    "X26": ("ikema-eligibility",),
    "X30": ("icaria-cr", "apollo-cr", "ikema-cr", "candor-cr"),
    "X32": ("ikema-update-pfs", "ikema-update-pfs-control", "ikema-update-pfs-hr", "ikema-update-follow-up"),
    "X34": ("icaria-pfs-hr", "icaria-pfs-p", "apollo-pfs-hr", "apollo-pfs-p", "ikema-mrd-p", "candor-update-pfs-p"),
}


@pytest.mark.parametrize("erratum", ERRATA)
def test_a_figure_on_which_the_article_contradicts_itself_carries_the_erratum(book: RuleBook, erratum: str) -> None:
    for entry in ERRATA[erratum]:
        assert erratum in {found.id.rpartition("/")[2] for found in book.catalogue[f"leleu-2022/{entry}"].errata}, entry


@pytest.mark.parametrize("entry", ADVERSE_EVENTS)
def test_a_percentage_of_adverse_events_claims_no_number_of_patients(book: RuleBook, entry: str) -> None:
    assert book.catalogue[f"leleu-2022/{entry}"].n is None


@pytest.mark.parametrize(("antibody", "references"), [("daratumumab", (13, 14)), ("isatuximab", (86,))])
def test_the_benefit_in_newly_diagnosed_myeloma_is_cited_to_papers_on_that_antibody(
    book: RuleBook, antibody: str, references: tuple[int, ...]
) -> None:
    entry = book.catalogue[f"leleu-2022/ndmm-{antibody}-benefit"]
    assert tuple(reference.number for reference in entry.references) == references
