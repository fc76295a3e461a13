"""The smallest change that turns a verdict round: it does so, nothing smaller does, and ties go by the vocabulary."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cd38rules.changes import changed, possible_changes
from cd38rules.diagnostics import ProfileError
from cd38rules.engines import reference
from cd38rules.evaluation import Evaluator
from cd38rules.facts import derive, order_of
from cd38rules.flip import FlipSearch, base_facts_behind, plan_behind, ranked_by_what_they_decide, verdict
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.truth import NO, YES, Truth

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {path.stem[:2]: path for path in sorted((ROOT / "examples" / "patients").glob("*.json"))}


def patient(**fields: object) -> PatientProfile:
    return PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15", **fields})


def regimen(agent: str, **fields: object) -> dict[str, Any]:
    return {"current": {"agent": "none"}, "planned": {"agent": agent, **fields}}


def words(profile: PatientProfile, book: RuleBook, rule: str, role: str, wanted: Truth) -> list[str] | None:
    changes = FlipSearch(profile, book, rule, role).smallest_change(wanted)
    return None if changes is None else [str(change) for change in changes]


@pytest.mark.parametrize(
    ("fields", "rule", "wanted", "expected"),
    [
        # One fact recorded otherwise: the number nearest to the recorded one.
        (
            {"lungs": {"copd": True, "fev1_percent": 62}, "therapy": regimen("daratumumab")},
            "copd-dara-fev1-lt50",
            YES,
            ["FEV1: 49.9 %"],
        ),
        # One fact filled in.
        (
            {"therapy": regimen("daratumumab")},
            "copd-dara-bronchodilator",
            YES,
            ["history of COPD: yes"],
        ),
        # Two facts at once, in the order of the vocabulary.
        (
            {"therapy": regimen("isatuximab"), "lungs": {"copd": False}},
            "copd-dara-bronchodilator",
            YES,
            ["anti-CD38 antibody (planned regimen): daratumumab", "history of COPD: yes"],
        ),
        # Of several single changes that would do, the first in the vocabulary: the antibody before COPD and FEV1.
        (
            {"lungs": {"copd": True, "fev1_percent": 45}, "therapy": regimen("daratumumab")},
            "copd-dara-fev1-lt50",
            NO,
            ["anti-CD38 antibody (planned regimen): isatuximab"],
        ),
        # For a planned regimen the current course of the other agent counts as given before.
        (
            {"therapy": regimen("isatuximab", partner_drugs=[]) | {"prior": []}},
            "seq-isa-mono-after-dara",
            YES,
            ["anti-CD38 antibody (current regimen): daratumumab"],
        ),
    ],
)
def test_the_smallest_change_of_a_case_made_by_hand(
    fields: dict[str, object], rule: str, wanted: Truth, expected: list[str], book: RuleBook
) -> None:
    assert words(patient(**fields), book, rule, "planned", wanted) == expected


def test_a_current_regimen_goes_back_to_just_below_the_threshold(book: RuleBook) -> None:
    profile = PatientProfile.model_validate_json(EXAMPLES["06"].read_bytes())
    found = words(profile, book, "copd-dara-bronchodilator", "current", YES)
    assert found == ["doses given (current regimen): 3 doses"]


def test_another_refractoriness_leaves_the_recorded_washout_as_it_is(book: RuleBook) -> None:
    prior = [{"agent": "daratumumab", "days_since_last_dose": 30, "refractory": False}]
    profile = patient(therapy=regimen("isatuximab", partner_drugs=[]) | {"prior": prior})
    (change,) = [change for change in possible_changes("prior.refractory", profile, book) if change.words == "yes"]
    after = changed(profile.model_dump(mode="json", exclude_none=True), (change,))
    assert after.therapy is not None
    assert after.therapy.prior is not None
    assert (after.therapy.prior[0].refractory, after.therapy.prior[0].days_since_last_dose) == (True, 30)


def test_a_verdict_that_cannot_be_had_has_no_change(book: RuleBook) -> None:
    assert FlipSearch(patient(), book, "meta-funding", "").smallest_change(NO) is None


def test_one_search_for_two_verdicts_finds_what_two_searches_find(book: RuleBook) -> None:
    search = FlipSearch(patient(therapy=regimen("undecided")), book, "copd-dara-bronchodilator", "planned")
    assert {
        truth: [str(c) for c in changes or ()] for truth, changes in search.smallest_changes((YES, NO)).items()
    } == {truth: [str(change) for change in search.smallest_change(truth) or ()] for truth in (YES, NO)}


# Whatever the rule and the patient

# The rules that the three questions turn on, each with patients for whom it is yes, no and open.
SEARCHED = (
    ("copd-dara-bronchodilator", "05"),
    ("copd-dara-bronchodilator", "06"),
    ("copd-dara-bronchodilator", "13"),
    ("asthma-dara-trial-exclusion", "07"),
    ("transfusion-dtt-kell", "04"),
    ("transfusion-lab-notify", "01"),
    ("transfusion-lab-notify", "05"),
    ("transfusion-no-dtt-lab", "12"),
    ("transfusion-typing-missed", "02"),
    ("transfusion-dara-tail-6mo", "09"),
    ("seq-isa-mono-washout-lt3", "09"),
    ("seq-isa-mono-washout-ge6", "10"),
    ("seq-evidence-limited", "12"),
    ("meta-conflict-in-source", "02"),
)


def searches(book: RuleBook, rule: str, number: str) -> list[tuple[FlipSearch, Truth, tuple[Truth, ...]]]:
    profile = PatientProfile.model_validate_json(EXAMPLES[number].read_bytes())
    facts = derive(profile)
    found = []
    for role in ("",) if book.rules[rule].scope == "patient" else facts.active_roles:
        before = verdict(reference.decide(book.plan, facts), book.plan.decisions[rule], role)
        wanted = tuple(truth for truth in (YES, NO) if truth is not before)
        found.append((FlipSearch(profile, book, rule, role), before, wanted))
    return found


@pytest.mark.parametrize(("rule", "number"), SEARCHED)
def test_the_smallest_change_really_turns_the_verdict_round(
    rule: str, number: str, book: RuleBook, evaluator: Evaluator
) -> None:
    for search, _, wanted in searches(book, rule, number):
        json = search.profile.model_dump(mode="json", exclude_none=True)
        for truth, changes in search.smallest_changes(wanted).items():
            assert changes is not None, f"{rule}, {search.role}: nothing found that makes it {truth.value}"
            facts = derive(changed(json, changes))
            # By both engines and the whole rule book, not by the part of it that the search looks at.
            outcome = evaluator.decide(facts)
            assert verdict(outcome, book.plan.decisions[rule], search.role) is truth, [
                str(change) for change in changes
            ]


@pytest.mark.parametrize(("rule", "number"), SEARCHED)
def test_nothing_smaller_turns_it_round_and_ties_go_by_the_vocabulary(rule: str, number: str, book: RuleBook) -> None:
    for search, _, wanted in searches(book, rule, number):
        for truth, changes in search.smallest_changes(wanted).items():
            assert changes is not None
            turning = [change for change in every_change(search, book) if turns(search, book, (change,)) is truth]
            singles = [change for change in turning if not search.contradictions((change,))]
            if len(changes) == 1:
                assert order_of(changes[0].fact) == min(order_of(change.fact) for change in singles)
            else:
                assert singles == []
            names = [order_of(change.fact) for change in changes]
            assert names == sorted(names)
            smaller = product(*((change, None) for change in changes))
            for part in (tuple(change for change in some if change) for some in smaller):
                assert part == changes or turns(search, book, part) is not truth


def every_change(search: FlipSearch, book: RuleBook) -> list[Any]:
    names = base_facts_behind(plan_behind(book.plan, search.rule), derive(search.profile), search.role)
    return [change for name in sorted(names, key=order_of) for change in possible_changes(name, search.profile, book)]


def turns(search: FlipSearch, book: RuleBook, changes: tuple[Any, ...]) -> Truth | None:
    """The verdict after the changes; None if no profile may hold them."""
    json = search.profile.model_dump(mode="json", exclude_none=True)
    try:
        facts = derive(changed(json, changes))
    except ProfileError:
        return None
    return verdict(reference.decide(book.plan, facts), book.plan.decisions[search.rule], search.role)


def test_missing_facts_are_ranked_by_the_rules_that_each_alone_decides(book: RuleBook, evaluator: Evaluator) -> None:
    profile = patient(therapy=regimen("daratumumab"))
    report = evaluator.evaluate(profile)
    ranked = ranked_by_what_they_decide(profile, book, report)
    assert {fact.name for fact in ranked} == {fact.name for fact in report.facts_to_record}
    keys = [(-fact.critical, -fact.warning, -fact.info, order_of(fact.name)) for fact in ranked]
    assert keys == sorted(keys)
    (copd,) = [fact for fact in ranked if fact.name == "lungs.copd"]
    assert "copd-dara-bronchodilator" in copd.rules
    undecided = {entry.rule for entry in report.not_evaluable}
    assert all(set(fact.rules) <= undecided for fact in ranked)
