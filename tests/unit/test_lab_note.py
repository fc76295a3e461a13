"""The note to the transfusion laboratory: what is on record and what isn't, what was advised, and one page of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.generated import patients
from tests.corpus.lab_notes import HOSTILE, longest
from tests.unit.parsed_page import Parsed

from cd38rules.evaluation import Evaluator
from cd38rules.lab_note import Note, as_html, as_text, note_of
from cd38rules.lab_note.fitting import ROOM, fitted, lines_of
from cd38rules.lab_note.model import Entry, Said
from cd38rules.profile import PatientProfile

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "patients").glob("*.json"))
MakeNote = Callable[..., Note]


@pytest.fixture
def note(evaluator: Evaluator) -> MakeNote:
    """The note of a patient given by parts of a profile, or by the number of an example."""

    def made(example: str = "", **parts: Any) -> Note:
        if example:
            (path,) = (path for path in EXAMPLES if path.name.startswith(example))
            profile = PatientProfile.model_validate_json(path.read_bytes())
        else:
            profile = PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15", **parts})
        return note_of(profile, evaluator.evaluate(profile), evaluator.book)

    return made


def told(entries: tuple[Entry, ...]) -> dict[str, str]:
    return {entry.label: entry.value for entry in entries}


def one_line(text: str) -> str:
    return " ".join(text.split())


# ── what is on record ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.hazard("H1")
def test_what_is_not_recorded_is_printed_as_such_and_never_as_no(note: MakeNote) -> None:
    empty = note()
    assert told(empty.regimens) == dict.fromkeys(
        ("Current antibody", "Planned antibody", "Ended courses"), "not recorded"
    )
    for entries in (empty.red_cells, empty.typing, empty.kell, empty.laboratory):
        assert set(told(entries).values()) == {"not recorded"}


def test_what_is_recorded_as_none_or_no_is_printed_as_that(note: MakeNote) -> None:
    found = note(
        therapy={"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []},
        transfusion={
            "red_cells": "not_expected",
            "compatibility_test_planned": False,
            "extended_typing": {"done": False},
            "laboratory": {"dtt": False, "modified_dtt": False, "trypsin": False, "notified_of": []},
        },
    )
    assert set(told(found.regimens).values()) == {"none"}
    assert told(found.red_cells) == {
        "Red cells": "not expected",
        "On": "not recorded",
        "Compatibility test planned": "no",
    }
    assert told(found.typing) == {"On file": "no"}
    assert told(found.laboratory) == {
        "DTT treatment": "no",
        "Modified DTT": "no",
        "Trypsin treatment": "no",
        "Told of": "no antibody",
    }


@pytest.mark.parametrize(
    ("course", "last", "precision", "since"),
    [
        ({"last_dose_date": "2024-03-14"}, "2024-03-14", "to the day", "1 day"),
        ({"last_dose_date": "2024-02"}, "2024-02", "to the month", "15 to 43 days"),
        ({"last_dose_date": "2024"}, "2024", "to the year", "0 to 74 days"),
        ({"days_since_last_dose": 182}, "not dated", "a count of days", "182 days"),
        ({"months_since_last_dose": 2.5}, "not dated; 2.5 months counted", "a count of months", "73 to 78 days"),
        ({"last_dose_date": "2024-03-01", "days_since_last_dose": 14}, "2024-03-01", "to the day", "14 days"),
        ({"first_dose_date": "2023"}, "not recorded", "", "not known"),
    ],
)
def test_the_last_dose_stands_with_how_exactly_it_is_known(
    course: dict[str, Any], last: str, precision: str, since: str, note: MakeNote
) -> None:
    (found,) = note(therapy={"prior": [{"agent": "isatuximab", **course}]}).antibodies
    assert (found.last_dose, found.precision, found.since) == (last, precision, since)


def test_each_antibody_stands_in_its_role_and_the_undated_course_before_the_dated_ones(note: MakeNote) -> None:
    therapy = {
        "current": {"agent": "isatuximab", "route": "intravenous", "last_dose_date": "2024-03-01"},
        "planned": {"agent": "undecided"},
        "planned_alternative": {"agent": "other_anti_cd38", "start_date": "2024-05", "doses_given": 0},
        "prior": [
            {"agent": "daratumumab", "last_dose_date": "2020-01-01"},
            {"agent": "daratumumab", "last_dose_date": "2022"},
            {},
        ],
    }
    found = note(therapy=therapy).antibodies
    assert [(antibody.role, antibody.agent, antibody.last_dose) for antibody in found] == [
        ("current", "isatuximab", "2024-03-01"),
        ("planned", "daratumumab or isatuximab, undecided", "not recorded"),
        ("alternatively planned", "another anti-CD38 antibody", "no dose so far"),
        ("ended", "anti-CD38 antibody, not named", "not recorded"),
        ("ended", "daratumumab", "2022"),
        ("ended", "daratumumab", "2020-01-01"),
    ]
    assert found[2].first_dose == "due 2024-05"


def test_a_current_antibody_without_doses_or_without_a_name_is_told_as_that(note: MakeNote) -> None:
    (without_doses,) = note(therapy={"current": {"agent": "daratumumab", "doses_given": 0}}).antibodies
    assert without_doses.last_dose == "no dose so far"
    unnamed = note(therapy={"current": {"route": "subcutaneous"}})
    assert [(antibody.agent, antibody.route) for antibody in unnamed.antibodies] == [("not recorded", "subcutaneous")]


FIRST = {"prior": [{"agent": "daratumumab", "first_dose_date": "2023-05-02"}], "current": {"agent": "none"}}


@pytest.mark.parametrize(
    ("test", "therapy", "before"),
    [
        ({"date": "2023-05-01"}, FIRST, "yes, by the dates"),
        ({"date": "2023-05-02"}, FIRST, "no, by the dates"),
        ({"date": "2023-05"}, FIRST, "not decided by the dates recorded"),
        ({"before_first_anti_cd38": True}, FIRST, "yes, as stated"),
        ({"before_first_anti_cd38": False}, FIRST, "no, as stated"),
        ({"date": "2023-06-01", "before_first_anti_cd38": True}, FIRST, "not decided: the record contradicts itself"),
        ({"date": "2023-06-01"}, {"prior": [], "current": {"agent": "none"}}, "yes: no dose so far"),
        ({"date": "2023-06-01"}, {}, "not decided by the dates recorded"),
        ({}, FIRST, "not recorded"),
    ],
)
@pytest.mark.parametrize(("name", "value"), [("extended_typing", {"done": True}), ("kell", {"status": "negative"})])
def test_typing_and_kell_stand_with_whether_they_were_before_the_first_dose(
    test: dict[str, Any], therapy: dict[str, Any], before: str, name: str, value: dict[str, Any], note: MakeNote
) -> None:
    found = note(therapy=therapy, transfusion={name: {**value, **test}})
    entries = told(found.typing if name == "extended_typing" else found.kell)
    assert entries["Before first anti-CD38 dose"] == before
    assert entries["Determined"] == test.get("date", "not recorded")


# ── what was advised, and what isn't known ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_advisory_on_transfusion_stands_with_its_severity_its_text_and_its_source(
    path: Path, evaluator: Evaluator
) -> None:
    profile = PatientProfile.model_validate_json(path.read_bytes())
    report = evaluator.evaluate(profile)
    found = note_of(profile, report, evaluator.book)
    text = one_line(as_text(found))
    for advisory in report.advisories:
        if advisory.topic == "transfusion":
            (said,) = (said for said in found.said if (said.title, said.summary) == (advisory.title, advisory.summary))
            assert (said.severity, said.detail) == (advisory.severity, advisory.detail)
            assert "Leleu 2022: " in said.source
            assert f"{said.severity.upper()} {one_line(said.summary)}" in text


def test_the_rules_shown_are_chosen_by_topic_and_audience_and_never_by_their_ids(
    evaluator: Evaluator, note: MakeNote
) -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src/cd38rules/lab_note").glob("*.py"))
    assert [rule for rule in evaluator.book.rules if rule in code] == []
    titles = {said.title for text in map(str, range(1, 10)) for said in note(f"0{text}").said}
    meant = {
        rule.title
        for rule in evaluator.book.rules.values()
        if rule.topic == "transfusion" or "transfusion-physician" in rule.audience
    }
    assert titles <= meant
    assert {"Kell status, or when it was determined, is missing"} <= titles


def test_what_is_not_decided_stands_with_the_facts_that_would_decide_it(note: MakeNote) -> None:
    found = note("12")
    by_title = {entry.what: entry for entry in found.undecided}
    entry = by_title["Blood for a laboratory without DTT and trypsin; Trypsin where the laboratory has no DTT"]
    assert entry.severity == "critical"
    assert "trypsin treatment available" in entry.facts
    (regimen,) = (
        entry for entry in found.undecided if "whether there is a current anti-CD38 antibody" in entry.facts[0]
    )
    assert "Interference of daratumumab with compatibility tests" in regimen.what


def test_contradictions_of_therapy_and_transfusion_stand_on_the_note_and_others_are_counted(note: MakeNote) -> None:
    found = note(
        therapy=FIRST,
        transfusion={"kell": {"status": "positive", "date": "2023-06-01", "before_first_anti_cd38": True}},
        lungs={"copd": False, "fev1_percent": 30},
    )
    (conflict,) = found.conflicts
    assert conflict.startswith("said to be before the first anti-CD38 dose, but dated on the day of a dose or later")
    assert "transfusion.kell.date" in conflict
    assert "1 conflict in other records" in found.elsewhere


def test_what_the_source_does_not_say_and_who_paid_for_it_stand_on_the_note(note: MakeNote) -> None:
    found = note("03")
    assert "Emergency transfusion isn't addressed." in found.silent
    assert any("paid for by Sanofi" in text for text in found.background)


@pytest.mark.hazard("H11")
def test_a_note_without_advice_says_that_this_is_no_absence_of_concern(note: MakeNote) -> None:
    found = note(therapy={"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []})
    assert [said for said in found.said if said.kind == "advisory"] == []
    empty = replace(found, said=())
    for text in (as_text(empty), Parsed(as_html(empty)).text):
        assert "not that there is no concern" in one_line(text)


@pytest.mark.hazard("H5")
@pytest.mark.parametrize("need", ["emergency", "planned"])
def test_a_note_says_that_it_is_no_reason_to_wait_in_an_emergency(need: str, note: MakeNote) -> None:
    found = note(therapy={"current": {"agent": "daratumumab"}}, transfusion={"red_cells": need})
    for text in (as_text(found), Parsed(as_html(found)).text):
        assert ("Emergency: local procedures for the emergency release of blood go first" in text) == (
            need == "emergency"
        )
        assert "doesn't replace local procedures for the emergency release" in one_line(text)


def test_a_report_of_another_patient_day_or_book_is_refused(evaluator: Evaluator) -> None:
    profile = PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15"})
    report = evaluator.evaluate(profile)
    for other in ({"patient_id": "q"}, {"as_of": "2024-03-16"}):
        with pytest.raises(ValueError, match="another patient or day"):
            note_of(profile, report.model_copy(update=other), evaluator.book)
    with pytest.raises(ValueError, match="another rule book"):
        note_of(profile, report, replace(evaluator.book, sha256="0"))


# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.hazard("H13")
def test_a_hostile_identifier_is_escaped_and_is_not_the_title_of_the_page(note: MakeNote) -> None:
    page = as_html(note(patient_id=HOSTILE[:128]))
    assert re.findall(r"<(?:script|img)|\u202e", page) == []
    parsed = Parsed(page)
    assert HOSTILE[:40] in parsed.text
    (title,) = re.findall("<title>(.*?)</title>", page)
    assert title == "Note to the transfusion laboratory"


def test_the_page_holds_no_script_and_no_address_and_names_its_language(note: MakeNote) -> None:
    page = as_html(note("11"))
    tags = Parsed(page).tags
    assert dict(tags)["html"] == {"lang": "en"}
    assert {"script", "link", "img", "iframe", "a"}.isdisjoint(tag for tag, _ in tags)
    assert re.findall(r"https?:|//|url\(|@import", page) == []


def test_the_headings_go_down_by_one_and_ids_are_used_once(note: MakeNote) -> None:
    tags = Parsed(as_html(note("12"))).tags
    assert [tag for tag, _ in tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", *["h2"] * 7]
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(attributes["aria-labelledby"]) for _, attributes in tags if "aria-labelledby" in attributes} == set(ids)


def test_the_same_patient_gives_the_same_bytes(note: MakeNote) -> None:
    data = longest()
    backwards = json.loads(json.dumps(data), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert as_html(note(**data)) == as_html(note(**backwards))
    assert as_text(note(**data)) == as_text(note(**backwards))


def test_a_note_that_fits_is_whole(note: MakeNote) -> None:
    whole = note("11")
    assert fitted(whole) == whole
    assert "Shortened" not in as_html(whole)


def test_nothing_is_left_out_without_being_told(evaluator: Evaluator) -> None:
    shortened = 0
    for data in (longest(), *patients(150, seed=2)):
        profile = PatientProfile.model_validate(data)
        whole = note_of(profile, evaluator.evaluate(profile), evaluator.book)
        shown = fitted(whole)
        assert lines_of(shown) <= ROOM
        text = one_line(Parsed(as_html(whole)).text)
        left_out = "; ".join(shown.shortened)
        for said in whole.said:
            assert one_line(said.summary) in text or said.title in left_out or "…" in left_out
            assert said.detail in text or "explanations" in left_out or said not in shown.said
        if shown != whole:
            shortened += 1
            assert "Shortened to fit one page: left out: " in text
            assert "cd38rules note --format text" in text
    assert 10 < shortened < 100


def test_what_matters_most_is_left_out_last(note: MakeNote) -> None:
    shown = fitted(note(**longest()))
    assert [antibody.role for antibody in shown.antibodies[:3]] == ["current", "planned", "alternatively planned"]
    assert shown.said[0].severity == "critical"
    (courses,) = (text for text in shown.shortened if "ended courses" in text)
    assert re.fullmatch(r"9\d ended courses, 3\d of them undated, the latest of the others .* ago\)", courses)
    assert shown.is_emergency
    assert shown.kell == note(**longest()).kell


def test_a_rule_book_with_long_texts_still_gives_one_page(note: MakeNote) -> None:
    long = Said("critical", "advisory", "t" * 900, "a" * 900, "s" * 139, "d" * 3000, "c" * 900)
    shown = fitted(replace(note("12"), said=(long,) * 60))
    assert lines_of(shown) <= ROOM
    assert "the ends of long texts" in shown.shortened


def test_the_text_is_whole_and_fits_80_columns(note: MakeNote) -> None:
    found = note(**longest())
    text = as_text(found)
    for antibody in found.antibodies:
        assert f"{antibody.role}: {antibody.agent};" in one_line(text)
    for conflict in found.conflicts:
        assert one_line(conflict) in one_line(text)
    assert "Shortened" not in text
    assert "\u202e" not in text
    assert [line for line in text.splitlines() if len(line) > 80 and len(line.split()) > 2] == []


def test_a_draft_or_modified_book_is_marked(evaluator: Evaluator) -> None:
    profile = PatientProfile.model_validate({"patient_id": "p", "as_of": "2024-03-15"})
    report = evaluator.evaluate(profile)
    receipt = report.receipt.model_copy(update={"unsigned_rules": 3, "locally_modified": True})
    marks = note_of(profile, report.model_copy(update={"receipt": receipt}), evaluator.book).marks
    assert marks == (
        "Draft: no clinician has signed these rules (3 unsigned).",
        "Locally modified: the rules differ from those that were shipped.",
        "Evidence of Leleu 2022: 2022-03-16.",
    )
