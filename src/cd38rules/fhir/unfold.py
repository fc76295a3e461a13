"""Bundles and loose resources to a set of resources: unfolded, each once, in an order that doesn't depend on theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..diagnostics import Severity
from .dates import When, when
from .json_text import RepeatedKeys
from .notes import Notes
from .walk import Json, canonical, id_of, is_object, is_plain_id, kind_of, part, parts, text

MAX_BUNDLES_INSIDE = 8
"""The deepest nesting of Bundles that is unfolded."""


@dataclass(slots=True, eq=False)
class Resource:
    """One resource. `ref` is how it is told ("Observation/fev1", without the id where that has no plain form);
    `names` are the references by which others can mean it, `base` the address of its server if it is known;
    `is_entry`: it stands in a Bundle, where an absolute reference means it only by its `fullUrl`.
    """

    kind: str
    data: Json
    ref: str
    names: tuple[str, ...]
    base: str = ""
    is_entry: bool = False


def split_reference(reference: str) -> tuple[str, str]:
    """(address of the server or "", "Type/id") of a literal reference, without its version; URNs stay whole.

    >>> split_reference("https://ehr.example/fhir/Patient/1/_history/2")
    ('https://ehr.example/fhir', 'Patient/1')
    """
    bare = reference.strip().split("/_history/")[0].rstrip("/")
    if bare.startswith(("http://", "https://")) and bare.count("/") >= 4:
        base, kind, name = bare.rsplit("/", 2)
        return base, f"{kind}/{name}"
    return "", bare


def unfolded(resources: Iterable[Any], notes: Notes) -> tuple[Resource, ...]:
    """Every resource inside. What is none, and what contradicts itself, is an issue."""
    found: dict[tuple[str, ...], list[Resource]] = {}
    for resource in _flat(resources, notes):
        # Without an id, only its whole content tells two resources apart.
        own = text(resource.data, "id") or canonical(resource.data)
        found.setdefault((resource.kind, own, resource.base), []).append(resource)
    kept = [one for versions in found.values() if (one := _one_of(versions, notes)) is not None]
    return tuple(sorted(kept, key=_order))


def _order(resource: Resource) -> tuple[str, ...]:
    return resource.kind, resource.ref, resource.base, "" if "/" in resource.ref else canonical(resource.data)


def _flat(resources: Iterable[Any], notes: Notes) -> Iterator[Resource]:
    waiting: list[tuple[Any, str, int]] = [(one, "", 0) for one in resources]
    while waiting:
        data, full_url, depth = waiting.pop()
        kind = kind_of(data) if is_object(data) else ""
        if not kind:
            notes.issue("not-a-resource", "isn't a FHIR resource", "resource", hint="it needs a `resourceType`")
        elif kind != "Bundle":
            if kind == "OperationOutcome":
                _outcome(data, notes)
                continue
            resource = _resource(kind, data, full_url, depth > 0)
            if isinstance(data, RepeatedKeys):
                message = "a key stands twice in one of its objects, so that it can mean two things; not used"
                notes.issue("repeated-key", message, resource.ref, hint="give each key once")
            yield resource
        elif depth >= MAX_BUNDLES_INSIDE:
            notes.issue("too-deep", "Bundles are nested too deep; what is inside wasn't read", "Bundle")
        else:
            waiting += [(one, url, depth + 1) for one, url in _entries(data, notes)]


def _entries(bundle: Json, notes: Notes) -> Iterator[tuple[Any, str]]:
    if any(text(link, "relation") == "next" for _, link in parts(bundle, "link")):
        message = "the search has further pages, which aren't here: what is missing isn't known to be absent"
        notes.issue("incomplete", message, "Bundle", "Bundle.link", "fetch all pages")
    if isinstance(bundle, RepeatedKeys):
        message = "a key stands twice in it; what stood there first can't be read"
        notes.issue("repeated-key", message, "Bundle", hint="give each key once")
    entries = bundle.get("entry")
    if entries is not None and not isinstance(entries, list | tuple | Mapping):
        notes.issue("not-a-resource", "the entries of the Bundle can't be read", "Bundle", "Bundle.entry")
    for entry in entries if isinstance(entries, list | tuple) else [entries]:
        if is_object(entry) and entry.get("resource") is not None:
            yield entry["resource"], text(entry, "fullUrl")
        elif entry is not None and not (isinstance(entry, Mapping) and ("request" in entry or "response" in entry)):
            # Its index isn't told: it would depend on the order of the entries.
            notes.issue("not-a-resource", "an entry holds no resource", "Bundle", "Bundle.entry")


def _outcome(data: Json, notes: Notes) -> None:
    """A server's report among the data: where a search failed, what it would have found is unknown."""
    severities = {text(issue, "severity") for _, issue in parts(data, "issue")}
    if severities & {"fatal", "error"} or not severities:
        message = "a server reported an error: what it should have sent is missing, not absent"
        notes.issue("server-error", message, "OperationOutcome", hint="ask for the data again")
    else:
        level: Severity = "warning" if "warning" in severities else "info"
        notes.issue("server-report", "a server reported something about the data", "OperationOutcome", severity=level)


def _resource(kind: str, data: Json, full_url: str, is_entry: bool) -> Resource:
    own, name = id_of(data), text(data, "id")
    told = f"{kind}/{own}" if own else kind
    own_name = f"{kind}/{name}"
    if not full_url:
        return Resource(kind, data, told, (own_name,) if name else (), is_entry=is_entry)
    base, tail = split_reference(full_url)
    urn = full_url.removeprefix("urn:uuid:")
    if not own and urn != full_url and is_plain_id(urn):
        told = f"{kind}/{urn}"
    names = (own_name, full_url) if name else (full_url,)
    return Resource(kind, data, told, names if tail in names else (*names, tail), base, is_entry)


def _one_of(versions: list[Resource], notes: Notes) -> Resource | None:
    """The one resource that several with the same id are: all alike, or the one that was surely updated last."""
    if len(versions) == 1:
        return versions[0]
    by_content = {canonical(one.data): one for one in versions}
    first = next((one for one in versions if isinstance(one.data, RepeatedKeys)), versions[0])
    if len(by_content) == 1:
        names = tuple(dict.fromkeys(name for one in versions for name in one.names))
        is_entry = all(one.is_entry for one in versions)
        return Resource(first.kind, first.data, first.ref, names, first.base, is_entry)
    dated = [(_updated(one), one) for one in by_content.values()]
    instants = [known.instant for known, _ in dated if known is not None and known.instant is not None]
    if len(instants) == len(dated) and instants.count(max(instants)) == 1:
        newest = max(instants)
        message = "stands here in several versions; the one updated last is used"
        notes.issue("versions", message, first.ref, severity="info")
        return next(one for known, one in dated if known is not None and known.instant == newest)
    message = "stands here in versions that differ, and none is known to be the last: none is used"
    notes.issue("duplicate", message, first.ref, hint="give one version, or `meta.lastUpdated`")
    return None


def _updated(resource: Resource) -> When | None:
    return when(text(part(resource.data, "meta"), "lastUpdated"))


def timestamp_of(resources: Iterable[Any]) -> date | None:
    """The day on which the newest of the given Bundles was put together; None if none says so."""
    written = [when(text(one, "timestamp")) for one in resources if isinstance(one, Mapping)]
    return max((one.day.latest for one in written if one is not None and len(one.day.text) == 10), default=None)
