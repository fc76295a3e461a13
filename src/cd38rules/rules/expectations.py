"""What the authors of a book declare about it as a whole, for the checks to prove: no rule is decided by it.

`exclusive.yaml` says which advisories never, or always, stand together, `families.yaml` which rules share a domain out
among them, and `monotone.yaml` which warnings a worse value never takes away. A book may have none of these files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..diagnostics import Place
from .condition import NOWHERE, Condition


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rules that are never shown together for one regimen: each pair of `pairs`.

    `except_when` names the cases in which they may. `opposed` says that one gives what the other advises against,
    `even_covered` that they don't even apply together where another advisory covers one of them.
    """

    id: str
    because: str
    pairs: tuple[tuple[str, str], ...]
    opposed: bool = False
    even_covered: bool = False
    except_when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Together:
    """Rules of which none is shown without the others."""

    id: str
    because: str
    rules: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that share the cases of `when` out among them: for each case at least one of `members` speaks."""

    id: str
    title: str
    when: Condition
    members: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Monotone:
    """A fact whose worse values never take a warning away.

    `worsens` is `lower` or `higher` for a number, `yes` or `no` for a flag; for a choice `ranks` lists its values from
    the best to the worst.
    """

    fact: str
    because: str
    rules: tuple[str, ...]
    worsens: str = ""
    ranks: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Expectations:
    """All that is declared, in the order of the files."""

    exclusions: tuple[Exclusion, ...] = ()
    together: tuple[Together, ...] = ()
    families: tuple[Family, ...] = ()
    monotone: tuple[Monotone, ...] = ()
