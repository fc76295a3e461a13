"""cd38rules batch: a list of patients to their verdicts."""

from __future__ import annotations

import argparse
import re
import signal
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .exits import Exit, undone_when_terminated
from .fhir_inputs import add_codes_options, code_book
from .inputs import add_rulebook_option, tested_rulebook, write
from .paged import write_page
from .progress import PROGRESS, progress_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..batch import BatchSummary
    from ..mapping import Source

INSTALL = "lists need polars and pyarrow: pip install 'cd38rules[lists]'"
_NAMED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.+)", re.DOTALL)
"""TABLE=FILE. A path may hold "=", too, as those of lakehouses do: behind a slash it names no table."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "batch",
        help="evaluate a list of patients",
        description="Evaluates a list of profiles (NDJSON), or tables that a mapping turns into profiles. Writes the "
        "verdicts, quarantine.ndjson, summary.json, summary.html and manifest.json; a bad row never stops the rest. "
        "`cd38rules batch diff RUN1 RUN2` compares two runs; a list that is called diff is given as ./diff.",
    )
    what = "one profile a line, or a table; TABLE=FILE for several; - reads standard input"
    command.add_argument("patients", nargs="+", metavar="PATIENTS", help=what)
    command.add_argument("-o", "--output", metavar="FOLDER", help="where the results go; made if absent")
    _add_reading(command)
    _add_writing(command)
    dry = "read and decide the list, write nothing: its columns, missing fields, rows that would be refused"
    command.add_argument("--dry-run", nargs="?", choices=("text", "json"), const="text", metavar="text|json", help=dry)
    words = "with --dry-run: also the words that the mapping doesn't know, which may be patient data"
    command.add_argument("--show-values", action="store_true", help=words)
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes; the result is the same")
    command.add_argument("--at-once", type=_positive, metavar="N", help="rows that are decided together")
    again = "share of patients decided again by both other engines; any difference fails the run (default: 0.005)"
    command.add_argument("--check-share", type=_share, default=None, metavar="0..1", help=again)
    command.add_argument("--resume", action="store_true", help="go on with the run that was stopped in the folder")
    most = "quarantined rows that still count as success"
    command.add_argument("--max-errors", type=_count, default=0, metavar="N", help=most)
    shown = "default: a bar on a terminal, JSON lines otherwise"
    command.add_argument("--progress", choices=PROGRESS, default="auto", help=shown)
    command.add_argument("--quiet", action="store_true", help="no progress, no summary")
    add_rulebook_option(command)
    command.set_defaults(run=run)


def _add_reading(command: argparse.ArgumentParser) -> None:
    flag = "the files or folders are a bulk export of FHIR R4, or Bundles: also writes fhir-notes.ndjson"
    command.add_argument("--fhir", action="store_true", help=flag)
    add_codes_options(command)
    named = "a mapping file, or flat, commpass-gdc, omop-cdm-5.4, sql-on-fhir; tables without one are flat"
    command.add_argument("--mapping", metavar="MAPPING", help=named)
    forms = ("csv", "tsv", "ndjson", "parquet", "arrow", "excel")
    command.add_argument("--input-format", choices=forms, help="of the main table; default: by the file's name")
    command.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day of assessment of rows without one"
    )


def _add_writing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--verdicts", choices=("parquet", "ndjson", "csv"), default="parquet", help="their form")
    slow = "also the whole report of each patient, reports.ndjson; some thirty times as slow"
    command.add_argument("--reports", action="store_true", help=slow)
    form = "form of the quarantine; operation-outcome adds quarantine.fhir.ndjson (FHIR R4)"
    command.add_argument("--errors", choices=("ndjson", "operation-outcome"), default="ndjson", help=form)


def run(options: argparse.Namespace) -> int:
    """Runs the list.

    Exits with 2 if the source is one of its outputs or a stopped run can't be taken up, with 4 if more rows were
    quarantined than allowed, with 5 if an engine failed, with 143 after SIGTERM. Whatever stops a run, the outputs in
    the folder are those of the run before; what it had done is kept for --resume.
    """
    try:
        import polars  # noqa: F401  so that its absence is told before anything is opened
        import pyarrow  # noqa: F401  as polars
    except ModuleNotFoundError:
        print(f"cd38rules: {INSTALL}", file=sys.stderr)
        return Exit.WRONG_CALL
    if hasattr(signal, "siginterrupt"):
        # polars takes over SIGINT in a way that lets a read of a slow pipe go on as if nothing had happened.
        signal.siginterrupt(signal.SIGINT, True)
    from ..batch import UnfinishedRunError
    from ..mapping import MappingError, TableError

    if options.show_values and not options.dry_run:
        print("cd38rules batch: --show-values goes with --dry-run", file=sys.stderr)
        return Exit.WRONG_CALL
    if not options.output and not options.dry_run:
        print("cd38rules batch: name the folder for the results: -o FOLDER", file=sys.stderr)
        return Exit.WRONG_CALL
    try:
        if options.dry_run:
            return _looked_at(options)
        summary = _decided(options)
    except UnfinishedRunError as error:
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.WRONG_CALL
    except MappingError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    except TableError as error:
        print(error, file=sys.stderr)
        return Exit.INPUT_OUTPUT_FAILED
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.WRONG_CALL
    if not options.quiet:
        print(summary.in_words(), file=sys.stderr)
    if summary.engine_failures:
        return Exit.ENGINE_FAILURE
    return Exit.PATIENT_DATA_INVALID if summary.refused > options.max_errors else Exit.DONE


def _decided(options: argparse.Namespace) -> BatchSummary:
    from ..batch import KEPT, is_unfinished, run_batch
    from ..batch.in_columns import SHARE
    from ..rules.locate import shipped_rulebook

    folder = Path(options.output)
    if is_unfinished(folder) and not options.resume and not options.quiet:
        print("cd38rules: an unfinished run lay here and is thrown away; --resume would go on with it", file=sys.stderr)
    rules = Path(options.rules) if options.rules else shipped_rulebook()
    show, close = progress_of("none" if options.quiet else options.progress)
    try:
        with undone_when_terminated(), source_of(options) as source:
            return run_batch(
                source,
                folder,
                rules,
                verdicts=options.verdicts,
                reports=options.reports,
                fhir=options.errors == "operation-outcome",
                jobs=options.jobs,
                share=SHARE if options.check_share is None else options.check_share,
                at_once=options.at_once,
                resume=options.resume,
                progress=show,
            )
    except BaseException as error:
        if KEPT in getattr(error, "__notes__", ()):
            print(f"cd38rules: {KEPT}", file=sys.stderr)
        raise
    finally:
        close()


def _looked_at(options: argparse.Namespace) -> int:
    """Prints the schema report of the list."""
    import json

    from ..batch.dry_run import schema_report
    from ..batch.dry_run_text import in_words

    book = tested_rulebook(options)
    show, close = progress_of("none" if options.quiet or options.progress == "auto" else options.progress)
    try:
        with source_of(options) as source:
            report = schema_report(source, book, show)
    finally:
        close()
    if options.dry_run == "json":
        write(json.dumps(report.plain(), indent=2, ensure_ascii=False) + "\n")
    else:
        write_page(in_words(report))
    if report.is_refused:
        return Exit.WRONG_CALL
    return Exit.PATIENT_DATA_INVALID if report.refused > options.max_errors else Exit.DONE


@contextmanager
def source_of(options: argparse.Namespace) -> Iterator[Source]:
    """The opened list: lines of profiles as they are; anything else by its mapping."""
    from ..batch.failing import failing_as
    from ..batch.run import LINES
    from ..mapping import load_mapping, open_source

    if options.fhir:
        with _fhir_source(options) as exported:
            yield exported
        return
    if options.codes or options.unverified_codes:
        raise ValueError("--codes goes with --fhir")
    first, *more = options.patients
    is_lines = Path(first).suffix in LINES and not more and not _NAMED.match(first) and not options.mapping
    file_format = options.input_format or ("ndjson" if is_lines and not Path(first).is_dir() else None)
    mapping = load_mapping(options.mapping) if options.mapping else None
    with failing_as("the list can't be read"):
        source = open_source(
            _paths(options.patients),
            mapping,
            as_of=options.as_of,
            file_format=file_format,
            keep_unmapped=options.show_values,
            only_to_look=bool(options.dry_run),
        )
    with source:
        yield source


def _fhir_source(options: argparse.Namespace) -> Source:
    """The patients of a bulk export."""
    from ..batch.failing import failing_as
    from ..mapping import FhirFolder

    if options.as_of is None:
        raise ValueError("--fhir needs the day of assessment: --as-of DATE")
    if options.mapping or options.input_format or any("=" in name or name == "-" for name in options.patients):
        raise ValueError("--fhir takes files and folders, and no mapping")
    codes = code_book(options)
    with failing_as("the list can't be read"):
        return FhirFolder([Path(name) for name in options.patients], options.as_of, codes)


def _paths(given: list[str]) -> dict[str, Path] | Path | Literal["-"]:
    if len(given) == 1 and not _NAMED.match(given[0]):
        return "-" if given[0] == "-" else Path(given[0])
    found: dict[str, Path] = {}
    for item in given:
        pair = _NAMED.match(item)
        if pair is None:
            raise ValueError("several files: name the table of each (TABLE=FILE), or run one list after the other")
        if pair[1] in found:
            raise ValueError("a table is given twice: put its files into one, or run one list after the other")
        found[pair[1]] = Path(pair[2])
    return found


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


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError
    return number
