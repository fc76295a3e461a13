"""From a call with its data to cards: what is read, which orders it is about, and whether anything can be decided."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from ...diagnostics import DiagnosedError, Diagnostic, Place
from ...evaluation import evaluate
from ...facts import derive
from ...profile import PatientProfile
from ...report import Report
from ...rules.book import RuleBook
from ..context import Evaluated
from ..patients import Reads
from ..problems import Problem
from .bundles import Entry, as_bundle
from .call import ORDER_HOOKS, Call, reference_of
from .cards import Dealer, Deck
from .drugs import has_words, named_by, unresolved
from .groups import selection
from .moments import Moment, moments_of
from .offered import telling
from .prefetch import IN_WORDS, Part, Reason
from .signed import Signing, Unread, as_written
from .subjects import Own, own_of
from .suggestions import ordered_among


@dataclass(frozen=True)
class Decided:
    """The cards, and the evaluation behind them; None where the orders bring up no rule, or nothing points to the
    disease: then `why` says which. `missing` names the prefetch keys that aren't complete."""

    deck: Deck
    evaluated: Evaluated | None
    why: Literal["", "no order of ours", "nothing points to myeloma"] = ""
    missing: str = ""


NO_CARDS = Deck((), {})
_SUPPORT = ("Medication", "Patient")


@dataclass(frozen=True)
class Decider:
    """Decides calls under one rule book. Raises Problem if it can't, EngineError if the engines fail."""

    book: RuleBook
    reads: Reads
    as_of: date
    most_cards: int
    card_key: str

    def decide(self, call: Call, parts: Mapping[str, Part]) -> Decided:
        """The cards of a call."""
        drafts = tuple(as_written(draft, self.as_of) for draft in call.drafts)
        sent = tuple(chain.from_iterable(part.entries for part in parts.values()))
        own = own_of(call, (*sent, *drafts))
        gaps = _gaps(parts, own, named_by((*sent, *drafts)))
        # The record may hold an earlier state of a draft. What is being written now is what counts.
        drafted = {reference_of(draft.resource) for draft in drafts}
        sent = tuple(entry for entry in sent if reference_of(entry.resource) not in drafted)
        if not any(entry.resource.get("resourceType") == "Patient" for entry in sent):
            person = Entry({"resourceType": "Patient", "id": call.patient})  # all that the context tells of them
            sent = (person, *sent)
        sent = own.placed(sent)
        on_orders = call.service.hook in ORDER_HOOKS
        everything = as_bundle((*sent, *drafts))
        try:
            orders, unread = self._selected(call, sent, drafts) if on_orders else ({}, ())
            if on_orders and not orders and not unread:
                return Decided(NO_CARDS, None, "no order of ours", _keys(gaps))
            reading = self.reads.read((everything,), as_of=self.as_of, patient=call.patient)
        except DiagnosedError as error:
            if gaps:
                raise _missing(gaps, error.diagnostics) from None
            raise
        report = evaluate(reading.profile, self.book)
        ordered = ordered_among(entry.resource for entry in (*sent, *drafts))
        dealer = Dealer(report, reading, self.book, call.patient, orders, self.card_key, unread, ordered)
        if on_orders and not orders:
            return Decided(dealer.unread_only(), None, missing=_keys(gaps))
        moments = tuple(chain.from_iterable(orders.values())) if on_orders else None
        found = selection(report, moments)
        is_told_of = any(key in telling() for key, _ in gaps) or self.reads.points((everything,))
        if not (found.groups or unread or is_told_of):
            return Decided(NO_CARDS, None, "nothing points to myeloma", _keys(gaps))
        if gaps and not unread and not self._is_decided(reading.profile, report):
            raise _missing(gaps)
        deck = dealer.deck(found, gaps, self.most_cards, whole=not on_orders)
        return Decided(deck, Evaluated(report, reading.profile, self.book), missing=_keys(gaps))

    def _selected(
        self, call: Call, sent: Sequence[Entry], drafts: Sequence[Entry]
    ) -> tuple[dict[str, tuple[Moment, ...]], tuple[Unread, ...]]:
        """The selected orders that bring up rules, and those that may be ours and can't be used."""
        # What isn't an order of its own is read with them: the patient, and what a selected order refers to.
        support = tuple(entry for entry in (*sent, *drafts) if entry.resource.get("resourceType") in _SUPPORT)
        selected = tuple(draft for draft in drafts if reference_of(draft.resource) in call.selected)
        signing = Signing(self.reads, self.as_of, call.patient, selected, support)
        found = signing.orders(selected)
        orders = {name: moments_of((kind,)) for name, kind in found.items() if name in call.selected}
        return {name: moments for name, moments in orders.items() if moments}, signing.unread(found)

    def _is_decided(self, profile: PatientProfile, report: Report) -> bool:
        """Whether the data decide an advisory or a question that isn't decided without any data."""
        bare = PatientProfile.model_validate({"patient_id": "none", "as_of": self.as_of.isoformat()})
        nothing = _decided(bare, evaluate(bare, self.book), self.book)
        return bool(_decided(profile, report, self.book) - nothing)


def _decided(profile: PatientProfile, report: Report, book: RuleBook) -> set[str]:
    """The advisories and questions that are surely yes or no."""
    has_regimen = bool(derive(profile).active_roles)
    undecided = {entry.rule for entry in report.not_evaluable}
    rules = (book.rules[name] for name in book.plan_rules)
    return {
        rule.id
        for rule in rules
        if rule.kind in ("advisory", "question")
        and rule.id not in undecided
        and (has_regimen or rule.scope == "patient")
    }


def _gaps(parts: Mapping[str, Part], own: Own, known: Container[str]) -> list[tuple[str, Reason]]:
    """The keys of which something is missing, or isn't known to be what was asked for."""
    found: list[tuple[str, Reason]] = []
    for key, part in parts.items():
        if part.gap is not None:
            found.append((key, part.gap))
        elif any(own.is_others(entry.resource) for entry in part.entries):
            found.append((key, "another patient's"))
        elif any(not has_words(resource) for resource, _ in unresolved(part.entries, known)):
            found.append((key, "a drug unknown"))
    return found


def _keys(gaps: Iterable[tuple[str, Reason]]) -> str:
    return ", ".join(key for key, _ in gaps)  # our own keys, no data


def _missing(gaps: Sequence[tuple[str, Reason]], also: Sequence[Diagnostic] = ()) -> Problem:
    missing = (
        Diagnostic("hooks-missing", f"prefetch {key}: {IN_WORDS[reason]}", (Place(f"$.prefetch.{key}"),))
        for key, reason in gaps
    )
    title = "Nothing can be decided without the data that are missing."
    return Problem(412, "data-missing", title, (*missing, *also))
