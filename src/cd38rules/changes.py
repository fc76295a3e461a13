"""Changes to a profile, one base fact at a time: what could be filled in or be different.

Used to ask "what would change this verdict"; a change is always one that a profile may hold.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .facts import definition_of, label_of, path_of, split_instance
from .facts.calendar import add_months
from .profile import PatientProfile
from .rules.book import RuleBook
from .rules.condition import FactLeaf, walk

Json = dict[str, Any]
MONTHS_AGO = (1, 4, 7)  # one in each band of the washout, inside and outside the interference window
PARTNERS: tuple[tuple[str, ...], ...] = (
    (),
    ("dexamethasone",),
    ("pomalidomide", "dexamethasone"),
    ("carfilzomib", "dexamethasone"),
    ("lenalidomide", "dexamethasone"),
    ("bortezomib", "dexamethasone"),
)
FISH = {
    "cytogenetics.del_17p": "del(17p)",
    "cytogenetics.t_4_14": "t(4;14)",
    "cytogenetics.t_14_16": "t(14;16)",
    "cytogenetics.gain_1q21": "gain(1q21)",
    "cytogenetics.amp_1q": "amp(1q)",
    "cytogenetics.other_abnormality": "other_abnormality",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One base fact with another value: its instance name, the new value in words, and the edit of the JSON."""

    fact: str
    words: str
    edit: Callable[[Json], None]

    def __str__(self) -> str:
        return f"{label_of(self.fact)}: {self.words}"


def changed(profile: Json, changes: tuple[Change, ...]) -> PatientProfile:
    """The profile with the changes made. Raises ProfileError if they don't fit together."""
    edited = copy.deepcopy(profile)
    for change in changes:
        change.edit(edited)
    return PatientProfile.model_validate(edited)


def possible_changes(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """The values worth trying for a base fact: each choice, and numbers around each threshold of the rule book."""
    definition = definition_of(name)
    base, role = split_instance(name)
    if base in _SPECIAL:
        yield from _SPECIAL[base](name, role, profile)
    elif base in FISH:
        yield from (_fish(name, FISH[base], present) for present in (True, False))
    elif base.startswith("cytogenetics.") and base != "cytogenetics.fish_assessed":
        return  # the size of a clone: no rule of the topics present rests on it
    elif definition.type == "flag":
        for value in (True, False):
            yield Change(name, "yes" if value else "no", _setter(path_of(name), value))
    elif definition.type == "choice":
        for choice, words in definition.choices.items():
            yield Change(name, words, _setter(path_of(name), choice))
    elif definition.type == "number":
        for number in _nearest_first(_around_thresholds(base, book), name, profile):
            yield Change(name, f"{number:g} {definition.unit}", _setter(path_of(name), number))


def _around_thresholds(base: str, book: RuleBook) -> list[float | int]:
    """Just below, at and just above each number that the book compares the fact with."""
    definition = definition_of(base)
    step: float = 1 if definition.integer else 0.1
    found: set[float | int] = set()
    for decision in book.plan.decisions.values():
        for leaf in walk(decision.condition):
            if isinstance(leaf, FactLeaf) and leaf.fact == base and leaf.operator != "recorded":
                found.update(round(float(n) + s, 1) for n in leaf.literals for s in (-step, 0, step))
    inside = sorted(number for number in found if definition.low <= number <= definition.high)
    return [int(number) for number in inside] if definition.integer else list(inside)


def _nearest_first(numbers: list[float | int], name: str, profile: PatientProfile) -> list[float | int]:
    """The numbers from the nearest to the recorded value on; as they are if none is recorded."""
    value: object = profile
    for step in path_of(name).removeprefix("$.").split("."):
        value = getattr(value, step, None)
    if not isinstance(value, (int, float)):
        return numbers
    recorded = value
    return sorted(numbers, key=lambda number: (abs(number - recorded), number))


def _setter(path: str, value: object) -> Callable[[Json], None]:
    *groups, field = path.removeprefix("$.").split(".")

    def edit(profile: Json) -> None:
        inside = profile
        for group in groups:
            if not isinstance(inside.get(group), dict):
                inside[group] = {}
            inside = inside[group]
        inside[field] = value

    return edit


def _fish(name: str, abnormality: str, present: bool) -> Change:
    def edit(profile: Json) -> None:
        findings = profile.setdefault("cytogenetics", {}).setdefault("findings", [])
        findings[:] = [finding for finding in findings if finding["abnormality"] != abnormality]
        findings.append({"abnormality": abnormality, "present": present})

    return Change(name, "present" if present else "absent", edit)


def _agents(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
    """Another antibody, or none; the fields of the regimen stay unless it is none."""
    words = {"daratumumab": "daratumumab", "isatuximab": "isatuximab", "none": "none"}
    for agent, word in words.items():

        def edit(json: Json, agent: str = agent) -> None:
            if agent == "none":
                _setter(path_of(name).rpartition(".")[0], {"agent": "none"})(json)
            else:
                _setter(path_of(name), agent)(json)

        yield Change(name, word, edit)


def _partners(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
    for drugs in PARTNERS:
        yield Change(name, " and ".join(drugs) or "none", _setter(path_of(name), list(drugs)))


def _dates(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
    """The day of assessment, and days in the bands before it (a planned start: only from it on)."""
    is_planned_start = split_instance(name) == ("regimen.start", "planned")
    offsets = (0, 1) if is_planned_start else (0, *(-months for months in MONTHS_AGO))
    for months in offsets:
        day = add_months(profile.as_of, months).isoformat()
        yield Change(name, day, _setter(path_of(name), day))


def _timing(field: str) -> Callable[[str, str, PatientProfile], Iterator[Change]]:
    def changes(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
        for before in (True, False):
            words = "before the first anti-CD38 dose" if before else "not before the first anti-CD38 dose"
            yield Change(name, words, _setter(f"$.transfusion.{field}.before_first_anti_cd38", before))

    return changes


def _told(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
    for agents in ((), ("daratumumab",), ("isatuximab",), ("daratumumab", "isatuximab")):
        yield Change(name, " and ".join(agents) or "none", _setter(path_of(name), list(agents)))


def _priors(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
    yield Change(name, "none", _setter("$.therapy.prior", []))
    for agent in ("daratumumab", "isatuximab"):
        yield Change(name, agent, _setter("$.therapy.prior", [{"agent": agent}]))


Changes = Callable[[str, str, PatientProfile], Iterator[Change]]
Values = Callable[[PatientProfile], list[tuple[str, object]]]


def _of_courses(field: str, values: Values) -> Changes:
    def changes(name: str, role: str, profile: PatientProfile) -> Iterator[Change]:
        if profile.therapy is None or not profile.therapy.prior:
            return
        for words, value in values(profile):

            def edit(json: Json, value: object = value) -> None:
                for course in json["therapy"]["prior"]:
                    if field == "last_dose_date":  # a count beside it could say something else
                        course.pop("days_since_last_dose", None)
                        course.pop("months_since_last_dose", None)
                    course[field] = value

            yield Change(name, words, edit)

    return changes


def _combinations(profile: PatientProfile) -> list[tuple[str, object]]:
    return [(" and ".join(drugs) or "none", list(drugs)) for drugs in PARTNERS]


def _days_ago(profile: PatientProfile) -> list[tuple[str, object]]:
    days = [add_months(profile.as_of, -months).isoformat() for months in MONTHS_AGO]
    return [(day, day) for day in days]


_SPECIAL: dict[str, Changes] = {
    "regimen.agent": _agents,
    "regimen.partner_drugs": _partners,
    "regimen.start": _dates,
    "regimen.last_dose": _dates,
    "transfusion.red_cells_date": _dates,
    "transfusion.typing_timing": _timing("extended_typing"),
    "transfusion.kell_timing": _timing("kell"),
    "laboratory.notified_of": _told,
    "prior.agents": _priors,
    "prior.last_dose": _of_courses("last_dose_date", _days_ago),
    "prior.first_dose": _of_courses("first_dose_date", _days_ago),
    "prior.stop_reason": _of_courses(
        "stop_reason", lambda _: [("progression", "progression"), ("toxicity", "toxicity")]
    ),
    "prior.refractory": _of_courses("refractory", lambda _: [("yes", True), ("no", False)]),
    "prior.partner_drugs": _of_courses("partner_drugs", _combinations),
    "assessment.date": lambda *_: iter(()),
    "disease.m_protein": lambda *_: iter(()),
}
