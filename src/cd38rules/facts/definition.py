"""What a fact is: its name, type, unit, choices, and the words that a clinician reads.

A base fact is a reading of the profile; a derived one is computed from others and says how, in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

FactType = Literal["flag", "choice", "number", "members", "record"]

REGIMEN_PREFIX = "regimen."
ROLES = ("current", "planned", "alternative")
ROLE_WORDS = {"current": "current", "planned": "planned", "alternative": "alternatively planned"}


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One word of the vocabulary.

    `choices` maps each allowed value of a choice or members fact to its plain words.
    `low` and `high` bound a number, in `unit`, ends included.
    A record stands for something that has a date or several parts; rules can only ask whether it is recorded.
    `inputs` names the base facts that a derived fact is computed from; a base fact has none.
    `stand_ins` maps an input to what is taken for it while it isn't recorded; `settles` says in words what else is
    taken for granted. A fact with either may change its value when more is recorded.
    A name that starts with `regimen.` is read once for each regimen of the patient.
    """

    name: str
    type: FactType
    label: str
    question: str = ""
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    integer: bool = False
    low: float = 0.0
    high: float = 0.0
    inputs: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    settles: str = ""
    path: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether recording more can change a value that is already known."""
        return bool(self.stand_ins or self.settles)

    @property
    def is_derived(self) -> bool:
        return bool(self.inputs)

    @property
    def is_of_regimen(self) -> bool:
        return self.name.startswith(REGIMEN_PREFIX)


@cache
def instance_name(name: str, role: str) -> str:
    """The name of a regimen's fact for one role: `regimen.agent` of the planned regimen is `planned.agent`."""
    return role + "." + name[len(REGIMEN_PREFIX) :] if name.startswith(REGIMEN_PREFIX) else name
