"""The codes of resources that mean nothing here: what a site would have to map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .codes import CodeBook
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
    """The codes of which none in their concept is known, the most frequent first."""
    counts: Counter[tuple[str, str, str, Reason]] = Counter()
    for resource in unfolded(resources, Notes()):
        if resource.kind not in READ and resource.kind != "Medication":
            continue
        for concept in _concepts(resource):
            if codes.all_of(concept):
                continue
            for coding in codings(concept) or (Coding("", ""),):
                reason: Reason = "not known" if codes.listed(coding) is None else "not verified"
                counts[(resource.kind, coding.system, coding.code, reason)] += 1
    found = (Unmapped(kind, system, code, reason, count) for (kind, system, code, reason), count in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.count, one)))


def _concepts(resource: Resource) -> Iterator[Json]:
    data = resource.data
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
