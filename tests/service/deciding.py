"""Calls of CDS Hooks decided in this process by the reader of FHIR that ships."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cd38rules.rules.book import RuleBook
from cd38rules.service.codes import CodesInService
from cd38rules.service.hooks.call import Call, read_call
from cd38rules.service.hooks.decide import Decided, Decider
from cd38rules.service.hooks.offered import offered, templates
from cd38rules.service.hooks.prefetch import Part, part_of, type_of

from .hook_calls import call, path_of

TODAY = date(2024, 3, 15)


def day(days: int) -> str:
    """So many days after the call."""
    return (TODAY + timedelta(days)).isoformat()


def called(hook: str, sent: Mapping[str, Any], *orders: Mapping[str, Any], drafts: Any = None) -> Call:
    """The call; `drafts` is the Bundle of orders in place of `orders`."""
    body = call(hook, sent, *orders)
    if drafts is not None:
        body["context"]["draftOrders"] = drafts
    return read_call(body, offered()[path_of(hook).rpartition("/")[2]])


def decided(book: RuleBook, asked: Call, **fetched: Part) -> Decided:
    """What is decided on a call, with what was fetched. Raises Problem."""
    parts = {key: part_of(asked.prefetch, key, type_of(query)) for key, query in templates().items()}
    return Decider(book, CodesInService(None).reads(), TODAY, 20, "").decide(asked, parts | fetched)


def rules_of(answer: Decided) -> set[str]:
    """The rules that the cards show."""
    return {item.rule for rules in answer.deck.rules.values() for item in rules}
