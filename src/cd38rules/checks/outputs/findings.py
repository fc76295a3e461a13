"""All findings of one run, and the choice of a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ...diagnostics import Diagnostic
from ...rules.book import RuleBook
from ...rules.locate import placed_in
from ..run import CHECKS
from .github import github
from .junit import junit
from .sarif import sarif


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run found. `book` is None where it can't be loaded; `folder` is where its files stand.

    `not_run` holds the codes of checks that were left out although the book can be loaded.
    """

    faults: tuple[Diagnostic, ...]
    book: RuleBook | None
    folder: Path
    not_run: frozenset[str] = frozenset()

    def placed(self) -> list[Diagnostic]:
        """The faults, with files named as the reader finds them from the current folder. Every form tells these."""
        return placed_in(self.folder, self.faults)


def rendered(found: Findings, form: str) -> str:
    """The findings in one of `FORMATS`."""
    return FORMATS[form](found)


def _text(found: Findings) -> str:
    lines = []
    for fault in found.placed():
        lines.append(str(fault))
        lines += [f"    shown by {fault.profile}"] if fault.profile else []
    book = found.book
    if book is not None:
        counts = f"{len(book.rules)} rules, {len(book.concepts)} concepts, {len(book.catalogue)} evidence entries"
        lines.append(f"{counts}: {len(found.faults)} findings")
    return "".join(f"{line}\n" for line in lines)


def _json(found: Findings) -> str:
    return json.dumps([fault.as_json() for fault in found.placed()], indent=2, ensure_ascii=False) + "\n"


def _github(found: Findings) -> str:
    return github(found.placed())


def _sarif(found: Findings) -> str:
    return sarif(found.placed(), found.book is not None)


def _junit(found: Findings) -> str:
    not_run = found.not_run if found.book is not None else {check.code for check in CHECKS}
    return junit(found.placed(), not_run)


FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif, "junit": _junit}
)
