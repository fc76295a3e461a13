"""cd38rules evidence: show what can be cited, and prove it against the text of the source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .exits import Exit
from .inputs import add_rulebook_option, reading, rulebook, write
from .paged import write_page


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("evidence", help="show or verify the evidence", description="The evidence catalogue.")
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help="prove each figure at its place in the source text")
    verify.add_argument("--source", required=True, metavar="FILE", help="the text of the article")
    which = "the source to verify; default: leleu-2022"
    verify.add_argument("--id", default="leleu-2022", metavar="SOURCE", help=which)
    add_rulebook_option(verify)
    verify.set_defaults(run=run_verify)
    show = actions.add_parser("show", help="list the entries, or print one with its references and errata")
    show.add_argument("id", nargs="?", metavar="SOURCE/ID")
    add_rulebook_option(show)
    show.set_defaults(run=run_show)


def run_verify(options: argparse.Namespace) -> int:
    """Prints what was checked, what can't be proved, and each failure; exits with 1 on failures."""
    from ..checks.verify_evidence import verify

    book = rulebook(options)
    known = [source.id for source in book.catalogue.sources]
    if options.id not in known:
        print(f"cd38rules: the rule book has no such source; it has {', '.join(known)}", file=sys.stderr)
        return Exit.WRONG_CALL
    try:
        with reading("the source text"):
            text = Path(options.source).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        print("cd38rules: the source text is not UTF-8", file=sys.stderr)
        return Exit.INPUT_OUTPUT_FAILED
    result = verify(book.catalogue, text, options.id)
    lines = [result.summary(), "", "What a text search can't prove:", *(f"  {point}" for point in result.unproved)]
    write("\n".join(lines) + "\n")
    for failure in result.failures:
        print(failure, file=sys.stderr)
    return Exit.DONE if result.ok else Exit.FINDINGS


def run_show(options: argparse.Namespace) -> int:
    """Prints the list of entries, or one entry."""
    book = rulebook(options)
    if options.id is None:
        entries = [(entry.id, entry.kind, entry.value) for entry in book.catalogue.entries]
        width = max((len(name) for name, _, _ in entries), default=0)
        write("".join(f"{name:<{width}}  {kind:<9}  {value}".rstrip() + "\n" for name, kind, value in entries))
        return Exit.DONE
    entry = book.catalogue.get(options.id)
    if entry is None:
        from ..diagnostics import did_you_mean

        hint = did_you_mean(options.id, book.catalogue.ids, "see cd38rules evidence show")
        print(f"cd38rules: there is no such evidence ({hint})", file=sys.stderr)
        return Exit.WRONG_CALL
    from ..present import evidence_shown

    shown = evidence_shown(entry, "")
    lines = [shown.id, ""]
    for key, value in shown.model_dump(exclude={"id", "supports", "references", "errata"}).items():
        if value:
            lines.append(f"{key.replace('_', ' ') + ':':<13} {value}")
    lines += [f"{'reference:':<13} {reference}" for reference in shown.references]
    lines += [f"{'erratum:':<13} {erratum}" for erratum in shown.errata]
    users = [rule.id for rule in book.rules.values() if any(use.evidence == entry.id for use in rule.evidence)]
    lines += [f"{'cited by:':<13} {', '.join(users) or 'no rule'}"]
    write_page("\n".join(lines) + "\n")
    return Exit.DONE
