"""The patient profile: what is known of one patient on one day. It is all that rules ever see of a patient."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .blood import Transfusion
from .contradictions import contradictions
from .disease import Cytogenetics, Disease, Person, ResponseAssessment
from .organs import Kidneys, Lungs, Reactions
from .partial_date import FullDate
from .reading import BETWEEN_FIELDS, read_object, read_text
from .record import Record
from .therapy import Therapy


class PatientProfile(Record):
    """What is known of a patient on the day `as_of`. A field that is absent or null is unknown, never "no".

    >>> PatientProfile.model_validate_json('{"patient_id": "p1", "as_of": "2024-03-15"}').region is None
    True
    """

    schema_version: Literal["1"] = Field("1", description="Version of this schema.")
    patient_id: Annotated[str, Field(min_length=1, max_length=128)] = Field(
        description="Identifier of the patient, 1 to 128 characters."
    )
    as_of: FullDate = Field(description="Day of the assessment, YYYY-MM-DD; counts of days and months run to it.")
    region: Literal["US", "EU", "other"] | None = Field(None, description="Where the patient is treated.")
    person: Person | None = Field(None, description="Age and weight.")
    disease: Disease | None = Field(None, description="Disease, lines of therapy, M-protein.")
    cytogenetics: Cytogenetics | None = Field(None, description="FISH findings.")
    therapy: Therapy | None = Field(None, description="Anti-CD38 therapy: planned, current, prior.")
    lungs: Lungs | None = Field(None, description="COPD, asthma, FEV1.")
    reactions: Reactions | None = Field(None, description="Reactions to anti-CD38 antibodies.")
    kidneys: Kidneys | None = Field(None, description="Kidney function.")
    transfusion: Transfusion | None = Field(None, description="Red cells, typing, Kell, laboratory.")
    response_assessment: ResponseAssessment | None = Field(None, description="How response is assessed.")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        faults = contradictions(self)
        if faults:
            text = "; ".join(map(str, faults))
            raise PydanticCustomError(BETWEEN_FIELDS, "{text}", {"text": text, "diagnostics": tuple(faults)})
        return self

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """The profile in a JSON text of at most MAX_BYTES bytes of UTF-8; a byte order mark is skipped.

        Raises ProfileError with every fault, and TypeError for any option: a profile is always read strictly.
        """
        _refuse(options)
        return read_text(cls, json_data)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """The profile in a JSON-like dict; dates may be `date` objects and lists tuples. Slower than from text.

        Raises ProfileError with every fault, and TypeError for any option: a profile is always read strictly.
        """
        _refuse(options)
        return read_object(cls, obj)


def _refuse(options: dict[str, Any]) -> None:
    if options:
        raise TypeError("a profile is always read strictly: there are no options")


def read_profile(text: str | bytes) -> PatientProfile:
    """The profile in a JSON text. Raises ProfileError with every fault."""
    return PatientProfile.model_validate_json(text)
