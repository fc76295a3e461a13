"""An allergy to an antibody: it may have been a reaction to an infusion, which only a human can tell."""

from __future__ import annotations

from collections.abc import Iterator

from .concepts import Drug
from .conditions import UNKNOWN, status_word
from .dates import when
from .medications import ANTIBODIES
from .scene import Scene
from .unfold import Resource
from .walk import Json, part, parts, text

_VOID = ("refuted", "entered-in-error")
_VERIFICATIONS = ("unconfirmed", "presumed", "confirmed", *_VOID)
_PATH = "reactions.major_infusion_reaction"


def read_allergy(scene: Scene, resource: Resource) -> None:
    """Asks about an AllergyIntolerance to an antibody that isn't refuted."""
    agents = set()
    for concept, element in _substances(resource.data):
        entry = scene.meaning(concept, resource, element)
        if entry is not None and isinstance(entry.concept, Drug) and entry.concept.drug in ANTIBODIES:
            agents.add(entry.concept.drug)
    if not agents:
        scene.notes.unmapped(resource)
        return
    verification = status_word(resource, "verificationStatus", _VERIFICATIONS)
    if verification in _VOID:
        scene.dropped(resource, "is refuted, or was entered in error", "verificationStatus")
        return
    if verification == UNKNOWN:
        message = "has a status that FHIR doesn't know, or that isn't coded; asked about"
        scene.notes.issue("status", message, resource.ref, "AllergyIntolerance.verificationStatus")
    if scene.is_later(resource, when(text(resource.data, "recordedDate")), "recordedDate"):
        return
    scene.is_understood(resource)
    for agent in sorted(agents):
        question = f"An allergy or intolerance to {agent} is on file. Was it a major infusion reaction?"
        scene.notes.ask(_PATH, question, resource.ref)


def _substances(data: Json) -> Iterator[tuple[Json, str]]:
    yield part(data, "code"), "AllergyIntolerance.code"
    for index, reaction in parts(data, "reaction"):
        yield part(reaction, "substance"), f"AllergyIntolerance.reaction[{index}].substance"
