"""What every reader of one kind of resource is given: the day, the codes, and where results and notes go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .codes import CodeBook, Entry
from .concepts import Condition, Disease, Drug, Treatment
from .dates import When
from .json_text import RepeatedKeys
from .notes import Notes
from .unfold import Resource, split_reference
from .walk import Json, parts, text


@dataclass
class Draft:
    """A profile in the making, as nested dicts."""

    data: dict[str, Any]

    def put(self, path: str, value: object) -> None:
        """Sets the field at a path like `lungs.copd`."""
        *steps, name = path.split(".")
        inside = self.data
        for step in steps:
            inside = inside.setdefault(step, {})
        inside[name] = value


@dataclass(frozen=True)
class Scene:
    """One reading. `index` has the resources that a reference can mean, on whatever server, by its form without one."""

    as_of: date
    codes: CodeBook
    notes: Notes
    draft: Draft
    index: Mapping[str, Sequence[Resource]] = field(default_factory=dict)
    referred: set[int] = field(default_factory=set)
    """The `id()` of each resource that another one was found to mean."""

    def meaning(self, concept: Json, resource: Resource, element: str) -> Entry | None:
        """What a CodeableConcept means; None if no code that counts is known, or if its codes say different things."""
        listed = self.codes.listed_in(concept)
        if not listed:
            return None
        found = tuple(filter(self.codes.counts, listed))
        if not found:
            message = "its code is listed as not verified, and isn't used"
            hint = "check it, and list it as verified in a site's file of codes"
            self.notes.issue("code-unverified", message, resource.ref, element, hint)
            return None
        if len({_meant(entry) for entry in found}) > 1:
            message = "its codes mean different things; not used"
            self.notes.issue("codes-disagree", message, resource.ref, element, "correct the coding")
            return None
        return max(found, key=_closeness)

    def resolve(self, resource: Resource, reference: str) -> Json | None:
        """The resource that a reference of another one means: contained in it, or among those given."""
        if reference.startswith("#"):
            inside = (one for _, one in parts(resource.data, "contained") if text(one, "id") == reference[1:])
            return next(inside, None)
        found = self.found(reference, resource.base)
        if found is None:
            return None
        self.referred.add(id(found))
        return found.data

    def found(self, reference: str, server: str = "") -> Resource | None:
        """The one resource among those given that a reference means, from a resource on that server.

        One whose server isn't known is meant where there is no other of that name.
        """
        base, tail = split_reference(reference)
        named = self.index.get(tail, ())
        wanted = base or server
        there = [one for one in named if one.base == wanted]
        if not there and (not wanted or not any(one.base for one in named)):
            there = list(named)
        return there[0] if len(there) == 1 else None

    def is_understood(self, resource: Resource) -> bool:
        """False, with an issue, for a resource whose meaning may be another one: by a modifier, or a repeated key."""
        if isinstance(resource.data, RepeatedKeys):
            return False  # told when it was unfolded
        for name in ("modifierExtension", "implicitRules"):
            if resource.data.get(name):
                message = "carries a modifier that isn't understood, and may mean the opposite; not used"
                self.notes.issue("modifier", message, resource.ref, f"{resource.kind}.{name}")
                return False
        return True

    def is_later(self, resource: Resource, at: When | None, element: str) -> bool:
        """Whether something that is told as past lies after the assessment, which is told: as a warning if it is so
        near that a clock, or a zone that isn't written, may be all that puts it there.
        """
        if at is None or not at.is_after(self.as_of):
            return False
        self.later(resource, at, element)
        return True

    def later(self, resource: Resource, at: When, element: str) -> None:
        """Tells that a resource lies after the assessment."""
        place, message = f"{resource.kind}.{element}", "lies after the day of assessment"
        if at.is_after(self.as_of + timedelta(1)):
            self.notes.issue("not-counted", message, resource.ref, place, severity="info")
        else:
            message = "lies within a day after the day of assessment; not used"
            self.notes.issue("not-counted", message, resource.ref, place, "check its time zone and the day")

    def dropped(self, resource: Resource, message: str, element: str) -> None:
        """A resource that says by itself that it doesn't count."""
        self.notes.issue("not-counted", message, resource.ref, f"{resource.kind}.{element}", severity="info")


def _meant(entry: Entry) -> str:
    """What two codes must share to be two codes of one thing."""
    match entry.concept:
        case Drug(drug=drug):
            return drug
        case Condition(field=path) | Treatment(field=path):
            return path
        case Disease(disease=disease):
            return disease
        case _:
            return entry.name


def _closeness(entry: Entry) -> tuple[bool, bool, bool, str]:
    """The code that says most comes last: with a route or a setting, not a narrower kind, well verified."""
    concept = entry.concept
    has_route = isinstance(concept, Drug) and bool(concept.route)
    is_whole = isinstance(concept, Condition) and not concept.narrower
    has_setting = isinstance(concept, Disease) and bool(concept.setting)
    return has_route or has_setting, is_whole, entry.status == "V", entry.code
