"""Evidence as rows of a table: what it says, where it stands, on how many patients, and what limits it."""

from __future__ import annotations

from dataclasses import dataclass

from ..present import NOT_GIVEN
from ..rules.evidence_model import Evidence, Reference


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One entry of the catalogue as a page shows it. `name` is its id without the source, and its anchor there."""

    id: str
    source: str
    name: str
    kind: str
    supports: str
    when: str
    says: str
    value: str
    unit: str
    measure: str
    arm: str
    comparator: str
    interval: str
    p_value: str
    n: str
    population: str
    design: str
    data_cut: str
    place: str
    trial: str
    references: tuple[Reference, ...]
    errata: tuple[tuple[str, str], ...]

    @property
    def figure(self) -> str:
        """The value with its unit, and the other arm's; "" for what has no value."""
        if not self.value:
            return ""
        against = f" against {self.comparator}" if self.comparator else ""
        return f"{self.value}{against}"


def evidence_row(entry: Evidence, supports: str = "", when: str = "") -> EvidenceRow:
    """The row of an entry."""
    source, _, name = entry.id.partition("/")
    return EvidenceRow(
        id=entry.id,
        source=source,
        name=name,
        kind=entry.kind,
        supports=supports,
        when=when,
        says=entry.says,
        value=entry.shown_value,
        unit=entry.unit,
        measure=entry.measure,
        arm=entry.arm,
        comparator=f"{entry.comparator.value} ({entry.comparator.arm})" if entry.comparator else "",
        interval=str(entry.interval) if entry.interval else "",
        p_value=str(entry.p) if entry.p else "",
        n=(NOT_GIVEN if entry.n is None else str(entry.n)) if entry.kind == "figure" else "",
        population=entry.population,
        design=entry.design,
        data_cut=entry.data_cut,
        place=str(entry.location),
        trial=entry.trial.id if entry.trial else "",
        references=entry.references,
        errata=tuple((erratum.id, f"{erratum.problem} {erratum.consequence}".strip()) for erratum in entry.errata),
    )
