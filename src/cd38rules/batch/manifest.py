"""The manifest of a run: what it was made from, with which versions, and what it has written. No clock and no path."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from .. import __version__
from ..evaluation import ENGINES
from ..mapping.item import Source
from ..rules.book import RuleBook
from .deciding import Wanted
from .inputs import Fingerprints
from .summary import BatchSummary, rulebook_of
from .unfinished import Unfinished

LIBRARIES = ("polars", "pyarrow", "pydantic")


def manifest_of(
    summary: BatchSummary,
    source: Source,
    inputs: Fingerprints | None,
    book: RuleBook,
    wanted: Wanted,
    at_once: int,
    unfinished: Unfinished,
    names: Sequence[str],
) -> bytes:
    """The text of manifest.json. `names` are the outputs whose hashes it holds; those of a stream aren't known."""
    mapping = source.mapping
    data: dict[str, Any] = {
        "manifest_version": "1",
        "state": summary.state,
        "package_version": __version__,
        "engines": ["columnar", *ENGINES],
        "libraries": {name: version(name) for name in LIBRARIES},
        "rulebook": rulebook_of(book),
        "mapping": {"name": mapping.name, "sha256": mapping.sha256} if mapping else None,
        "inputs": {name: {"bytes": file.size, "sha256": file.sha256} for name, file in (inputs or {}).items()},
        "options": {
            "as_of": source.as_of.isoformat() if source.as_of else None,
            "verdicts": wanted.verdicts,
            "reports": wanted.reports,
            "operation_outcomes": wanted.fhir,
            "share_decided_again": wanted.share,
            "rows_at_once": at_once,
        },
        "counts": {**summary.data["lines"], "patients_decided_again": summary.data["patients_decided_again"]},
        "outputs": {name: unfinished.size_and_hash(name) for name in names},
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
