"""Partial dates: which days a text can mean, and which texts are no dates."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from cd38rules.profile import PartialDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-03-15", date(2024, 3, 15), date(2024, 3, 15)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("1900", date(1900, 1, 1), date(1900, 12, 31)),
        ("2199-12-31", date(2199, 12, 31), date(2199, 12, 31)),
        ("2199", date(2199, 1, 1), date(2199, 12, 31)),
    ],
)
def test_a_partial_date_is_the_range_of_days_it_can_mean(text: str, earliest: date, latest: date) -> None:
    partial = PartialDate(text)
    assert (partial.text, str(partial), partial.earliest, partial.latest) == (text, text, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "2024-", "2024-3", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "1900-02-29", "2024-02-00",
        "1899", "1899-12-31", "2200", "2200-01-01", "0000", "20240315", "2024-W10", "2024-W10-1", "2024-075",
        "2024-3-15", "15.03.2024", "2024/03/15", "2024-03-15T00:00", " 2024", "2024 ", "2024\n", "2024-03-15\n",
        "２０２４", "２０２４-03", "2024‑03", "-2024", "+2024", "20 4", "1710460800", "about 2024", "2024-03-15Z",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="must be a date of the calendar") as caught:
        PartialDate(text)
    assert not text.strip() or text.strip() not in str(caught.value)


def test_a_partial_date_is_equal_if_written_equally() -> None:
    assert PartialDate("2024-02") == PartialDate("2024-02") != PartialDate("2024-02-01")
    assert len({PartialDate("2024"), PartialDate("2024"), PartialDate("2024-01")}) == 2


def test_a_partial_date_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        PartialDate("2024").text = "2025"  # type: ignore[misc]  # what the test is about


def test_a_partial_date_survives_copying_and_pickling() -> None:
    partial = PartialDate("2024-02")
    for twin in (copy.deepcopy(partial), pickle.loads(pickle.dumps(partial))):
        assert (twin, twin.latest) == (partial, date(2024, 2, 29))


def test_json_and_python_take_text_and_python_takes_days_too() -> None:
    adapter = TypeAdapter(PartialDate)
    assert adapter.validate_json('"2024-03"') == adapter.validate_python("2024-03") == PartialDate("2024-03")
    assert adapter.validate_python(date(2024, 3, 15)) == PartialDate.of(date(2024, 3, 15)) == PartialDate("2024-03-15")
    assert adapter.dump_json(PartialDate("2024")) == b'"2024"'
    assert adapter.json_schema()["type"] == "string"


@pytest.mark.parametrize("value", [2024, 2024.0, True, None, datetime(2024, 3, 15), ["2024"], date(1890, 1, 1)])
def test_python_takes_nothing_else_for_a_partial_date(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PartialDate).validate_python(value)
