"""Reports for readers and programs. Pure functions of the report: no clock, no environment, no terminal."""

from .json_text import render_json, render_ndjson
from .markdown import render_markdown
from .sections import Detail
from .text import render_text

__all__ = ["Detail", "render_json", "render_markdown", "render_ndjson", "render_text"]
