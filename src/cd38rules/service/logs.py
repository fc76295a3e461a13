"""The log: one line of JSON an event, on standard error. Its fields are chosen here, so that no value of a patient
and no token can be in it; of what a library says only its place and its level are passed on."""

from __future__ import annotations

import datetime
import json
import logging
import sys
import traceback
from types import TracebackType
from typing import IO

LOGGER = logging.getLogger("cd38rules.service")
Value = str | int | float | bool | None


def event(name: str, level: int = logging.INFO, **fields: Value) -> None:
    """Logs one event. The caller passes codes, counts, routes and times only."""
    LOGGER.log(level, name, extra={"told": fields})


def defect(error: BaseException, **fields: Value) -> None:
    """Logs an error by its type and the lines of code: its text could hold a value."""
    event("defect", logging.ERROR, error=type(error).__name__, where=where(error.__traceback__), **fields)


def where(found: TracebackType | None) -> str:
    """The innermost lines of code of a traceback: files, lines and functions, no values."""
    frames = traceback.extract_tb(found)[-4:]
    return " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames))


class Lines(logging.Formatter):
    """A record as one line of JSON; each repeats that the service is insecure if it is."""

    def __init__(self, *, insecure: bool) -> None:
        super().__init__()
        self._always: dict[str, Value] = {"insecure": True} if insecure else {}

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Value] = {"time": time, "level": record.levelname.lower(), **self._always}
        if record.name == LOGGER.name:
            fields |= {"event": str(record.msg), **getattr(record, "told", {})}
        else:
            fields |= {"event": "library", "logger": record.name, "line": f"{record.module}:{record.lineno}"}
            if record.exc_info and record.exc_info[0]:
                fields["error"] = record.exc_info[0].__name__
        return json.dumps(fields)


def set_up(*, insecure: bool, stream: IO[str] | None = None) -> None:
    """Sends the log of this process to a stream, standard error by default; replaces whatever was set up before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines(insecure=insecure))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
