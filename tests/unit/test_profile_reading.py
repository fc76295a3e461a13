"""Texts and data that are no profile at all, and the whole of the JSON that is refused before its meaning is asked."""

from __future__ import annotations

import json
import time
from datetime import date, datetime
from typing import Any

import pytest

from cd38rules.diagnostics import ProfileError
from cd38rules.profile import MAX_BYTES, MAX_DEPTH, PartialDate, PatientProfile, Person, read_profile
from cd38rules.profile.reading import is_too_deep

LEAST = '{"patient_id": "p1", "as_of": "2024-03-15"'
ENOUGH = LEAST + "}"


def faults(data: Any) -> list[tuple[str, str]]:
    """Code and first place of each fault."""
    with pytest.raises(ProfileError) as caught:
        read_profile(data) if isinstance(data, str | bytes) else PatientProfile.model_validate(data)
    return [(d.code, str(d.places[0])) for d in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("", "profile-empty", "$"),
        (b"", "profile-empty", "$"),
        (" \n\t", "profile-empty", "$"),
        ("\ufeff", "profile-empty", "$"),
        ("{", "profile-not-json", "$:1:2"),
        (ENOUGH + "x", "profile-not-json", "$:1:44"),
        ("{'patient_id': 1}", "profile-not-json", "$:1:2"),
        ('{"patient_id": "a\nb"}', "profile-not-json", "$:1:18"),
        ("nul", "profile-not-json", "$:1:1"),
        ("[]", "profile-not-object", "$"),
        ("5", "profile-not-object", "$"),
        ("null", "profile-not-object", "$"),
        ('"text"', "profile-not-object", "$"),
        ("NaN", "profile-not-object", "$"),
        (b"\xff\xfe{}", "profile-encoding", "$"),
        (ENOUGH.encode("utf-16"), "profile-encoding", "$"),
        (b'{"patient_id": "\xe9"}', "profile-encoding", "$"),
        (b'{"patient_id": "\xed\xa0\x80"}', "profile-encoding", "$"),
        (LEAST + ', "region": "\ud800"}', "profile-encoding", "$"),
        (LEAST + ', "region": "\\ud800"}', "profile-encoding", "$.region"),
        (LEAST + ', "\\udfff": 1}', "profile-encoding", "$"),
        (" " * (MAX_BYTES + 1), "profile-too-large", "$"),
        ("é" * (MAX_BYTES // 2 + 1), "profile-too-large", "$"),
        ("[" + "0," * 30_000 + "0]", "profile-too-large", "$"),
        ("[" * 5000, "profile-too-deep", "$"),
        ('{"a":' * 5000, "profile-too-deep", "$"),
        ('{"a\\"":' * 5000, "profile-too-deep", "$"),
        ('{"é":[' * 5000 + "]}" * 5000, "profile-too-deep", "$"),
    ],
)
def test_what_is_no_profile_is_refused_with_one_fault(data: str | bytes, code: str, place: str) -> None:
    assert faults(data) == [(code, place)]


def test_a_byte_order_mark_is_skipped() -> None:
    assert read_profile("\ufeff" + ENOUGH) == read_profile(b"\xef\xbb\xbf" + ENOUGH.encode()) == read_profile(ENOUGH)


def test_what_is_no_text_is_a_programming_error() -> None:
    with pytest.raises(TypeError):
        read_profile(5)  # type: ignore[arg-type]  # what the test is about


def test_a_text_of_just_the_longest_size_is_read() -> None:
    assert read_profile(ENOUGH.ljust(MAX_BYTES)).patient_id == "p1"


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("[" * MAX_DEPTH, False),
        ("[" * (MAX_DEPTH + 1), True),
        ("[]" * 100, False),
        ('"' + "[" * 100 + '"', False),
        ('"\\"' + "[" * 100 + '"', False),
        ('"' + "]" * 100 + '"' + "[" * 33, True),
        ('"\\\\"' + "[" * 33, True),
        ('["]"' * 33, True),
    ],
)
def test_depth_counts_brackets_outside_strings(text: str, deep: bool) -> None:
    assert is_too_deep(text) is deep


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 300, "-" + "9" * 5000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    text = f'{LEAST}, "person": {{"weight_kg": {number}, "age_years": {number}}}, "region": {number}}}'
    places = ["$.person.age_years", "$.person.weight_kg", "$.region"]
    assert faults(text) == [("profile-number", place) for place in places]


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ('{"patient_id": "p1", "patient_id": "p1", "as_of": "2024-03-15"}', "$", "patient_id"),
        (LEAST + ', "lungs": {"copd": true, "copd" : true}}', "$.lungs", "copd"),
        (LEAST + ', "therapy": {"prior": [{}, {"route": null, "route": null}]}}', "$.therapy.prior[1]", "route"),
        (LEAST + ', "lungs": {"copd": true, "\\u0063opd": false}}', "$.lungs", "copd"),
    ],
)
def test_a_field_given_twice_is_refused_at_its_parent(text: str, place: str, named: str) -> None:
    with pytest.raises(ProfileError) as caught:
        read_profile(text)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.places[0].path) == ("profile-duplicate-key", place)
    assert named in fault.message


def test_an_unknown_key_given_twice_is_not_named_nor_are_those_around_it() -> None:
    with pytest.raises(ProfileError) as caught:
        read_profile(LEAST + ', "Jane Doe": {"born 1950": {"copd": 1, "copd": 1}}}')
    assert [d.code for d in caught.value.diagnostics] == ["profile-duplicate-key", "profile-unknown-field"]
    assert {d.places[0].path for d in caught.value.diagnostics} == {"$"}
    for secret in ("Jane", "born", "1950", "copd"):
        assert secret not in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "text", 5, object()])
def test_python_data_that_is_no_dict_is_refused(data: object) -> None:
    with pytest.raises(ProfileError) as caught:
        PatientProfile.model_validate(data)
    assert [d.code for d in caught.value.diagnostics] == ["profile-not-object"]


def test_python_data_may_hold_days_tuples_and_parts_of_a_profile() -> None:
    data = {
        "patient_id": "p1",
        "as_of": date(2024, 3, 15),
        "person": Person(age_years=70, birth_date=PartialDate("1953")),
        "therapy": {"prior": ({"last_dose_date": PartialDate("2023"), "partner_drugs": ("dex",)},)},
    }
    profile = PatientProfile.model_validate(data)
    assert profile.model_dump(mode="json", exclude_none=True)["therapy"] == {
        "prior": [{"last_dose_date": "2023", "partner_drugs": ["dexamethasone"]}]
    }
    assert PatientProfile.model_validate(profile) is profile


def test_every_fault_of_python_data_is_told_at_once() -> None:
    data = {
        "patient_id": "p1",
        "as_of": "2024-03-15",
        "person": {"weight_kg": float("nan"), "age_years": 10**300, 5: "x"},
        "lungs": {"copd": object(), "fev1_percent": 0.45},
        "transfusion": {"red_cells_date": datetime(2024, 3, 15)},
    }
    assert faults(data) == [
        ("profile-type", "$.lungs.copd"),
        ("reject-fev1", "$.lungs.fev1_percent"),
        ("profile-type", "$.person"),
        ("profile-number", "$.person.age_years"),
        ("profile-number", "$.person.weight_kg"),
        ("profile-type", "$.transfusion.red_cells_date"),
    ]


def test_python_data_that_holds_itself_is_too_deep() -> None:
    data: dict[str, Any] = {}
    data["person"] = [data]
    assert faults(data) == [("profile-too-deep", "$")]


def test_a_dict_5000_levels_deep_is_too_deep() -> None:
    data: dict[str, Any] = {}
    for _ in range(5000):
        data = {"a": data}
    assert faults(data) == [("profile-too-deep", "$")]


def test_a_profile_is_always_read_strictly() -> None:
    with pytest.raises(TypeError, match="strictly"):
        PatientProfile.model_validate_json(ENOUGH, strict=False)
    with pytest.raises(TypeError, match="strictly"):
        PatientProfile.model_validate(json.loads(ENOUGH), extra="ignore")


def test_faults_of_json_of_fields_and_between_fields_come_in_one_go() -> None:
    text = """{"patient_id": "p", "as_of": "2024-03-15", "as_of": "2024-03-16", "extra": 1,
      "person": {"age_years": 121, "weight_kg": NaN},
      "therapy": {"planned": {"agent": "none", "route": "subcutaneous"},
                  "prior": [7, {"first_dose_date": "2024", "last_dose_date": "2023-12"}]}}"""
    assert faults(text) == [
        ("profile-duplicate-key", "$"),
        ("profile-unknown-field", "$"),
        ("reject-age", "$.person.age_years"),
        ("profile-number", "$.person.weight_kg"),
        ("profile-contradiction", "$.therapy.planned.route"),
        ("profile-type", "$.therapy.prior[0]"),
        ("reject-date-order", "$.therapy.prior[1].last_dose_date"),
    ]


def test_a_text_of_quotes_and_backslashes_is_refused_in_no_time() -> None:
    text = "[]" * 40 + '"\\' * 900_000
    begun = time.process_time()
    assert not is_too_deep(text)
    assert [code for code, _ in faults(text)] == ["profile-not-json"]
    assert time.process_time() - begun < 5
