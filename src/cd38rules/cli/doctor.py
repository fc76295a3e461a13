"""cd38rules doctor: does this installation work? The only command that looks at the clock."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable

from .exits import Exit
from .inputs import add_rulebook_option, rulebook, write


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("doctor", help="check the installation", description="Checks this installation.")
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints one line for each check; exits with the code of the first failure."""
    code = Exit.DONE
    for name, check, failure in (
        ("Python", _python, Exit.ENGINE_FAILURE),
        ("durable-rules", _durable, Exit.ENGINE_FAILURE),
        ("rule book", lambda: _rule_book(options), Exit.RULE_BOOK_INVALID),
        ("evaluation", lambda: _evaluation(options), Exit.ENGINE_FAILURE),
        ("reviews", lambda: _reviews(options), Exit.DONE),
    ):
        found, message = _result(check)
        write(f"{'ok  ' if found else 'FAIL'} {name}: {message}\n")
        if not found and code is Exit.DONE:
            code = failure
    return code


def _result(check: Callable[[], tuple[bool, str]]) -> tuple[bool, str]:
    from ..diagnostics import Cd38RulesError

    try:
        return check()
    except (Cd38RulesError, OSError, ImportError) as error:
        return False, str(error).replace("\n", "\n       ")


def _python() -> tuple[bool, str]:
    version = sys.version_info
    fits = (3, 11) <= version[:2] <= (3, 13)
    words = f"{version.major}.{version.minor}.{version.micro}"
    return fits, words if fits else f"{words} isn't supported: use 3.11, 3.12 or 3.13"


def _durable() -> tuple[bool, str]:
    from ..engines import durable

    return True, f"imported; at most {durable.MOST_RULES} rules a ruleset"


def _rule_book(options: argparse.Namespace) -> tuple[bool, str]:
    book = rulebook(options)
    modified = ", LOCALLY MODIFIED" if book.locally_modified else ""
    return True, f"{book.name} {book.version}, {len(book.rules)} rules, sha256 {book.sha256[:16]}…{modified}"


def _evaluation(options: argparse.Namespace) -> tuple[bool, str]:
    from ..evaluation import evaluate
    from ..profile import PatientProfile

    made_up = '{"patient_id": "doctor", "as_of": "2024-01-31", "lungs": {"copd": true}, "therapy": {"planned": {"agent": "daratumumab"}}}'
    report = evaluate(PatientProfile.model_validate_json(made_up), rulebook(options))
    return True, f"both engines agree on a made-up patient ({len(report.applying())} rules apply)"


def _reviews(options: argparse.Namespace) -> tuple[bool, str]:
    book = rulebook(options)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    stale = sum(bool(rule.review.next_review) and rule.review.next_review < today for rule in book.rules.values())
    unsigned = sum(not rule.review.reviewed_by for rule in book.rules.values())
    return True, f"{unsigned} of {len(book.rules)} rules are signed by nobody; {stale} are past their review date"
