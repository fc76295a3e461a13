"""The note to the transfusion laboratory from a profile and its report (decision 0027)."""

from __future__ import annotations

from collections.abc import Iterator

from ..profile import PatientProfile
from ..report import Report
from ..rules.book import RuleBook
from .advised import background_of, conflicts_of, elsewhere_of, said_of, silent_of, undecided_of
from .antibodies import antibodies_of, regimens_of
from .blood import kell_of, laboratory_of, red_cells_of, typing_of
from .model import Note


def note_of(profile: PatientProfile, report: Report, book: RuleBook) -> Note:
    """The whole note, nothing shortened. `report` is that of the profile by the book.

    Raises ValueError if the report is of another patient, day or rule book.
    """
    receipt = report.receipt
    if (report.patient_id, report.as_of) != (profile.patient_id, profile.as_of.isoformat()):
        raise ValueError("the report is of another patient or day than the profile")
    if receipt.rulebook_sha256 != book.sha256:
        raise ValueError("the report was made with another rule book")
    return Note(
        patient=report.patient_id,
        as_of=report.as_of,
        rulebook=f"{receipt.rulebook} {receipt.rulebook_version}",
        rulebook_sha256=receipt.rulebook_sha256,
        package_version=receipt.package_version,
        marks=tuple(_marks(report)),
        is_emergency=profile.transfusion is not None and profile.transfusion.red_cells == "emergency",
        antibodies=antibodies_of(profile),
        regimens=regimens_of(profile),
        red_cells=red_cells_of(profile),
        typing=typing_of(profile),
        kell=kell_of(profile),
        laboratory=laboratory_of(profile),
        said=said_of(report, book),
        undecided=undecided_of(report, book),
        conflicts=conflicts_of(report),
        silent=silent_of(report, book),
        background=background_of(report, book),
        statement=report.coverage.statement,
        elsewhere=elsewhere_of(report, book),
    )


def _marks(report: Report) -> Iterator[str]:
    unsigned = report.receipt.unsigned_rules
    if unsigned:
        yield f"Draft: no clinician has signed these rules ({unsigned} unsigned)."
    if report.receipt.locally_modified:
        yield "Locally modified: the rules differ from those that were shipped."
    yield f"Evidence of {'; '.join(report.coverage.evidence_as_of)}."
