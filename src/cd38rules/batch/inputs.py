"""What a run is made from: its list, mapping and rule book by their bytes, and the options that tell in outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..mapping.item import Source
from ..mapping.tables import parquet_parts, sha256_of
from ..rules.book import RuleBook
from .deciding import Wanted


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One file of a list, or a folder of parts: its hash, its bytes, and when each file was last changed."""

    sha256: str
    size: int
    changed: tuple[int, ...]


Fingerprints = Mapping[str, Fingerprint]


def fingerprints(source: Source) -> Fingerprints | None:
    """The files of a list by their tables, None where a part of it is a stream. Raises OSError."""
    found = {}
    for name, origin in source.origins.items():
        if not isinstance(origin, Path):
            return None
        size, changed = _state(origin)
        found[name] = Fingerprint(sha256_of(origin), size, changed)
    return found


def unchanged(source: Source, before: Fingerprints | None) -> None:
    """Raises OSError if a file of the list was changed since its hash was taken, or has gone."""
    for name, file in (before or {}).items():
        origin = source.origins[name]
        assert isinstance(origin, Path)
        if _state(origin) != (file.size, file.changed):
            raise OSError(0, "it was changed while it was being read: run again on a list that stands still")


def _state(path: Path) -> tuple[int, tuple[int, ...]]:
    states = [part.stat() for part in parquet_parts(path)]
    return sum(state.st_size for state in states), tuple(state.st_mtime_ns for state in states)


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
        "set of options": [wanted.verdicts, wanted.reports, wanted.fhir, wanted.share, at_once],
        "version of this package": __version__,
    }
