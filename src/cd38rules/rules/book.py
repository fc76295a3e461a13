"""The rule book: immutable rules, concepts and evidence, with a hash over every file that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .about import About
from .content import content_hash
from .evidence import EvidenceCatalogue
from .expectations import Expectations
from .model import Concept, CoverageItem, Rule, Topic
from .plan import Plan, plan_of, rules_with
from .reviews import ReviewState, SignOff, review_state


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Everything that an evaluation needs besides the profile.

    `rules` and `concepts` are in the order of their ids. `sha256` covers every file; `locally_modified` says that it
    isn't the hash that this version of the package was released with. `must_fire` holds the cases of the
    self-test, `boundaries` that of the patients at the limits of the rules; `expectations` are what the checks prove,
    and `sign_offs` say who has reviewed what. `files` are the texts that it was read from, by path: with them it can be
    sent elsewhere. `compiled` keeps what others build from the book once (its evaluator), so that it lives exactly as
    long as the book.
    """

    name: str
    version: str
    title: str
    intended_use: str
    topics: tuple[Topic, ...]
    coverage: tuple[CoverageItem, ...]
    rules: Mapping[str, Rule]
    concepts: Mapping[str, Concept]
    catalogue: EvidenceCatalogue
    sha256: str
    locally_modified: bool
    hashes: Mapping[str, str] = field(default_factory=dict)
    must_fire: Mapping[str, str] = field(default_factory=dict, repr=False)
    boundaries: str = field(default="", repr=False)
    expectations: Expectations = field(default_factory=Expectations)
    about: About = field(default_factory=About)
    sign_offs: tuple[SignOff, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    compiled: dict[str, object] = field(default_factory=dict, repr=False)

    @cached_property
    def plan(self) -> Plan:
        """What is to be decided, in an order in which everything comes after what it builds on."""
        return plan_of(self.rules, self.concepts)

    @cached_property
    def topic_order(self) -> Mapping[str, int]:
        """The place of each topic in a report."""
        return {topic.id: index for index, topic in enumerate(self.topics)}

    @cached_property
    def plan_rules(self) -> tuple[str, ...]:
        """The ids of the rules that are decided for patients."""
        return tuple(name for name in self.rules if name in self.plan.decisions)

    def deciding(self, decision: str) -> tuple[str, ...]:
        """The ids of the rules that a decision of the plan is a part of."""
        return rules_with(decision, self.plan, self.rules)

    @cached_property
    def contents(self) -> Mapping[str, str]:
        """For each rule the hash of what a reviewer signs: its content, with the concepts and evidence behind it."""
        return {name: content_hash(rule, self.concepts, self.catalogue) for name, rule in self.rules.items()}

    def review_of(self, rule: str) -> ReviewState:
        """Who has signed a rule, as it is now or as it was."""
        return review_state(rule, self.contents[rule], self.sign_offs)

    @cached_property
    def topics_with_rules(self) -> tuple[str, ...]:
        """The titles of the topics that have rules, in the book's order."""
        present = {rule.topic for rule in self.rules.values()}
        return tuple(topic.title for topic in self.topics if topic.id in present)
