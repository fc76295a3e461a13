"""What `rules check` found, in the forms that people, editors, code hosts and test reports read."""

from .findings import FORMATS, Findings, rendered

__all__ = ["FORMATS", "Findings", "rendered"]
