"""cd38rules explain: why a rule applies, or why not, and the smallest change that would turn it round."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .exits import Exit
from .fhir_inputs import add_fhir_options, profile_of
from .inputs import add_rulebook_option, tested_rulebook, write

if TYPE_CHECKING:
    from ..rules.book import RuleBook


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "explain",
        help="why, or why not",
        description="Explains the verdict of one rule for one patient: each part of its condition with the patient's "
        "facts, what is missing, and the smallest change that would turn the verdict round.",
    )
    command.add_argument("rule", metavar="RULE", help="the code of a rule")
    command.add_argument(
        "patient", metavar="PATIENT.json", help="the profile, or resources with --fhir; - reads standard input"
    )
    command.add_argument("--role", choices=("current", "planned", "alternative"), help="one regimen only")
    add_fhir_options(command)
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the explanation."""
    book = tested_rulebook(options)
    if not _is_known(options.rule, book):
        return Exit.WRONG_CALL
    from ..explanation import explanation

    found = profile_of(options)
    if found is None:
        return Exit.WRONG_CALL
    write(explanation(found[0], book, options.rule, options.role or ""))
    return Exit.DONE


def _is_known(name: str, book: RuleBook) -> bool:
    from ..diagnostics import did_you_mean

    if name not in book.rules:
        hint = did_you_mean(name, book.rules, "see cd38rules rules list")
        print(f"cd38rules: there is no such rule ({hint})", file=sys.stderr)
        return False
    if name not in book.plan.decisions:
        print(f"cd38rules: {name} has no condition: it is of kind {book.rules[name].kind}", file=sys.stderr)
        return False
    return True
