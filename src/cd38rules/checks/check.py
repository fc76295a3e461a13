"""What a check of a rule book is: a code, a severity, and a function whose docstring is its page.

A check looks at one rule at a time, or at the book as a whole. What it finds in a rule can be waived there by `allow`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Place, Severity
from ..rules.book import RuleBook
from ..rules.model import Rule

if TYPE_CHECKING:
    from .whole_book.ask import Asker


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check has found: what, where, what to do, and any other place that it clashes with.

    `profile` is a patient that shows it, as JSON text. `rules` names those that can allow what a check of the whole
    book finds.
    """

    message: str
    place: Place
    hint: str
    also: tuple[Place, ...] = ()
    profile: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A check of one rule in force."""

    code: str
    severity: Severity
    find: Callable[[Rule, RuleBook], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class BookCheck:
    """A check of the book as a whole; it can't be waived."""

    code: str
    severity: Severity
    find: Callable[[RuleBook], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class WholeBookCheck:
    """A check that asks what can be the case for any patient; needs the solver. The rules it names can allow it."""

    code: str
    severity: Severity
    find: Callable[[Asker], Iterator[Found]]


Check = RuleCheck | BookCheck | WholeBookCheck


def page_of(check: Check) -> str:
    """What the check asks for and why, in words."""
    return inspect.getdoc(check.find) or ""


def diagnostic(check: Check, found: Found) -> Diagnostic:
    """What was found, as a value with code, place and hint."""
    places = (found.place, *found.also)
    return Diagnostic(check.code, found.message, places, found.hint, check.severity, found.profile)
