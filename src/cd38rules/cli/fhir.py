"""cd38rules fhir: which codes of a record mean nothing here."""

from __future__ import annotations

import argparse
import json

from .exits import Exit
from .fhir_inputs import add_codes_options, code_book, resources
from .inputs import write


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its action."""
    command = commands.add_parser("fhir", help="codes of FHIR resources", description="FHIR R4 resources.")
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    codes = actions.add_parser(
        "codes",
        help="the codes of a Bundle that aren't mapped",
        description="Lists the codes of the resources that are read which mean nothing here, the most frequent first, "
        "so that a site can map its own. What it prints is from the record.",
    )
    codes.add_argument(
        "bundle", metavar="BUNDLE", help="a Bundle, NDJSON, or a call of CDS Hooks; - reads standard input"
    )
    codes.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_codes_options(codes)
    codes.set_defaults(run=run_codes)


def run_codes(options: argparse.Namespace) -> int:
    """Prints one line a code."""
    from ..fhir.listing import unmapped_codes
    from ..render.visible import visible

    found = unmapped_codes(resources(options.bundle).resources, code_book(options))
    if options.format == "json":
        plain = [
            {"type": one.kind, "system": one.system, "code": one.code, "reason": one.reason, "count": one.count}
            for one in found
        ]
        write(json.dumps(plain, indent=2, ensure_ascii=False) + "\n")
        return Exit.DONE
    for one in found:
        told = f"{one.system} {one.code}".strip() or "(only a text)"
        write(f"{one.count:>6}  {one.kind:<24} {visible(told)}  {one.reason}\n")
    return Exit.DONE
