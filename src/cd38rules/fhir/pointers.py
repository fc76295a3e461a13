"""Whether anything in a record points to myeloma or to an anti-CD38 antibody. It makes no fact of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .codes import CodeBook, load_codes
from .concepts import Concept, Disease, Drug, Finding, Given, LookAlike, Noted, Route
from .medications import ANTIBODIES
from .walk import Coding, Json, part, parts, text

FILE = Path(__file__).with_name("pointers.yaml")
_TEXTS = ("text", "display")


@dataclass(frozen=True)
class Pointers:
    """What points and what any patient may have, from pointers.yaml."""

    everyday_fields: frozenset[str]
    everyday_drugs: frozenset[str]
    also: frozenset[str]
    code_beginnings: tuple[str, ...]
    code_systems: tuple[str, ...]
    words: re.Pattern[str]
    antibody_words: re.Pattern[str]

    def includes(self, concept: Concept) -> bool:
        """Whether a code of this concept points to the disease or the antibody."""
        match concept:
            case Drug(drug=drug):
                return drug not in self.everyday_drugs
            case Disease() | Finding():
                return True
            case Route() | Given() | LookAlike():
                return False
            case Noted(path=path):
                return bool(path) and self._is_own(path)
            case other:
                return self._is_own(other.field)

    def _is_own(self, field: str) -> bool:
        return field.partition(".")[0] not in self.everyday_fields


@cache
def pointers() -> Pointers:
    """The policy that ships; a site's codes add to what points, not to this file."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    beginnings = data.pop("code_beginnings")
    names = {name: frozenset(part["names"]) for name, part in data.items()}
    words, antibody_words = names.pop("words"), names.pop("antibody_words")
    return Pointers(
        **names,
        words=_any_of(words),
        antibody_words=_any_of(antibody_words),
        code_beginnings=tuple(beginnings["names"]),
        code_systems=tuple(beginnings["systems"]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words))), re.IGNORECASE)


def points_to_myeloma(resources: Iterable[Any], codes: CodeBook | None = None) -> bool:
    """Whether a code or a word anywhere in these resources points to myeloma or to an anti-CD38 antibody. They are as
    JSON is read: dicts and lists.

    False is no finding that the patient has neither: it says that nothing of what was given tells of one.
    """
    policy, book = pointers(), codes or load_codes()
    said: set[str] = set()  # a record says the same few hundred things a thousand times: they are searched at the end
    waiting: list[Any] = list(resources)
    while waiting:
        value = waiting.pop()
        if type(value) is dict:
            for name, item in value.items():
                if type(item) is str:
                    if name == "code" and _points(value.get("system"), item, policy, book):
                        return True
                    if name in _TEXTS:
                        said.add(item)
                else:
                    waiting.append(item)
        elif type(value) is list:
            waiting += value
    return any(policy.words.search(text if text.isascii() else _without_accents(text)) for text in said)


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def names_antibody(resource: Json, codes: CodeBook | None = None) -> bool:
    """Whether an order or a Medication names an anti-CD38 antibody by a code of any status, or by a word.

    It makes no fact of it: it says that an order which can't be used must not be passed over.
    """
    policy, book = pointers(), codes or load_codes()
    inside = [one for _, one in parts(resource, "contained")]
    inside += [one for home in (resource, *inside) for _, one in parts(home, "ingredient")]
    said = [text(part(resource, "medicationReference"), "display")]
    for home in (resource, *inside):
        for name in ("medicationCodeableConcept", "itemCodeableConcept", "code"):
            concept = part(home, name)
            if any(isinstance(one.concept, Drug) and one.concept.drug in ANTIBODIES for one in book.listed_in(concept)):
                return True
            said += [text(concept, "text"), *(text(coding, "display") for _, coding in parts(concept, "coding"))]
    return any(policy.antibody_words.search(one) for one in said)


def _points(system: object, code: str, policy: Pointers, book: CodeBook) -> bool:
    if not isinstance(system, str):
        return False
    address = system.strip()
    entry = book.listed(Coding(address, code))
    if entry is not None and (entry.name in policy.also or policy.includes(entry.concept)):
        return True
    if not code.strip().upper().startswith(policy.code_beginnings):
        return False
    named = f"{address} {book.systems.get(address, '')}".lower()
    return any(word in named for word in policy.code_systems)
