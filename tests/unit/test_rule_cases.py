"""Cases written as YAML: what fails is told at its place, and a file that is none of cases is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cd38rules.cli.main import main

PROFILE = (
    "{patient_id: p, as_of: 2026-01-31, lungs: {copd: true, fev1_percent: 40}, "
    "therapy: {planned: {agent: daratumumab}}}"
)
FRACTION = "{patient_id: p, as_of: 2026-01-31, lungs: {fev1_percent: 0.45}}"


class Ran:
    """What one run printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out.splitlines(), err.splitlines()


Run = Callable[[str], Ran]


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]):
    monkeypatch.chdir(tmp_path)

    def run(text: str) -> Ran:
        (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
        code = main(["rules", "test", "c.yaml"])
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return run


def case(*lines: str, profile: str = PROFILE) -> str:
    return "\n  ".join(("- case: a patient", f"profile: {profile}", *lines)) + "\n"


def test_cases_that_hold_pass(ran: Run) -> None:
    text = case(
        "expect:",
        "  copd-dara-fev1-lt50: yes",
        "  copd-dara-bronchodilator: {planned: yes, current: unknown}",
        "  meta-small-n: no",
    )
    refused = case("refused: reject-fev1", profile=FRACTION)
    found = ran(text + refused)
    assert (found.code, found.out, found.err) == (0, ["2 cases, 5 expectations: 0 failed"], [])


def test_a_verdict_that_differs_is_told_at_its_place_with_that_of_the_rule(ran: Run) -> None:
    found = ran(case("expect:", "  copd-dara-fev1-lt50: {planned: no}"))
    assert found.code == 1
    assert found.out == [
        "c.yaml:4:36: case-verdict “a patient”: `copd-dara-fev1-lt50` is yes for the planned regimen, and must be no; "
        "see also lungs/copd-dara-fev1-lt50.yaml:2:1 (`cd38rules explain` says why, for the profile of the case)",
        "1 cases, 1 expectations: 1 failed",
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (case("refused: reject-fev1"), "case-accepted", "is accepted, and must be refused with reject-fev1"),
        (
            case("expect: {meta-small-n: no}", profile=FRACTION),
            "case-refused",
            "the profile is refused with reject-fev1",
        ),
        (case("flagged: conflict-kell-date"), "case-not-flagged", "it is not flagged"),
    ],
)
def test_a_profile_that_is_taken_otherwise_fails(ran: Run, text: str, code: str, words: str) -> None:
    found = ran(text)
    assert found.code == 1
    assert code in found.out[0]
    assert words in found.out[0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("case: one\n", "c.yaml:1:1: case-type a file of cases is a list"),
        (
            case("expect: {copd-dara-fev1-lt5: yes}"),
            "c.yaml:3:12: case-unknown-rule there is no rule `copd-dara-fev1-lt5`",
        ),
        (case("expect: {copd-dara-fev1-lt50: {plan: yes}}"), "c.yaml:3:34: case-choice there is no regimen `plan`"),
        (case("expect: {copd-dara-fev1-lt50: true}"), "c.yaml:3:33: case-choice a verdict is yes, no or unknown"),
        (case(), "c.yaml:1:3: case-nothing the case expects nothing"),
        (case("expects: {}"), "c.yaml:1:3: case-nothing"),
        (case("expect: [a]"), "c.yaml:3:11: case-type `expect` maps codes to verdicts"),
        (case("expect: {}", profile="[1]"), "c.yaml:2:12: case-type the profile is a mapping"),
        ("- case: [\n", "c.yaml:2:1: yaml-syntax"),
    ],
)
def test_a_file_that_is_none_of_cases_is_refused_at_its_place(ran: Run, text: str, line: str) -> None:
    found = ran(text)
    assert (found.code, found.out) == (2, [])
    assert any(said.startswith(line) for said in found.err), found.err


def test_an_empty_file_has_no_cases(ran: Run) -> None:
    assert ran("[]\n").err == ["cd38rules: no cases were found"]
