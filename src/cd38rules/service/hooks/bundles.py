"""One walk through what was sent: the resources with the addresses they go by, and what of it can't be trusted.

Nothing is left out in silence. A Bundle may hold others, and what is inside counts as if it stood outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...fhir.json_text import RepeatedKeys
from ..patients import Resource


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource, and its `fullUrl` if it has one: others may refer to it by that alone."""

    resource: Resource
    full_url: str = ""


@dataclass
class Walked:
    """What a Bundle holds. `matches` counts what a search found, without what came along; `total` is what it says."""

    entries: list[Entry] = field(default_factory=list)
    matches: int = 0
    kinds: set[str] = field(default_factory=set)
    total: int = 0
    has_failed: bool = False
    has_junk: bool = False
    has_repeated_key: bool = False
    next_page: str = ""
    has_inner_next: bool = False
    has_inner_shortage: bool = False


def walked(bundle: Mapping[str, Any]) -> Walked:
    """The content of a Bundle, in its order. Each entry is looked at once."""
    found = Walked(next_page=_next_page(bundle), total=_total(bundle))
    waiting: list[Any] = list(reversed(_opened(bundle, found)))
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, dict):
            found.has_junk = True
            continue
        response = entry.get("response")
        if isinstance(response, dict):
            found.has_failed |= not str(response.get("status", "2")).startswith("2") or is_failure(
                response.get("outcome")
            )
        resource = entry.get("resource")
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        if not isinstance(resource, dict) or not isinstance(kind, str) or not kind:
            found.has_junk = True
        elif kind == "Bundle":
            found.has_inner_next |= bool(_next_page(resource))
            inside = _opened(resource, found)
            found.has_inner_shortage |= len(inside) < _total(resource)
            waiting.extend(reversed(inside))
        elif kind == "OperationOutcome":
            found.has_failed |= is_failure(resource)
        else:
            found.has_repeated_key |= isinstance(resource, RepeatedKeys)
            search = entry.get("search")
            if not isinstance(search, dict) or search.get("mode", "match") == "match":
                found.matches += 1
                found.kinds.add(kind)
            url = entry.get("fullUrl")
            found.entries.append(Entry(resource, url if isinstance(url, str) else ""))
    return found


def as_bundle(entries: Iterable[Entry]) -> dict[str, Any]:
    """The entries as a Bundle for the reader, which finds what they refer to by their addresses."""
    listed = [
        {"fullUrl": entry.full_url, "resource": entry.resource} if entry.full_url else {"resource": entry.resource}
        for entry in entries
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": listed}


def is_failure(outcome: object) -> bool:
    """Whether an OperationOutcome tells more than a note."""
    if not isinstance(outcome, dict):
        return False
    issues = outcome.get("issue")
    severities = (
        [issue.get("severity") for issue in issues if isinstance(issue, dict)] if isinstance(issues, list) else []
    )
    return not severities or any(severity not in ("information", "warning", "success") for severity in severities)


def _opened(bundle: Mapping[str, Any], found: Walked) -> list[Any]:
    found.has_repeated_key |= isinstance(bundle, RepeatedKeys)
    entries = bundle.get("entry")
    if entries is None:
        return []
    if not isinstance(entries, list):
        found.has_junk = True
        return []
    return entries


def _total(bundle: Mapping[str, Any]) -> int:
    total = bundle.get("total")
    return total if isinstance(total, int) and not isinstance(total, bool) else 0


def _next_page(bundle: Mapping[str, Any]) -> str:
    links = bundle.get("link")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("relation") == "next":
            url = link.get("url")
            return url if isinstance(url, str) and url else "?"
    return ""
