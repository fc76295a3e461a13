"""Whether typing and Kell were determined before the first anti-CD38 dose: the statement against the dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .course_times import Finding
from .partial_date import PartialDate
from .patient import PatientProfile
from .therapy import Therapy


def typing_disagreements(profile: PatientProfile) -> Iterator[Finding]:
    """`before_first_anti_cd38` of typing and Kell where the dates surely say otherwise.

    The day of the first dose is not before it (codes page, section 1: same day).
    """
    if profile.transfusion is None or profile.therapy is None:
        return
    doses: list[tuple[date | None, str]] | None = None
    tests = ("extended_typing", profile.transfusion.extended_typing), ("kell", profile.transfusion.kell)
    for name, test in tests:
        if test is None or test.before_first_anti_cd38 is None:
            continue
        path = f"$.transfusion.{name}"
        if test.before_first_anti_cd38 is False and _is_without_dose(profile.therapy):
            message = "said not to be before the first anti-CD38 dose, but no dose was ever given"
            yield message, (f"{path}.before_first_anti_cd38", "$.therapy.prior", "$.therapy.current")
        if test.date is None:
            continue
        doses = list(_first_doses(profile.therapy)) if doses is None else doses
        own = f"{path}.before_first_anti_cd38", f"{path}.date"
        if test.before_first_anti_cd38:
            for latest, dose in doses:
                if latest is not None and test.date.earliest >= latest:
                    message = "said to be before the first anti-CD38 dose, but dated on the day of a dose or later"
                    yield message, (*own, dose)
                    break
        elif _is_before_every_dose(test.date, profile.therapy):
            message = "said not to be before the first anti-CD38 dose, but dated before every dose"
            yield message, (*own, doses[0][1])


def _is_without_dose(therapy: Therapy) -> bool:
    """Surely no dose of any anti-CD38 antibody so far."""
    current = therapy.current
    return therapy.prior == () and current is not None and (current.agent == "none" or current.doses_given == 0)


def _first_doses(therapy: Therapy) -> Iterator[tuple[date | None, str]]:
    """The latest day that the first dose of each course can have been on, and the path that says so."""
    for index, course in enumerate(therapy.prior or ()):
        path = f"$.therapy.prior[{index}]"
        yield _bound(path, "first_dose_date", course.first_dose_date, course.last_dose_date)
    current = therapy.current
    if current is not None and current.agent != "none" and current.doses_given != 0:
        yield _bound("$.therapy.current", "start_date", current.start_date, current.last_dose_date)


def _bound(path: str, first_name: str, first: PartialDate | None, last: PartialDate | None) -> tuple[date | None, str]:
    if last is not None and (first is None or last.latest < first.latest):
        return last.latest, f"{path}.last_dose_date"
    return None if first is None else first.latest, f"{path}.{first_name}"


def _is_before_every_dose(determined: PartialDate, therapy: Therapy) -> bool:
    """Surely so: every course is listed, and each has a first dose on a later day."""
    if therapy.prior is None or therapy.current is None:
        return False
    firsts = [course.first_dose_date for course in therapy.prior]
    if therapy.current.agent != "none" and therapy.current.doses_given != 0:
        firsts.append(therapy.current.start_date)
    return bool(firsts) and all(first is not None and determined.latest < first.earliest for first in firsts)
