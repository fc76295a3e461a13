"""Derived facts about transfusion: typing and Kell determined in time, red cells, laboratory methods.

Each function is one clinical predicate: None where the profile doesn't decide it.
"""

from __future__ import annotations

from datetime import date

from ..profile import PartialDate, PatientProfile
from .courses import Course, Days, any_days, current_regimen, has_doses, last_dose_days, past_days, prior_courses
from .exposure import has_any_dose, planned_regimens


def are_red_cells_planned(profile: PatientProfile) -> bool | None:
    """Red cells are planned, expected or needed as an emergency."""
    need = None if profile.transfusion is None else profile.transfusion.red_cells
    return None if need is None else need != "not_expected"


def is_transfusion_after_planned_start(profile: PatientProfile) -> bool | None:
    """The red cells can fall on or after the planned start; so they can while either date isn't recorded.

    A current regimen without doses counts as planned. With neither there is no start that they could follow; None while
    it isn't recorded whether there is one.
    """
    plans = [plan for plan in planned_regimens(profile) if plan.agent != "none"]
    current = current_regimen(profile)
    if not plans:
        if current is not None and current.agent != "none" and not has_doses(current):
            return True
        return False if current is not None and planned_regimens(profile) else None
    cells = None if profile.transfusion is None else any_days(profile.transfusion.red_cells_date)
    starts = [any_days(plan.start_date) for plan in plans]
    return cells is None or any(start is None or cells[1] >= start[0] for start in starts)


def is_kell_exempt(profile: PatientProfile) -> bool | None:
    """Kell positivity was established before the first dose of any anti-CD38 antibody."""
    kell = None if profile.transfusion is None else profile.transfusion.kell
    if kell is None or kell.status is None:
        return None
    if kell.status == "negative":
        return False
    return is_before_first_dose(profile, kell.date, kell.before_first_anti_cd38)


def is_typing_in_time(profile: PatientProfile) -> bool | None:
    """An extended red-cell phenotype or genotype from before the first dose of any anti-CD38 antibody is on file."""
    typing = None if profile.transfusion is None else profile.transfusion.extended_typing
    if typing is None or typing.done is None:
        return None
    if not typing.done:
        return False
    return is_before_first_dose(profile, typing.date, typing.before_first_anti_cd38)


def has_dtt(profile: PatientProfile) -> bool | None:
    """The laboratory can treat red cells with DTT, by the standard or a modified technique."""
    laboratory = None if profile.transfusion is None else profile.transfusion.laboratory
    if laboratory is None:
        return None
    return True if laboratory.dtt or laboratory.modified_dtt else laboratory.dtt


def is_before_first_dose(profile: PatientProfile, when: PartialDate | None, stated: bool | None) -> bool | None:
    """A recorded statement decides; else the dates do, strictly (the same day is not before); else no dose ever.

    A statement that it was before, beside a date that surely isn't, decides nothing: the record contradicts itself.
    """
    if stated is not None:
        return None if stated and _is_surely_after_a_first_dose(profile, when) else stated
    given = has_any_dose(profile)
    if given is False:
        return True
    determined = past_days(when, profile.as_of)
    if determined is None:
        return None
    if _is_surely_after_a_first_dose(profile, when):
        return False
    if prior_courses(profile) is None or current_regimen(profile) is None:
        return None
    firsts = _first_doses(profile)
    return True if all(first is not None and determined[1] < first[0] for first in firsts) else None


def _is_surely_after_a_first_dose(profile: PatientProfile, when: PartialDate | None) -> bool:
    """On the day of the first dose of some course, or later, whatever days partial dates mean."""
    determined = past_days(when, profile.as_of)
    if determined is None:
        return False
    return any(first is not None and determined[0] >= first[1] for first in _first_doses(profile))


def _first_doses(profile: PatientProfile) -> list[Days | None]:
    """For each course given, the days its first dose can have fallen on: no later than the last dose."""
    current = current_regimen(profile)
    spans: list[tuple[PartialDate | None, Course]] = [(c.first_dose_date, c) for c in prior_courses(profile) or ()]
    if current is not None and has_doses(current):
        spans.append((current.start_date, current))
    days: list[Days | None] = []
    for first, course in spans:
        known, end = past_days(first, profile.as_of), last_dose_days(course, profile.as_of)
        if end is not None:
            known = (date.min, end[1]) if known is None else (known[0], min(known[1], end[1]))
        days.append(known)
    return days
