"""cd38rules rules check: every fault and finding of a rule book, for people, editors and build servers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .exits import Exit
from .inputs import write

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..rules.book import RuleBook

FORMS = ("text", "json", "github", "sarif", "junit")


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The action and its options."""
    check = actions.add_parser("check", help="every fault and finding, as path:line:column: CODE message (hint)")
    check.add_argument("folder", nargs="?", metavar="FOLDER", help="default: the shipped rule book")
    check.add_argument("--format", choices=FORMS, default="text")
    check.add_argument(
        "--quick", action="store_true", help="leave out the checks of the whole book, which take seconds"
    )
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints every fault, or, of a book that can be used, what the checks find; exits with 3, 1 or 0."""
    from ..checks.outputs import Findings, rendered
    from ..checks.run import WHOLE_BOOK_CHECKS, findings
    from ..diagnostics import RuleBookError, in_order
    from ..rules.load import inspect_folder
    from ..rules.locate import shipped_rulebook
    from ..self_test import self_test

    folder = Path(options.folder) if options.folder else shipped_rulebook()
    try:
        book, faults = inspect_folder(folder)
    except RuleBookError as error:
        book, faults = None, list(error.diagnostics)
    not_run: frozenset[str] = frozenset()
    if book is not None:
        whole = None if options.quick else _whole_book(book)
        not_run = frozenset(check.code for check in WHOLE_BOOK_CHECKS) if whole is None else not_run
        silent = self_test(book) if book.locally_modified and not options.quick else []
        faults = in_order([*faults, *findings(book), *silent, *(whole or ())])
    write(rendered(Findings(tuple(faults), book, folder, not_run), options.format))
    if book is None:
        return Exit.RULE_BOOK_INVALID
    return Exit.FINDINGS if faults else Exit.DONE


def _whole_book(book: RuleBook) -> list[Diagnostic] | None:
    """What the checks of the whole book find; None without the solver, which is said on stderr."""
    from ..checks.run import NOT_INSTALLED, is_solver_installed, whole_book_findings

    if not is_solver_installed():
        print(f"cd38rules: {NOT_INSTALLED}", file=sys.stderr)
        return None
    return whole_book_findings(book)
