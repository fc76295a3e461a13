"""The store in a real PostgreSQL: the same promises as in SQLite, where the database could break them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from cd38rules.rules.book import RuleBook
from cd38rules.self_test import load_rulebook
from cd38rules.service.kept.database import open_to_read
from cd38rules.service.kept.feedback_report import feedback_report
from cd38rules.service.kept.replay import replayed
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.kept.tables import DECISIONS, FEEDBACK, METADATA
from cd38rules.service.problems import Problem
from cd38rules.service.settings import Store
from cd38rules.service.sinks import RuleShown

from .postgresql import CAN_RUN, server
from .test_kept import GIVEN, SHOWN, decision, rows

pytestmark = pytest.mark.skipif(
    not CAN_RUN and "CD38RULES_REQUIRE_POSTGRESQL" not in os.environ,
    reason="no PostgreSQL server here (apt install postgresql); CD38RULES_REQUIRE_POSTGRESQL=1 makes it fail",
)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The shipped book."""
    return load_rulebook()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server for this module."""
    with server() as started:
        yield started


@pytest.fixture
def settings(address: str) -> Iterator[Store]:
    """A store of which there is nothing yet; nothing is left of it."""
    found = Store(url=address, key="1" * 32, inputs=True, comments=True, wait_seconds=5)
    yield found
    sink = DatabaseSink(found)
    METADATA.drop_all(sink.engine)
    with sink.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    sink.close()


def test_services_that_start_together_make_the_tables_once(settings: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        for opened in [threads.submit(DatabaseSink, settings) for _ in range(4)]:
            sink = opened.result()
            sink.received((GIVEN,))
            sink.close()
    assert len(rows(open_to_read(settings), FEEDBACK)) == 1


def test_writers_side_by_side_keep_feedback_and_cards_once_each(settings: Store, book: RuleBook) -> None:
    sink = DatabaseSink(settings)
    items = tuple(replace(GIVEN, card=f"card-{number}") for number in range(20))
    shown = [(card, (SHOWN, RuleShown("copd-dara-fev1-lt50", "1"))) for card in (item.card for item in items)]
    made = decision(book)
    with ThreadPoolExecutor(8) as threads:
        waiting = [threads.submit(sink.received, items[::step]) for step in (1, -1) * 10]
        waiting += [
            threads.submit(sink.decided, replace(made, id=f"{step}-{number}", cards=dict(shown[::step])))
            for step in (1, -1)
            for number in range(10)
        ]
        for done in waiting:
            done.result()
    assert (len(rows(sink.engine, FEEDBACK)), len(rows(sink.engine, DECISIONS))) == (20, 20)
    report = feedback_report(sink.engine)
    assert report.unknown_cards == 0
    assert [(rule.overridden, rule.comments) for rule in report.rules] == [(20, ("later",) * 20)] * 2
    sink.close()


def test_a_decision_is_replayed_byte_for_byte_and_nothing_names_the_patient(settings: Store, book: RuleBook) -> None:
    sink = DatabaseSink(settings)
    sink.decided(decision(book))
    assert [found.outcome for found in replayed(open_to_read(settings), book)] == ["same"]
    assert "Zaphod" not in str(rows(sink.engine, DECISIONS))
    sink.close()


def test_a_comment_that_postgresql_refuses_is_kept_without_what_it_refuses(settings: Store) -> None:
    sink = DatabaseSink(settings)
    sink.received((replace(GIVEN, comment="a\0b\ud800c"),))
    assert [row["comment"] for row in rows(sink.engine, FEEDBACK)] == ["a�b?c"]
    sink.close()


def test_a_connection_that_the_server_has_cut_is_opened_anew(settings: Store) -> None:
    sink = DatabaseSink(settings)
    other = DatabaseSink(settings)
    with other.engine.begin() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state <> ''")
        )
    sink.received((GIVEN,))
    assert len(rows(sink.engine, FEEDBACK)) == 1
    sink.close()
    other.close()


def test_a_table_that_is_locked_is_waited_for_and_no_longer_than_the_settings_say(settings: Store) -> None:
    sink = DatabaseSink(settings)
    hasty = DatabaseSink(settings.model_copy(update={"wait_seconds": 0.2}))
    with sink.engine.begin() as connection:
        connection.execute(text("LOCK TABLE feedback IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(Problem, match=r"not-kept|kept"):
            hasty.received((GIVEN,))
    hasty.received((GIVEN,))
    hasty.close()
    sink.close()


def test_a_server_that_is_not_there_is_refused_without_its_address(tmp_path: Path) -> None:
    settings = Store(url=f"postgresql://somebody:secret@/kept?host={tmp_path}", key="1" * 32)
    with pytest.raises(OSError, match="can't be opened") as refused:
        DatabaseSink(settings)
    assert "secret" not in str(refused.value)
    with pytest.raises(OSError, match="can't be read"):
        open_to_read(settings).connect().execute(select(FEEDBACK))
