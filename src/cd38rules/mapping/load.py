"""Mapping files: those that come with the package by their name, others by their path."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import Diagnostic, Place, did_you_mean
from .errors import MappingError
from .model import Mapping
from .read_mapping import mapping_of

SHIPPED = Path(__file__).parent / "shipped"


def shipped_mappings() -> dict[str, Path]:
    """The mappings that come with the package: name → file."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def load_mapping(path_or_name: str | Path) -> Mapping:
    """The mapping of a file, or one that comes with the package by its name.

    Raises MappingError with every fault, also where there is no such file; other OSErrors pass.
    """
    shipped = shipped_mappings()
    path = shipped.get(path_or_name) if isinstance(path_or_name, str) else None
    path = path or Path(path_or_name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        hint = did_you_mean(str(path_or_name), shipped, f"shipped mappings: {', '.join(shipped)}")
        fault = Diagnostic("mapping-missing", "there is no such mapping", (Place(str(path_or_name)),), hint)
        raise MappingError([fault]) from None
    return mapping_of(content, str(path))
