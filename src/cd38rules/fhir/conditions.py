"""Conditions: yes if stated, no only if refuted, and a question if it isn't sure. Silence is never "no"."""

from __future__ import annotations

from dataclasses import dataclass, field

from .codes import Entry
from .concepts import Condition, Disease, Noted, Treatment
from .dates import when
from .scene import Scene
from .unfold import Resource
from .walk import codings, part, parts, text

ABSENT_URL = "/mcode-related-condition-absent"
"""How the address of mCODE's extension for a condition that is known to be absent ends."""

_ENDED = ("inactive", "resolved")
_UNSURE = ("unconfirmed", "provisional", "differential")


@dataclass(slots=True)
class _Said:
    """What is said of one field: by which resources, and with which codes."""

    yes: list[tuple[Resource, Entry, str, str]] = field(default_factory=list)
    no: list[tuple[Resource, Entry, str, str]] = field(default_factory=list)


class ConditionReader:
    """Takes in conditions and answers about conditions, and puts what is sure into the profile at the end."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._said: dict[str, _Said] = {}
        self._settings: dict[str, list[tuple[Resource, Entry, str]]] = {}
        self._myeloma: list[Resource] = []

    def read(self, resource: Resource) -> None:
        """One Condition."""
        scene, data = self.scene, resource.data
        element = "Condition.code"
        entry = scene.meaning(part(data, "code"), resource, element)
        concept = entry.concept if entry is not None else None
        if entry is None or not isinstance(concept, Condition | Disease | Noted):
            scene.notes.unmapped(resource)
            return
        verification = status_word(resource, "verificationStatus")
        if verification == "entered-in-error":
            scene.dropped(resource, "was entered in error", "verificationStatus")
            return
        if not scene.is_understood(resource):
            return
        if scene.is_later(resource, when(text(data, "recordedDate")), "recordedDate"):
            return
        clinical = status_word(resource, "clinicalStatus")
        day = _day(resource)
        if isinstance(concept, Noted):
            if verification not in ("refuted", *_UNSURE):
                self._noted(resource, concept)
        elif isinstance(concept, Disease):
            self._disease(resource, entry, concept, verification, clinical)
        elif verification == "refuted":
            self.say(resource, entry, element, is_present=False, day=day)
        elif verification in _UNSURE:
            scene.notes.ask(
                concept.field, f"Is {concept.label} confirmed? It is on file as not confirmed.", resource.ref
            )
        elif verification not in ("", "confirmed"):
            self._unknown_word(resource, "verificationStatus")
        elif clinical in _ENDED or (not clinical and _has_abated(resource)):
            question = f"Does the patient still have {concept.label}? It is on file as no longer active."
            scene.notes.ask(concept.field, question, resource.ref)
        elif clinical not in ("", "active", "recurrence", "relapse", "remission"):
            self._unknown_word(resource, "clinicalStatus")
        else:
            self.say(resource, entry, element, is_present=True, day=day)

    def say(self, resource: Resource, entry: Entry, element: str, *, is_present: bool, day: str) -> None:
        """A condition is stated or refuted, by whatever resource."""
        concept = entry.concept
        assert isinstance(concept, Condition | Treatment)
        if not is_present and concept.narrower:
            message = f"refutes a kind of {concept.label} only, which isn't a no"
            self.scene.notes.issue("narrower", message, resource.ref, element, severity="info")
            return
        said = self._said.setdefault(concept.field, _Said())
        (said.yes if is_present else said.no).append((resource, entry, element, day))

    def read_absences(self, resource: Resource) -> None:
        """mCODE's extension: conditions that are known to be absent."""
        for index, extension in parts(resource.data, "extension"):
            if not text(extension, "url").endswith(ABSENT_URL):
                continue
            element = f"Observation.extension[{index}].valueCodeableConcept"
            entry = self.scene.meaning(part(extension, "valueCodeableConcept"), resource, element)
            if entry is not None and isinstance(entry.concept, Condition):
                effective = when(text(resource.data, "effectiveDateTime"))
                day = effective.day.text if effective else ""
                self.say(resource, entry, element, is_present=False, day=day)
            else:
                self.scene.notes.unmapped(resource)

    def finish(self) -> None:
        """Puts into the profile what is sure, and asks about what isn't."""
        scene = self.scene
        for path, said in self._said.items():
            if said.yes and said.no:
                refs = [resource.ref for resource, *_ in (*said.yes, *said.no)]
                label = next(
                    entry.concept.label for _, entry, *_ in said.yes if isinstance(entry.concept, Condition | Treatment)
                )
                scene.notes.ask(path, f"Does the patient have {label}? It is stated and refuted.", *refs)
                continue
            scene.draft.put(path, bool(said.yes))
            for resource, entry, element, day in said.yes or said.no:
                scene.notes.used(path, resource.ref, element, entry, date=day)
        self._finish_setting()

    def _finish_setting(self) -> None:
        scene, path = self.scene, "disease.setting"
        if len(self._settings) == 1:
            setting, found = next(iter(self._settings.items()))
            scene.draft.put(path, setting)
            for resource, entry, element in found:
                scene.notes.used(path, resource.ref, element, entry, date=_day(resource))
        elif self._settings:
            refs = [resource.ref for found in self._settings.values() for resource, *_ in found]
            scene.notes.ask(path, "Which disease is treated? Several are on file.", *refs)
        elif self._myeloma:
            question = "Is the myeloma newly diagnosed, relapsed, or relapsed and refractory?"
            scene.notes.ask(path, question, *(resource.ref for resource in self._myeloma))

    def _disease(self, resource: Resource, entry: Entry, concept: Disease, verification: str, clinical: str) -> None:
        scene = self.scene
        if verification == "refuted":
            scene.dropped(resource, "is refuted", "verificationStatus")
            return
        if verification in _UNSURE:
            scene.notes.ask(
                "disease.setting", "Is the diagnosis confirmed? It is on file as not confirmed.", resource.ref
            )
            return
        element = "Condition.code"
        setting = concept.setting
        if not setting and clinical in ("recurrence", "relapse"):
            setting, element = "relapsed_mm", "Condition.clinicalStatus"
        if setting:
            self._settings.setdefault(setting, []).append((resource, entry, element))
        else:
            self._myeloma.append(resource)

    def _noted(self, resource: Resource, concept: Noted) -> None:
        if concept.ask:
            self.scene.notes.ask(concept.path, concept.ask, resource.ref)

    def _unknown_word(self, resource: Resource, name: str) -> None:
        message = "has a status that FHIR doesn't know; not used"
        self.scene.notes.issue("status", message, resource.ref, f"Condition.{name}")


def status_word(resource: Resource, name: str) -> str:
    """The code of a status; of a plain text, as older servers write it, the text."""
    value = resource.data.get(name)
    if isinstance(value, str):
        return value.strip().lower()
    found = codings(part(resource.data, name))
    return found[0].code.lower() if found else ""


def _has_abated(resource: Resource) -> bool:
    return any(name.startswith("abatement") for name in resource.data)


def _day(resource: Resource) -> str:
    for name in ("onsetDateTime", "recordedDate"):
        found = when(text(resource.data, name))
        if found is not None:
            return found.day.text
    return ""
