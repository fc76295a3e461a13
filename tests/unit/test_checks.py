"""The checks of a rule book, sentence by sentence: what each finds and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.bad_rules.cases import SOUND
from tests.properties.book_strategies import book_of, rule

from cd38rules.checks.check import RuleCheck
from cd38rules.checks.run import BOOK_CHECKS, CHECKS, RULE_CHECKS, findings
from cd38rules.diagnostics import Place
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import FactLeaf
from cd38rules.rules.load import inspect_rulebook
from cd38rules.rules.model import Rule, Text

FEV1_BELOW_50 = FactLeaf("lungs.fev1", "below", (50.0,))


def check(code: str) -> RuleCheck:
    return next(check for check in RULE_CHECKS if check.code == code)


def words(code: str, sentence: str, **keys: Any) -> list[str]:
    """What a check says of a rule with that sentence as its detail; its title and summary are sound."""
    made = replace(rule("some-rule", FEV1_BELOW_50), title="Some rule", detail=(Text(sentence),), **keys)
    return [found.message for found in check(code).find(made, book_of({"some-rule": made}))]


FOLDED = """\
  summary: >-
    Consider { role }
    daratumumab; it

    must be given.
  detail:
    - {text: It is
        all clear, when: {fact: lungs.copd, is: true}}
    - "Give it
      or not."
"""


def test_words_in_a_text_over_several_lines_are_shown_at_their_line() -> None:
    rule = SOUND["lungs/good-rule.yaml"].replace("  summary: Consider the lungs before {role} daratumumab.\n", FOLDED)
    book, faults = inspect_rulebook(SOUND | {"lungs/good-rule.yaml": rule})
    assert book is not None, faults
    found = [f for f in findings(book) if f.code in ("command-wording", "all-clear")]
    assert [(f.message.split("`")[1], f.places[0].line, f.places[0].column) for f in found] == [
        ("must", 15, 5),
        ("all clear", 18, 9),
        ("Give", 19, 7),
    ]


# The shipped book


def test_the_checks_find_nothing_in_the_shipped_book(book: RuleBook) -> None:
    assert [str(found) for found in findings(book)] == []


def test_the_codes_of_checks_are_all_different() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))


SPOILT: dict[str, tuple[str, Callable[[Rule], bool]]] = {
    "command-wording": ("The patient must have it.", lambda rule: True),
    "all-clear": ("It is safe.", lambda rule: True),
    "antibodies-compared": ("Isatuximab is superior.", lambda rule: True),
    "typed-figure": ("It was seen in 77 of 88.", lambda rule: rule.kind != "validation"),
    "claim-words": ("The trial proves it.", lambda rule: rule.claim not in ("label", "trial-eligibility")),
}


@pytest.mark.parametrize("code", SPOILT)
def test_a_sentence_that_is_added_to_any_text_of_the_book_is_found_there(code: str, book: RuleBook) -> None:
    sentence, concerns = SPOILT[code]
    for original in filter(concerns, book.rules.values()):
        for spoilt, place in with_a_sentence_more(original, sentence):
            assert place in [found.place for found in check(code).find(spoilt, book)], (original.id, place)


def with_a_sentence_more(rule: Rule, sentence: str) -> Iterator[tuple[Rule, Place]]:
    for key in ("summary", "detail", "caveats"):
        texts: tuple[Text, ...] = getattr(rule, key)
        for index, text in enumerate(texts):
            longer = replace(text, text=f"{text.text} {sentence}")
            changed: dict[str, Any] = {key: (*texts[:index], longer, *texts[index + 1 :])}
            yield replace(rule, **changed), text.place


# Sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients must be typed.",
        "Typing should be done before the first dose.",
        "Stop the prophylaxis after four doses.",
        "No reaction was seen; discontinue the steroids.",
        "Do not give it in COPD.",
        "Don't wait for the result.",
        "Never transfuse without a test.",
        "Order an extended phenotype.",
        "Ensure that the laboratory knows.",
        "Use Kell-negative blood.",
        "Diagnose interference by DTT.",
    ],
)
def test_a_command_is_found(sentence: str) -> None:
    assert len(words("command-wording", sentence)) >= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Consider extended typing before the first dose.",
        "Ask whether it should be repeated.",
        "How the antibodies should be sequenced is an open question.",
        "The source says that it may end, not that it should.",
        "Patients with newly diagnosed myeloma were treated.",
        "Use of DTT is the most accepted way.",
        "Stopped daratumumab may still interfere.",
        "The dates are in the wrong order.",
        "Mustard gas isn't meant.",
    ],
)
def test_what_is_no_command_is_let_pass(sentence: str) -> None:
    assert words("command-wording", sentence) == []


@pytest.mark.hazard("H10")
@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Isatuximab is better in COPD.", 1),
        ("Daratumumab is the preferred antibody, as it is safer.", 2),
        ("Survival was superior with isatuximab-Pd.", 1),
        ("Fewer reactions were seen with isatuximab than with daratumumab.", 1),
        ("With daratumumab interference was more frequent than with isatuximab.", 1),
        ("Isatuximab interferes less often than the other antibody.", 1),
        ("Isatuximab-Kd compared with daratumumab-Kd: no difference.", 1),
        ("Response to isatuximab versus daratumumab was 60.", 1),
        ("Not recorded, but isatuximab is better.", 1),
        ("Without a test, the more effective antibody is isatuximab.", 1),
        ("A minimal response or better counts as disease control.", 0),
        ("No superiority of either antibody has been shown.", 0),
        ("It isn't known which antibody is better.", 0),
        ("Tested at best response.", 0),
        ("Isatuximab is best in COPD.", 1),
        ("Subcutaneous daratumumab was non-inferior.", 0),
        ("Daratumumab alone appeared less effective after isatuximab-Pd than after Pd.", 0),
        ("Isatuximab alone less than 3 months after daratumumab.", 0),
        ("Progression-free survival was longer with isatuximab-Pd than with Pd.", 0),
        ("The hazard ratio compares isatuximab-Pd against Pd.", 0),
        ("It rests on fewer than 50 patients with isatuximab or daratumumab.", 0),
        ("The source speaks of a lower extent with isatuximab; no direct comparison with daratumumab exists.", 0),
    ],
)
def test_comparisons_of_the_antibodies_are_found_and_others_let_pass(sentence: str, count: int) -> None:
    assert len(words("antibodies-compared", sentence)) == count


@pytest.mark.hazard("H9")
@pytest.mark.parametrize(
    ("claim", "sentence", "count"),
    [
        ("trial-eligibility", "It is contraindicated in asthma.", 1),
        ("trial-eligibility", "This is not a contraindication.", 0),
        ("trial-eligibility", "That nobody was studied doesn't say that the antibody is contraindicated.", 0),
        ("trial-result", "The trial demonstrated a benefit.", 1),
        ("observation", "Typing is required.", 1),
        ("observation", "Typing is not required.", 0),
        ("subgroup", "A benefit isn't proven in this subgroup.", 0),
        ("subgroup", "Treatment is recommended here.", 1),
        ("label", "Typing is required by the label.", 0),
        ("mechanism", "In vitro data prove it.", 1),
        ("gap", "Silence proves nothing, and the source isn't proof.", 0),
    ],
)
def test_words_fit_the_claim(claim: str, sentence: str, count: int) -> None:
    assert len(words("claim-words", sentence, claim=claim)) == count


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The source is silent on this.", True),
        ("No rate is given for this washout.", True),
        ("Results are awaited.", True),
        ("It isn't addressed in the source.", True),
        ("The article doesn't name the route.", True),
        ("Expect no effect.", False),
        ("Not all patients responded.", False),
    ],
)
def test_a_gap_says_that_the_source_is_silent(sentence: str, found: bool) -> None:
    assert (words("gap-says-silence", sentence, claim="gap") == []) is found


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("FEV1 below 50 % was left out.", []),
        ("CD38, CD55, gain(1q21), amp(1q), t(4;14), t(14;16), del(17p), IgG1 and MDRD are names.", []),
        ("eGFR is given in mL/min/1.73 m².", []),
        ("The interval includes 1; another ends at 1.", []),
        ("Given in cycle 1; neutropenia of grade 3 or higher was seen.", []),
        ("Seen in {leleu-2022/interference-isatuximab-share} of patients.", []),
        ("Seen in 12 of 40 patients.", ["12", "40"]),
        ("The limit is 49.9 %.", ["49.9"]),
        ("The interval includes 1.2.", ["1.2"]),
        ("A share of 1 % was seen.", ["1"]),
        ("The range is 63–68%.", ["63", "68"]),
    ],
)
def test_typed_numbers_are_found_and_names_and_own_limits_let_pass(sentence: str, numbers: list[str]) -> None:
    assert words("typed-figure", sentence) == [f"the number {number} is typed" for number in numbers]


def test_limits_of_a_condition_may_be_said_from_either_side() -> None:
    between = FactLeaf("person.age", "between", (65.0, 74.0))
    made = replace(rule("age", between), detail=(Text("From 65 to 74, so 75 and 64 lie outside, and 76 further."),))
    found = check("typed-figure").find(made, book_of({"age": made}))
    assert [item.message for item in found] == ["the number 76 is typed"]


@pytest.mark.parametrize("kind", ["question", "validation"])
def test_questions_and_validations_need_not_say_that_they_are_a_choice(kind: str) -> None:
    assert words("policy-says-choice", "It is asked.", kind=kind) == []
    assert words("policy-says-choice", "It is so.", kind="advisory") != []
    assert words("policy-says-choice", "It is this product's choice.", kind="advisory") == []


MAY_MATTER = """
- id: hedged
  kind: statement
  design: label
  says: COPD may matter.
  location: {section: Lungs, paragraph: 1}
  printed: PRINTED
"""


@pytest.mark.parametrize(
    ("printed", "summary", "lost"),
    [
        ("COPD may matter", "COPD matters; consider it.", True),
        ("COPD may matter", "COPD may matter; consider it.", False),
        ("it can overcome COPD", "It is reported to overcome COPD.", False),
        ("it can overcome COPD", "Consider whatever overcomes COPD.", False),
        ("it appears to matter", "COPD matters.", True),
        ("without potential interference", "It doesn't interfere.", False),
        ("it could not be overcome", "It wasn't overcome.", False),
        ("a cannula was used", "COPD matters.", False),
    ],
)
def test_a_summary_that_rests_on_a_hedged_statement_alone_is_hedged(printed: str, summary: str, lost: bool) -> None:
    text = SOUND["lungs/good-rule.yaml"].replace("copd-advice", "hedged")
    text = text.replace("Consider the lungs before {role} daratumumab.", summary)
    files = {"lungs/good-rule.yaml": text, "evidence/small-review/hedged.yaml": MAY_MATTER.replace("PRINTED", printed)}
    made, faults = inspect_rulebook(SOUND | files)
    assert made is not None, faults
    assert [found.code for found in findings(made)] == (["hedge-lost"] if lost else [])


# What a rule allows


def codes_of_rules(book: RuleBook) -> list[str]:
    """The codes of what is found, but for what concerns the book as a whole."""
    of_book = {check.code for check in BOOK_CHECKS}
    return [found.code for found in findings(book) if found.code not in of_book]


def test_what_a_rule_allows_is_not_reported_and_what_it_allows_in_vain_is() -> None:
    commanding = replace(
        rule("some-rule", FEV1_BELOW_50),
        summary=(Text("Patients must wait."),),
        caveats=(Text("This product's choice."),),
        override_reasons=("action-completed",),
    )

    def codes(made: Rule) -> list[str]:
        return codes_of_rules(book_of({"some-rule": made}))

    assert codes(commanding) == ["command-wording"]
    assert codes(replace(commanding, allow=(("command-wording", "a quotation"),))) == []
    assert codes(replace(commanding, allow=(("all-clear", "a quotation"),))) == ["command-wording", "needless-allow"]
    assert codes(replace(commanding, allow=(("no-such-check", "a quotation"),))) == ["command-wording", "unknown-check"]
    assert codes(replace(commanding, review=replace(commanding.review, status="retired"))) == []


def test_an_allowance_that_the_rows_of_a_table_share_is_needed_if_one_row_needs_it() -> None:
    place = (Place("table.yaml", 9, 5),)
    shared: dict[str, Any] = {"allow": (("command-wording", "a quotation"),), "allow_places": place}
    base = replace(rule("row", FEV1_BELOW_50), override_reasons=("action-completed",), **shared)
    sound = replace(base, id="one", summary=(Text("Consider this product's choice."),))
    commanding = replace(base, id="two", summary=(Text("This product's choice must be known."),))
    both, neither = {"one": sound, "two": commanding}, {"one": sound, "two": replace(sound, id="two")}
    assert codes_of_rules(book_of(both)) == []
    assert codes_of_rules(book_of(neither)) == ["needless-allow"]


def test_a_book_check_looks_at_the_book_as_a_whole(book: RuleBook) -> None:
    without = replace(book, coverage=book.coverage[1:])
    found = [item for check in BOOK_CHECKS for item in check.find(without)]
    assert [item.message for item in found] == ["the topic `transfusion` isn't listed as covered"]
