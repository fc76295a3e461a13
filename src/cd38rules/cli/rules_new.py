"""cd38rules rules new: a new rule that passes every check, in a folder of rules beside the shipped book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .exits import Exit
from .inputs import write
from .schema import write_schema


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The action and its options."""
    new = actions.add_parser("new", help="write a new rule that passes, in a folder of rules beside the shipped book")
    new.add_argument("code", metavar="CODE", help="lower-case words joined by -; beginning with your own name, say")
    new.add_argument("--rules", metavar="FOLDER", required=True, help="the folder of your rules; made if absent")
    new.add_argument("--topic", default="lungs", help="a topic of the shipped book (default: lungs)")
    new.add_argument(
        "--next-review", metavar="YYYY-MM-DD", default="2027-05-31", help="when the rule is looked at anew"
    )
    new.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the files; exits with 2 if the code or the topic won't do."""
    from ..authoring.skeleton import CODE, CannotWrite, write_skeleton
    from ..diagnostics import did_you_mean
    from ..rules.load import load_rulebook

    folder = Path(options.rules)
    book = load_rulebook()
    wrong = ""
    if not CODE.match(options.code):
        wrong = "a code is made of lower-case words joined by -"
    elif options.code in book.rules or options.code in book.concepts:
        wrong = "the shipped book has a rule or concept of that code; choose another"
    elif options.topic not in book.topic_order:
        hint = did_you_mean(options.topic, book.topic_order, f"one of: {', '.join(book.topic_order)}")
        wrong = f"there is no such topic ({hint})"
    if wrong:
        print(f"cd38rules: {wrong}", file=sys.stderr)
        return Exit.WRONG_CALL
    try:
        written = write_skeleton(folder, options.topic, options.code, options.next_review)
        for kind in ("rule", "cases", "addition"):
            written.append(write_schema(folder / "schemas", kind))
    except CannotWrite as error:
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.WRONG_CALL
    write("".join(f"{path.as_posix()}\n" for path in written))
    write(f"check it with: cd38rules rules check {folder.as_posix()}\n")
    write(f"test it with:  cd38rules rules test {(folder / 'cases').as_posix()} --rules {folder.as_posix()}\n")
    return Exit.DONE
