"""What a rule may cite: sources, their references and errata, and figures, statements and gaps with their places.

Everything is frozen; figures hold the text that is printed, never a number computed from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from ..diagnostics import Place

_T = TypeVar("_T")

Kind = Literal["figure", "statement", "gap"]
Sidedness = Literal["one-sided", "two-sided", "not stated"]

KINDS: tuple[Kind, ...] = ("figure", "statement", "gap")
SIDEDNESS: tuple[Sidedness, ...] = ("one-sided", "two-sided", "not stated")

DESIGNS: tuple[str, ...] = (
    "label",
    "label and phase III trial",  # one figure that the source cites to both
    "press release",
    "phase III randomised trial",
    "phase III subgroup",
    "phase III update",
    "phase III post-study therapy",  # what patients received after the trial's treatment: not randomised
    "phase II trial",
    "phase I/II trial",
    "phase I/II subgroup",
    "phase Ib trial",
    "trial eligibility",
    "ongoing trial",
    "retrospective series",
    "observational study",
    "translational study",
    "ex vivo",
    "in vitro",
    "laboratory method report",
    "expert committee report",
    "expert review",
    "conference abstract",
    "declaration",  # what the authors say about the article itself: funding, interests
    "silence",  # of gaps: the source says nothing
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the source; `run_in` when its text starts on the heading's own line."""

    heading: str
    under: str = ""
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One article. `evidence_as_of` is the date to which its newest cited labels were read."""

    id: str
    short_name: str
    kind: str
    authors: tuple[str, ...]
    title: str
    journal: str
    year: int
    doi: str
    pmcid: str
    licence: str
    received: date
    accepted: date
    published: date
    evidence_as_of: date
    funding: str
    interests: tuple[str, ...]
    no_interests_declared_by: tuple[str, ...]
    sections: tuple[Section, ...]
    furniture: tuple[str, ...]  # how blocks start that interrupt a paragraph: author block, running heads
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the source's reference list; empty fields aren't printed there."""

    source: str
    number: int
    authors: str
    year: int | None
    title: str
    where: str
    pages: str
    url: str
    identifier: str
    accessed: str
    role: str
    place: Place

    @property
    def cite(self) -> str:
        """The reference on one line: `[47] Chapuy CI, et al (2015) Title. Transfusion 55:1545–1554`."""
        year = f" ({self.year})" if self.year else ""
        pages = f":{self.pages}" if self.pages else ""
        return " ".join(f"[{self.number}] {self.authors}{year} {self.title}. {self.where}{pages}".split())


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the source: a paragraph, a table with its cell, row, column or note, a figure, a reference.

    `sections` and `article` are of gaps: where the silence was checked.
    """

    section: str = ""
    paragraph: int | None = None
    table: int | None = None
    row: str = ""
    column: str = ""
    part: str = ""  # the label of one of several values in a cell
    footnote: str = ""
    note: str = ""  # caveat | abbreviations | caption
    figure: int | None = None
    reference: int | None = None
    sections: tuple[str, ...] = ()
    article: str = ""  # whole
    place: Place = field(default=Place(""), compare=False)

    def __str__(self) -> str:
        if self.section:
            return self.section + (f", ¶{self.paragraph}" if self.paragraph else "")
        if self.table is not None:
            parts = (self.row, self.part, self.column, self.footnote and f"footnote {self.footnote}", self.note)
            return f"Table {self.table}" + "".join(f", {part}" for part in parts if part)
        if self.figure is not None:
            return f"Fig. {self.figure}"
        if self.reference is not None:
            return f"reference {self.reference}"
        return "the whole article" if self.article else ", ".join(self.sections)


@dataclass(frozen=True, slots=True)
class Erratum:
    """An inconsistency of the source itself; `affects` holds the full ids of the entries that name it."""

    source: str
    id: str
    problem: str
    consequence: str
    where: tuple[Location, ...]
    affects: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Trial:
    """A study that the source reports. What it says of it are entries, by what they tell (`enrolled`, `endpoint`, ...).

    `entries` holds pairs of such a word and the full id of an entry, in the order of the file.
    """

    source: str
    id: str
    name: str
    registration: str
    phase: str
    regimen: str
    control: str
    entries: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Comparator:
    """The other arm and its figure as printed."""

    arm: str
    value: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval as printed, with its level (`95 %`)."""

    low: str
    high: str
    level: str

    def __str__(self) -> str:
        return f"{self.level} CI {self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class PValue:
    """A P value as printed, with its sidedness as far as the source states it."""

    value: str
    sided: Sidedness

    def __str__(self) -> str:
        sided = "sidedness not stated" if self.sided == "not stated" else self.sided
        return f"P {self.value} ({sided})"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term and how often it stands where a gap was checked; 0 proves the silence word by word."""

    term: str
    times: int


@dataclass(frozen=True, slots=True)
class Again:
    """Another place that prints the same figure; `value` is how it is printed there."""

    location: Location
    printed: str
    value: str


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """The verbatim words that print an entry's number of patients; `location` is None where it is the entry's own."""

    printed: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure, a statement or a gap of a source. `id` is the full one: `leleu-2022/interference-isatuximab-share`.

    `printed` are verbatim fragments that stand at `location`; `arm_printed` is the part of the fragment, or of the
    table's headings, that names the arm; `n` is None where the source gives none, and
    `n_printed` shows it where neither the fragment nor a heading of the table does. `means` is what an abbreviation
    printed as the value stands for in that table (NR: not reached, or not reported).
    """

    id: str
    source: Source
    kind: Kind
    says: str
    location: Location
    design: str
    references: tuple[Reference, ...]
    errata: tuple[Erratum, ...]
    printed: tuple[str, ...]
    occurs: tuple[Occurrence, ...]
    value: str
    unit: str
    measure: str
    arm: str
    arm_printed: str
    comparator: Comparator | None
    interval: Interval | None
    p: PValue | None
    n: int | None
    population: str
    data_cut: str
    place: Place
    trial: Trial | None = None
    means: str = ""
    also: tuple[Again, ...] = ()
    n_printed: PrintedNumber | None = None

    @property
    def shown_value(self) -> str:
        """The value as printed; where that is an abbreviation, with what the source says that it stands for."""
        return f"{self.value} ({self.means})" if self.means else self.value

    @property
    def with_interval(self) -> str:
        """`0.66 (95 % CI 0.40–1.07)`."""
        return f"{self.shown_value} ({self.interval})" if self.interval else self.shown_value

    @property
    def cite(self) -> str:
        """A printable citation: `Leleu 2022, Interference with indirect Coombs tests, ¶1 [refs 15, 48]`."""
        numbers = ", ".join(str(reference.number) for reference in self.references)
        word = "refs" if len(self.references) > 1 else "ref"
        return f"{self.source.short_name}, {self.location}" + (f" [{word} {numbers}]" if numbers else "")

    @property
    def n_as_text(self) -> str:
        """`n = 32`, or `n not given`."""
        return "n not given" if self.n is None else f"n = {self.n}"


@dataclass(frozen=True)
class EvidenceCatalogue:
    """All sources and what they hold, in the order of source id, file and line. Look-ups take full ids."""

    sources: tuple[Source, ...] = ()
    entries: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()
    errata: tuple[Erratum, ...] = ()
    trials: tuple[Trial, ...] = ()
    _by_id: dict[str, Evidence] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})

    def __contains__(self, full_id: object) -> bool:
        return full_id in self._by_id

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, full_id: str) -> Evidence:
        """The entry of a full id (`leleu-2022/...`); KeyError where there is none."""
        return self._by_id[full_id]

    def get(self, full_id: str) -> Evidence | None:
        """The entry of a full id, or None."""
        return self._by_id.get(full_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """All full ids, in order: what a `did you mean` may offer."""
        return tuple(self._by_id)

    def of_source(self, source_id: str) -> tuple[Evidence, ...]:
        """The entries of one source."""
        return tuple(entry for entry in self.entries if entry.source.id == source_id)

    def reference(self, source_id: str, number: int) -> Reference | None:
        """A numbered reference of a source, or None."""
        return first(r for r in self.references if r.source == source_id and r.number == number)

    def trial(self, trial_id: str) -> Trial | None:
        """A trial by its id, or None."""
        return first(t for t in self.trials if t.id == trial_id)

    def erratum(self, source_id: str, erratum_id: str) -> Erratum | None:
        """An erratum of a source, or None."""
        return first(e for e in self.errata if e.source == source_id and e.id == erratum_id)


def first(found: Iterable[_T]) -> _T | None:
    """The first of an iterable, or None."""
    return next(iter(found), None)
