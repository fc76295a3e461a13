"""What was sent along, key by key: absent, known to be empty, failed, cut off at a page, or there.

Known to be empty isn't missing; failed isn't asked again. What is missing has a reason, and ends on a card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ...fhir.json_text import RepeatedKeys
from .bundles import Entry, Walked, walked

Reason = Literal[
    "not sent",
    "the query failed",
    "more pages",
    "fewer than said",
    "not FHIR",
    "unreadable entries",
    "another type",
    "not fetched",
    "another patient's",
    "a drug unknown",
    "a repeated key",
]

IN_WORDS: Mapping[Reason, str] = {
    "not sent": "it was not sent, and could not be fetched",
    "the query failed": "the health record's query failed",
    "more pages": "only the first pages came",
    "fewer than said": "its Bundle says that there is more than came",
    "not FHIR": "what was sent isn't a FHIR resource",
    "unreadable entries": "entries of its Bundle hold no resource that can be read",
    "another type": "what was sent isn't of the type that was asked for",
    "not fetched": "it was not sent, and fetching it failed",
    "another patient's": "what was sent isn't all of this patient",
    "a drug unknown": "it refers to Medications that were not sent: which drugs they are isn't known",
    "a repeated key": "a key stands twice in what was sent",
}


@dataclass(frozen=True)
class Part:
    """What there is of one key. `gap` says why it isn't complete; `next_page` is where the rest can be fetched.

    `matches` counts what the search found, `total` is what it says to have found.
    """

    entries: tuple[Entry, ...] = ()
    gap: Reason | None = None
    next_page: str = ""
    matches: int = 0
    total: int = 0

    def followed_by(self, page: Part) -> Part:
        """This part with the page that comes after it. Pages tell the total of the whole search."""
        return replace(
            page,
            entries=self.entries + page.entries,
            # Whether all pages together are as many as was said is known after the last.
            gap=None if page.gap == "fewer than said" else page.gap,
            matches=self.matches + page.matches,
            total=max(self.total, page.total),
        ).counted()

    def counted(self) -> Part:
        """It with a gap where less came than the search says to have found, and no page is to come."""
        return replace(self, gap="fewer than said") if self.gap is None and self.matches < self.total else self


def type_of(template: str) -> str:
    """The type of resources that a template asks for."""
    return template.partition("?")[0].partition("/")[0]


def part_of(prefetch: Mapping[str, Any], key: str, kind: str) -> Part:
    """What was sent under a key that asks for resources of a type."""
    if key not in prefetch:
        return Part(gap="not sent")
    value = prefetch[key]
    if value is None:
        return Part()
    return part_in(value, kind)


def part_in(value: object, kind: str) -> Part:
    """What a resource holds that answers a query for resources of a type."""
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        return Part(gap="not FHIR")
    if value["resourceType"] == "OperationOutcome":
        return Part(gap="the query failed")
    if value["resourceType"] != "Bundle":
        return Part((Entry(value),), _gap_of_one(value, kind))
    found = walked(value)
    return Part(tuple(found.entries), _gap(found, kind), found.next_page, found.matches, found.total).counted()


def _gap_of_one(resource: Mapping[str, Any], kind: str) -> Reason | None:
    if isinstance(resource, RepeatedKeys):
        return "a repeated key"
    return None if resource["resourceType"] == kind else "another type"


def _gap(found: Walked, kind: str) -> Reason | None:
    if found.has_repeated_key:
        return "a repeated key"
    if found.has_failed:
        return "the query failed"
    if found.has_junk:
        return "unreadable entries"
    if found.kinds and kind not in found.kinds:
        return "another type"
    if found.next_page or found.has_inner_next:
        return "more pages"
    return "fewer than said" if found.has_inner_shortage else None
