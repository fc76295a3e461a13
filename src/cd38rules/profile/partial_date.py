"""Dates as they are on file: a day, a month or a year. A partial date is the range of days that it can mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .calendar import last_day_of

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)

_YEAR = "(?:19|20|21)[0-9]{2}"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
PARTIAL_PATTERN = f"^{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?$"
FULL_PATTERN = f"^{_YEAR}-{_MONTH}-{_DAY}$"

PARTIAL_FAULT = "must be a date of the calendar, YYYY-MM-DD, YYYY-MM or YYYY, from 1900 to 2199"
FULL_FAULT = "must be a day of the calendar, YYYY-MM-DD, from 1900 to 2199"


@dataclass(frozen=True, slots=True, init=False)
class PartialDate:
    """A date known to the day, the month or the year; `earliest` and `latest` are the days it can mean.

    Equal if written equally: "2024-02" isn't "2024-02-01". Raises ValueError, without the text, for anything else.

    >>> PartialDate("2024-02").latest
    datetime.date(2024, 2, 29)
    """

    text: str
    earliest: date = field(compare=False, repr=False)
    latest: date = field(compare=False, repr=False)

    def __init__(self, text: str) -> None:
        earliest, latest = _days(text)
        _set_text(self, text)
        _set_earliest(self, earliest)
        _set_latest(self, latest)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The partial date that is exactly this day."""
        return cls(day.isoformat())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _schema(_partial_from_json, _partial_from_python)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": PARTIAL_PATTERN, "examples": ["2024-03-15", "2024-03", "2024"]}


# A frozen dataclass refuses assignment; its slots, called directly, cost a third of object.__setattr__.
_set_text = PartialDate.__dict__["text"].__set__
_set_earliest = PartialDate.__dict__["earliest"].__set__
_set_latest = PartialDate.__dict__["latest"].__set__


def _days(text: str) -> tuple[date, date]:
    if len(text) == 10:
        day = _day(text)
        return day, day
    if len(text) == 7:
        first = _day(f"{text}-01")
        return first, last_day_of(first.year, first.month)
    if len(text) == 4:
        first = _day(f"{text}-01-01")
        return first, first.replace(month=12, day=31)
    raise ValueError(PARTIAL_FAULT)


def _day(text: str) -> date:
    """The day of a text of ten characters. Raises ValueError unless it is YYYY-MM-DD: ISO 8601 allows more."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text[4] != "-" or text[7] != "-" or not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(PARTIAL_FAULT)
    return day


def _partial_from_json(text: str) -> PartialDate:
    try:
        return PartialDate(text)
    except ValueError:
        raise PydanticCustomError("profile-date", PARTIAL_FAULT) from None


def _day_from_json(text: str) -> date:
    try:
        if len(text) == 10:
            return _day(text)
    except ValueError:
        pass
    raise PydanticCustomError("profile-date", FULL_FAULT)


def _partial_from_python(value: Any) -> PartialDate:
    return value if isinstance(value, PartialDate) else _partial_from_json(_as_text(value))


def _day_from_python(value: Any) -> date:
    return _day_from_json(_as_text(value))


def _as_text(value: Any) -> str:
    """A day as text, text as it is; empty, which is no date, for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def _schema(from_json: Callable[[str], Any], from_python: Callable[[Any], Any]) -> CoreSchema:
    return core_schema.json_or_python_schema(
        json_schema=core_schema.no_info_after_validator_function(from_json, core_schema.str_schema(strict=True)),
        python_schema=core_schema.no_info_plain_validator_function(from_python),
        serialization=core_schema.to_string_ser_schema(),
    )


class _FullDateSchema:
    """How pydantic reads a FullDate: its own reader would take "1710460800" and times for a day."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _schema(_day_from_json, _day_from_python)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "pattern": FULL_PATTERN, "examples": ["2024-03-15"]}


FullDate = Annotated[date, _FullDateSchema]
"""A day known exactly, 1900-01-01 to 2199-12-31; JSON text YYYY-MM-DD."""
