"""The book read backwards: who silences, covers, builds on, asks for, or cites what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts import VOCABULARY
from ..rules.book import RuleBook
from ..rules.condition import Condition, FactLeaf, Leaf, VerdictLeaf, walk
from ..rules.model import Rule
from ..rules.plan import RAW, choosing_conditions

Index = Mapping[str, tuple[str, ...]]


class Relations:
    """Reverse indexes of one book; each lists ids in the book's order. Immutable after construction."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        rules = book.rules.values()
        self.silences: Index = _index((name, rule.id) for rule in rules for name in rule.unless)
        self.covered_by: Index = _index((cover.rule, rule.id) for rule in rules for cover in rule.covers)
        self.built_on_by: Index = _index(
            (target, rule.id) for rule in rules for target in targets_of(rule) if not target.startswith("concept:")
        )
        self.concept_used_by: Index = _index(
            (target.removeprefix("concept:"), rule.id)
            for rule in rules
            for target in targets_of(rule)
            if target.startswith("concept:")
        )
        self.concept_used_in: Index = _index(
            (leaf.target.removeprefix("concept:"), concept.id)
            for concept in book.concepts.values()
            for leaf in leaves(concept.condition)
            if isinstance(leaf, VerdictLeaf)
        )
        self.facts_of: Mapping[str, Mapping[str, tuple[FactLeaf, ...]]] = {
            rule.id: self._facts_of(rule) for rule in rules
        }
        self.read_by: Index = _index((fact, rule.id) for rule in rules for fact in self.facts_of[rule.id])
        self.asked_by: Index = _index(
            (fact, rule.id)
            for rule in rules
            if rule.kind == "question"
            for asked in rule.asks
            for fact in dict.fromkeys((asked, *VOCABULARY[asked].inputs))
        )
        self.cited_by: Index = _index((use.evidence, rule.id) for rule in rules for use in rule.evidence)

    def questions_for(self, fact: str) -> tuple[str, ...]:
        """The questions that ask for a fact, or for one that it is derived from."""
        names = (fact, *VOCABULARY[fact].inputs)
        found = dict.fromkeys(rule for name in names for rule in self.asked_by.get(name, ()))
        if fact == "regimen.agent":  # a question about a regimen can't be asked before its antibody is on record
            return tuple(rule for rule in found if self.book.rules[rule].scope == "patient")
        return tuple(found)

    def _facts_of(self, rule: Rule) -> Mapping[str, tuple[FactLeaf, ...]]:
        """The facts that a rule's verdict rests on, with their tests, through concepts and other rules."""
        found: dict[str, list[FactLeaf]] = {}
        seen: set[str] = set()
        conditions = [rule.applies_when] if rule.applies_when is not None else []
        while conditions:
            for leaf in leaves(conditions.pop(0)):
                if isinstance(leaf, FactLeaf):
                    found.setdefault(leaf.fact, [])
                    if leaf not in found[leaf.fact]:
                        found[leaf.fact].append(leaf)
                elif leaf.target not in seen:
                    seen.add(leaf.target)
                    condition = self._condition_of(leaf.target)
                    conditions += [condition] if condition is not None else []
        return {fact: tuple(own) for fact, own in found.items()}

    def _condition_of(self, target: str) -> Condition | None:
        if target.startswith("concept:"):
            return self.book.concepts[target.removeprefix("concept:")].condition
        return self.book.rules[target.removesuffix(RAW)].applies_when


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The leaves of a condition; those of a selection of rules (`any_rule`) among them."""
    for part in walk(condition):
        if isinstance(part, (FactLeaf, VerdictLeaf)):
            yield part


def targets_of(rule: Rule) -> Iterator[str]:
    """The rules and concepts (`concept:<name>`) that a rule's condition, or a choice in it, builds on."""
    conditions = [*choosing_conditions(rule)]
    if rule.applies_when is not None:
        conditions.insert(0, rule.applies_when)
    seen = {leaf.target for condition in conditions for leaf in leaves(condition) if isinstance(leaf, VerdictLeaf)}
    yield from sorted(seen)


def _index(pairs: Iterator[tuple[str, str]]) -> Index:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
