"""The same patient before and after one fact changes, for the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import z3

from ...facts import split_instance
from .changed_fact import changing_with
from .formulas import Formulas, conjunction, disjunction
from .inverse import profiles_of
from .masks import Known, known
from .symbols import Bool, Patient, facts_of, renaming

BY_DATES = ("recent_daratumumab",)

if TYPE_CHECKING:
    from .ask import Answer, Asker


@dataclass
class Twice:
    """Two readings of one book: `before`, and `after` one fact and what is derived from it has changed."""

    asker: Asker
    fact: str
    recorded_once: bool
    before: Formulas = field(init=False)
    after: Formulas = field(init=False)

    def __post_init__(self) -> None:
        from .ask import solver_with

        self.one = self.asker.patient
        self.before = self.asker.formulas
        self.two = Patient("after:", self.one, changing_with(self.fact))
        self.after = Formulas(self.asker.book, self.two)
        pairs = renaming(self.one, self.two)
        renamed = [z3.substitute(said, *pairs) for said in self.asker.invariants]
        own = [after for said, after in zip(self.asker.invariants, renamed, strict=True) if not after.eq(said)]
        self.solver = solver_with([*self.asker.invariants, *own])
        first, second = self.one.fact(self.fact), self.two.fact(self.fact)
        self.solver.add(first.known)
        self.solver.add(z3.Not(second.known) if self.recorded_once else second.known)
        if self.recorded_once:
            self.solver.add(*self._less_is_known())

    def _less_is_known(self) -> Iterator[Bool]:
        """What is still known after a fact is taken away was known before, and the same.

        But for facts of which the vocabulary says that recording more can change them, save by dates.
        """
        for name in sorted(changing_with(self.fact)):
            first, second = self.one.fact(name), self.two.fact(name)
            provisional = first.definition.is_provisional and not name.endswith(BY_DATES)
            if provisional or not first.definition.is_derived or first.definition.type != "flag":
                continue
            if split_instance(self.fact)[0] in first.definition.stand_ins:
                continue
            yield z3.Implies(second.known, z3.And(first.known, first.value == second.value))

    def is_worse(self, worsens: str, ranks: tuple[str, ...]) -> Bool:
        """The value after is worse than that before."""
        first, second = self.one.fact(self.fact), self.two.fact(self.fact)
        if ranks:
            steps = [
                conjunction([first.is_one(better), second.is_one(worse)])
                for index, better in enumerate(ranks)
                for worse in ranks[index + 1 :]
            ]
            return disjunction(steps)
        if worsens in ("yes", "no"):
            return z3.And(first.value == (worsens == "no"), second.value == (worsens == "yes"))
        exact = z3.And(first.low == first.high, second.low == second.high)
        return z3.And(exact, second.low < first.low if worsens == "lower" else second.low > first.low)

    def solve(self, formula: Bool, shows: Callable[[Known], bool]) -> Answer:
        """Whether there is such a patient, as he is before; `shows` looks at him, and changes the fact himself."""
        from .ask import MOST_MODELS, NOBODY, NOT_SHOWN, SOMEBODY, Answer, loose, stages

        self.asker.asked += 1
        self.solver.push()
        try:
            self.solver.add(formula)
            if self.solver.check() == z3.unsat:
                return Answer(NOBODY)
            for assumptions in stages(self.one):
                for _ in range(MOST_MODELS):
                    if self.solver.check(*assumptions) != z3.sat:
                        break
                    model = self.solver.model()
                    for data in profiles_of(facts_of(self.one, model)):
                        found = known(data)
                        if found is not None and shows(found):
                            return Answer(SOMEBODY, found)
                    bits = [*loose(self.one), *loose(self.two)]
                    self.solver.add(z3.Or(*(bit != model.eval(bit, model_completion=True) for bit in bits)))
            return Answer(NOT_SHOWN)
        finally:
            self.solver.pop()
