"""What holds for every profile and for every text that isn't one."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.profile_strategies import profile_data, profiles

from cd38rules.diagnostics import ProfileError, in_order
from cd38rules.profile import PartialDate, PatientProfile, conflicts, read_profile

CANARY = "Qxz7canary"
CANARIES = st.sampled_from([CANARY, 7654321987.5, 7654321987, [CANARY], {CANARY: CANARY}, f"2024-{CANARY}"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
FIELDS = sorted(PatientProfile.model_fields)


@given(profiles())
def test_a_profile_written_and_read_again_is_equal(profile: PatientProfile) -> None:
    assert read_profile(profile.model_dump_json(exclude_none=True)) == profile
    assert read_profile(profile.model_dump_json()) == profile
    assert PatientProfile.model_validate(profile.model_dump(mode="json")) == profile


@given(profile_data())
def test_text_bytes_and_dict_give_the_same_profile(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    profile = read_profile(text)
    assert profile == read_profile(text.encode()) == PatientProfile.model_validate(data)
    assert hash(profile) == hash(pickle.loads(pickle.dumps(profile)))


@given(profile_data(), st.randoms(use_true_random=False))
def test_neither_the_order_of_keys_nor_that_of_drugs_matters(data: dict[str, Any], random: Any) -> None:
    shuffled = deepcopy(data)
    for course in [*shuffled.get("therapy", {}).get("prior", []), shuffled.get("therapy", {}).get("current", {})]:
        random.shuffle(course.get("partner_drugs", []))
    items = list(shuffled.items())
    random.shuffle(items)
    assert PatientProfile.model_validate(dict(items)) == PatientProfile.model_validate(data)


@given(profiles())
def test_conflicts_are_warnings_in_order_with_their_places(profile: PatientProfile) -> None:
    found = conflicts(profile)
    assert list(found) == in_order(found)
    for conflict in found:
        assert conflict.code.startswith("conflict-")
        assert conflict.severity == "warning"
        assert len(conflict.places) >= 2


@given(JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_random_data_raises_nothing_but_profile_errors(data: Any) -> None:
    for read in (lambda: read_profile(json.dumps(data)), lambda: PatientProfile.model_validate(data)):
        with pytest.raises(ProfileError) as caught:
            read()
        assert caught.value.diagnostics


@given(st.text() | st.binary() | st.text('{}[]",:\\ud8001e9-NaInfity', max_size=40))
def test_random_text_raises_nothing_but_profile_errors(text: str | bytes) -> None:
    with pytest.raises(ProfileError):
        read_profile(text)


@given(profile_data(), st.data())
def test_one_place_spoilt_raises_nothing_but_profile_errors_without_any_value(
    data: dict[str, Any], draws: st.DataObject
) -> None:
    """A canary in the place of any value, or as any key, never comes back."""
    spoilt = deepcopy(data)
    node: Any = spoilt
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = draws.draw(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and node[key] and draws.draw(st.booleans()):
            node = node[key]
        else:
            break
    canary = draws.draw(CANARIES)
    if isinstance(node, dict) and draws.draw(st.booleans()):
        node[CANARY] = canary
    else:
        node[key] = canary
    for error in (error_of(read_profile, json.dumps(spoilt)), error_of(PatientProfile.model_validate, spoilt)):
        if error is not None:
            told = str(error) + json.dumps([d.as_json() for d in error.diagnostics])
            assert CANARY not in told
            assert "7654321987" not in told
            assert error.__cause__ is None
            assert error.__context__ is None


def error_of(read: Callable[[Any], PatientProfile], data: Any) -> ProfileError | None:
    try:
        read(data)
    except ProfileError as error:
        return error
    return None


def with_a_key_given_twice(node: Any, which: int) -> str:
    """JSON text of `node` in which the object number `which`, counted from the inside, repeats its first key."""
    count = 0

    def write(node: Any) -> str:
        nonlocal count
        if isinstance(node, list):
            return f"[{','.join(map(write, node))}]"
        if not isinstance(node, dict) or not node:
            return json.dumps(node)
        fields = [f"{json.dumps(key)} : {write(value)}" for key, value in node.items()]
        count += 1
        return "{" + ",".join(fields + fields[:1] * (count == which)) + "}"

    return write(node)


@given(profile_data(), st.integers(1, 4))
def test_a_key_given_twice_is_found_anywhere(data: dict[str, Any], which: int) -> None:
    text = with_a_key_given_twice(data, which)
    if text == with_a_key_given_twice(data, 0):
        return
    with pytest.raises(ProfileError) as caught:
        read_profile(text)
    assert [d.code for d in caught.value.diagnostics] == ["profile-duplicate-key"]


@given(profile_data())
def test_a_fault_elsewhere_hides_no_fault_between_fields(data: dict[str, Any]) -> None:
    data["lungs"] = {"fev1_percent": 0.45}
    data["cytogenetics"] = {"findings": [{"abnormality": "t(4;14)", "present": False}] * 2}
    with pytest.raises(ProfileError) as caught:
        PatientProfile.model_validate(data)
    assert {d.code for d in caught.value.diagnostics} == {"reject-fev1", "profile-contradiction"}


@given(st.dates(min_value=PartialDate("1900").earliest, max_value=PartialDate("2199").latest))
def test_a_partial_date_is_the_range_of_the_days_that_begin_with_it(day: Any) -> None:
    text = day.isoformat()
    assert PartialDate.of(day).earliest == PartialDate.of(day).latest == day
    for length in (4, 7):
        partial = PartialDate(text[:length])
        assert partial.earliest <= day <= partial.latest
        assert partial.earliest.isoformat()[:length] == partial.latest.isoformat()[:length] == text[:length]
        for beyond in (partial.earliest.toordinal() - 1, partial.latest.toordinal() + 1):
            assert type(day).fromordinal(beyond).isoformat()[:length] != text[:length]
