"""Where decisions and feedback go. By default nowhere, which the service says.

A sink that stores them is put in when the service is built; the routes know these protocols only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..profile import PatientProfile
from ..report import Report
from ..rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule that was shown, with its version."""

    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer with advice. `id` is the number of its request, which the log has too; `at` is the time in UTC as ISO
    text; `profile`, `book` and `changes` are what the report was made of, for sinks that keep it.

    `cards` maps the id of each card to what it showed; a plain evaluation has none. `input_sha256` is of the body of
    the request. It can be guessed back, so a sink keys it before it keeps it; ids of cards likewise.
    """

    id: str
    at: str
    service: str
    rulebook_sha256: str
    input_sha256: str
    rules: tuple[RuleShown, ...]
    cards: Mapping[str, tuple[RuleShown, ...]]
    profile: PatientProfile
    report: Report
    book: RuleBook
    changes: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a user did with one card. `reason` is (system, code), and empty texts are what wasn't given."""

    service: str
    card: str
    outcome: str
    at: str
    accepted: tuple[str, ...] = ()
    reason: tuple[str, str] = ("", "")
    comment: str = ""


class DecisionSink(Protocol):
    """Takes decisions, in two steps. Whatever it raises is logged by its type, and the answer is given all the same."""

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words for the status page; empty for nothing."""

    def decided(self, decision: Decision) -> Callable[[], None]:
        """Makes ready what is to be kept of one decision, in any thread; that may take as long as deciding took.

        What it returns is called in the loop if and when the answer is given, and must wait for nothing.
        """


class FeedbackSink(Protocol):
    """Takes feedback. If it raises, the client is told to send it again."""

    @property
    def keeps(self) -> str:
        """What it keeps, in a few words for the status page; empty for nothing."""

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """All that one request brought: kept as a whole or not at all, and once however often it is sent.

        Called in a thread that does nothing else; it returns when everything is kept for good.
        """


class KeepsNothing:
    """The sink for both while there is no other: it keeps nothing."""

    keeps = ""

    def decided(self, decision: Decision) -> Callable[[], None]:
        """Keeps nothing."""
        return _nothing

    def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Keeps nothing."""


def _nothing() -> None:
    pass
