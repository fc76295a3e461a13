"""What the commands share that read what the service has kept."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine


class NoStoreError(Exception):
    """The call names no store that can be read: why, in words."""


def add_store_options(command: argparse.ArgumentParser) -> None:
    """The options that name a store."""
    command.add_argument("--store", metavar="FILE", type=Path, help="the SQLite file that the service keeps")
    command.add_argument(
        "--settings", metavar="FILE.yaml", type=Path, help="the settings of the service, in place of --store"
    )


def store_of(options: argparse.Namespace) -> Engine:
    """The database of the call, for reading. Raises NoStoreError for a wrong call, OSError if it can't be read."""
    missing = [name for name in ("sqlalchemy", "alembic") if find_spec(name) is None]
    if missing:
        raise NoStoreError(f"cd38rules: this needs {' and '.join(missing)}: install cd38rules[service]")
    from ..service.kept.database import open_to_read
    from ..service.settings import SettingsError, read_store

    try:
        settings = read_store(options.settings, file=options.store)
    except SettingsError as error:
        raise NoStoreError(str(error)) from None
    if not settings.is_there:
        raise NoStoreError("cd38rules: name the store: --store, or --settings with a store in them")
    return open_to_read(settings)
