"""Dates as they are on file: a day, a month or a year. A partial date is the range of days that it can mean."""

from __future__ import annotations

import re
from contextlib import suppress
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
# fullmatch, because $ would let a final line break pass; days are left to the calendar.
_is_month_or_year = re.compile(f"{_YEAR}(?:-{_MONTH})?").fullmatch

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
        return _schema(_read_partial)

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
    if _is_month_or_year(text) is None:
        raise ValueError(PARTIAL_FAULT)
    year = int(text[:4])
    if len(text) == 4:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(text[5:])
    return date(year, month, 1), last_day_of(year, month)


def _day(text: str) -> date:
    """The day of a text YYYY-MM-DD. Raises ValueError for anything else, also for what else ISO 8601 allows."""
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        with suppress(ValueError):
            day = date.fromisoformat(text)
            if FIRST_DAY <= day <= LAST_DAY:
                return day
    raise ValueError(PARTIAL_FAULT)


def _read_partial(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    text = value.isoformat() if _is_day(value) else value
    if isinstance(text, str):
        with suppress(ValueError):
            return PartialDate(text)
    raise PydanticCustomError("profile-date", PARTIAL_FAULT)


def _read_full(value: Any) -> date:
    text = value.isoformat() if _is_day(value) else value
    if isinstance(text, str):
        with suppress(ValueError):
            return _day(text)
    raise PydanticCustomError("profile-date", FULL_FAULT)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _schema(read: Any) -> CoreSchema:
    return core_schema.json_or_python_schema(
        json_schema=core_schema.no_info_after_validator_function(read, core_schema.str_schema(strict=True)),
        python_schema=core_schema.no_info_plain_validator_function(read),
        serialization=core_schema.to_string_ser_schema(),
    )


class _FullDateSchema:
    """How pydantic reads a FullDate: its own reader would take "1710460800" and times for a day."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _schema(_read_full)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "pattern": FULL_PATTERN, "examples": ["2024-03-15"]}


FullDate = Annotated[date, _FullDateSchema]
"""A day known exactly, 1900-01-01 to 2199-12-31; JSON text YYYY-MM-DD."""
