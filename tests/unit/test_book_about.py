"""What a rule book says about itself, and how it answers to the word for a subject."""

from __future__ import annotations

import re

import pytest

from cd38rules.facts import VOCABULARY
from cd38rules.rule_page import NOT_ADDRESSED, attributes_page, topic_page
from cd38rules.rules.about import ATTRIBUTES
from cd38rules.rules.book import RuleBook
from cd38rules.rules.subjects import subjects_named

# safety.md, section 2: nothing of this is in the source.
SILENT = {
    "hepatitis-b",
    "zoster",
    "pregnancy",
    "emergency-transfusion",
    "cytopenia-management",
    "infections",
    "second-cancers",
    "eyes",
    "heart",
    "sc-dose",
    "h2-blockers",
    "renal-dose",
    "dialysis",
    "partner-drugs",
    "other-antibodies",
    "minors",
    "later-labels",
}

# Words for what isn't used; none may be asked for by a fact.
UNUSED = {
    "race": r"\brac(?:e|ial)\b",
    "ethnicity": r"\bethnic",
    "language": r"\blanguage",
    "sexual_orientation": r"\bsexual",
    "gender_identity": r"\bgender",
    "sex": r"\b(?:sex|male|female)\b",
    "social_determinants": r"\b(?:social|income|housing|insurance|education)",
    "health_status_assessments": r"\b(?:ECOG|Karnofsky|functional|disability|cognitive|pregnan\w*|smok\w*|frail\w*)",
}


def test_all_13_attributes_are_answered_in_order(book: RuleBook) -> None:
    assert len(ATTRIBUTES) == 13
    assert [attribute.id for attribute in book.about.attributes] == list(ATTRIBUTES)
    assert all(attribute.answer for attribute in book.about.attributes)


def test_an_attribute_is_used_or_not_and_the_vocabulary_agrees(book: RuleBook) -> None:
    answers = {attribute.id: attribute.answer for attribute in book.about.attributes}
    uses = {name: answer for name, answer in answers.items() if answer.startswith(("Used", "Not used"))}
    assert set(uses) == {"date_of_birth", *UNUSED}
    assert answers["date_of_birth"].startswith("Used")
    assert "person.age" in VOCABULARY
    for name, pattern in UNUSED.items():
        assert answers[name].startswith("Not used")
        asked = [f"{fact.name.replace('_', ' ')} {fact.label} {fact.question}" for fact in VOCABULARY.values()]
        assert [text for text in asked if re.search(pattern, text, re.IGNORECASE)] == []


def test_nothing_about_the_book_claims_a_certificate(book: RuleBook) -> None:
    page = attributes_page(book)
    assert "models the 13 source attributes" in page
    assert "isn't certified" in page
    assert page.count("certified") == 1


def test_every_subject_of_silence_is_listed_with_its_evidence(book: RuleBook) -> None:
    silent = {item.id: item for item in book.coverage if not item.covered}
    assert set(silent) == SILENT
    assert all(book.catalogue[item.gap].kind == "gap" for item in silent.values())


def test_every_topic_is_covered_and_in_the_order_of_the_topics(book: RuleBook) -> None:
    assert [item.id for item in book.coverage if item.covered] == [topic.id for topic in book.topics]


@pytest.mark.hazard("H17")
@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("hepatitis", "hepatitis-b"),
        ("Hepatitis B", "hepatitis-b"),
        ("HBV", "hepatitis-b"),
        ("HBV reactivation", "hepatitis-b"),
        ("shingles", "zoster"),
        ("aciclovir", "zoster"),
        ("pregnancy", "pregnancy"),
        ("pregnant", "pregnancy"),
        ("contraception", "pregnancy"),
        ("vaccination", "infections"),
        ("COVID-19", "infections"),
        ("emergency", "emergency-transfusion"),
        ("thrombocytopenia", "cytopenia-management"),
        ("dialysis", "dialysis"),
        ("dose adjustment", "renal-dose"),
        ("second_cancers", "second-cancers"),
        ("ocular", "eyes"),
        ("heart failure", "heart"),
        ("ranitidine", "h2-blockers"),
        ("lenalidomide", "partner-drugs"),
        ("elotuzumab", "other-antibodies"),
        ("children", "minors"),
    ],
)
def test_a_word_for_what_is_not_covered_is_answered_with_the_silence_of_the_source(
    typed: str, subject: str, book: RuleBook
) -> None:
    assert [item.id for item in subjects_named(book, typed)] == [subject]
    first, *evidence = topic_page(book, typed).splitlines()
    assert first.endswith(NOT_ADDRESSED)
    assert all(line.endswith("[Leleu 2022, the whole article]") for line in evidence)
    assert evidence


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("lungs", "  copd-dara-fev1-lt50"),
        ("COPD", "  copd-dara-fev1-lt50"),
        ("washout", "  seq-isa-mono-after-dara"),
        ("Kell", "  transfusion-dtt-kell"),
        ("Lungs: COPD and asthma", "  copd-dara-bronchodilator"),
        ("mouse", "  transfusion-iat-mechanism"),
    ],
)
def test_a_word_for_what_is_covered_leads_to_its_rules(typed: str, line: str, book: RuleBook) -> None:
    assert line in topic_page(book, typed)
    assert NOT_ADDRESSED not in topic_page(book, typed)


def test_a_word_that_is_counted_but_not_managed_gets_both_answers(book: RuleBook) -> None:
    assert [item.id for item in subjects_named(book, "neutropenia")] == ["safety", "cytopenia-management"]


@pytest.mark.parametrize("typed", ["", "  ", "-", "diabetes", "zzz"])
def test_a_word_that_nothing_names_is_not_called_covered_nor_repeated(typed: str, book: RuleBook) -> None:
    page = topic_page(book, typed)
    assert page.startswith("No rule names it, so take it as not addressed in the source")
    assert not typed.strip(" -") or typed not in page
