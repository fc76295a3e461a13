"""cd38rules rules review: the record with which a reviewer signs a rule as it is now."""

from __future__ import annotations

import argparse
import sys

from .exits import Exit
from .inputs import add_rulebook_option, rulebook, write

DECISIONS = ("approved", "changes requested", "rejected")


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The action and its options."""
    review = actions.add_parser("review", help="print the record with which a reviewer signs rules, for reviews/")
    review.add_argument("codes", metavar="RULE", nargs="+", help="the codes of the rules that were reviewed")
    review.add_argument("--reviewer", required=True, help="who reviewed it")
    review.add_argument("--role", required=True, help="as what: haematologist, pharmacist, ...")
    review.add_argument("--date", required=True, metavar="YYYY-MM-DD", help="when")
    review.add_argument("--decision", required=True, choices=DECISIONS)
    review.add_argument("--comment", default="")
    add_rulebook_option(review)
    review.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints one record for each rule, as YAML; nothing is written to the book."""
    import yaml

    from ..diagnostics import did_you_mean

    book = rulebook(options)
    unknown = [name for name in options.codes if name not in book.rules]
    if unknown:
        hint = did_you_mean(unknown[0], book.rules, "see cd38rules rules list")
        print(f"cd38rules: there is no such rule ({hint})", file=sys.stderr)
        return Exit.WRONG_CALL
    for name in options.codes:
        record = {
            "rule": name,
            "content": book.contents[name],
            "reviewer": options.reviewer,
            "role": options.role,
            "date": options.date,
            "decision": options.decision,
        }
        record |= {"comment": options.comment} if options.comment else {}
        write(yaml.safe_dump([record], sort_keys=False, allow_unicode=True, width=110))
    return Exit.DONE
