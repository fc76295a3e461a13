"""Patient lists: profiles in, reports out, one JSON object a line, in constant memory."""

from .outputs import OUTPUTS, QUARANTINE, REPORTS, SUMMARY
from .run import Progress, run_batch
from .summary import BatchSummary, State

__all__ = [
    "OUTPUTS",
    "QUARANTINE",
    "REPORTS",
    "SUMMARY",
    "BatchSummary",
    "Progress",
    "State",
    "run_batch",
]
