"""Medications that resources refer to, and whether they came: a drug that isn't known isn't known to be another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...fhir.unfold import split_reference
from ..patients import Resource
from .bundles import Entry


def named_by(entries: Iterable[Entry]) -> frozenset[str]:
    """Every reference that means one of the Medications among the entries."""
    found: set[str] = set()
    for entry in entries:
        if entry.resource.get("resourceType") == "Medication":
            found |= {f"Medication/{entry.resource.get('id')}", entry.full_url, split_reference(entry.full_url)[1]}
    return frozenset(found - {""})


def unresolved(entries: Iterable[Entry], known: frozenset[str]) -> Iterator[tuple[Resource, str]]:
    """Each resource whose Medication isn't here, with the reference; empty where it has none of FHIR's form."""
    for entry in entries:
        resource = entry.resource
        if "medicationReference" not in resource:
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
