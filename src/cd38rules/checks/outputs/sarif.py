"""SARIF 2.1.0, the exchange format of static analysis, for code hosts and editors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...diagnostics import Diagnostic, Place
from ..check import page_of
from ..run import CHECKS

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(faults: Sequence[Diagnostic], loaded: bool) -> str:
    """One log with one run. Columns count characters, not UTF-16 units; files are named from the current folder."""
    rules = _rules(faults)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "cd38rules", "semanticVersion": __version__, "rules": rules}},
        "invocations": [{"executionSuccessful": loaded}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, numbers[fault.code]) for fault in faults],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rules(faults: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """What was looked for: every check, and the codes of the loader that were found."""
    found: dict[str, dict[str, Any]] = {}
    for check in CHECKS:
        page = page_of(check)
        found[check.code] = {
            "id": check.code,
            "shortDescription": {"text": page.partition("\n")[0]},
            "fullDescription": {"text": page},
            "help": {"text": f"docs/checks.md#{check.code}"},
            "defaultConfiguration": {"level": LEVELS[check.severity]},
        }
    for fault in faults:
        text = {"text": f"docs/diagnostics.md#{fault.code}"}
        found.setdefault(fault.code, {"id": fault.code, "help": text})
    return list(found.values())


def _result(fault: Diagnostic, number: int) -> dict[str, Any]:
    hint = f" ({fault.hint})" if fault.hint else ""
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": number,
        "level": LEVELS[fault.severity],
        "message": {"text": f"{fault.message}{hint}"},
        "locations": [_location(place) for place in fault.places[:1]],
    }
    if fault.places[1:]:
        result["relatedLocations"] = [_location(place) for place in fault.places[1:]]
    if fault.profile:
        result["properties"] = {"profile": json.loads(fault.profile)}
    return result


def _location(place: Place) -> dict[str, Any]:
    absolute = PurePosixPath(place.path).is_absolute()
    uri = quote(place.path)
    artifact = {"uri": f"file://{uri}"} if absolute else {"uri": uri, "uriBaseId": "%SRCROOT%"}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": physical}
