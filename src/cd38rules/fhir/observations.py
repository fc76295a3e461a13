"""Observations: the newest usable result before the assessment, its unit and size checked against its code.

An older result never stands in for a newer one that can't be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from ..profile.disease import Abnormality
from .codes import Entry
from .concepts import Choice, Condition, Done, Finding, Given, KnownNone, LookAlike, Noted, Number, Result
from .conditions import ConditionReader
from .dates import Span, When, span, when
from .measure import EGFR, Measured, fits, measured
from .scene import Scene
from .unfold import Resource
from .walk import Json, is_blank, part, parts, text

_FINAL = ("final", "amended", "corrected")
_VOID = ("entered-in-error", "cancelled")
_FINDINGS = "cytogenetics.findings"
_ABNORMALITIES = get_args(Abnormality)
"""The order in which the profile names them, in which tables have them too."""
OTHER = "other_abnormality"
"""The abnormality that stands for all without a name: one of them absent says nothing of the others."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One coded value: of an Observation itself, or of a component of it.

    Without `is_understood` it can't be used, and none that is older can be used in its place.
    """

    resource: Resource
    entry: Entry
    element: str
    holder: Json
    at: When
    is_understood: bool


class ObservationReader:
    """Takes in observations, and puts the newest of each kind into the profile at the end."""

    def __init__(self, scene: Scene, conditions: ConditionReader) -> None:
        self.scene, self.conditions = scene, conditions
        self._seen: dict[str, list[Seen]] = {}
        self._undated: dict[str, list[Resource]] = {}

    def read(self, resource: Resource) -> None:
        """One Observation, with its components."""
        scene = self.scene
        known = list(self._coded(resource))
        has_absences = "extension" in resource.data and any(
            "condition-absent" in text(one, "url") for _, one in parts(resource.data, "extension")
        )
        if not known and not has_absences:
            scene.notes.unmapped(resource)
            return
        status = text(resource.data, "status")
        if status in _VOID:
            scene.dropped(resource, "was entered in error or cancelled", "status")
            return
        is_understood, at = scene.is_understood(resource) and self._is_of_its_subject(resource), _at(resource)
        if status not in _FINAL:
            message = "isn't a final result; not used"
            scene.notes.issue("status", message, resource.ref, "Observation.status")
            return
        if has_absences and is_understood:
            self.conditions.read_absences(resource, at)
        for entry, element, holder in known:
            self._take(resource, entry, element, holder, at, is_understood)

    def _is_of_its_subject(self, resource: Resource) -> bool:
        """False, with an issue, for what was found in another than the patient, such as a donor, or may have been."""
        if is_blank(resource.data.get("focus")):
            return True
        message = "has a focus: it may be of another than the patient; not used"
        self.scene.notes.issue("focus", message, resource.ref, "Observation.focus")
        return False

    def _coded(self, resource: Resource) -> Iterator[tuple[Entry, str, Json]]:
        whole = self.scene.meaning(part(resource.data, "code"), resource, "Observation.code")
        if whole is not None:
            yield whole, "Observation", resource.data
        for index, component in parts(resource.data, "component"):
            element = f"Observation.component[{index}]"
            entry = self.scene.meaning(part(component, "code"), resource, f"{element}.code")
            if entry is not None:
                yield entry, element, component

    def _take(
        self, resource: Resource, entry: Entry, element: str, holder: Json, at: When | None, is_understood: bool
    ) -> None:
        notes, concept = self.scene.notes, entry.concept
        if isinstance(concept, LookAlike):
            message = f"is {concept.found}, not {concept.isnt}; not used"
            notes.issue("look-alike", message, resource.ref, f"{element}.code", severity="info")
            return
        if isinstance(concept, Noted):
            if concept.ask and is_understood:
                notes.ask(concept.path, concept.ask, resource.ref)
            return
        if not isinstance(concept, Choice | Condition | Done | Finding | KnownNone | Number | Result):
            return
        if _is_panel(holder):
            return
        if at is None:
            notes.issue("no-date", "has no date that can be read; not used", resource.ref, "Observation.effective")
            if not is_understood or not self._was_not_done(resource, element, holder):
                self._undated.setdefault(_topic(entry), []).append(resource)
                if isinstance(concept, Condition):
                    self.conditions.doubt(resource, concept)
        elif not self.scene.is_later(resource, at, "effective"):
            self._seen.setdefault(_topic(entry), []).append(Seen(resource, entry, element, holder, at, is_understood))

    def finish(self) -> None:
        """Puts the newest of each kind into the profile."""
        for topic, seen in sorted(self._seen.items()):
            done = [
                one
                for one in seen
                if not one.is_understood or not self._was_not_done(one.resource, one.element, one.holder)
            ]
            newest = self._newest(done)
            if not newest:
                continue
            concept = newest[0].entry.concept
            if (undated := self._undated.get(topic)) and not isinstance(concept, Done):
                self._ask_for_the_day(undated, newest)
                continue
            if isinstance(concept, Finding):
                # All of them: what was found once and not found later isn't gone.
                self._answer(done)
            elif isinstance(concept, Number):
                self._number(newest, concept)
            elif isinstance(concept, Done):
                self._done([one for one in done if one.is_understood], concept)
            else:
                self._answer(newest)
        findings = self.scene.draft.data.get("cytogenetics", {}).get("findings", [])
        findings.sort(key=lambda one: _ABNORMALITIES.index(one["abnormality"]))

    def _ask_for_the_day(self, undated: list[Resource], newest: list[Seen]) -> None:
        """A result without a day that can be read may be the newest, so that no dated one stands in for it."""
        concept = newest[0].entry.concept
        assert isinstance(concept, Choice | Condition | Finding | KnownNone | Number | Result)
        path = _FINDINGS if isinstance(concept, Finding) else concept.field
        question = f"What is the latest result of {concept.label}? One on file has no date that can be read."
        for resource in (*undated, *(one.resource for one in newest)):
            if isinstance(concept, Condition):
                self.conditions.doubt(resource, concept, question)
            else:
                self.scene.notes.ask(path, question, resource.ref)

    def _was_not_done(self, resource: Resource, element: str, holder: Json) -> bool:
        if not part(holder, "dataAbsentReason") or any(name.startswith("value") for name in holder):
            return False
        message = "has no value, and says why; an older one may be used"
        self.scene.notes.issue("no-value", message, resource.ref, f"{element}.dataAbsentReason", severity="info")
        return True

    def _newest(self, seen: list[Seen]) -> list[Seen]:
        """Those of the latest time; several where nothing tells which of them is the last."""
        if not seen:
            return []
        latest = max(one.at.day.earliest for one in seen)
        last = [one for one in seen if one.at.day.latest >= latest]
        instants = [one.at.instant for one in last if one.at.instant is not None]
        if len(instants) == len(last):
            last = [one for one in last if one.at.instant == max(instants)]
        return last

    def _number(self, newest: list[Seen], concept: Number) -> None:
        notes, path = self.scene.notes, concept.field
        found = [(one, self._measured(one, concept)) for one in newest]
        refs = [one.resource.ref for one in newest]
        usable = [(one, value) for one, value in found if value is not None]
        if len(usable) < len(found):
            notes.ask(path, f"What is the latest {concept.label}? The newest on file can't be used.", *refs)
            return
        if len({(value.size, _equation(one)) for one, value in usable}) > 1:
            notes.ask(path, f"Which {concept.label} is right? Two of the same time differ.", *refs)
            return
        one, value = usable[0]
        self.scene.draft.put(path, _field_value(one, value))
        for each, kept in usable:
            notes.used(
                path, each.resource.ref, f"{each.element}.valueQuantity", each.entry, kept.unit, each.at.day.text
            )
        days = concept.ask_after_days
        if days is not None and one.at.day.latest < self.scene.as_of - timedelta(days):
            notes.ask(path, f"Is the {concept.label} still right? It is more than {days} days old.", *refs)

    def _measured(self, one: Seen, concept: Number) -> Measured | None:
        if not one.is_understood:
            return None
        return measured(one.resource.ref, one.element, one.holder, concept, self.scene.notes)

    def _answer(self, newest: list[Seen]) -> None:
        notes, concept = self.scene.notes, newest[0].entry.concept
        assert isinstance(concept, Choice | Condition | Finding | KnownNone | Result)
        path = _FINDINGS if isinstance(concept, Finding) else concept.field
        answers = {None if self._is_contradicted(one) else self._answered(one) for one in newest}
        refs = [one.resource.ref for one in newest]
        if len(answers) > 1 or None in answers:
            question = f"What is the latest finding of {concept.label}? What is on file can't be told, or differs."
            if isinstance(concept, Condition):
                for one in newest:
                    self.conditions.doubt(one.resource, concept, question)
            else:
                notes.ask(path, question, *refs)
            return
        is_present = "present" in answers
        for one in newest:
            element, day = f"{one.element}.valueCodeableConcept", one.at.day.text
            if isinstance(concept, Condition):
                self.conditions.say(one.resource, one.entry, element, is_present=is_present, day=day)
            else:
                notes.used(path, one.resource.ref, element, one.entry, date=day)
        data = self.scene.draft.data
        if isinstance(concept, Finding):
            cytogenetics = data.setdefault("cytogenetics", {})
            cytogenetics["fish_assessed"] = True
            for one in newest:
                notes.used("cytogenetics.fish_assessed", one.resource.ref, one.element, one.entry)
            if is_present or concept.abnormality != OTHER:
                finding = {"abnormality": concept.abnormality, "present": is_present}
                cytogenetics.setdefault("findings", []).append(finding)
        elif isinstance(concept, Result):
            self.scene.draft.put(path, concept.present if is_present else concept.absent)
            if path == "transfusion.kell.status":
                self.scene.draft.put("transfusion.kell.date", newest[0].at.day.text)
        elif isinstance(concept, Choice):
            self.scene.draft.put(path, answers.pop())
        elif isinstance(concept, KnownNone) and is_present:
            self.scene.draft.put(path, [])

    def _is_contradicted(self, one: Seen) -> bool:
        """Whether it has a value and says that it has none, or an interpretation that says the opposite."""
        place = ""
        if not is_blank(one.holder.get("dataAbsentReason")):
            place = "dataAbsentReason"
        else:
            value = self._words(part(one.holder, "valueCodeableConcept"))
            said = {word for _, each in parts(one.holder, "interpretation") for word in self._words(each)}
            if value and said - value:
                place = "interpretation"
        if not place:
            return False
        message = "contradicts the value beside it; neither is used"
        self.scene.notes.issue("value", message, one.resource.ref, f"{one.element}.{place}", "correct the result")
        return True

    def _words(self, concept: Json) -> set[str]:
        """Which of present and absent the codes of an answer say."""
        found = self.scene.codes.all_of(concept)
        words = {entry.concept.value for entry in found if isinstance(entry.concept, Given)}
        return words & {"present", "absent"}

    def _answered(self, one: Seen) -> str | None:
        if not one.is_understood:
            return None
        element = f"{one.element}.valueCodeableConcept"
        entry = self.scene.meaning(part(one.holder, "valueCodeableConcept"), one.resource, element)
        if entry is not None and isinstance(entry.concept, Given):
            answer, concept = entry.concept.value, one.entry.concept
            if fits(concept.field, answer) if isinstance(concept, Choice) else answer in ("present", "absent"):
                return answer
        message = "has no answer that is known here; not used"
        hint = "only coded answers count: texts aren't read"
        self.scene.notes.issue("answer", message, one.resource.ref, element, hint)
        return None

    def _done(self, done: list[Seen], concept: Done) -> None:
        newest = self._newest(done)
        if not newest:
            return
        one = newest[0]
        self.scene.draft.put(f"{concept.field}.done", True)
        self.scene.draft.put(f"{concept.field}.date", one.at.day.text)
        self.scene.notes.used(concept.field, one.resource.ref, one.element, one.entry, date=one.at.day.text)


def _topic(entry: Entry) -> str:
    """What competes to be the newest: all results for one field, whatever their code."""
    concept = entry.concept
    if isinstance(concept, Finding):
        return f"{_FINDINGS} {concept.abnormality}"
    assert isinstance(concept, Choice | Condition | Done | KnownNone | Number | Result)
    return f"{concept.field} {type(concept).__name__}"


def _is_panel(holder: Json) -> bool:
    """Whether it only holds others together: no value, no reason for that, and components or members."""
    has_value = any(name.startswith("value") for name in holder) or "dataAbsentReason" in holder
    return not has_value and ("component" in holder or "hasMember" in holder)


def _at(resource: Resource) -> When | None:
    found: Span | None = span(resource.data, "effective")
    if found is not None:
        return found.last or found.first
    return when(text(resource.data, "issued"))


def _equation(one: Seen) -> str:
    return one.entry.concept.equation if isinstance(one.entry.concept, Number) else ""


def _field_value(one: Seen, value: Measured) -> object:
    concept = one.entry.concept
    assert isinstance(concept, Number)
    if concept.field != EGFR:
        return value.size
    return {"value": value.size} | ({"equation": concept.equation} if concept.equation else {})
