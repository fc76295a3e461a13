"""What feedback says of a card in the end: the last that came, by number and not by clock."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.service.kept import store as module
from cd38rules.service.kept.feedback_report import feedback_report
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.kept.tables import FEEDBACK

from .test_kept import GIVEN, decision, rows, store

ACCEPTED = replace(GIVEN, outcome="accepted", accepted=("a",), reason=("", ""), comment="")


def told(sink: DatabaseSink) -> tuple[int, int, tuple[str, ...], int]:
    """Accepted and overridden cards and the comments of the one rule, and how much feedback was replaced."""
    report = feedback_report(sink.engine)
    (rule,) = report.rules
    return rule.accepted, rule.overridden, rule.comments, report.replaced


def test_what_comes_again_after_something_else_is_the_last_that_came(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path, comments=True)
    sink.decided(decision(book))
    for comment in ("A", "B", "A"):
        sink.received((replace(GIVEN, comment=comment),))
    assert told(sink) == (0, 1, ("A",), 1)
    sink.received((replace(GIVEN, comment="A"), replace(GIVEN, comment="B"), replace(GIVEN, comment="A")))
    assert told(sink) == (0, 1, ("A",), 1)
    assert len(rows(sink.engine, FEEDBACK)) == 2


def test_a_clock_that_goes_back_does_not_change_what_came_last(
    tmp_path: Path, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Earlier(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return cls(2020, 1, 1, tzinfo=tz)

    sink = store(tmp_path, comments=True)
    sink.decided(decision(book))
    sink.received((replace(GIVEN, comment="before"),))
    monkeypatch.setattr(module, "datetime", SimpleNamespace(datetime=Earlier, UTC=datetime.UTC))
    sink.received((replace(GIVEN, comment="after"),))
    assert told(sink) == (0, 1, ("after",), 1)


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        ((GIVEN, ACCEPTED), (1, 0, (), 1)),
        ((ACCEPTED, GIVEN), (0, 1, ("later",), 1)),
        ((GIVEN, replace(GIVEN, at="2024-03-16T10:00:00Z")), (0, 1, ("later",), 1)),
        ((replace(GIVEN, at="2024-03-16T10:00:00Z"), GIVEN), (0, 1, ("later",), 1)),
        ((GIVEN, replace(GIVEN, service="anti-cd38-patient-view", comment="there")), (0, 1, ("there",), 1)),
    ],
    ids=["accepted last", "overridden last", "another time", "an earlier time", "another service"],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_card_is_in_one_state_that_of_the_feedback_which_came_last(
    tmp_path: Path, book: RuleBook, feedback: tuple[Any, ...], expected: tuple[Any, ...], at_once: bool
) -> None:
    sink = store(tmp_path, comments=True)
    sink.decided(decision(book))
    for part in (feedback,) if at_once else ((item,) for item in feedback):
        sink.received(part)
    assert told(sink) == expected


def test_feedback_that_comes_before_its_decision_is_written_is_tied_to_the_rules_later(
    tmp_path: Path, book: RuleBook
) -> None:
    sink = store(tmp_path)
    prepared = sink.prepared(decision(book))
    assert prepared is not None
    sink.received((GIVEN,))
    before = feedback_report(sink.engine)
    assert (before.rules, before.unknown_cards) == ((), 1)
    sink.write([prepared])
    after = feedback_report(sink.engine)
    assert [(rule.rule, rule.overridden) for rule in after.rules] == [("transfusion-lab-notify", 1)]
    assert after.unknown_cards == 0
