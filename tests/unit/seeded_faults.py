"""Faults that somebody could put into the rule book, and what finds each of them.

`python -m tests.unit.seeded_faults` tries all of them, with the feature files, and writes docs/seeded-faults.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cd38rules.checks.run import findings, whole_book_findings
from cd38rules.checks.verify_evidence import verify
from cd38rules.difference import compare
from cd38rules.evaluation import Evaluator
from cd38rules.facts import derive
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.rules.boundaries import read_boundaries
from cd38rules.rules.load import inspect_rulebook, read_files
from cd38rules.self_test import self_test

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "clinical" / "leleu-2022.txt"
PAGE = ROOT / "docs" / "seeded-faults.md"
DETECTORS = ("load", "self-test", "check", "verify", "boundaries", "diff", "scenarios")
MADE_UP = 600

_LUNGS = "lungs/copd-dara-bronchodilator.yaml"
_FEV1 = "lungs/copd-dara-fev1-lt50.yaml"
_KELL = "transfusion/transfusion-dtt-kell.yaml"
_CANDOR = "subgroups/candor.yaml"
_OF_LUNGS = "evidence/leleu-2022/lungs.yaml"
_TABLE_1 = "evidence/leleu-2022/table-1.yaml"


@dataclass(frozen=True)
class Fault:
    """What is written instead of what, in one file; `found_by` are the detectors that have to find it."""

    kind: str
    file: str
    old: str
    new: str
    found_by: str

    @property
    def expected(self) -> set[str]:
        return set(self.found_by.split(", "))


FAULTS = (
    Fault(
        "a flipped operator",
        _FEV1,
        "below: 50 %",
        "above: 50 %",
        "self-test, check, boundaries, diff, scenarios",
    ),
    Fault(
        "a shifted threshold",
        _FEV1,
        "below: 50 %",
        "below: 60 %",
        "check, boundaries, diff, scenarios",
    ),
    Fault(
        "a limit that takes its own value in",
        _FEV1,
        "below: 50 %",
        "at_most: 50 %",
        "check, boundaries, diff, scenarios",
    ),
    Fault(
        "the other antibody",
        _LUNGS,
        "is: daratumumab}",
        "is: isatuximab}",
        "self-test, check, diff, scenarios",
    ),
    Fault(
        "a condition that is dropped",
        _LUNGS,
        "    - {fact: lungs.copd, is: true}\n",
        "",
        "check, diff, scenarios",
    ),
    Fault(
        "a condition that is added",
        _LUNGS,
        "is: true}\nunless",
        "is: true}\n    - {fact: lungs.asthma, is: true}\nunless",
        "self-test, diff, scenarios",
    ),
    Fault(
        "advice and its opposite together",
        _LUNGS,
        "unless: [copd-dara-prophylaxis-stop]\n",
        "",
        "check, diff, scenarios",
    ),
    Fault(
        "a rule that contradicts itself",
        _FEV1,
        "is: true}",
        "is: true}\n    - {fact: lungs.copd, is: false}",
        "self-test, check, boundaries, diff, scenarios",
    ),
    Fault(
        "a typing error in a fact",
        _FEV1,
        "fact: lungs.fev1,",
        "fact: lungs.fev,",
        "load",
    ),
    Fault(
        "a wrong unit",
        _FEV1,
        "below: 50 %",
        "below: 50 mL",
        "load",
    ),
    Fault(
        "a doubt that is settled the other way",
        _KELL,
        "kell_exempt, is: false, if_unknown: yes",
        "kell_exempt, is: false, if_unknown: no",
        "self-test, check, boundaries, diff, scenarios",
    ),
    Fault(
        "a severity that is lowered",
        _KELL,
        "severity: {critical:",
        "severity: {warning:",
        "diff, scenarios",
    ),
    Fault(
        "a gap between two bands",
        _CANDOR,
        "clearance: {below: 80 mL/min}",
        "clearance: {below: 79 mL/min}",
        "check, boundaries, diff, scenarios",
    ),
    Fault(
        "the other route",
        "dosing/dose-dara-sc.yaml",
        "is: subcutaneous",
        "is: intravenous",
        "self-test, check, diff, scenarios",
    ),
    Fault(
        "a command instead of a suggestion",
        _LUNGS,
        "summary: Consider",
        "summary: Give",
        "check, diff",
    ),
    Fault(
        "a figure typed into a text",
        _FEV1,
        "caveats:\n",
        "caveats:\n  - In 12 of 40 patients FEV1 was low.\n",
        "check, diff",
    ),
    Fault(
        "an exclusion read as a contraindication",
        _FEV1,
        "is not a contraindication",
        "is a contraindication",
        "check, diff, scenarios",
    ),
    Fault(
        "evidence that isn't there",
        _FEV1,
        "leleu-2022/candor-fev1-limit,",
        "leleu-2022/candor-fev-limit,",
        "load",
    ),
    Fault(
        "an altered digit",
        _TABLE_1,
        'id: icaria-orr, value: "60.4"',
        'id: icaria-orr, value: "60.5"',
        "verify, diff, scenarios",
    ),
    Fault(
        "exchanged arms",
        _TABLE_1,
        "column: ICARIA-MM > Isa-Pd\n",
        "column: ICARIA-MM > Pd\n",
        "verify, diff",
    ),
    Fault(
        "a wrong number of patients",
        _TABLE_1,
        "    n: 154\n",
        "    n: 153\n",
        "verify, diff",
    ),
    Fault(
        "a wrong reference",
        _OF_LUNGS,
        "references: [62, 63, 64]",
        "references: [62, 63, 65]",
        "verify, diff",
    ),
    Fault(
        "a wrong level of an interval",
        "evidence/leleu-2022/pivotal-trials.yaml",
        "level: 99 %",
        "level: 95 %",
        "verify, diff, scenarios",
    ),
    Fault(
        "a shifted row of a table",
        "evidence/leleu-2022/table-4.yaml",
        "row: Cytogenetic risk > High risk",
        "row: Cytogenetic risk > Standard risk",
        "verify, diff",
    ),
)
IN_CI = (
    "a shifted threshold",
    "the other antibody",
    "advice and its opposite together",
    "an altered digit",
    "a severity that is lowered",
)


def spoilt(fault: Fault, files: Mapping[str, str]) -> dict[str, str]:
    """The files with the fault in them."""
    if fault.old not in files[fault.file]:
        raise ValueError(f"{fault.file} no longer holds what is to be spoilt: {fault.old}")
    return {**files, fault.file: files[fault.file].replace(fault.old, fault.new, 1)}


def detected(fault: Fault, files: Mapping[str, str], shipped: RuleBook, scenarios: bool) -> set[str]:
    """What finds the fault; the feature files are run only if asked for, for they take a minute."""
    text = spoilt(fault, files)
    book, faults = inspect_rulebook(text)
    if book is None:
        return {"load"} if faults else set()
    found = {"self-test"} if self_test(book) else set()
    if findings(book) or whole_book_findings(book, made_up=MADE_UP):
        found.add("check")
    if ARTICLE.exists() and not verify(book.catalogue, ARTICLE.read_text(encoding="utf-8"), "leleu-2022").ok:
        found.add("verify")
    if _boundaries_differ(book):
        found.add("boundaries")
    if not compare(shipped, book).versions_fit:
        found.add("diff")
    if scenarios and not _features_pass(text):
        found.add("scenarios")
    return found


def _boundaries_differ(book: RuleBook) -> bool:
    evaluator = Evaluator(book)
    for case in read_boundaries(book)[0]:
        outcome = evaluator.decide(derive(PatientProfile.model_validate_json(json.dumps(case.profile))))
        if outcome.of(case.rule, book.rules[case.rule].scope, case.role) is not case.verdict:
            return True
    return False


def _features_pass(files: Mapping[str, str]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/bdd"]
        environment = {**os.environ, "CD38RULES_TEST_RULES": folder}
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == 0


def page(found: Mapping[str, set[str]]) -> str:
    """The page that lists the faults and what finds each."""
    rows = []
    for fault in FAULTS:
        marks = " | ".join("yes" if name in found[fault.kind] else "" for name in DETECTORS)
        rows.append(f"| {fault.kind} | `{fault.file}` | {marks} |")
    head = f"| fault | file | {' | '.join(DETECTORS)} |\n|---|---|{'---|' * len(DETECTORS)}"
    return _HEAD + "\n".join([head, *rows]) + "\n"


_HEAD = """# Seeded faults

<!-- Written by `python -m tests.unit.seeded_faults`; don't edit. -->

Faults put into a copy of the rule book one at a time, and what finds each: the loader, the self-test of a book, `rules
check` with the solver, `evidence verify` against the article, the patients at the limits (`boundaries.yaml`, which
`rules check` looks at too), `rules diff` against the book as it was (a change of meaning without the version step that
it needs), and the feature files. A book that can't be loaded is not looked at further. Five are tried in each run of
the tests, all of them in `make nightly`.

"""


def main() -> None:
    files = read_files(ROOT / "rules")
    shipped, _ = inspect_rulebook(files)
    assert shipped is not None
    found = {}
    for fault in FAULTS:
        found[fault.kind] = detected(fault, files, shipped, scenarios=True)
        print(fault.kind, "-", ", ".join(name for name in DETECTORS if name in found[fault.kind]), flush=True)
    PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
