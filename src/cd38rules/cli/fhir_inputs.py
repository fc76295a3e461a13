"""What commands read of an EHR: a Bundle or NDJSON of one patient, and a site's file of codes."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .inputs import patient, reading

if TYPE_CHECKING:
    from ..fhir import CodeBook, Reading
    from ..fhir.files import Parsed
    from ..profile import PatientProfile


def add_fhir_options(command: argparse.ArgumentParser) -> None:
    """--fhir, --as-of, --patient, --codes, --unverified-codes"""
    flag = "the file is a FHIR R4 Bundle, or holds one resource a line (NDJSON)"
    command.add_argument("--fhir", action="store_true", help=flag)
    day = "with --fhir: day of assessment; default: that of the Bundle's timestamp"
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help=day)
    command.add_argument(
        "--patient", dest="whose", metavar="Patient/ID", help="with --fhir: whose resources, if of several patients"
    )
    add_codes_options(command)


def add_codes_options(command: argparse.ArgumentParser) -> None:
    """--codes, --unverified-codes"""
    site = "with --fhir: a site's file of codes, laid over those that are shipped"
    command.add_argument("--codes", metavar="FILE", help=site)
    unverified = "with --fhir: also use codes that are listed as not verified"
    command.add_argument("--unverified-codes", action="store_true", help=unverified)


def code_book(options: argparse.Namespace) -> CodeBook:
    """The codes that the call names. Raises CodesError and OSError."""
    from ..fhir import load_codes

    with reading("the file of codes"):
        site = Path(options.codes) if options.codes else None
        return load_codes(site, include_unverified=options.unverified_codes)


def resources(name: str) -> Parsed:
    """The resources in a file, or of `-`, standard input. Raises FhirError and OSError."""
    from ..fhir.files import MAX_BYTES, resources_of

    with reading("the patient's resources"):
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    return resources_of(data)


def profile_of(options: argparse.Namespace) -> tuple[PatientProfile, Reading | None] | None:
    """The profile in the file that the call names and, with --fhir, how it was read.

    None, with a word on standard error, if the call doesn't fit. Raises ProfileError, FhirError, CodesError, OSError.
    """
    if not options.fhir:
        if options.as_of or options.whose or options.codes or options.unverified_codes:
            print("cd38rules: --as-of, --patient and --codes go with --fhir", file=sys.stderr)
            return None
        return patient(options), None
    found = _reading(options)
    return None if found is None else (found.profile, found)


def _reading(options: argparse.Namespace) -> Reading | None:
    from ..collection import without_collection
    from ..diagnostics import in_order
    from ..fhir import read_fhir, timestamp_of

    codes = code_book(options)
    with without_collection():
        parsed = resources(options.patient)
        day = options.as_of or timestamp_of(parsed.resources)
        if day is None:
            print("cd38rules: give --as-of: the resources don't say of which day they are", file=sys.stderr)
            return None
        if options.as_of is None:
            print("cd38rules: the day of assessment is that of the Bundle's timestamp", file=sys.stderr)
        found = read_fhir(parsed.resources, as_of=day, patient=options.whose, codes=codes)
    return replace(found, issues=tuple(in_order((*found.issues, *parsed.issues))))
