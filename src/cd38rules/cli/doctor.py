"""cd38rules doctor: does this installation work? The only command that looks at the clock."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from .exits import Exit
from .inputs import add_rulebook_option, rulebook, write

if TYPE_CHECKING:
    from ..rules.book import RuleBook


MADE_UP = """{
  "patient_id": "doctor", "as_of": "2024-01-31", "lungs": {"copd": true},
  "therapy": {"planned": {"agent": "daratumumab"}}
}"""

_NEEDS = {
    "evaluation": ("durable-rules", "rule book"),
    "self-test": ("durable-rules", "rule book"),
    "reviews": ("rule book",),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("doctor", help="check the installation", description="Checks this installation.")
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints one line for each check; exits with the code of the first failure.

    What needs the rule book or the engine isn't checked where that has failed.
    """
    code = Exit.DONE
    failed: set[str] = set()
    books: list[RuleBook] = []
    for name, check, failure in (
        ("Python", _python, Exit.ENGINE_FAILURE),
        ("durable-rules", _durable, Exit.ENGINE_FAILURE),
        ("rule book", lambda: _rule_book(options, books), Exit.RULE_BOOK_INVALID),
        ("evaluation", lambda: _evaluation(books[0]), Exit.ENGINE_FAILURE),
        ("self-test", lambda: _self_test(books[0]), Exit.RULE_BOOK_INVALID),
        ("reviews", lambda: _reviews(books[0]), Exit.DONE),
    ):
        if missing := failed.intersection(_NEEDS.get(name, ())):
            write(f"--   {name}: not checked, see {' and '.join(sorted(missing))}\n")
            continue
        found, message = _result(check)
        failed |= set() if found else {name}
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


def _rule_book(options: argparse.Namespace, books: list[RuleBook]) -> tuple[bool, str]:
    book = rulebook(options)
    books.append(book)
    modified = ", LOCALLY MODIFIED" if book.locally_modified else ""
    return True, f"{book.name} {book.version}, {len(book.rules)} rules, sha256 {book.sha256[:16]}…{modified}"


def _evaluation(book: RuleBook) -> tuple[bool, str]:
    from ..evaluation import evaluate
    from ..profile import PatientProfile

    report = evaluate(PatientProfile.model_validate_json(MADE_UP), book)
    return True, f"both engines agree on a made-up patient ({len(report.applying())} rules apply)"


def _self_test(book: RuleBook) -> tuple[bool, str]:
    from ..self_test import rules_that_can_fire, self_test

    faults = self_test(book)
    if faults:
        return False, "\n".join(map(str, faults)).replace("\n", "\n       ")
    return True, f"each of the {len(list(rules_that_can_fire(book)))} rules that can fire does so where it must"


def _reviews(book: RuleBook) -> tuple[bool, str]:
    today = _today().isoformat()
    stale = sum(bool(rule.review.next_review) and rule.review.next_review < today for rule in book.rules.values())
    unsigned = sum(not rule.review.reviewed_by for rule in book.rules.values())
    return True, f"{unsigned} of {len(book.rules)} rules are signed by nobody; {stale} are past their review date"


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
