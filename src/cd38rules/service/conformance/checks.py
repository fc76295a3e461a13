"""What every group of checks uses: how a check is told, and what discovery has shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..hooks.offered import offered
from .faults import OWN, Fault
from .made_up import KNOWN_HOOKS, MadeUp, made_up
from .target import ROOT, Target

_ID = re.compile(r"[^\s/?#]+")
OTHER_STATUSES = tuple(range(400, 500))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check: what was checked, by which rule, what isn't right. `skipped` says why it was not checked."""

    check: str
    rule: str
    faults: tuple[Fault, ...] = ()
    skipped: str = ""

    @property
    def state(self) -> str:
        """ok, FAILED or skipped."""
        return "skipped" if self.skipped else "FAILED" if self.faults else "ok"


@dataclass(frozen=True, slots=True)
class Service:
    """A service that discovery offers for a hook, with its prefetch templates."""

    id: str
    hook: str
    templates: Mapping[str, str]

    @property
    def path(self) -> str:
        """Where it is called."""
        return f"{ROOT}/{self.id}"

    @property
    def name(self) -> str:
        """It in a check's name."""
        return f"{self.hook} of {self.id}"


@dataclass
class Checks:
    """The checks of one service under test."""

    target: Target
    services: Sequence[Service]
    people: Sequence[MadeUp]

    def told(self, check: str, rule: str, found: Iterable[Fault]) -> Outcome:
        """A check with its faults. Of another service only what the specification asks for counts."""
        kept = sorted({fault for fault in found if self.target.is_ours or fault.rule != OWN})
        return Outcome(check, rule, tuple(kept))

    def person(self, name: str) -> MadeUp:
        """A made-up patient by name."""
        return next(person for person in self.people if person.name == name)

    def statuses(self, own: int) -> tuple[int, ...]:
        """The status of this project's contract; of another service any that tells the caller that it is at fault."""
        return (own,) if self.target.is_ours else OTHER_STATUSES


def services_in(discovery: Any) -> Iterator[Service]:
    """The services of a discovery that are well enough formed to be called, for hooks that are known here."""
    listed = discovery.get("services") if isinstance(discovery, dict) else None
    for item in listed if isinstance(listed, list) else ():
        if not isinstance(item, dict) or item.get("hook") not in KNOWN_HOOKS:
            continue
        if isinstance(item.get("id"), str) and _ID.fullmatch(item["id"]):
            prefetch = item.get("prefetch")
            templates = prefetch.items() if isinstance(prefetch, dict) else ()
            yield Service(item["id"], item["hook"], {key: text for key, text in templates if isinstance(text, str)})


def are_ours(services: Sequence[Service]) -> bool:
    """Whether they are those of this project."""
    return any(service.id in offered() for service in services)


def checks_of(target: Target, services: Sequence[Service], today: date) -> Checks:
    """The checks for a service that has been discovered."""
    return Checks(target, services, made_up(today))
