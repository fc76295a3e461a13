"""Refuses what a store must not be: a file that others can read, and the database of another program."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterable

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from ..settings import Store


def refuse_readable(settings: Store) -> None:
    """Raises OSError if others can read the file of a store that is to hold what may tell of people.

    SQLite gives the files beside it the mode that the file has when it makes them.
    """
    if settings.file is None or not (settings.inputs or settings.comments):
        return
    for path in (settings.file, *(settings.file.with_name(settings.file.name + end) for end in ("-wal", "-shm"))):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            what = "$.store.file: others can read it or a file beside it (-wal, -shm), and with inputs or comments it "
            raise OSError(errno.EACCES, what + "tells of people; make them readable for their owner only (chmod 600)")


def refuse_foreign(connection: Connection, known: Iterable[str]) -> None:
    """Raises OSError if there are tables that aren't those of a store; `known` are the revisions of ours."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return
    found = MigrationContext.configure(connection).get_current_revision() if "alembic_version" in names else None
    if not {"about", "decisions", "feedback"} <= names or found is None:
        what = "$.store: the database has tables of something else; name a file or a database of its own"
        raise OSError(errno.EINVAL, what)
    if found not in known:
        what = "$.store: the store is of a later version of this program; use that version, or another store"
        raise OSError(errno.EINVAL, what)
