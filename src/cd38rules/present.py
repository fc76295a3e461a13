"""What of an advisory is the same for every patient: its words, evidence and order, resolved once for a rule book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .report import EvidenceShown
from .rules.book import RuleBook
from .rules.condition import Any, Condition, VerdictLeaf, walk
from .rules.evidence_model import Evidence
from .rules.model import SEVERITY_RANK, Rule
from .rules.plan import choosing_conditions
from .rules.texts import filled
from .wording import figure_words, words_of

NOT_GIVEN = "not given"


class Presenter:
    """The rule book as a reader sees it. Immutable after construction, so it may be shared between threads."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.titles: Mapping[str, str] = {
            **{rule.id: rule.title for rule in book.rules.values()},
            **{f"{rule.id}~raw": rule.title for rule in book.rules.values()},
            **{f"concept:{concept.id}": concept.title for concept in book.concepts.values()},
        }
        self.conditions = {rule.id: self._condition_words(rule) for rule in book.rules.values()}
        self.evidence = {
            (use.evidence, use.supports): evidence_shown(book.catalogue[use.evidence], use.supports)
            for rule in book.rules.values()
            for use in rule.evidence
        }
        # By identity: hashing a whole condition tree for each text of each patient would cost more than deciding it.
        self.decision_of = {
            (id(condition), rule.scope): book.plan.id_of(condition, rule.scope)
            for rule in book.rules.values()
            if rule.id in book.plan.decisions
            for condition in choosing_conditions(rule)
        }
        self.texts = {
            id(text): filled(text.text, {}, book.catalogue)
            for rule in book.rules.values()
            for text in (*rule.summary, *rule.detail, *rule.caveats)
        }
        self.in_force = tuple(rule for rule in book.rules.values() if rule.id in book.plan.decisions)
        # The rules that a rule speaks of as a group (`any_rule`).
        self.groups: Mapping[str, tuple[VerdictLeaf, ...]] = {
            rule.id: leaves for rule in self.in_force if (leaves := tuple(_grouped(rule)))
        }
        self.topics = {topic.id: topic.title for topic in book.topics}

    def words(self, condition: Condition) -> str:
        """A condition in plain words, with the titles of this book's rules and concepts."""
        return words_of(condition, self.title)

    def title(self, name: str) -> str:
        """The title of a rule or concept by the name of its decision."""
        return self.titles.get(name, name)

    def order(self, rule: Rule, severity: str) -> tuple[int, int, str]:
        """The fixed order of a report: severity, topic, code."""
        return SEVERITY_RANK[severity], self.book.topic_order.get(rule.topic, 999), rule.id

    def _condition_words(self, rule: Rule) -> str:
        if rule.applies_when is None:
            return ""
        words = self.words(rule.applies_when)
        if rule.unless:
            words += "; unless: " + "; ".join(f"“{self.title(name)}” applies" for name in rule.unless)
        return words


def _grouped(rule: Rule) -> Iterator[VerdictLeaf]:
    for part in walk(rule.applies_when) if rule.applies_when is not None else ():
        if isinstance(part, Any) and part.selection:
            yield from (leaf for leaf in part.parts if isinstance(leaf, VerdictLeaf))


def _comparator_words(entry: Evidence) -> str:
    """The other arm with its figure, in the unit of this one but without what is noted beside that."""
    if entry.comparator is None:
        return ""
    unit = "per cent" if entry.unit.startswith("per cent") else entry.unit.partition(",")[0]
    return f"{entry.comparator.arm}: {figure_words(entry.comparator.value, unit, entry.measure)}"


def evidence_shown(entry: Evidence, supports: str) -> EvidenceShown:
    """An entry of the evidence catalogue with its references, errata and limits written out."""
    return EvidenceShown(
        id=entry.id,
        kind=entry.kind,
        supports=supports,
        says=entry.says,
        value=entry.shown_value,
        unit=entry.unit,
        measure=entry.measure,
        arm=entry.arm,
        comparator=_comparator_words(entry),
        interval=str(entry.interval) if entry.interval else "",
        p_value=str(entry.p) if entry.p else "",
        n=(NOT_GIVEN if entry.n is None else str(entry.n)) if entry.kind == "figure" else "",
        trial=entry.trial.name if entry.trial else "",
        population=entry.population,
        design=entry.design,
        data_cut=entry.data_cut,
        location=str(entry.location),
        citation=entry.cite,
        references=tuple(reference.cite for reference in entry.references),
        # An erratum's consequence is an instruction to rule authors, not to readers of a report.
        errata=tuple(f"{erratum.id}: {erratum.problem}" for erratum in entry.errata),
    )
