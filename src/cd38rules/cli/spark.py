"""cd38rules spark: a list of profiles to a table of verdicts, decided by Spark on this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .exits import Exit, undone_when_terminated
from .inputs import add_rulebook_option, tested_rulebook


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "spark",
        help="decide a list by Spark, in local mode",
        description="Decides a list of profiles by Spark on this machine and writes a table of verdicts as Parquet. "
        "Needs the extra `spark` and Java 17. For clusters and notebooks see docs/spark.md.",
    )
    what = "Parquet in the profile's own shape (a file, or a folder of parts), or NDJSON with a profile a line"
    command.add_argument("patients", metavar="PATIENTS", type=Path, help=what)
    command.add_argument("-o", "--output", required=True, metavar="FOLDER", type=Path, help="must not be there yet")
    command.add_argument("--master", default="local[*]", help="local, local[N] or local[*]: how many workers")
    keyed = "the column that identifies a row of Parquet; default: the number of the row, or of the line"
    command.add_argument("--key", metavar="COLUMN", help=keyed)
    most = "refused patients that still count as success"
    command.add_argument("--max-errors", type=_count, default=0, metavar="N", help=most)
    command.add_argument("--quiet", action="store_true", help="no summary")
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Runs the list. Exits with 2 for a wrong call, with 4 if more rows were refused than allowed."""
    from ..spark.errors import FrameError
    from ..spark.files import evaluate_file
    from ..spark.session import check_installation

    check_installation()
    try:
        with undone_when_terminated():
            book = tested_rulebook(options)
            done = evaluate_file(options.patients, options.output, book, master=options.master, key=options.key)
    except FrameError as error:
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.WRONG_CALL
    if not options.quiet:
        print(done.in_words(), file=sys.stderr)
    return Exit.PATIENT_DATA_INVALID if done.refused > options.max_errors else Exit.DONE


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number
