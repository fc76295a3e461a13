"""What the profile records of time together with a fact: its date, or the counts and dates of earlier courses."""

from __future__ import annotations

import re

from .facts import split_instance
from .facts.derive import regimens_of
from .profile import PatientProfile, PriorCourse


def date_recorded_with(profile: PatientProfile, name: str) -> str | None:
    """The date as recorded (perhaps partial), or None."""
    base, role = split_instance(name)
    if role:
        regimen = regimens_of(profile)[role]
        when = (
            None if regimen is None else regimen.last_dose_date if base == "regimen.last_dose" else regimen.start_date
        )
        return (
            None if when is None or base not in ("regimen.start", "regimen.last_dose", "regimen.agent") else when.text
        )
    if base.startswith("exposure."):
        return _date_of_exposure(profile, base.removeprefix("exposure."))
    transfusion = profile.transfusion
    if base == "assessment.date":
        return profile.as_of.isoformat()
    if transfusion is None:
        return None
    found = {
        "transfusion.red_cells": transfusion.red_cells_date,
        "transfusion.red_cells_date": transfusion.red_cells_date,
        "transfusion.red_cells_planned": transfusion.red_cells_date,
        "transfusion.kell_timing": transfusion.kell and transfusion.kell.date,
        "transfusion.typing_timing": transfusion.extended_typing and transfusion.extended_typing.date,
        "transfusion.kell": transfusion.kell and transfusion.kell.date,
        "transfusion.kell_exempt": transfusion.kell and transfusion.kell.date,
        "transfusion.typing_done": transfusion.extended_typing and transfusion.extended_typing.date,
        "transfusion.typing_in_time": transfusion.extended_typing and transfusion.extended_typing.date,
    }.get(base)
    return found.text if found else None


def _date_of_exposure(profile: PatientProfile, fact: str) -> str | None:
    """The start of a current or planned regimen, or the last of the last doses of what has ended."""
    therapy = profile.therapy
    kind, _, agent = fact.partition("_")
    agents = ("daratumumab", "isatuximab") if agent == "anti_cd38" else (agent,)
    if therapy is None:
        return None
    if kind in ("ended", "since"):
        # A course without a name counts as daratumumab.
        ended = [c for c in therapy.prior or () if c.agent == agent or (c.agent is None and agent == "daratumumab")]
        dates = [course.last_dose_date for course in ended if course.last_dose_date is not None]
        return max(dates, key=lambda date: date.latest).text if dates else None
    regimens = {"current": (therapy.current,), "planned": (therapy.planned, therapy.planned_alternative)}.get(kind, ())
    starts = [regimen.start_date for regimen in regimens if regimen is not None and regimen.agent in agents]
    return next((start.text for start in starts if start is not None), None)


def is_exact(profile: PatientProfile, name: str) -> bool:
    """Whether every time on record of a fact is a whole date: neither a count nor a month or year alone."""
    base = split_instance(name)[0]
    if base not in ("prior.last_dose", "prior.first_dose"):
        return len(date_recorded_with(profile, name) or "") == len("2024-03-15")
    prior = (() if profile.therapy is None else profile.therapy.prior) or ()
    told = [_dose_words(course, base) for course in prior if course.agent != "other_anti_cd38"]
    return all(re.fullmatch(r"\d{4}-\d\d-\d\d", words) for words in told)


def time_recorded(profile: PatientProfile, name: str) -> str:
    """What is on record of a fact whose value is a time, in words; "" where nothing is, or the fact is none.

    An age that isn't stated rests on the date of birth; the doses of earlier courses may be dated or counted.
    """
    base = split_instance(name)[0]
    if base == "person.age":
        born = None if profile.person is None else profile.person.birth_date
        return f"date of birth {born}" if born else ""
    if base in ("prior.last_dose", "prior.first_dose"):
        prior = (() if profile.therapy is None else profile.therapy.prior) or ()
        told = [(course.agent, _dose_words(course, base)) for course in prior if course.agent != "other_anti_cd38"]
        return "; ".join(f"{agent or 'an antibody that is not named'} {words}" for agent, words in told if words)
    return date_recorded_with(profile, name) or ""


def _dose_words(course: PriorCourse, fact: str) -> str:
    """The date as recorded; of a last dose without one the count."""
    if fact == "prior.first_dose":
        return str(course.first_dose_date or "")
    if course.last_dose_date is not None:
        return course.last_dose_date.text
    for count, unit in ((course.days_since_last_dose, "day"), (course.months_since_last_dose, "month")):
        if count is not None:
            return f"{count:g} {unit}{'' if count == 1 else 's'} before the assessment"
    return ""
