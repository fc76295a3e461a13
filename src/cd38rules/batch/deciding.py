"""One chunk of lines to reports, quarantined lines and their counts. A line that fails never stops the next one.

What is quarantined is told by line number, code and JSON path; neither a value nor the patient's id is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic, Place, ProfileError
from ..engines.outcome import EngineDisagreement, EngineError
from ..evaluation import Evaluator
from ..profile import MAX_BYTES, PatientProfile
from ..report import Report
from .lines import Chunk, Line, opens_a_layout
from .tally import Tally

ENGINE_FAILURE = "engine-failure"
ENGINE_DISAGREEMENT = "engine-disagreement"

_ROOT = (Place("$"),)
_TOO_LONG = Diagnostic("profile-too-large", "the text is too long", _ROOT, f"give at most {MAX_BYTES} bytes")
_LAID_OUT = Diagnostic("profile-not-json", "the line is only a bracket", _ROOT, "give one profile per line (NDJSON)")
_ENGINE_HINT = "no advice is given; `cd38rules doctor` checks the installation"


@dataclass(frozen=True, slots=True)
class Decided:
    """What one chunk gives: lines for two output files, and counts. The last three fields are those of the chunk."""

    reports: bytes
    quarantine: bytes
    tally: Tally
    lines_read: int
    blank_lines: int
    bytes_read: int


def decided(chunk: Chunk, evaluator: Evaluator) -> Decided:
    """The reports and quarantined lines of a chunk, each in the order of its lines."""
    reports: list[bytes] = []
    quarantine: list[bytes] = []
    tally = Tally()
    for place, (number, line) in enumerate(chunk.lines):
        found = report_or_faults(line, evaluator)
        if isinstance(found, Report):
            reports.append(found.model_dump_json().encode("utf-8") + b"\n")
            tally.add_report(found)
        else:
            quarantine.append(quarantined_line(number, found, chunk.columns[place] if chunk.columns else None))
            codes = {fault.code for fault in found}
            tally.add_quarantined(codes, is_engine=bool(codes & {ENGINE_FAILURE, ENGINE_DISAGREEMENT}))
    position = chunk.lines_read, chunk.blank_lines, chunk.bytes_read
    return Decided(b"".join(reports), b"".join(quarantine), tally, *position)


def report_or_faults(line: Line, evaluator: Evaluator) -> Report | tuple[Diagnostic, ...]:
    """The report of the profile on a line, or why there is none. None is a line that is too long to be read."""
    if line is None:
        return (_TOO_LONG,)
    if isinstance(line, tuple):
        return line
    if opens_a_layout(line):
        return (_LAID_OUT,)
    try:
        profile = PatientProfile.model_validate_json(line)
    except ProfileError as error:
        return error.diagnostics
    try:
        return evaluator.evaluate(profile)
    except EngineDisagreement as error:
        message = f"two engines disagree on {error.named}"
        return (Diagnostic(ENGINE_DISAGREEMENT, message, _ROOT, _ENGINE_HINT),)
    except EngineError as error:
        return (Diagnostic(ENGINE_FAILURE, str(error), _ROOT, _ENGINE_HINT),)
    except MemoryError:
        raise
    except Exception as error:
        # A fault of this program: one patient's, as far as we know. Its text could hold a value, its type can't.
        message = f"the evaluation failed with {type(error).__name__}"
        return (Diagnostic(ENGINE_FAILURE, message, _ROOT, _ENGINE_HINT),)


def quarantined_line(
    number: int, faults: tuple[Diagnostic, ...], columns: Mapping[str, str] | None = None, table: str = ""
) -> bytes:
    """The line of the quarantine file for an input line, or for one of a joined `table`.

    `columns` tells the source columns of a mapped table.
    """
    where: dict[str, Any] = {"table": table} if table else {}
    record = {**where, "line": number, "diagnostics": [_as_plain(fault, columns or {}) for fault in faults]}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def _as_plain(fault: Diagnostic, columns: Mapping[str, str]) -> dict[str, Any]:
    """A diagnostic by its first place; other places stand under `also`, a position inside the line under `column`."""
    first, *others = fault.places or _ROOT
    plain: dict[str, Any] = {"code": fault.code, "path": first.path}
    if first.column:
        plain["column"] = first.column
    if column := columns.get(first.path):
        plain["source_column"] = column
    if others:
        plain["also"] = [str(place) for place in others]
    return plain | {"message": fault.message, "hint": fault.hint}
