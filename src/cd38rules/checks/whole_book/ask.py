"""Questions about a book: known patients answer most of them, the solver the rest, and a profile shows each answer.

A question is a set of patients (`reading`). A known patient in it settles it; else the solver proves that nobody is in
it, or gives facts that are, from which a profile is built and looked at again.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import z3

from ...facts import ROLES, Facts
from ...rules.book import RuleBook
from ...self_test import read_cases
from .course_terms import UNNAMED
from .formulas import Formulas
from .invariants_of_regimens import INVARIANTS
from .inverse import profiles_of
from .made_up import Json, MadeUp, recorded
from .masks import Known, Masks, Patients, known
from .reading import Question
from .symbols import Bool, Patient, all_names, facts_of
from .twice import Twice

MADE_UP = 4_000
MOST_MODELS = 24
EFFORT = 50_000_000  # z3's units for one question, some seconds; the book needs 30,000. Seconds depend on the machine

NOBODY, SOMEBODY, NOT_SHOWN = "nobody", "somebody", "not shown"
Shows = Callable[[Known, Masks], bool]
Showing = Callable[[Known], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """`nobody` is proved; `somebody` has a patient; `not shown` means that no profile was found for a possible case."""

    state: str
    patient: Known | None = None

    @property
    def is_nobody(self) -> bool:
        return self.state == NOBODY


class Asker:
    """Asks known patients, then the solver, about one book. Counts how often the solver was needed."""

    def __init__(self, book: RuleBook, made_up: int = MADE_UP) -> None:
        self.book = book
        found = [patient for data in known_data(book, made_up) if (patient := known(data)) is not None]
        # The smallest patient of a set is its first.
        found.sort(key=lambda patient: (len(patient.profile.model_dump_json(exclude_none=True)), str(patient.data)))
        self.masks = Masks(book, Patients(found))
        self.patient = Patient()
        self.formulas = Formulas(book, self.patient)
        self.invariants = [said for invariant in INVARIANTS for said in invariant.build(self.patient)]
        self.solver = solver_with(self.invariants)
        self.asked = 0
        self._twice: dict[tuple[str, bool], Twice] = {}  # the latest only: each fills a solver

    def ask(self, question: Question) -> Answer:
        """Whether anybody is in the set, with somebody who is."""
        patient = self.masks.first(question(self.masks))
        if patient is not None:
            return Answer(SOMEBODY, patient)
        formula = question(self.formulas)
        if z3.is_false(formula):
            return Answer(NOBODY)
        return self.solve(formula, lambda found, masks: bool(question(masks)))

    def smallest(
        self, patient: Known | None, question: Question | None = None, shows: Showing | None = None
    ) -> Known | None:
        """The patient without anything that the answer can do without."""
        if patient is None:
            return None
        for path in removable(patient.data):
            less = known(recorded(taken_out(patient.data, path)))
            if less is None:
                continue
            is_shown = shows(less) if shows else question and question(Masks(self.book, Patients([less])))
            if is_shown:
                return self.smallest(less, question, shows)
        return patient

    def twice(self, fact: str, recorded_once: bool = False) -> Twice:
        """The same patient before and after a fact changes; with `recorded_once` it isn't recorded after."""
        if (fact, recorded_once) not in self._twice:
            self._twice = {(fact, recorded_once): Twice(self, fact, recorded_once)}
        return self._twice[fact, recorded_once]

    def solve(self, formula: Bool, shows: Shows) -> Answer:
        """Asks the solver; `shows` says of a patient (and the list that holds only him) whether he is an answer."""
        self.asked += 1
        self.solver.push()
        try:
            self.solver.add(formula)
            if self.solver.check() == z3.unsat:
                return Answer(NOBODY)
            for assumptions in stages(self.patient):
                for facts in self._models(assumptions):
                    for data in profiles_of(facts):
                        found = known(data)
                        if found is not None and shows(found, Masks(self.book, Patients([found]))):
                            return Answer(SOMEBODY, found)
            return Answer(NOT_SHOWN)
        finally:
            self.solver.pop()

    def _models(self, assumptions: list[Bool]) -> Iterator[Facts]:
        """Facts in the set, each time another in what dates decide, until there are no more or enough."""
        for _ in range(MOST_MODELS):
            if self.solver.check(*assumptions) != z3.sat:
                return
            model = self.solver.model()
            yield facts_of(self.patient, model)
            bits = list(loose(self.patient))
            self.solver.add(z3.Or(*(bit != model.eval(bit, model_completion=True) for bit in bits)))


def solver_with(invariants: Iterable[Bool]) -> z3.Solver:
    """A solver that takes these for granted."""
    solver = z3.Solver()
    solver.set("rlimit", EFFORT)
    solver.set("random_seed", 0)
    solver.add(*invariants)
    return solver


def known_data(book: RuleBook, made_up: int = MADE_UP) -> Iterator[Json]:
    """Patients to ask first: those of the self-test, as they are and with nothing left open, and made-up ones."""
    for case in read_cases(book)[0]:
        yield case.profile
        none: Json = {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []}
        yield case.profile | {"therapy": none | case.profile.get("therapy", {})}
    yield from MadeUp(book).patients(made_up)


def stages(patient: Patient) -> Iterator[list[Bool]]:
    """What is assumed at first, so that the patient is easily written down; less and less, and nothing at last."""
    dated = [z3.Implies(patient.fact("prior.agents").known, patient.fact("prior.last_dose").known)]
    named = [z3.Not(patient.fact("prior.agents").has(name)) for name in (UNNAMED, "other_anti_cd38")]
    one_course = z3.AtMost(*patient.fact("prior.agents").surely.values(), 1)
    yield [*_simply(patient), *dated, *named, one_course]
    yield [*_simply(patient), *dated]
    yield _simply(patient)
    yield []


def _simply(patient: Patient) -> list[Bool]:
    """Exact times, no alternative, counted to the assessment."""
    since = [patient.fact(f"exposure.since_{agent}") for agent in ("daratumumab", "isatuximab")]
    ages = [patient.fact("person.age"), *since]
    return [
        *(fact.low == fact.high for fact in ages),
        z3.Not(patient.active["alternative"]),
        z3.Not(patient.fact("transfusion.red_cells_date").known),
        z3.Not(patient.at("planned", "start").known),
    ]


def loose(patient: Patient) -> Iterator[Bool]:
    """What dates decide, and what they are decided by: models that agree on all of it are tried once."""
    for role in ROLES:
        yield from (patient.active[role], patient.absent[role])
    dated = (
        "washout",
        "recent_daratumumab",
        "switch",
        "daratumumab_refractory",
        "after_isatuximab_pd",
        "start",
        "agent",
    )
    others = ("exposure.", "prior.", "transfusion.", "current.last_dose")
    for name in all_names():
        if name.endswith(dated) or name.startswith(others):
            symbols = patient.fact(name)
            yield symbols.known
            yield from symbols.possibly.values()
            if symbols.definition.type == "flag":
                yield symbols.value


def removable(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """What may be taken out of a patient, groups before their fields. The id and the day of assessment stay."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        if path or key not in ("patient_id", "as_of"):
            yield (*path, key)
            yield from removable(inner, (*path, key))


def taken_out(data: Json, path: tuple[str | int, ...]) -> Json:
    """A copy of the patient without what stands there."""
    less = copy.deepcopy(data)
    inside: Any = less
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return less
