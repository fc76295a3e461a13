"""Statements of a profile that don't fit together, but that don't make it unusable: it is flagged, never refused.

Flagged only if surely so: partial dates are ranges, counts have a tolerance. Source: catalogue, section T (policy).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ..diagnostics import Diagnostic, Place, in_order
from .calendar import years_completed
from .contradictions import AS_OF
from .course_times import count_disagreements, earliest_last_dose
from .patient import PatientProfile
from .therapy import CurrentRegimen, PlannedRegimen
from .typing_times import typing_disagreements

LOWEST_FEV1_WITHOUT_COPD = 50
"""Per cent of predicted."""
OLDEST_RED_CELLS = timedelta(days=1)
"""How long before the assessment red cells that are still planned or expected may be dated (decision 0012)."""


def conflicts(profile: PatientProfile) -> tuple[Diagnostic, ...]:
    """Every conflict with the places that clash, severity "warning", in order of place."""
    # Asked of every patient of a list: what can't clash isn't looked at any further.
    found = [*_of_patient(profile)]
    therapy = profile.therapy
    if therapy is not None:
        if therapy.planned is not None or therapy.planned_alternative is not None:
            found += _of_plans(profile)
        if therapy.current is not None:
            found += _of_current(profile)
        for index, course in enumerate(therapy.prior or ()):
            path = f"$.therapy.prior[{index}]"
            for message, paths in count_disagreements(course, path, profile.as_of):
                hint = "the dates are used" if course.last_dose_date is not None else "check both"
                found.append(_conflict("washout-vs-dates", message, *paths, hint=hint))
        if profile.transfusion is not None:
            for message, paths in typing_disagreements(profile):
                found.append(_conflict("typing-order", message, *paths))
    return tuple(in_order(found)) if found else ()


def _conflict(name: str, message: str, *paths: str, hint: str = "check both") -> Diagnostic:
    return Diagnostic(f"conflict-{name}", message, tuple(map(Place, paths)), hint, "warning")


def _of_patient(profile: PatientProfile) -> Iterator[Diagnostic]:
    yield from _of_lines(profile)
    person, lungs, cytogenetics = profile.person, profile.lungs, profile.cytogenetics
    if person is not None and person.age_years is not None and person.birth_date is not None:
        born, as_of = person.birth_date, profile.as_of
        if not years_completed(born.latest, as_of) <= person.age_years <= years_completed(born.earliest, as_of):
            paths = "$.person.age_years", "$.person.birth_date"
            yield _conflict("age-birth-date", "the age doesn't follow from the date of birth", *paths)
    if lungs is not None:
        if lungs.copd is False and lungs.fev1_percent is not None and lungs.fev1_percent < LOWEST_FEV1_WITHOUT_COPD:
            message = f"no COPD, but an FEV1 below {LOWEST_FEV1_WITHOUT_COPD} % of predicted"
            yield _conflict("fev1-without-copd", message, "$.lungs.copd", "$.lungs.fev1_percent")
        if lungs.asthma is not None and lungs.asthma.present is False:
            for name in ("severity", "persistent", "controlled"):
                if getattr(lungs.asthma, name) is not None:
                    paths = "$.lungs.asthma.present", f"$.lungs.asthma.{name}"
                    yield _conflict("asthma", "no asthma, but it is described", *paths)
    transfusion = profile.transfusion
    if transfusion is not None and transfusion.red_cells_date is not None:
        ahead = transfusion.red_cells in ("planned", "expected")
        if ahead and transfusion.red_cells_date.latest < profile.as_of - OLDEST_RED_CELLS:
            message = "red cells are still to come, but dated before the day of assessment"
            paths = "$.transfusion.red_cells_date", AS_OF
            yield _conflict("red-cells-date", message, *paths, hint="have they been given?")
    if transfusion is not None and transfusion.extended_typing is not None:
        typing = transfusion.extended_typing
        if typing.done is False and (typing.date is not None or typing.before_first_anti_cd38):
            described = "date" if typing.date is not None else "before_first_anti_cd38"
            message = "no extended typing is on file, but one is described"
            path = "$.transfusion.extended_typing"
            yield _conflict("typing-record", message, f"{path}.done", f"{path}.{described}")
    if cytogenetics is not None and cytogenetics.fish_assessed is False and cytogenetics.findings:
        paths = "$.cytogenetics.fish_assessed", "$.cytogenetics.findings"
        yield _conflict("fish", "FISH wasn't done, but there are findings", *paths)


def _of_lines(profile: PatientProfile) -> Iterator[Diagnostic]:
    disease, therapy = profile.disease, profile.therapy
    if disease is None or disease.prior_lines != 0:
        return
    path = "$.disease.prior_lines"
    if disease.setting in ("relapsed_refractory_mm", "relapsed_mm"):
        yield _conflict("lines-vs-history", "no prior line, but a relapse", path, "$.disease.setting")
    if therapy is not None and therapy.prior:
        yield _conflict("lines-vs-history", "no prior line, but a prior course", path, "$.therapy.prior")


def _of_plans(profile: PatientProfile) -> Iterator[Diagnostic]:
    therapy = profile.therapy
    if therapy is None:
        return
    for role, plan in (("planned", therapy.planned), ("planned_alternative", therapy.planned_alternative)):
        if plan is None:
            continue
        path = f"$.therapy.{role}"
        if plan.doses_given:
            message = "doses are counted of a regimen that is only planned"
            yield _conflict("planned-doses", message, f"{path}.doses_given", path, hint="give it as `current`")
        if plan.last_dose_date is not None:
            message = "a last dose is dated of a regimen that is only planned"
            yield _conflict("planned-doses", message, f"{path}.last_dose_date", path, hint="give it as `current`")
        if plan.start_date is None:
            continue
        if plan.start_date.latest < profile.as_of:
            message = "the planned start lies before the day of assessment"
            yield _conflict("planned-start-past", message, f"{path}.start_date", AS_OF, hint="has it begun?")
        yield from _of_start(profile, plan, path)


def _of_current(profile: PatientProfile) -> Iterator[Diagnostic]:
    current = None if profile.therapy is None else profile.therapy.current
    if current is None:
        return
    path = "$.therapy.current"
    if current.doses_given == 0:
        message = "a current regimen without any dose so far"
        yield _conflict("zero-doses", message, f"{path}.doses_given", path, hint="give it as `planned`")
    yield from _of_start(profile, current, path)


def _of_start(profile: PatientProfile, regimen: PlannedRegimen | CurrentRegimen, path: str) -> Iterator[Diagnostic]:
    """A regimen that starts before the last dose of an ended course, by its date or by a count."""
    if regimen.start_date is None or profile.therapy is None:
        return
    for index, course in enumerate(profile.therapy.prior or ()):
        end = earliest_last_dose(course, profile.as_of)
        if end is not None and regimen.start_date.latest < end[0]:
            paths = f"{path}.start_date", f"$.therapy.prior[{index}].{end[1]}"
            yield _conflict("course-overlap", "starts before the last dose of a course that has ended", *paths)
