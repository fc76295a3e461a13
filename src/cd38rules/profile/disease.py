"""The patient and the disease: person, myeloma, cytogenetics, response assessment."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .drugs import AnyDrugs
from .partial_date import PartialDate
from .record import Record

Setting = Literal["relapsed_refractory_mm", "relapsed_mm", "newly_diagnosed_mm", "al_amyloidosis", "other"]
Abnormality = Literal["del(17p)", "t(4;14)", "t(14;16)", "gain(1q21)", "amp(1q)", "other_abnormality"]


class Person(Record):
    """Who the patient is, as far as rules ask."""

    age_years: Annotated[int, Field(ge=0, le=120)] | None = Field(
        None, description="Age at `as_of` in completed years, a whole number from 0 to 120."
    )
    birth_date: PartialDate | None = Field(None, description="Date of birth, a partial date, not after `as_of`.")
    weight_kg: Annotated[float, Field(gt=0, le=400)] | None = Field(
        None, description="Body weight in kilograms, above 0 and at most 400."
    )


class MProtein(Record):
    """One monoclonal protein."""

    heavy_chain: Literal["IgG", "IgM", "IgA", "IgD", "IgE", "none"] | None = Field(
        None, description='Heavy chain; "none" is a light chain alone.'
    )
    light_chain: Literal["kappa", "lambda"] | None = Field(None, description="Light chain.")


class Disease(Record):
    """The disease and its treatment history, apart from anti-CD38 courses."""

    setting: Setting | None = Field(None, description="Disease and stage of treatment.")
    prior_lines: Annotated[int, Field(ge=0, le=50)] | None = Field(
        None, description="Lines of therapy before the current or planned one, a count from 0 to 50."
    )
    refractory_to: AnyDrugs | None = Field(
        None, description="Drugs that the disease is refractory to, by name or synonym; an empty list is known none."
    )
    m_protein: Annotated[tuple[MProtein, ...], Field(max_length=50)] | None = Field(
        None, description="Monoclonal proteins; an empty list is known none."
    )
    soft_tissue_plasmacytoma: bool | None = Field(None, description="A soft-tissue plasmacytoma is present.")


class CytogeneticFinding(Record):
    """One abnormality that was looked for."""

    abnormality: Abnormality = Field(description="The abnormality, as the vocabulary spells it.")
    present: bool = Field(description="It was found.")
    clone_percent: Annotated[float, Field(ge=0, le=100)] | None = Field(
        None, description="Plasma cells that carry it, per cent, 0 to 100."
    )
    isolated: bool | None = Field(None, description="It is the only abnormality found.")


class Cytogenetics(Record):
    """FISH findings. An abnormality that isn't listed is unknown; each may be listed once."""

    fish_assessed: bool | None = Field(None, description="FISH was done.")
    findings: Annotated[tuple[CytogeneticFinding, ...], Field(max_length=50)] | None = Field(
        None, description="Abnormalities that were looked for, each once."
    )


class ResponseAssessment(Record):
    """How the M-protein response is assessed."""

    method: Literal["immunofixation", "mass_spectrometry", "hydrashift", "dira", "other"] | None = Field(
        None, description="Laboratory method of the response assessment."
    )
    immunofixation_result: Literal["positive", "negative"] | None = Field(
        None, description="Result of the immunofixation."
    )
