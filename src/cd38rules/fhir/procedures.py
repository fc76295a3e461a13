"""Procedures that tell of a lasting treatment, such as dialysis: yes while the last one is recent, else a question."""

from __future__ import annotations

from datetime import timedelta

from .codes import Entry
from .concepts import Treatment
from .conditions import ConditionReader
from .dates import When, span
from .medications import MedicationReader
from .scene import Scene
from .unfold import Resource
from .walk import part, text

_DONE = ("completed", "in-progress", "stopped")
_VOID = ("not-done", "preparation", "entered-in-error")
_ELEMENT = "Procedure.code"


class ProcedureReader:
    """Takes in Procedures, and says at the end which treatments go on. Those of drugs are for another reader."""

    def __init__(self, scene: Scene, conditions: ConditionReader, medications: MedicationReader) -> None:
        self.scene, self.conditions, self.medications = scene, conditions, medications
        self._found: dict[str, list[tuple[Resource, Entry, Treatment, When | None]]] = {}

    def read(self, resource: Resource) -> None:
        """One Procedure."""
        scene = self.scene
        entry = scene.meaning(part(resource.data, "code"), resource, _ELEMENT)
        if entry is None or not isinstance(entry.concept, Treatment):
            self.medications.read(resource)
            return
        concept, status = entry.concept, text(resource.data, "status")
        if status in _VOID:
            scene.dropped(resource, "wasn't done, or was entered in error", "status")
            return
        if not scene.is_understood(resource):
            self.conditions.doubt(resource, concept)
            return
        performed = span(resource.data, "performed")
        first = (performed.first or performed.last) if performed is not None else None
        if scene.is_later(resource, first, "performed"):
            return
        last = None if performed is None or status not in _DONE else performed.last or performed.first
        self._found.setdefault(concept.field, []).append((resource, entry, concept, last))

    def finish(self) -> None:
        """Hands what is recent to the reader of conditions, and asks about the rest."""
        for found in self._found.values():
            recent = []
            for resource, entry, concept, last in found:
                edge = self.scene.as_of - timedelta(concept.within_days)
                if last is not None and last.day.earliest >= edge:
                    recent.append((last.day.earliest, resource.ref, resource, entry, last.day.text))
            if recent:
                *_, resource, entry, day = max(recent, key=lambda one: one[:2])
                self.conditions.say(resource, entry, _ELEMENT, is_present=True, day=day)
                continue
            resource, _, concept, _ = max(found, key=lambda one: (_day(one[3]), one[0].ref))
            question = (
                f"Is {concept.label} still going on? What is on file is old, undated, or has no status that tells."
            )
            self.conditions.doubt(resource, concept, question)


def _day(last: When | None) -> str:
    return last.day.text if last is not None else ""
