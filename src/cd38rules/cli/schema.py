"""cd38rules schema: the JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import argparse
import json

from .exits import Exit
from .inputs import write


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("schema", help="JSON Schemas", description="Prints a JSON Schema (draft 2020-12).")
    command.add_argument("which", choices=("profile", "rule", "report"))
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the schema."""
    if options.which == "profile":
        from ..profile import PatientProfile

        schema = PatientProfile.model_json_schema()
    elif options.which == "report":
        from ..report import Report

        schema = Report.model_json_schema(mode="serialization")
    else:
        from ..rules.schema import rule_schema

        schema = rule_schema()
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    write(json.dumps(draft | schema, indent=2, ensure_ascii=False) + "\n")
    return Exit.DONE
