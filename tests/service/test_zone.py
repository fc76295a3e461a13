"""The day of assessment is that of the zone that is set, for the date of a report and for the times of a record."""

from __future__ import annotations

import datetime

import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.service.books import BookInService
from cd38rules.service.context import Context
from cd38rules.service.hooks.decide import Decided, Decider
from cd38rules.service.hooks.offered import templates
from cd38rules.service.hooks.prefetch import part_of, type_of
from cd38rules.service.metrics import Metrics
from cd38rules.service.settings import Settings, SettingsError, read_settings
from cd38rules.service.work import Workers

from .deciding import called, rules_of
from .hook_calls import ANTIBODY_ORDER, BLOOD_ORDER, bundle, prefetch

# Evening in Vienna, the afternoon in New York, and the next morning in Sydney.
NOW = datetime.datetime(2024, 3, 15, 21, 30, tzinfo=datetime.UTC)


def context_in(zone: str | None) -> Context:
    settings = Settings.model_validate({"insecure": True, "zone": zone})
    return Context(settings, BookInService(None), Metrics(), Workers(1), now=NOW.astimezone)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2024-03-15"), ("America/New_York", "2024-03-15"), ("Australia/Sydney", "2024-03-16")],
)
def test_the_day_of_assessment_is_that_of_the_zone(zone: str, day: str) -> None:
    assert context_in(zone).today().isoformat() == day


def test_without_a_zone_the_day_is_that_of_this_machine() -> None:
    assert context_in(None).today() == NOW.astimezone().date()


def decided_in(zone: str, given: str, book: RuleBook) -> Decided:
    """A call on an order of red cells after a dose of daratumumab at this time."""
    context = context_in(zone)
    dose = {"resourceType": "MedicationAdministration", "id": "a1", "status": "completed", "effectiveDateTime": given}
    dose |= {"medicationCodeableConcept": ANTIBODY_ORDER["medicationCodeableConcept"]}
    asked = called("order-sign", prefetch(medicationAdministrations=bundle(dose)), BLOOD_ORDER)
    parts = {key: part_of(asked.prefetch, key, type_of(query)) for key, query in templates().items()}
    return Decider(book, context.reads(), context.today(), 20, "").decide(asked, parts)


@pytest.mark.hazard("H11")
def test_a_dose_of_an_hour_ago_counts_where_the_next_day_has_begun(book: RuleBook) -> None:
    given = "2024-03-16T07:30:00+11:00"  # 20:30 in UTC
    assert "transfusion-dtt-kell" in rules_of(decided_in("Australia/Sydney", given, book))
    assert "transfusion-dtt-kell" in rules_of(decided_in("UTC", given, book))


def test_a_dose_of_tomorrow_is_none_in_the_zone(book: RuleBook) -> None:
    assert "transfusion-dtt-kell" not in rules_of(decided_in("UTC", "2024-03-16T21:30:00+00:00", book))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Europe"])
def test_a_zone_that_is_not_known_ends_the_start_with_what_to_write(zone: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(None, {}, insecure=True, zone=zone)
    (fault,) = refused.value.diagnostics
    assert (fault.code, str(fault.places[0])) == ("settings-zone", "$.zone")
    assert "such as Europe/Vienna" in fault.hint


def test_a_zone_can_be_set_by_a_variable() -> None:
    assert read_settings(None, {"CD38RULES_SERVE_ZONE": "Europe/Vienna"}, insecure=True).zone == "Europe/Vienna"
