"""What every rule carries beside its advice: readers, reasons, evidence, limits, hazards, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import did_you_mean
from ..rules.book import RuleBook
from ..rules.model import Rule
from .check import Found
from .parts import place_of

_HAZARD = re.compile(r"H(?:[1-9]|1[0-8])\Z")
_WITH_LIMITS = ("trial-eligibility", "trial-result", "subgroup", "observation", "expert-review", "gap")

# The codes of HL7's http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes that aren't headings.
OVERRIDE_REASONS = (
    "patient-ineligible",
    "indication-order-exists",
    "action-completed",
    "action-unsuccessful",
    "action-performed-no-adverse-effect",
    "action-not-priority",
    "limited-time",
    "wrong-time-workflow",
    "inappropriate-recipient",
    "need-more-info",
    "does-not-align-latest-evidence",
    "expert-contradicts",
    "policy-contradicts",
    "recipient-does-not-trust",
    "risk-benefit-ratio",
    "mitigate-risk-negative-outcome",
    "likely-negative-health-outcomes",
    "patient-contraindication",
    "patient-fears-discomfort",
    "patient-does-not-want-change",
    "cultural-religious-reason",
    "prefers-alternative",
    "patient-refuses",
    "inadequate-support",
    "service-not-available",
    "implementation-challenges",
    "too-costly-uncovered",
    "recipient-does-not-understand",
    "comorbidity-disability",
)


def audience_known(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """Every reader whom a rule names is one of the book's intended users (`infusion-nurse` is "infusion nurse")."""
    users = [user.replace(" ", "-") for user in book.about.intended_users]
    for name in rule.audience:
        if name not in users:
            hint = did_you_mean(name, users, f"one of: {', '.join(users)}")
            yield Found("the audience isn't among the book's intended users", place_of(rule, "audience"), hint)


def override_reasons(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """An advisory or question offers reasons for not following it, all of them codes of HL7's non-adherence reasons.

    Other kinds aren't alerts, so that there is nothing to override.
    """
    alerts = rule.kind in ("advisory", "question")
    if alerts and not rule.override_reasons:
        message = f"the {rule.kind} has no `override_reasons`"
        yield Found(message, rule.place, "add the reasons that a reader may have")
    if not alerts and rule.override_reasons:
        message = f"a rule of kind {rule.kind} is no alert, so nobody overrides it"
        yield Found(message, place_of(rule, "override_reasons"), "remove override_reasons")
    for reason in rule.override_reasons:
        if reason not in OVERRIDE_REASONS:
            hint = did_you_mean(reason, OVERRIDE_REASONS, "a code of HL7's non-adherence reasons")
            yield Found("an override reason isn't a known code", place_of(rule, "override_reasons"), hint)


def evidence_cited(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """Every rule cites evidence, unless its claim is policy: what it says is then this product's own."""
    if not rule.evidence and rule.claim != "policy":
        message = f"the claim is {rule.claim}, and no evidence is cited"
        yield Found(message, place_of(rule, "claim"), "add it under `evidence`")


def limits_stated(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """An advisory that rests on anything but a label or this product's choice states at least one limit as a caveat."""
    if rule.kind == "advisory" and rule.claim in _WITH_LIMITS and not rule.caveats:
        message = f"an advisory of claim {rule.claim} has no caveat"
        yield Found(message, rule.place, "say what limits the evidence: design, numbers, who was studied")


def hazards_known(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """The hazards that a rule controls are H1 to H18 of the hazard list."""
    for hazard in rule.hazards:
        if not _HAZARD.match(hazard):
            yield Found("the hazard isn't on the list", place_of(rule, "hazards"), "H1 to H18")


def review_dates(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """The next review comes after the last one."""
    review, place = rule.review, place_of(rule, "review")
    if review.last_review and review.next_review <= review.last_review:
        yield Found("the next review isn't after the last one", place, "set next_review to a later day")
