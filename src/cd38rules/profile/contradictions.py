"""Faults between fields: a profile that has one is refused.

Partial dates are ranges: a fault is reported only if no choice of days inside them makes the profile right.
Source: catalogue, section T (policy).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Place
from .calendar import years_completed
from .partial_date import PartialDate

if TYPE_CHECKING:
    from .disease import CytogeneticFinding
    from .patient import PatientProfile
    from .therapy import CurrentRegimen, PlannedRegimen, PriorCourse, Therapy

AS_OF = "$.as_of"
OLDEST = 120


def contradictions(profile: PatientProfile) -> list[Diagnostic]:
    """Every fault between fields, each with the places that clash; empty if there is none."""
    as_of, found = profile.as_of, _Found()
    if profile.person is not None and profile.person.birth_date is not None:
        _check_birth(found, profile.person.birth_date, as_of)
    if profile.cytogenetics is not None and profile.cytogenetics.findings:
        _check_findings(found, profile.cytogenetics.findings)
    transfusion = profile.transfusion
    if transfusion is not None:
        typing, kell = transfusion.extended_typing, transfusion.kell
        if typing is not None and typing.date is not None and typing.date.earliest > as_of:
            found.late("profile-date", "$.transfusion.extended_typing.date")
        if kell is not None and kell.date is not None and kell.date.earliest > as_of:
            found.late("profile-date", "$.transfusion.kell.date")
    if profile.therapy is not None:
        _check_therapy(found, profile.therapy, as_of)
    return found


class _Found(list[Diagnostic]):
    def fault(self, code: str, message: str, *paths: str, hint: str = "check both dates") -> None:
        self.append(Diagnostic(code, message, tuple(map(Place, paths)), hint))

    def late(self, code: str, path: str) -> None:
        self.fault(code, "lies after the day of assessment", path, AS_OF)


def _check_birth(found: _Found, born: PartialDate, as_of: date) -> None:
    path = "$.person.birth_date"
    if born.earliest > as_of:
        found.late("profile-date", path)
    elif as_of.year - born.latest.year > OLDEST and years_completed(born.latest, as_of) > OLDEST:
        found.fault("reject-age", f"gives an age above {OLDEST} years", path, AS_OF)


def _check_findings(found: _Found, findings: tuple[CytogeneticFinding, ...]) -> None:
    seen: dict[str, int] = {}
    for index, finding in enumerate(findings):
        before = seen.get(finding.abnormality)
        if before is not None:
            paths = (f"$.cytogenetics.findings[{which}].abnormality" for which in (index, before))
            found.fault("profile-contradiction", "the abnormality is listed twice", *paths, hint="list each once")
        seen[finding.abnormality] = index


def _check_therapy(found: _Found, therapy: Therapy, as_of: date) -> None:
    for index, course in enumerate(therapy.prior or ()):
        if course.first_dose_date is not None or course.last_dose_date is not None:
            path = f"$.therapy.prior[{index}]"
            _check_doses(found, path, "first_dose_date", course.first_dose_date, course.last_dose_date, as_of)
    current = therapy.current
    if current is not None:
        _check_known_none(found, current, "$.therapy.current")
        _check_doses(found, "$.therapy.current", "start_date", current.start_date, current.last_dose_date, as_of)
    if therapy.planned is not None:
        _check_plan(found, therapy.planned, "$.therapy.planned", therapy.prior or ())
    if therapy.planned_alternative is not None:
        _check_plan(found, therapy.planned_alternative, "$.therapy.planned_alternative", therapy.prior or ())


def _check_known_none(found: _Found, regimen: PlannedRegimen | CurrentRegimen, path: str) -> None:
    if regimen.agent != "none":
        return
    message = "is given although the agent says that there is no such regimen"
    for name in type(regimen).model_fields:
        if name != "agent" and getattr(regimen, name) is not None:
            hint = "remove it, or name the agent"
            found.fault("profile-contradiction", message, f"{path}.{name}", f"{path}.agent", hint=hint)


def _check_doses(
    found: _Found, path: str, first_name: str, first: PartialDate | None, last: PartialDate | None, as_of: date
) -> None:
    if first is not None and first.earliest > as_of:
        found.late("reject-future-date", f"{path}.{first_name}")
    if last is not None and last.earliest > as_of:
        found.late("reject-future-date", f"{path}.last_dose_date")
    if first is not None and last is not None and last.latest < first.earliest:
        paths = f"{path}.last_dose_date", f"{path}.{first_name}"
        found.fault("reject-date-order", "the last dose lies before the first", *paths)


def _check_plan(found: _Found, plan: PlannedRegimen, path: str, prior: tuple[PriorCourse, ...]) -> None:
    _check_known_none(found, plan, path)
    if plan.start_date is None:
        return
    for index, course in enumerate(prior):
        # A last dose is never before the first one, so that the first bounds it too.
        for name, when in (("last_dose_date", course.last_dose_date), ("first_dose_date", course.first_dose_date)):
            if when is not None and when.earliest > plan.start_date.latest:
                message = "the planned start lies before a dose of a course that has ended"
                hint = "check both dates; a course that goes on belongs under `current`"
                paths = f"{path}.start_date", f"$.therapy.prior[{index}].{name}"
                found.fault("reject-date-order", message, *paths, hint=hint)
                break
