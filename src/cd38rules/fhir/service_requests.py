"""Orders of red cells and of compatibility tests."""

from __future__ import annotations

from datetime import timedelta

from .codes import Entry
from .concepts import Ordered
from .dates import When, span, when
from .negations import NOT_TO_BE_DONE, says
from .scene import Scene
from .unfold import Resource
from .walk import part, text
from .windows import Windows

_OPEN = ("active", "draft")
_UNSURE = ("on-hold", "unknown")
RED_CELLS = "transfusion.red_cells"


class ServiceReader:
    """Takes in ServiceRequests."""

    def __init__(self, scene: Scene, windows: Windows) -> None:
        self.scene, self.windows = scene, windows
        self._found: dict[str, list[tuple[Resource, Entry, When | None]]] = {}

    def read(self, resource: Resource) -> None:
        """One ServiceRequest."""
        scene, data = self.scene, resource.data
        entry = scene.meaning(part(data, "code"), resource, "ServiceRequest.code")
        if entry is None or not isinstance(entry.concept, Ordered):
            scene.notes.unmapped(resource)
            return
        status, path = text(data, "status"), entry.concept.field
        if status in ("completed", "revoked", "entered-in-error"):
            scene.dropped(resource, "is done, revoked, or was entered in error", "status")
            return
        if not scene.is_understood(resource):
            return
        if name := says(data, NOT_TO_BE_DONE):
            message = "says not to do it; not used"
            scene.notes.issue("not-to-be-done", message, resource.ref, f"ServiceRequest.{name}")
            return
        planned = span(data, "occurrence")
        day = (planned.first or planned.last) if planned is not None else None
        if status not in _OPEN or not self._is_ahead(day, when(text(data, "authoredOn"))):
            if status not in (*_OPEN, *_UNSURE):
                scene.notes.issue(
                    "status", "has no status that FHIR knows; not used", resource.ref, "ServiceRequest.status"
                )
            what = "red cells" if path == RED_CELLS else "a compatibility test"
            scene.notes.ask(path, f"Is {what} still to come? The order is old, undated, or on hold.", resource.ref)
            return
        self._found.setdefault(path, []).append((resource, entry, day))

    def _is_ahead(self, day: When | None, authored: When | None) -> bool:
        """Whether it is for the day of assessment, the day before it, or later; without a day, whether it is new."""
        as_of = self.scene.as_of
        if day is not None:
            return day.day.latest >= as_of - timedelta(1)
        return authored is None or authored.day.latest >= as_of - timedelta(self.windows.blood_order_valid_days)

    def finish(self) -> None:
        """Puts what is ordered into the profile; of several orders of red cells, the first to come."""
        for path, found in self._found.items():
            self.scene.draft.put(path, "planned" if path == RED_CELLS else True)
            for resource, entry, day in found:
                date = day.day.text if day is not None else ""
                self.scene.notes.used(f"$.{path}", resource.ref, "ServiceRequest.code", entry, date=date)
            days = [(day.day, resource, entry) for resource, entry, day in found if day is not None]
            if path == RED_CELLS and len(days) == len(found):
                first, resource, entry = min(days, key=lambda one: (one[0].earliest, one[1].ref))
                self.scene.draft.put("transfusion.red_cells_date", first.text)
                element = "ServiceRequest.occurrence"
                self.scene.notes.used("$.transfusion.red_cells_date", resource.ref, element, entry, date=first.text)
