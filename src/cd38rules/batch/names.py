"""The files of a run."""

from __future__ import annotations

from typing import Literal, get_args

VerdictForm = Literal["parquet", "ndjson", "csv"]
VERDICT_FORMS: tuple[VerdictForm, ...] = get_args(VerdictForm)

REPORTS, QUARANTINE, FHIR_QUARANTINE = "reports.ndjson", "quarantine.ndjson", "quarantine.fhir.ndjson"
NOTES = "fhir-notes.ndjson"
"""What was found while the resources of each patient were read."""
SUMMARY, PAGE, MANIFEST = "summary.json", "summary.html", "manifest.json"
UNFINISHED = ".unfinished"
"""The folder, in that of the outputs, of a run that hasn't ended."""


def verdicts_file(form: VerdictForm) -> str:
    """The name of the verdicts in one form."""
    return f"verdicts.{form}"


VERDICT_FILES = tuple(map(verdicts_file, VERDICT_FORMS))
ALL_OUTPUTS = (*VERDICT_FILES, REPORTS, QUARANTINE, FHIR_QUARANTINE, NOTES, SUMMARY, PAGE, MANIFEST)
"""Every name that a run may write, in the order in which they are put in place: the manifest last."""
