"""The solver's model of the language and of patients, against the reference engine and real profiles."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("z3", reason="z3-solver (the extra `check`) isn't installed")

import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corpus.generated import patients
from tests.properties.book_strategies import facts_for, rulebooks
from tests.properties.profile_strategies import profiles

from cd38rules.checks.whole_book.formulas import Formulas
from cd38rules.checks.whole_book.invariants_of_regimens import INVARIANTS
from cd38rules.checks.whole_book.masks import Known, Masks, Patients, known
from cd38rules.checks.whole_book.symbols import Patient, facts_of, pinned
from cd38rules.diagnostics import ProfileError
from cd38rules.engines import reference
from cd38rules.engines.outcome import PATIENT
from cd38rules.facts import Facts, definition_of, derive
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.truth import NO, UNKNOWN, YES, Truth

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book


def truths_in_model(book: RuleBook, facts: Facts) -> dict[tuple[str, str], Truth]:
    """The verdict that the solver's model gives to each decision for these facts."""
    patient = Patient()
    formulas = Formulas(book, patient)
    solver = z3.Solver()
    solver.add(*pinned(patient, facts))
    assert solver.check() == z3.sat
    model = solver.model()
    found = {}
    for decision in book.plan.decisions.values():
        for role in facts.active_roles if decision.scope == "regimen" else (PATIENT,):
            definitely, possibly = (
                z3.is_true(model.eval(part, model_completion=True)) for part in formulas.decision(decision.id, role)
            )
            assert possibly or not definitely
            found[decision.id, role] = YES if definitely else UNKNOWN if possibly else NO
    return found


@settings(max_examples=40)
@given(rulebooks(), st.data())
def test_for_generated_books_and_facts_the_model_decides_as_the_reference_engine(
    book: RuleBook, data: st.DataObject
) -> None:
    facts = data.draw(facts_for())
    assert truths_in_model(book, facts) == dict(reference.decide(book.plan, facts).truths)


@settings(max_examples=40)
@given(rulebooks(), st.lists(profiles(), min_size=1, max_size=8))
def test_for_generated_books_a_list_of_patients_is_decided_as_the_reference_engine_decides_each(
    book: RuleBook, found: list[PatientProfile]
) -> None:
    patients = Patients([Known({}, profile, derive(profile)) for profile in found])
    masks = Masks(book, patients)
    for number, patient in enumerate(patients.patients):
        for (name, role), truth in reference.decide(book.plan, patient.facts).truths.items():
            definitely, possibly = (bool(bits >> number & 1) for bits in masks.decision(name, role))
            assert (YES if definitely else UNKNOWN if possibly else NO) is truth


@settings(max_examples=20)
@given(facts_for())
def test_facts_that_are_pinned_are_read_back(facts: Facts) -> None:
    patient, solver = Patient(), z3.Solver()
    solver.add(*pinned(patient, facts))
    assert solver.check() == z3.sat
    assert facts_of(patient, solver.model()) == facts


def broken_by(facts: Facts) -> list[str]:
    """The sentences that the facts contradict."""
    patient, found = Patient(), []
    for invariant in INVARIANTS:
        solver = z3.Solver()
        solver.add(*pinned(patient, facts), *invariant.build(patient))
        if solver.check() != z3.sat:
            found.append(invariant.sentence)
    return found


class Satisfies:
    def __init__(self) -> None:
        self.patient, self.solver = Patient(), z3.Solver()
        for invariant in INVARIANTS:
            self.solver.add(*invariant.build(self.patient))

    def __call__(self, facts: Facts) -> bool:
        self.solver.push()
        self.solver.add(*pinned(self.patient, facts))
        found = self.solver.check()
        self.solver.pop()
        return bool(found == z3.sat)


SATISFIES = Satisfies()


@given(profiles())
def test_every_profile_satisfies_the_invariants(profile: PatientProfile) -> None:
    facts = derive(profile)
    assert SATISFIES(facts), broken_by(facts)


def test_every_made_up_patient_satisfies_the_invariants() -> None:
    for data in patients(300):
        try:
            facts = derive(PatientProfile.model_validate_json(json.dumps(data)))
        except ProfileError:
            continue
        assert SATISFIES(facts), (broken_by(facts), data)


def test_each_invariant_has_a_sentence_of_its_own() -> None:
    sentences = [invariant.sentence for invariant in INVARIANTS]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_for_the_shipped_book_made_up_patients_get_the_verdicts_of_the_reference_engine(book: RuleBook) -> None:
    found = [patient for data in patients(300) if (patient := known(data)) is not None]
    masks = Masks(book, Patients(found))
    for number, patient in enumerate(found):
        for (name, role), truth in reference.decide(book.plan, patient.facts).truths.items():
            definitely, possibly = (bool(bits >> number & 1) for bits in masks.decision(name, role))
            assert (YES if definitely else UNKNOWN if possibly else NO) is truth, name
    for patient in found[:10]:
        assert truths_in_model(book, patient.facts) == dict(reference.decide(book.plan, patient.facts).truths)


DATED = (
    "progressed",
    "after_planned_start",
    "kell_exempt",
    "typing_in_time",
    "recent",
    "refractory",
    "washout",
    "since",
)


def test_a_derived_fact_that_no_date_decides_follows_from_the_others() -> None:
    for data in patients(15, seed=7):
        if (patient := known(data)) is None:
            continue
        for name, value in patient.facts.values.items():
            definition = definition_of(name)
            if definition.is_derived and definition.type == "flag" and not any(word in name for word in DATED):
                if name.endswith(("route_open", "switch", "after_isatuximab_pd")):
                    continue
                turned = Facts({**patient.facts.values, name: not value}, patient.facts.roles, patient.facts.undecided)
                assert not SATISFIES(turned), name
