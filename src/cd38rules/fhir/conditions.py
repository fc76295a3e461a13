"""Conditions: yes if stated, no only if refuted, and a question if it isn't sure. Silence is never "no"."""

from __future__ import annotations

from dataclasses import dataclass, field

from .codes import Entry
from .concepts import Condition, Disease, Noted, Treatment
from .dates import When, span, when
from .scene import Scene
from .unfold import Resource
from .walk import codings, is_blank, is_object, part, parts, text

ABSENT_URL = "/mcode-related-condition-absent"
"""How the address of mCODE's extension for a condition that is known to be absent ends."""

_ENDED = ("inactive", "resolved")
_UNSURE = ("unconfirmed", "provisional", "differential")
_VERIFICATIONS = ("confirmed", "refuted", "entered-in-error", *_UNSURE)
_CLINICAL = ("active", "recurrence", "relapse", "remission", *_ENDED)
_STATUS_SYSTEMS = (
    "condition-ver-status",
    "condition-clinical",
    "allergyintolerance-verification",
    "allergyintolerance-verification-status",
)
"""How the addresses of FHIR's own statuses end, in any of its versions."""
UNKNOWN = "?"
"""A status that is there and isn't understood: it may be a refutation."""


@dataclass(slots=True)
class _Said:
    """What is said of one field: by which resources, and with which codes."""

    yes: list[tuple[Resource, Entry, str, str]] = field(default_factory=list)
    no: list[tuple[Resource, Entry, str, str]] = field(default_factory=list)
    doubts: list[tuple[Resource, str, str]] = field(default_factory=list)
    """What leaves it open, with the label and the question; without one it only keeps a "no" from being made."""


class ConditionReader:
    """Takes in conditions and answers about conditions, and puts what is sure into the profile at the end."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._said: dict[str, _Said] = {}
        self._settings: dict[str, list[tuple[Resource, Entry, str]]] = {}
        self._myeloma: list[Resource] = []
        self._refuted: list[tuple[Resource, Disease]] = []

    def read(self, resource: Resource) -> None:
        """One Condition."""
        scene, data = self.scene, resource.data
        element = "Condition.code"
        entry = scene.meaning(part(data, "code"), resource, element)
        concept = entry.concept if entry is not None else None
        verification = status_word(resource, "verificationStatus", _VERIFICATIONS)
        if entry is None or not isinstance(concept, Condition | Disease | Noted):
            scene.notes.unmapped(resource)
            if verification not in ("refuted", "entered-in-error"):
                self._doubt_what_is_listed(resource)
            return
        if verification == "entered-in-error":
            scene.dropped(resource, "was entered in error", "verificationStatus")
            return
        if not scene.is_understood(resource):
            if isinstance(concept, Condition):
                self.doubt(resource, concept)
            return
        onset = span(data, "onset")
        if scene.is_later(resource, when(text(data, "recordedDate")), "recordedDate") or scene.is_later(
            resource, onset.first if onset is not None else None, "onset"
        ):
            return
        clinical = status_word(resource, "clinicalStatus", _CLINICAL)
        for name, word in (("verificationStatus", verification), ("clinicalStatus", clinical)):
            if word == UNKNOWN:
                self._unknown_word(resource, name)
        if isinstance(concept, Noted):
            if verification not in ("refuted", *_UNSURE):
                self._noted(resource, concept)
        elif isinstance(concept, Disease):
            self._disease(resource, entry, concept, verification, clinical)
        else:
            self._condition(resource, entry, concept, verification, clinical)

    def _condition(
        self, resource: Resource, entry: Entry, concept: Condition, verification: str, clinical: str
    ) -> None:
        element, day = "Condition.code", _day(resource)
        if verification == "refuted":
            self.say(resource, entry, element, is_present=False, day=day)
        elif verification in _UNSURE:
            self.doubt(resource, concept, f"Is {concept.label} confirmed? It is on file as not confirmed.")
        elif UNKNOWN in (verification, clinical):
            question = f"Does the patient have {concept.label}? It is on file with a status that can't be told."
            self.doubt(resource, concept, question)
        elif clinical in _ENDED or (not clinical and _has_abated(resource)):
            question = f"Does the patient still have {concept.label}? It is on file as no longer active."
            self.doubt(resource, concept, question)
        else:
            self.say(resource, entry, element, is_present=True, day=day)

    def doubt(self, resource: Resource, concept: Condition | Treatment, question: str = "") -> None:
        """Something leaves open whether a condition is there: it is asked, and no "no" is made beside it."""
        self._said.setdefault(concept.field, _Said()).doubts.append((resource, concept.label, question))

    def _doubt_what_is_listed(self, resource: Resource) -> None:
        """A condition by codes that don't count, or that contradict each other, is no fact, and no "no" either."""
        for entry in self.scene.codes.listed_in(part(resource.data, "code")):
            if isinstance(entry.concept, Condition):
                self.doubt(resource, entry.concept)

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

    def read_absences(self, resource: Resource, at: When | None) -> None:
        """mCODE's extension: conditions that are known to be absent, on the day of the Observation."""
        if self.scene.is_later(resource, at, "effective"):
            return
        for index, extension in parts(resource.data, "extension"):
            if not text(extension, "url").endswith(ABSENT_URL):
                continue
            element = f"Observation.extension[{index}].valueCodeableConcept"
            entry = self.scene.meaning(part(extension, "valueCodeableConcept"), resource, element)
            if entry is not None and isinstance(entry.concept, Condition):
                day = at.day.text if at is not None else ""
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
            if said.no and said.doubts:
                refs = [*(resource.ref for resource, *_ in said.no), *(resource.ref for resource, *_ in said.doubts)]
                question = (
                    f"Does the patient have {said.doubts[0][1]}? It is refuted, and on file in a way that leaves doubt."
                )
                scene.notes.ask(path, question, *refs)
                continue
            for resource, _, question in said.doubts:
                if question:
                    scene.notes.ask(path, question, resource.ref)
            if not (said.yes or said.no):
                continue
            scene.draft.put(path, bool(said.yes))
            for resource, entry, element, day in said.yes or said.no:
                scene.notes.used(path, resource.ref, element, entry, date=day)
        self._finish_setting()

    def _finish_setting(self) -> None:
        scene, path = self.scene, "disease.setting"
        against = [resource.ref for resource, refuted in self._refuted if self._is_stated(refuted)]
        if against:
            refs = [resource.ref for found in self._settings.values() for resource, *_ in found]
            scene.notes.ask(path, "Which disease is treated? One on file is stated and refuted.", *refs, *against)
        elif len(self._settings) == 1:
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

    def _is_stated(self, refuted: Disease) -> bool:
        """Whether what is refuted is also on file as a disease whose setting is known."""
        return any(
            isinstance(entry.concept, Disease)
            and entry.concept.disease == refuted.disease
            and refuted.setting in ("", setting)
            for setting, found in self._settings.items()
            for _, entry, _ in found
        )

    def _disease(self, resource: Resource, entry: Entry, concept: Disease, verification: str, clinical: str) -> None:
        scene = self.scene
        if verification == "refuted":
            scene.dropped(resource, "is refuted", "verificationStatus")
            self._refuted.append((resource, concept))
            return
        if verification in _UNSURE:
            scene.notes.ask(
                "disease.setting", "Is the diagnosis confirmed? It is on file as not confirmed.", resource.ref
            )
            return
        if UNKNOWN in (verification, clinical):
            question = "Is the diagnosis confirmed, and still there? It is on file with a status that can't be told."
            scene.notes.ask("disease.setting", question, resource.ref)
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
        message = "has a status that FHIR doesn't know, or that isn't coded; not used"
        self.scene.notes.issue("status", message, resource.ref, f"Condition.{name}")


def status_word(resource: Resource, name: str, known: tuple[str, ...]) -> str:
    """The code of a status, one of `known`; of a plain text, as older servers write it, the text. Empty if there is
    none, and UNKNOWN if what is there can't be told, or says two things.
    """
    value = resource.data.get(name)
    if is_blank(value):
        return ""
    if isinstance(value, str):
        word = value.strip().lower()
        return word if word in known else UNKNOWN
    if not is_object(value):
        return UNKNOWN
    written = codings(value)
    own = [coding for coding in written if coding.system.rstrip("/").rpartition("/")[2] in _STATUS_SYSTEMS]
    words = {coding.code.lower() for coding in own or written}
    # A text, or a code of another system, tells nothing by itself; one that says another word takes the sureness away.
    also = {text(value, "text").lower(), *(coding.code.lower() for coding in written)}
    words |= also.intersection(known) if words else set()
    return words.pop() if len(words) == 1 and words <= set(known) else UNKNOWN


def _has_abated(resource: Resource) -> bool:
    return any(name.startswith("abatement") for name in resource.data)


def _day(resource: Resource) -> str:
    for name in ("onsetDateTime", "recordedDate"):
        found = when(text(resource.data, name))
        if found is not None:
            return found.day.text
    return ""
