"""The steps of the feature files, in clinical words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from cd38rules.diagnostics import ProfileError
from cd38rules.evaluation import Evaluator
from cd38rules.facts import ROLES, derive
from cd38rules.profile import PatientProfile
from cd38rules.report import Advisory, Report
from cd38rules.truth import NO, UNKNOWN, YES, Truth

from .clinical_words import Json, put, put_course
from .made_up_book import made_up_book

Table = list[list[str]]


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    """Tags such as @rule:code only name what a scenario is about; they are no pytest markers."""
    return True


def pytest_bdd_after_step(step: Any) -> None:
    """The results on the review site hold the patient too, whose facts stand in the tables of the steps."""
    if step.datatable is not None:
        rows = "; ".join(" ".join(cell.value for cell in row.cells if cell.value) for row in step.datatable.rows)
        if not step.name.endswith(rows):
            step.name = f"{step.name}: {rows}"


class Consultation:
    """The patient of one scenario, and what the rule book says of them."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.input: Json = {}
        self.refused: ProfileError | None = None
        self.report: Report | None = None
        self.profile: PatientProfile | None = None

    def evaluate(self) -> None:
        try:
            self.profile = PatientProfile.model_validate(self.input)
        except ProfileError as error:
            self.refused = error
            return
        self.report = self.evaluator.evaluate(self.profile)

    @property
    def accepted(self) -> Report:
        assert self.refused is None, f"the input was refused: {self.refused}"
        assert self.report is not None, "the rule book was not applied"
        return self.report

    def verdicts(self, code: str, role: str = "") -> dict[str, Truth]:
        """The verdicts of a rule by role ("" for the patient as a whole)."""
        assert self.accepted
        assert self.profile is not None
        assert code in self.evaluator.book.rules, f"there is no rule {code}"
        facts = derive(self.profile)
        outcome = self.evaluator.decide(facts)
        found = {r: truth for (name, r), truth in outcome.truths.items() if name == code}
        if self.evaluator.book.rules[code].scope == "regimen":
            found |= {r: facts.roles[r] for r in ROLES if facts.roles[r] is UNKNOWN}
        return {r: truth for r, truth in found.items() if r == role} if role else found

    def shown(self, code: str, role: str = "") -> list[Advisory]:
        return [a for a in self.accepted.applying() if a.rule == code and (not role or role in a.roles)]


@pytest.fixture
def consultation(evaluator: Evaluator) -> Consultation:
    return Consultation(evaluator)


# ── Given ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(parsers.re(r"a patient assessed on (?P<day>[\d-]+)$"))
def a_patient(consultation: Consultation, day: str, datatable: Any = None) -> None:
    consultation.input = {"patient_id": "feature", "as_of": day}
    for word, text in datatable or []:
        put(consultation.input, word, text)


@given(parsers.re(r"an earlier course of (?P<agent>[\w -]+)$"))
def an_earlier_course(consultation: Consultation, agent: str, datatable: Any = None) -> None:
    put_course(consultation.input, agent, [(word, text) for word, text in datatable or []])


@given("the rules")
def the_rules(consultation: Consultation, docstring: str) -> None:
    consultation.evaluator = Evaluator(made_up_book(docstring))


# ── When ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@when("the rule book is applied")
def the_rule_book_is_applied(consultation: Consultation) -> None:
    consultation.evaluate()


# ── Then ────────────────────────────────────────────────────────────────────────────────────────────────────────────

CODE = r"(?P<code>[a-z][a-z0-9-]*)"
ROLE = r"(?: (?:to|for) the (?P<role>current|planned|alternative) regimen)?"


@then(parsers.re(rf"{CODE} applies{ROLE}(?: as (?P<severity>critical|warning|info))?$"))
def it_applies(consultation: Consultation, code: str, role: str | None, severity: str | None) -> None:
    verdicts = consultation.verdicts(code, role or "")
    assert YES in verdicts.values(), f"{code}: expected yes, got {verdicts}"
    if severity:
        assert {a.severity for a in consultation.shown(code, role or "")} == {severity}


@then(parsers.re(rf"the verdict of {CODE} is (?P<verdict>yes|no|unknown){ROLE}$"))
def the_verdict_is(consultation: Consultation, code: str, verdict: str, role: str | None) -> None:
    profile = PatientProfile.model_validate(consultation.input)
    rule = consultation.evaluator.book.rules[code]
    found = consultation.evaluator.decide(derive(profile)).of(code, rule.scope, role or "")
    assert found is Truth(verdict), f"{code}: expected {verdict}, got {found.value}"


@then(parsers.re(rf"{CODE} is shown as (?P<severity>critical|warning|info)$"))
def it_is_shown_as(consultation: Consultation, code: str, severity: str) -> None:
    consultation.evaluate()
    assert [a.severity for a in consultation.shown(code)] == [severity]


@then(parsers.re(rf"{CODE} does not apply{ROLE}$"))
def it_does_not_apply(consultation: Consultation, code: str, role: str | None) -> None:
    verdicts = consultation.verdicts(code, role or "")
    assert all(truth is NO for truth in verdicts.values()), f"{code}: expected no, got {verdicts}"


@then(parsers.re(rf"{CODE} can't be decided{ROLE} without (?P<label>.+)$"))
def it_cannot_be_decided(consultation: Consultation, code: str, role: str | None, label: str) -> None:
    verdicts = consultation.verdicts(code, role or "")
    assert {UNKNOWN} <= {*verdicts.values()} <= {UNKNOWN, NO}, f"{code}: expected unknown, got {verdicts}"
    missing = {f.label for e in consultation.accepted.not_evaluable if e.rule == code for f in e.missing}
    assert label in missing, f"{code}: expected to ask for {label!r}, asks for {sorted(missing)}"


@then(parsers.re(rf"{CODE} waits for the (?P<role>current|planned) regimen$"))
def it_waits_for_the_regimen(consultation: Consultation, code: str, role: str) -> None:
    assert consultation.verdicts(code, role) == {role: UNKNOWN}
    assert role in [entry.role for entry in consultation.accepted.not_checked]


@then(parsers.re(rf"{CODE} is silenced by (?P<other>[a-z0-9-]+)$"))
def it_is_silenced(consultation: Consultation, code: str, other: str) -> None:
    silenced = {entry.rule: entry.by for entry in consultation.accepted.suppressed}
    assert other in silenced.get(code, ()), f"silenced: {silenced}"


@then(parsers.re(rf"{CODE} is shown under (?P<other>[a-z0-9-]+)$"))
def it_is_shown_under(consultation: Consultation, code: str, other: str) -> None:
    consultation.evaluate()
    assert [a for a in consultation.shown(code) if other in a.covered_by], f"{code} is not covered by {other}"


@then(parsers.re(rf"{CODE} is an alert of its own$"))
def it_is_an_alert(consultation: Consultation, code: str) -> None:
    consultation.evaluate()
    assert [a for a in consultation.shown(code) if not a.covered_by], f"{code} is covered or not shown"


@then(parsers.re(rf"{CODE} says “(?P<words>.+)”$"))
def it_says(consultation: Consultation, code: str, words: str) -> None:
    texts = [" ".join((a.summary, a.detail, *a.caveats)) for a in consultation.shown(code)]
    assert any(words in text for text in texts), f"{code} says {texts}"


@then(parsers.re(rf"{CODE} does not say “(?P<words>.+)”$"))
def it_does_not_say(consultation: Consultation, code: str, words: str) -> None:
    texts = [" ".join((a.summary, a.detail, *a.caveats)) for a in consultation.shown(code)]
    assert texts, f"{code} is not shown"
    assert not any(words in text for text in texts), f"{code} says {texts}"


@then(parsers.re(rf"{CODE} cites (?P<entry>[a-z0-9-]+/[a-z0-9-]+)$"))
def it_cites(consultation: Consultation, code: str, entry: str) -> None:
    cited = [e.id for a in consultation.shown(code) for e in a.evidence]
    assert entry in cited, f"{code} cites {cited}"


@then(parsers.re(rf"{CODE} does not cite (?P<entry>[a-z0-9-]+/[a-z0-9-]+)$"))
def it_does_not_cite(consultation: Consultation, code: str, entry: str) -> None:
    cited = [e.id for a in consultation.shown(code) for e in a.evidence]
    assert cited, f"{code} cites nothing"
    assert entry not in cited, f"{code} cites {cited}"


@then(parsers.re(rf"{CODE} asks for (?P<label>.+)$"))
def it_asks_for(consultation: Consultation, code: str, label: str) -> None:
    asked = [fact.label for a in consultation.shown(code) for fact in a.facts_missing]
    assert label in asked, f"{code} asks for {asked}"


@then(parsers.re(rf"{CODE} assumes something of (?P<label>.+)$"))
def it_assumes(consultation: Consultation, code: str, label: str) -> None:
    assumed = {fact.label for a in consultation.shown(code) for fact in a.facts_assumed}
    assert label in assumed, f"{code} assumes {sorted(assumed)}"


@then(parsers.re(rf"the input is refused with {CODE}$"))
def the_input_is_refused(consultation: Consultation, code: str) -> None:
    assert consultation.refused is not None, "the input was accepted"
    assert code in {diagnostic.code for diagnostic in consultation.refused.diagnostics}, str(consultation.refused)


@then(parsers.re(r"the refusal hints “(?P<words>.+)”$"))
def the_refusal_hints(consultation: Consultation, words: str) -> None:
    assert consultation.refused is not None, "the input was accepted"
    assert words in " ".join(diagnostic.hint for diagnostic in consultation.refused.diagnostics)


@then("the input is accepted")
def the_input_is_accepted(consultation: Consultation) -> None:
    assert consultation.accepted


@then(parsers.re(rf"the input is flagged with {CODE}$"))
def the_input_is_flagged(consultation: Consultation, code: str) -> None:
    assert code in {issue.code for issue in consultation.accepted.input_issues}


@then(parsers.re(rf"the input is not flagged with {CODE}$"))
def the_input_is_not_flagged(consultation: Consultation, code: str) -> None:
    assert code not in {issue.code for issue in consultation.accepted.input_issues}
