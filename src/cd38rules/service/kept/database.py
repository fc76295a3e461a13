"""Opens a database: SQLite in a file, or PostgreSQL; migrates it, and checks that the key is the one of this store."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from ..settings import Store
from .guard import refuse_foreign, refuse_readable
from .secret import Secret, private_text, secret_in
from .tables import ABOUT

MIGRATION_LOCK = 3801  # of migrations in PostgreSQL: two processes that start together make the tables once
_START_SECONDS = 60
_KEY = "key"
UNREADABLE = "\ufffd"  # stands in what is read for bytes that are no text
# Whether the other end is still there is asked after ten seconds of silence, and known five seconds later.
_LIVELY: dict[str, str | int] = {"keepalives_idle": 10, "keepalives_interval": 2, "keepalives_count": 3}
# What libpq says of a server that can't be used, by parts of its texts. These hold addresses, and are never told.
_SAID = (
    ("password authentication failed", "the database refuses the user or the password"),
    ("no password supplied", "the database asks for a password: set store.password_file"),
    ("no pg_hba.conf entry", "the database doesn't let this user in from here (pg_hba.conf)"),
    ("does not exist", "the database or its user isn't there"),
    ("could not translate host name", "the host of the database isn't known"),
    ("failed to resolve host", "the host of the database isn't known"),
    ("connection refused", "nothing answers at the address of the database"),
    ("timeout", "the database didn't answer in time"),
)


def open_to_write(settings: Store) -> tuple[Engine, Secret]:
    """The database with its tables, made or migrated where needed, and the secret. Raises OSError."""
    if settings.file is not None:
        # Made here, for SQLite would make it readable for others; its side files take over the mode.
        os.close(os.open(settings.file, os.O_RDWR | os.O_CREAT, 0o600))
        refuse_readable(settings)
    _refuse_foreign(settings)
    # Of a store that has begun the key was lost: another one fits nothing, and would only look like the right one.
    secret = secret_of(settings, may_make=settings.file is not None and settings.file.stat().st_size == 0)
    engine = _engine(settings, "BEGIN IMMEDIATE")
    with _in_words("the store can't be opened or migrated"), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            if connection.scalar(text("SHOW server_encoding")) != "UTF8":  # a comment may not fit, and come for ever
                raise OSError(errno.EINVAL, "the database isn't in UTF-8: make one with ENCODING 'UTF8'")
            # Whoever comes second waits for the migration of the first, however short a busy table may be waited for.
            connection.execute(text(f"SET LOCAL lock_timeout = '{_START_SECONDS}s'"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if _check(connection) is None:
            connection.execute(insert(ABOUT).values(name=_KEY, value=secret.digest(_KEY)))
        _refuse_another(connection, secret)
    return engine, secret


def open_to_read(settings: Store) -> Engine:
    """The database, which is only read. Raises OSError if it isn't there or isn't a store of this version."""
    if settings.file is not None and not settings.file.is_file():
        raise OSError(errno.ENOENT, "there is no such store")
    engine = _engine(settings, "BEGIN")
    with _in_words("the store can't be read"), engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != ScriptDirectory.from_config(_config()).get_current_head():
        raise OSError(errno.EINVAL, "this isn't a store of this version; the service migrates it when it starts")
    return engine


def secret_of(settings: Store, *, may_make: bool) -> Secret:
    """The secret that the settings name; beside the file if they name none. Raises OSError."""
    if settings.key:
        return Secret(settings.key)
    path = settings.key_path
    if path is None:
        raise OSError(errno.EINVAL, "a store needs key or key_file")
    return secret_in(path, may_make=may_make)


def _engine(settings: Store, begin: str) -> Engine:
    wait = settings.wait_seconds
    if settings.file is None:
        with _in_words("the url of the store can't be used"):
            url = make_url(settings.url).set(drivername="postgresql+psycopg")
        if settings.password_file is not None:
            url = url.set(password=private_text(settings.password_file, "the file with the database's password"))
        arguments: dict[str, str | int] = {
            "connect_timeout": max(2, round(wait)),
            "client_encoding": "utf8",  # psycopg gives bytes in place of text where the server's is SQL_ASCII
            "tcp_user_timeout": round(2000 * wait),
            **_LIVELY,
        }
        if begin != "BEGIN":  # a report may take longer than a row
            limits = {"lock_timeout": round(wait * 1000), "statement_timeout": round(wait * 2000)}
            arguments["options"] = " ".join(f"-c {name}={value}" for name, value in limits.items())
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments)
    url = URL.create("sqlite", database=str(settings.file))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        if isinstance(connection, SqliteConnection):
            # The driver would begin late and end early; transactions are begun below instead.
            connection.isolation_level = None
            # What is damaged is read as it is, and told by whoever reads it.
            connection.text_factory = _text_of
            if begin != "BEGIN":
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _refuse_foreign(settings: Store) -> None:
    # Opened as if to be read: opening to write would already change the file.
    engine = _engine(settings, "BEGIN")
    revisions = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    with _in_words("the store can't be opened"), engine.connect() as connection:
        refuse_foreign(connection, revisions)
    engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", f"{__package__}:migrations")
    return config


def _check(connection: Connection) -> str | None:
    return connection.scalar(select(ABOUT.c.value).where(ABOUT.c.name == _KEY))


def _refuse_another(connection: Connection, secret: Secret) -> None:
    if _check(connection) != secret.digest(_KEY):
        raise OSError(errno.EINVAL, "the key isn't the one that this store was begun with")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading. Raises OSError if the database can't be read inside, and lets other errors pass."""
    with engine.connect() as connection:
        try:
            yield connection
        except SQLAlchemyError as error:
            raise OSError(errno.EIO, f"the store can't be read: {type(error).__name__}") from None


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, CommandError, ValueError) as error:  # a text of theirs may hold an address
        raise OSError(errno.EIO, f"{what}: {_why(error)}") from None


def _why(error: Exception) -> str:
    """In words of ours, or the type of the error where we have none."""
    told = str(error).casefold() if isinstance(error, OperationalError) else ""
    return next((words for part, words in _SAID if part in told), type(error).__name__)
