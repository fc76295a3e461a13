"""Faults that are put into a copy of the rule book are found by what is meant to find them."""

from __future__ import annotations

from functools import cache

import pytest

pytest.importorskip("z3", reason="z3-solver (the extra `check`) isn't installed")

from pathlib import Path

from tests.properties.counting import NIGHTLY
from tests.unit.seeded_faults import DETECTORS, FAULTS, IN_CI, PAGE, Fault, detected, page

from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook, read_files

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

ROOT = Path(__file__).resolve().parents[2]
TRIED = [fault for fault in FAULTS if NIGHTLY or fault.kind in IN_CI]


@cache
def shipped() -> tuple[dict[str, str], RuleBook]:
    return read_files(ROOT / "rules"), load_rulebook(ROOT / "rules")


def test_there_are_20_kinds_of_faults_and_five_are_tried_each_time() -> None:
    assert len({fault.kind for fault in FAULTS}) == len(FAULTS) >= 20
    assert {fault.kind for fault in FAULTS} >= set(IN_CI)
    assert len(IN_CI) == 5
    assert all(fault.expected and fault.expected <= set(DETECTORS) for fault in FAULTS)


@pytest.mark.parametrize("fault", TRIED, ids=lambda fault: fault.kind)
def test_a_seeded_fault_is_found(fault: Fault, shared: Path) -> None:
    files, book = shipped()
    expected = fault.expected if NIGHTLY else fault.expected - {"scenarios"}
    assert detected(fault, files, book, scenarios=NIGHTLY) == expected


def test_the_page_of_the_faults_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page({fault.kind: fault.expected for fault in FAULTS})
