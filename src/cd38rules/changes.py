"""Changes to a profile, one base fact at a time: what could be filled in or be different.

Used to ask "what would change this verdict". The words of a change name everything that its edit does: who makes it as
printed gets the profile that was decided.
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
Edit = Callable[[Json], None]
MONTHS_AGO = (1, 4, 7)  # one in each band of the washout, inside and outside the interference window
PARTNERS: tuple[tuple[str, ...], ...] = (
    (),
    ("dexamethasone",),
    ("pomalidomide", "dexamethasone"),
    ("carfilzomib", "dexamethasone"),
    ("lenalidomide", "dexamethasone"),
    ("bortezomib", "dexamethasone"),
    ("bortezomib", "melphalan", "prednisone"),
    ("bortezomib", "thalidomide", "dexamethasone"),
    ("bortezomib", "cyclophosphamide", "dexamethasone"),
)
TWO_AGENTS = ("daratumumab", "isatuximab")
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
    edit: Edit

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
    base = split_instance(name)[0]
    if base in _SPECIAL:
        yield from _SPECIAL[base](name, profile, book)
    elif base in FISH:
        yield from (_fish(name, FISH[base], present) for present in (True, False))
    elif base.startswith("cytogenetics.") and base != "cytogenetics.fish_assessed":
        yield from _finding(name, profile, book)
    elif definition.type == "flag":
        for value in (True, False):
            yield Change(name, "yes" if value else "no", _setter(path_of(name), value))
    elif definition.type == "choice":
        for choice, words in definition.choices.items():
            yield Change(name, words, _setter(path_of(name), choice))
    elif definition.type == "number":
        for number in _nearest_first(_around_thresholds(base, book), name, profile):
            yield Change(name, f"{number:g} {definition.unit}", _setter(path_of(name), number))


# ── how a field is written ──────────────────────────────────────────────────────────────────────────────────────────


def _setter(path: str, value: object) -> Edit:
    *groups, field = path.removeprefix("$.").split(".")

    def edit(profile: Json) -> None:
        inside = profile
        for group in groups:
            if not isinstance(inside.get(group), dict):
                inside[group] = {}
            inside = inside[group]
        # A copy: a later change may write into it, and the next trial must find the value as it was.
        inside[field] = copy.deepcopy(value)

    return edit


def _of_each_course(field: str, value: object, *instead_of: str) -> Edit:
    """Writes a field into every recorded course, and takes away what could say something else."""

    def edit(profile: Json) -> None:
        for course in profile["therapy"]["prior"]:
            for name in instead_of:
                course.pop(name, None)
            course[field] = copy.deepcopy(value)

    return edit


def _courses(profile: PatientProfile) -> int:
    return 0 if profile.therapy is None else len(profile.therapy.prior or ())


def _for_each(courses: int) -> str:
    return " (in each recorded course)" if courses > 1 else ""


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(names) or "none"


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── facts whose change is more than one value in one field ──────────────────────────────────────────────────────────

Changes = Callable[[str, PatientProfile, RuleBook], Iterator[Change]]


def _ages(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """Ages around each threshold. A date of birth is taken away: it would say something else."""
    dated = profile.person is not None and profile.person.birth_date is not None
    for years in _nearest_first(_around_thresholds(name, book), name, profile):

        def edit(json: Json, years: float = years) -> None:
            _setter(path_of(name), years)(json)
            json["person"].pop("birth_date", None)

        yield Change(name, f"{years:g} years{' (in place of the date of birth)' if dated else ''}", edit)


def _finding(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """What else is known of an abnormality that is present: the size of its clone, or whether it is isolated."""
    base = split_instance(name)[0]
    abnormality = FISH[base.removesuffix("_clone").removesuffix("_isolated")]
    findings = profile.model_dump(mode="json", exclude_none=True).get("cytogenetics", {}).get("findings", [])
    if not any(finding["abnormality"] == abnormality and finding["present"] for finding in findings):
        return

    def setter(field: str, value: object) -> Edit:
        def edit(data: Json) -> None:
            for finding in data.get("cytogenetics", {}).get("findings", []):
                if finding["abnormality"] == abnormality:
                    finding[field] = value

        return edit

    if base.endswith("_isolated"):
        yield from (Change(name, "yes" if value else "no", setter("isolated", value)) for value in (True, False))
        return
    for number in _nearest_first(_around_thresholds(base, book), name, profile):
        yield Change(name, f"{number:g} %", setter("clone_percent", number))


def _fish(name: str, abnormality: str, present: bool) -> Change:
    """Present or absent; what else is recorded of the abnormality stays."""

    def edit(profile: Json) -> None:
        findings = profile.setdefault("cytogenetics", {}).setdefault("findings", [])
        for finding in findings:
            if finding["abnormality"] == abnormality:
                finding["present"] = present
                return
        findings.append({"abnormality": abnormality, "present": present})

    return Change(name, "present" if present else "absent", edit)


def _agents(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """Another antibody, or none; the fields of the regimen stay unless it is none."""
    for agent in TWO_AGENTS:
        yield Change(name, agent, _setter(path_of(name), agent))
    yield Change(name, "none", _setter(path_of(name).rpartition(".")[0], {"agent": "none"}))


def _partners(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for drugs in PARTNERS:
        yield Change(name, _joined(drugs), _setter(path_of(name), list(drugs)))


def _dates(*months: int) -> Changes:
    """Days so many months after the assessment."""

    def changes(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
        # A planned start lies before the assessment only by mistake.
        planned = split_instance(name) == ("regimen.start", "planned")
        for month in (0, 1) if planned else months:
            day = add_months(profile.as_of, month).isoformat()
            yield Change(name, day, _setter(path_of(name), day))

    return changes


def _timing(field: str) -> Changes:
    """The statement. A date is taken away: it could say something else."""

    def changes(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
        recorded = None if profile.transfusion is None else getattr(profile.transfusion, field)
        instead = " (in place of the date)" if recorded is not None and recorded.date is not None else ""
        for before in (True, False):

            def edit(json: Json, before: bool = before) -> None:
                _setter(f"$.transfusion.{field}.before_first_anti_cd38", before)(json)
                json["transfusion"][field].pop("date", None)

            yield Change(name, f"{'' if before else 'not '}before the first anti-CD38 dose{instead}", edit)

    return changes


def _told(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for agents in ((), *((agent,) for agent in TWO_AGENTS), TWO_AGENTS):
        yield Change(name, _joined(agents), _setter(path_of(name), list(agents)))


def _priors(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """None; another antibody in what is recorded, which keeps its dates; or a course more, without dates."""
    courses = _courses(profile)
    yield Change(name, "none", _setter(path_of(name), []))
    for agent in TWO_AGENTS if courses else ():
        where = " (in the recorded course)" if courses == 1 else _for_each(courses)
        yield Change(name, agent + where, _of_each_course("agent", agent))
    for agent in TWO_AGENTS:

        def add(json: Json, agent: str = agent) -> None:
            therapy = json.setdefault("therapy", {})
            therapy["prior"] = [*therapy.get("prior", ()), {"agent": agent}]

        yield Change(name, f"{agent} (one {'more ' if courses else ''}course, without dates)", add)


def _last_doses(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """One day for all courses. Counts are taken away: they could say something else."""
    prior = () if profile.therapy is None else profile.therapy.prior or ()
    counts = "days_since_last_dose", "months_since_last_dose"
    counted = any(getattr(course, count) is not None for course in prior for count in counts)
    for day in _days_ago(profile) if prior else ():
        words = f"{day}{_for_each(len(prior))}{' (in place of the count)' if counted else ''}"
        yield Change(name, words, _of_each_course("last_dose_date", day, *counts))


def _first_doses(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for day in _days_ago(profile) if _courses(profile) else ():
        yield Change(name, day + _for_each(_courses(profile)), _of_each_course("first_dose_date", day))


def _refractory(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for words, value in (("yes", True), ("no", False)) if _courses(profile) else ():
        yield Change(name, words + _for_each(_courses(profile)), _of_each_course("refractory", value))


def _stop_reasons(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for reason in ("progression", "toxicity") if _courses(profile) else ():
        yield Change(name, reason + _for_each(_courses(profile)), _of_each_course("stop_reason", reason))


def _m_proteins(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    """The type that the rules ask for, and another one."""
    for heavy, light in (("IgG", "kappa"), ("IgA", "lambda")):
        proteins = [{"heavy_chain": heavy, "light_chain": light}]
        yield Change(name, f"{heavy} {light} alone", _setter(path_of(name), proteins))


def _prior_partners(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    for drugs in PARTNERS if _courses(profile) else ():
        words = _joined(drugs) + _for_each(_courses(profile))
        yield Change(name, words, _of_each_course("partner_drugs", list(drugs)))


def _days_ago(profile: PatientProfile) -> list[str]:
    return [add_months(profile.as_of, -months).isoformat() for months in MONTHS_AGO]


def _nothing(name: str, profile: PatientProfile, book: RuleBook) -> Iterator[Change]:
    return iter(())


_PAST = tuple(-months for months in MONTHS_AGO)
_SPECIAL: dict[str, Changes] = {
    "regimen.agent": _agents,
    "regimen.partner_drugs": _partners,
    "regimen.start": _dates(0, *_PAST),
    "regimen.last_dose": _dates(0, *_PAST),
    "person.age": _ages,
    "transfusion.red_cells_date": _dates(0, 1, *_PAST),
    "transfusion.typing_timing": _timing("extended_typing"),
    "transfusion.kell_timing": _timing("kell"),
    "laboratory.notified_of": _told,
    "prior.agents": _priors,
    "prior.last_dose": _last_doses,
    "prior.first_dose": _first_doses,
    "prior.refractory": _refractory,
    "prior.stop_reason": _stop_reasons,
    "prior.partner_drugs": _prior_partners,
    "assessment.date": _nothing,
    "disease.m_protein": _m_proteins,
}
