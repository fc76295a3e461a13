"""The vocabulary of drugs: generic names, synonyms and classes. Case, spaces, hyphens and underscores don't matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..diagnostics import did_you_mean

DrugClass = Literal["PI", "IMiD", "alkylator", "corticosteroid", "other"]

ANTI_CD38 = ("daratumumab", "isatuximab")
"""Antibodies that a disease can be refractory to; as partner drugs they are refused."""


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug by its generic name, lower case, with what else it is called."""

    name: str
    drug_class: DrugClass
    synonyms: tuple[str, ...] = ()


_PARTNERS = (
    Drug("bendamustine", "alkylator"),
    Drug("bortezomib", "PI", ("Velcade",)),
    Drug("carfilzomib", "PI", ("Kyprolis",)),
    Drug("cyclophosphamide", "alkylator"),
    Drug("dexamethasone", "corticosteroid", ("dex", "d")),
    Drug("elotuzumab", "other"),
    Drug("ixazomib", "PI", ("Ninlaro",)),
    Drug("lenalidomide", "IMiD", ("len", "Revlimid")),
    Drug("melphalan", "alkylator"),
    Drug("methylprednisolone", "corticosteroid"),
    Drug("other_drug", "other"),
    Drug("panobinostat", "other"),
    Drug("pomalidomide", "IMiD", ("pom", "Imnovid", "Pomalyst")),
    Drug("prednisolone", "corticosteroid"),
    Drug("prednisone", "corticosteroid"),
    Drug("selinexor", "other"),
    Drug("thalidomide", "IMiD"),
    Drug("venetoclax", "other"),
)

DRUGS: Mapping[str, Drug] = MappingProxyType({drug.name: drug for drug in _PARTNERS})
"""Partner drugs by generic name, `other_drug` included, in alphabetical order."""

_SEPARATORS = re.compile(r"[\s_\-\u00ad\u2010-\u2015\u2212]+")


def _folded(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


_PARTNER_NAMES = {_folded(name): drug.name for drug in _PARTNERS for name in (drug.name, *drug.synonyms)}
_ALL_NAMES = _PARTNER_NAMES | {name: name for name in ANTI_CD38}
_LONGEST_NAME = 64


def drug_classes(name: str) -> frozenset[str]:
    """The classes of a drug given by its generic name; an anti-CD38 antibody is `other`.

    Raises KeyError for a name outside the vocabulary.
    """
    return frozenset({"other"} if name in ANTI_CD38 else {DRUGS[name].drug_class})


def _generic(name: str, names: Mapping[str, str]) -> str:
    # Most names are written as the vocabulary has them, so that folding is rarely needed.
    known = names.get(name)
    if known is None and len(name) <= _LONGEST_NAME:
        known = names.get(_folded(name))
    if known is not None:
        return known
    folded = _folded(name[:_LONGEST_NAME])
    if folded in _ALL_NAMES:
        hint = "anti-CD38 antibodies aren't partner drugs: give the antibody as `agent`"
    else:
        hint = did_you_mean(folded, names, otherwise="use other_drug")
    raise PydanticCustomError("profile-choice", "isn't a drug of the vocabulary", {"hint": hint})


def partner_drug(name: str) -> str:
    """The generic name of a partner drug. Raises ValueError, without the name, if it isn't in the vocabulary.

    >>> partner_drug("Pomalyst")
    'pomalidomide'
    """
    return _PARTNER_NAMES.get(name) or _generic(name, _PARTNER_NAMES)


def any_drug(name: str) -> str:
    """The generic name of a partner drug or anti-CD38 antibody. Raises ValueError as `partner_drug`."""
    return _ALL_NAMES.get(name) or _generic(name, _ALL_NAMES)


def as_set(names: tuple[str, ...]) -> tuple[str, ...]:
    """Sorted, each once: neither order nor repetition of a list means anything."""
    return tuple(sorted(set(names))) if len(names) > 1 else names


_EXAMPLES = {"examples": ["dexamethasone", "pomalidomide", "other_drug"]}
_PartnerDrug = Annotated[str, AfterValidator(partner_drug), Field(json_schema_extra={**_EXAMPLES})]
_AnyDrug = Annotated[str, AfterValidator(any_drug), Field(json_schema_extra={**_EXAMPLES})]

PartnerDrugs = Annotated[tuple[_PartnerDrug, ...], Field(max_length=50), AfterValidator(as_set)]
"""Generic names, sorted, each once."""

AnyDrugs = Annotated[tuple[_AnyDrug, ...], Field(max_length=50), AfterValidator(as_set)]
"""Generic names, sorted, each once; anti-CD38 antibodies included."""
