"""The checks of the whole book: the shipped one has no finding, and faults seeded in a copy of it are found."""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="z3-solver (the extra `check`) isn't installed")

from tests.conftest import ROOT

from cd38rules.checks.check import Found
from cd38rules.checks.run import WHOLE_BOOK_CHECKS, whole_book_findings
from cd38rules.checks.whole_book import ask
from cd38rules.checks.whole_book.ask import Asker
from cd38rules.checks.whole_book.masks import known
from cd38rules.checks.whole_book.showing import NO_PROFILE
from cd38rules.cli.main import main
from cd38rules.evaluation import Evaluator
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook, load_rulebook, read_files

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

FILES = read_files(ROOT / "rules")
MADE_UP = 600


def found_by(code: str, asker: Asker) -> Iterator[Found]:
    return next(check for check in WHOLE_BOOK_CHECKS if check.code == code).find(asker)


def test_the_shipped_book_has_no_finding(book: RuleBook) -> None:
    assert [str(item) for item in whole_book_findings(book)] == []


def shown_by_the_solver_alone() -> tuple[list[str], int]:
    """The rules for which no patient is shown, and how often the solver was asked."""
    alone = Asker(replace(load_rulebook(ROOT / "rules"), must_fire={}, compiled={}), made_up=0)
    return [str(found.rules) for found in found_by("rule-can-never-fire", alone)], alone.asked


def test_the_solver_alone_shows_a_patient_for_each_rule() -> None:
    # In a process of its own: which patient the solver finds depends on what it was asked before.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        missing, asked = pool.apply(shown_by_the_solver_alone)
    assert missing == []
    assert asked > 150


# Seeded faults: the check that finds it, the file, what is written there, what is written instead, and a rule that is
# named.
SEEDED = {
    "a band that ends too early": (
        "family-gap", "subgroups/candor.yaml", "clearance: {below: 80 mL/min}", "clearance: {below: 79 mL/min}",
        "renal-dara-kd-crcl-50to80",
    ),
    "a band that ends too late": (
        "exclusive-rules-together", "subgroups/candor.yaml", "clearance: {below: 80 mL/min}",
        "clearance: {at_most: 80 mL/min}", "renal-dara-kd-crcl-50to80",
    ),
    "an unless that is left out": (
        "conflicting-advice", "lungs/copd-dara-bronchodilator.yaml", "unless: [copd-dara-prophylaxis-stop]\n", "",
        "copd-dara-prophylaxis-stop",
    ),
    "a flipped operator": (
        "rule-can-never-fire", "renal/renal-isa-pd-crr.yaml", "{fact: kidneys.egfr, below: 50 mL/min/1.73 m²}",
        "{fact: kidneys.egfr, above: 250 mL/min/1.73 m²}", "renal-isa-pd-crr",
    ),
    "a series that is shown for one route only": (
        "together-rules-apart", "sequencing/seq-isa-pd-after-dara-retro.yaml",
        "    - {fact: regimen.combination, is: Pd}",
        "    - {fact: regimen.combination, is: Pd}\n    - {fact: regimen.route, is: intravenous}",
        "seq-isa-pd-after-dara-retro",
    ),
    "a warning for a middle band only": (
        "worse-value-removes-warning", "lungs/copd-dara-fev1-lt50.yaml", "below: 50 %", "between: [20 %, 49 %]",
        "copd-dara-fev1-lt50",
    ),
    "a warning that waits for an unasked fact": (
        "missing-data-hides-warning", "lungs/asthma-dara-trial-exclusion.yaml", "    - {fact: lungs.asthma, is: true}",
        "    - {fact: lungs.asthma, is: true}\n    - {fact: person.weight, recorded: true}",
        "asthma-dara-trial-exclusion",
    ),
    "a settled test that is left open": (
        "declared-never-happens", "transfusion/transfusion-pretreatment-typing.yaml",
        "{fact: transfusion.typing_in_time, is: false, if_unknown: yes}",
        "{fact: transfusion.typing_in_time, is: false}", "transfusion-pretreatment-typing",
    ),
    "a turned round count of doses": (
        "worse-value-removes-warning", "lungs/copd-dara-prophylaxis-stop.yaml", "at_least: 4 doses", "below: 4 doses",
        "copd-dara-bronchodilator",
    ),
    "a swapped route": (
        "exclusive-rules-together", "dosing/dose-dara-sc.yaml", "is: subcutaneous", "is: intravenous", "dose-dara-sc",
    ),
    "a technique that the laboratory has": (
        "family-gap", "transfusion/transfusion-no-dtt-lab.yaml", "{fact: laboratory.trypsin, is: false}",
        "{fact: laboratory.trypsin, is: true}", "transfusion-no-dtt-lab",
    ),
    "a question that is asked of the wrong patients": (
        "exclusive-rules-together", "missing-data/missing-copd.yaml", "recorded: false", "recorded: true",
        "missing-copd",
    ),
    "a limit that says what another one says": (
        "leaf-changes-nothing", "lungs/copd-dara-fev1-lt50.yaml", "    - {fact: lungs.fev1, below: 50 %}",
        "    - {fact: lungs.fev1, below: 50 %}\n    - {fact: lungs.fev1, at_most: 60 %}", "copd-dara-fev1-lt50",
    ),
}  # fmt: skip


@pytest.mark.parametrize("seeded", SEEDED)
def test_a_seeded_fault_is_found_and_shown_by_a_patient(seeded: str) -> None:
    code, path, here, instead, rule = SEEDED[seeded]
    assert FILES[path].count(here) >= 1
    spoilt, faults = inspect_rulebook(FILES | {path: FILES[path].replace(here, instead, 1)})
    assert spoilt is not None, faults
    found = [item for item in found_by(code, Asker(spoilt, MADE_UP)) if rule in item.rules]
    assert found
    if code not in ("rule-can-never-fire", "leaf-changes-nothing"):
        patient = known(json.loads(found[0].profile))
        assert patient is not None
        Evaluator(spoilt).evaluate(patient.profile)


def test_the_patient_of_a_gap_lies_in_the_gap() -> None:
    path = "subgroups/candor.yaml"
    spoilt, _ = inspect_rulebook(FILES | {path: FILES[path].replace("below: 80 mL", "below: 79 mL")})
    assert spoilt is not None
    (found,) = found_by("family-gap", Asker(spoilt, MADE_UP))
    clearance = json.loads(found.profile)["kidneys"]["creatinine_clearance_ml_min"]
    assert 79 <= clearance < 80
    patient = known(json.loads(found.profile))
    assert patient is not None
    report = Evaluator(spoilt).evaluate(patient.profile)
    assert not any(entry.topic == "renal" for entry in report.evidence)


def test_what_no_profile_shows_is_reported_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "profiles_of", lambda facts: iter(()))
    path = "subgroups/candor.yaml"
    spoilt, _ = inspect_rulebook(FILES | {path: FILES[path].replace("below: 80 mL", "below: 79 mL")})
    assert spoilt is not None
    (found,) = found_by("family-gap", Asker(replace(spoilt, must_fire={}, compiled={}), made_up=0))
    assert found.message.endswith(NO_PROFILE)
    assert found.profile == ""


# The command

BROKEN = """id: broken
title: A rule with a fault
kind: advisory
severity: info
claim: policy
applies_when: {fact: lungs.fev1, below: 50 %}
never: {unknown: Somebody believed so.}
advice:
  summary: The product's choice is to consider the lungs.
audience: [haematologist]
override_reasons: [action-completed]
review: {version: 1.0.0, status: draft, reviewed_by: [], next_review: 2027-05-31}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from tests.bad_rules.cases import SOUND

    for path, text in (SOUND | {"lungs/broken.yaml": BROKEN}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_prints_the_patient_below_the_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", str(folder)]) == 1
    out = capsys.readouterr().out.splitlines()
    line = next(index for index, text in enumerate(out) if "declared-never-happens" in text)
    assert out[line].startswith(f"{folder.as_posix()}/lungs/broken.yaml:7:8: ")
    assert out[line + 1].startswith('    shown by {"patient_id": ')
    assert main(["rules", "check", "--format", "json", str(folder)]) == 1
    (found,) = [item for item in json.loads(capsys.readouterr().out) if item["code"] == "declared-never-happens"]
    assert known(found["profile"]) is not None


def test_quickly_the_whole_book_is_not_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "check", "--quick", str(folder)])
    assert "declared-never-happens" not in capsys.readouterr().out


def test_without_the_solver_the_command_says_how_to_install_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    main(["rules", "check", str(folder)])
    printed = capsys.readouterr()
    assert "declared-never-happens" not in printed.out
    assert printed.err == (
        "cd38rules: the checks of the whole book did not run, for the solver is not installed "
        '(python -m pip install "cd38rules[check]")\n'
    )
