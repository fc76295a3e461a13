"""Faults as values: what is wrong, where, and what to do next.

A message never contains a value of a patient; places in patient data are JSON paths of known fields.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file (line and column count from 1) or in patient data (`path` is a JSON path, line 0)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. `places` holds the place of the fault first, then any other place that it clashes with.

    `profile` is a made-up patient that shows it, as JSON text that `evaluate` accepts; empty where there is none.
    """

    code: str
    message: str
    places: tuple[Place, ...]
    hint: str = ""
    severity: Severity = "error"
    profile: str = ""

    def __str__(self) -> str:
        where = str(self.places[0]) if self.places else "(no place)"
        also = "".join(f"; see also {place}" for place in self.places[1:])
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.code} {self.message}{also}{hint}"

    def with_paths(self, path_of: Callable[[str], str]) -> Diagnostic:
        """The same fault, its files named as `path_of` names them."""
        return replace(self, places=tuple(replace(place, path=path_of(place.path)) for place in self.places))

    def as_json(self) -> dict[str, Any]:
        """The same as plain data, for machine readers."""
        places = [
            {"path": p.path, "line": p.line, "column": p.column} if p.line else {"path": p.path} for p in self.places
        ]
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "places": places,
            "hint": self.hint,
            **({"profile": json.loads(self.profile)} if self.profile else {}),
        }


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, then code, then message: the order of finding never shows."""
    return sorted(diagnostics, key=lambda d: (d.places, d.code, d.message))


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the closest known words; it never repeats the word itself."""
    close = difflib.get_close_matches(word.lower(), sorted(known), n=2, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else otherwise


class Cd38RulesError(Exception):
    """The ancestor of every error that this package raises on purpose."""


class DiagnosedError(Cd38RulesError):
    """An error that carries its diagnostics; its text is one diagnostic a line."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(in_order(diagnostics))
        super().__init__("\n".join(str(d) for d in self.diagnostics))


class RuleBookError(DiagnosedError):
    """The rule book can't be used: every fault of every file, in one go."""


class ProfileError(DiagnosedError, ValueError):
    """The patient data can't be used. Holds codes, JSON paths and hints, never a value."""
