"""Lungs, kidneys, and reactions to infusions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .record import Record


class Asthma(Record):
    """Asthma and how it is."""

    present: bool | None = Field(None, description="The patient has asthma.")
    severity: Literal["mild", "moderate", "severe"] | None = Field(None, description="Severity of the asthma.")
    persistent: bool | None = Field(None, description="The asthma is persistent, not intermittent.")
    controlled: bool | None = Field(None, description="The asthma is controlled.")


class Lungs(Record):
    """Obstructive lung disease and lung function."""

    copd: bool | None = Field(None, description="The patient has chronic obstructive pulmonary disease.")
    fev1_percent: Annotated[float, Field(ge=5, le=200)] | None = Field(
        None, description="Forced expiratory volume in one second, per cent of predicted, 5 to 200."
    )
    asthma: Asthma | None = Field(None, description="Asthma.")


class Reactions(Record):
    """Reactions to anti-CD38 antibodies."""

    major_infusion_reaction: bool | None = Field(None, description="A major infusion-related reaction occurred.")


class Egfr(Record):
    """An estimated glomerular filtration rate with the equation that gave it."""

    value: Annotated[float, Field(ge=0, le=250)] = Field(description="eGFR in mL/min/1.73 m², 0 to 250.")
    equation: Literal["MDRD", "CKD-EPI_2009", "CKD-EPI_2021", "other"] | None = Field(
        None, description="Equation of the eGFR."
    )


class Kidneys(Record):
    """Kidney function."""

    egfr: Egfr | None = Field(None, description="Estimated glomerular filtration rate.")
    creatinine_clearance_ml_min: Annotated[float, Field(ge=0, le=250)] | None = Field(
        None, description="Creatinine clearance in mL/min, 0 to 250."
    )
    dialysis: bool | None = Field(None, description="The patient is on dialysis.")
