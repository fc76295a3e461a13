"""Pages of what rules build on: facts, concepts, trials, sources and their entries, each with the rules that use it."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts import VOCABULARY, FactDefinition, label_of, split_instance
from ..present import Presenter
from ..rules.condition import FactLeaf
from ..rules.evidence_model import Erratum, Reference, Source, Trial
from ..rules.model import Concept, Rule
from .evidence_view import EvidenceRow, evidence_row
from .inputs import SiteInputs
from .must_fire import patient_rows
from .plain_words import Line, outlined
from .plots.canvas import Plot
from .relations import Relations, leaves

# The words under which trials.yaml names what the source tells of a trial, as headings.
TOLD_WORDS = {
    "design": "Design",
    "eligibility": "Who was admitted",
    "enrolled": "Patients randomised",
    "arms": "Arms",
    "endpoint": "Endpoint",
    "route": "Route",
    "follow_up": "Follow-up, by data cut",
    "population": "Patients at baseline",
    "result": "Results told in the text",
}


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A row of the table of cases of a derived fact."""

    case: str
    patient: tuple[tuple[str, str], ...]
    value: str
    role: str


@dataclass(frozen=True)
class FactView:
    """A word of the vocabulary with its users; `inputs` holds the name and the label of each, with its role."""

    fact: FactDefinition
    inputs: tuple[tuple[str, str], ...]
    read_by: tuple[Rule, ...]
    concepts: tuple[Concept, ...]
    asked_by: tuple[Rule, ...]
    cases: tuple[CaseShown, ...]
    plots: tuple[Plot, ...]


@dataclass(frozen=True)
class ConceptView:
    """A named condition with its users."""

    concept: Concept
    outline: Line
    used_by: tuple[Rule, ...]
    used_in: tuple[Concept, ...]
    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of the catalogue with the rules that cite it."""

    row: EvidenceRow
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class TrialView:
    """A trial: what is told of it, and its figures by data cut."""

    trial: Trial
    told: tuple[tuple[str, tuple[Cited, ...]], ...]
    figures: tuple[tuple[str, tuple[Cited, ...]], ...]
    rules: tuple[Rule, ...]
    plots: tuple[Plot, ...]


@dataclass(frozen=True)
class SourceView:
    """A source: its references with what rests on them, its errata, and every entry."""

    source: Source
    entries: tuple[Cited, ...]
    references: tuple[tuple[Reference, tuple[Cited, ...], tuple[Rule, ...]], ...]
    errata: tuple[tuple[Erratum, tuple[Rule, ...]], ...]


class CatalogueViews:
    """The views of one book."""

    def __init__(self, presenter: Presenter, relations: Relations, inputs: SiteInputs, plots: tuple[Plot, ...]) -> None:
        self.presenter = presenter
        self.book = presenter.book
        self.relations = relations
        self.inputs = inputs
        self.plots = plots
        self.cited = {
            entry.id: Cited(evidence_row(entry), self._rules(relations.cited_by.get(entry.id, ())))
            for entry in self.book.catalogue.entries
        }

    def facts(self) -> list[FactView]:
        """Every word of the vocabulary, in its order."""
        return [self._fact(fact) for fact in VOCABULARY.values()]

    def concepts(self) -> list[ConceptView]:
        """Every concept."""
        relations = self.relations
        return [
            ConceptView(
                concept,
                outlined(concept.condition, self.presenter),
                self._rules(relations.concept_used_by.get(concept.id, ())),
                tuple(self.book.concepts[name] for name in relations.concept_used_in.get(concept.id, ())),
                tuple(
                    plot
                    for plot in self.plots
                    if set(plot.facts) & {x.fact for x in leaves(concept.condition) if isinstance(x, FactLeaf)}
                ),
            )
            for concept in self.book.concepts.values()
        ]

    def trials(self) -> list[TrialView]:
        """Every trial."""
        return [self._trial(trial) for trial in self.book.catalogue.trials]

    def sources(self) -> list[SourceView]:
        """Every source."""
        return [self._source(source) for source in self.book.catalogue.sources]

    def _fact(self, fact: FactDefinition) -> FactView:
        cases = self.inputs.fact_cases.get(fact.name, ())
        return FactView(
            fact,
            tuple((split_instance(name)[0], label_of(name)) for name in fact.inputs),
            self._rules(self.relations.read_by.get(fact.name, ())),
            tuple(
                concept
                for concept in self.book.concepts.values()
                if any(isinstance(x, FactLeaf) and x.fact == fact.name for x in leaves(concept.condition))
            ),
            self._rules(self.relations.questions_for(fact.name)),
            tuple(CaseShown(case.case, patient_rows(case.patient), case.value, case.role) for case in cases),
            tuple(plot for plot in self.plots if fact.name in plot.facts),
        )

    def _trial(self, trial: Trial) -> TrialView:
        told: dict[str, list[Cited]] = {}
        for word, name in trial.entries:
            told.setdefault(TOLD_WORDS.get(word, word), []).append(self.cited[name])
        shown = {cited.row.id for own in told.values() for cited in own}
        by_cut: dict[str, list[Cited]] = {}
        for entry in self.book.catalogue.entries:
            if entry.trial == trial and entry.id not in shown and entry.kind == "figure":
                by_cut.setdefault(entry.data_cut or "no data cut given", []).append(self.cited[entry.id])
        every = [cited for own in (*told.values(), *by_cut.values()) for cited in own]
        rules = {rule.id: rule for cited in every for rule in cited.rules}
        return TrialView(
            trial,
            tuple((word, tuple(own)) for word, own in told.items()),
            tuple((cut, tuple(own)) for cut, own in by_cut.items()),
            tuple(rules[name] for name in sorted(rules)),
            tuple(plot for plot in self.plots if plot.trial == trial.id),
        )

    def _source(self, source: Source) -> SourceView:
        entries = tuple(self.cited[entry.id] for entry in self.book.catalogue.of_source(source.id))
        references = []
        for reference in self.book.catalogue.references:
            if reference.source == source.id:
                own = tuple(cited for cited in entries if reference in cited.row.references)
                rules = {rule.id: rule for cited in own for rule in cited.rules}
                references.append((reference, own, tuple(rules[name] for name in sorted(rules))))
        errata = []
        for erratum in self.book.catalogue.errata:
            if erratum.source == source.id:
                names = {r.id: r for affected in erratum.affects for r in self.cited[affected].rules}
                errata.append((erratum, tuple(names[name] for name in sorted(names))))
        return SourceView(source, entries, tuple(references), tuple(errata))

    def _rules(self, names: tuple[str, ...]) -> tuple[Rule, ...]:
        return tuple(self.book.rules[name] for name in names)
