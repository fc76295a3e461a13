"""The durable engine can't hang, mix patients or fail silently."""

from __future__ import annotations

import concurrent.futures
import json
import multiprocessing
import signal
from collections.abc import Iterator
from types import FrameType

import durable_rules_engine as native
import pytest
from tests.properties.book_strategies import book_of, rule

from cd38rules.engines import durable, reference
from cd38rules.engines.durable import DurableEngine
from cd38rules.engines.expression import MOST_GROUPS, compile_condition, guarded, within_limits
from cd38rules.engines.outcome import EngineDisagreement, EngineError, Outcome
from cd38rules.engines.prepared import Encoding
from cd38rules.evaluation import Evaluator
from cd38rules.facts import Facts, Range, derive
from cd38rules.profile import PatientProfile
from cd38rules.rules.condition import All, Any, Condition, FactLeaf, Not
from cd38rules.rules.plan import Decision
from cd38rules.truth import NO, UNKNOWN, YES

COPD = FactLeaf("lungs.copd", "is", (True,))
NOBODY = Facts({}, {"current": NO, "planned": NO, "alternative": NO}, frozenset())


def engine_of(*conditions: Condition) -> DurableEngine:
    return DurableEngine(book_of({f"rule-{n}": rule(f"rule-{n}", c) for n, c in enumerate(conditions)}).plan)


def facts(**values: object) -> Facts:
    return Facts({name.replace("__", "."): value for name, value in values.items()}, NOBODY.roles, frozenset())


@pytest.fixture
def within_a_minute() -> Iterator[None]:
    """A hang becomes a failure."""

    def overdue(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError("the engine didn't answer within a minute")

    before = signal.signal(signal.SIGALRM, overdue)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("within_a_minute")
@pytest.mark.parametrize(
    "condition",
    [
        FactLeaf("lungs.copd", "recorded", (False,)),
        Not(FactLeaf("lungs.copd", "recorded", (True,))),
        FactLeaf("lungs.fev1", "below", (50,), if_unknown=YES),
        Not(All((COPD, FactLeaf("lungs.asthma", "is", (True,), if_unknown=NO)))),
        FactLeaf("lungs.copd", "is_not", (True,), if_unknown=YES),
    ],
    ids=["not recorded", "not of recorded", "unknown counts as yes", "not of all", "is not"],
)
def test_a_rule_that_absence_alone_satisfies_fires_once_and_the_engine_ends(condition: Condition) -> None:
    # Unguarded, such a rule matches the library's own state object after each action, for ever (its issue 302).
    engine = engine_of(condition)
    for _ in range(20):
        assert engine.decide(NOBODY).truths["rule-0", ""] is YES


def test_every_compiled_rule_stands_behind_a_positive_test_of_our_own_field() -> None:
    encoding = Encoding([COPD])
    for surely in (True, False):
        for negated in (True, False):
            test = guarded(compile_condition(COPD, encoding, surely, negated))
            assert {"k": 1} in test["$and"]


@pytest.mark.parametrize("empty", [All(()), Any(()), Not(Any(())), All((COPD, Any(())))])
def test_an_empty_group_never_reaches_the_engine(empty: Condition) -> None:
    with pytest.raises(EngineError, match="empty group"):
        engine_of(empty)


def test_conditions_with_more_groups_than_the_library_takes_are_cut_and_decided_alike() -> None:
    deep: Condition = COPD
    for number in range(60):
        other = FactLeaf("lungs.fev1", "below", (float(10 + number),))
        deep = (
            Any((deep, All((other, Not(COPD), Any((COPD, other)))))) if number % 2 else All((deep, Any((other, COPD))))
        )
    plan = book_of({"deep": rule("deep", deep)}).plan
    engine = DurableEngine(plan)
    for copd in (True, False, None):
        for fev1 in (None, Range(9, 9), Range(30, 40), Range(69, 120)):
            patient = facts(**{k: v for k, v in (("lungs__copd", copd), ("lungs__fev1", fev1)) if v is not None})
            assert engine.decide(patient).truths == reference.decide(plan, patient).truths


@pytest.mark.parametrize("width", [2, 14, 15, 16, 40, 90])
def test_wide_conditions_fit(width: int) -> None:
    condition = Any(tuple(FactLeaf("lungs.fev1", "between", (float(n + 5), float(n + 6))) for n in range(width)))
    assert engine_of(condition).decide(facts(lungs__fev1=Range(6, 6))).truths["rule-0", ""] is YES
    parts = list(within_limits(Decision("d", "patient", condition)))
    assert len(parts) > 1 or width < MOST_GROUPS


def test_eighty_rules_that_are_true_at_once_all_fire() -> None:
    # The library fails with error 303 above about 65 rules of one ruleset; the plan is spread over several.
    outcome = engine_of(*[COPD] * 80).decide(facts(lungs__copd=True))
    assert list(outcome.truths.values()) == [YES] * 80


@pytest.mark.hazard("H18")
def test_one_patient_leaves_nothing_behind_for_the_next() -> None:
    engine = engine_of(COPD)
    found = [engine.decide(p).truths["rule-0", ""] for p in (facts(lungs__copd=True), NOBODY, facts(lungs__copd=False))]
    assert found == [YES, UNKNOWN, NO]


def test_the_same_patient_can_be_decided_again_and_again() -> None:
    engine, patient = engine_of(COPD, Not(COPD)), facts(lungs__copd=True)
    assert {tuple(engine.decide(patient).truths.values()) for _ in range(200)} == {(YES, NO)}


def test_an_error_in_the_middle_of_a_patient_is_put_into_words_and_harms_no_later_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = engine_of(COPD, COPD)
    real = native.complete_and_start_action

    def failing(*_: object) -> None:
        raise RuntimeError('Could not proceed, error code: 303, {"lungs": "secret"}')

    monkeypatch.setattr(native, "complete_and_start_action", failing)
    with pytest.raises(EngineError, match="too many rules hold at once") as caught:
        engine.decide(facts(lungs__copd=True))
    assert "secret" not in str(caught.value)
    monkeypatch.setattr(native, "complete_and_start_action", real)
    assert set(engine.decide(facts(lungs__copd=True)).truths.values()) == {YES}


def test_a_fact_that_the_library_takes_for_seen_is_decided_on_a_fresh_ruleset(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, real, calls = engine_of(COPD), native.assert_fact, []

    def seen_once(handle: int, text: str) -> tuple[int, int]:
        calls.append(handle)
        return (2, 0) if len(calls) == 1 else real(handle, text)

    monkeypatch.setattr(native, "assert_fact", seen_once)
    assert engine.decide(facts(lungs__copd=True)).truths["rule-0", ""] is YES
    assert len(set(calls)) == 2


@pytest.mark.hazard("H18")
def test_threads_share_an_engine_without_mixing_patients() -> None:
    engine = engine_of(*[COPD] * 10, *[Not(COPD)] * 10)
    patients = [facts(lungs__copd=number % 2 == 0) for number in range(400)]
    expected = [engine.decide(patient).truths for patient in patients]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda patient: engine.decide(patient).truths, patients)) == expected


def decide_in_process(number: int) -> str:
    return json.dumps(
        [truth.value for truth in engine_of(COPD).decide(facts(lungs__copd=number % 2 == 0)).truths.values()]
    )


def test_processes_have_engines_of_their_own() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(decide_in_process, range(4)) == ['["yes"]', '["no"]'] * 2


def test_a_disagreement_gives_no_advice_and_names_the_rules(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turned(facts: Facts) -> Outcome:
        truths = dict(reference.decide(evaluator.book.plan, facts).truths)
        truths["lung-function-prognosis", ""] = YES
        return Outcome(truths, facts.roles)

    monkeypatch.setattr(evaluator.durable, "decide", turned)
    with pytest.raises(EngineDisagreement, match="lung-function-prognosis") as caught:
        evaluator.decide(NOBODY)
    assert caught.value.rules == ("lung-function-prognosis",)


@pytest.mark.parametrize(
    ("decision", "named"),
    [
        ("concept:daratumumab-regimen", "transfusion-lab-notify (planned regimen)"),
        ("copd-dara-bronchodilator", "copd-dara-bronchodilator (planned regimen)"),
    ],
)
def test_a_disagreement_on_a_part_of_a_rule_names_the_rule_and_the_regimen(
    evaluator: Evaluator, monkeypatch: pytest.MonkeyPatch, decision: str, named: str
) -> None:
    def turned(facts: Facts) -> Outcome:
        truths = dict(reference.decide(evaluator.book.plan, facts).truths)
        truths[decision, "planned"] = NO
        return Outcome(truths, facts.roles)

    monkeypatch.setattr(evaluator.durable, "decide", turned)
    profile = {"patient_id": "p", "as_of": "2024-01-31", "therapy": {"planned": {"agent": "daratumumab"}}}
    planned = derive(PatientProfile.model_validate(profile))
    with pytest.raises(EngineDisagreement) as caught:
        evaluator.decide(planned)
    assert named in str(caught.value)
    assert not [part for part in ("when:", "concept:", "~raw") if part in str(caught.value)]
    assert set(caught.value.rules) <= set(evaluator.book.rules)


def test_each_decision_of_the_shipped_book_is_a_part_of_some_rule(evaluator: Evaluator) -> None:
    book = evaluator.book
    assert [name for name in book.plan.decisions if not book.deciding(name)] == []


def test_the_number_of_a_fault_is_known_to_us() -> None:
    assert all(text for text in durable.MEANINGS.values())
