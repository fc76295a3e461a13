"""The example patients: each is valid, says of itself what it is, and gets the advice that its story asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.report import Advisory, Report

ROOT = Path(__file__).resolve().parents[2]
FILES = {path.stem: path for path in sorted((ROOT / "examples" / "patients").glob("*.json"))}

# Code, with "!" for a critical alert and "<" for what is shown under another one. Background is left out.
EXPECTED: dict[str, set[str]] = {
    "01-first-daratumumab-no-typing": {
        "transfusion-pretreatment-typing!",
        "dose-dara-sc-noninferior",
        "dose-not-in-source",
        "ife-dira-dara",
        "ife-igg-kappa-interference",
        "ife-mass-spec",
        "ife-mass-spec-cr-caveat<",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-premedication",
        "label-dara-rrmm-pi",
        "transfusion-iat-dara",
        "transfusion-lab-notify",
    },
    "02-isatuximab-kd-red-cells-laboratory-without-dtt": {
        "transfusion-dtt-kell!",
        "transfusion-no-dtt-lab!",
        "age-isa-kd-ge65",
        "dose-isa-iv",
        "eff-almost-all-subgroups",
        "eff-isa-kd-ikema",
        "eff-isa-kd-ikema-update",
        "ife-cr-underestimate-ikema",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "label-isa-kd-eu",
        "lines-isa-kd-ge2",
        "missing-cytogenetics",
        "missing-isotype",
        "missing-renal",
        "mrd-ikema",
        "safety-discontinuation-isa-kd",
        "safety-teae3-isa-kd",
        "transfusion-iat-isa",
    },
    "03-daratumumab-ended-4-months-ago-red-cells-tomorrow": {
        "missing-kell!",
        "transfusion-dara-tail-6mo!",
        "transfusion-dtt-kell!",
        "transfusion-lab-notify!",
        "transfusion-typing-missed!",
    },
    "04-kell-positive-before-first-dose": {
        "dose-dara-sc",
        "dose-dara-sc-noninferior",
        "ife-dira-dara",
        "ife-igg-kappa-interference",
        "ife-mass-spec",
        "ife-mass-spec-cr-caveat<",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-premedication",
        "label-dara-rrmm-imid",
        "transfusion-dtt-kell-positive-exception",
        "transfusion-iat-dara",
    },
    "05-copd-fev1-45-subcutaneous-daratumumab-planned": {
        "age-dara-kd-gt65",
        "copd-dara-bronchodilator",
        "copd-dara-fev1-lt50",
        "dose-dara-sc-noninferior",
        "dose-not-in-source",
        "eff-almost-all-subgroups",
        "eff-dara-kd-candor",
        "eff-dara-kd-candor-update",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-premedication",
        "label-dara-rrmm-pi",
        "lines-dara-kd-1",
        "missing-cytogenetics",
        "missing-isotype",
        "missing-renal",
        "mrd-candor",
        "safety-discontinuation-dara-kd",
        "safety-teae3-dara-kd",
        "transfusion-iat-dara",
    },
    "06-copd-fifth-daratumumab-dose-no-major-reaction": {
        "age-dara-pd-ge65",
        "copd-dara-prophylaxis-stop",
        "dose-dara-iv-pd",
        "eff-almost-all-subgroups",
        "eff-dara-pd-apollo",
        "ir-dara-post-steroid<",
        "ir-premedication",
        "label-dara-rrmm-imid",
        "lines-dara-pd-2to3",
        "missing-cytogenetics",
        "missing-isotype",
        "missing-renal",
        "mrd-apollo",
        "safety-discontinuation-dara-pd",
        "safety-neutropenia-dara-pd",
        "transfusion-iat-dara",
    },
    "07-asthma-severity-not-recorded": {
        "age-dara-pd-lt65",
        "asthma-dara-prophylaxis-not-addressed",
        "dose-dara-sc",
        "dose-dara-sc-noninferior",
        "eff-almost-all-subgroups",
        "eff-dara-pd-apollo",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-premedication",
        "label-dara-rrmm-imid",
        "lines-dara-pd-1",
        "missing-asthma-severity",
        "missing-cytogenetics",
        "missing-isotype",
        "missing-renal",
        "mrd-apollo",
        "safety-discontinuation-dara-pd",
        "safety-neutropenia-dara-pd",
        "transfusion-iat-dara",
    },
    "08-isatuximab-alone-2-months-after-daratumumab": {
        "cd38-dara-recovery-6mo<",
        "dose-not-in-source<",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "ir-steroid-difference",
        "label-isa-not-described",
        "missing-isotype",
        "seq-evidence-limited<",
        "seq-isa-mono-after-dara",
        "seq-isa-mono-washout-lt3<",
        "transfusion-dara-tail-6mo<",
        "transfusion-iat-isa<",
        "transfusion-switch-both-agents",
    },
    "09-isatuximab-alone-8-months-after-daratumumab": {
        "dose-not-in-source<",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "ir-steroid-difference",
        "label-isa-not-described",
        "missing-isotype",
        "seq-evidence-limited<",
        "seq-isa-mono-after-dara",
        "seq-isa-mono-washout-ge6<",
        "transfusion-iat-isa",
    },
    "10-isatuximab-alone-182-days-after-daratumumab": {
        "cd38-dara-recovery-6mo<",
        "dose-not-in-source<",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "ir-steroid-difference",
        "label-isa-not-described",
        "missing-isotype",
        "seq-evidence-limited<",
        "seq-isa-mono-after-dara",
        "seq-washout-boundary",
        "transfusion-dara-tail-6mo<",
        "transfusion-iat-isa<",
        "transfusion-switch-both-agents",
    },
    "11-switch-from-daratumumab-to-isatuximab-pd": {
        "transfusion-dtt-kell!",
        "transfusion-lab-notify!",
        "age-isa-pd-lt65",
        "cd38-dara-recovery-6mo",
        "dose-dara-sc-noninferior",
        "dose-isa-iv",
        "dose-not-in-source",
        "eff-almost-all-subgroups<",
        "eff-isa-pd-icaria<",
        "eff-prior-anti-cd38-not-representative",
        "ife-mrd-underestimate-icaria",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "ir-steroid-difference",
        "label-dara-rrmm-pi",
        "label-isa-pd",
        "lines-isa-pd-2to3",
        "missing-cytogenetics",
        "missing-isotype",
        "missing-renal",
        "mrd-icaria<",
        "safety-discontinuation-isa-pd",
        "safety-neutropenia-isa-pd",
        "seq-evidence-limited",
        "seq-isa-pd-after-dara-ph1b",
        "seq-isa-pd-after-dara-retro",
        "transfusion-iat-dara<",
        "transfusion-iat-isa<",
        "transfusion-switch-both-agents",
    },
    "12-almost-nothing-recorded": {
        "transfusion-pretreatment-typing!",
        "ir-dara-post-steroid<",
        "ir-premedication",
        "missing-copd",
        "missing-isotype",
        "missing-kell",
        "missing-route",
        "transfusion-dtt-kell",
        "transfusion-iat-dara",
        "transfusion-lab-notify",
        "transfusion-rationale-anaemia",
    },
    "13-antibody-undecided-with-copd": {
        "transfusion-pretreatment-typing!",
        "ir-premedication",
        "missing-isotype",
        "transfusion-lab-notify",
    },
    "14-daratumumab-combination-after-isatuximab-pd": {
        "dose-dara-sc-noninferior",
        "dose-not-in-source",
        "ir-dara-post-steroid<",
        "ir-dara-sc-rate",
        "ir-premedication",
        "ir-steroid-difference",
        "label-dara-rrmm-pi",
        "missing-isotype",
        "seq-dara-combo-after-isa",
        "seq-evidence-limited",
        "transfusion-iat-dara<",
        "transfusion-switch-both-agents",
    },
    "15-isatuximab-pd-del17p-and-egfr-48": {
        "age-isa-pd-ge75",
        "cyto-isa-pd-high",
        "dose-isa-iv",
        "eff-almost-all-subgroups",
        "eff-isa-pd-icaria",
        "gain1q21-isa-pd",
        "ife-mrd-underestimate-icaria",
        "ir-isa-no-post-steroid",
        "ir-premedication",
        "label-isa-pd",
        "lines-isa-pd-2to3",
        "mrd-icaria",
        "renal-isa-pd-crr",
        "renal-isa-pd-egfr-lt60",
        "safety-discontinuation-isa-pd",
        "safety-neutropenia-isa-pd",
        "transfusion-iat-isa",
    },
    "16-daratumumab-kd-igg-kappa-immunofixation-positive": {
        "age-dara-kd-le65",
        "cyto-dara-kd-standard",
        "dose-dara-iv-kd",
        "eff-almost-all-subgroups",
        "eff-dara-kd-candor",
        "eff-dara-kd-candor-update",
        "ife-dira-dara",
        "ife-igg-kappa-interference",
        "ife-mass-spec",
        "ife-mass-spec-cr-caveat<",
        "ir-dara-post-steroid<",
        "ir-premedication",
        "label-dara-rrmm-pi",
        "lines-dara-kd-ge2",
        "mrd-candor",
        "renal-dara-kd-crcl-50to80",
        "renal-dara-kd-crr-not-assessed",
        "safety-discontinuation-dara-kd",
        "safety-teae3-dara-kd",
        "transfusion-iat-dara",
    },
}


def profile(name: str) -> PatientProfile:
    return PatientProfile.model_validate_json(FILES[name].read_bytes())


def marked(advisory: Advisory) -> str:
    mark = "<" if advisory.covered_by else "!" if advisory.severity == "critical" else ""
    return advisory.rule + mark


def shown(report: Report) -> set[str]:
    return {marked(advisory) for advisory in (*report.advisories, *report.questions, *report.evidence)}


def test_every_example_has_its_list_of_codes() -> None:
    assert list(FILES) == list(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_gets_the_advice_that_its_story_asks_for(name: str, evaluator: Evaluator) -> None:
    # Raises EngineDisagreement if the two engines decide differently.
    assert shown(evaluator.evaluate(profile(name))) == EXPECTED[name]


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_named_after_its_file_and_fits_together(name: str, evaluator: Evaluator) -> None:
    report = evaluator.evaluate(profile(name))
    assert report.patient_id == f"example-{name}"
    assert report.input_issues == ()


@pytest.mark.parametrize("name", FILES)
def test_an_example_gives_the_same_json_each_time(name: str, evaluator: Evaluator) -> None:
    first, second = (evaluator.evaluate(profile(name)).model_dump_json() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_written_as_json_is_indented(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_the_three_questions_are_all_asked(evaluator: Evaluator) -> None:
    topics = {advisory.topic for name in FILES for advisory in evaluator.evaluate(profile(name)).alerts()}
    assert topics >= {"transfusion", "lungs", "sequencing"}


def test_the_table_of_examples_lists_each_file_once() -> None:
    table = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"(?m)^\| `([\w-]+)` \|", table)) == list(FILES)
