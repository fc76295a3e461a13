"""Red cells, typing, Kell and laboratory on a note: yes, no or not recorded, each with its date."""

from __future__ import annotations

from ..facts.blood import is_before_first_dose
from ..facts.exposure import has_any_dose
from ..profile import Laboratory, PartialDate, PatientProfile, Transfusion
from .model import NOT_RECORDED, Entry

_BEFORE = "Before first anti-CD38 dose"
_NEEDS = {"planned": "planned", "expected": "expected", "emergency": "EMERGENCY", "not_expected": "not expected"}


def red_cells_of(profile: PatientProfile) -> tuple[Entry, ...]:
    """The need of red cells, its day, and whether a compatibility test is planned."""
    transfusion = profile.transfusion or Transfusion.model_validate({})
    need = NOT_RECORDED if transfusion.red_cells is None else _NEEDS[transfusion.red_cells]
    return (
        Entry("Red cells", need),
        Entry("On", _date(transfusion.red_cells_date)),
        Entry("Compatibility test planned", _yes_no(transfusion.compatibility_test_planned)),
    )


def typing_of(profile: PatientProfile) -> tuple[Entry, ...]:
    """Extended typing: on file, when, and whether before the first anti-CD38 dose."""
    typing = None if profile.transfusion is None else profile.transfusion.extended_typing
    done = None if typing is None else typing.done
    if done is False:
        return (Entry("On file", "no"),)
    when, stated = (None, None) if typing is None else (typing.date, typing.before_first_anti_cd38)
    return (
        Entry("On file", _yes_no(done)),
        Entry("Determined", _date(when)),
        Entry(_BEFORE, _before(profile, when, stated)),
    )


def kell_of(profile: PatientProfile) -> tuple[Entry, ...]:
    """The Kell status, when it was determined, and whether before the first anti-CD38 dose."""
    kell = None if profile.transfusion is None else profile.transfusion.kell
    status, when, stated = (None, None, None) if kell is None else (kell.status, kell.date, kell.before_first_anti_cd38)
    return (
        Entry("Kell (K)", status or NOT_RECORDED),
        Entry("Determined", _date(when)),
        Entry(_BEFORE, _before(profile, when, stated)),
    )


def laboratory_of(profile: PatientProfile) -> tuple[Entry, ...]:
    """What the laboratory can do, and of which antibodies it was told for this patient."""
    recorded = None if profile.transfusion is None else profile.transfusion.laboratory
    laboratory = recorded or Laboratory.model_validate({})
    told = laboratory.notified_of
    return (
        Entry("DTT treatment", _yes_no(laboratory.dtt)),
        Entry("Modified DTT", _yes_no(laboratory.modified_dtt)),
        Entry("Trypsin treatment", _yes_no(laboratory.trypsin)),
        Entry("Told of", NOT_RECORDED if told is None else ", ".join(told) or "no antibody"),
    )


def _yes_no(value: bool | None) -> str:
    return NOT_RECORDED if value is None else "yes" if value else "no"


def _date(when: PartialDate | None) -> str:
    return NOT_RECORDED if when is None else str(when)


def _before(profile: PatientProfile, when: PartialDate | None, stated: bool | None) -> str:
    """Whether a test was before the first dose, and what says so. A record that contradicts itself says nothing."""
    if when is None and stated is None:
        return NOT_RECORDED
    found = is_before_first_dose(profile, when, stated)
    if found is None:
        return "not decided: the record contradicts itself" if stated else "not decided by the dates recorded"
    if stated is not None:
        return f"{_yes_no(found)}, as stated"
    return "yes: no dose so far" if has_any_dose(profile) is False else f"{_yes_no(found)}, by the dates"
