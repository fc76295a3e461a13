"""The codes of resources that mean nothing here: what a site would have to map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ..diagnostics import Diagnostic, Place
from .codes import CodeBook
from .model import FhirError
from .notes import Notes
from .patients import READ
from .unfold import Resource, unfolded
from .walk import Coding, Json, codings, part, parts

Reason = Literal["not known", "not verified"]


@dataclass(frozen=True, slots=True, order=True)
class Unmapped:
    """A code that isn't used: how often, in which type of resource, and why. `code` is empty for texts without one."""

    kind: str
    system: str
    code: str
    reason: Reason
    count: int


def unmapped_codes(resources: Iterable[Any], codes: CodeBook) -> tuple[Unmapped, ...]:
    """The codes of which none in their concept is known, the most frequent first.

    Raises FhirError if there is no resource at all: nothing to list would look as if all were known.
    """
    counts: Counter[tuple[str, str, str, Reason]] = Counter()
    found_any = unfolded(_of_a_call(resources), Notes())
    if not found_any:
        hint = "give a Bundle, resources as NDJSON, or a call of CDS Hooks"
        raise FhirError([Diagnostic("fhir-no-resource", "there is no FHIR resource in it", (Place("$"),), hint)])
    for resource in found_any:
        if resource.kind not in READ and resource.kind != "Medication":
            continue
        for concept in _concepts(resource, codes):
            if codes.all_of(concept):
                continue
            for coding in codings(concept) or (Coding("", ""),):
                reason: Reason = "not known" if codes.listed(coding) is None else "not verified"
                counts[(resource.kind, coding.system, coding.code, reason)] += 1
    found = (Unmapped(kind, system, code, reason, count) for (kind, system, code, reason), count in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.count, one)))


def _of_a_call(resources: Iterable[Any]) -> Iterator[Any]:
    """Resources; of a call of CDS Hooks those that it brings: what was fetched for it, and the orders."""
    for value in resources:
        if isinstance(value, dict) and "resourceType" not in value and isinstance(value.get("hook"), str):
            yield from part(value, "prefetch").values()
            yield part(part(value, "context"), "draftOrders")
        else:
            yield value


def _concepts(resource: Resource, codes: CodeBook) -> Iterator[Json]:
    data = resource.data
    if "valueCodeableConcept" in data and codes.all_of(part(data, "code")):
        yield part(data, "valueCodeableConcept")  # what is asked is known, so the answer has to be
    for name in ("code", "medicationCodeableConcept"):
        if name in data:
            yield part(data, name)
    for _, item in parts(data, "item"):
        if "productOrService" in item:
            yield part(item, "productOrService")
    for _, component in parts(data, "component"):
        yield part(component, "code")
    for _, inside in parts(data, "contained"):
        if inside.get("resourceType") == "Medication":
            yield part(inside, "code")
    for _, activity in parts(data, "activity"):
        if "productCodeableConcept" in part(activity, "detail"):
            yield part(part(activity, "detail"), "productCodeableConcept")
