"""What a refused row leaves behind: row, field and code, as a line of JSON or as a FHIR OperationOutcome.

Neither a value nor the patient's id is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..diagnostics import Diagnostic, Place

ENGINE_FAILURE = "engine-failure"
ENGINE_DISAGREEMENT = "engine-disagreement"

CODE_SYSTEM = "urn:cd38rules:diagnostic"
"""The system of our own codes; they are listed in docs/diagnostics.md."""

_ROOT = (Place("$"),)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that has no verdicts, and why. `columns` tells the source columns of a mapped table by JSON path.

    `table` is named where the row isn't one of the list itself, but of a table joined to it.
    """

    number: int
    faults: tuple[Diagnostic, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    table: str = ""

    @property
    def is_engine(self) -> bool:
        """Whether an engine failed, and not the row."""
        return any(fault.code in (ENGINE_FAILURE, ENGINE_DISAGREEMENT) for fault in self.faults)

    def as_line(self) -> bytes:
        """The line of quarantine.ndjson."""
        where: dict[str, Any] = {"table": self.table} if self.table else {}
        record = {**where, "line": self.number, "diagnostics": [self._plain(fault) for fault in self.faults]}
        return _json_line(record)

    def as_operation_outcome(self) -> bytes:
        """The line of quarantine.fhir.ndjson: an OperationOutcome (R4) with an issue for each fault."""
        return _json_line({"resourceType": "OperationOutcome", "issue": [self._issue(fault) for fault in self.faults]})

    def _plain(self, fault: Diagnostic) -> dict[str, Any]:
        """A diagnostic by its first place; others stand under `also`, a position inside the line under `column`."""
        first, *others = fault.places or _ROOT
        plain: dict[str, Any] = {"code": fault.code, "path": first.path}
        if first.column:
            plain["column"] = first.column
        if column := self.columns.get(first.path):
            plain["source_column"] = column
        if others:
            plain["also"] = [str(place) for place in others]
        return plain | {"message": fault.message, "hint": fault.hint}

    def _issue(self, fault: Diagnostic) -> dict[str, Any]:
        table = f"{self.table} " if self.table else ""
        first = (fault.places or _ROOT)[0].path
        column = self.columns.get(first)
        where = f"{table}row {self.number}, {first}" + (f" (column {column})" if column else "")
        words = fault.message + (f" ({fault.hint})" if fault.hint else "")
        return {
            "severity": "error",
            "code": _issue_type(fault.code),
            "details": {"coding": [{"system": CODE_SYSTEM, "code": fault.code}], "text": words},
            "diagnostics": where,
        }


def _issue_type(code: str) -> str:
    """The IssueType of FHIR that is nearest to a code of ours."""
    if code in (ENGINE_FAILURE, ENGINE_DISAGREEMENT):
        return "exception"
    if code.endswith("missing-field"):
        return "required"
    if code in ("profile-not-json", "profile-not-object", "profile-encoding", "profile-too-deep"):
        return "structure"
    return "too-long" if code == "profile-too-large" else "value"


def _json_line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
