"""Medications that resources refer to, and whether they came: a drug that isn't known isn't known to be another one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from ...fhir.unfold import split_reference
from ..patients import Resource
from .bundles import Entry


def named_by(entries: Iterable[Entry]) -> dict[str, Resource]:
    """Every reference that means one of the Medications among the entries, with it."""
    found: dict[str, Resource] = {}
    for entry in entries:
        if entry.resource.get("resourceType") == "Medication":
            tail = split_reference(entry.full_url)[1]
            found |= dict.fromkeys((f"Medication/{entry.resource.get('id')}", entry.full_url, tail), entry.resource)
    found.pop("", None)
    return found


def unresolved(entries: Iterable[Entry], known: Container[str]) -> Iterator[tuple[Resource, str]]:
    """Each resource whose Medication isn't here, with the reference; empty where it has none of FHIR's form."""
    for entry in entries:
        resource = entry.resource
        if "medicationReference" not in resource or "medicationCodeableConcept" in resource:
            continue
        pointing = resource["medicationReference"]
        reference = pointing.get("reference") if isinstance(pointing, dict) else None
        told = reference.strip() if isinstance(reference, str) else ""
        if not (told in known or split_reference(told)[1] in known or _is_inside(resource, told)):
            yield resource, told


def has_words(resource: Resource) -> bool:
    """Whether the drug is told in words beside the reference: they are looked through as any others are."""
    pointing = resource.get("medicationReference")
    display: Any = pointing.get("display") if isinstance(pointing, dict) else None
    return isinstance(display, str) and bool(display.strip())


def _is_inside(resource: Resource, reference: str) -> bool:
    contained = resource.get("contained")
    return reference.startswith("#") and any(
        isinstance(one, dict) and one.get("id") == reference[1:]
        for one in (contained if isinstance(contained, list) else ())
    )
