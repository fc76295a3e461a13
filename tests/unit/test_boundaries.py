"""The patients at the limits of the shipped rules: the verdicts on file, and none left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.conftest import ROOT

from cd38rules.evaluation import Evaluator
from cd38rules.facts import derive
from cd38rules.profile import PatientProfile
from cd38rules.report import Advisory, NotEvaluable
from cd38rules.rules.book import RuleBook
from cd38rules.rules.boundaries import SIDES, Boundary, read_boundaries
from cd38rules.rules.load import inspect_rulebook, load_rulebook
from cd38rules.site.inputs import boundaries_of
from cd38rules.truth import NO, UNKNOWN, YES

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

BOOK = load_rulebook(ROOT / "rules")
CASES, FAULTS = read_boundaries(BOOK)


def test_the_file_is_read_without_fault() -> None:
    assert FAULTS == []
    assert len(CASES) > 300


@pytest.mark.parametrize("rule", sorted({case.rule for case in CASES}))
def test_the_engines_give_the_verdicts_on_file(rule: str, evaluator: Evaluator) -> None:
    for case in CASES:
        if case.rule == rule:
            profile = PatientProfile.model_validate_json(json.dumps(case.profile))
            outcome = evaluator.decide(derive(profile))
            found = outcome.of(rule, BOOK.rules[rule].scope, case.role)
            assert found is case.verdict, (case.fact, case.value)
            report = evaluator.evaluate(profile)
            assert is_among(report.applying(), case) is (found is YES)
            assert is_among(report.not_evaluable, case) is (found is UNKNOWN)


def is_among(entries: Sequence[Advisory | NotEvaluable], case: Boundary) -> bool:
    return any(entry.rule == case.rule and (not case.role or case.role in entry.roles) for entry in entries)


def test_every_limit_has_patients_on_its_sides_whose_verdicts_differ() -> None:
    limits = {(case.rule, case.fact, case.limit) for case in CASES}
    for limit in limits:
        cases = [case for case in CASES if (case.rule, case.fact, case.limit) == limit]
        assert "at" in [case.side for case in cases]
        assert len({case.side for case in cases}) > 1
        assert len({case.verdict for case in cases}) > 1
        assert [SIDES.index(case.side) for case in cases[:3]] == sorted(SIDES.index(case.side) for case in cases[:3])


LEFT_OPEN = {
    # Asked of eGFR only while creatinine clearance isn't recorded, which then may still be within its own limit.
    ("renal-dara-kd-crr-not-assessed", "kidneys.egfr"),
    ("renal-dara-pd-crr-not-reported", "kidneys.egfr"),
}


def test_every_limit_shows_a_yes_and_a_no_or_says_why_not() -> None:
    for limit in {(case.rule, case.fact, case.limit) for case in CASES}:
        cases = [case for case in CASES if (case.rule, case.fact, case.limit) == limit]
        is_turned = {YES, NO} <= {case.verdict for case in cases}
        assert is_turned is (limit[:2] not in LEFT_OPEN), limit
        assert all(bool(case.note) is not is_turned for case in cases), limit


def test_counts_of_days_turn_a_rule_as_dates_do_but_for_the_days_that_may_be_either() -> None:
    of_rule = [case for case in CASES if case.rule == "transfusion-dara-tail-6mo"]
    assert [(case.value, case.verdict.value) for case in of_rule] == [
        ("6 months less a day, by date", "yes"),
        ("6 months, by date", "yes"),
        ("6 months and a day, by date", "no"),
        ("180 days", "yes"),
        ("181 days", "yes"),
        ("184 days", "yes"),
        ("185 days", "no"),
    ]


def test_no_limit_of_a_rule_is_without_patients() -> None:
    pytest.importorskip("z3", reason="z3-solver (the extra `check`) isn't installed")
    from tests.corpus.limits import limits_of, points_at

    have = [(case.rule, case.fact, case.limit, case.value) for case in CASES]
    wanted = [
        (limit.rule, limit.fact, limit.words, point.value) for limit in limits_of(BOOK) for point in points_at(limit)
    ]
    assert have == wanted, "run make boundaries"


def test_written_anew_the_file_is_the_same() -> None:
    pytest.importorskip("z3", reason="z3-solver (the extra `check`) isn't installed")
    from tests.corpus.boundaries import HEAD, all_boundaries, written

    cases, missing = all_boundaries(BOOK)
    assert missing == []
    assert HEAD + "".join(map(written, cases)) == BOOK.boundaries, "run make boundaries"


def test_a_shifted_limit_no_longer_gives_the_verdicts_on_file() -> None:
    files = {
        path.relative_to(ROOT / "rules").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "rules").rglob("*.yaml")
    }

    name = "lungs/copd-dara-fev1-lt50.yaml"
    shifted, _ = inspect_rulebook(files | {name: files[name].replace("below: 50 %", "below: 60 %")})
    assert shifted is not None
    evaluator = Evaluator(shifted)
    wrong = []
    for case in CASES:
        if case.rule == "copd-dara-fev1-lt50":
            facts = derive(PatientProfile.model_validate_json(json.dumps(case.profile)))
            found = evaluator.decide(facts).of(case.rule, "regimen", case.role)
            wrong += [] if found is case.verdict else [case.value]
    assert wrong


def test_the_review_site_gets_the_patients_of_the_book(book: RuleBook) -> None:
    examples = boundaries_of(book)["copd-dara-fev1-lt50"]
    assert [(example.position, example.shows, example.verdict) for example in examples] == [
        ("just below", "49.9 %", "yes"),
        ("at the limit", "50 %", "no"),
        ("just above", "50.1 %", "no"),
    ]
    assert boundaries_of(replace(book, boundaries="")) == {}


def test_a_file_that_is_written_wrongly_is_reported_at_its_place(book: RuleBook) -> None:
    text = "- {rule: a, fact: lungs.fev1, limit: 50 %, value: 50 %, side: beside, verdict: maybe, profile: {}}\n"
    found, faults = read_boundaries(replace(book, boundaries=text))
    assert found == []
    assert [str(fault).split(" ", 2)[:2] for fault in faults] == [
        ["boundaries.yaml:1:63:", "boundary-choice"],
        ["boundaries.yaml:1:80:", "boundary-choice"],
    ]
