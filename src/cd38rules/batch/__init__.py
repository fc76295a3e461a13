"""Patient lists: rows in, verdicts out, in constant memory; what was done of a killed run isn't lost."""

from .in_columns import evaluate_batches, evaluate_frame
from .names import ALL_OUTPUTS, FHIR_QUARANTINE, MANIFEST, NOTES, PAGE, QUARANTINE, REPORTS, SUMMARY, VERDICT_FORMS
from .run import KEPT, Progress, run_batch
from .summary import BatchSummary, State
from .unfinished import UnfinishedRunError, is_unfinished

__all__ = [
    "ALL_OUTPUTS",
    "FHIR_QUARANTINE",
    "KEPT",
    "MANIFEST",
    "NOTES",
    "PAGE",
    "QUARANTINE",
    "REPORTS",
    "SUMMARY",
    "VERDICT_FORMS",
    "BatchSummary",
    "Progress",
    "State",
    "UnfinishedRunError",
    "evaluate_batches",
    "evaluate_frame",
    "is_unfinished",
    "run_batch",
]
