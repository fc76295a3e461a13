"""Whom the difference of two rule books concerns: a made-up patient for each rule, and counts over a list."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..changes import Json, changed, possible_changes
from ..diagnostics import ProfileError
from ..evaluation import evaluator_for
from ..facts import derive
from ..flip import base_facts_behind, plan_behind
from ..profile import PatientProfile
from ..report import Advisory, Report
from ..rules.book import RuleBook
from ..rules.boundaries import read_boundaries
from ..self_test import read_cases
from ..truth import Truth

MOST_TRIALS = 1_500
MOST_DIFFERING = 40


def witness(rule: str, old: RuleBook, new: RuleBook) -> tuple[PatientProfile, str, str] | None:
    """A patient for whom a rule's verdict (of any regimen) differs, with both verdicts; None if none was found.

    Looked for among the must-fire cases of both books, those cases with the antibody therapy of other patients on whom
    the books differ in anything, and what is one or two facts away from a case. A patient for whom both books decide
    is preferred.
    """
    undecided: tuple[PatientProfile, str, str] | None = None
    for profile in _near_cases(rule, old, new):
        before, after = (_verdicts(rule, book, profile) for book in (old, new))
        if before != after and "unknown" not in (before, after):
            return profile, before, after
        if before != after and undecided is None:
            undecided = profile, before, after
    return undecided


def _near_cases(rule: str, old: RuleBook, new: RuleBook) -> Iterator[PatientProfile]:
    cases = [case for book in (old, new) for case in read_cases(book)[0] if case.rule == rule]
    starts = [
        profile
        for case in cases
        for data in (_with_known_none(case.profile), case.profile)
        if (profile := _valid(data)) is not None
    ]
    starts.append(PatientProfile.model_validate({"patient_id": "made-up", "as_of": "2024-03-15"}))
    trials = itertools.chain.from_iterable(_around(rule, profile, old, new) for profile in starts)
    yield from starts
    # A limit in a concept is crossed by dates of several courses at once, which single changes don't reach.
    for other in _differing(old, new):
        yield other
        for case in cases:
            with_therapy = _valid(_with_known_none(case.profile | _therapy_of(other)))
            if with_therapy is not None:
                yield with_therapy
    yield from itertools.islice(trials, MOST_TRIALS)


@lru_cache(maxsize=4)
def _differing(old: RuleBook, new: RuleBook) -> tuple[PatientProfile, ...]:
    """Patients of the must-fire cases and boundaries on whom the books differ in the verdict of any rule."""
    data = [case.profile for book in (old, new) for case in read_cases(book)[0]]
    data += [boundary.profile for book in (old, new) for boundary in read_boundaries(book)[0]]
    found: list[PatientProfile] = []
    seen: set[str] = set()
    for item in data:
        profile = _valid(_with_known_none(item))
        if profile is None or (text := profile.model_dump_json()) in seen:
            continue
        seen.add(text)
        facts = derive(profile)
        before, after = (evaluator_for(book).decide(facts).truths for book in (old, new))
        if any(before[key] is not after[key] for key in before.keys() & after.keys()):
            found.append(profile)
    return tuple(found[:MOST_DIFFERING])


def _therapy_of(profile: PatientProfile) -> dict[str, Any]:
    """The day of assessment and the antibody therapy, as plain data."""
    plain: Json = profile.model_dump(mode="json", exclude_none=True)
    return {name: plain[name] for name in ("as_of", "therapy") if name in plain}


def _around(rule: str, profile: PatientProfile, old: RuleBook, new: RuleBook) -> Iterator[PatientProfile]:
    plain: Json = profile.model_dump(mode="json", exclude_none=True)
    facts = derive(profile)
    names: set[str] = set()
    for book in (old, new):
        if rule in book.plan.decisions:
            for role in facts.active_roles or ("",):
                names |= base_facts_behind(plan_behind(book.plan, rule), facts, role)
    changes = [
        change for book in (old, new) for name in sorted(names) for change in possible_changes(name, profile, book)
    ]
    for size in (1, 2):
        for chosen in itertools.combinations(changes, size):
            try:
                yield changed(plain, chosen)
            except (ProfileError, KeyError, TypeError):
                continue


def _with_known_none(data: dict[str, Any]) -> dict[str, Any]:
    """The same patient, with the antibody therapy that isn't recorded known to be none."""
    none: dict[str, Any] = {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []}
    return data | {"therapy": none | data.get("therapy", {})}


def _valid(data: dict[str, Any]) -> PatientProfile | None:
    try:
        return PatientProfile.model_validate_json(json.dumps(data))
    except ProfileError:
        return None


def _verdicts(rule: str, book: RuleBook, profile: PatientProfile) -> str:
    """The verdict of a rule for the patient as a whole: yes for some regimen, else unknown for some, else no."""
    if rule not in book.plan.decisions:
        return "not in the book"
    outcome = evaluator_for(book).decide(derive(profile))
    scope = book.rules[rule].scope
    found: Truth = outcome.of(rule, scope)
    return found.value


@dataclass
class Counts:
    """How many entries of reports appear, vanish or change, by rule, over a list of patients."""

    patients: int = 0
    refused: int = 0
    concerned: int = 0
    appear: Counter[str] = field(default_factory=Counter)
    vanish: Counter[str] = field(default_factory=Counter)
    change: Counter[str] = field(default_factory=Counter)


def count_over(profiles: Iterable[dict[str, Any]], old: RuleBook, new: RuleBook) -> Counts:
    """What a list of patients would see of the difference."""
    counts = Counts()
    for data in profiles:
        profile = _valid(data)
        if profile is None:
            counts.refused += 1
            continue
        counts.patients += 1
        before, after = (_shown(evaluator_for(book).evaluate(profile)) for book in (old, new))
        appear, vanish = after.keys() - before.keys(), before.keys() - after.keys()
        change = {key for key in before.keys() & after.keys() if before[key] != after[key]}
        for counter, keys in ((counts.appear, appear), (counts.vanish, vanish), (counts.change, change)):
            counter.update(rule for rule, _ in keys)
        counts.concerned += bool(appear or vanish or change)
    return counts


def _shown(report: Report) -> dict[tuple[str, tuple[str, ...]], tuple[object, ...]]:
    return {(entry.rule, entry.roles): _content(entry) for entry in report.applying()}


def _content(entry: Advisory) -> tuple[object, ...]:
    return entry.severity, entry.summary, entry.detail, entry.caveats, entry.covered_by, entry.evidence
