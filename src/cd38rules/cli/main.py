"""The command line: finds the command, runs it, and turns every expected failure into words and an exit code.

Nothing heavy is imported here, so that `cd38rules --help` answers at once.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from .. import __version__
from . import batch, doctor, evaluate, evidence, explain, rules, schema
from .exits import Exit, translated

EPILOG = """\
exit codes: 0 done; 1 findings; 2 wrong call; 3 rule book invalid; 4 patient data invalid, or rows quarantined;
5 engine failure; 6 input or output failed; 130 interrupted.
Data goes to standard output, everything else to standard error."""


class _Parser(argparse.ArgumentParser):
    """Argument errors that never repeat what was typed: it may be patient data."""

    def error(self, message: str) -> NoReturn:
        message = re.sub(r"invalid choice: .* \(choose from", "invalid choice (choose from", message)
        message = re.sub(r"invalid \w+ value: .*", "invalid value", message)
        message = re.sub(r"unrecognized arguments: .*", "some arguments aren't known", message)
        self.print_usage(sys.stderr)
        self.exit(Exit.WRONG_CALL, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    top = _Parser(
        prog="cd38rules",
        description="Rule-based decision support for anti-CD38 antibody therapy in multiple myeloma. For health "
        "professionals; it supports a decision and never makes one.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"cd38rules {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (evaluate, explain, batch, rules, evidence, schema, doctor):
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = parser().parse_args(arguments)
    return translated(options.run, options)


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main())
