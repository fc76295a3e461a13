"""The rule language read once, for any way of standing for a set of patients: for each condition two such sets.

The first holds the patients for whom it definitely holds, the second those for whom it possibly does. Unknown is
possible but not definite; negation swaps and negates the two. The sets are formulas for the solver (`formulas`), or
bits for the patients of a list (`masks`); a question that is asked of one can be asked of the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from ...engines.outcome import PATIENT
from ...facts import ROLES
from ...facts.definition import REGIMEN_PREFIX
from ...rules.book import RuleBook
from ...rules.condition import All, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from ...rules.condition import Any as AnyOf
from ...rules.model import SEVERITY_RANK, Cover, Rule, Severity
from ...rules.plan import RAW
from ...truth import UNKNOWN, YES, Truth

Set: TypeAlias = Any
Pair = tuple[Set, Set]  # definitely, possibly
Question = Callable[["Reading"], Set]


class Reading(ABC):
    """Conditions, decisions and shown advisories of one book as sets of patients, built when they are asked for."""

    everybody: Set
    nobody: Set

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.plan = book.plan
        self._decisions: dict[tuple[str, str], Pair] = {}

    # ── what a way of standing for patients has to offer ────────────────────────────────────────────────────────

    @abstractmethod
    def all_of(self, parts: Iterable[Set]) -> Set:
        """Those in each of the sets."""

    @abstractmethod
    def any_of(self, parts: Iterable[Set]) -> Set:
        """Those in one of the sets."""

    @abstractmethod
    def none_of(self, part: Set) -> Set:
        """Those who aren't in the set."""

    @abstractmethod
    def active(self, role: str) -> Set:
        """Those who have a regimen in that role."""

    @abstractmethod
    def open(self, role: str) -> Set:
        """Those of whom it isn't recorded whether they have one."""

    @abstractmethod
    def fact(self, leaf: FactLeaf, role: str) -> Pair:
        """The test of a fact, before its `if_unknown`."""

    # ── the language ────────────────────────────────────────────────────────────────────────────────────────────

    def decision(self, name: str, role: str = PATIENT) -> Pair:
        """When a decision holds, as one role (or the patient) sees it."""
        decision = self.plan.decisions[name]
        if decision.scope == "patient":
            role = PATIENT
        key = (name, role)
        if key not in self._decisions:
            if decision.scope == "regimen" and role == PATIENT:
                self._decisions[key] = self._any([self.in_role(name, each) for each in ROLES])
            else:
                self._decisions[key] = self.condition(decision.condition, role)
        return self._decisions[key]

    def in_role(self, name: str, role: str) -> Pair:
        """A decision about a regimen; a regimen that isn't recorded leaves it open, a known none makes it no."""
        definitely, possibly = self.decision(name, role)
        active = self.active(role)
        return self.all_of([active, definitely]), self.any_of([self.open(role), self.all_of([active, possibly])])

    def condition(self, condition: Condition, role: str) -> Pair:
        """When a condition holds, as one role (or the patient) sees it."""
        match condition:
            case FactLeaf():
                if role == PATIENT and condition.fact.startswith(REGIMEN_PREFIX):
                    return self._settled(self._of_no_regimen(condition), condition.if_unknown)
                return self._settled(self.fact(condition, role), condition.if_unknown)
            case VerdictLeaf():
                found = self._verdict(self.decision(condition.target, role), condition.equals)
                return self._settled(found, condition.if_unknown)
            case All():
                pairs = [self.condition(part, role) for part in condition.parts]
                return self.all_of(pair[0] for pair in pairs), self.all_of(pair[1] for pair in pairs)
            case AnyOf():
                return self._any([self.condition(part, role) for part in condition.parts])
            case Not():
                definitely, possibly = self.condition(condition.part, role)
                return self.none_of(possibly), self.none_of(definitely)
            case AnyRule():
                raise TypeError("any_rule is expanded when a rule book is loaded")

    def _of_no_regimen(self, leaf: FactLeaf) -> Pair:
        """The patient as a whole has no regimen's facts: nothing is on record of them."""
        if leaf.operator != "recorded":
            return self.nobody, self.everybody
        found = self.everybody if leaf.literals[0] is False else self.nobody
        return found, found

    def _verdict(self, found: Pair, wanted: Truth) -> Pair:
        definitely, possibly = found
        if wanted is UNKNOWN:
            undecided = self.all_of([possibly, self.none_of(definitely)])
            return undecided, undecided
        return found if wanted is YES else (self.none_of(possibly), self.none_of(definitely))

    def _settled(self, found: Pair, if_unknown: Truth | None) -> Pair:
        definitely, possibly = found
        if if_unknown is None:
            return found
        return (possibly, possibly) if if_unknown is YES else (definitely, definitely)

    def _any(self, pairs: list[Pair]) -> Pair:
        return self.any_of(pair[0] for pair in pairs), self.any_of(pair[1] for pair in pairs)

    # ── what reports say ────────────────────────────────────────────────────────────────────────────────────────

    def yes(self, rule: str, role: str) -> Set:
        """Those for whom a rule applies, to the regimen of that role where it is about regimens."""
        definitely, _ = self.decision(rule, role)
        return definitely if role == PATIENT else self.all_of([self.active(role), definitely])

    def no(self, rule: str, role: str) -> Set:
        """Those for whom it doesn't."""
        _, possibly = self.decision(rule, role)
        found = self.none_of(possibly)
        return found if role == PATIENT else self.all_of([self.active(role), found])

    def unknown(self, rule: str, role: str) -> Set:
        """Those for whom it isn't decided."""
        definitely, possibly = self.decision(rule, role)
        found = self.all_of([possibly, self.none_of(definitely)])
        return found if role == PATIENT else self.all_of([self.active(role), found])

    def roles_of(self, rule: str) -> tuple[str, ...]:
        """The roles in which a rule is decided."""
        return ROLES if self.book.rules[rule].scope == "regimen" else (PATIENT,)

    def raw(self, rule: str, role: str) -> Pair:
        """The condition of a rule before its `unless`."""
        return self.decision(rule + RAW if rule + RAW in self.plan.decisions else rule, role)

    def severity_is(self, rule: Rule, severity: Severity, role: str) -> Set:
        """Those for whom the rule, where it applies, has that severity."""
        found: list[Set] = []
        earlier: list[Set] = []
        for case in rule.severity.cases:
            holds = self.condition(case.when, role)[0]
            if case.severity == severity:
                found.append(self.all_of([holds, *map(self.none_of, earlier)]))
            earlier.append(holds)
        if rule.severity.otherwise == severity:
            found.append(self.all_of(map(self.none_of, earlier)))
        return self.any_of(found)

    def shown(self, rule: str, role: str) -> Set:
        """Those to whom an advisory is shown as an alert or figure of its own: it applies, and nothing covers it."""
        covered = [
            self._covered(self.book.rules[other], cover, self.book.rules[rule], role)
            for other, cover in self._covers_of(rule)
        ]
        return self.all_of([self.yes(rule, role), *map(self.none_of, covered)])

    def _covers_of(self, rule: str) -> Iterable[tuple[str, Cover]]:
        for other in self.plan.decisions:
            if other in self.book.rules:
                yield from ((other, cover) for cover in self.book.rules[other].covers if cover.rule == rule)

    def _covered(self, other: Rule, cover: Cover, rule: Rule, role: str) -> Set:
        """Between two rules about regimens a cover binds the same role; it never hides a higher severity."""
        roles = ROLES if other.scope == "regimen" and role == PATIENT else (role if other.scope == "regimen" else "",)
        found = []
        for each in roles:
            holds = self.everybody if cover.when is None else self.condition(cover.when, each)[0]
            allowed = [
                self.all_of([self.severity_is(other, one, each), self.severity_is(rule, two, role)])
                for one in _severities(other)
                for two in _severities(rule)
                if SEVERITY_RANK[two] >= SEVERITY_RANK[one]
            ]
            found.append(self.all_of([self.yes(other.id, each), holds, self.any_of(allowed)]))
        return self.any_of(found)


def _severities(rule: Rule) -> list[Severity]:
    return list(dict.fromkeys([*(case.severity for case in rule.severity.cases), rule.severity.otherwise]))
