"""Partner drugs: those ordered in one regimen with the antibody, at its time and in force. Drugs of the same weeks
alone prove nothing, and are asked about: dexamethasone may be premedication, and a list may not be whole.
"""

from __future__ import annotations

from datetime import date, timedelta

from ..profile import DRUGS
from .antibodies import Course, first_day
from .care_plans import Plans
from .dates import When
from .medications import ANTIBODIES, Event, MedicationReader, order_of
from .scene import Scene
from .windows import Windows

_IN_FORCE = ("order", "draft", "dose", "taking", "dispensed")
_OF_THE_PAST = (*_IN_FORCE, "ended", "taken")
_ONGOING = ("order", "draft", "taking")
_BARE = "group |"
"""How a group's name begins whose identifier has no system: another group may have the same one."""


class Partners:
    """The orders by what they belong to: their own groups, and the plans that list them."""

    def __init__(self, scene: Scene, reader: MedicationReader, plans: Plans, windows: Windows) -> None:
        self.scene, self.windows = scene, windows
        self.events = reader.events
        self._plans = plans
        self._by_name = {
            name: one for one in self.events if one.resource.kind == "MedicationRequest" for name in one.resource.names
        }
        self._strangers = {plans.by_name.get(group, group) for group in reader.strangers}
        # A plan that lists an order of an unknown drug, or one that isn't here.
        for name, groups in plans.listing.items():
            if name not in self._by_name:
                self._strangers |= groups

    def of(self, path: str, agent: str, events: list[Event], course: Course | None) -> list[str] | None:
        """The partner drugs of a regimen with these doses and orders, None, with a question, where it isn't sure."""
        groups = {group for one in events for group in self._groups(one)}
        joined = [one for one in self.events if one.drug not in ANTIBODIES and self._groups(one) & groups]
        members = [one for one in joined if self._is_near(one, course, is_joined=True)]
        acts = _OF_THE_PAST if path.startswith("therapy.prior") else _IN_FORCE
        sure = [one for one in members if one.act in acts and self._is_surely_joined(one, events, groups)]
        found = sorted({one.drug for one in sure})
        has_more = any(DRUGS[name].drug_class != "corticosteroid" for name in found)
        is_whole = all(one.drug in found for one in members) and not groups & self._strangers
        if has_more and is_whole:
            for one in sure:
                self.scene.notes.used(f"$.{path}.partner_drugs", one.ref, one.element, one.entry)
            for plan in groups & set(self._plans.by_name.values()):
                self.scene.notes.used(f"$.{path}.partner_drugs", plan, "CarePlan.activity")
            return found
        others = members or [one for one in self.events if one.drug not in ANTIBODIES and self._is_near(one, course)]
        if others:
            question = f"Which drugs are given together with {agent}? Records don't say that they are one regimen."
            self.scene.notes.ask(f"{path}.partner_drugs", question, *(one.ref for one in others))
        return None

    def _groups(self, one: Event) -> set[str]:
        order = self._by_name.get(order_of(one))
        found = set(one.groups) | (set(order.groups) if order is not None else set())
        for event in (one, order):
            if event is not None:
                for name in event.resource.names:
                    found |= self._plans.listing.get(name, set())
        return {self._plans.by_name.get(group, group) for group in found}

    def _is_surely_joined(self, one: Event, events: list[Event], groups: set[str]) -> bool:
        """Whether a group can be relied on: one whose name has no system only for what was ordered at one time."""
        if any(not group.startswith(_BARE) for group in self._groups(one) & groups):
            return True
        margin = timedelta(self.windows.current_within_days)
        own = self._written(one)
        orders = [self._by_name.get(order_of(event), event) for event in events]
        return any(
            own is not None and (other := self._written(event)) is not None and abs(own - other) <= margin
            for event in orders
        )

    def _written(self, one: Event) -> date | None:
        """When an order was written, or a dose given; a draft without a date is being written."""
        if one.authored is not None:
            return one.authored.day.earliest
        day = first_day(one)
        if day is not None:
            return day.earliest
        return self.scene.as_of if one.act == "draft" else None

    def _is_near(self, one: Event, course: Course | None, *, is_joined: bool = False) -> bool:
        """Whether a drug may have been given in the time of a course; of a plan, whether it may be given now.

        Without a date, one that is joined by its group may have been, and of the others what is still going on.
        """
        margin = timedelta(self.windows.current_within_days)
        first, last = (course.first(), course.last()) if course is not None else (None, None)
        begin = first.earliest if first is not None else self.scene.as_of if course is None else date.min + margin
        end = last.latest if last is not None else self.scene.as_of
        days = [point.day for point in _points(one)]
        if not days:
            return is_joined or one.act in _ONGOING
        earliest, latest = min(day.earliest for day in days), max(day.latest for day in days)
        if one.act in _ONGOING:
            latest = max(latest, self.scene.as_of)
        return earliest <= end + margin and latest >= begin - margin


def _points(one: Event) -> list[When]:
    points = [one.at.first, one.at.last] if one.at is not None else []
    return [point for point in (*points, one.authored) if point is not None]
