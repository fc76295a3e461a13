"""A hospital's own rules stand beside the shipped book: with ids of their own, and without overriding anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.properties.counting import NIGHTLY

from cd38rules import PatientProfile, RuleBook, evaluate, load_rulebook
from cd38rules.cli.main import main
from cd38rules.diagnostics import RuleBookError

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

CODE = "st-elsewhere-weight"
PATIENT = {
    "patient_id": "p1",
    "as_of": "2026-01-31",
    "person": {"weight_kg": 130},
    "therapy": {"planned": {"agent": "daratumumab"}},
}


@pytest.fixture
def folder(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Path:
    own = tmp_path / "st-elsewhere"
    assert main(["rules", "new", CODE, "--rules", str(own)]) == 0
    capsysbinary.readouterr()
    return own


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        load_rulebook(folder)
    return [str(fault) for fault in caught.value.diagnostics]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_new_rule_passes_every_check_and_its_own_cases(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    quick = [] if NIGHTLY else ["--quick"]  # the rest takes most of a minute
    assert main(["rules", "check", str(folder), *quick]) == 0
    assert capsysbinary.readouterr().out.endswith(b": 0 findings\n")
    assert main(["rules", "test", str(folder / "cases"), "--rules", str(folder)]) == 0
    assert capsysbinary.readouterr().out == b"4 cases, 4 expectations: 0 failed\n"


def test_a_second_new_rule_joins_the_first(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["rules", "new", "st-elsewhere-other", "--rules", str(folder), "--topic", "renal"]) == 0
    assert "st-elsewhere-other" in load_rulebook(folder).rules
    assert main(["rules", "new", "st-elsewhere-other", "--rules", str(folder), "--topic", "renal"]) == 2
    assert b"is there already" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Weight"], "lower-case words"),
        (["copd-dara-fev1-lt50"], "the shipped book has a rule or concept of that code"),
        (["own-rule", "--topic", "lung"], "there is no such topic (did you mean lungs?)"),
    ],
)
def test_a_code_or_topic_that_will_not_do_is_refused(
    arguments: list[str], words: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["rules", "new", *arguments, "--rules", str(tmp_path / "own")]) == 2
    assert words in capsysbinary.readouterr().err.decode()
    assert not (tmp_path / "own").exists()


def test_a_rule_book_of_its_own_gets_no_addition(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write(tmp_path / "rulebook.yaml", "name: another\n")
    assert main(["rules", "new", "own-rule", "--rules", str(tmp_path)]) == 2
    assert b"holds a rule book of its own" in capsysbinary.readouterr().err


def test_the_shipped_advice_stays_and_the_own_rule_comes_with_it(folder: Path) -> None:
    both, shipped = load_rulebook(folder), load_rulebook()
    assert set(both.rules) == {*shipped.rules, CODE}
    profile = PatientProfile.model_validate(PATIENT)
    report, before = evaluate(profile, both), evaluate(profile, shipped)
    assert {entry.rule for entry in report.applying()} - {entry.rule for entry in before.applying()} == {CODE}
    assert report.receipt.rulebook_version == f"{shipped.version}+st-elsewhere.0.1.0"
    assert report.receipt.locally_modified


def test_the_command_line_takes_the_folder_wherever_it_takes_a_rule_book(
    folder: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(tmp_path / "p.json", json.dumps(PATIENT))
    assert main(["evaluate", str(tmp_path / "p.json"), "--rules", str(folder), "--format", "json"]) == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert CODE in {entry["rule"] for entry in report["advisories"]}
    assert main(["rules", "show", CODE, "--rules", str(folder)]) == 0
    assert main(["rules", "diff", str(folder.parents[0] / "st-elsewhere"), str(folder)]) == 0


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (
            "lungs/copd-dara-fev1-lt50.yaml",
            "id: copd-dara-fev1-lt50\n",
            "addition-overrides the shipped book has a file",
        ),
        ("evidence/leleu-2022/own.yaml", "[]\n", "addition-overrides the source leleu-2022 is one of the shipped"),
        ("coverage.yaml", "covered: []\n", "addition-overrides the shipped book has a file"),
    ],
)
def test_a_file_of_the_shipped_book_is_not_overridden(folder: Path, path: str, text: str, fault: str) -> None:
    write(folder / path, text)
    assert any(line.startswith(f"{path}:1:1: {fault}") for line in faults_of(folder))


def test_a_rule_of_the_shipped_book_is_not_overridden_from_another_file(folder: Path) -> None:
    own = folder / "lungs" / f"{CODE}.yaml"
    write(
        folder / "renal" / "copd-dara-fev1-lt50.yaml",
        own.read_text(encoding="utf-8").replace(CODE, "copd-dara-fev1-lt50"),
    )
    assert any("duplicate-id" in line and "renal/copd-dara-fev1-lt50.yaml" in line for line in faults_of(folder))


@pytest.mark.parametrize(
    ("taken", "home"),
    [
        ("copd-dara-fev1-lt50", "lungs/copd-dara-fev1-lt50.yaml"),
        ("eff-isa-kd-ikema", "outcomes/ikema.yaml"),
        ("anti-cd38-regimen", "concepts/anti-cd38-regimen.yaml"),
    ],
)
def test_a_name_of_the_shipped_book_is_never_proposed_as_the_name_of_a_file(
    taken: str, home: str, folder: Path
) -> None:
    own = folder / "lungs" / f"{CODE}.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace(f"id: {CODE}", f"id: {taken}"), encoding="utf-8")
    (line,) = [line for line in faults_of(folder) if "rule-file-name" in line]
    assert line.endswith(f"(write `id: {CODE}`, for {home} has that name)")


def test_a_rule_of_the_shipped_book_is_not_shown_under_an_own_one(folder: Path) -> None:
    own = folder / "lungs" / f"{CODE}.yaml"
    own.write_text(
        own.read_text(encoding="utf-8").replace("advice:\n", "covers: [copd-dara-bronchodilator]\nadvice:\n")
    )
    assert [line.partition(" (")[0] for line in faults_of(folder)] == [
        f"lungs/{CODE}.yaml:12:10: addition-covers `{CODE}` covers `copd-dara-bronchodilator`, "
        "which is a rule of the shipped book"
    ]


def test_an_own_rule_that_cannot_fire_is_refused_as_one_of_the_shipped_book_is(folder: Path) -> None:
    write(folder / "must-fire.yaml", "[]\n")
    assert [line.split()[1] for line in faults_of(folder)] == ["must-fire-missing"]


def test_an_addition_may_bring_a_topic_of_its_own(folder: Path) -> None:
    addition = folder / "addition.yaml"
    more = "topics:\n  - {id: pharmacy, letter: Z, title: Pharmacy, text: What our pharmacy wants to be told}\n"
    addition.write_text(addition.read_text(encoding="utf-8") + more)
    (folder / "pharmacy").mkdir()
    (folder / "lungs" / f"{CODE}.yaml").rename(folder / "pharmacy" / f"{CODE}.yaml")
    book: RuleBook = load_rulebook(folder)
    assert book.rules[CODE].topic == "pharmacy"
    assert (
        "What our pharmacy wants to be told" in evaluate(PatientProfile.model_validate(PATIENT), book).coverage.covered
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("addition: st-elsewhere", "addition: St. Elsewhere", "addition.yaml:4:11: addition-name"),
        ("version: 0.1.0", "version: one", "addition.yaml:6:10: addition-version"),
        ("title: Rules of our own\n", "", "addition.yaml:4:1: addition-missing-key"),
        ("developer:", "developper:", "addition.yaml:4:1: addition-missing-key"),
    ],
)
def test_what_the_addition_says_of_itself_is_checked(folder: Path, old: str, new: str, line: str) -> None:
    addition = folder / "addition.yaml"
    addition.write_text(addition.read_text(encoding="utf-8").replace(old, new, 1))
    assert faults_of(folder)[0].startswith(line)
