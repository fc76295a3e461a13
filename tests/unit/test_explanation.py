"""The explanation of a verdict: each line has the truth, the words with the patient's fact, and its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cd38rules.explanation import WIDTH, explanation
from cd38rules.facts import ROLES
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))


def test_an_explanation_fits_a_terminal_of_80_columns() -> None:
    assert WIDTH == 80


def patient(**fields: object) -> PatientProfile:
    return PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15", **fields})


def lines(profile: PatientProfile, book: RuleBook, rule: str, role: str = "") -> list[str]:
    return [" ".join(line.split()) for line in explanation(profile, book, rule, role).splitlines()]


COPD = {"lungs": {"copd": True, "fev1_percent": 45}, "therapy": {"planned": {"agent": "daratumumab"}}}


def test_a_line_has_the_truth_the_words_the_patients_value_and_the_place(book: RuleBook) -> None:
    assert "yes FEV1 below 50 % [patient: 45 %] applies_when.all[2]" in lines(
        patient(**COPD), book, "copd-dara-fev1-lt50"
    )


def test_truths_words_and_places_stand_in_columns(book: RuleBook) -> None:
    text = explanation(patient(**COPD), book, "copd-dara-fev1-lt50", "planned")
    placed = [line for line in text.splitlines() if "applies_when" in line]
    assert len({line.index("applies_when") for line in placed}) == 1
    assert [line[:9] for line in placed] == ["yes      "] * 4


def test_a_part_that_is_another_rule_is_followed_by_its_condition_with_places_of_its_own(book: RuleBook) -> None:
    therapy = {
        "current": {"agent": "none"},
        "planned": {"agent": "isatuximab", "partner_drugs": []},
        "prior": [{"agent": "daratumumab", "last_dose_date": "2024-01-10"}],
    }
    found = lines(patient(therapy=therapy), book, "seq-isa-mono-washout-lt3")
    start = next(
        index for index, line in enumerate(found) if line.startswith("yes “Isatuximab alone after daratumumab”")
    )
    assert found[start].endswith("applies_when.all[0]")
    assert found[start + 1] == "(seq-isa-mono-after-dara)"
    assert found[start + 2] == "yes all of these: applies_when"


def test_an_open_verdict_says_what_to_record_and_what_would_decide_it(book: RuleBook) -> None:
    profile = patient(therapy={"planned": {"agent": "daratumumab"}, "current": {"agent": "none"}})
    found = lines(profile, book, "copd-dara-bronchodilator")
    assert "The rule can't be decided for the planned regimen." in found
    assert found[found.index("To record:") + 1] == "history of COPD: Does the patient have a history of COPD?"
    assert found[found.index("It would apply with:") + 1] == "history of COPD: yes"


def test_what_is_recorded_but_not_exact_enough_is_called_so(book: RuleBook) -> None:
    therapy = {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": [{"agent": "daratumumab"}]}
    therapy["prior"] = [{"agent": "daratumumab", "last_dose_date": "2023"}]
    found = lines(patient(therapy=therapy), book, "transfusion-dara-tail-6mo")
    assert "The rule applies." in found
    assert any(line.startswith("yes time since the last dose of daratumumab") for line in found)


def test_a_silenced_rule_names_what_silences_it(book: RuleBook) -> None:
    profile = patient(
        lungs={"copd": True},
        reactions={"major_infusion_reaction": False},
        therapy={"current": {"agent": "daratumumab", "doses_given": 5}, "planned": {"agent": "none"}},
    )
    found = lines(profile, book, "copd-dara-bronchodilator")
    assert "The condition holds for the current regimen, but the rule is silenced:" in found
    assert any("(copd-dara-prophylaxis-stop)" in line for line in found)


@pytest.mark.parametrize(
    ("therapy", "role", "words"),
    [
        ({}, "", "it isn't recorded whether there is one"),
        ({"current": {"agent": "none"}, "planned": {"agent": "none"}}, "", "There is no regimen"),
        ({"current": {"agent": "none"}}, "current", "There is no current regimen"),
        ({"current": {"agent": "none"}}, "alternative", "There is no alternatively planned regimen"),
    ],
)
def test_a_regimen_that_is_not_there_is_said_to_be_missing(
    therapy: dict[str, object], role: str, words: str, book: RuleBook
) -> None:
    assert words in " ".join(lines(patient(therapy=therapy), book, "copd-dara-fev1-lt50", role))


def test_a_rule_about_the_patient_is_the_same_for_every_regimen(book: RuleBook) -> None:
    found = lines(patient(**COPD), book, "lung-function-prognosis", "current")
    assert "This rule is about the patient as a whole: it is the same for every regimen." in found


def cases(book: RuleBook) -> list[tuple[Path, str, str]]:
    """Every rule with one of the examples and one role; in the nightly run with each of them."""
    roles = {"regimen": ("", *ROLES), "patient": ("",)}
    every = [(rule, roles[book.rules[rule].scope]) for rule in book.plan_rules]
    if os.environ.get("CD38RULES_NIGHTLY"):
        return [(path, rule, role) for path in EXAMPLES for rule, own in every for role in own]
    return [(EXAMPLES[at % len(EXAMPLES)], rule, own[at % len(own)]) for at, (rule, own) in enumerate(every)]


@pytest.mark.whole_book
def test_every_rule_is_explained_in_good_time_and_within_the_width(book: RuleBook) -> None:
    for path, rule, role in cases(book):
        profile = PatientProfile.model_validate_json(path.read_bytes())
        begun = time.process_time()
        text = explanation(profile, book, rule, role)
        where = f"{rule} for {path.stem}, role {role or 'any'}"
        assert time.process_time() - begun < 5, where
        assert max(map(len, text.splitlines())) <= WIDTH, where
        assert text.startswith(f"{rule} "), where
