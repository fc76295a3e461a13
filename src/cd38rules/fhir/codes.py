"""The book of codes: which code of which system means which concept, and how well that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from .concepts import Concept
from .walk import Coding, Json, codings

Status = Literal["V", "W", "N"]
SHIPPED = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. `uri` is the first address of its system; `name` that of its concept, `source` where it is from."""

    system: str
    uri: str
    code: str
    name: str
    concept: Concept
    status: Status
    source: str
    date: date


@dataclass(frozen=True)
class CodeBook:
    """Codes by system and code, as `load_codes` gives it. `includes_unverified`: whether those of status N count.

    `sha256` is the hash of the files that it was made from, and of that choice.
    """

    entries: Mapping[tuple[str, str], Entry]
    systems: Mapping[str, str]
    includes_unverified: bool = False
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    sha256: str = ""

    def listed(self, coding: Coding) -> Entry | None:
        """The entry of a code whatever its status."""
        system = self.systems.get(coding.system)
        return None if system is None else self.entries.get((system, folded(coding.code)))

    def find(self, coding: Coding) -> Entry | None:
        """The entry of a code that counts."""
        entry = self.listed(coding)
        return entry if entry is not None and self.counts(entry) else None

    def counts(self, entry: Entry) -> bool:
        """Whether an entry is used: one of status N only if that was asked for."""
        return entry.status != "N" or self.includes_unverified

    def listed_in(self, concept: Json) -> tuple[Entry, ...]:
        """The entries of a CodeableConcept whatever their status, in the order of its codings."""
        return tuple([entry for coding in codings(concept) if (entry := self.listed(coding)) is not None])

    def all_of(self, concept: Json) -> tuple[Entry, ...]:
        """The entries that count of a CodeableConcept, in the order of its codings."""
        return tuple(filter(self.counts, self.listed_in(concept)))


def folded(code: str) -> str:
    """Codes are compared without regard to case and to spaces around them: no system here has two that differ so."""
    return code.strip().upper()


@cache
def _shipped(include_unverified: bool) -> CodeBook:
    from .read_codes import book_of

    return book_of([(SHIPPED.read_bytes(), SHIPPED.name)], include_unverified)


def load_codes(site_file: Path | None = None, *, include_unverified: bool = False) -> CodeBook:
    """The shipped codes, with those of a site's file laid over them.

    A site's file has the same form; its codes win, and `concept: none` takes a code out. Codes of status N count only
    with `include_unverified`. Raises CodesError with every fault, and OSError.
    """
    if site_file is None:
        return _shipped(include_unverified)
    from .read_codes import book_of

    texts = [(SHIPPED.read_bytes(), SHIPPED.name), (site_file.read_bytes(), str(site_file))]
    return book_of(texts, include_unverified)
