"""cd38rules schema: the JSON Schemas of what goes in, what comes out, and of every file of a rule book."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from .exits import Exit
from .inputs import write

KINDS = (
    *("profile", "report", "rule", "table", "concept", "evidence", "source", "references", "errata", "trials", "book"),
    *("addition", "coverage", "declarations", "reviews", "cases", "must-fire", "boundaries", "mapping"),
)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser("schema", help="JSON Schemas", description="Prints a JSON Schema (draft 2020-12).")
    command.add_argument("which", choices=(*KINDS, "all"), help="what the schema is of; `all` needs --write")
    command.add_argument("--write", metavar="FOLDER", type=Path, help="write it there as NAME.json, for an editor")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints or writes the schema; exits with 2 if all are to be printed at once."""
    if options.write is None:
        if options.which == "all":
            import sys

            print("cd38rules: several schemas are no JSON document: name a folder with --write", file=sys.stderr)
            return Exit.WRONG_CALL
        write(_text(options.which))
        return Exit.DONE
    for kind in KINDS if options.which == "all" else (options.which,):
        write_schema(options.write, kind)
    return Exit.DONE


def write_schema(folder: Path, kind: str) -> Path:
    """Writes a schema into a folder, which is made if it isn't there, and gives its path. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind}.json"
    path.write_text(_text(kind, indent=None), encoding="utf-8")
    return path


def _text(kind: str, indent: int | None = 2) -> str:
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(draft | _schema(kind), indent=indent, ensure_ascii=False) + "\n"


def _schema(kind: str) -> dict[str, Any]:
    if kind == "profile":
        from ..profile import PatientProfile

        return PatientProfile.model_json_schema()
    if kind == "report":
        from ..report import Report

        return Report.model_json_schema(mode="serialization")
    if kind == "mapping":
        from ..mapping.schema import mapping_schema

        return mapping_schema()
    from ..rules.schemas import SCHEMAS

    return SCHEMAS[kind]()
