"""The date that the profile records together with a fact, where there is one."""

from __future__ import annotations

from .facts import split_instance
from .facts.derive import regimens_of
from .profile import PatientProfile


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
    transfusion = profile.transfusion
    if base == "assessment.date":
        return profile.as_of.isoformat()
    if transfusion is None:
        return None
    found = {
        "transfusion.red_cells": transfusion.red_cells_date,
        "transfusion.red_cells_planned": transfusion.red_cells_date,
        "transfusion.kell": transfusion.kell and transfusion.kell.date,
        "transfusion.kell_exempt": transfusion.kell and transfusion.kell.date,
        "transfusion.typing_done": transfusion.extended_typing and transfusion.extended_typing.date,
        "transfusion.typing_in_time": transfusion.extended_typing and transfusion.extended_typing.date,
    }.get(base)
    return found.text if found else None
