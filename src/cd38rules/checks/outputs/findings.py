"""All findings of one run, and the choice of a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ...diagnostics import Diagnostic
from ...rules.book import RuleBook
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

    def path_of(self, path: str) -> str:
        """A file of the book as seen from the current folder, as code hosts want it; else with the folder as given."""
        if path == str(self.folder) or PurePosixPath(path).is_absolute():
            return Path(path).as_posix()
        whole = self.folder.resolve() / path
        here = Path.cwd()
        return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else (self.folder / path).as_posix()


def rendered(found: Findings, form: str) -> str:
    """The findings in one of `FORMATS`."""
    return FORMATS[form](found)


def _text(found: Findings) -> str:
    lines = []
    for fault in found.faults:
        lines.append(str(fault))
        lines += [f"    shown by {fault.profile}"] if fault.profile else []
    book = found.book
    if book is not None:
        counts = f"{len(book.rules)} rules, {len(book.concepts)} concepts, {len(book.catalogue)} evidence entries"
        lines.append(f"{counts}: {len(found.faults)} findings")
    return "".join(f"{line}\n" for line in lines)


def _json(found: Findings) -> str:
    return json.dumps([fault.as_json() for fault in found.faults], indent=2, ensure_ascii=False) + "\n"


def _github(found: Findings) -> str:
    return github(found.faults, found.path_of)


def _sarif(found: Findings) -> str:
    return sarif(found.faults, found.path_of, found.book is not None)


def _junit(found: Findings) -> str:
    not_run = found.not_run if found.book is not None else {check.code for check in CHECKS}
    return junit(found.faults, found.path_of, not_run)


FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif, "junit": _junit}
)
