"""A figure with its unit in words: nothing twice, nothing garbled; the printed value stays as it is."""

from __future__ import annotations

import re

import pytest

from cd38rules.evaluation import Evaluator
from cd38rules.present import evidence_shown
from cd38rules.profile import PatientProfile
from cd38rules.render import render_markdown, render_text
from cd38rules.rules.book import RuleBook
from cd38rules.wording import figure_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("10%", "per cent of patients", "10% of patients"),
        ("30.8", "per cent of patients", "30.8% of patients"),
        ("93/76/71", "per cent of patients", "93/76/71% of patients"),
        ("89%", "per cent of patients, as printed", "89% of patients, as printed"),
        ("< 50%", "per cent, as printed without a reference value", "< 50%, as printed without a reference value"),
        ("32", "patients", "32 patients"),
        ("1", "patients", "1 patient"),
        ("One", "patients", "One patient"),
        ("Fourteen", "patients", "Fourteen patients"),
        ("1 patient", "patients", "1 patient"),
        ("13 patients", "patients", "13 patients"),
        ("all", "patients", "all patients"),
        ("7 of 47", "patients", "7 of 47 patients"),
        ("8 patients (53%)", "patients (per cent)", "8 patients (53%)"),
        ("2 (33.3%)", "patients (per cent)", "2 patients (33.3%)"),
        ("1 (12%)", "patients (per cent)", "1 patient (12%)"),
        ("2.2 months", "months, median", "2.2 months, median"),
        ("11.5", "months", "11.5 months"),
        ("NR (not reached)", "months", "NR (not reached)"),
        ("first 4", "doses", "first 4 doses"),
        ("0.53", "hazard ratio", "hazard ratio 0.53"),
        ("p=0.0004", "P value, sidedness not stated", "p=0.0004, sidedness not stated"),
        ("not reached", "as printed; no rate is given", "not reached, as printed; no rate is given"),
        ("12", "", "12"),
    ],
)
def test_a_unit_is_given_once_and_in_the_number_of_its_value(value: str, unit: str, words: str) -> None:
    assert figure_words(value, unit) == words


def test_what_the_measure_says_is_not_said_again() -> None:
    assert figure_words("0.3663", "P value", "P for interaction, age") == "0.3663"
    assert figure_words("0.3663", "P value") == "P value 0.3663"
    assert figure_words("IV", "route", "route of the antibody") == "IV"


def test_every_figure_of_the_catalogue_and_of_its_other_arm_reads_well(book: RuleBook) -> None:
    garbled = re.compile(r"\b(\w+)s? \1s?\b|per cent|%.*%.*%|(?<![:.\d])\b(?:1|One) \w+s\b", re.IGNORECASE)
    for entry in book.catalogue.entries:
        if entry.kind == "figure":
            shown = evidence_shown(entry, "summary")
            words = figure_words(shown.value, shown.unit, shown.measure)
            assert entry.value in words.replace("%", "") or entry.value in words or "(" in entry.value, entry.id
            for told in (words, shown.comparator.rpartition(": ")[2]):
                assert not garbled.search(told), f"{entry.id}: {told}"


def test_an_erratum_tells_its_problem_and_not_what_rule_authors_are_to_do(book: RuleBook) -> None:
    told = {text for entry in book.catalogue.entries for text in evidence_shown(entry, "summary").errata}
    affecting = [erratum for erratum in book.catalogue.errata if erratum.affects]
    assert told == {f"{erratum.id}: {erratum.problem}" for erratum in affecting}
    assert not [text for text in told for erratum in affecting if erratum.consequence in text]


def test_an_undecided_plan_has_one_pair_of_brackets(evaluator: Evaluator) -> None:
    therapy = {"current": {"agent": "none"}, "planned": {"agent": "undecided"}, "prior": []}
    profile = PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15", "therapy": therapy})
    report = evaluator.evaluate(profile)
    for text in (render_text(report), render_markdown(report)):
        words = " ".join(text.split())
        assert "(undecided)" not in words
        assert "daratumumab or isatuximab (planned)" in words
