"""Facts and verdicts in columns are, row by row, those of the scalar derivation and of the other two engines."""

from __future__ import annotations

import os

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")

from datetime import date
from functools import cache
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpus.generated import patients
from tests.properties.book_strategies import facts_for, rulebooks
from tests.properties.columns_from_facts import columns_from
from tests.properties.counting import NIGHTLY, count_verdicts
from tests.properties.profile_strategies import profiles
from tests.properties.reports_counted import counts_of
from tests.unit.columns_as_facts import roles_of, undecided_of, values_of

from cd38rules.batch.counting import counted
from cd38rules.batch.verdicts import VerdictTable
from cd38rules.compose import Composer
from cd38rules.covering import with_covers
from cd38rules.engines import reference
from cd38rules.engines.columnar import ColumnarEngine
from cd38rules.engines.outcome import PATIENT
from cd38rules.evaluation import Evaluator
from cd38rules.facts import Facts, derive
from cd38rules.facts.columns import derive_columns
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.truth import UNKNOWN, YES

GENERATED = 2_000_000 if NIGHTLY else 20_000
SAMPLED = 100 if NIGHTLY else 10  # every n-th patient is decided by the other two engines too
AT_ONCE = 10_000


def keys_of(found: list[PatientProfile]) -> dict[str, list[object]]:
    return {
        "row": list(range(len(found))),
        "patient_id": [profile.patient_id for profile in found],
        "as_of": [profile.as_of for profile in found],
    }


@given(st.lists(profiles(), min_size=1, max_size=6))
def test_facts_in_columns_are_those_of_each_patient(found: list[PatientProfile]) -> None:
    columns = derive_columns(found)
    for profile, row in zip(found, columns.frame.iter_rows(named=True), strict=True):
        expected = derive(profile)
        assert values_of(row) == expected.values
        assert roles_of(row) == expected.roles
        assert undecided_of(row) == expected.undecided


@given(rulebooks(most_rules=8), st.lists(facts_for(), min_size=1, max_size=6))
def test_columns_decide_any_rule_book_and_facts_as_the_reference_engine(book: RuleBook, found: list[Facts]) -> None:
    outcome = ColumnarEngine(book.plan).decide(columns_from(found))
    for truths, facts in zip(outcome.truths_of(*range(len(found))), found, strict=True):
        expected = reference.decide(book.plan, facts)
        assert truths == expected.truths
        count_verdicts(expected)


@given(rulebooks(most_rules=6), st.lists(profiles(), min_size=1, max_size=4))
@settings(max_examples=settings().max_examples // 2)
def test_tables_of_any_rule_book_hold_verdict_severity_and_what_is_missing(
    book: RuleBook, found: list[PatientProfile]
) -> None:
    check_table(VerdictTable(book), Evaluator(book), found)


@given(st.lists(profiles(), min_size=1, max_size=6))
def test_tables_of_the_shipped_book_hold_verdict_severity_and_what_is_missing(
    book: RuleBook, evaluator: Evaluator, found: list[PatientProfile]
) -> None:
    check_table(shipped_tables(book), evaluator, found)


@cache
def shipped_tables(book: RuleBook) -> VerdictTable:
    """Compiled once for all examples."""
    return VerdictTable(book)


def check_table(table: VerdictTable, evaluator: Evaluator, found: list[PatientProfile]) -> None:
    """The table of the patients has the rows that the scalar way gives, in their order, and adds up to its counts."""
    import polars as pl

    keys = pl.DataFrame(keys_of(found), schema_overrides={"row": pl.UInt32})
    outcome = table.decide(derive_columns(found))
    verdicts = table.verdicts(outcome)
    rows = verdicts.table(keys).rows()
    assert rows == [row for number, profile in enumerate(found) for row in expected_rows(evaluator, number, profile)]
    assert counted(evaluator.book, outcome, verdicts) == counts_of(map(evaluator.evaluate, found))


Row = tuple[int, str, date, str, str, str, str, str, bool | None, str | None]


def expected_rows(evaluator: Evaluator, number: int, profile: PatientProfile) -> list[Row]:
    """The rows of one patient by way of the report's parts."""
    facts = derive(profile)
    outcome = evaluator.decide(facts)
    composer = Composer(evaluator.presenter, profile, facts, outcome)
    silenced = {(entry.rule, role) for entry in composer.suppressed() for role in entry.roles or (PATIENT,)}
    shown = with_covers(evaluator.book, composer.applying(), composer.holds)
    covered = {(entry.rule, role): bool(entry.covered_by) for entry in shown for role in entry.roles or (PATIENT,)}
    found: list[Row] = []
    for name in evaluator.book.plan_rules:
        rule = evaluator.book.rules[name]
        for role in composer.roles_of(rule):
            truth = composer.truth(name, rule, role)
            verdict = {YES: "yes", UNKNOWN: "unknown"}.get(truth, "suppressed" if (name, role) in silenced else "")
            missing = [fact for fact, _ in composer.explainer.missing(name, role)] if truth is UNKNOWN else []
            if verdict:
                severity = composer.severity(rule, role)
                who = number, profile.patient_id, profile.as_of
                told = verdict, severity, covered.get((name, role)), ";".join(missing) or None
                found.append((*who, name, rule.kind, role or "patient", *told))
    return found


@pytest.mark.skipif(os.environ.get("CD38RULES_TEST_RULES") is not None, reason="a spoilt book is tried elsewhere")
def test_generated_patients_get_the_verdicts_of_both_other_engines(book: RuleBook, evaluator: Evaluator) -> None:
    engine = ColumnarEngine(book.plan)
    made = patients(GENERATED, seed=38)
    for _ in range(0, GENERATED, AT_ONCE):
        found = [PatientProfile.model_validate(data) for data in islice(made, AT_ONCE)]
        assert len(found) == AT_ONCE
        outcome = engine.decide(derive_columns(found))
        sample = range(0, len(found), SAMPLED)
        for truths, row in zip(outcome.truths_of(*sample), sample, strict=True):
            expected = evaluator.decide(derive(found[row]))
            assert truths == expected.truths
            count_verdicts(expected)
