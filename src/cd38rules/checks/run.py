"""Runs every check over a rule book that can be loaded, and takes away what its rules allow.

A rule allows a check with a reason; an allowance that names no check, or that nothing needs, is itself a finding.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from types import MappingProxyType

from ..diagnostics import Diagnostic, Place, did_you_mean, in_order
from ..rules.book import RuleBook
from ..rules.located import shown_word
from ..rules.model import Rule
from . import (
    book_metadata,
    boundaries,
    claims,
    commands,
    comparisons,
    hedges,
    rule_metadata,
    trials_together,
    typed_figures,
)
from .check import BookCheck, Check, Found, RuleCheck, WholeBookCheck, diagnostic
from .whole_book import declared, missing_data, monotone, pairs, single_rules

RULE_CHECKS = (
    RuleCheck("command-wording", "error", commands.command_wording),
    RuleCheck("all-clear", "error", commands.all_clear),
    RuleCheck("claim-words", "error", claims.claim_words),
    RuleCheck("gap-says-silence", "error", claims.gap_says_silence),
    RuleCheck("policy-says-choice", "error", claims.policy_says_choice),
    RuleCheck("label-cites-label", "error", claims.label_cites_label),
    RuleCheck("weak-claim-reads-weak", "error", claims.weak_claim_reads_weak),
    RuleCheck("antibodies-compared", "error", comparisons.antibodies_compared),
    RuleCheck("pivotal-trials-together", "error", trials_together.pivotal_trials_together),
    RuleCheck("hedge-lost", "error", hedges.hedge_lost),
    RuleCheck("typed-figure", "error", typed_figures.typed_figure),
    RuleCheck("evidence-cited", "error", rule_metadata.evidence_cited),
    RuleCheck("limits-stated", "error", rule_metadata.limits_stated),
    RuleCheck("override-reasons", "warning", rule_metadata.override_reasons),
    RuleCheck("audience-known", "warning", rule_metadata.audience_known),
    RuleCheck("hazards-known", "warning", rule_metadata.hazards_known),
    RuleCheck("review-dates", "warning", rule_metadata.review_dates),
)
BOOK_CHECKS = (
    BookCheck("hedge-lost-in-evidence", "error", hedges.hedge_lost_in_evidence),
    BookCheck("topics-covered", "error", book_metadata.topics_covered),
    BookCheck("attributes-agree", "warning", book_metadata.attributes_agree),
    BookCheck("concept-used", "warning", book_metadata.concept_used),
    BookCheck("review-stale", "warning", book_metadata.review_stale),
    BookCheck("boundary-unusable", "error", boundaries.boundary_unusable),
    BookCheck("boundary-differs", "error", boundaries.boundary_differs),
)
WHOLE_BOOK_CHECKS = (
    WholeBookCheck("rule-can-never-fire", "error", single_rules.rule_can_never_fire),
    WholeBookCheck("declared-never-happens", "error", single_rules.declared_never_happens),
    WholeBookCheck("leaf-changes-nothing", "warning", single_rules.leaf_changes_nothing),
    WholeBookCheck("same-condition", "warning", pairs.same_condition),
    WholeBookCheck("implied-rule", "warning", pairs.implied_rule),
    WholeBookCheck("conflicting-advice", "error", pairs.conflicting_advice),
    WholeBookCheck("exclusive-rules-together", "error", declared.exclusive_rules_together),
    WholeBookCheck("together-rules-apart", "error", declared.together_rules_apart),
    WholeBookCheck("family-gap", "error", declared.family_gap),
    WholeBookCheck("missing-data-hides-warning", "error", missing_data.missing_data_hides_warning),
    WholeBookCheck("worse-value-removes-warning", "error", monotone.worse_value_removes_warning),
)
NOT_INSTALLED = (
    "the checks of the whole book did not run, for the solver is not installed "
    '(python -m pip install "cd38rules[check]")'
)


def unknown_check(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """What a rule allows is a check of one rule, by its name."""
    for (name, _), place in zip(rule.allow, _allow_places(rule), strict=True):
        if name not in _ALLOWABLE:
            hint = did_you_mean(name, _ALLOWABLE, "see docs/checks.md")
            yield Found(f"there is no check `{shown_word(name)}` that a rule could allow", place, hint)


def needless_allow(book: RuleBook) -> Iterator[Found]:
    """A check is allowed only where it would find something; else the allowance hides the next finding.

    One that the rows of a table share is needed if one of them needs it.
    """
    needed: dict[tuple[Place, str], bool] = {}
    for rule in _in_force(book):
        for (name, _), place in zip(rule.allow, _allow_places(rule), strict=True):
            if name in _WAIVABLE:
                found = any(True for _ in _WAIVABLE[name].find(rule, book))
                needed[place, name] = needed.get((place, name), False) or found
    for (place, name), is_needed in needed.items():
        if not is_needed:
            yield Found(f"`{name}` is allowed and finds nothing here", place, "remove the entry")


_WAIVABLE = MappingProxyType({check.code: check for check in RULE_CHECKS})
_ALLOWABLE = (*_WAIVABLE, *(check.code for check in WHOLE_BOOK_CHECKS))
_UNKNOWN = RuleCheck("unknown-check", "error", unknown_check)
_NEEDLESS = BookCheck("needless-allow", "warning", needless_allow)

CHECKS: tuple[Check, ...] = (*RULE_CHECKS, *BOOK_CHECKS, _UNKNOWN, _NEEDLESS, *WHOLE_BOOK_CHECKS)


def findings(book: RuleBook) -> list[Diagnostic]:
    """Everything that the checks find without the solver and no rule allows, each once, in the order of the places.

    Rules that are retired aren't looked at. What needs the solver is found by `whole_book_findings`.
    """
    found = [diagnostic(check, item) for check in (*BOOK_CHECKS, _NEEDLESS) for item in check.find(book)]
    for rule in _in_force(book):
        allowed = {name for name, _ in rule.allow}
        for check in (*RULE_CHECKS, _UNKNOWN):
            if check.code not in allowed:
                found += [diagnostic(check, item) for item in check.find(rule, book)]
    return in_order(dict.fromkeys(found))


def is_solver_installed() -> bool:
    """Whether the checks of the whole book can run: z3-solver comes with the extra `check`."""
    return importlib.util.find_spec("z3") is not None


def whole_book_findings(book: RuleBook, made_up: int | None = None) -> list[Diagnostic]:
    """Everything that the checks of the whole book find and no rule allows, in the order of the places.

    `made_up` is the number of made-up patients that are asked before the solver is. Takes some seconds. Raises
    ImportError if the solver isn't installed.
    """
    from .whole_book.ask import MADE_UP, Asker

    asker = Asker(book, MADE_UP if made_up is None else made_up)
    found: list[Diagnostic] = []
    needed: set[tuple[str, str]] = set()
    for check in WHOLE_BOOK_CHECKS:
        for item in check.find(asker):
            allowing = [name for name in item.rules if _allows(book, name, check.code)]
            needed |= {(name, check.code) for name in allowing}
            found += [] if allowing else [diagnostic(check, item)]
    codes = {check.code for check in WHOLE_BOOK_CHECKS}
    places: dict[tuple[Place, str], bool] = {}
    for rule in _in_force(book):
        for (name, _), place in zip(rule.allow, _allow_places(rule), strict=True):
            if name in codes:
                places[place, name] = places.get((place, name), False) or (rule.id, name) in needed
    for (place, name), is_needed in places.items():
        if not is_needed:
            found.append(
                diagnostic(_NEEDLESS, Found(f"`{name}` is allowed and finds nothing here", place, "remove the entry"))
            )
    return in_order(dict.fromkeys(found))


def _allows(book: RuleBook, rule: str, code: str) -> bool:
    return rule in book.rules and code in [name for name, _ in book.rules[rule].allow]


def _in_force(book: RuleBook) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.review.status != "retired"]


def _allow_places(rule: Rule) -> tuple[Place, ...]:
    return rule.allow_places or (rule.place,) * len(rule.allow)
