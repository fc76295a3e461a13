"""The whole vocabulary: every fact that a rule may use, in a fixed order that also breaks ties.

The look-ups are cached: their arguments are names of the vocabulary, so the caches can't grow beyond it.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from .definition import REGIMEN_PREFIX, ROLE_WORDS, ROLES, FactDefinition, instance_name
from .derived_vocabulary import PATIENT_DERIVED
from .patient_vocabulary import PATIENT_FACTS
from .regimen_vocabulary import REGIMEN_DERIVED, REGIMEN_FACTS, REGIMEN_ROLE

_IN_ORDER = (
    *REGIMEN_FACTS,
    REGIMEN_ROLE,
    *PATIENT_FACTS,
    *(fact for fact, _ in PATIENT_DERIVED),
    *(fact for fact, _ in REGIMEN_DERIVED),
)

VOCABULARY: MappingProxyType[str, FactDefinition] = MappingProxyType({fact.name: fact for fact in _IN_ORDER})
ORDER: MappingProxyType[str, int] = MappingProxyType({fact.name: index for index, fact in enumerate(_IN_ORDER)})


@cache
def split_instance(name: str) -> tuple[str, str]:
    """(name in the vocabulary, role) of an instance name; the role is "" for a fact of the patient.

    >>> split_instance("planned.agent")
    ('regimen.agent', 'planned')
    """
    role, _, rest = name.partition(".")
    return (REGIMEN_PREFIX + rest, role) if role in ROLES else (name, "")


@cache
def definition_of(name: str) -> FactDefinition:
    """The definition of a fact, also by its instance name. Raises KeyError for a name that isn't in the vocabulary."""
    return VOCABULARY[split_instance(name)[0]]


@cache
def label_of(name: str) -> str:
    """The plain label of a fact; that of a regimen's fact names the role."""
    base, role = split_instance(name)
    label = VOCABULARY[base].label
    return f"{label} ({ROLE_WORDS[role]} regimen)" if role else label


@cache
def order_of(name: str) -> tuple[int, str]:
    """A sort key: the vocabulary's order, then the role."""
    return ORDER[split_instance(name)[0]], name


@cache
def path_of(name: str) -> str:
    """The JSON path of the profile's field that a base fact is read from; "" for a derived fact."""
    base, role = split_instance(name)
    path = VOCABULARY[base].path
    field = {"current": "current", "planned": "planned", "alternative": "planned_alternative", "": ""}[role]
    return f"$.therapy.{field}.{path}" if role and path else path


__all__ = [
    "ORDER",
    "VOCABULARY",
    "definition_of",
    "instance_name",
    "label_of",
    "order_of",
    "path_of",
    "split_instance",
]
