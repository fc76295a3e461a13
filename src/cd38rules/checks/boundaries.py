"""The patients at the limits of the rules (`boundaries.yaml`) get the verdicts that stand there.

They are decided one by one by the reference engine, all of them within half a second; that the other engines agree
with it is proved elsewhere, and by every evaluation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..diagnostics import ProfileError, did_you_mean
from ..engines import reference
from ..facts import ROLES, Facts, derive
from ..profile import PatientProfile
from ..rules.book import RuleBook
from ..rules.boundaries import Boundary, read_boundaries
from .check import Found

_ANEW = "correct the entry, or write the file anew (`make boundaries`)"
_MEANT = "restore the rule; if the change is meant, correct the entry, or write the file anew (`make boundaries`)"


def boundary_unusable(book: RuleBook) -> Iterator[Found]:
    """Each entry of `boundaries.yaml` can be read, and shows a valid patient to a rule that is decided.

    One that can't be used would prove nothing about its limit, and nobody would miss it.
    """
    cases, faults = read_boundaries(book)
    for fault in faults:
        yield Found(fault.message, fault.places[0], fault.hint, fault.places[1:])
    for case in cases:
        problem = _problem(book, case)
        if isinstance(problem, Found):
            yield problem


def boundary_differs(book: RuleBook) -> Iterator[Found]:
    """The verdict of each patient at a limit is the one that `boundaries.yaml` gives.

    The file holds, for each limit that a rule draws, patients just below, at and just above it. A limit that is moved,
    or that takes its own value in, changes the verdict of one of them; so does a change of what else the rule asks for.
    """
    for case in read_boundaries(book)[0]:
        facts = _problem(book, case)
        if isinstance(facts, Found):
            continue
        rule = book.rules[case.rule]
        verdict = reference.decide(book.plan, facts).of(case.rule, rule.scope, case.role)
        if verdict is not case.verdict:
            regimen = f" (the {case.role} regimen)" if case.role else ""
            message = (
                f"`{case.rule}` is {verdict.value} for this patient and not {case.verdict.value}: "
                f"{case.fact} {case.value}, {case.side} the limit of {case.limit}{regimen}"
            )
            yield Found(message, case.place, _MEANT, (rule.place,), json.dumps(case.profile, ensure_ascii=False))


def _problem(book: RuleBook, case: Boundary) -> Found | Facts:
    """Why an entry can't be used; the facts of its patient if it can."""
    if case.rule not in book.plan_rules:
        hint = did_you_mean(case.rule, book.plan_rules, "remove the entry")
        return Found("the entry names no rule that is decided for patients", case.place, hint)
    scoped = book.rules[case.rule].scope == "regimen"
    if (case.role not in ROLES) if scoped else bool(case.role):
        hint = f"`role`: one of {', '.join(ROLES)}" if scoped else "remove `role`"
        return Found(f"`{case.rule}` is not decided for that regimen", case.place, hint)
    try:
        return derive(PatientProfile.model_validate_json(json.dumps(case.profile)))
    except ProfileError as error:
        first = error.diagnostics[0]
        message = f"the patient at the limit of `{case.rule}` is refused: {first.code} at {first.places[0]}"
        return Found(message, case.place, _ANEW)
