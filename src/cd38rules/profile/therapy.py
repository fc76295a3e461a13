"""Anti-CD38 therapy: planned, current and ended courses."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .drugs import PartnerDrugs
from .partial_date import PartialDate
from .record import Record

Route = Literal["intravenous", "subcutaneous"]
AntiCd38 = Literal["daratumumab", "isatuximab", "other_anti_cd38"]
StopReason = Literal["progression", "toxicity", "completed", "patient_choice", "other"]
Response = Literal["sCR", "CR", "VGPR", "PR", "MR", "SD", "PD"]
DosesGiven = Annotated[int, Field(ge=0, le=1000)]

_PARTNERS = "Drugs given with the antibody, by name or synonym; an empty list is monotherapy."


class PlannedRegimen(Record):
    """A regimen that is intended. Agent "none" says that none is planned; then no other field may be given."""

    agent: Literal["daratumumab", "isatuximab", "other_anti_cd38", "undecided", "none"] | None = Field(
        None, description='The antibody; "undecided" is daratumumab or isatuximab, "none" is known none.'
    )
    route: Literal["intravenous", "subcutaneous", "undecided"] | None = Field(
        None, description="Route of the antibody."
    )
    partner_drugs: PartnerDrugs | None = Field(None, description=_PARTNERS)
    start_date: PartialDate | None = Field(None, description="Intended first dose of the antibody, a partial date.")
    last_dose_date: PartialDate | None = Field(
        None, description="Last dose given, a partial date; flagged, as a planned regimen has none."
    )
    doses_given: DosesGiven | None = Field(
        None, description="Doses given so far, a count from 0 to 1000; flagged if above 0."
    )


class CurrentRegimen(Record):
    """The regimen being given. Agent "none" says that none is; then no other field may be given."""

    agent: Literal["daratumumab", "isatuximab", "other_anti_cd38", "none"] | None = Field(
        None, description='The antibody; "none" is known none.'
    )
    route: Route | None = Field(None, description="Route of the antibody.")
    partner_drugs: PartnerDrugs | None = Field(None, description=_PARTNERS)
    start_date: PartialDate | None = Field(None, description="First dose of the antibody, a partial date.")
    last_dose_date: PartialDate | None = Field(None, description="Latest dose so far, a partial date.")
    doses_given: DosesGiven | None = Field(
        None, description="Doses of the antibody given so far, a count from 0 to 1000."
    )


class PriorCourse(Record):
    """A course that has ended. Without an agent it is a course of an anti-CD38 antibody that isn't named."""

    agent: AntiCd38 | None = Field(None, description="The antibody.")
    route: Route | None = Field(None, description="Route of the antibody.")
    partner_drugs: PartnerDrugs | None = Field(None, description=_PARTNERS)
    first_dose_date: PartialDate | None = Field(None, description="First dose of the antibody, a partial date.")
    last_dose_date: PartialDate | None = Field(None, description="Last dose of the antibody, a partial date.")
    days_since_last_dose: Annotated[int, Field(ge=0, le=36525)] | None = Field(
        None, description="Days from the last dose to `as_of`, a whole number from 0 to 36525."
    )
    months_since_last_dose: Annotated[float, Field(ge=0, le=1200)] | None = Field(
        None, description="Calendar months from the last dose to `as_of`, 0 to 1200."
    )
    refractory: bool | None = Field(None, description="The disease was refractory to this course.")
    stop_reason: StopReason | None = Field(None, description="Why the course ended.")
    best_response: Response | None = Field(None, description="Best response to this course, by IMWG criteria.")


class Therapy(Record):
    """Courses of anti-CD38 antibodies."""

    planned: PlannedRegimen | None = Field(None, description="The regimen that is intended.")
    planned_alternative: PlannedRegimen | None = Field(None, description="A second regimen under consideration.")
    current: CurrentRegimen | None = Field(None, description="The regimen being given.")
    prior: Annotated[tuple[PriorCourse, ...], Field(max_length=100)] | None = Field(
        None, description="Courses that have ended, in any order; an empty list is known none."
    )
