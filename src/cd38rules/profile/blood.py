"""Transfusion: red cells, typing, Kell, and what the laboratory can do and was told."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .drugs import as_set
from .partial_date import PartialDate
from .record import Record

NotifiedOf = Annotated[tuple[Literal["daratumumab", "isatuximab"], ...], Field(max_length=50), AfterValidator(as_set)]


class ExtendedTyping(Record):
    """An extended red-cell phenotype or genotype."""

    done: bool | None = Field(None, description="It is on file.")
    date: PartialDate | None = Field(None, description="When it was determined, a partial date, not after `as_of`.")
    before_first_anti_cd38: bool | None = Field(
        None, description="It was determined before the first dose ever of any anti-CD38 antibody."
    )


class Kell(Record):
    """The patient's Kell (K) status."""

    status: Literal["positive", "negative"] | None = Field(None, description="Kell (K) status.")
    date: PartialDate | None = Field(None, description="When it was determined, a partial date, not after `as_of`.")
    before_first_anti_cd38: bool | None = Field(
        None, description="It was determined before the first dose ever of any anti-CD38 antibody."
    )


class Laboratory(Record):
    """The transfusion laboratory."""

    dtt: bool | None = Field(None, description="It can treat red cells with dithiothreitol (DTT).")
    modified_dtt: bool | None = Field(None, description="It can use a modified DTT method that appears to spare Kell.")
    trypsin: bool | None = Field(None, description="It can treat red cells with trypsin.")
    notified_of: NotifiedOf | None = Field(
        None, description="Antibodies it was told of for this patient; an empty list is known none."
    )


class Transfusion(Record):
    """Red cells and pre-transfusion testing."""

    red_cells: Literal["planned", "expected", "emergency", "not_expected"] | None = Field(
        None, description="Need of red cells."
    )
    red_cells_date: PartialDate | None = Field(None, description="When red cells are to be given, a partial date.")
    compatibility_test_planned: bool | None = Field(None, description="A compatibility test is planned.")
    extended_typing: ExtendedTyping | None = Field(None, description="Extended red-cell typing.")
    kell: Kell | None = Field(None, description="Kell status.")
    laboratory: Laboratory | None = Field(None, description="The transfusion laboratory.")
