"""Everything that the page of one rule shows, as data; the templates only lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..facts import VOCABULARY, FactDefinition
from ..present import Presenter
from ..rules.condition import FactLeaf
from ..rules.evidence_model import Source
from ..rules.model import Rule
from ..rules.reviews import ReviewState
from ..rules.revisable import reasons_by_decision
from ..truth import YES
from .alternatives import Alternatives, RowTest, alternatives
from .evidence_view import EvidenceRow, evidence_row
from .history import Change, rule_changes
from .inputs import BoundaryExample, SiteInputs
from .must_fire import MustFire
from .plain_words import Line, Said, cell_words, input_page, input_words, inputs_of, outlined, row_words, said
from .points import DecisionPoint, Hazard, hazards, points_of
from .relations import Relations
from .scenarios import Scenario, needs_scenarios

MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """An input of a decision table and the page that explains it ("" if it has none)."""

    words: str
    page: str


@dataclass(frozen=True, slots=True)
class TableOfAlternatives:
    """A decision table: what every row needs, the columns that differ, and the rows.

    With `columns` a row holds a cell for each; a table with too many of them has none, and its rows hold phrases.
    """

    shared: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    further: int | None
    with_concepts: bool


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that a verdict rests on, and what happens while it isn't recorded."""

    fact: FactDefinition
    unrecorded: str
    questions: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another rule, and in words when the relation holds ("" is always)."""

    rule: Rule
    when: str = ""


@dataclass(frozen=True)
class RuleView:
    """One rule with all that is known of it."""

    rule: Rule
    topic: str
    severities: tuple[tuple[str, str], ...]
    outline: Line | None
    table: TableOfAlternatives | None
    summary: tuple[Said, ...]
    detail: tuple[Said, ...]
    caveats: tuple[Said, ...]
    evidence: tuple[EvidenceRow, ...]
    sources: tuple[Source, ...]
    silenced_by: tuple[Rule, ...]
    silences: tuple[Rule, ...]
    covers: tuple[Related, ...]
    covered_by: tuple[Related, ...]
    builds_on: tuple[Rule, ...]
    built_on_by: tuple[Rule, ...]
    facts: tuple[FactRead, ...]
    may_turn: tuple[str, ...]
    points: tuple[DecisionPoint, ...]
    hazards: tuple[Hazard, ...]
    must_fire: MustFire | None
    boundaries: tuple[BoundaryExample, ...]
    scenarios: tuple[Scenario, ...]
    is_green: bool | None
    review: ReviewState
    history: tuple[Change, ...]

    @property
    def severity_words(self) -> str:
        """All severities that the rule can have, the most urgent first."""
        return " / ".join(dict.fromkeys(severity for severity, _ in self.severities))

    @property
    def needs_scenarios(self) -> bool:
        """Whether the rule is decided for patients."""
        return needs_scenarios(self.rule)


class RuleViews:
    """The views of one book with what stands beside it; what all of them need is worked out once."""

    def __init__(self, presenter: Presenter, inputs: SiteInputs, must_fire: dict[str, MustFire]) -> None:
        self.presenter = presenter
        self.book = presenter.book
        self.inputs = inputs
        self.must_fire = must_fire
        self.relations = Relations(self.book)
        self.changes = rule_changes(inputs.change_log)
        self.may_turn = reasons_by_decision(self.book.plan)
        self.letters = {topic.id: topic.letter for topic in self.book.topics}

    def all(self) -> list[RuleView]:
        """Every rule, in the order of topics and ids."""
        order = self.book.topic_order
        return [self.view(rule) for rule in sorted(self.book.rules.values(), key=lambda r: (order[r.topic], r.id))]

    def view(self, rule: Rule) -> RuleView:
        """One rule."""
        relations, presenter = self.relations, self.presenter
        evidence = tuple(
            evidence_row(self.book.catalogue[use.evidence], use.supports, presenter.words(use.when) if use.when else "")
            for use in rule.evidence
        )
        cited = {row.source for row in evidence}
        run = self.inputs.scenarios
        return RuleView(
            rule=rule,
            topic=presenter.topics.get(rule.topic, rule.topic),
            severities=(
                *((case.severity, presenter.words(case.when)) for case in rule.severity.cases),
                (rule.severity.otherwise, "otherwise" if rule.severity.cases else ""),
            ),
            outline=outlined(rule.applies_when, presenter) if rule.applies_when is not None else None,
            table=self._table(rule),
            summary=tuple(said(text, presenter) for text in rule.summary),
            detail=tuple(said(text, presenter) for text in rule.detail),
            caveats=tuple(said(text, presenter) for text in rule.caveats),
            evidence=evidence,
            sources=tuple(source for source in self.book.catalogue.sources if source.id in cited),
            silenced_by=self._rules(rule.unless),
            silences=self._rules(relations.silences.get(rule.id, ())),
            covers=tuple(
                Related(self.book.rules[cover.rule], presenter.words(cover.when) if cover.when else "")
                for cover in rule.covers
            ),
            covered_by=tuple(self._covering(rule.id)),
            builds_on=self._rules(name for name, users in relations.built_on_by.items() if rule.id in users),
            built_on_by=self._rules(relations.built_on_by.get(rule.id, ())),
            facts=tuple(self._fact_read(name, tests) for name, tests in relations.facts_of[rule.id].items()),
            may_turn=tuple(self.may_turn.get(rule.id, ())),
            points=points_of(rule),
            hazards=tuple(hazards().get(name, Hazard(name, "", "")) for name in rule.hazards),
            must_fire=self.must_fire.get(rule.id),
            boundaries=tuple(self.inputs.boundaries.get(rule.id, ())),
            scenarios=run.of(rule.id) if run else (),
            is_green=run.is_green(rule.id) if run and needs_scenarios(rule) else None,
            review=self.book.review_of(rule.id),
            history=tuple(c for c in self.changes if c.is_about(rule, self.letters.get(rule.topic, ""))),
        )

    def alternatives_of(self, rule: Rule) -> Alternatives | None:
        """The rows of the rule's condition; None for a rule without one."""
        return None if rule.applies_when is None else alternatives(rule.applies_when, rule.scope, self.book)

    def _table(self, rule: Rule) -> TableOfAlternatives | None:
        found = self.alternatives_of(rule)
        return None if found is None else table_of(found, self.presenter)

    def _rules(self, names: Iterable[str]) -> tuple[Rule, ...]:
        return tuple(self.book.rules[name] for name in names if name in self.book.rules)

    def _covering(self, name: str) -> Iterable[Related]:
        for rule in self._rules(self.relations.covered_by.get(name, ())):
            for cover in rule.covers:
                if cover.rule == name:
                    yield Related(rule, self.presenter.words(cover.when) if cover.when else "")

    def _fact_read(self, name: str, tests: tuple[FactLeaf, ...]) -> FactRead:
        handled = dict.fromkeys(_unrecorded(test, self.presenter) for test in tests)
        return FactRead(VOCABULARY[name], "; ".join(handled), self._rules(self.relations.questions_for(name)))


def table_of(found: Alternatives, presenter: Presenter) -> TableOfAlternatives:
    """A decision table for a page: tests that stand in every row are told once, above it."""
    rows = [list(row) for row in found.rows]
    everywhere = set(rows[0]).intersection(*rows[1:]) if len(rows) > 1 else set()
    shared_tests = tuple(test for test in rows[0] if test in everywhere) if rows else ()
    left = [tuple(test for test in row if test not in everywhere) for row in rows]
    names = inputs_of(replace(found, rows=tuple(left)))
    if len(names) > MOST_COLUMNS:
        columns: tuple[Column, ...] = ()
        cells = tuple(tuple(row_words(row, presenter)) for row in left)
    else:
        columns = tuple(Column(input_words(name, presenter), input_page(name)) for name in names)
        cells = tuple(tuple(_cell(row, name, presenter) for name in names) for row in left)
    shared = tuple(row_words(shared_tests, presenter))
    return TableOfAlternatives(shared, columns, cells, found.further, found.with_concepts)


def _cell(row: tuple[RowTest, ...], name: str, presenter: Presenter) -> str:
    tests = [test for test in row if test.input == name]
    return cell_words(tests, presenter) if tests else "any"


def _unrecorded(test: FactLeaf, presenter: Presenter) -> str:
    words = presenter.words(replace(test, if_unknown=None))
    if test.operator == "recorded":
        return f"“{words}” is what is asked"
    if test.if_unknown is None:
        return f"leaves “{words}” undecided"
    return f"counts as if “{words}” {'held' if test.if_unknown is YES else 'didn’t hold'}"
