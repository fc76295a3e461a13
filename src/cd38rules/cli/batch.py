"""cd38rules batch: a list of profiles, or tables and a mapping, to a list of reports."""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from .exits import Exit, undone_when_terminated
from .inputs import add_rulebook_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..mapping import Source


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "batch",
        help="evaluate a list of patients",
        description="Evaluates a list of profiles (NDJSON), or tables that a mapping turns into profiles. Writes "
        "reports.ndjson, quarantine.ndjson and summary.json; a bad line never stops the rest.",
    )
    what = "one profile a line, or a table; TABLE=FILE for several; - reads standard input"
    command.add_argument("patients", nargs="+", metavar="PATIENTS", help=what)
    named = "a mapping file, or flat, commpass-gdc, omop-cdm-5.4, sql-on-fhir; tables without one are flat"
    command.add_argument("--mapping", metavar="MAPPING", help=named)
    forms = ("csv", "tsv", "ndjson", "parquet", "arrow", "excel")
    command.add_argument("--input-format", choices=forms, help="of the main table; default: by the file's name")
    command.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="day of assessment of rows without one"
    )
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
    from ..mapping import MappingError, TableError
    from ..rules.locate import shipped_rulebook

    rules = Path(options.rules) if options.rules else shipped_rulebook()
    show, close = _progress(options.quiet)
    try:
        with undone_when_terminated(), _source(options) as source:
            summary = run_batch(source, Path(options.output), rules, jobs=options.jobs, progress=show)
    except MappingError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    except TableError as error:
        print(error, file=sys.stderr)
        return Exit.INPUT_OUTPUT_FAILED
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
    return Exit.PATIENT_DATA_INVALID if summary.refused > options.max_errors else Exit.DONE


@contextmanager
def _source(options: argparse.Namespace) -> Iterator[Path | BinaryIO | Source]:
    """Lines of profiles as they are; anything else by its mapping."""
    from ..mapping import load_mapping, open_source

    first, *more = options.patients
    plain = Path(first).suffix in ("", ".ndjson", ".jsonl", ".json") and options.input_format in (None, "ndjson")
    if not more and "=" not in first and plain and not options.mapping and not options.as_of:
        yield sys.stdin.buffer if first == "-" else Path(first)
        return
    mapping = load_mapping(options.mapping) if options.mapping else None
    with open_source(
        _paths(options.patients), mapping, as_of=options.as_of, file_format=options.input_format
    ) as source:
        yield source


def _paths(given: list[str]) -> dict[str, Path] | Path | Literal["-"]:
    if len(given) == 1 and "=" not in given[0]:
        return "-" if given[0] == "-" else Path(given[0])
    pairs = [item.partition("=") for item in given]
    return {table if path else "": Path(path or table) for table, _, path in pairs}


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
