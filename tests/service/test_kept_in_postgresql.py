"""The store in a real PostgreSQL: the same promises as in SQLite, where the database could break them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from cd38rules.rules.book import RuleBook
from cd38rules.self_test import load_rulebook
from cd38rules.service.kept.database import MIGRATION_LOCK, open_to_read
from cd38rules.service.kept.feedback_report import feedback_report
from cd38rules.service.kept.replay import replayed
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.kept.tables import DECISIONS, FEEDBACK, METADATA
from cd38rules.service.problems import Problem
from cd38rules.service.settings import Store
from cd38rules.service.sinks import RuleShown

from .postgresql import NEEDS_POSTGRESQL, Server, free_port, server
from .running import running
from .test_kept import GIVEN, SHOWN, decision, rows

pytestmark = NEEDS_POSTGRESQL


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The shipped book."""
    return load_rulebook()


@pytest.fixture(scope="module")
def database() -> Iterator[Server]:
    """A server for this module."""
    with server() as started:
        yield started


@pytest.fixture
def settings(database: Server) -> Iterator[Store]:
    """A store of which there is nothing yet; nothing is left of it."""
    found = Store(url=database.by_socket, key="1" * 32, inputs=True, comments=True, wait_seconds=5)
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


def private_file(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_password_is_read_from_a_file_and_a_wrong_one_is_told_without_it(
    database: Server, settings: Store, tmp_path: Path
) -> None:
    password = private_file(tmp_path / "password", database.password + "\n")
    by_tcp = settings.model_copy(update={"url": database.by_tcp, "password_file": password})
    sink = DatabaseSink(by_tcp)
    sink.received((GIVEN,))
    sink.close()
    assert len(rows(open_to_read(by_tcp), FEEDBACK)) == 1

    private_file(password, "Zaphod-4711")
    with pytest.raises(OSError, match="refuses the user or the password") as refused:
        DatabaseSink(by_tcp)
    assert not {"Zaphod-4711", "127.0.0.1"} & set(str(refused.value).split())
    with pytest.raises(OSError, match=r"set store\.password_file"):
        DatabaseSink(by_tcp.model_copy(update={"password_file": None}))


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_is_not_in_utf_8_is_refused_in_words(settings: Store, database: Server, encoding: str) -> None:
    sink = DatabaseSink(settings)
    with sink.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        made = f"CREATE DATABASE {encoding} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        connection.execute(text(made))
    other = database.by_socket.replace("/postgres?", f"/{encoding.lower()}?")
    with pytest.raises(OSError, match=r"isn't in UTF-8: make one with ENCODING 'UTF8'"):
        DatabaseSink(settings.model_copy(update={"url": other}))
    sink.close()


def test_a_database_where_nothing_answers_is_told_in_words() -> None:
    with pytest.raises(OSError, match="nothing answers at the address of the database"):
        DatabaseSink(Store(url=f"postgresql://a@127.0.0.1:{free_port()}/a", key="1" * 32))


def test_a_second_start_waits_for_a_migration_longer_than_for_a_busy_table(settings: Store) -> None:
    hasty = settings.model_copy(update={"wait_seconds": 0.2})
    first = DatabaseSink(settings)
    with ThreadPoolExecutor(1) as threads:
        with first.engine.begin() as migrating:
            migrating.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            second = threads.submit(DatabaseSink, hasty)
            with pytest.raises(TimeoutError):
                second.result(1)
        second.result(30).close()
    first.close()


def test_two_services_that_start_at_once_on_an_empty_database_both_get_ready(settings: Store, tmp_path: Path) -> None:
    key = private_file(tmp_path / "key", settings.key)
    store = {"CD38RULES_SERVE_STORE__URL": settings.url, "CD38RULES_SERVE_STORE__KEY_FILE": str(key)}
    with (
        running(tmp_path, "--insecure", wait=False, **store) as one,
        running(tmp_path, "--insecure", wait=False, **store) as two,
    ):
        for service in (one, two):
            service.wait_for("rulebook-in-service")
            assert service.http.get("/status").json()["feedback_kept"] == "digests and rules"
    with open_to_read(settings).connect() as connection:
        assert connection.scalars(text("SELECT count(*) FROM alembic_version")).all() == [1]
