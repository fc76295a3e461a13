"""Names of drugs: synonyms, classes, sets, and names that are refused."""

from __future__ import annotations

import pytest

from cd38rules.diagnostics import ProfileError
from cd38rules.profile import ANTI_CD38, DRUGS, PatientProfile, any_drug, drug_classes, partner_drug


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("dexamethasone", "dexamethasone"), ("dex", "dexamethasone"), ("D", "dexamethasone"),
        (" Dexa-methasone ", "dexamethasone"), ("pom", "pomalidomide"), ("IMNOVID", "pomalidomide"),
        ("Pomalyst", "pomalidomide"), ("len", "lenalidomide"), ("Revlimid", "lenalidomide"),
        ("Kyprolis", "carfilzomib"), ("Velcade", "bortezomib"), ("Ninlaro", "ixazomib"),
        ("Methyl Prednisolone", "methylprednisolone"), ("methyl\u2010prednisolone", "methylprednisolone"),
        ("methyl\u00a0prednisolone", "methylprednisolone"), ("other drug", "other_drug"), ("Other-Drug", "other_drug"),
    ],
)  # fmt: skip
def test_a_drug_is_known_by_its_synonyms_in_any_case_and_spacing(written: str, name: str) -> None:
    assert partner_drug(written) == any_drug(written) == name


def test_each_generic_name_stands_for_itself_and_has_a_class() -> None:
    for name in DRUGS:
        assert partner_drug(name) == partner_drug(name.upper()) == name
        assert drug_classes(name) == {DRUGS[name].drug_class}
    assert list(DRUGS) == sorted(DRUGS)


@pytest.mark.parametrize(
    ("drug_class", "names"),
    [
        ("PI", {"bortezomib", "carfilzomib", "ixazomib"}),
        ("IMiD", {"lenalidomide", "pomalidomide", "thalidomide"}),
        ("alkylator", {"bendamustine", "cyclophosphamide", "melphalan"}),
        ("corticosteroid", {"dexamethasone", "methylprednisolone", "prednisolone", "prednisone"}),
        ("other", {"elotuzumab", "other_drug", "panobinostat", "selinexor", "venetoclax"}),
    ],
)
def test_each_class_has_exactly_its_members(drug_class: str, names: set[str]) -> None:
    assert {name for name in DRUGS if drug_classes(name) == {drug_class}} == names


def of(partners: list[str], refractory_to: list[str]) -> PatientProfile:
    plan = {"agent": "isatuximab", "partner_drugs": partners}
    return PatientProfile.model_validate(
        {
            "patient_id": "p",
            "as_of": "2024-03-15",
            "disease": {"refractory_to": refractory_to},
            "therapy": {"planned": plan},
        }
    )


def test_lists_of_drugs_are_sets_in_alphabetical_order() -> None:
    profile = of(["pom", "dex", "Imnovid", "d"], ["Velcade", "daratumumab", "LEN", "bortezomib"])
    assert profile.therapy is not None
    assert profile.therapy.planned is not None
    assert profile.disease is not None
    assert profile.therapy.planned.partner_drugs == ("dexamethasone", "pomalidomide")
    assert profile.disease.refractory_to == ("bortezomib", "daratumumab", "lenalidomide")
    assert of([], []).disease.refractory_to == ()  # type: ignore[union-attr]  # it was given


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pomalidomid", "did you mean pomalidomide or thalidomide?"),
        ("xqzw", "use other_drug"),
        ("", "use other_drug"),
        ("x" * 5000, "use other_drug"),
        ("daratumumab", "give the antibody as `agent`"),
        ("Isatuximab", "give the antibody as `agent`"),
    ],
)
def test_an_unknown_drug_is_refused_with_a_hint_and_not_repeated(name: str, hint: str) -> None:
    with pytest.raises(ProfileError) as caught:
        of(["dex", name], [])
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.places[0].path) == ("profile-choice", "$.therapy.planned.partner_drugs[1]")
    assert hint in fault.hint
    assert not name or name not in str(fault).split()


def test_the_antibodies_are_drugs_that_a_disease_can_be_refractory_to() -> None:
    assert [any_drug(name.title()) for name in ANTI_CD38] == list(ANTI_CD38)
    assert drug_classes("daratumumab") == {"other"}
