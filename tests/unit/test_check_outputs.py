"""What `rules check` finds, as code hosts, editors and build servers read it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.bad_rules.cases import HERE, SOUND, case_of

from cd38rules.checks.outputs import FORMATS, Findings, rendered
from cd38rules.checks.run import CHECKS, findings
from cd38rules.diagnostics import Diagnostic, Place
from cd38rules.rules.load import inspect_rulebook
from cd38rules.rules.locate import shipped_rulebook

FEV1 = "lungs/copd-dara-fev1-lt50.yaml"
HOSTILE = Diagnostic(
    "some-code",
    "50 % of a, b: broken\nline \x00 <tag>",
    (Place("lungs/a, b: 100%.yaml", 3, 5), Place("other.yaml", 1, 1)),
    "say it",
    "info",
    '{"patient_id": "p"}',
)
COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)\Z")


def found_of(name: str, folder: Path) -> Findings:
    """What the checks, or the loader, find in a broken example."""
    book, faults = inspect_rulebook(case_of(HERE / f"{name}.txt").files())
    return Findings(tuple(findings(book) if book is not None else faults), book, folder)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of rules below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my rules").mkdir()
    return Path("my rules")


BROKEN = ("check/command-wording", "names/two-circles", "yaml/syntax", "rule/missing-keys")


@pytest.mark.parametrize("name", BROKEN)
def test_every_form_tells_every_finding_with_its_place(name: str, folder: Path) -> None:
    found = found_of(name, folder)
    assert found.faults
    lines = [line for line in rendered(found, "github").splitlines() if COMMAND.match(line)]
    places = [fault.places[0] for fault in found.faults]
    assert [properties(line) for line in lines] == [
        {"file": f"my rules/{p.path}", "line": str(p.line), "col": str(p.column), "title": fault.code}
        for p, fault in zip(places, found.faults, strict=True)
    ]
    results = json.loads(rendered(found, "sarif"))["runs"][0]["results"]
    assert [place_of(result) for result in results] == [(f"my%20rules/{p.path}", p.line, p.column) for p in places]
    failed = [case for case in cases_of(rendered(found, "junit")) if case.find("failure") is not None]
    assert [(case.get("classname"), case.get("line")) for case in failed] == [
        (fault.code, str(fault.places[0].line)) for fault in found.faults
    ]
    as_json = json.loads(rendered(found, "json"))
    assert [fault["code"] for fault in as_json] == [fault.code for fault in found.faults]
    assert [fault["places"][0]["path"] for fault in as_json] == [f"my rules/{p.path}" for p in places]
    assert rendered(found, "text").splitlines()[: len(places)] == [
        str(fault.with_paths(lambda path: f"my rules/{path}")) for fault in found.faults
    ]


def test_every_form_names_each_place_by_one_path_that_can_be_opened(folder: Path) -> None:
    found = found_of("names/two-circles", folder)
    named = {f"my rules/{place.path}" for fault in found.faults for place in fault.places}
    for form in FORMATS:
        text = rendered(found, form).replace("%20", " ")
        assert all(path in text for path in named), form
        assert text.count("lungs/") == text.count("my rules/lungs/"), form


def test_of_a_folder_of_additions_the_files_of_the_shipped_book_are_named_where_they_are(folder: Path) -> None:
    (folder / "lungs").mkdir()
    for name in ("addition.yaml", "lungs/own.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    places = [Place(path, 1, 1) for path in ("lungs/own.yaml", FEV1, "shipped/must-fire.yaml")]
    faults = tuple(Diagnostic("some-code", "wrong", (place,)) for place in places)
    paths = [fault.places[0].path for fault in Findings(faults, None, folder).placed()]
    shipped = shipped_rulebook()
    assert paths == ["my rules/lungs/own.yaml", str(shipped / FEV1), str(shipped / "must-fire.yaml")]


def test_a_book_that_cannot_be_loaded_has_no_check_that_passed(folder: Path) -> None:
    found = found_of("yaml/syntax", folder)
    assert found.book is None
    root = ElementTree.fromstring(rendered(found, "junit"))
    skipped = [case for case in root.iter("testcase") if case.find("skipped") is not None]
    assert len(skipped) == len(CHECKS) == int(root.attrib["skipped"])
    assert json.loads(rendered(found, "sarif"))["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_a_sound_book_passes_every_check_that_ran(folder: Path) -> None:
    book, faults = inspect_rulebook(SOUND)
    assert faults == []
    left_out = CHECKS[0].code
    root = ElementTree.fromstring(rendered(Findings((), book, folder, frozenset({left_out})), "junit"))
    passed = [case.get("classname") for case in root.iter("testcase") if len(case) == 0]
    assert passed == [check.code for check in CHECKS if check.code != left_out]
    assert rendered(Findings((), book, folder), "github") == ""
    assert json.loads(rendered(Findings((), book, folder), "sarif"))["runs"][0]["results"] == []


def test_words_that_would_break_a_form_are_escaped(folder: Path) -> None:
    found = Findings((HOSTILE,), None, folder)
    (line,) = rendered(found, "github").splitlines()
    assert properties(line)["file"] == "my rules/a, b: 100%.yaml".replace("a,", "lungs/a,")
    assert line.startswith("::notice ")
    assert "50 %25 of a, b: broken%0Aline" in line
    assert line.endswith('%0Ashown by {"patient_id": "p"}')
    (case,) = [case for case in cases_of(rendered(found, "junit")) if case.find("failure") is not None]
    assert "<tag>" in str(case.find("failure").attrib["message"])  # type: ignore[union-attr]  # looked for above
    (result,) = json.loads(rendered(found, "sarif"))["runs"][0]["results"]
    assert result["properties"] == {"profile": {"patient_id": "p"}}
    assert place_of({"locations": result["relatedLocations"]}) == ("my%20rules/other.yaml", 1, 1)


def test_a_sarif_log_has_what_the_standard_asks_for(folder: Path) -> None:
    """The members that sections 3.13 to 3.30 of the standard require, and indices that point to what they name."""
    for name in BROKEN:
        log = json.loads(rendered(found_of(name, folder), "sarif"))
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        driver = run["tool"]["driver"]
        assert driver["name"] == "cd38rules"
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids))
        assert all(isinstance(call["executionSuccessful"], bool) for call in run["invocations"])
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert ids[result["ruleIndex"]] == result["ruleId"]
            region = result["locations"][0]["physicalLocation"]["region"]
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1


def test_a_place_outside_of_the_current_folder_is_an_address(tmp_path: Path) -> None:
    found = Findings((HOSTILE,), None, tmp_path)
    location = json.loads(rendered(found, "sarif"))["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    assert "uriBaseId" not in location["physicalLocation"]["artifactLocation"]


def test_a_folder_that_is_not_there_is_told_in_every_form(folder: Path) -> None:
    missing = Diagnostic("book-missing", "there is no such folder", (Place("nowhere"),), "name one")
    for form in FORMATS:
        text = rendered(Findings((missing,), None, Path("nowhere")), form)
        assert "there is no such folder" in text
        assert "nowhere/nowhere" not in text


def properties(line: str) -> dict[str, str]:
    """The properties of a workflow command, read as GitHub's runner does."""
    match = COMMAND.match(line)
    assert match is not None, line
    found = {}
    for pair in match["properties"].split(","):
        name, _, value = pair.partition("=")
        for escaped, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            value = value.replace(escaped, character)
        found[name] = value
    return found


def place_of(result: dict[str, Any]) -> tuple[str, int, int]:
    where = result["locations"][0]["physicalLocation"]
    return where["artifactLocation"]["uri"], where["region"]["startLine"], where["region"]["startColumn"]


def cases_of(text: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text).iter("testcase"))
