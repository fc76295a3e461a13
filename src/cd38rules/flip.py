"""What would change a verdict: the fewest facts to fill in or to be different, and what each missing fact decides.

Searched on profiles, so that every answer is a patient that can exist; decided by the reference engine.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator

from .changes import Change, Json, changed, possible_changes
from .diagnostics import ProfileError
from .engines import reference
from .engines.outcome import PATIENT, Outcome
from .facts import ROLE_WORDS, Facts, derive, instance_name, order_of
from .profile import PatientProfile, conflicts
from .report import Advisory, FactToRecord, Report
from .rules.book import RuleBook
from .rules.condition import FactLeaf, walk
from .rules.plan import Decision, Plan
from .truth import NO, UNKNOWN, Truth

MOST_CHANGES = 3
MOST_TRIALS = 12_000  # about three seconds; a search that ends here says that it found none


class FlipSearch:
    """The search for one rule and one profile. `role` is "" for a rule about the patient as a whole."""

    def __init__(self, profile: PatientProfile, book: RuleBook, rule: str, role: str) -> None:
        self.profile = profile
        self.book = book
        self.rule = rule
        self.role = role if book.rules[rule].scope == "regimen" else PATIENT
        self.plan = plan_behind(book.plan, rule)
        self._json: Json = profile.model_dump(mode="json", exclude_none=True)
        self._conflicts = _conflicts_of(profile)

    def smallest_change(self, wanted: Truth) -> tuple[Change, ...] | None:
        """The fewest changes after which the verdict is `wanted`; None if none was found within the bounds.

        Ties are broken by the order of the vocabulary. Changes that contradict what is recorded are taken only where
        no others were found: see `contradictions`.
        """
        return self.smallest_changes((wanted,))[wanted]

    def smallest_changes(
        self, wanted: tuple[Truth, ...], most_trials: int = MOST_TRIALS
    ) -> dict[Truth, tuple[Change, ...] | None]:
        """`smallest_change` for each of several verdicts, found in one search."""
        found: dict[Truth, tuple[Change, ...]] = {}
        contradicting: dict[Truth, tuple[Change, ...]] = {}
        for changes in itertools.islice(self._trials(), most_trials):
            after = self._profile_after(changes)
            if after is None:
                continue
            verdict_after = self._verdict_of(after)
            if verdict_after in wanted and verdict_after not in found:
                if _conflicts_of(after) <= self._conflicts:
                    found[verdict_after] = changes
                else:
                    contradicting.setdefault(verdict_after, changes)
                if len(found) == len(wanted):
                    break
        return {truth: found.get(truth, contradicting.get(truth)) for truth in wanted}

    def contradictions(self, changes: tuple[Change, ...]) -> tuple[str, ...]:
        """The codes of the conflicts that the profile has after the changes and hadn't before."""
        return tuple(sorted({code for code, *_ in _conflicts_of(changed(self._json, changes)) - self._conflicts}))

    def _trials(self) -> Iterator[tuple[Change, ...]]:
        by_fact = self._changes_by_fact()
        for size in range(1, MOST_CHANGES + 1):
            for facts in itertools.combinations(by_fact, size):
                yield from itertools.product(*(by_fact[fact] for fact in facts))

    def _changes_by_fact(self) -> dict[str, list[Change]]:
        names = base_facts_behind(self.plan, derive(self.profile), self.role)
        found = {name: list(self._real_changes(name)) for name in sorted(names, key=order_of)}
        return {name: changes for name, changes in found.items() if changes}

    def _real_changes(self, name: str) -> Iterator[Change]:
        """The possible changes of a fact, without the value that the profile already has."""
        for change in possible_changes(name, self.profile, self.book):
            edited = copy.deepcopy(self._json)
            change.edit(edited)
            if edited != self._json:
                yield change

    def _profile_after(self, changes: tuple[Change, ...]) -> PatientProfile | None:
        try:
            return changed(self._json, changes)
        except ProfileError:
            return None

    def _verdict_of(self, profile: PatientProfile) -> Truth:
        outcome = reference.decide(self.plan, derive(profile))
        return verdict(outcome, self.plan.decisions[self.rule], self.role)


def _conflicts_of(profile: PatientProfile) -> set[tuple[str, ...]]:
    """Each conflict of a profile by its code and places."""
    return {(conflict.code, *(place.path for place in conflict.places)) for conflict in conflicts(profile)}


def with_changes(report: Report, profile: PatientProfile, book: RuleBook) -> Report:
    """The report with the smallest change of each entry that would make its rule not apply. Costs a search for each."""

    def filled(entries: tuple[Advisory, ...]) -> tuple[Advisory, ...]:
        return tuple(entry.model_copy(update={"changes": _changes_of(entry, profile, book)}) for entry in entries)

    return report.model_copy(
        update={
            "advisories": filled(report.advisories),
            "questions": filled(report.questions),
            "evidence": filled(report.evidence),
            "background": filled(report.background),
        }
    )


def _changes_of(entry: Advisory, profile: PatientProfile, book: RuleBook) -> tuple[str, ...]:
    """The changes in words; of two regimens that need different ones each with its regimen."""
    if NO in dict(book.rules[entry.rule].never):
        return ()
    by_role: dict[str, tuple[str, ...]] = {}
    for role in entry.roles or (PATIENT,):
        search = FlipSearch(profile, book, entry.rule, role)
        changes = search.smallest_change(NO) or ()
        words = [str(change) for change in changes]
        words += [
            f"(that would contradict something else on record: {code})" for code in search.contradictions(changes)
        ]
        by_role[role] = tuple(words)
    if len(set(by_role.values())) == 1:
        return next(iter(by_role.values()))
    return tuple(f"for the {ROLE_WORDS[role]} regimen: {words}" for role in by_role for words in by_role[role])


def verdict(outcome: Outcome, decision: Decision, role: str) -> Truth:
    """The verdict of a decision for a role, also where that regimen isn't recorded."""
    return outcome.of(decision.id, decision.scope, role)


def plan_behind(plan: Plan, decision: str) -> Plan:
    """The part of a plan that one decision rests on."""
    wanted: set[str] = set()
    waiting = [decision]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(plan.depends_on[name])
    return Plan(
        {name: found for name, found in plan.decisions.items() if name in wanted},
        plan.auxiliary,
        {name: targets for name, targets in plan.depends_on.items() if name in wanted},
    )


def base_facts_behind(plan: Plan, facts: Facts, role: str) -> set[str]:
    """The instance names of all base facts that the decisions of a plan read, as one role sees them."""
    names: set[str] = set()
    for decision in plan.decisions.values():
        own = (role,) if role else (facts.active_roles or ("planned",))
        roles = own if decision.scope == "regimen" else (PATIENT,)
        names.update(f"{each}.agent" for each in roles if each)
        for leaf in walk(decision.condition):
            if isinstance(leaf, FactLeaf):
                for each in roles:
                    names.update(facts.inputs_of(instance_name(leaf.fact, each), each))
    return {name for name in names if not name.endswith(".role")}


def ranked_by_what_they_decide(profile: PatientProfile, book: RuleBook, report: Report) -> tuple[FactToRecord, ...]:
    """The missing facts of a report, ranked by the rules that some value of that one fact alone would decide."""
    undecided = {(entry.rule, role): entry.severity for entry in report.not_evaluable for role in entry.roles or ("",)}
    ranked: list[tuple[tuple[object, ...], FactToRecord]] = []
    for fact in report.facts_to_record:
        decided = set(_decided_by(fact.name, profile, book, tuple(undecided)))
        severities = {rule: undecided[rule, role] for rule, role in decided}
        counts = [sum(s == severity for s in severities.values()) for severity in ("critical", "warning", "info")]
        entry = fact.model_copy(
            update={
                "critical": counts[0],
                "warning": counts[1],
                "info": counts[2],
                "rules": tuple(sorted(severities)),
            }
        )
        ranked.append(((*(-count for count in counts), order_of(fact.name)), entry))
    return tuple(entry for _, entry in sorted(ranked, key=lambda item: item[0]))


def _decided_by(
    name: str, profile: PatientProfile, book: RuleBook, undecided: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str]]:
    json = profile.model_dump(mode="json", exclude_none=True)
    for change in possible_changes(name, profile, book):
        try:
            facts = derive(changed(json, (change,)))
        except ProfileError:
            continue
        outcome = reference.decide(book.plan, facts)
        for rule, role in undecided:
            if verdict(outcome, book.plan.decisions[rule], role) is not UNKNOWN:
                yield rule, role
