"""cd38rules replay: decisions that the service has kept in full are made again and compared byte for byte."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from .exits import Exit
from .inputs import add_rulebook_option, tested_rulebook, write
from .kept import NoStoreError, add_store_options, store_of


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "replay",
        help="make kept decisions again, and compare",
        description="Makes each decision again whose input the service has kept, under its rule book: that of the "
        "call, or one that the store has. Compares every byte of the report. Ends with 1 if one isn't the same, or "
        "can't be compared.",
    )
    add_store_options(command)
    add_rulebook_option(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replays. Each decision that isn't the same has a line of its own."""
    try:
        engine = store_of(options)
    except NoStoreError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    from ..service.kept.replay import replayed, without_input

    book = tested_rulebook(options)
    counts: Counter[str] = Counter()
    for decision in replayed(engine, book):
        counts[decision.outcome] += 1
        if decision.outcome == "other rule book":
            write(f"{decision.id} {decision.at} {decision.outcome}: {decision.rulebook_sha256}\n")
        elif decision.outcome != "same":
            write(f"{decision.id} {decision.at} {decision.outcome}\n")
    write(
        f"{counts.total()} decisions were kept with their input: {counts['same']} the same, {counts['differs']} "
        f"different, {counts['damaged']} damaged, {counts['other program']} of another version of this program, "
        f"{counts['other rule book']} under another rule book than {book.sha256[:12]} and those in the store.\n"
        f"{without_input(engine)} were kept without their input.\n"
    )
    if counts["other rule book"]:
        print("cd38rules: name the other rule book with --rules to replay what was decided under it", file=sys.stderr)
    return Exit.DONE if counts["same"] == counts.total() else Exit.FINDINGS
