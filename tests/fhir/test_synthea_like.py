"""Bundles as Synthea makes them: nothing crashes, nothing is lost, and what looks usable and isn't is told."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from tests.fhir.lifetime import as_bundle, as_lines, resources
from tests.fhir.population import Population
from tests.fhir.synthea_like import bundle

from cd38rules.fhir import read_fhir
from cd38rules.fhir.files import resources_of

AS_OF = date(2024, 3, 15)
COUNTED = ("fhir-unmapped", "fhir-not-needed", "fhir-unread-type")


@pytest.mark.parametrize("seed", range(6))
def test_a_lifetime_of_resources_gives_the_few_facts_that_count(seed: int) -> None:
    record = bundle(seed, 700)
    reading = read_fhir([record], as_of=AS_OF)
    profile = reading.profile
    assert profile.lungs is not None
    assert (profile.lungs.copd, profile.lungs.fev1_percent) == (True, None)
    assert profile.kidneys is None
    assert profile.therapy is not None
    assert profile.therapy.planned is not None
    assert (profile.therapy.planned.agent, profile.therapy.planned.route) == ("daratumumab", "intravenous")
    weights = [
        (one["resource"]["effectiveDateTime"], one["resource"]["valueQuantity"]["value"])
        for one in record["entry"]
        if "29463-7" in str(one["resource"].get("code"))
    ]
    assert profile.person is not None
    assert profile.person.weight_kg == max(weights)[1]


@pytest.mark.parametrize("seed", range(3))
def test_each_of_its_resources_is_told_or_counted(seed: int) -> None:
    record = bundle(seed, 700)
    reading = read_fhir([record], as_of=AS_OF)
    told = {one.resource for one in reading.provenance} | {one.resource for one in reading.orders}
    told |= {ref for asked in reading.questions for ref in asked.resources}
    told |= {place.path.split(":")[0] for issue in reading.issues for place in issue.places}
    named = [
        one["resource"]
        for one in record["entry"]
        if f"{one['resource']['resourceType']}/{one['resource']['id']}" in told
    ]
    counted = sum(int(issue.message.split()[0]) for issue in reading.issues if issue.code in COUNTED)
    medication = 1  # the source of an order's drug: told by the order
    assert len(named) + counted + medication == len(record["entry"])


def test_a_bad_resource_among_hundreds_loses_nothing_else() -> None:
    record = bundle(1, 400)
    whole = read_fhir([record], as_of=AS_OF)
    broken = copy.deepcopy(record)
    for entry in (
        {"resource": {"resourceType": None}},
        {"resource": []},
        3,
        {"resource": {"resourceType": "Observation"}},
    ):
        broken["entry"].insert(7, entry)
    found = read_fhir([broken], as_of=AS_OF)
    assert found.profile == whole.profile
    assert {issue.code for issue in found.issues} >= {"fhir-not-a-resource"}


@pytest.mark.parametrize("narrative", [False, True])
def test_a_population_of_long_records_loses_nothing(narrative: bool) -> None:
    population = Population(AS_OF)
    for seed in range(2):
        population.read(f"{seed}", as_bundle(resources(seed, 400_000, narrative=narrative)))
    assert population.faults == []
    assert population.counts["patients"] == 2
    assert {"$.lungs.copd", "$.therapy.planned.agent", "$.person.weight_kg"} <= population.facts.keys()


def test_a_population_tells_what_is_lost_and_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    population = Population(AS_OF)
    population.read("broken", b"[]")
    monkeypatch.setattr("cd38rules.fhir.notes.Notes.unread", lambda *_: None)
    population.read("silent", as_bundle(resources(1, 20_000, narrative=False)))
    assert population.faults[0] == "broken: ValueError"
    assert "lost" in " ".join(population.faults[1:])


def test_a_long_record_is_read_alike_as_a_bundle_and_as_lines() -> None:
    found = resources(5, 300_000, narrative=False)
    one, two = (read_fhir(resources_of(form(found)).resources, as_of=AS_OF) for form in (as_bundle, as_lines))
    assert one == two
