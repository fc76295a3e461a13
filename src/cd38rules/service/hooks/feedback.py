"""What users did with cards, as the health record tells it. It may come several times; the sink keeps it once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ...diagnostics import Diagnostic, Place
from ..problems import Problem
from ..sinks import Feedback

MOST = 1000
OUTCOMES = ("accepted", "overridden")


def read_feedback(body: Mapping[str, Any], service: str) -> tuple[Feedback, ...]:
    """The feedback in a body. Raises Problem with every fault, and no value: a comment may hold anything.

    One item with a fault refuses all of them, and the answer names it: sent again without it, or mended, the others are
    kept once. Half of a list that is kept would have to be told apart from one that is kept.
    """
    listed = body.get("feedback")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        fault = Diagnostic("hooks-feedback", f"must be a list of 1 to {MOST}", (Place("$.feedback"),))
        raise Problem(400, "wrong-call", "The request isn't feedback of CDS Hooks.", (fault,))
    faults: list[Diagnostic] = []
    read = tuple(_Item(item, f"$.feedback[{index}]", faults).read(service) for index, item in enumerate(listed))
    if faults:
        raise Problem(400, "wrong-call", "The request isn't feedback of CDS Hooks.", tuple(faults))
    return read


class _Item:
    def __init__(self, item: object, path: str, faults: list[Diagnostic]) -> None:
        self._path = path
        self._faults = faults
        self._item: Mapping[str, Any] = item if isinstance(item, dict) else {}
        if not isinstance(item, dict):
            self._fault("", "must be an object")

    def read(self, service: str) -> Feedback:
        outcome = self._text(self._item, "outcome")
        if outcome not in OUTCOMES:
            self._fault(".outcome", "must be accepted or overridden")
        at = self._text(self._item, "outcomeTimestamp")
        if not _is_time(at):
            self._fault(".outcomeTimestamp", "must be a time with its offset")
        accepted = self._accepted() if outcome == "accepted" else ()
        reason, comment = self._reason()
        return Feedback(service, self._text(self._item, "card", needed=True), outcome, at, accepted, reason, comment)

    def _accepted(self) -> tuple[str, ...]:
        listed = self._item.get("acceptedSuggestions")
        found = [item.get("id") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        known = [name for name in found if isinstance(name, str) and name]
        if not isinstance(listed, list) or not known or len(known) != len(listed):
            self._fault(".acceptedSuggestions", "must list the ids of the suggestions")
        return tuple(known)

    def _reason(self) -> tuple[tuple[str, str], str]:
        given = _or_empty(self._item.get("overrideReason"))
        if not isinstance(given, dict):
            self._fault(".overrideReason", "must be an object")
            return ("", ""), ""
        reason = _or_empty(given.get("reason"))
        if not isinstance(reason, dict):
            self._fault(".overrideReason.reason", "must be a coding")
            reason = {}
        # Health records send codings without system or display; what there is of them is kept.
        return (self._text(reason, "system"), self._text(reason, "code")), self._text(given, "userComment")

    def _text(self, home: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
        # CDS Hooks has no null; a client that writes one where it has nothing to say means just that.
        value = "" if home.get(name) is None else home[name]
        if not isinstance(value, str) or (needed and not value):
            self._fault(f".{name}", "must be a text")
            return ""
        return value

    def _fault(self, path: str, message: str) -> None:
        self._faults.append(Diagnostic("hooks-feedback", message, (Place(self._path + path),)))


def _or_empty(value: object) -> Any:
    return {} if value is None else value


def _is_time(text: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(text.upper()).tzinfo is not None
    except ValueError:
        return False
