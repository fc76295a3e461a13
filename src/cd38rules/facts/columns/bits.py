"""Choices and lists as whole numbers: each value of the vocabulary is one bit, in the order of its definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from ..vocabulary import VOCABULARY

OTHER = 1 << 31
"""The bit of a value outside the vocabulary of a fact: the agent "none", which no rule asks for."""

DARATUMUMAB, ISATUXIMAB, OTHER_ANTIBODY, UNNAMED = 1, 2, 4, 8
"""The bits of `regimen.agent` and `prior.agents`; test_columns pins them to the vocabulary."""

UNDECIDED = DARATUMUMAB | ISATUXIMAB


@cache
def bits_of(fact: str) -> Mapping[str, int]:
    """The bit of each value of a choice or members fact."""
    return MappingProxyType({name: 1 << index for index, name in enumerate(VOCABULARY[fact].choices)})


def mask_of(fact: str, values: Iterable[str]) -> int:
    """The bits of several values. Raises KeyError for one outside the vocabulary."""
    known = bits_of(fact)
    mask = 0
    for value in values:
        mask |= known[value]
    return mask
