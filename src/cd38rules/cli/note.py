"""cd38rules note: one page for the transfusion laboratory."""

from __future__ import annotations

import argparse
from pathlib import Path

from .exits import Exit, undone_when_terminated
from .inputs import add_rulebook_option, patient, tested_rulebook, write


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "note",
        help="one page for the transfusion laboratory",
        description="Writes a note to the transfusion laboratory: antibodies and last doses, typing, Kell, methods, "
        "what was advised and what isn't known. The page prints on one sheet of A4 from any browser, to paper or PDF.",
    )
    command.add_argument("patient", metavar="PATIENT.json", help="the profile; - reads standard input")
    forms = "html is shortened where it must be to fit one sheet, and says so; text is whole; default: html"
    command.add_argument("--format", choices=("html", "text"), default="html", help=forms)
    out = "where the note goes, readable by its owner only; default: standard output"
    command.add_argument("-o", "--output", metavar="FILE", help=out)
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the note of one patient."""
    from ..evaluation import evaluate
    from ..lab_note import as_html, as_text, note_of
    from .outputs import write_private

    profile = patient(options)
    book = tested_rulebook(options)
    note = note_of(profile, evaluate(profile, book), book)
    text = as_text(note) if options.format == "text" else as_html(note)
    if options.output in (None, "-"):
        write(text)
        return Exit.DONE
    with undone_when_terminated():
        write_private(Path(options.output), text, "the note")
    return Exit.DONE
