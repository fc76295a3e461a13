"""A store of an older version, with rows in it, is migrated when the service starts, and tells and replays the same."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, insert, make_url, text
from sqlalchemy.schema import MetaData, Table

from cd38rules.rules.book import RuleBook
from cd38rules.service.kept.database import _config, open_to_read
from cd38rules.service.kept.feedback_report import feedback_report
from cd38rules.service.kept.masking import masked
from cd38rules.service.kept.replay import replayed
from cd38rules.service.kept.secret import Secret
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.settings import Store

from .postgresql import NEEDS_POSTGRESQL, server
from .test_kept import GIVEN, SHOWN, decision

KEY = "1" * 32
SECRET = Secret(KEY)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=NEEDS_POSTGRESQL)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Where a store may be made: a file, and a database of its own in a server."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            place = {"file": tmp_path / "kept.sqlite"}
            os.close(os.open(tmp_path / "kept.sqlite", os.O_CREAT, 0o600))
        else:
            place = {"url": stack.enter_context(server()).by_socket}
        yield Store.model_validate({**place, "key": KEY, "inputs": True, "comments": True})


def make_first_version(settings: Store, book: RuleBook) -> None:
    """A store as version 0001 left it, written with the tables of that version."""
    url = f"sqlite:///{settings.file}" if settings.file else make_url(settings.url).set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables = MetaData()
        tables.reflect(connection)
        assert "sequence" not in tables.tables["feedback"].columns
        _fill(connection, tables.tables["about"], tables, book)
    engine.dispose()


def _fill(connection: Connection, about: Table, tables: MetaData, book: RuleBook) -> None:
    connection.execute(insert(about).values(name="key", value=SECRET.digest("key")))
    for number in ("n1", "n2"):
        made = decision(book, number)
        kept = masked(made, SECRET)
        row = {"id": number, "at": made.at, "service": "anti-cd38-orders", "rulebook_sha256": book.sha256}
        row |= {"input_digest": SECRET.digest("input", "0" * 64), "changes": False}
        connection.execute(
            insert(tables.tables["decisions"]).values({**row, "profile": kept.profile, "answer": kept.answer})
        )
        shown = {"rule": SHOWN.rule, "version": SHOWN.version}
        connection.execute(insert(tables.tables["decision_rules"]).values({"decision": number, **shown}))
        card = {"card": SECRET.digest("card", f"card-{number}"), "rulebook_sha256": book.sha256, **shown}
        connection.execute(insert(tables.tables["cards"]).values(card))
    # On the first card "before" came before "after", as the clock had it; the digests are in the other order.
    for identity, card, second, outcome, comment in (
        ("b", "card-n1", 1, "overridden", "before"),
        ("a", "card-n1", 2, "overridden", "after"),
        ("c", "card-n2", 3, "overridden", "no"),
        ("d", "card-n2", 4, "accepted", ""),
    ):
        row = {"identity": identity, "received_at": f"2024-03-15T09:00:0{second}.000000+00:00", "outcome": outcome}
        row |= {"service": "anti-cd38-orders", "card": SECRET.digest("card", card), "comment": comment}
        row |= {"at": "2024-03-15T09:00:00.000+00:00", "accepted": 0, "reason_system": "s", "reason_code": "r"}
        connection.execute(insert(tables.tables["feedback"]).values(row))


def test_a_store_of_the_first_version_tells_and_replays_what_it_held(settings: Store, book: RuleBook) -> None:
    make_first_version(settings, book)
    with pytest.raises(OSError, match="the service migrates it when it starts"):
        open_to_read(settings)
    sink = DatabaseSink(settings)
    (rule,) = feedback_report(sink.engine).rules
    assert (rule.decisions, rule.accepted, rule.overridden, rule.comments) == (2, 1, 1, ("after",))
    assert rule.reasons == (("s|r", 1),)
    assert [found.outcome for found in replayed(open_to_read(settings), book)] == ["same", "same"]

    sink.received((replace(GIVEN, card="card-n1", comment="last"),))  # counted on from what was there
    assert feedback_report(sink.engine).rules[0].comments == ("last",)
    with sink.engine.connect() as connection:
        numbers = connection.scalars(text("SELECT sequence FROM feedback ORDER BY received_at")).all()
    assert numbers == [1, 2, 3, 4, 5]
    sink.close()


def test_a_store_of_the_first_version_is_migrated_once_and_keeps_its_key(settings: Store, book: RuleBook) -> None:
    make_first_version(settings, book)
    DatabaseSink(settings).close()
    DatabaseSink(settings).close()
    with pytest.raises(OSError, match="isn't the one that this store was begun with"):
        DatabaseSink(settings.model_copy(update={"key": "2" * 32}))


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, book: RuleBook) -> None:
    settings = Store(file=tmp_path / "kept.sqlite", key=KEY)
    make_first_version(settings, book)
    with sqlite3.connect(tmp_path / "kept.sqlite") as database:
        database.execute("CREATE TABLE counters (name TEXT)")  # in the way
    with pytest.raises(OSError, match="can't be opened or migrated"):
        DatabaseSink(settings)
    with sqlite3.connect(tmp_path / "kept.sqlite") as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert "rulebooks" not in {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
