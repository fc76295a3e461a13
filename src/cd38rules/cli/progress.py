"""How far a run is, on standard error: a bar on a terminal, a JSON object a line for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress

PROGRESS = ("auto", "bar", "json", "none")

Show = Callable[[int, int, int | None], None]


def progress_of(form: str) -> tuple[Show | None, Callable[[], None]]:
    """What is called with lines done, how far the list was read and its size, and what is called at the end."""
    if form == "auto":
        form = "bar" if sys.stderr.isatty() else "json"
    if form == "bar":
        return _bar()
    return (_json_line if form == "json" else None), lambda: None


def _json_line(lines: int, done: int, total: int | None) -> None:
    """`done` and `total` are bytes of the list, or rows of it where it isn't text; null where nobody knows."""
    told = {"progress": {"lines": lines, "done": done, "total": total}}
    with suppress(OSError):  # whoever read it has gone; the run goes on
        print(json.dumps(told, separators=(",", ":")), file=sys.stderr, flush=True)


def _bar() -> tuple[Show, Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.fields[lines]} rows"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    task = bar.add_task("", total=None, lines=0)

    def show(lines: int, done: int, total: int | None) -> None:
        bar.update(task, completed=done, total=total, lines=lines)

    return show, bar.stop
