"""What an engine returns: the truth of every decision, for the patient or for each regimen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..diagnostics import Cd38RulesError
from ..facts import ROLES
from ..rules.model import Scope
from ..truth import NO, UNKNOWN, YES, Truth

PATIENT = ""  # the role under which decisions about the patient as a whole are kept


@dataclass(frozen=True, slots=True)
class Outcome:
    """`truths` maps (decision, role) to its truth: role "" for the patient, else an active role."""

    truths: Mapping[tuple[str, str], Truth]
    roles: Mapping[str, Truth]

    def of(self, decision: str, scope: Scope, role: str = PATIENT) -> Truth:
        """The truth of a decision as one role sees it; the patient sees any of the roles."""
        if scope == "patient":
            return self.truths[decision, PATIENT]
        if role == PATIENT:
            return across_roles(self.truths, self.roles, decision)
        state = self.roles[role]
        return self.truths[decision, role] if state is YES else state


def across_roles(truths: Mapping[tuple[str, str], Truth], roles: Mapping[str, Truth], decision: str) -> Truth:
    """Whether a decision about regimens holds for any of them: a regimen that isn't recorded leaves it open."""
    seen = [truths[decision, role] if roles[role] is YES else roles[role] for role in ROLES]
    return YES if YES in seen else UNKNOWN if UNKNOWN in seen else NO


class EngineError(Cd38RulesError):
    """An engine failed: no advice is given."""


class EngineDisagreement(EngineError):
    """Two engines decided differently. `differences` are the rules' codes, each with the regimen it was decided for.

    The regimen is "" where a rule is about the patient. No patient value is in the text.
    """

    def __init__(self, differences: Iterable[tuple[str, str]]) -> None:
        self.differences = tuple(sorted(set(differences)))
        self.rules = tuple(sorted({rule for rule, _ in self.differences}))
        self.named = ", ".join(rule + (f" ({role} regimen)" if role else "") for rule, role in self.differences)
        super().__init__(
            f"two engines disagree on {self.named}: no advice is given "
            "(report it with the rule book's sha256; `cd38rules doctor` checks the installation)"
        )

    def __reduce__(self) -> tuple[type[EngineDisagreement], tuple[object, ...]]:
        # An exception is pickled by its message otherwise, and a worker process couldn't send it.
        return EngineDisagreement, (self.differences,)
