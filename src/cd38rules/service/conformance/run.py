"""The whole self-test of one service: discovery, and then each group of checks on what it offers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from .calls import call_checks
from .checks import Checks, Outcome, are_ours, checks_of, services_in
from .cors import cors_checks
from .discovery import discovery_checks
from .doors import door_checks
from .errors import error_checks, feedback_checks
from .faults import DISCOVERY, Fault
from .rows import row_checks
from .target import ROOT, Target

GROUPS = ("cards", "prefetch", "errors", "feedback", "cors", "tokens")
MOST_LINES = 5  # of one check; the rest is counted


class UnreachableError(OSError):
    """Nothing answers at the address of the service."""


@dataclass(frozen=True)
class Result:
    """All checks of one service. `is_ours`: it is held against this project's own contract too."""

    outcomes: tuple[Outcome, ...]
    is_ours: bool

    def count(self, state: str) -> int:
        """How many checks are ok, FAILED or skipped."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def is_good(self) -> bool:
        """Whether no check failed."""
        return self.count("FAILED") == 0

    def as_json(self) -> dict[str, object]:
        """It as JSON."""
        checks = [
            {
                "check": outcome.check,
                "state": outcome.state,
                "rule": outcome.rule,
                **({"faults": [fault.as_json() for fault in outcome.faults]} if outcome.faults else {}),
                **({"skipped": outcome.skipped} if outcome.skipped else {}),
            }
            for outcome in self.outcomes
        ]
        counts = {state: self.count(state) for state in ("ok", "FAILED", "skipped")}
        return {"service": "cd38rules" if self.is_ours else "another", "counts": counts, "checks": checks}

    def lines(self) -> Iterator[str]:
        """It as text: a line a check that is ok or was skipped, a line a fault otherwise, and the counts."""
        for outcome in self.outcomes:
            if outcome.state != "FAILED":
                why = f": {outcome.skipped}" if outcome.skipped else ""
                yield f"{outcome.state:7} {outcome.check}{why} [{outcome.rule}]"
            for fault in outcome.faults[:MOST_LINES]:
                yield f"FAILED  {outcome.check}: {fault.place} {fault.message} [{fault.rule}]"
            if (more := len(outcome.faults) - MOST_LINES) > 0:
                yield f"FAILED  {outcome.check}: {more} more"
        kind = "cd38rules" if self.is_ours else "another service, held against the specification only"
        counted = f"{self.count('ok')} checks ok, {self.count('FAILED')} failed, {self.count('skipped')} skipped"
        yield f"{counted} ({kind})"


async def self_test(
    target: Target, *, send_feedback: bool = True, groups: Collection[str] = GROUPS, day: date | None = None
) -> Result:
    """Tests a service; discovery always, and the groups of checks that are named. `day` is that of the made-up records,
    today by default. Raises UnreachableError if nothing answers to discovery.
    """
    answer = await target.get(ROOT)
    if answer.broken:
        raise UnreachableError(0, f"nothing answers at the address of the service: {answer.broken}")
    services = tuple(services_in(answer.json))
    target.is_ours = are_ours(services)
    checks = checks_of(target, services, day or date.today())
    found = list(discovery_checks(checks, answer))
    if not services:
        message = "has no service for patient-view, order-select or order-sign that could be called"
        found.append(Outcome("discovery: a service to call", DISCOVERY, (Fault("$.services", message, DISCOVERY),)))
        return Result(tuple(found), target.is_ours)
    for group in GROUPS:
        if group in groups:
            found += [outcome async for outcome in _group(checks, group, send_feedback=send_feedback)]
    return Result(tuple(found), target.is_ours)


def _group(checks: Checks, group: str, *, send_feedback: bool) -> AsyncIterator[Outcome]:
    match group:
        case "cards":
            return call_checks(checks)
        case "prefetch":
            return row_checks(checks)
        case "errors":
            return error_checks(checks)
        case "feedback":
            return feedback_checks(checks, send=send_feedback)
        case "cors":
            return cors_checks(checks)
        case _:
            return door_checks(checks)
