"""What was sent along, key by key: absent, known to be empty, failed, cut off at a page, or there.

Known to be empty isn't missing; failed isn't asked again. What is missing has a reason, and ends on a card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...fhir.json_text import RepeatedKeys
from ..patients import Resource
from .call import resources_in

Reason = Literal[
    "not sent", "the query failed", "more pages", "not FHIR", "not fetched", "another patient's", "a repeated key"
]

IN_WORDS: Mapping[Reason, str] = {
    "not sent": "it was not sent, and could not be fetched",
    "the query failed": "the health record's query failed",
    "more pages": "only the first pages came",
    "not FHIR": "what was sent isn't a FHIR resource",
    "not fetched": "it was not sent, and fetching it failed",
    "another patient's": "what was sent isn't of this patient",
    "a repeated key": "a key stands twice in the Bundle that was sent",
}


@dataclass(frozen=True)
class Part:
    """What there is of one key. `gap` says why it isn't complete; `next_page` is where the rest can be fetched."""

    resources: tuple[Resource, ...] = ()
    gap: Reason | None = None
    next_page: str = ""


def part_of(prefetch: Mapping[str, Any], key: str) -> Part:
    """What was sent under a key."""
    if key not in prefetch:
        return Part(gap="not sent")
    value = prefetch[key]
    if value is None:
        return Part()
    return part_in(value)


def part_in(value: object) -> Part:
    """What a resource holds that answers a query."""
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        return Part(gap="not FHIR")
    if value["resourceType"] == "OperationOutcome":
        return Part(gap="the query failed")
    if value["resourceType"] != "Bundle":
        return Part((value,))
    kept: list[Resource] = []
    failed = False
    for resource in resources_in(value):
        if resource.get("resourceType") == "OperationOutcome":
            failed = failed or _is_failure(resource)
        else:
            kept.append(resource)
    following = _next_page(value)
    if isinstance(value, RepeatedKeys):
        return Part(tuple(kept), "a repeated key")
    return Part(tuple(kept), "the query failed" if failed else "more pages" if following else None, following)


def _is_failure(outcome: Resource) -> bool:
    """Whether an OperationOutcome among the resources tells more than a note."""
    issues = outcome.get("issue")
    severities = (
        [issue.get("severity") for issue in issues if isinstance(issue, dict)] if isinstance(issues, list) else []
    )
    return not severities or any(severity not in ("information", "warning", "success") for severity in severities)


def _next_page(bundle: Mapping[str, Any]) -> str:
    links = bundle.get("link")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("relation") == "next":
            url = link.get("url")
            return url if isinstance(url, str) and url else "?"
    return ""
