"""cd38rules evaluate: one patient in, a report out."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from .exits import Exit
from .fhir_inputs import add_fhir_options, profile_of
from .inputs import add_rulebook_option, tested_rulebook, write

FAIL_ON = ("critical", "warning", "info")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("evaluate", help="evaluate one patient", description="Evaluates one patient profile.")
    command.add_argument(
        "patient", metavar="PATIENT.json", help="the profile, or resources with --fhir; - reads standard input"
    )
    command.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="default: text")
    detail = command.add_mutually_exclusive_group()
    short = "text: one line for an advisory or a critical question"
    detail.add_argument("--short", dest="detail", action="store_const", const="short", default="normal", help=short)
    full = "text: each figure and statement of the matched evidence one by one (as JSON and Markdown have them)"
    detail.add_argument("--full", dest="detail", action="store_const", const="full", help=full)
    what_if = "rank missing facts by the rules that each one alone would decide"
    command.add_argument("--what-if", action="store_true", help=what_if)
    changes = "add to each entry the smallest change with which it would not apply (takes seconds)"
    command.add_argument("--changes", action="store_true", help=changes)
    fail_on = "exit with 1 if an advisory or a question of this severity or above is shown on its own"
    command.add_argument("--fail-on", choices=FAIL_ON, help=fail_on)
    add_fhir_options(command)
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the report of one patient."""
    from .. import render
    from ..evaluation import evaluate

    found = profile_of(options)
    if found is None:
        return Exit.WRONG_CALL
    profile, reading = found
    book = tested_rulebook(options)
    report = evaluate(profile, book, changes=options.changes)
    if reading is not None:
        from ..fhir.reported import with_reading

        report = with_reading(report, reading)
    if options.what_if:
        from ..flip import ranked_by_what_they_decide

        report = report.model_copy(update={"facts_to_record": ranked_by_what_they_decide(profile, book, report)})
    if options.format == "json":
        write(render.render_json(report))
    elif options.format == "markdown":
        write(render.render_markdown(report))
    else:
        width, colour = terminal()
        write(render.render_text(report, width=width, colour=colour, detail=options.detail))
    if options.fail_on:
        counted = FAIL_ON[: FAIL_ON.index(options.fail_on) + 1]
        if any(entry.severity in counted for entry in (*report.alerts(), *report.open_questions())):
            return Exit.FINDINGS
    return Exit.DONE


def terminal() -> tuple[int, bool]:
    """(width, colour) for text: 80 columns without colour unless standard output is a terminal."""
    if not sys.stdout.isatty():
        return 80, False
    columns = shutil.get_terminal_size((80, 24)).columns
    return max(60, min(columns, 110)), not os.environ.get("NO_COLOR")
