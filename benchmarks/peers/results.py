"""What a run has measured."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """So many rules on so many patients."""

    rules: int
    patients: int

    def __str__(self) -> str:
        return f"{self.rules:,} rules, {self.patients:,} patients"


@dataclass(slots=True)
class Measured:
    """One engine in one cell. `missing`, `wrong` (rows by rule) or `skipped` (a cell that was measured) says why it has
    no times.
    """

    missing: str = ""
    wrong: dict[str, int] = field(default_factory=dict)
    skipped: Cell | None = None
    ready: float = 0.0
    seconds: list[float] = field(default_factory=list)
    memory_before: float = 0.0
    memory_peak: float = 0.0


@dataclass(slots=True)
class Run:
    """The cells of a run, its limits, and what was found. A pass of more than `most_seconds` isn't tried."""

    cells: tuple[Cell, ...]
    most_seconds: float
    most_rounds: int
    measured: dict[tuple[str, Cell], Measured] = field(default_factory=dict)
    prepare_seconds: dict[Cell, float] = field(default_factory=dict)

    def engines(self) -> list[str]:
        """Every engine, in the order in which it was met."""
        return list(dict.fromkeys(name for name, _ in self.measured))

    def rate(self, name: str, cell: Cell) -> float | None:
        """Profiles a second, by the median pass."""
        measured = self.measured.get((name, cell))
        return (
            cell.patients / statistics.median(measured.seconds)
            if measured and measured.seconds and not measured.missing
            else None
        )

    def nearest(self, name: str, cell: Cell) -> Cell | None:
        """The largest cell measured that is no larger than this one."""
        smaller = [
            other
            for other in self.cells
            if self.rate(name, other) is not None and other.rules <= cell.rules and other.patients <= cell.patients
        ]
        return max(smaller, key=lambda other: (other.rules, other.patients), default=None)

    def by_patients(self) -> list[Cell]:
        """The cells with the fewest rules, by patients."""
        fewest = min(cell.rules for cell in self.cells)
        return sorted((cell for cell in self.cells if cell.rules == fewest), key=lambda cell: cell.patients)

    def by_rules(self) -> list[Cell]:
        """The cells with the fewest patients, by rules."""
        fewest = min(cell.patients for cell in self.cells)
        return sorted((cell for cell in self.cells if cell.patients == fewest), key=lambda cell: cell.rules)
