"""What a fact that isn't recorded may hide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ...facts import VOCABULARY, FactDefinition, split_instance
from ...flip import plan_behind
from ...rules.condition import All, Condition, FactLeaf, VerdictLeaf, walk
from ...rules.model import Rule
from ...truth import YES
from ..check import Found
from .showing import doubt, for_role, place_of, shown_as

if TYPE_CHECKING:
    from .ask import Asker
    from .masks import Known
    from .reading import Reading, Set

MOST_KNOWN = 8
"""How many known patients are tried for each rule and fact before the solver is asked."""


def missing_data_hides_warning(asker: Asker) -> Iterator[Found]:
    """A fact that isn't recorded hides no critical or warning advisory without a word.

    Where an advisory of severity critical or warning applies to a patient, and wouldn't apply if one fact weren't
    recorded, the report without that fact must name it: as asked by a question, or among what would decide a rule. A
    rule that says itself what is taken for a fact that isn't recorded (`if_unknown`), or builds on a derived fact that
    names what stands in for it, has decided it. A regimen that isn't recorded is always named in the report, an
    alternative plan that isn't is none, and where a derived fact asks for doses, a number that isn't recorded counts
    as doses given.
    """
    from .changed_fact import base_facts

    rules = [asker.book.rules[name] for name in asker.book.plan_rules]
    warnings = [rule for rule in rules if rule.kind == "advisory" and set(_severities(rule)) & {"critical", "warning"}]
    read = {rule.id: _facts_read(asker, rule) for rule in warnings}
    told: set[tuple[str, str]] = set()
    for fact in base_facts():
        if split_instance(fact)[0] == "regimen.agent":
            continue
        base = split_instance(fact)[0]
        concerned = [(rule, role) for rule in warnings for role in _roles(asker, rule, fact) if fact in read[rule.id]]
        concerned = [(rule, role) for rule, role in concerned if (rule.id, base) not in told]
        for found in _hidden_by(asker, fact, concerned):
            told |= {(name, base) for name in found.rules}
            yield found


def _hidden_by(asker: Asker, fact: str, concerned: list[tuple[Rule, str]]) -> Iterator[Found]:
    left: list[tuple[Rule, str]] = []
    told: set[str] = set()
    for rule, role in concerned:
        if rule.id in told:
            continue
        patient = next((p for p in _candidates(asker, rule, role, fact) if _hides(asker, rule, role, fact, p)), None)
        if patient is not None:
            told.add(rule.id)
            yield _found(asker, rule, role, fact, patient, "")
        else:
            left.append((rule, role))
    if not left:
        return
    pair = asker.twice(fact, recorded_once=True)
    named = _named(pair.after, fact)
    for rule, role in left:
        if rule.id in told:
            continue
        formula = _hiding(pair.before, pair.after, rule, role, named)
        answer = pair.solve(formula, partial(_hides, asker, rule, role, fact))
        if not answer.is_nobody:
            told.add(rule.id)
            yield _found(asker, rule, role, fact, answer.patient, doubt(answer))


def _found(asker: Asker, rule: Rule, role: str, fact: str, patient: Known | None, extra: str) -> Found:
    message = f"without `{fact}` on record the rule{for_role(role)} is silent, and nothing asks for it{extra}"
    hint = "let a question ask for it, or say what is taken for it (`if_unknown`)"
    smallest = asker.smallest(patient, shows=partial(_hides, asker, rule, role, fact))
    return Found(message, place_of(rule), hint, (), shown_as(smallest), (rule.id,))


def _severities(rule: Rule) -> list[str]:
    return [*(case.severity for case in rule.severity.cases), rule.severity.otherwise]


def _roles(asker: Asker, rule: Rule, fact: str) -> list[str]:
    """The roles in which a fact can hide a rule: that of its regimen, and those that see the current one."""
    of_role = split_instance(fact)[1]
    roles = [role for role in asker.formulas.roles_of(rule.id) if fact != f"{role}.agent"]
    return [
        role for role in roles if not role or not of_role or of_role in (role, "current") or fact.endswith(".agent")
    ]


def _facts_read(asker: Asker, rule: Rule) -> set[str]:
    """The base facts that the rule and all that it builds on read, but for those that it says something of itself."""
    from .symbols import all_names

    read: set[str] = set()
    settled: set[str] = set()
    for decision in plan_behind(asker.book.plan, rule.id).decisions.values():
        for leaf in walk(decision.condition):
            if isinstance(leaf, FactLeaf):
                definition = VOCABULARY[leaf.fact]
                inputs = set(definition.inputs or (leaf.fact,)) | {leaf.fact}
                read |= inputs
                settled |= set(definition.stand_ins) | (inputs if leaf.if_unknown is not None else set())
    return {name for name in all_names() if _is_of(name, read) and not _is_of(name, settled)}


def _is_of(instance: str, names: set[str]) -> bool:
    return instance in names or split_instance(instance)[0] in names


def _candidates(asker: Asker, rule: Rule, role: str, fact: str) -> Iterator[Known]:
    """Known patients to whom the rule applies and of whom the fact is recorded."""
    bits = asker.masks.yes(rule.id, role) & asker.masks.patients.recorded.get(fact, 0)
    for _ in range(MOST_KNOWN):
        patient = asker.masks.first(bits)
        if patient is None:
            return
        yield patient
        bits &= bits - 1


def _hides(asker: Asker, rule: Rule, role: str, fact: str, patient: Known) -> bool:
    """Whether the rule applies to the patient, not without the fact, and the report without it doesn't name it."""
    from ...evaluation import evaluator_for
    from .changed_fact import without
    from .masks import Masks, Patients, known

    data = without(patient.data, fact)
    less = None if data is None else known(data)
    if less is None:
        return False
    both = Masks(asker.book, Patients([patient, less]))
    warns = both.all_of([both.yes(rule.id, role), both.any_of(_warns(both, rule, role))])
    if not warns & 1 or not both.no(rule.id, role) & 2:
        return False
    report = evaluator_for(asker.book).evaluate(less.profile)
    named = {missing.name for question in report.questions for missing in question.facts_missing}
    named |= {entry.name for entry in report.facts_to_record}
    named |= {f"{entry.role}.agent" for entry in report.not_checked}
    return fact not in named


def _warns(reading: Reading, rule: Rule, role: str) -> list[Set]:
    return [reading.severity_is(rule, severity, role) for severity in ("critical", "warning")]


def _hiding(before: Reading, after: Reading, rule: Rule, role: str, named: Set) -> Set:
    warned = before.all_of([before.yes(rule.id, role), before.any_of(_warns(before, rule, role))])
    return after.all_of([warned, after.no(rule.id, role), after.none_of(named)])


def _named(reading: Reading, fact: str) -> Set:
    """Those whose report names a fact: a question asks for it, or it stands among what would decide a rule."""
    asked = [
        reading.yes(question.id, each)
        for question in reading.book.rules.values()
        if question.kind == "question" and question.id in reading.plan.decisions and _asks(question, fact)
        for each in reading.roles_of(question.id)
    ]
    others = ((other, each) for other in reading.book.plan_rules for each in reading.roles_of(other))
    return reading.any_of([*asked, *(_named_by(reading, other, each, fact) for other, each in others)])


def _named_by(reading: Reading, rule: str, role: str, fact: str) -> Set:
    """Those for whom the rule isn't decided, and the report names the fact among what would decide it.

    Said of the tests that must all hold: where the rule isn't decided none of them is no, so that each that isn't
    decided counts.
    """
    open_tests = []
    for leaf, definition in _tests_that_must_hold(reading, rule):
        name = role + leaf.fact[len("regimen") :] if leaf.fact.startswith("regimen.") and role else leaf.fact
        behind = {role + i[len("regimen") :] if i.startswith("regimen.") else i for i in definition.inputs} or {name}
        if fact in behind:
            definitely, possibly = reading.condition(leaf, role)
            open_tests.append(reading.all_of([possibly, reading.none_of(definitely)]))
    if not open_tests:
        return reading.nobody
    return reading.all_of([reading.unknown(rule, role), reading.any_of(open_tests)])


def _tests_that_must_hold(reading: Reading, decision: str) -> Iterator[tuple[FactLeaf, FactDefinition]]:
    found = reading.plan.decisions[decision]
    waiting: list[Condition] = [found.condition]
    while waiting:
        part = waiting.pop()
        if isinstance(part, All):
            waiting += part.parts
        elif isinstance(part, FactLeaf) and part.if_unknown is None and part.operator != "recorded":
            yield part, VOCABULARY[part.fact]
        elif isinstance(part, VerdictLeaf) and part.if_unknown is None and part.equals is YES:
            inner = reading.plan.decisions[part.target]
            if inner.scope == found.scope:
                waiting.append(inner.condition)


def _asks(question: Rule, fact: str) -> bool:
    asked = set(question.asks) | {i for name in question.asks for i in VOCABULARY[name].inputs}
    return _is_of(fact, asked)
