"""The rows of a decision table say the same as the condition that they are made of, also of what is unknown."""

from __future__ import annotations

import pytest
from tests.corpus.generated import patients

from cd38rules.engines.reference import Walk
from cd38rules.evaluation import Evaluator
from cd38rules.facts import VOCABULARY, derive
from cd38rules.present import Presenter
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf
from cd38rules.site.alternatives import RowTest, alternatives, opposite
from cd38rules.site.plain_words import OPEN, cell_words, row_words
from cd38rules.site.rule_view import table_of
from cd38rules.truth import NO, UNKNOWN, YES

COPD = FactLeaf("lungs.copd", "is", (True,))
FEV1 = FactLeaf("lungs.fev1", "below", (50,))
RED_CELLS = FactLeaf("transfusion.red_cells_planned", "is", (True,), YES)
PRIOR = FactLeaf("regimen.prior_anti_cd38", "is", (True,), YES)


@pytest.fixture(scope="module")
def walks(evaluator: Evaluator) -> list[Walk]:
    """The tree walk over forty made-up patients, with what the book decides for them."""
    found = []
    for profile in patients(40):
        facts = derive(PatientProfile.model_validate(profile))
        found.append(Walk(evaluator.book.plan, facts, evaluator.decide(facts).truths))
    return found


def test_the_rows_of_every_rule_decide_as_its_condition_does(book: RuleBook, walks: list[Walk]) -> None:
    compared, seen = 0, set()
    for rule in book.rules.values():
        if rule.applies_when is None:
            continue
        table = alternatives(rule.applies_when, rule.scope, book)
        assert table.further == 0, f"{rule.id}: rows are left out"
        rows = Any(tuple(All(tuple(test.condition for test in row)) for row in table.rows))
        for walk in walks:
            for role in walk.facts.active_roles if rule.scope == "regimen" else ("",):
                expected = walk.truth_of(rule.applies_when, role)
                assert walk.truth_of(rows, role) is expected, f"{rule.id} ({role})"
                compared += 1
                seen.add(expected)
    assert compared > 5000
    assert seen == {YES, NO, UNKNOWN}


def test_a_table_that_is_cut_says_how_many_rows_are_left_out(book: RuleBook) -> None:
    condition = Any(tuple(FactLeaf("lungs.fev1", "is", (percent,)) for percent in range(10, 40)))
    table = alternatives(condition, "patient", book, most=24)
    assert (len(table.rows), table.further) == (24, 6)


def test_a_table_without_bounds_isnt_made(book: RuleBook) -> None:
    pairs = [
        Any((FactLeaf("lungs.fev1", "is", (number,)), FactLeaf("person.age", "is", (number + 20,))))
        for number in range(10, 30)
    ]
    table = alternatives(All(tuple(pairs)), "patient", book)
    assert (table.rows, table.further) == ((), None)


def test_a_row_that_says_more_than_another_is_left_out(book: RuleBook) -> None:
    table = alternatives(Any((All((COPD, FEV1)), COPD)), "patient", book)
    assert table.rows == ((RowTest(COPD),),)


def test_a_concept_of_the_regimen_stays_an_input_of_a_rule_of_the_patient(book: RuleBook) -> None:
    leaf = VerdictLeaf("concept:anti-cd38-regimen", YES)
    assert alternatives(leaf, "patient", book).rows == ((RowTest(leaf),),)
    assert alternatives(leaf, "regimen", book).rows != ((RowTest(leaf),),)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (COPD, "history of COPD: no"),
        (FEV1, "FEV1 at least 50 %"),
        (RED_CELLS, "red cells planned or expected: no (and this is known)"),
        (FactLeaf("lungs.fev1", "between", (40, 50)), "NOT (FEV1 from 40 to 50 %)"),
        (FactLeaf("lungs.fev1", "recorded", (True,)), "FEV1 not recorded"),
        (VerdictLeaf("missing-copd", YES), "“<its title>” doesn't apply"),
    ],
)
def test_a_leaf_has_its_opposite_in_words(book: RuleBook, leaf: FactLeaf | VerdictLeaf, expected: str) -> None:
    presenter = Presenter(book)
    if isinstance(leaf, VerdictLeaf):
        expected = expected.replace("<its title>", book.rules["missing-copd"].title)
    assert presenter.words(opposite(leaf).condition) == expected


def test_two_opposite_tests_that_both_let_the_unknown_pass_ask_whether_it_is_open(book: RuleBook) -> None:
    other = FactLeaf("regimen.prior_anti_cd38", "is", (False,), YES)
    presenter = Presenter(book)
    assert cell_words([RowTest(PRIOR), RowTest(other)], presenter) == OPEN
    label = VOCABULARY["regimen.prior_anti_cd38"].label
    assert row_words((RowTest(PRIOR), RowTest(other)), presenter) == [f"{label}: {OPEN}"]


def test_what_every_row_needs_stands_above_the_table(book: RuleBook) -> None:
    condition: Condition = All((COPD, Any((FEV1, Not(RED_CELLS)))))
    table = table_of(alternatives(condition, "patient", book), Presenter(book))
    assert table.shared == ("history of COPD: yes",)
    assert [column.words for column in table.columns] == ["FEV1", "red cells planned or expected"]
    assert table.rows == (("below 50 %", "any"), ("any", "no (and this is known)"))
