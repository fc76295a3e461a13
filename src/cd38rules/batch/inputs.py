"""What a run is made from: its list, mapping and rule book by their bytes, and the options that tell in outputs."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..mapping.item import Source
from ..mapping.tables import sha256_of, state_of
from ..rules.book import RuleBook
from .deciding import Wanted
from .failing import ToldError


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One file of a list, or a folder of parts: its hash and its bytes."""

    sha256: str
    size: int


Fingerprints = Mapping[str, Fingerprint]


def fingerprints(source: Source) -> Fingerprints | None:
    """The files of a list by their tables, None where a part of it is a stream, which can be read only once.

    Raises OSError, also for a file that isn't what it was when it was opened.
    """
    found = {}
    for name, origin in source.origins.items():
        state = source.states[name]
        if state is None or not isinstance(origin, Path):
            return None
        found[name] = Fingerprint(sha256_of(origin), state.size)
    unchanged(source)
    return found


def unchanged(source: Source) -> None:
    """Raises OSError if a file of the list was changed since it was opened, or has gone."""
    for name, origin in source.origins.items():
        if state_of(origin) != source.states[name]:
            raise ToldError(
                errno.EBUSY,
                "the list can't be read: it was changed while it was being read: run again on a list that stands still",
            )


def made_from(
    source: Source, inputs: Fingerprints | None, book: RuleBook, wanted: Wanted, at_once: int
) -> dict[str, Any]:
    """What has to be the same for a run to be taken up again, by names that a user knows."""
    return {
        "list": {name: file.sha256 for name, file in inputs.items()} if inputs else None,
        "mapping": source.mapping.sha256 if source.mapping else None,
        "codes of FHIR": source.codes_sha256,
        "rule book": book.sha256,
        "--as-of": source.as_of.isoformat() if source.as_of else None,
        "--verdicts": wanted.verdicts,
        "--reports": wanted.reports,
        "--errors": "operation-outcome" if wanted.fhir else "ndjson",
        "--check-share": wanted.share,
        "--at-once": at_once,
        "version of this package": __version__,
    }
