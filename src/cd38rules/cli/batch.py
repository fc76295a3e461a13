"""cd38rules batch: a list of profiles, one JSON object a line, to a list of reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .exits import Exit, undone_when_terminated
from .inputs import add_rulebook_option

if TYPE_CHECKING:
    from collections.abc import Callable


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "batch",
        help="evaluate a list of patients",
        description="Evaluates a list of profiles (NDJSON). Writes reports.ndjson, quarantine.ndjson and summary.json; "
        "a bad line never stops the rest.",
    )
    command.add_argument("patients", metavar="PATIENTS.ndjson", help="one profile a line; - reads standard input")
    command.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where the results go; made if absent")
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes; the result is the same")
    most = "quarantined lines that still count as success"
    command.add_argument("--max-errors", type=_count, default=0, metavar="N", help=most)
    command.add_argument("--quiet", action="store_true", help="no progress, no summary")
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the list.

    Exits with 2 if the source is one of its outputs, with 4 if more lines were quarantined than allowed, with 5 if an
    engine failed, with 143 after SIGTERM; as after Ctrl-C the folder then holds what it held before.
    """
    from ..batch import run_batch
    from ..rules.locate import shipped_rulebook

    rules = Path(options.rules) if options.rules else shipped_rulebook()
    show, close = _progress(options.quiet)
    try:
        source = sys.stdin.buffer if options.patients == "-" else Path(options.patients)
        with undone_when_terminated():
            summary = run_batch(source, Path(options.output), rules, jobs=options.jobs, progress=show)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        print("cd38rules: the run would replace the list itself: name another folder", file=sys.stderr)
        return Exit.WRONG_CALL
    finally:
        close()
    if not options.quiet:
        print(summary.in_words(), file=sys.stderr)
    if summary.engine_failures:
        return Exit.ENGINE_FAILURE
    return Exit.PATIENT_DATA_INVALID if summary.quarantined > options.max_errors else Exit.DONE


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _progress(quiet: bool) -> tuple[Callable[[int, int, int | None], None] | None, Callable[[], None]]:
    """A bar on standard error if that is a terminal; nothing otherwise."""
    if quiet or not sys.stderr.isatty():
        return None, lambda: None
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.fields[lines]} patients"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    task = bar.add_task("", total=None, lines=0)

    def show(lines: int, done: int, total: int | None) -> None:
        bar.update(task, completed=done, total=total, lines=lines)

    return show, bar.stop
