"""What a code can stand for: one small frozen class a kind of concept. The concepts themselves are in codes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug by its name in the profile's vocabulary, with a route where it can be given in no other way."""

    drug: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A route of a dose."""

    value: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes or no at `field`. `narrower` is a kind of it, whose refutation says nothing."""

    field: str
    label: str
    narrower: bool = False


@dataclass(frozen=True, slots=True)
class Treatment:
    """A lasting treatment that Procedures tell of: a yes at `field` while the last lies at most `within_days` back."""

    field: str
    label: str
    within_days: int
    narrower: bool = False


@dataclass(frozen=True, slots=True)
class Disease:
    """The disease that is treated, by a name of its own; its `setting` where the code alone tells it."""

    disease: str
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `field`. `units` gives the size of each unit in that of the profile."""

    field: str
    label: str
    units: Mapping[str, float]
    equation: str = ""
    ask_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """An abnormality that is looked for by FISH."""

    abnormality: str
    label: str


@dataclass(frozen=True, slots=True)
class Result:
    """A test with two outcomes: what stands in `field` for an answer "present", and for "absent"."""

    field: str
    label: str
    present: str
    absent: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What one word of several answers: the word of the answer is what stands at `field`."""

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Done:
    """A test of which only matters that it was done, and when."""

    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Known, and without a place of its own in the profile. `ask` is put to the user, for the field `path`."""

    path: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """What looks like a fact of the profile, and isn't."""

    found: str
    isnt: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """Something that is ordered for the patient."""

    field: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: "present", "absent", or a word that a field with a choice can hold."""

    value: str


@dataclass(frozen=True, slots=True)
class KnownNone:
    """An explicit statement that there is none of a list."""

    field: str
    label: str


Concept = (
    Drug
    | Route
    | Condition
    | Treatment
    | Disease
    | Number
    | Finding
    | Result
    | Choice
    | Done
    | Noted
    | LookAlike
    | Ordered
    | Given
    | KnownNone
)
