"""What the note to the transfusion laboratory says, as data. Every text is as it came; a layout makes it safe."""

from __future__ import annotations

from dataclasses import dataclass

NOT_RECORDED = "not recorded"
_OPEN = (NOT_RECORDED, "not known", "not decided", "not dated")


def is_open(value: str) -> bool:
    """Whether a value says that something isn't on record, or not exactly.

    >>> is_open("not recorded"), is_open("not expected")
    (True, False)
    """
    return value.startswith(_OPEN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what is on record under it: a value, "no", or NOT_RECORDED."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Antibody:
    """One antibody in one role. `precision` tells how exactly the last dose is known, `since` the days from it."""

    role: str
    agent: str
    route: str
    first_dose: str
    last_dose: str
    precision: str
    since: str


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that applies, as advice or as a question. `under` is the title of the rule that it is shown under."""

    severity: str
    kind: str
    title: str
    about: str
    summary: str
    detail: str
    source: str
    under: str = ""

    def basis(self) -> str:
        """The rule by its title, the regimen that it speaks of, its claim and source, in one run of words."""
        head = ", ".join(filter(None, (self.title, self.about)))
        under = f" Stands under: {self.under}." if self.under else ""
        return f"{head}{'' if head.endswith('?') else '.'} {self.source.rstrip('.')}.{under}"


@dataclass(frozen=True, slots=True)
class Open:
    """What can't be decided, and the facts that would decide it. `severity` is the highest of the rules meant."""

    severity: str
    what: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The note. The lists stand in order of urgency; `shortened` says what a layout with too little room left out."""

    patient: str
    as_of: str
    rulebook: str
    rulebook_sha256: str
    package_version: str
    marks: tuple[str, ...]
    is_emergency: bool
    antibodies: tuple[Antibody, ...]
    regimens: tuple[Entry, ...]
    red_cells: tuple[Entry, ...]
    typing: tuple[Entry, ...]
    kell: tuple[Entry, ...]
    laboratory: tuple[Entry, ...]
    said: tuple[Said, ...]
    undecided: tuple[Open, ...]
    conflicts: tuple[str, ...]
    silent: tuple[str, ...]
    background: tuple[str, ...]
    statement: str
    elsewhere: str
    shortened: tuple[str, ...] = ()
