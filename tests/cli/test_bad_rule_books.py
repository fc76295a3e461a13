"""Broken rule books given with --rules: exit code 3, and each fault as path:line:column on standard error."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Call

SMALL_BOOK = Path(__file__).resolve().parents[1] / "bad_rules" / "base"
MUST_FIRE = """\
- rule: good-rule
  profile: {patient_id: p, as_of: "2024-06-30", therapy: {planned: {agent: daratumumab}}, lungs: {copd: true}}
- rule: reject-age
  profile: {patient_id: p, as_of: "2024-06-30", person: {age_years: 300}}
"""
RULE = "lungs/copd-dara-fev1-lt50.yaml"
FEV1 = "{fact: lungs.fev1, below: 50 %}"
Edit = Callable[[str], str]


def instead(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, "the shipped rule has changed: choose another place to break"
        return text.replace(old, new, 1)

    return edit


def without_parts(text: str) -> str:
    return text[: text.index("  all:")] + "  all: []\n" + text[text.index("advice:") :]


CASES: dict[str, tuple[str, Edit, str, str]] = {
    # what is wrong: (the file, the edit, where the fault is, part of the message)
    "a key twice": (RULE, instead("severity: warning", "severity: warning\nseverity: info"), ":6:1: ", "severity"),
    "an anchor": (RULE, instead("severity: warning", "severity: &s warning"), ":5:", "yaml-"),
    "a tag": (RULE, instead("severity: warning", "severity: !!str warning"), ":5:", "yaml-"),
    "no YAML": (RULE, instead("severity: warning", "severity: [warning"), ":", "yaml-"),
    "a fact of another name": (RULE, instead("lungs.fev1,", "lungs.fev2,"), ":", "did you mean lungs.fev1"),
    "an operator of another name": (RULE, instead("below: 50 %", "under: 50 %"), ":", "operator"),
    "another unit": (RULE, instead("below: 50 %", "below: 50 mL"), ":", "unit"),
    "no unit": (RULE, instead("below: 50 %", "below: 50"), ":", "unit"),
    "evidence that isn't there": (RULE, instead("candor-fev1-limit, sup", "candor-fev1-limt, sup"), ":", "did"),
    "an empty all": (RULE, without_parts, ":8:", "all"),
    "rules that silence each other": (
        "lungs/copd-dara-prophylaxis-stop.yaml",
        instead("advice:\n", "unless: [copd-dara-bronchodilator]\nadvice:\n"),
        ":11:10: circle",
        "copd-dara-bronchodilator -> copd-dara-prophylaxis-stop",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_book_is_refused_with_the_place_of_its_fault(
    name: str, cd38rules: Call, example: Callable[[str], Path], rules_copy: Path
) -> None:
    path, edit, place, words = CASES[name]
    file = rules_copy / path
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    ended = cd38rules("evaluate", example("05"), "--rules", rules_copy)
    assert (ended.code, ended.out) == (3, "")
    assert any(f"{path}:" in line and place in line and words in line for line in ended.err.splitlines()), ended.err
    assert all(int(number) for line in ended.err.splitlines() for number in line.split(":")[1:3])
    assert "Traceback" not in ended.err
    checked = cd38rules("rules", "check", rules_copy)
    assert (checked.code, checked.out.splitlines()) == (3, ended.err.splitlines())


def test_two_files_with_one_code_are_shown_with_both_places(
    cd38rules: Call, example: Callable[[str], Path], rules_copy: Path
) -> None:
    text = (rules_copy / RULE).read_text(encoding="utf-8")
    (rules_copy / "transfusion" / "copd-dara-fev1-lt50.yaml").write_text(text, encoding="utf-8")
    ended = cd38rules("evaluate", example("05"), "--rules", rules_copy)
    assert ended.code == 3
    assert any(RULE in line and "transfusion/copd-dara-fev1-lt50.yaml:2:" in line for line in ended.err.splitlines())


def test_faults_as_json_hold_path_line_and_column(cd38rules: Call, rules_copy: Path) -> None:
    path, edit, _, _ = CASES["a fact of another name"]
    file = rules_copy / path
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    ended = cd38rules("rules", "check", rules_copy, "--format", "json")
    (fault,) = ended.json()
    assert ended.code == 3
    assert fault["code"] == "unknown-fact"
    assert set(fault["places"][0]) == {"path", "line", "column"}


@pytest.mark.parametrize("command", [["evaluate", "-"], ["rules", "list"], ["rules", "check"], ["evidence", "show"]])
def test_a_folder_without_a_rule_book_is_refused(command: list[str], cd38rules: Call, tmp_path: Path) -> None:
    folder = [tmp_path] if command == ["rules", "check"] else ["--rules", tmp_path]
    ended = cd38rules(*command, *folder, stdin=b'{"patient_id": "p", "as_of": "2024-03-15"}')
    assert ended.code == 3
    assert "rulebook.yaml" in ended.out + ended.err


def small_book(folder: Path) -> Path:
    """A book of a few rules that passes its self-test: its validation has a code that profiles are refused with."""
    rules = Path(shutil.copytree(SMALL_BOOK, folder / "rules"))
    old = rules / "validation" / "refused-age.yaml"
    text = old.read_text(encoding="utf-8").replace("id: refused-age", "id: reject-age")
    old.with_name("reject-age.yaml").write_text(text, encoding="utf-8")
    old.unlink()
    (rules / "must-fire.yaml").write_text(MUST_FIRE, encoding="utf-8")
    return rules


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_findings_end_with_1_and_faults_with_3_in_every_form(form: str, cd38rules: Call, tmp_path: Path) -> None:
    rules = small_book(tmp_path)
    call = ("rules", "check", rules, "--format", form, *(() if form == "text" else ("--quick",)))
    assert cd38rules(*call).code == 0
    file = rules / "lungs" / "good-rule.yaml"
    ordering = instead("caveats:\n", "caveats:\n  - Never give it.\n")(file.read_text(encoding="utf-8"))
    file.write_text(ordering, encoding="utf-8")
    found = cd38rules(*call)
    assert (found.code, found.err) == (1, "")
    assert "command-wording" in found.out
    (rules / "rulebook.yaml").unlink()
    broken = cd38rules(*call)
    assert (broken.code, broken.err) == (3, "")
    assert "book-missing" in broken.out


def test_a_rule_that_no_longer_fires_where_it_must_is_a_finding_of_the_checks(cd38rules: Call, tmp_path: Path) -> None:
    rules = small_book(tmp_path)
    wrong = MUST_FIRE.replace("copd: true", "copd: false")
    (rules / "must-fire.yaml").write_text(wrong, encoding="utf-8")
    ended = cd38rules("rules", "check", rules)
    assert ended.code == 1
    assert "must-fire.yaml:1:3: must-fire-silent `good-rule` doesn't fire" in ended.out
    (rules / "must-fire.yaml").unlink()
    assert "must-fire-missing" in cd38rules("rules", "check", rules).out


def test_a_moved_limit_is_a_finding_at_the_patient_whose_verdict_it_changes(cd38rules: Call, rules_copy: Path) -> None:
    file = rules_copy / RULE
    file.write_text(instead("below: 50 %", "below: 55 %")(file.read_text(encoding="utf-8")), encoding="utf-8")
    ended = cd38rules("rules", "check", rules_copy, "--quick")
    assert ended.code == 1
    found = [line for line in ended.out.splitlines() if "boundary-differs" in line]
    lines = (rules_copy / "boundaries.yaml").read_text(encoding="utf-8").splitlines()
    assert len(found) == 2
    for line, value in zip(found, ("50 %", "50.1 %"), strict=True):
        path, number, *_ = line.split(":")
        assert path.endswith("boundaries.yaml")
        entry = lines[int(number) - 1 : int(number) + 7]
        assert entry[0] == '- rule: "copd-dara-fev1-lt50"'
        assert f'  value: "{value}"' in entry
        assert f"`copd-dara-fev1-lt50` is yes for this patient and not no: lungs.fev1 {value}, " in line
        assert RULE in line


def test_a_patient_at_a_limit_who_is_refused_is_a_finding(cd38rules: Call, rules_copy: Path) -> None:
    file = rules_copy / "boundaries.yaml"
    file.write_text(instead('"age_years": 64', '"age_years": 640')(file.read_text("utf-8")), encoding="utf-8")
    ended = cd38rules("rules", "check", rules_copy, "--quick")
    assert ended.code == 1
    assert "boundary-unusable the patient at the limit of `age-dara-kd-gt65` is refused: reject-age at" in ended.out
