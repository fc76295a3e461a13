"""What tests of facts and of verdicts say, by the one table of operator truth, for every engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from tests.properties.book_strategies import book_of, rule
from tests.semantics.operator_table import OPERATOR_CASES, OperatorCase

from cd38rules.engines import reference
from cd38rules.engines.durable import DurableEngine
from cd38rules.engines.outcome import Outcome
from cd38rules.facts import ROLES, VOCABULARY, Facts, Value
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import All, Condition, FactLeaf, Not, VerdictLeaf
from cd38rules.rules.model import Concept
from cd38rules.rules.read_condition import OPERATORS
from cd38rules.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, negate

Decide = Callable[[Facts], Outcome]

# An engine: from a rule book to what decides a patient by it.
ENGINES: dict[str, Callable[[RuleBook], Decide]] = {
    "reference": lambda book: lambda facts: reference.decide(book.plan, facts),
    "durable": lambda book: DurableEngine(book.plan).decide,
}
EVERY_ENGINE = pytest.mark.parametrize("engine", ENGINES)
SETTLED = {"": None, " if_unknown yes": YES, " if_unknown no": NO}
TRUTHS = (YES, NO, UNKNOWN)
COPD = FactLeaf("lungs.copd", "is", (True,))
ASTHMA = FactLeaf("lungs.asthma", "is", (True,))
SUBCUTANEOUS = FactLeaf("regimen.route", "is", ("subcutaneous",))
NO_REGIMENS = dict.fromkeys(ROLES, NO)


def settled(truth: Truth, if_unknown: Truth | None) -> Truth:
    return if_unknown if truth is UNKNOWN and if_unknown is not None else truth


def decider(engine: str, concept: Condition | None = None, **conditions: Condition) -> Decide:
    """An engine over rules with these conditions (and, if given, the concept `shared`)."""
    concepts = {} if concept is None else {"shared": Concept("shared", "shared", "tests", "tests", concept)}
    return ENGINES[engine](book_of({name: rule(name, condition) for name, condition in conditions.items()}, concepts))


def patient(copd: Truth = UNKNOWN, asthma: Truth = UNKNOWN) -> Facts:
    known: dict[str, Value] = {
        name: truth is YES for name, truth in (("lungs.copd", copd), ("lungs.asthma", asthma)) if truth is not UNKNOWN
    }
    return Facts(known, NO_REGIMENS, frozenset())


# ---------------------------------------------------------------------------------------------- tests of facts


@EVERY_ENGINE
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in OPERATOR_CASES])
def test_a_test_of_a_fact_is_as_in_the_table(case: OperatorCase, engine: str) -> None:
    for words, if_unknown in SETTLED.items():
        if case.operator == "recorded" and if_unknown is not None:
            continue  # `recorded` always decides; the loader refuses `if_unknown` beside it
        leaf = case.leaf(if_unknown)
        outcome = decider(engine, plain=leaf, negated=Not(leaf), twice=Not(Not(leaf)))(case.facts())
        expected = settled(case.truth, if_unknown)
        scope = "regimen" if case.role else "patient"
        got = {name: outcome.of(name, scope, case.role) for name in ("plain", "negated", "twice")}
        assert got == {"plain": expected, "negated": negate(expected), "twice": expected}, case.name + words


@cache
def whole_table(engine: str) -> tuple[dict[str, FactLeaf], Decide]:
    """Each different test of the table as a rule, all in one book: literals of the same fact beside each other."""
    leaves = dict.fromkeys(case.leaf(if_unknown) for case in OPERATOR_CASES for if_unknown in (None, YES, NO))
    named = {f"test-{number}": leaf for number, leaf in enumerate(leaves)}
    return named, decider(engine, **named)


@EVERY_ENGINE
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in OPERATOR_CASES])
def test_other_rules_on_the_same_fact_change_nothing(case: OperatorCase, engine: str) -> None:
    named, decide = whole_table(engine)
    outcome = decide(case.facts())
    for name, leaf in named.items():
        if leaf == case.leaf(leaf.if_unknown):
            assert outcome.truths[name, case.role] is settled(case.truth, leaf.if_unknown), f"{case.name}: {leaf}"


def test_the_table_covers_every_operator_of_every_type_with_every_truth_it_can_have() -> None:
    covered = {(VOCABULARY[case.fact].type, case.operator, case.truth) for case in OPERATOR_CASES}
    wanted = {
        (kind, operator, truth)
        for kind, operators in OPERATORS.items()
        for operator in operators
        for truth in ((YES, NO) if operator == "recorded" else TRUTHS)
    }
    assert covered == wanted


# ------------------------------------------------------------------------------------------- tests of verdicts

# verdict: (is yes, is no, is unknown)
VERDICT_IS: dict[Truth, tuple[Truth, Truth, Truth]] = {
    YES: (YES, NO, NO),
    NO: (NO, YES, NO),
    UNKNOWN: (UNKNOWN, UNKNOWN, YES),
}
VERDICT_CASES = [
    pytest.param(verdict, equals, words, id=f"{verdict.value} is {equals.value}{words}")
    for verdict, equals, words in product(TRUTHS, TRUTHS, SETTLED)
]


@EVERY_ENGINE
@pytest.mark.parametrize("target", ["base", "concept:shared"])
@pytest.mark.parametrize(("verdict", "equals", "words"), VERDICT_CASES)
def test_a_test_of_a_verdict_or_concept_is_as_in_the_table(
    verdict: Truth, equals: Truth, words: str, target: str, engine: str
) -> None:
    leaf = VerdictLeaf(target, equals, SETTLED[words])
    outcome = decider(engine, COPD, base=COPD, plain=leaf, negated=Not(leaf))(patient(copd=verdict))
    expected = settled(VERDICT_IS[verdict][TRUTHS.index(equals)], SETTLED[words])
    got = outcome.of("plain", "patient"), outcome.of("negated", "patient")
    assert got == (expected, negate(expected))


@EVERY_ENGINE
@pytest.mark.parametrize("verdict", TRUTHS)
def test_verdicts_of_verdicts_are_decided_layer_by_layer(verdict: Truth, engine: str) -> None:
    decide = decider(
        engine,
        COPD,
        third=VerdictLeaf("second", UNKNOWN),
        second=VerdictLeaf("first", NO),
        first=VerdictLeaf("concept:shared", YES),
    )
    outcome = decide(patient(copd=verdict))
    got = tuple(outcome.of(name, "patient") for name in ("first", "second", "third"))
    assert got == (verdict, negate(verdict), YES if verdict is UNKNOWN else NO)


# (the rule's own condition, that of the rule it yields to): the verdict
UNLESS: dict[tuple[Truth, Truth], Truth] = {
    (YES, YES): NO,
    (YES, NO): YES,
    (YES, UNKNOWN): YES,
    (NO, YES): NO,
    (NO, NO): NO,
    (NO, UNKNOWN): NO,
    (UNKNOWN, YES): NO,
    (UNKNOWN, NO): UNKNOWN,
    (UNKNOWN, UNKNOWN): UNKNOWN,
}


@EVERY_ENGINE
@pytest.mark.parametrize(
    ("own", "other"), [pytest.param(*key, id=f"{key[0].value} unless {key[1].value}") for key in UNLESS]
)
def test_unless_silences_only_when_the_other_rule_is_surely_yes(own: Truth, other: Truth, engine: str) -> None:
    rules = {"yields": rule("yields", COPD, unless=("silences",)), "silences": rule("silences", ASTHMA)}
    outcome = ENGINES[engine](book_of(rules))(patient(own, other))
    assert outcome.of("yields", "patient") is UNLESS[own, other]
    assert outcome.of("yields~raw", "patient") is own


@EVERY_ENGINE
@pytest.mark.parametrize(("first", "second"), list(product(TRUTHS, repeat=2)))
def test_one_of_two_rules_is_enough_to_silence(first: Truth, second: Truth, engine: str) -> None:
    yielding = rule("yields", FactLeaf("transfusion.kell", "recorded", (False,)), unless=("one", "two"))
    outcome = ENGINES[engine](book_of({"yields": yielding, "one": rule("one", COPD), "two": rule("two", ASTHMA)}))(
        patient(first, second)
    )
    assert outcome.of("yields", "patient") is (NO if YES in (first, second) else YES)


# --------------------------------------------------------------------------------------------------- the roles

# A regimen in a role: how the role is recorded, and the route, so that the base rule has the truth on the right.
IN_ROLE: dict[str, tuple[Truth, str | None, Truth]] = {
    "none": (NO, None, NO),
    "not recorded": (UNKNOWN, None, UNKNOWN),
    "yes": (YES, "subcutaneous", YES),
    "no": (YES, "intravenous", NO),
    "unknown": (YES, None, UNKNOWN),
}
ACROSS = [
    pytest.param(states, id=", ".join(f"{role} {state}" for role, state in zip(ROLES, states, strict=True)))
    # An alternative plan that isn't recorded is no regimen.
    for states in product(IN_ROLE, IN_ROLE, [state for state in IN_ROLE if state != "not recorded"])
]


def regimens(states: tuple[str, ...]) -> Facts:
    roles = {role: IN_ROLE[state][0] for role, state in zip(ROLES, states, strict=True)}
    values: dict[str, Value] = {
        f"{role}.route": frozenset({route})
        for role, state in zip(ROLES, states, strict=True)
        if (route := IN_ROLE[state][1]) is not None
    }
    return Facts(values, roles, frozenset())


@cache
def role_rules(engine: str) -> Decide:
    return decider(
        engine,
        SUBCUTANEOUS,
        base=SUBCUTANEOUS,
        any_role=VerdictLeaf("base", YES),
        no_role=VerdictLeaf("base", NO),
        open_role=VerdictLeaf("base", UNKNOWN),
        by_concept=VerdictLeaf("concept:shared", YES),
        same_role=All((VerdictLeaf("base", NO), FactLeaf("regimen.route", "recorded", (True,)))),
    )


@EVERY_ENGINE
@pytest.mark.parametrize("states", ACROSS)
def test_a_rule_of_the_patient_sees_whether_a_rule_of_regimens_holds_for_any(
    states: tuple[str, ...], engine: str
) -> None:
    outcome = role_rules(engine)(regimens(states))
    joined = any_of(IN_ROLE[state][2] for state in states)
    got = {name: outcome.of(name, "patient") for name in ("any_role", "no_role", "open_role", "by_concept")}
    assert got == {
        "any_role": joined,
        "no_role": negate(joined),
        "open_role": YES if joined is UNKNOWN else NO,
        "by_concept": joined,
    }


@EVERY_ENGINE
@pytest.mark.parametrize("states", ACROSS)
def test_a_rule_of_regimens_is_decided_for_each_and_sees_others_in_its_own_role(
    states: tuple[str, ...], engine: str
) -> None:
    outcome = role_rules(engine)(regimens(states))
    for role, state in zip(ROLES, states, strict=True):
        recorded, route, truth = IN_ROLE[state]
        assert outcome.of("base", "regimen", role) is truth, role
        own = all_of([negate(truth), YES if route else NO]) if recorded is YES else recorded
        assert outcome.of("same_role", "regimen", role) is own, role


@EVERY_ENGINE
@pytest.mark.parametrize("states", ACROSS)
def test_unless_between_rules_of_regimens_silences_only_the_same_role(states: tuple[str, ...], engine: str) -> None:
    any_regimen = FactLeaf("regimen.doses_given", "recorded", (False,))
    rules = {"yields": rule("yields", any_regimen, unless=("base",)), "base": rule("base", SUBCUTANEOUS)}
    outcome = ENGINES[engine](book_of(rules))(regimens(states))
    for role, state in zip(ROLES, states, strict=True):
        recorded, _, truth = IN_ROLE[state]
        expected = recorded if recorded is not YES else NO if truth is YES else YES
        assert outcome.of("yields", "regimen", role) is expected, role


@EVERY_ENGINE
@pytest.mark.parametrize("verdict", TRUTHS)
def test_a_rule_of_regimens_may_build_on_a_rule_of_the_patient(verdict: Truth, engine: str) -> None:
    given = FactLeaf("regimen.route", "recorded", (True,))
    decide = decider(engine, base=COPD, uses=All((VerdictLeaf("base", YES), given)))
    facts = regimens(("yes", "no", "none"))
    known: dict[str, Value] = {} if verdict is UNKNOWN else {"lungs.copd": verdict is YES}
    outcome = decide(Facts(facts.values | known, facts.roles, frozenset()))
    got = [outcome.of("uses", "regimen", role) for role in ROLES]
    assert got == [verdict, verdict, NO]
