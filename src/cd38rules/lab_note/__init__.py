"""One page for the transfusion laboratory, from the same report: what it needs to know of the antibodies, what was
advised, and what isn't known. Pure functions: no clock, no environment."""

from .model import Note
from .note import note_of
from .page import as_html
from .text import as_text

__all__ = ["Note", "as_html", "as_text", "note_of"]
