"""From a report to cards: one a topic, the most urgent first, the rest summarised; nothing is left out in silence.

The same patient, data, day and rule book give the same cards with the same ids, whatever call asked for them.
"""

from __future__ import annotations

import hmac
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ...report import Advisory, Report
from ...rules.book import RuleBook
from ...rules.model import SEVERITY_RANK
from ..context import shown as rules_shown
from ..patients import Reading
from ..sinks import RuleShown
from .details import checks_detail, context_detail, rest_detail, topic_detail, unread_detail
from .groups import Group, Selection
from .moments import Moment
from .offered import data
from .prefetch import Reason
from .signed import NO_DRUG, Unread
from .suggestions import suggestions_for

LONGEST_SUMMARY = 139
NAMESPACE = uuid.UUID("6f0b7c5e-6d0c-5d8e-9a53-0c3ad1f2b7a4")
TOPICS = "urn:cd38rules:topic"
EXTENSION = "org.cd38rules.card"
Card = dict[str, Any]


@dataclass(frozen=True)
class Deck:
    """The cards of one answer, and which rules each shows."""

    cards: tuple[Card, ...]
    rules: Mapping[str, tuple[RuleShown, ...]]


@dataclass(frozen=True)
class Dealer:
    """Makes the cards of one patient. `orders` are the orders that bring rules up, with the moments that they are.

    `unread` are selected orders that can't be used, `ordered` the suggestions that are ordered already.
    """

    report: Report
    reading: Reading
    book: RuleBook
    patient: str
    orders: Mapping[str, tuple[Moment, ...]] = field(default_factory=dict)
    card_key: str = ""
    unread: tuple[Unread, ...] = ()
    ordered: frozenset[str] = frozenset()

    def unread_only(self) -> Deck:
        """The card of the selected orders that can't be used, where there is nothing else to say."""
        return self._dealt([(self._unread(), ())])

    def deck(self, found: Selection, gaps: Sequence[tuple[str, Reason]], most: int, *, whole: bool) -> Deck:
        """At most so many cards. `whole`: the whole report was to be shown, and not only what an order brings up."""
        # Where there are many topics, what is no alert gives up its card, and is counted on that of the checks.
        last: list[tuple[Card, tuple[Advisory, ...]]] = []
        context = tuple(entry for shown in found.context for entry in shown.all)
        if self.unread:
            last.append((self._unread(), ()))
        fits = len(found.groups) <= most - 2 - len(last)
        if context and fits:
            last.append((self._context(found, len(context)), context))
        if (checks := self._checks(found, gaps, 0 if fits else len(context), whole=whole)) is not None:
            last.append((checks, ()))
        room = most - len(last)
        own = found.groups if len(found.groups) <= room else found.groups[: room - 1]
        rest = found.groups[len(own) :]
        first = [(self._topic(group), group.entries) for group in own]
        if rest:
            first.append((self._rest(rest), tuple(entry for group in rest for entry in group.entries)))
        return self._dealt([*first, *last])

    def _dealt(self, cards: Iterable[tuple[Card, tuple[Advisory, ...]]]) -> Deck:
        dealt = [(self._finished(card, entries), entries) for card, entries in cards]
        return Deck(tuple(card for card, _ in dealt), {card["uuid"]: rules_shown(entries) for card, entries in dealt})

    def _topic(self, group: Group) -> Card:
        rules = [entry.rule for entry in group.entries]
        suggestions = [
            {"label": item.label, "uuid": self._id("suggestion", item.id), "actions": [item.action(self.patient)]}
            for item in suggestions_for(rules, self.reading.profile, self.ordered)
        ]
        return {
            "summary": _with_count(group.lead.summary, len(group.shown) - 1),
            "detail": topic_detail(group, self.report, self._orders_of(group.entries), self._lowered(group.entries)),
            "indicator": self._indicator(group.entries),
            "source": self._source(group.topic, group.title),
            "overrideReasons": _reasons(group.entries),
            "suggestions": suggestions,
            "selectionBehavior": "any" if suggestions else "",
        }

    def _rest(self, groups: Sequence[Group]) -> Card:
        entries = tuple(entry for group in groups for entry in group.entries)
        titles = ", ".join(group.title for group in groups)
        return {
            "summary": _cut(f"{len(entries)} more: {titles}"),
            "detail": rest_detail(groups, self.report, self._orders_of(entries), self._lowered(entries)),
            "indicator": self._indicator(entries),
            "source": self._source("", ""),
            "overrideReasons": _reasons(entries),
        }

    def _context(self, found: Selection, count: int) -> Card:
        entries = "entry" if count == 1 else "entries"
        return {
            "summary": f"Matched trial figures and background: {count} {entries}",
            "detail": context_detail(found.context, self.report),
            "indicator": "info",
            "source": self._source("", ""),
        }

    def _unread(self) -> Card:
        names = [one.order for one in self.unread]
        drugs = all(one.reason == NO_DRUG for one in self.unread)
        named = names[0] if len(names) == 1 else f"{len(names)} orders"
        return {
            "summary": _cut(
                f"The drug of {named} can't be read" if drugs else f"{named} can't be read: no advice on it"
            ),
            "detail": unread_detail(self.unread, self.report),
            "indicator": "info",
            "source": self._source("", ""),
            "orders": [name for name in names if "/" in name],
        }

    def _checks(
        self, found: Selection, gaps: Sequence[tuple[str, Reason]], left_out: int, *, whole: bool
    ) -> Card | None:
        count = len({entry.rule for entry in found.undecided}) + (found.unchecked if whole else 0)
        reading, report = self.reading, self.report
        unread = bool(gaps or reading.issues or reading.questions or report.not_checked or report.input_issues)
        if not (count or unread or left_out):
            return None
        checks = "1 check" if count == 1 else f"{count} checks"
        summary = f"{checks} could not run: data are missing" if count else "Data to look at, and what has no card"
        return {
            "summary": summary,
            "detail": checks_detail(found, report, reading, gaps, left_out, whole=whole),
            "indicator": "info",
            "source": self._source("", ""),
        }

    def _indicator(self, entries: Sequence[Advisory]) -> str:
        """That of the most urgent entry. Critical interrupts the user, which only a rule that was reviewed may do."""
        lowered = self._lowered(entries)
        shown = ("warning" if entry.rule in lowered else entry.severity for entry in entries)
        return min(shown, key=SEVERITY_RANK.__getitem__)

    def _lowered(self, entries: Sequence[Advisory]) -> tuple[str, ...]:
        """The rules that are critical for this patient, and that no clinician has signed."""
        critical = dict.fromkeys(entry.rule for entry in entries if entry.severity == "critical")
        return tuple(rule for rule in critical if not self.book.rules[rule].review.reviewed_by)

    def _source(self, topic: str, title: str) -> Card:
        receipt = self.report.receipt
        source = self.book.catalogue.sources[0] if self.book.catalogue.sources else None
        named = f"{receipt.rulebook} {receipt.rulebook_version}"
        return {
            "label": f"{source.short_name}, in {named}" if source else named,
            "url": f"https://doi.org/{source.doi}" if source and source.doi else "",
            "topic": {"system": TOPICS, "code": topic, "display": title} if topic else {},
        }

    def _orders_of(self, entries: Sequence[Advisory]) -> tuple[str, ...]:
        """The orders that bring up one of these entries."""
        found = (
            name
            for name, moments in self.orders.items()
            if any(moment.holds(entry) for moment in moments for entry in entries)
        )
        return tuple(sorted(found))

    def _finished(self, card: Card, entries: tuple[Advisory, ...]) -> Card:
        """The card with its id and its extension, without what is empty: CDS Hooks forbids empty values."""
        rules = [{"rule": item.rule, "version": item.version} for item in rules_shown(entries)]
        # A card of no rule is about all orders, but for the one that names its own.
        own: list[str] = card.pop("orders", sorted(self.orders))
        orders = list(self._orders_of(entries)) if entries else own
        severity = min((entry.severity for entry in entries), key=SEVERITY_RANK.__getitem__, default="")
        told = {"orders": orders, "rules": rules, "severity": severity, "asOf": self.report.as_of}
        full = without_empties({**card, "extension": {EXTENSION: told}})
        return {"uuid": self._id("card", json.dumps(full, sort_keys=True)), **full}

    def _id(self, kind: str, content: str) -> str:
        sha256 = self.report.receipt.rulebook_sha256
        text = "\0".join((kind, self.patient, sha256, self.report.as_of, *sorted(self.orders), content))
        keyed = hmac.new(self.card_key.encode(), text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
        return str(uuid.uuid5(NAMESPACE, keyed))


def without_empties(value: Any) -> Any:
    """A value without null, empty texts, lists and objects at any depth."""
    if isinstance(value, dict):
        kept = {name: without_empties(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None and item not in ("", [], {})}
    if isinstance(value, list):
        return [without_empties(item) for item in value]
    return value


def _with_count(summary: str, more: int) -> str:
    longer = f"{summary} (+{more} more)"
    return longer if more and len(longer) <= LONGEST_SUMMARY else summary


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1].rstrip(" ,") + "…"


@cache
def _displays() -> Mapping[str, dict[str, str]]:
    """HL7's codings of reasons for not following advice, by their codes."""
    listed = data("override-reasons.yaml")
    return {
        name: {"code": name, "system": listed["system"], "display": display}
        for name, display in listed["displays"].items()
    }


def _reasons(entries: Iterable[Advisory]) -> list[dict[str, str]]:
    """The codings of all reasons that the entries offer, in the order of HL7's list."""
    offered = {reason for entry in entries for reason in entry.override_reasons}
    return [dict(coding) for name, coding in _displays().items() if name in offered]
