"""A rule file to a rule: what each key becomes, and what is taken over from the texts around it."""

from __future__ import annotations

import pytest

from cd38rules.diagnostics import Diagnostic
from cd38rules.rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from cd38rules.rules.located import read_yaml
from cd38rules.rules.model import Cover, EvidenceUse, Review, Rule, SeverityCase, SeverityChoice, Text
from cd38rules.rules.read_condition import ConditionReader
from cd38rules.rules.read_rule import RuleReader
from cd38rules.truth import NO, UNKNOWN, YES

COPD = FactLeaf("lungs.copd", "is", (True,))
WHOLE = """
id: some-rule
title: A rule
kind: advisory
severity: {critical: {fact: lungs.copd, is: true}, otherwise: warning}
claim: label
applies_when: {fact: regimen.agent, is: daratumumab}
unless: [one]
covers: [two, {rule: three, when: {fact: lungs.copd, is: true}}]
never: {unknown: the reason}
advice:
  summary:
    - {text: First., when: {fact: lungs.copd, is: true}}
    - Second.
  detail: >-
    Two lines
    become one.
evidence:
  - {figure: a/b, supports: summary}
  - {gap: a/c, supports: caveat, when: {fact: lungs.copd, is: true}}
caveats: [One., Two.]
asks: [lungs.fev1]
audience: haematologist
override_reasons: [already-done]
hazards: [H1, H2]
review: {version: 1.2.3, status: active, reviewed_by: [A. B.], last_review: 2026-05-31, next_review: 2027-05-31}
allow: [{check: wording, reason: because}]
"""


def read(text: str) -> tuple[Rule | None, list[Diagnostic]]:
    node, faults = read_yaml(text, "lungs/some-rule.yaml")
    assert node is not None
    return RuleReader("lungs", faults).rule(node), faults


def condition(text: str) -> Condition:
    node, faults = read_yaml(text, "x.yaml")
    found = ConditionReader(faults).read(node)
    assert faults == []
    assert found is not None
    return found


def test_every_key_of_a_rule_is_read() -> None:
    rule, faults = read(WHOLE)
    assert faults == []
    assert rule == Rule(
        id="some-rule",
        topic="lungs",
        title="A rule",
        kind="advisory",
        severity=SeverityChoice("warning", (SeverityCase("critical", COPD),)),
        claim="label",
        applies_when=FactLeaf("regimen.agent", "is", ("daratumumab",)),
        summary=(Text("First.", COPD), Text("Second.")),
        detail=(Text("Two lines become one."),),
        review=Review("1.2.3", "active", ("A. B.",), "2027-05-31", "2026-05-31"),
        unless=("one",),
        covers=(Cover("two"), Cover("three", COPD)),
        never=((UNKNOWN, "the reason"),),
        evidence=(EvidenceUse("a/b", "summary", cited_as="figure"), EvidenceUse("a/c", "caveat", COPD, cited_as="gap")),
        caveats=(Text("One."), Text("Two.")),
        audience=("haematologist",),
        override_reasons=("already-done",),
        asks=("lungs.fev1",),
        hazards=("H1", "H2"),
        allow=(("wording", "because"),),
        scope="regimen",
    )


def test_a_rule_that_reads_no_regimen_is_about_the_patient() -> None:
    rule, _ = read(WHOLE.replace("{fact: regimen.agent, is: daratumumab}", "{fact: lungs.copd, is: true}"))
    assert rule is not None
    assert rule.scope == "patient"


def test_a_rule_with_any_fault_is_no_rule() -> None:
    rule, faults = read(WHOLE.replace("hazards", "hazard"))
    assert rule is None
    assert [(fault.code, str(fault.places[0])) for fault in faults] == [
        ("rule-unknown-key", "lungs/some-rule.yaml:25:1")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{fact: lungs.fev1, below: 50 %}", FactLeaf("lungs.fev1", "below", (50,))),
        ("{fact: lungs.fev1, below: 50%}", FactLeaf("lungs.fev1", "below", (50,))),
        ("{fact: lungs.fev1, at_least: 50.5 %}", FactLeaf("lungs.fev1", "at_least", (50.5,))),
        ("{fact: regimen.doses_given, is: 1 dose}", FactLeaf("regimen.doses_given", "is", (1,))),
        ("{fact: lungs.fev1, between: [50 %, 80 %]}", FactLeaf("lungs.fev1", "between", (50, 80))),
        ("{fact: lungs.fev1, between: [50 %, 50 %]}", FactLeaf("lungs.fev1", "between", (50, 50))),
        ("{fact: prior.agents, one_of: [isatuximab, daratumumab, isatuximab]}",
         FactLeaf("prior.agents", "one_of", ("daratumumab", "isatuximab"))),
        ("{fact: lungs.copd, is: true, if_unknown: yes}", FactLeaf("lungs.copd", "is", (True,), YES)),
        ("{fact: lungs.fev1, recorded: false}", FactLeaf("lungs.fev1", "recorded", (False,))),
        ("{rule: other, is: unknown}", VerdictLeaf("other", UNKNOWN)),
        ("{rule: other, is: yes, if_unknown: no}", VerdictLeaf("other", YES, NO)),
        ("{concept: other, is: no}", VerdictLeaf("concept:other", NO)),
        ("{any_rule: {topic: lungs, claim: label}, is: yes}", AnyRule((("claim", "label"), ("topic", "lungs")))),
        ("{not: {fact: lungs.copd, is: true}}", Not(COPD)),
        ("{any: [{all: [{fact: lungs.copd, is: true}]}]}", Any((All((COPD,)),))),
    ],
)  # fmt: skip
def test_a_condition_is_read_as_it_is_written(text: str, expected: Condition) -> None:
    assert condition(text) == expected


def test_a_digit_of_another_script_is_no_number() -> None:
    node, faults = read_yaml("{fact: lungs.fev1, below: ٥٠ %}", "x.yaml")
    assert ConditionReader(faults).read(node) is None
    assert [fault.code for fault in faults] == ["wrong-type"]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 5000])
@pytest.mark.parametrize("unit", ["", " %", " kg"])
def test_a_number_of_any_length_is_a_fault_and_no_exception(digits: str, unit: str) -> None:
    node, faults = read_yaml(f"{{fact: lungs.fev1, below: {digits}{unit}}}", "x.yaml")
    assert ConditionReader(faults).read(node) is None
    assert faults
