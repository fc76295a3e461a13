"""The one-page summary of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..rules.book import RuleBook


def page_of(data: Mapping[str, Any], book: RuleBook) -> str:
    """The page."""
    return f"<!doctype html><title>{book.name}</title>{len(data)}"
