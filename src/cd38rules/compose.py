"""An outcome that the engines agree on, written up as the report of one patient."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from .engines.outcome import PATIENT, Outcome
from .explain import Explainer
from .fact_dates import date_recorded_with, is_exact, time_recorded
from .facts import ROLE_WORDS, ROLES, Facts, definition_of, label_of, order_of, path_of
from .facts.values import is_inexact
from .present import Presenter
from .profile import PatientProfile
from .report import (
    Advisory,
    FactAssumed,
    FactMissing,
    FactToRecord,
    FactUsed,
    NotEvaluable,
    RegimenNotRecorded,
    Suppressed,
)
from .rules.condition import Condition, FactLeaf
from .rules.model import SEVERITY_RANK, Rule, Severity, Text
from .rules.plan import RAW
from .truth import NO, UNKNOWN, YES, Truth
from .wording import agent_words, route_words, shown_value, words_of


class Composer:
    """The parts of one patient's report. One instance for each evaluation."""

    def __init__(self, presenter: Presenter, profile: PatientProfile, facts: Facts, outcome: Outcome) -> None:
        self.presenter = presenter
        self.book = presenter.book
        self.profile = profile
        self.facts = facts
        self.outcome = outcome
        self.explainer = Explainer(self.book.plan, facts, outcome)
        self.roles = facts.active_roles
        self._used: dict[str, FactUsed] = {}

    # ── rules that apply ────────────────────────────────────────────────────────────────────────────────────────

    def applying(self) -> list[Advisory]:
        """Every rule that applies, one entry for each different text, in the order of the report."""
        found: list[tuple[Rule, Advisory]] = []
        for rule in self.rules_in_force():
            shown: dict[tuple[str, str, str], Advisory] = {}
            for role in self.roles_of(rule):
                if self.truth(rule.id, rule, role) is YES:
                    advisory = self._advisory(rule, role)
                    key = (advisory.summary, advisory.detail, advisory.severity)
                    shown[key] = _merged(shown[key], advisory) if key in shown else advisory
            found += ((rule, advisory) for advisory in shown.values())
        found.sort(key=lambda item: (*self.presenter.order(item[0], item[1].severity), item[1].roles))
        return [advisory for _, advisory in found]

    def rules_in_force(self) -> Iterable[Rule]:
        """The rules that are decided for patients, in the order of their ids."""
        return self.presenter.in_force

    def roles_of(self, rule: Rule) -> tuple[str, ...]:
        """The roles for which a rule is decided for this patient."""
        return self.roles if rule.scope == "regimen" else (PATIENT,)

    def truth(self, decision: str, rule: Rule, role: str) -> Truth:
        """The verdict of a rule for one role."""
        return self.outcome.truths[decision, role if rule.scope == "regimen" else PATIENT]

    def holds(self, condition: Condition | None, rule: Rule, role: str) -> bool:
        """Whether a choosing condition of a rule is surely yes (no condition always is)."""
        if condition is None:
            return True
        decision = self.presenter.decision_of[id(condition), rule.scope]
        return self.outcome.truths[decision, role if rule.scope == "regimen" else PATIENT] is YES

    def severity(self, rule: Rule, role: str) -> Severity:
        """The severity of a rule for this patient."""
        for case in rule.severity.cases:
            if self.holds(case.when, rule, role):
                return case.severity
        return rule.severity.otherwise

    def _advisory(self, rule: Rule, role: str) -> Advisory:
        regimen = rule.scope == "regimen"
        words = self._words(role) if regimen else {}
        used, assumed = self._facts_behind(rule, role)
        return Advisory(
            rule=rule.id,
            version=rule.review.version,
            status=rule.review.status,
            kind=rule.kind,
            severity=self.severity(rule, role),
            claim=rule.claim,
            topic=rule.topic,
            topic_title=self.presenter.topics.get(rule.topic, rule.topic),
            roles=(role,) if regimen else (),
            agents=(words["agent"],) if regimen else (),
            title=rule.title,
            summary=self._first(rule.summary, rule, role, words),
            detail=" ".join(self._all(rule.detail, rule, role, words)),
            condition=self.presenter.conditions[rule.id],
            facts_used=used,
            facts_assumed=assumed,
            facts_missing=self._asked(rule, role),
            evidence=tuple(
                self.presenter.evidence[use.evidence, use.supports]
                for use in rule.evidence
                if use.when is None or self.holds(use.when, rule, role)
            ),
            caveats=tuple(self._all(rule.caveats, rule, role, words)),
            covers=(),
            covered_by=(),
            audience=rule.audience,
            override_reasons=rule.override_reasons,
            concerns=self._concerns(rule, role),
            changes=(),
        )

    def _concerns(self, rule: Rule, role: str) -> tuple[str, ...]:
        """The rules that apply, of the groups that a rule speaks of (`any_rule`)."""
        leaves = self.presenter.groups.get(rule.id, ())
        return tuple(leaf.target for leaf in leaves if self.explainer.truth(leaf, role) is YES)

    def _words(self, role: str) -> dict[str, str]:
        return {
            "agent": agent_words(self.facts, role),
            "role": ROLE_WORDS[role],
            "route": route_words(self.facts, role),
        }

    def _first(self, texts: tuple[Text, ...], rule: Rule, role: str, words: dict[str, str]) -> str:
        for text in texts:
            if text.when is None or self.holds(text.when, rule, role):
                return self._fill(text, words)
        return ""

    def _all(self, texts: tuple[Text, ...], rule: Rule, role: str, words: dict[str, str]) -> list[str]:
        return [self._fill(text, words) for text in texts if text.when is None or self.holds(text.when, rule, role)]

    def _fill(self, text: Text, words: dict[str, str]) -> str:
        filled = self.presenter.texts[id(text)]
        if "{" in filled:
            for name, word in words.items():
                filled = filled.replace(f"{{{name}}}", word)
        return filled

    # ── facts behind a verdict ──────────────────────────────────────────────────────────────────────────────────

    def _facts_behind(self, rule: Rule, role: str) -> tuple[tuple[FactUsed, ...], tuple[FactAssumed, ...]]:
        used: dict[str, FactUsed] = {}
        assumed: dict[str, FactAssumed] = {}
        for carrier in self.explainer.carriers(rule.id, role):
            name = carrier.fact
            if carrier.assumed:
                if name not in assumed:
                    assumed[name] = FactAssumed(name=name, label=label_of(name), assumption=assumption_of(carrier.leaf))
                    used |= self._times_behind(name, carrier.role)
                continue
            if name not in used:
                used[name] = self.fact_used(name)
                if is_inexact(self.facts.values.get(name)):
                    used |= self._times_behind(name, carrier.role)
            for missing, taken in definition_of(name).stand_ins.items():
                instance = carrier.role + missing[len("regimen") :] if missing.startswith("regimen.") else missing
                if instance in self.facts.missing_inputs(name, carrier.role):
                    entry = FactAssumed(name=instance, label=label_of(instance), assumption=f"not recorded; {taken}")
                    assumed.setdefault(instance, entry)
        in_order = sorted(used, key=order_of), sorted(assumed, key=order_of)
        return tuple(used[name] for name in in_order[0]), tuple(assumed[name] for name in in_order[1])

    def _times_behind(self, name: str, role: str) -> dict[str, FactUsed]:
        """The recorded counts and dates that leave a derived fact open."""
        inputs = self.facts.inputs_of(name, role) if definition_of(name).is_derived else ()
        return {item: self.fact_used(item) for item in inputs if time_recorded(self.profile, item)}

    def fact_used(self, name: str) -> FactUsed:
        """A fact with its value in words and its origin."""
        if name not in self._used:
            self._used[name] = self._described(name)
        return self._used[name]

    def _described(self, name: str) -> FactUsed:
        definition = definition_of(name)
        value, unit = shown_value(self.facts, name)
        if not definition.is_derived and definition.type == "record":
            date = date_recorded_with(self.profile, name)
            told = "recorded" if date else time_recorded(self.profile, name) or "recorded"
            value = told if self.facts.is_recorded(name) else "not recorded"
        origin = path_of(name) or "derived from " + ", ".join(label_of(item) for item in self.facts.inputs_of(name, ""))
        return FactUsed(
            name=name,
            label=label_of(name),
            value=value,
            unit=unit,
            date=date_recorded_with(self.profile, name),
            origin=origin,
        )

    def _asked(self, rule: Rule, role: str) -> tuple[FactMissing, ...]:
        """What a question asks for: what isn't recorded, and dates that are but don't decide it."""
        names: dict[str, bool] = {}
        for asked in rule.asks:
            instance = self._at(asked, role)
            missing = self.facts.missing_inputs(instance, role)
            for name in self.facts.inputs_of(instance, role):
                if name in missing:
                    names.setdefault(name, False)
                elif (
                    definition_of(name).type == "record"
                    and self.facts.is_recorded(name)
                    and not is_exact(self.profile, name)
                ):
                    names.setdefault(name, True)
        return tuple(self._missing(name, inexact) for name, inexact in names.items())

    def _missing(self, name: str, inexact: bool) -> FactMissing:
        fact = missing_fact(name, inexact)
        recorded = time_recorded(self.profile, name) if inexact else ""
        return fact.model_copy(update={"recorded": recorded}) if recorded else fact

    @staticmethod
    def _at(name: str, role: str) -> str:
        return role + name[len("regimen") :] if name.startswith("regimen.") and role else name

    # ── rules that are not decided, silenced, or not checked ────────────────────────────────────────────────────

    def not_evaluable(self) -> list[NotEvaluable]:
        """The undecided rules with the facts that would decide them, in the order of the report."""
        found: list[tuple[tuple[object, ...], NotEvaluable]] = []
        for rule in self.rules_in_force():
            groups: dict[tuple[str, tuple[tuple[str, bool], ...]], list[str]] = {}
            for role in self.roles_of(rule):
                if self.truth(rule.id, rule, role) is UNKNOWN:
                    missing = tuple(self.explainer.missing(rule.id, role))
                    groups.setdefault((self.severity(rule, role), missing), []).append(role)
            for (severity, missing), roles in groups.items():
                entry = NotEvaluable(
                    rule=rule.id,
                    title=rule.title,
                    kind=rule.kind,
                    severity=severity,
                    topic=rule.topic,
                    roles=tuple(role for role in roles if role),
                    missing=tuple(self._missing(name, inexact) for name, inexact in missing),
                )
                found.append(((*self.presenter.order(rule, severity), entry.roles), entry))
        found.sort(key=lambda item: item[0])
        return [entry for _, entry in found]

    def not_checked(self) -> list[RegimenNotRecorded]:
        """The regimens of which nothing is recorded, with the number of rules that wait for them."""
        rules = sum(rule.scope == "regimen" for rule in self.rules_in_force())
        return [
            RegimenNotRecorded(
                role=role,
                rules_not_checked=rules,
                message=f"{ROLE_WORDS[role]} antibody therapy not recorded: {rules} rules not checked",
            )
            for role in ROLES
            if self.facts.roles[role] is UNKNOWN
        ]

    def suppressed(self) -> list[Suppressed]:
        """The rules whose condition holds but that another one silences."""
        found = []
        for rule in self.rules_in_force():
            if not rule.unless:
                continue
            roles = [
                role
                for role in self.roles_of(rule)
                if self.truth(rule.id + RAW, rule, role) is YES and self.truth(rule.id, rule, role) is NO
            ]
            if roles:
                plan = self.book.plan
                by = tuple(
                    n
                    for n in rule.unless
                    if self.outcome.of(n, plan.decisions[n].scope, self._seen(n, roles[0])) is YES
                )
                reason = "; ".join(f"“{self.presenter.title(name)}” applies" for name in by)
                named = tuple(role for role in roles if role)
                found.append(Suppressed(rule=rule.id, title=rule.title, roles=named, by=by, reason=reason))
        return found

    def _seen(self, decision: str, role: str) -> str:
        return role if self.book.plan.decisions[decision].scope == "regimen" else PATIENT


@lru_cache(maxsize=4096)
def assumption_of(leaf: FactLeaf) -> str:
    """What a leaf with `if_unknown` takes for granted, in words."""
    holds = leaf.if_unknown is YES
    if definition_of(leaf.fact).type == "flag":
        asked = (leaf.literals[0] is True) == (leaf.operator == "is")
        return f"not decided by what is recorded; counted as {'yes' if asked == holds else 'no'}"
    words = words_of(replace(leaf, if_unknown=None))
    return f"not decided by what is recorded; counted as if{'' if holds else ' not'}: {words}"


@lru_cache(maxsize=4096)
def missing_fact(name: str, inexact: bool) -> FactMissing:
    """A fact to record, with its question."""
    definition = definition_of(name)
    return FactMissing(
        name=name,
        label=label_of(name),
        question=definition.question,
        reason="not exact enough" if inexact else "not recorded",
    )


def facts_to_record(undecided: list[NotEvaluable]) -> list[FactToRecord]:
    """The missing facts, ranked by the undecided rules they stand under: critical ones first, then warnings."""
    rules: dict[str, dict[str, str]] = {}
    facts: dict[str, FactMissing] = {}
    for entry in undecided:
        for fact in entry.missing:
            facts.setdefault(fact.name, fact)
            known = rules.setdefault(fact.name, {})
            if entry.rule not in known or SEVERITY_RANK[entry.severity] < SEVERITY_RANK[known[entry.rule]]:
                known[entry.rule] = entry.severity
    ranked: list[tuple[tuple[object, ...], FactToRecord]] = []
    for name, severities in rules.items():
        counts = {s: sum(found == s for found in severities.values()) for s in ("critical", "warning", "info")}
        entry_to_record = FactToRecord(
            name=name,
            label=facts[name].label,
            question=facts[name].question,
            critical=counts["critical"],
            warning=counts["warning"],
            info=counts["info"],
            rules=tuple(sorted(severities)),
            recorded=facts[name].recorded,
        )
        key = (-counts["critical"], -counts["warning"], -counts["info"], order_of(name))
        ranked.append((key, entry_to_record))
    ranked.sort(key=lambda item: item[0])
    return [entry_to_record for _, entry_to_record in ranked]


def _merged(first: Advisory, second: Advisory) -> Advisory:
    """Two regimens with the same text are shown once."""
    used = {fact.name: fact for fact in (*first.facts_used, *second.facts_used)}
    assumed = {fact.name: fact for fact in (*first.facts_assumed, *second.facts_assumed)}
    missing = {fact.name: fact for fact in (*first.facts_missing, *second.facts_missing)}
    return first.model_copy(
        update={
            "roles": first.roles + second.roles,
            "agents": tuple(dict.fromkeys(first.agents + second.agents)),
            "facts_used": tuple(used[name] for name in sorted(used, key=order_of)),
            "facts_assumed": tuple(assumed[name] for name in sorted(assumed, key=order_of)),
            "facts_missing": tuple(missing[name] for name in sorted(missing, key=order_of)),
        }
    )
