"""The command line: finds the command, runs it, and turns every expected failure into words and an exit code.

Nothing heavy is imported here, so that `cd38rules --help` answers at once.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from .. import __version__
from . import (
    batch,
    batch_diff,
    client,
    doctor,
    evaluate,
    evidence,
    explain,
    feedback,
    fhir,
    hooks,
    note,
    replay,
    rules,
    schema,
    serve,
    site,
    spark,
)
from .exits import Exit, give_up_output, translated

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

EPILOG = """\
exit codes: 0 done; 1 findings; 2 wrong call; 3 rule book invalid; 4 patient data invalid, or rows quarantined;
5 engine failure; 6 input or output failed; 130 interrupted; 143 terminated.
Data goes to standard output, everything else to standard error."""


# What argparse says of an argument by repeating it, and what is said here.
_TOLD = tuple(
    (re.compile(typed, re.DOTALL), told)
    for typed, told in (
        (r"invalid choice: .* \(choose from (.*)\)", r"invalid choice (choose from \1)"),
        (r"invalid \w+ value: .*", "invalid value"),
        (r"unrecognized arguments: .*", "some arguments aren't known"),
        (r"ignored explicit argument .*", "takes no value"),
    )
)


class _Parser(argparse.ArgumentParser):
    """Argument errors that never repeat what was typed: it may be patient data. Options are written out in full."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """As argparse, which says nothing when the help can't be written."""
        (file or sys.stdout).write(self.format_help())

    def error(self, message: str) -> NoReturn:
        for typed, told in _TOLD:
            message = typed.sub(told, message)
        message = re.sub(r"'([\w -]+)'", r"\1", message)  # argparse quotes choices in some versions of Python only
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
    for module in (
        evaluate,
        explain,
        note,
        batch,
        batch_diff,
        spark,
        fhir,
        rules,
        evidence,
        site,
        serve,
        client,
        hooks,
        feedback,
        replay,
        schema,
        doctor,
    ):
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    return translated(_called, argparse.Namespace(arguments=arguments))


def _called(call: argparse.Namespace) -> int:
    arguments = sys.argv[1:] if call.arguments is None else call.arguments
    try:
        options = parser().parse_args(batch_diff.as_one_word(arguments))
    except SystemExit as ended:  # help was printed, or the call is wrong
        return int(ended.code or 0)
    code: int = options.run(options)
    return code


def run() -> None:
    """The entry point of the installed command."""
    try:
        code = main()
    except KeyboardInterrupt:  # before a command had begun, or after it had ended
        code = Exit.INTERRUPTED
    give_up_output()
    sys.exit(code)
