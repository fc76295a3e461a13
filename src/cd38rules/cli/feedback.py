"""cd38rules feedback: what users did with the cards that the service gave."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from .exits import Exit
from .inputs import write
from .kept import NoStoreError, add_store_options, store_of

if TYPE_CHECKING:
    from ..service.kept.feedback_report import FeedbackReport, OfRule


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its action."""
    command = commands.add_parser(
        "feedback", help="what users did with cards", description="The feedback that the service has kept."
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    report = actions.add_parser("report", help="override rates by rule and reason, and comments")
    add_store_options(report)
    report.add_argument("--format", choices=("text", "json"), default="text")
    report.set_defaults(run=run_report)


def run_report(options: argparse.Namespace) -> int:
    """Prints the report on a store."""
    try:
        engine = store_of(options)
    except NoStoreError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    from ..service.kept.feedback_report import feedback_report

    report = feedback_report(engine)
    if options.format == "json":
        found = {
            "rules": [rule.as_json() for rule in report.rules],
            "unknown_cards": report.unknown_cards,
            "replaced": report.replaced,
        }
        write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    else:
        write("".join(f"{line}\n" for line in _lines(report)))
    return Exit.DONE


def _lines(report: FeedbackReport) -> list[str]:
    lines = [line for rule in report.rules if rule.override_rate is not None for line in _of_rule(rule)]
    silent = sum(rule.override_rate is None for rule in report.rules)
    return [
        *(lines or ["No feedback on a card that is known."]),
        f"Rules that applied and got no feedback: {silent}.",
        f"Cards with feedback that this store doesn't know: {report.unknown_cards}.",
        f"A card counts once, as the last feedback on it says; earlier feedback on the same cards: {report.replaced}.",
    ]


def _of_rule(rule: OfRule) -> list[str]:
    total = rule.accepted + rule.overridden
    return [
        f"{rule.rule} {rule.version}: {rule.overridden} of {total} cards overridden ({rule.override_rate or 0:.0%}); "
        f"it applied in {rule.decisions} decisions",
        *(f"    {count} × {reason}" for reason, count in rule.reasons),
        # A comment is one line here, whatever is in it: it can't pass for a line of this report, or move the cursor.
        *(f"    comment: {json.dumps(comment, ensure_ascii=True)}" for comment in rule.comments),
    ]
