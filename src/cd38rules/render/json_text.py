"""A report as JSON: the keys in the order of the model, UTF-8, the same bytes each time."""

from __future__ import annotations

from ..report import Report

# Line breaks to some readers though not to JSON. They stand only inside strings, so they may be written as escapes.
LINE_BREAKS = {"\u2028": r"\u2028", "\u2029": r"\u2029", "\u0085": r"\u0085"}
ESCAPES = str.maketrans(LINE_BREAKS)


def render_json(report: Report) -> str:
    """The report as JSON, indented by two spaces, with a newline at the end."""
    return report.model_dump_json(indent=2).translate(ESCAPES) + "\n"


def render_ndjson(report: Report) -> str:
    """The report as one line of JSON, with a newline at the end."""
    return report.model_dump_json().translate(ESCAPES) + "\n"
