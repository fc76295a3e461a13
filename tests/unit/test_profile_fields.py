"""Single fields: boundaries, types, choices, unknown and missing fields, each with its code, place and hint."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from cd38rules.diagnostics import Diagnostic, ProfileError
from cd38rules.profile import CurrentRegimen, PatientProfile, Person, PriorCourse, Therapy, conflicts, read_profile
from cd38rules.profile.shape import all_records

LEAST: dict[str, Any] = {"patient_id": "p1", "as_of": "2024-03-15"}


def at(path: str, value: Any) -> dict[str, Any]:
    """A profile with one value at a path such as `kidneys.egfr.value`; `[]` wraps what follows in a list."""
    for name in reversed(path.split(".")):
        value = {name.removesuffix("[]"): [value] if name.endswith("[]") else value}
    return LEAST | value


def faults(data: Any) -> list[Diagnostic]:
    with pytest.raises(ProfileError) as caught:
        read_profile(json.dumps(data))
    return list(caught.value.diagnostics)


@pytest.mark.hazard("H3")
@pytest.mark.parametrize(
    ("path", "right", "wrong", "code"),
    [
        ("person.weight_kg", [0.1, 1, 400, 400.0], [0, 0.0, -0.0, -1, 400.1, 401], "reject-weight"),
        ("lungs.fev1_percent", [5, 5.0, 45, 200], [4.9, 0, -5, 0.45, 1.2, 200.1, 201], "reject-fev1"),
        ("person.age_years", [0, 17, 120], [-1, 121, 70.5, 70.0], "reject-age"),
        ("kidneys.egfr.value", [0, 0.0, 59.9, 250], [-0.1, 250.1], "reject-renal-value"),
        ("kidneys.creatinine_clearance_ml_min", [0, 60, 250], [-1, 250.1], "reject-renal-value"),
        ("disease.prior_lines", [0, 1, 50], [-1, 51, 2.5, 2.0], "reject-lines"),
        ("therapy.current.doses_given", [0, 1, 1000], [-1, 1001, 1.5], "reject-dose-count"),
        ("therapy.planned.doses_given", [0, 1], [-1, 1.0], "reject-dose-count"),
        ("therapy.planned_alternative.doses_given", [0], [-1], "reject-dose-count"),
        ("therapy.prior[].days_since_last_dose", [0, 36525], [-1, 36526, 3.5], "profile-range"),
        ("therapy.prior[].months_since_last_dose", [0, 5.9, 1200], [-0.1, 1200.1], "profile-range"),
        ("patient_id", ["x", "é" * 128, " "], ["", "x" * 129], "profile-range"),
        ("as_of", ["1900-01-01", "2024-02-29", "2199-12-31"],
         ["1899-12-31", "2200-01-01", "2023-02-29", "2024-03", "2024", "", "1710460800", "2024-03-15T00:00:00",
          "20240315", "2024-W11-5", "２０２４-03-15"], "profile-date"),
        ("person.birth_date", ["1950-05-17", "1950-05", "1950"], ["1950-13", "17.05.1950", ""], "profile-date"),
        ("region", ["US", "EU", "other"], ["us", "", "Europe"], "profile-choice"),
        ("schema_version", ["1"], ["2", ""], "profile-choice"),
        ("therapy.planned.agent", ["undecided", "none", "other_anti_cd38"], ["Darzalex"], "profile-choice"),
        ("therapy.planned.route", ["undecided", "intravenous"], ["iv"], "profile-choice"),
        ("therapy.current.agent", ["none", "daratumumab"], ["undecided"], "profile-choice"),
        ("therapy.current.route", ["intravenous", "subcutaneous"], ["undecided"], "profile-choice"),
        ("therapy.prior[].agent", ["isatuximab", "other_anti_cd38"], ["none", "undecided"], "profile-choice"),
        ("transfusion.laboratory.notified_of[]", ["isatuximab"], ["other_anti_cd38"], "profile-choice"),
    ],
)  # fmt: skip
def test_a_field_takes_its_range_and_nothing_beyond(path: str, right: list[Any], wrong: list[Any], code: str) -> None:
    place = "$." + path.replace("[]", "[0]")
    for value in right:
        assert read_profile(json.dumps(at(path, value)))
    for value in wrong:
        assert [(d.code, d.places[0].path) for d in faults(at(path, value))] == [(code, place)], value


NUMBERS = ["person.weight_kg", "person.age_years", "lungs.fev1_percent", "disease.prior_lines", "kidneys.egfr.value"]
FLAGS = ["lungs.copd", "transfusion.laboratory.dtt", "therapy.prior[].refractory", "cytogenetics.fish_assessed"]
TEXTS = ["patient_id", "as_of", "region", "schema_version", "therapy.planned.start_date", "disease.refractory_to[]"]
LISTS = ["therapy.prior", "disease.m_protein", "therapy.planned.partner_drugs", "cytogenetics.findings"]
OBJECTS = ["therapy", "therapy.planned", "kidneys.egfr", "therapy.prior[]", "lungs.asthma"]


@pytest.mark.parametrize(
    ("paths", "values", "wanted"),
    [
        (NUMBERS, ["5", True, False, [], {}], "number"),
        (FLAGS, [0, 1, "true", "yes", [], 1.0], "true or false"),
        (TEXTS, [5, 2024, True, [], {}], "text"),
        (LISTS, ["dex", {}, 1, True], "list"),
        (OBJECTS, ["", [], 1, True], "object"),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(paths: list[str], values: list[Any], wanted: str) -> None:
    for path in paths:
        for value in values:
            (fault,) = faults(at(path, value))
            assert (fault.code, fault.places[0].path) == ("profile-type", "$." + path.replace("[]", "[0]")), value
            assert wanted in fault.message


def test_absent_and_null_are_both_unknown_and_an_empty_list_is_known_none() -> None:
    names = [name for name in PatientProfile.model_fields if name not in (*LEAST, "schema_version")]
    assert PatientProfile.model_validate(LEAST | dict.fromkeys(names)) == PatientProfile.model_validate(LEAST)
    profile = PatientProfile.model_validate(at("therapy.prior", []))
    assert profile.therapy == Therapy(prior=()) != Therapy()


@pytest.mark.hazard("H3")
def test_a_fraction_given_as_fev1_is_refused_with_advice() -> None:
    (fault,) = faults(at("lungs.fev1_percent", 0.45))
    assert fault.hint == "give per cent of predicted, e.g. 45, not a fraction or litres"


@pytest.mark.hazard("H14")
@pytest.mark.parametrize("written", ["t(4;16)", "T(4;16)", "t (4; 16)", " t(4;16) ", "t(04;16)", "t(4,16)", "t(4:16)"])
def test_t_4_16_is_refused_and_never_taken_for_t_14_16(written: str) -> None:
    (fault,) = faults(at("cytogenetics.findings[]", {"abnormality": written, "present": True}))
    assert (fault.code, fault.places[0].path) == (
        "reject-unknown-cytogenetic",
        "$.cytogenetics.findings[0].abnormality",
    )
    assert "three table footnotes" in fault.hint
    assert "check the laboratory report" in fault.hint


@pytest.mark.parametrize("written", ["t(11;14)", "", "DEL(17P)", "t(14;16) ", "del17p", "hyperdiploidy"])
def test_an_abnormality_outside_the_vocabulary_is_refused_with_the_vocabulary(written: str) -> None:
    (fault,) = faults(at("cytogenetics.findings[]", {"abnormality": written, "present": True}))
    assert fault.code == "reject-unknown-cytogenetic"
    assert "other_abnormality" in fault.hint
    assert "t(4;16)" not in fault.hint


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ({}, ["$.as_of", "$.patient_id"]),
        ({"patient_id": None, "as_of": None}, ["$.as_of", "$.patient_id"]),
        (at("kidneys.egfr", {"equation": "MDRD"}), ["$.kidneys.egfr.value"]),
        (at("cytogenetics.findings[]", {}), [f"$.cytogenetics.findings[0].{n}" for n in ("abnormality", "present")]),
        (
            at("cytogenetics.findings[]", {"abnormality": "t(4;14)", "present": None}),
            ["$.cytogenetics.findings[0].present"],
        ),
    ],
)
def test_a_required_field_that_is_missing_is_named(data: dict[str, Any], places: list[str]) -> None:
    assert [(d.code, d.places[0].path) for d in faults(data)] == [("profile-missing-field", place) for place in places]


@pytest.mark.parametrize(
    ("data", "place", "hint"),
    [
        (LEAST | {"persn": {}}, "$", "did you mean person?"),
        (at("person.Weight_KG", 70), "$.person", "did you mean weight_kg?"),
        (
            at("therapy.prior[].last_dose", "2024"),
            "$.therapy.prior[0]",
            "did you mean last_dose_date or days_since_last_dose?",
        ),
        (at("reactions.Jane Doe 1950", "2024"), "$.reactions", "known are major_infusion_reaction"),
        (at("kidneys.egfr", {"value": 5, "unit": "ml"}), "$.kidneys.egfr", "known are value, equation"),
        (at("reactions." + "x" * 100_000, 1), "$.reactions", "known are major_infusion_reaction"),
    ],
)
def test_an_unknown_field_is_reported_at_its_parent_and_not_repeated(data: Any, place: str, hint: str) -> None:
    (fault,) = faults(data)
    assert (fault.code, fault.places[0].path) == ("profile-unknown-field", place)
    assert fault.hint == hint
    assert "Jane" not in str(fault)
    assert "xxx" not in str(fault)


def test_a_list_longer_than_any_history_is_refused() -> None:
    assert [d.code for d in faults(at("therapy.prior", [{}] * 101))] == ["profile-range"]


def test_any_characters_may_stand_in_the_patient_id() -> None:
    for name in ("Zoë", "患者", "👩🏽‍⚕️", 'a"b\\c', "a:b,c[d{", "\u0000", "\u2028"):
        data = LEAST | {"patient_id": name}
        for text in (json.dumps(data), json.dumps(data, ensure_ascii=False)):
            assert read_profile(text).patient_id == read_profile(text.encode()).patient_id == name


def test_no_value_of_a_patient_is_ever_told() -> None:
    canary, number = "Qxz7canary", 765432.1987
    data = {
        "patient_id": canary * 20, "as_of": canary, "region": canary, canary: {canary: canary},
        "person": {"age_years": number, "weight_kg": number, "birth_date": canary, canary: 1},
        "disease": {"setting": canary, "prior_lines": number, "refractory_to": [canary], "m_protein": [canary]},
        "cytogenetics": {"findings": [{"abnormality": canary, "present": canary, "clone_percent": number}]},
        "therapy": {"planned": {"agent": canary, "partner_drugs": [canary], "start_date": canary},
                    "current": {"doses_given": number}, "prior": [{"months_since_last_dose": number}]},
        "lungs": {"fev1_percent": number}, "kidneys": {"egfr": {"value": number, "equation": canary}},
        "transfusion": {"kell": {"status": canary, "date": canary}, "laboratory": {"notified_of": [canary]}},
    }  # fmt: skip
    found = faults(data)
    assert len(found) == 26
    told = "\n".join(map(str, found)) + json.dumps([d.as_json() for d in found])
    assert canary not in told
    assert "765432" not in told


def test_the_constructor_is_as_strict_and_hides_values() -> None:
    with pytest.raises(ValidationError) as caught:
        Person(weight_kg=7654.321)
    assert "7654" not in str(caught.value)
    with pytest.raises(ValidationError, match="reject-date-order"):
        PatientProfile(
            patient_id="p",
            as_of="2024-03-15",  # type: ignore[arg-type]  # text is taken for a day here too
            therapy=Therapy(prior=(PriorCourse(first_dose_date="2024", last_dose_date="2023"),)),  # type: ignore[arg-type]  # as above
        )


def test_a_profile_cannot_be_changed_and_can_be_a_key() -> None:
    profile = PatientProfile.model_validate(at("person.age_years", 70))
    with pytest.raises(ValidationError):
        profile.region = "EU"  # type: ignore[misc]  # what the test is about
    assert {profile: 1}[PatientProfile.model_validate(at("person.age_years", 70))] == 1
    assert conflicts(profile) == ()


def test_lists_that_are_sets_are_stored_sorted() -> None:
    profile = PatientProfile.model_validate(
        at("transfusion.laboratory.notified_of", ["isatuximab", "daratumumab", "isatuximab"])
    )
    assert profile.transfusion is not None
    assert profile.transfusion.laboratory is not None
    assert profile.transfusion.laboratory.notified_of == ("daratumumab", "isatuximab")


def test_the_json_schema_covers_every_field_with_a_description() -> None:
    schema = PatientProfile.model_json_schema()
    assert schema["required"] == ["patient_id", "as_of"]
    assert schema["additionalProperties"] is False
    for record in all_records(PatientProfile):
        assert issubclass(record, BaseModel)
        assert record.__doc__
        for name, field in record.model_fields.items():
            assert field.description, f"{record.__name__}.{name}"
    assert {name for name in schema["$defs"] if name[0] != "_"} >= {CurrentRegimen.__name__, "PlannedRegimen", "Egfr"}
    assert "pattern" in json.dumps(schema["$defs"]["Person"]["properties"]["birth_date"])
