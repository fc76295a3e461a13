"""The page at `/` of a running service in a headless Chromium: form, advice, explanation, address, keyboard, width."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from cd38rules.cli.main import main
from cd38rules.evaluation import Evaluator
from cd38rules.facts import path_of
from cd38rules.profile import PatientProfile
from cd38rules.render.placement import Placement
from cd38rules.report import Advisory, Report
from cd38rules.service.hooks.preview import moments_to_choose
from tests.browser.chromium import Chromium
from tests.browser.page_driving import (
    CARDS,
    EXAMPLES,
    PROGRAM,
    WANTED,
    choose,
    fragment_of,
    opened,
    press,
    profile_in_address,
    profile_of,
    put,
    until,
)
from tests.corpus.examples_of_page import FILE, examples_text
from tests.corpus.generated import patients
from tests.service.running import Service, running
from tests.service.tokens import public

PLACING = {"rule", "kind", "roles", "covers", "covered_by"}
LIMITED = ["01", "05", "11", "12", "16"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (PROGRAM or WANTED), reason="there is no Chromium on this machine"),
]


def test_the_examples_of_the_page_are_those_of_the_folder() -> None:
    assert FILE.read_text("utf-8") == examples_text(), "run PYTHONPATH=. python -m tests.corpus.examples_of_page"


def test_the_page_loads_without_a_message_a_cookie_or_a_request_elsewhere(page: Chromium, served: Service) -> None:
    choose(page, "05")
    page.evaluate("document.querySelector('button.why').click()")
    until(page, "document.querySelector('.explanation') !== null")
    assert page.messages == []
    assert {url for url in page.requests if not url.startswith(f"{served.url}/")} == set()
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    assert page.evaluate("document.querySelectorAll('script:not([src]), style, [style], [onclick]').length") == 0


def test_no_value_of_the_patient_is_in_an_address_that_is_asked_for(page: Chromium, served: Service) -> None:
    profile = {**profile_of("05"), "patient_id": "canary-4711"}
    opened(page, served, fragment_of(profile, e="1"))
    until(page, f"{CARDS}.length > 0")
    assert [url for url in page.requests if "canary" in url.partition("#")[0]] == []
    assert "canary" not in served.log


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem[:2])
def test_an_example_gives_the_advisories_of_the_command_line_in_their_order(
    path: Path, page: Chromium, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["evaluate", "--format", "json", str(path)])
    report = json.loads(capsys.readouterr().out)
    choose(page, path.stem[:2])
    heading = "Array.from(document.querySelectorAll('#report > h3'))"
    between = (
        f"((title) => {{ const found = []; let node = {heading}.find((h) => h.textContent === title);"
        "while (node && (node = node.nextElementSibling) && node.tagName !== 'H3')"
        "if (node.matches('article')) found.push(node.dataset.rule); return found; })"
    )
    placement = Placement(Report.model_validate(report))
    for title, kind in (("Advisories", "advisory"), ("Questions", "question")):
        standing = [entry.rule for entry, _ in placement.standing(kind)]
        assert page.evaluate(f"{between}('{title}')") == standing
    entries = [entry for name in ("advisories", "questions", "evidence", "background") for entry in report[name]]
    assert sorted(page.evaluate(f"{CARDS}.map((card) => card.dataset.rule)")) == sorted(e["rule"] for e in entries)
    facts = [fact["name"] for fact in report["facts_to_record"]]
    assert page.evaluate("Array.from(document.querySelectorAll('[data-fact]')).map((p) => p.dataset.fact)") == facts
    undecided = [entry["rule"] for entry in report["not_evaluable"]]
    shown = "Array.from(document.querySelectorAll('[data-undecided]')).map((p) => p.dataset.undecided)"
    assert page.evaluate(shown) == undecided
    text = page.evaluate("document.getElementById('report').textContent")
    for entry in entries:
        for words in (entry["summary"], entry["detail"], *entry["caveats"]):
            assert words in text
        for evidence in entry["evidence"]:
            assert evidence["location"] in text


def test_entries_stand_alone_or_under_another_as_in_the_printed_report(page: Chromium, evaluator: Evaluator) -> None:
    for data in patients(40, seed=38):
        report = evaluator.evaluate(PatientProfile.model_validate(data))
        entries = report.applying()
        expected = [
            [entries.index(entry), [entries.index(under) for under in covered]]
            for kind in ("advisory", "question", "evidence", "background")
            for entry, covered in Placement(report).standing(kind)
        ]
        assert in_page(page, entries) == expected


def test_entries_that_cover_each_other_in_a_circle_are_not_lost(page: Chromium, evaluator: Evaluator) -> None:
    report = evaluator.evaluate(PatientProfile.model_validate(profile_of("05")))
    one, two = (
        entry.model_copy(update={"rule": rule, "covers": (other,), "covered_by": (other,), "roles": ()})
        for entry, rule, other in zip(report.advisories[:2], "ab", "ba", strict=True)
    )
    assert in_page(page, (one, two)) == [[0, [1]]]


def in_page(page: Chromium, entries: tuple[Advisory, ...]) -> Any:
    """Where the page places entries, each by its number."""
    data = json.dumps([entry.model_dump(mode="json", include=PLACING) for entry in entries])
    return page.evaluate(
        f"import('/placing.js').then(({{ placed }}) => {{ const all = {data}; return placed(all).map(([one, under]) => "
        "[all.indexOf(one), under.map((inner) => all.indexOf(inner))]); })"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem[:2])
def test_the_address_alone_restores_form_and_advice(path: Path, page: Chromium, served: Service) -> None:
    choose(page, path.stem[:2])
    profile = json.loads(path.read_text("utf-8"))
    assert profile_in_address(page) == profile
    fragment = page.evaluate("location.hash")
    said = page.evaluate("document.getElementById('said').textContent")
    opened(page, served, fragment)
    until(page, f"{CARDS}.length > 0")
    assert page.evaluate("document.getElementById('said').textContent") == said
    assert profile_in_address(page) == profile


def test_every_field_of_the_schema_stands_on_the_form_once(page: Chromium, served: Service) -> None:
    schema = served.http.get("/schema/profile.json").json()
    expected = {path for path in paths_of(schema, schema, "$") if path != "$.schema_version"}
    shown = page.evaluate("Array.from(document.querySelectorAll('[data-path]')).map((node) => node.dataset.path)")
    assert sorted(shown) == sorted(expected)
    titles = page.evaluate("Array.from(document.querySelectorAll('details.group > summary > span:first-child')).length")
    assert titles == len(json.loads(FILE.with_name("groups.json").read_text("utf-8"))["groups"])


def paths_of(schema: dict[str, Any], part: dict[str, Any], path: str) -> Iterator[str]:
    for name, inner in part["properties"].items():
        [found] = [choice for choice in inner.get("anyOf", [inner]) if choice.get("type") != "null"]
        yield f"{path}.{name}"
        if "$ref" in found:
            yield from paths_of(schema, schema["$defs"][found["$ref"].rpartition("/")[2]], f"{path}.{name}")


def test_each_yes_or_no_can_be_left_unrecorded_and_nothing_is_a_checkbox(page: Chromium) -> None:
    assert page.evaluate("document.querySelectorAll('[type=checkbox]').length") == 0
    names = "Array.from(document.querySelectorAll('fieldset.choice')).every((f) => f.querySelector('input').checked)"
    assert page.evaluate(names)
    assert page.evaluate("Array.from(document.querySelectorAll('#groups select')).every((s) => s.value === '')")
    put(page, "$.patient_id", "p1")
    assert profile_in_address(page) == {"schema_version": "1", "patient_id": "p1"}


def test_a_list_tells_none_from_not_recorded_and_listed_but_empty_is_not_none(page: Chromium) -> None:
    for path in ("$.therapy.planned.partner_drugs", "$.transfusion.laboratory.notified_of"):
        put(page, path, "listed")
    assert profile_in_address(page) == {"schema_version": "1"}
    put(page, "$.therapy.planned.partner_drugs", "none")
    assert profile_in_address(page)["therapy"] == {"planned": {"partner_drugs": []}}


def test_courses_can_be_added_and_removed(page: Chromium) -> None:
    put(page, "$.therapy.prior", "listed")
    put(page, "$.therapy.prior[0].agent", "daratumumab")
    press(page, "Add to: prior")
    assert page.evaluate("document.activeElement.id") == "$.therapy.prior[1].agent"
    put(page, "$.therapy.prior[1].agent", "isatuximab")
    assert profile_in_address(page)["therapy"]["prior"] == [{"agent": "daratumumab"}, {"agent": "isatuximab"}]
    press(page, "Remove prior 1")
    assert profile_in_address(page)["therapy"]["prior"] == [{"agent": "isatuximab"}]


@pytest.mark.parametrize(
    ("path", "value"),
    [("$.person.age_years", "200"), ("$.lungs.fev1_percent", "45 %"), ("$.as_of", "15/03/2024"), ("$.patient_id", "")],
)
def test_a_fault_is_told_at_its_field_and_no_advice_stands(path: str, value: str, page: Chromium) -> None:
    choose(page, "05")
    put(page, path, value)
    assert page.evaluate(f"{CARDS}.length") == 0  # never the advice for what the form said before
    page.evaluate("document.getElementById('form').requestSubmit()")
    until(page, "!document.getElementById('faults').hidden")
    field = f"document.getElementById({json.dumps(path)})"
    assert page.evaluate(f"{field}.getAttribute('aria-invalid')") == "true"
    assert (
        page.evaluate(f"document.getElementById({field}.getAttribute('aria-describedby').split(' ').pop()).className")
        == "fault"
    )
    assert page.evaluate(f"{field}.checkVisibility()")
    assert page.evaluate("document.activeElement.id") == "faults"
    page.keys(["Tab", "Enter"])
    assert page.evaluate("document.activeElement.id") == path
    assert page.evaluate(f"{CARDS}.length") == 0


def test_a_fault_in_a_list_is_told_at_the_entry(page: Chromium) -> None:
    put(page, "$.patient_id", "p1")
    put(page, "$.as_of", "2024-03-15")
    put(page, "$.cytogenetics.findings", "listed")
    put(page, "$.cytogenetics.findings[0].abnormality", "del(17p)")
    page.evaluate("document.getElementById('form').requestSubmit()")
    until(page, "!document.getElementById('faults').hidden")
    fault = "document.querySelector('#form .fault').closest('[data-path]').dataset.path"
    assert page.evaluate(fault) == "$.cytogenetics.findings[0].present"


def test_why_and_why_not_are_the_words_of_the_command_line(page: Chromium, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = (path for path in EXAMPLES if path.stem.startswith("05"))
    choose(page, "05")
    for rule in ("copd-dara-bronchodilator", "transfusion-dtt-kell"):
        main(["explain", rule, str(path)])
        words = capsys.readouterr().out
        put(page, "why-not", rule)
        until(page, f"document.getElementById('why-not-text').textContent.startsWith('{rule}')")
        assert page.evaluate("document.getElementById('why-not-text').textContent") == words
    assert parse_qs(page.evaluate("location.hash.slice(1)"))["why"] == ["transfusion-dtt-kell"]


def test_the_address_opens_the_explanation_that_was_open(page: Chromium, served: Service) -> None:
    opened(page, served, fragment_of(profile_of("05"), e="1", why="copd-dara-bronchodilator"))
    until(page, "document.querySelector('.explanation') !== null")
    assert page.evaluate("document.querySelector('[aria-expanded=true]').dataset.why") == "copd-dara-bronchodilator"
    assert "It would not apply with" in page.evaluate("document.querySelector('.explanation').textContent")


@pytest.mark.parametrize("moment", moments_to_choose())
def test_the_cards_stand_as_the_service_gives_them_to_a_health_record(
    moment: str, page: Chromium, served: Service
) -> None:
    choose(page, "05")
    page.evaluate(
        f"(() => {{ const list = document.getElementById('view'); list.value = '{moment}';"
        "list.dispatchEvent(new Event('change')); })()"
    )
    until(page, "document.querySelector('#report article.ehr') !== null")
    answer = served.post(f"/cards?moment={moment}", json.dumps(profile_of("05")).encode()).json()
    told = page.evaluate(
        f"{CARDS}.map((card) => [card.querySelector('.severity').textContent.toLowerCase(),"
        "card.querySelector('.summary').textContent])"
    )
    assert told == [[card["indicator"], card["summary"]] for card in answer["cards"]]
    assert page.evaluate("document.querySelectorAll('#report .detail h5').length") >= 1
    address = page.evaluate("location.hash")
    opened(page, served)
    opened(page, served, address)
    assert page.evaluate(f"{CARDS}.map((card) => card.querySelector('.summary').textContent)") == [
        one for _, one in told
    ]
    assert page.messages == []


@pytest.mark.parametrize("number", ["05", "12"])
def test_what_to_record_next_leads_to_its_field(number: str, page: Chromium) -> None:
    choose(page, number)
    facts = page.evaluate(
        "Array.from(document.querySelectorAll('[data-fact]:has(.go)')).map((one) => one.dataset.fact)"
    )
    assert len(facts) >= 5
    for fact in facts:
        page.evaluate(f"document.querySelector('[data-fact={json.dumps(fact)}] .go').click()")
        place = page.evaluate("document.activeElement.closest('[data-path]').dataset.path")
        assert f"{place}.".startswith(f"{path_of(fact)}.")
        assert page.evaluate("document.activeElement.checkVisibility()")


def test_another_address_shows_another_patient_and_nothing_of_the_last_one(page: Chromium) -> None:
    choose(page, "05")
    before = page.evaluate("document.getElementById('report').textContent")
    page.evaluate(f"location.hash = {json.dumps(fragment_of(profile_of('16'), e='1'))}")
    until(page, "document.getElementById('said').textContent.startsWith('example-16')")
    assert profile_in_address(page) == profile_of("16")
    assert page.evaluate("document.getElementById('report').textContent") != before
    assert "copd-dara-bronchodilator" not in page.evaluate(f"{CARDS}.map((card) => card.dataset.rule)")


def test_an_answer_that_comes_after_a_change_of_the_form_is_not_shown(page: Chromium) -> None:
    choose(page, "05")
    page.evaluate(
        "(() => { document.getElementById('form').requestSubmit();"
        "const age = document.getElementById('$.person.age_years'); age.value = '50';"
        "age.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )
    page.evaluate("new Promise((done) => setTimeout(done, 1500))")
    assert page.evaluate(f"{CARDS}.length") == 0


def test_a_service_that_asks_for_tokens_is_told_in_plain_words(browser: Chromium, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    settings = tmp_path / "settings.yaml"
    client = {"issuer": "https://ehr.example/fhir", "keys": str(keys)}
    settings.write_text(json.dumps({"door": {"clients": [client]}}), encoding="utf-8")
    with running(tmp_path, "--settings", str(settings)) as guarded:
        opened(browser, guarded, fragment_of(profile_of("05"), e="1"))
        until(browser, "!document.getElementById('faults').hidden")
        assert "asks for a token" in browser.evaluate("document.getElementById('faults').textContent")
        assert browser.evaluate(f"{CARDS}.length") == 0


def test_a_service_that_has_ended_is_told_and_no_advice_stands(browser: Chromium, tmp_path: Path) -> None:
    with running(tmp_path, "--insecure") as ended:
        opened(browser, ended)
        choose(browser, "05")
        ended.stop()
        browser.evaluate("document.getElementById('form').requestSubmit()")
        until(browser, "!document.getElementById('faults').hidden")
        assert "doesn't answer" in browser.evaluate("document.getElementById('faults').textContent")
        assert browser.evaluate(f"{CARDS}.length") == 0


def test_a_rule_links_to_its_page_on_the_review_site(page: Chromium) -> None:
    choose(page, "05")
    links = page.evaluate("Array.from(document.querySelectorAll('#report a')).map((link) => link.href)")
    assert "https://review.example/rules/copd-dara-bronchodilator.html" in links


@pytest.mark.parametrize("number", LIMITED)
def test_what_limits_the_advice_always_stands_above_it(number: str, page: Chromium) -> None:
    choose(page, number)
    text = page.evaluate("document.getElementById('report').textContent")
    assert "An empty list is never “no concern”" in text
    assert "Draft: no clinician has signed" in text
    assert re.search(r"\d+ of \d+ rules were checked; \d+ of them could not be decided", text)


def test_an_explanation_never_stands_under_the_name_of_another_rule(page: Chromium) -> None:
    choose(page, "05")
    page.evaluate(
        "(() => { const sent = window.fetch; let first = true; window.fetch = async (...all) => {"
        "const answer = await sent(...all); if (String(all[0]).startsWith('explain') && first) { first = false;"
        "await new Promise((later) => { window.release = later; }); } return answer; }; })()"
    )
    first, second = "copd-dara-bronchodilator", "transfusion-dtt-kell"
    for rule in (first, second):
        page.evaluate(
            f"(() => {{ const list = document.getElementById('why-not'); list.value = '{rule}';"
            "list.dispatchEvent(new Event('change')); })()"
        )
    until(page, "document.getElementById('why-not-text').textContent !== ''")
    until(page, "window.release !== undefined")
    page.evaluate("window.release()")
    page.evaluate("new Promise((later) => setTimeout(later, 200))")
    assert page.evaluate("document.getElementById('why-not-text').textContent").startswith(second)
    assert parse_qs(page.evaluate("location.hash.slice(1)"))["why"] == [second]


def test_a_hostile_identifier_is_shown_and_obeyed_nowhere(page: Chromium, served: Service) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&"
    opened(page, served, fragment_of({**profile_of("05"), "patient_id": hostile}, e="1"))
    until(page, f"{CARDS}.length > 0")
    assert hostile in page.evaluate("document.getElementById('said').textContent")
    assert page.evaluate("document.querySelectorAll('img, script:not([src])').length") == 0
    assert page.messages == []


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#p=%7Bnot-json", "the whole patient"),
        ("#p=%5B1%5D", "the whole patient"),
        (fragment_of({"patient_id": "p1", "lungs": {"copd": "maybe", "unheard": 1}}, e="1"), "$.lungs.copd"),
        (fragment_of({"patient_id": "p1", "disease": {"setting": "<b>x</b>"}}), "$.disease.setting"),
        (fragment_of({"schema_version": "2", "patient_id": "p1"}), "$.schema_version"),
    ],
)
def test_what_the_form_cannot_hold_is_told_and_never_lost_in_silence(
    fragment: str, words: str, page: Chromium, served: Service
) -> None:
    opened(page, served, fragment)
    assert words in page.evaluate("document.getElementById('faults').textContent")
    assert page.evaluate(f"{CARDS}.length") == 0
    assert page.messages == []
