"""Runs every check over a rule book that can be loaded, and takes away what its rules allow.

A rule allows a check with a reason; an allowance that names no check, or that nothing needs, is itself a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from ..diagnostics import Diagnostic, Place, did_you_mean, in_order
from ..rules.book import RuleBook
from ..rules.located import shown_word
from ..rules.model import Rule
from . import book_metadata, claims, commands, comparisons, hedges, rule_metadata, trials_together, typed_figures
from .check import BookCheck, Check, Found, RuleCheck, diagnostic

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
)


def unknown_check(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """What a rule allows is a check of one rule, by its name."""
    for (name, _), place in zip(rule.allow, _allow_places(rule), strict=True):
        if name not in _WAIVABLE:
            hint = did_you_mean(name, _WAIVABLE, "see docs/checks.md")
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
_UNKNOWN = RuleCheck("unknown-check", "error", unknown_check)
_NEEDLESS = BookCheck("needless-allow", "warning", needless_allow)

CHECKS: tuple[Check, ...] = (*RULE_CHECKS, *BOOK_CHECKS, _UNKNOWN, _NEEDLESS)


def findings(book: RuleBook) -> list[Diagnostic]:
    """Everything that the checks find and no rule allows, each once, in the order of the places.

    Rules that are retired aren't looked at.
    """
    found = [diagnostic(check, item) for check in (*BOOK_CHECKS, _NEEDLESS) for item in check.find(book)]
    for rule in _in_force(book):
        allowed = {name for name, _ in rule.allow}
        for check in (*RULE_CHECKS, _UNKNOWN):
            if check.code not in allowed:
                found += [diagnostic(check, item) for item in check.find(rule, book)]
    return in_order(dict.fromkeys(found))


def _in_force(book: RuleBook) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.review.status != "retired"]


def _allow_places(rule: Rule) -> tuple[Place, ...]:
    return rule.allow_places or (rule.place,) * len(rule.allow)
