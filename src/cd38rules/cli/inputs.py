"""What several commands read: a patient file or standard input, and a rule book."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..profile import PatientProfile
    from ..rules.book import RuleBook


def add_rulebook_option(command: argparse.ArgumentParser) -> None:
    """--rules FOLDER"""
    command.add_argument("--rules", metavar="FOLDER", help="another rule book than the one that is shipped")


def rulebook(options: argparse.Namespace) -> RuleBook:
    """The rule book that the call names, for reading in it. Raises RuleBookError with every fault."""
    from ..rules.load import load_rulebook

    with _placed(options.rules):
        return load_rulebook(options.rules)


def tested_rulebook(options: argparse.Namespace) -> RuleBook:
    """The rule book that the call names, for deciding: tested if it isn't the shipped one. Raises RuleBookError."""
    from ..self_test import load_rulebook

    with _placed(options.rules):
        return load_rulebook(options.rules)


@contextmanager
def _placed(folder: str | None) -> Iterator[None]:
    """The faults of a rule book that is refused inside name its files with the folder, as `rules check` does."""
    from ..diagnostics import RuleBookError

    try:
        yield
    except RuleBookError as error:
        if folder is None:
            raise
        from ..rules.locate import placed_in

        raise RuleBookError(placed_in(Path(folder), error.diagnostics)) from None


def patient(options: argparse.Namespace) -> PatientProfile:
    """The profile in the file that the call names; `-` is standard input. Raises ProfileError, OSError."""
    from ..profile import MAX_BYTES, PatientProfile

    # One byte more than is allowed tells a file that is too large without reading all of it.
    with reading("the patient's profile"):
        if options.patient == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(options.patient).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    return PatientProfile.model_validate_json(data)


@contextmanager
def reading(what: str) -> Iterator[None]:
    """An OSError inside says what couldn't be read; the name of the file isn't told, for it can be patient data."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, f"{what} can't be read: {error.strerror or type(error).__name__}") from None


def write(text: str) -> None:
    """Text to standard output as UTF-8, whatever the terminal's encoding."""
    sys.stdout.buffer.write(text.encode("utf-8"))
