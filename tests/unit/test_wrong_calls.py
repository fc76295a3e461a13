"""A call with something else than a profile and a rule book: told at once, and without any of its values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from cd38rules import Evaluator, PatientProfile, ProfileError, evaluate, read_profile
from cd38rules.rules.book import RuleBook

CANARY = "Zaphod-4711"
DATA = {"patient_id": CANARY, "as_of": "2024-03-15"}


@pytest.mark.parametrize(
    ("wrong", "kind"), [(DATA, "dict"), (None, "None"), (CANARY, "str"), ([DATA], "list"), (object(), "object")]
)
def test_what_is_no_profile_is_a_type_error_that_says_how_to_read_one(wrong: Any, kind: str, book: RuleBook) -> None:
    for call in (lambda: evaluate(wrong, book), lambda: Evaluator(book).evaluate(wrong)):
        with pytest.raises(TypeError, match=f"not {kind}: read it with PatientProfile") as caught:
            call()
        assert CANARY not in str(caught.value)


@pytest.mark.parametrize("wrong", [None, "rules", DATA])
def test_what_is_no_rule_book_is_a_type_error_that_says_how_to_load_one(wrong: Any) -> None:
    with pytest.raises(TypeError, match="load_rulebook") as caught:
        evaluate(PatientProfile.model_validate(DATA), wrong)
    assert CANARY not in str(caught.value)


# What docs/embedding.md says of errors and values

BAD = {**DATA, "region": CANARY}


def test_the_three_readers_keep_values_out_of_their_errors() -> None:
    text = json.dumps(BAD)
    for read in (lambda: read_profile(text), lambda: PatientProfile.model_validate_json(text)):
        with pytest.raises(ProfileError) as caught:
            read()
        assert CANARY not in str(caught.value)
    with pytest.raises(ProfileError) as caught:
        PatientProfile.model_validate(BAD)
    assert CANARY not in str(caught.value)


def test_inside_another_model_pydantics_own_error_has_values_unless_that_model_hides_them() -> None:
    class Open(BaseModel):
        profile: PatientProfile

    class Hidden(BaseModel):
        model_config = ConfigDict(hide_input_in_errors=True)
        profile: PatientProfile

    with pytest.raises(ValidationError) as caught:
        Open.model_validate({"profile": BAD})
    assert CANARY in str(caught.value)
    with pytest.raises(ValidationError) as caught:
        Hidden.model_validate({"profile": BAD})
    assert CANARY not in str(caught.value)
    # ... in its text; `errors()` has them all the same.
    assert CANARY in str(caught.value.errors())
    assert CANARY not in str(caught.value.errors(include_input=False))
