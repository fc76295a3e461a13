"""Workflow commands of GitHub: each finding becomes an annotation at its line."""

from __future__ import annotations

from collections.abc import Iterable

from ...diagnostics import Diagnostic

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(faults: Iterable[Diagnostic]) -> str:
    """One command a finding: `::error file=...,line=...,col=...,title=...::message`."""
    return "".join(f"{_command(fault)}\n" for fault in faults)


def _command(fault: Diagnostic) -> str:
    properties = []
    if fault.places:
        place = fault.places[0]
        properties.append(f"file={_property(place.path)}")
        properties += [f"line={place.line}", f"col={place.column}"] if place.line else []
    properties.append(f"title={_property(fault.code)}")
    also = "".join(f"; see also {place}" for place in fault.places[1:])
    hint = f" ({fault.hint})" if fault.hint else ""
    shown = f"\nshown by {fault.profile}" if fault.profile else ""
    return f"::{LEVELS[fault.severity]} {','.join(properties)}::{_message(f'{fault.message}{also}{hint}{shown}')}"


def _message(text: str) -> str:
    """A line break would end the command; `%` begins an escape."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A comma would end the property, a colon the properties."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")
