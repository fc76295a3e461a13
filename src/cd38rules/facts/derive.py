"""Profile to facts: base readings, then the derived facts, for the patient and for each regimen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..profile import PatientProfile
from ..truth import NO, UNKNOWN, YES, Truth
from .definition import ROLES, instance_name
from .derived_vocabulary import PATIENT_DERIVED
from .readings import read_patient, read_regimen
from .regimen import Regimen
from .regimen_vocabulary import REGIMEN_DERIVED
from .values import Members, Value
from .vocabulary import definition_of, order_of, split_instance


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one patient at one assessment.

    `values` holds every fact that has a value, by instance name (`lungs.copd`, `planned.agent`); a fact that isn't
    there has none. `roles` says of each role whether there is such a regimen: yes, no, or not recorded. An
    alternative plan that isn't recorded is no regimen. `undecided` names facts that have a value but count as not
    recorded: the agent of an undecided plan, and earlier antibodies of which one isn't named.
    """

    values: dict[str, Value]
    roles: dict[str, Truth]
    undecided: frozenset[str]

    def is_recorded(self, name: str) -> bool:
        """Whether a base fact is on record; an undecided agent or route isn't."""
        return name in self.values and name not in self.undecided

    def missing_inputs(self, name: str, role: str) -> tuple[str, ...]:
        """The base facts not on record that stand behind a fact, by instance name, in vocabulary order.

        What a regimen that is known to be none would have isn't missing.
        """
        return tuple(item for item in self.inputs_of(name, role) if self._is_missing(item))

    def _is_missing(self, name: str) -> bool:
        return not self.is_recorded(name) and self.roles.get(split_instance(name)[1]) is not NO

    def inputs_of(self, name: str, role: str) -> tuple[str, ...]:
        """The base facts that stand behind a fact (itself, if it is one), by instance name, in vocabulary order."""
        return inputs_of(name, role or split_instance(name)[1])

    @property
    def active_roles(self) -> tuple[str, ...]:
        """The roles that have a regimen, in fixed order."""
        return tuple(role for role in ROLES if self.roles[role] is YES)


@cache
def inputs_of(name: str, role: str) -> tuple[str, ...]:
    """The base facts behind a fact as one role sees it, by instance name, in vocabulary order."""
    base = split_instance(name)[0]
    names = {instance_name(item, role) if role else item for item in definition_of(base).inputs or (base,)}
    return tuple(sorted(names, key=order_of))


def derive(profile: PatientProfile) -> Facts:
    """All facts of a profile. Raises nothing for a valid profile."""
    values = read_patient(profile)
    undecided: set[str] = set()
    roles: dict[str, Truth] = {}
    for role, regimen in regimens_of(profile).items():
        if regimen is None or regimen.agent is None:
            roles[role] = NO if role == "alternative" else UNKNOWN
            continue
        roles[role] = NO if regimen.agent == "none" else YES
        if regimen.agent == "none":
            values[f"{role}.agent"] = frozenset({"none"})
            continue
        values.update(read_regimen(regimen, role))
        if regimen.agent == "undecided":
            undecided.add(f"{role}.agent")
        for fact, compute in REGIMEN_DERIVED:
            value = compute(profile, regimen, role)
            if value is not None:
                values[role + fact.name[len("regimen") :]] = value
    for definition, predicate in PATIENT_DERIVED:
        value = predicate(profile)
        if value is not None:
            values[definition.name] = value
    agents = values.get("prior.agents")
    if isinstance(agents, Members) and "not_recorded" in agents.surely:
        undecided.add("prior.agents")
    return Facts(values, roles, frozenset(undecided))


def regimens_of(profile: PatientProfile) -> dict[str, Regimen | None]:
    """The regimens of a profile by role; None where nothing is recorded."""
    therapy = profile.therapy
    if therapy is None:
        return dict.fromkeys(ROLES)
    return {"current": therapy.current, "planned": therapy.planned, "alternative": therapy.planned_alternative}
