"""Every fault that a rule file can have, with the exact lines that are reported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bad_rules.cases import CHECKS_PAGE, HERE, MADE, MEANINGS, PAGE, SOUND, Case, cases, checks_page, page

from cd38rules.checks.check import page_of
from cd38rules.checks.run import CHECKS, WHOLE_BOOK_CHECKS, findings
from cd38rules.diagnostics import RuleBookError
from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.rules.load import inspect_folder, inspect_rulebook, load_rulebook, read_files
from cd38rules.rules.located import MAX_BYTES, MAX_NODES

ROOT = Path(__file__).resolve().parents[2]
CASES = [case for case in cases() if not case.is_of_check]
CHECK_CASES = [case for case in cases() if case.is_of_check]
FAMILIES = {
    "read_rule": ("rule",),
    "table": ("table",),
    "read_book": ("book",),
    "read_expectations": ("book",),
    "reviews": ("review",),
    "fields": ("rule", "table", "book", "review"),
}


def test_the_book_that_the_examples_stand_in_is_sound() -> None:
    book, faults = inspect_rulebook(SOUND)
    assert book is not None
    assert faults == findings(book) == []


@pytest.mark.hazard("H2")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_example_is_reported_with_these_lines(case: Case) -> None:
    book, faults = inspect_rulebook(case.files())
    assert book is None
    assert tuple(map(str, faults)) == case.reported, case.sentence
    assert faults == sorted(faults, key=lambda fault: (fault.places, fault.code, fault.message))
    assert all(fault.hint for fault in faults)


@pytest.mark.parametrize("case", CHECK_CASES, ids=lambda case: case.name)
def test_an_example_that_a_check_finds_is_reported_with_these_lines(case: Case) -> None:
    book, faults = inspect_rulebook(case.files())
    assert book is not None
    assert faults == []
    found = case.faults()
    assert tuple(map(str, found)) == case.reported, case.sentence
    assert found
    assert all(item.hint and item.places[0].line for item in found)
    for item in found:
        if item.profile:
            report = Evaluator(book).evaluate(PatientProfile.model_validate_json(item.profile))
            assert report.receipt.rulebook_sha256 == book.sha256


SHOWN_BY_NOBODY = {"rule-can-never-fire", "leaf-changes-nothing"}


def test_what_the_checks_of_the_whole_book_find_is_shown_by_a_patient() -> None:
    codes = {check.code for check in WHOLE_BOOK_CHECKS} - SHOWN_BY_NOBODY
    for case in CHECK_CASES:
        for item in case.faults() if case.needs_the_solver else ():
            assert bool(item.profile) is (item.code in codes), (case.name, item.message)


def test_every_check_has_a_page_and_an_example() -> None:
    shown = {line.split(": ", 1)[1].split(" ", 1)[0] for case in CHECK_CASES for line in case.reported}
    assert {check.code for check in CHECKS} == shown
    assert [check.code for check in CHECKS if not page_of(check)] == []


def test_loading_raises_every_fault_of_three_files_at_once(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "book/three-files")
    write(tmp_path, case.files())
    with pytest.raises(RuleBookError) as raised:
        load_rulebook(tmp_path)
    assert tuple(str(raised.value).splitlines()) == case.reported
    assert len({line.split(":")[0] for line in case.reported}) == 3


def test_files_that_cannot_be_read_are_reported_with_the_faults_of_the_others(tmp_path: Path) -> None:
    rule = SOUND["lungs/good-rule.yaml"]
    write(tmp_path, SOUND | {"lungs/two.yaml": rule.replace("good-rule", "two").replace("lungs.copd", "lungs.cop")})
    naming_both = rule.replace("good-rule", "three") + "unless: [latin, good-rule, other]\n"
    write(tmp_path, {"lungs/three.yaml": naming_both, "lungs/other.yml": rule})
    latin = rule.replace("good-rule", "latin").replace("a fault", "un défaut").encode("latin-1")
    (tmp_path / "lungs" / "latin.yaml").write_bytes(latin)
    book, faults = inspect_folder(tmp_path)
    assert book is None
    assert [str(fault) for fault in faults] == [
        "lungs/latin.yaml:2:27: yaml-encoding the file is not UTF-8 (save it as UTF-8)",
        "lungs/other.yml:1:1: book-file-name the file's name doesn't end in .yaml (call it other.yaml)",
        "lungs/two.yaml:9:14: unknown-fact there is no fact `lungs.cop` (did you mean lungs.copd or lungs.fev1?)",
    ]
    with pytest.raises(RuleBookError, match="yaml-encoding"):
        read_files(tmp_path)


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RuleBookError, match="book-missing there is no such folder"):
        load_rulebook(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: " + "x" * MAX_BYTES, f"1:1: yaml-too-large the file has more than {MAX_BYTES} bytes (split it)"),
        ("[" + "x," * MAX_NODES + "]", f"yaml-too-large the file has more than {MAX_NODES} nodes (split it)"),
    ],
    ids=["bytes", "nodes"],
)
def test_a_file_that_is_too_large_is_not_read(text: str, message: str) -> None:
    _, faults = inspect_rulebook(SOUND | {"lungs/large.yaml": text})
    assert [str(fault)[-len(message) :] for fault in faults] == [message]


def test_evidence_that_cannot_be_read_is_reported_once_and_not_at_every_citation() -> None:
    _, faults = inspect_rulebook(SOUND | {"evidence/small-review/lungs.yaml": "- {id: copd-advice"})
    assert {fault.code for fault in faults} == {"yaml-syntax"}


# The page of codes


def test_every_code_of_the_readers_has_an_example_and_a_meaning() -> None:
    shown = {line.split(": ", 1)[1].split(" ", 1)[0] for case in CASES for line in case.reported} | set(MADE)
    assert set(codes_in_source()) == shown
    assert set(MEANINGS) == shown


def test_the_page_of_codes_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.bad_rules.cases"
    assert CHECKS_PAGE.read_text(encoding="utf-8") == checks_page(), "run python -m tests.bad_rules.cases"


def test_every_example_stands_in_a_folder_that_is_searched() -> None:
    found = {path.relative_to(HERE).parts[0] for path in HERE.rglob("*.txt")}
    assert found == {case.name.split("/")[0] for case in (*CASES, *CHECK_CASES)}


def codes_in_source() -> Iterator[str]:
    """Every code that the readers of rule files can report, from their source."""
    for name in (
        "located",
        "fields",
        "read_condition",
        "read_rule",
        "table",
        "link",
        "texts",
        "load",
        "read_book",
        "read_expectations",
        "reviews",
    ):
        tree = ast.parse((ROOT / "src" / "cd38rules" / "rules" / f"{name}.py").read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            first = call.args[0]
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            if called == "Diagnostic" or called in ("_refuse", "fault", "_fault"):
                of_fields = (called == "fault" and name != "texts") or (called == "_fault" and name == "read_rule")
                families = FAMILIES.get(name, ()) if of_fields else ()
                yield from (f"{family}-{first.value}" for family in families) if families else (first.value,)
    yield from (f"{family}-choice" for family in FAMILIES["fields"])


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
