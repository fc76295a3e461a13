"""What stands behind each rule: evidence, scenarios, boundary examples, must-fire patient, signature. Holes show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..facts import VOCABULARY
from ..rules.book import RuleBook
from ..rules.model import Rule
from ..self_test import rules_that_can_fire
from .inputs import SiteInputs
from .rule_view import RuleView

NOT_AT_HAND = "not at hand"
NOT_NEEDED = "–"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a rule has of one kind; a hole is something that it should have and hasn't."""

    words: str
    is_hole: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One rule's cells, in the order of `COLUMNS`."""

    rule: Rule
    topic: str
    cells: tuple[Cell, ...]

    @property
    def holes(self) -> int:
        """How many cells are holes."""
        return sum(cell.is_hole for cell in self.cells)


COLUMNS = ("Figures", "Statements", "Gaps", "Scenarios", "Boundary examples", "Must-fire patient", "Signed")


def matrix(views: Iterable[RuleView], book: RuleBook, inputs: SiteInputs) -> list[MatrixRow]:
    """The rows, in the order of the views."""
    can_fire = set(rules_that_can_fire(book))
    return [MatrixRow(view.rule, view.topic, tuple(_cells(view, view.rule.id in can_fire, inputs))) for view in views]


def _cells(view: RuleView, can_fire: bool, inputs: SiteInputs) -> Iterable[Cell]:
    for kind in ("figure", "statement", "gap"):
        count = sum(row.kind == kind for row in view.evidence)
        nothing = kind == "statement" and not view.evidence and _needs_evidence(view.rule)
        yield Cell(str(count) if count else NONE if nothing else NOT_NEEDED, nothing)
    yield _scenarios(view, inputs)
    yield _boundaries(view, inputs)
    if not can_fire:
        yield Cell(NOT_NEEDED)
    elif view.must_fire is None:
        yield Cell(NONE, True)
    else:
        yield Cell("fires" if view.must_fire.fires else "silent", not view.must_fire.fires)
    yield Cell(view.review.state, view.review.state != "signed")


def _needs_evidence(rule: Rule) -> bool:
    """Whether a rule rests on the source: a validation and a policy of this product needn't."""
    return rule.kind != "validation" and rule.claim != "policy"


def _scenarios(view: RuleView, inputs: SiteInputs) -> Cell:
    if not view.needs_scenarios:
        return Cell(NOT_NEEDED)
    if inputs.scenarios is None:
        return Cell(NOT_AT_HAND)
    if not view.scenarios:
        return Cell(NONE, True)
    passed = sum(scenario.passed for scenario in view.scenarios)
    failed = sum(scenario.failed for scenario in view.scenarios)
    return Cell(f"{passed} passed" + (f", {failed} failed" if failed else ""), failed > 0)


def _boundaries(view: RuleView, inputs: SiteInputs) -> Cell:
    if view.boundaries:
        return Cell(str(len(view.boundaries)))
    if not has_limits(view):
        return Cell(NOT_NEEDED)
    return Cell(NONE, True) if inputs.boundaries else Cell(NOT_AT_HAND)


def has_limits(view: RuleView) -> bool:
    """Whether a number is compared somewhere behind the rule's verdict."""
    return any(VOCABULARY[read.fact.name].type == "number" for read in view.facts)
