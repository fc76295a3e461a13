"""A claim has a type, and the words of its rule fit the type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import Place
from ..rules.book import RuleBook
from ..rules.model import Rule
from .check import Found
from .parts import is_denied, parts_of, place_of

_CONTRAINDICATED = r"contraindicat\w*"
_PROVEN = r"prove|proves|proved|proven|proof|demonstrat\w*"
_RESULTS = rf"{_PROVEN}|{_CONTRAINDICATED}|recommended|required"
_TOO_STRONG: Mapping[str, re.Pattern[str]] = {
    claim: re.compile(rf"\b(?:{words})\b(?! (?:no|nothing|neither)\b)", re.IGNORECASE)
    for claim, words in (
        ("trial-eligibility", _CONTRAINDICATED),
        ("trial-result", _RESULTS),
        ("subgroup", _RESULTS),
        ("observation", _RESULTS),
        ("expert-review", f"{_PROVEN}|{_CONTRAINDICATED}"),
        ("mechanism", f"{_PROVEN}|{_CONTRAINDICATED}"),
        ("gap", f"{_PROVEN}|{_CONTRAINDICATED}"),
        ("policy", f"{_PROVEN}|{_CONTRAINDICATED}"),
    )
}
_TOLD = "given|said|addressed|named|reported|stated|known|described|covered|defined|listed|printed|mentioned|assessed"
_SILENCE = re.compile(
    rf"\bsilent\b|\bawaited\b|(?:\bnot|n't) (?:\w+ )?(?:{_TOLD})\b|\bno [\w ,()-]+? (?:is|are) (?:{_TOLD})\b"
    r"|\b(?:source|article|table)s? (?:does not|doesn't|do not|don't) \w+"
    r"|\b(?:gives?|names?|prints?|says?) (?:no|neither)\b|\bgiven (?:only|for [\w -]+ only)\b",
    re.IGNORECASE,
)
_OWN_CHOICE = re.compile(r"\bthis (?:product|hospital|department|clinic)\b", re.IGNORECASE)
_WEAK = re.compile(
    r"\b(?:consider|may|might|can|could|suggests?|suggested|appears?|appeared|seems?|seemed|possibl[ey]|potential\w*|likely"
    r"|perhaps|propos\w+|hypothes\w+|thought|hint|in vitro|ex vivo|preclinical|source|article|authors?|experts?"
    r"|reviews?|opinion|outlook|view)\b",
    re.IGNORECASE,
)
_LABELS = ("label", "press release")  # also "label and ..."


def claim_words(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """The words of a rule aren't stronger than its claim.

    Who was left out of a trial isn't "contraindicated"; a trial, a subgroup or an observation neither "proves" nor
    "demonstrates", and by itself nothing is "recommended" or "required"; an opinion, a mechanism, a gap or a choice of
    this product proves nothing. What is denied ("not a contraindication") is no such claim.
    """
    strong = _TOO_STRONG.get(rule.claim)
    if strong is None:
        return
    for part in parts_of(rule):
        for hit in strong.finditer(part.text):
            if not is_denied(part.text, hit.start()):
                message = f"`{hit[0]}` says more than a claim of type {rule.claim} can"
                place = part.place_of(hit.start())
                yield Found(message, place, "say what was observed, who was studied, or who says so")


def gap_says_silence(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """A rule of claim gap says that the source doesn't give it: silence is no finding."""
    if rule.claim == "gap" and not _any_text(rule, _SILENCE):
        message = "the claim is a gap, and no text says that the source doesn't give it"
        yield Found(message, _summary_place(rule), "say that the source doesn't give it")


def policy_says_choice(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """A rule of claim policy says somewhere whose choice it is: this product's, or this hospital's in rules of its own.

    Questions and validations are excepted: they state nothing about medicine.
    """
    if rule.claim == "policy" and rule.kind not in ("question", "validation") and not _any_text(rule, _OWN_CHOICE):
        message = "the claim is policy, and no text says that it is this product's choice"
        yield Found(message, _summary_place(rule), "add a caveat: ... is this product's choice (or this hospital's)")


def label_cites_label(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """A rule of claim label cites at least one piece of evidence that comes from a label or a press release on one."""
    designs = {entry.design for use in rule.evidence if (entry := book.catalogue.get(use.evidence)) is not None}
    if rule.claim == "label" and rule.evidence and not any(design.startswith(_LABELS) for design in designs):
        message = "the claim is a label, and no evidence cited has the design `label`"
        yield Found(message, place_of(rule, "claim"), "cite the label, or choose another claim")


def weak_claim_reads_weak(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """A rule of claim expert-review or mechanism reads as one: it hedges, or says whose view or what test it is."""
    if rule.claim in ("expert-review", "mechanism") and not _any_text(rule, _WEAK):
        message = f"the claim is {rule.claim}, and no text hedges or says whose view it is"
        yield Found(message, _summary_place(rule), "say may, suggests, in vitro, or that it is the authors' view")


def _any_text(rule: Rule, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(part.text) for part in parts_of(rule, title=False))


def _summary_place(rule: Rule) -> Place:
    return rule.summary[0].place if rule.summary else rule.place
