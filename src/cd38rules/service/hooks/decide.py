"""From a call with its data to cards: what is read, which orders it is about, and whether anything can be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from ..patients import Reads, Resource, orders_in
from ..problems import Problem
from .call import ORDER_HOOKS, Call, reference_of
from .cards import Dealer, Deck
from .groups import selection
from .moments import Moment, moments_of
from .offered import telling
from .prefetch import IN_WORDS, Part, Reason


@dataclass(frozen=True)
class Decided:
    """The cards, and the evaluation behind them; None where the orders bring up no rule, or nothing points to the
    disease: then `why` says which."""

    deck: Deck
    evaluated: Evaluated | None
    why: Literal["", "no order of ours", "nothing points to myeloma"] = ""


NO_CARDS = Deck((), {})


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
        sent = tuple(chain.from_iterable(part.resources for part in parts.values()))
        _check_patient(call, sent)
        # The record may hold an earlier state of a draft. What is being written now is what counts.
        drafted = {reference_of(draft) for draft in call.drafts} - {""}
        sent = tuple(resource for resource in sent if reference_of(resource) not in drafted)
        if not any(resource.get("resourceType") == "Patient" for resource in sent):
            sent = ({"resourceType": "Patient", "id": call.patient}, *sent)  # all that the context tells of them
        gaps = [(key, part.gap) for key, part in parts.items() if part.gap is not None]
        on_orders = call.service.hook in ORDER_HOOKS
        try:
            orders = self._selected(call, sent) if on_orders else {}
            if on_orders and not orders:
                return Decided(NO_CARDS, None, "no order of ours")
            reading = self.reads.read((*sent, *call.drafts), as_of=self.as_of, patient=call.patient)
        except DiagnosedError as error:
            if gaps:
                raise _missing(gaps, error.diagnostics) from None
            raise
        report = evaluate(reading.profile, self.book)
        moments = tuple(chain.from_iterable(orders.values())) if on_orders else None
        found = selection(report, moments)
        if not (found.groups or any(key in telling() for key, _ in gaps) or self.reads.points((*sent, *call.drafts))):
            return Decided(NO_CARDS, None, "nothing points to myeloma")
        if gaps and not self._is_decided(reading.profile, report):
            raise _missing(gaps)
        dealer = Dealer(report, reading, self.book, call.patient, orders, self.card_key)
        return Decided(
            dealer.deck(found, gaps, self.most_cards, whole=not on_orders),
            Evaluated(report, reading.profile, self.book),
        )

    def _selected(self, call: Call, sent: Sequence[Resource]) -> dict[str, tuple[Moment, ...]]:
        """The selected orders that bring up rules. They are read without the record, which may hold older ones."""
        # What isn't an order of its own is read with them: the patient, and what a selected order refers to.
        own = [draft for draft in call.drafts if reference_of(draft) in call.selected or _is_support(draft)]
        own += [resource for resource in sent if _is_support(resource)]
        found = orders_in(self.reads.read(own, as_of=self.as_of, patient=call.patient))
        orders = {name: moments_of((kind,)) for name, kind in found.items() if name in call.selected}
        return {name: moments for name, moments in orders.items() if moments}

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


def _is_support(resource: Resource) -> bool:
    return resource.get("resourceType") in ("Medication", "Patient")


def _check_patient(call: Call, sent: Sequence[Resource]) -> None:
    """A Patient that isn't the one of the call is a mix-up: no advice is given."""
    found = {resource.get("id") for resource in sent if resource.get("resourceType") == "Patient"}
    if found - {call.patient}:
        fault = Diagnostic("hooks-patient", "isn't the patient of the context", (Place("$.prefetch.patient"),))
        raise Problem(400, "wrong-patient", "The data are of another patient; no advice is given.", (fault,))


def _missing(gaps: Sequence[tuple[str, Reason]], also: Sequence[Diagnostic] = ()) -> Problem:
    missing = (
        Diagnostic("hooks-missing", f"prefetch {key}: {IN_WORDS[reason]}", (Place(f"$.prefetch.{key}"),))
        for key, reason in gaps
    )
    title = "Nothing can be decided without the data that are missing."
    return Problem(412, "data-missing", title, (*missing, *also))
