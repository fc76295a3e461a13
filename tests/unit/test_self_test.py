"""The self-test of a rule book: a rule that has stopped firing is found before the book is used."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import pytest
from tests.corpus.must_fire import removable, without

import cd38rules.self_test as self_test_module
from cd38rules.diagnostics import RuleBookError
from cd38rules.engines.durable import DurableEngine
from cd38rules.evaluation import Evaluator, evaluator_for
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook, read_files
from cd38rules.self_test import MOST_KEPT, fires, load_rulebook, read_cases, rules_that_can_fire, self_test

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

ROOT = Path(__file__).resolve().parents[2]
FILES = read_files(ROOT / "rules")
FEV1 = "lungs/copd-dara-fev1-lt50.yaml"


def changed(path: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[path]
    return FILES | {path: FILES[path].replace(old, new)}


def told(files: dict[str, str]) -> list[str]:
    book, faults = inspect_rulebook(files)
    assert book is not None, faults
    return [str(fault) for fault in self_test(book)]


def test_the_shipped_book_passes(book: RuleBook) -> None:
    assert self_test(book) == []


def test_every_rule_that_can_fire_has_one_case(book: RuleBook) -> None:
    cases, faults = read_cases(book)
    assert faults == []
    assert sorted(case.rule for case in cases) == sorted(rules_that_can_fire(book))


def test_no_case_can_be_made_smaller(book: RuleBook, evaluator: Evaluator) -> None:
    for case in read_cases(book)[0]:
        for path in removable(case.profile):
            assert not fires(evaluator, case.rule, without(case.profile, path)), f"{case.rule} doesn't need {path}"


@pytest.mark.hazard("H2")
def test_a_threshold_that_was_shifted_is_found() -> None:
    found = told(changed(FEV1, "below: 50 %", "below: 5 %"))
    assert len(found) == 1
    assert (
        "must-fire-silent `copd-dara-fev1-lt50` doesn't fire for the patient for whom it must: it doesn't" in found[0]
    )


def test_a_rule_without_a_case_a_case_without_a_rule_and_a_missing_file_are_found() -> None:
    renamed = changed("must-fire.yaml", "rule: copd-dara-fev1-lt50\n", "rule: copd-dara-fev1\n")
    assert [line.split(" ")[1] for line in told(renamed)] == ["must-fire-missing", "must-fire-unknown-rule"]
    without_file = {path: text for path, text in FILES.items() if path != "must-fire.yaml"}
    assert any("must-fire-missing there is no must-fire.yaml" in line for line in told(without_file))


def test_a_case_that_is_no_patient_is_found() -> None:
    found = told(changed("must-fire.yaml", "lungs", "lugns"))
    assert all("must-fire-silent" in line and "the patient is refused" in line for line in found)


def test_a_book_whose_self_test_fails_is_not_given_out(tmp_path: Path) -> None:
    for path, text in changed(FEV1, "below: 50 %", "below: 5 %").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    with pytest.raises(RuleBookError, match="must-fire-silent"):
        load_rulebook(tmp_path)


def test_a_book_that_is_loaded_again_is_the_same_one_and_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # durable-rules doesn't give back what a ruleset held: to compile one for each call costs MiB for each call.
    built = []
    monkeypatch.setattr(DurableEngine, "__init__", lambda *_: built.append(1))
    monkeypatch.setattr(self_test_module, "_KEPT", OrderedDict())
    books = [load_rulebook(ROOT / "rules") for _ in range(20)]
    assert len({id(book) for book in books}) == 1
    for book in books:
        evaluator_for(book)
    assert len(built) == 1


def test_a_book_whose_file_was_edited_is_read_anew_and_few_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test_module, "_KEPT", OrderedDict())
    monkeypatch.setattr(self_test_module, "self_test", lambda _: [])
    titles = []
    for number in range(MOST_KEPT + 3):
        for path, text in changed(FEV1, "title: ", f"title: Edited {number}, ").items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        titles.append(load_rulebook(tmp_path).rules["copd-dara-fev1-lt50"].title.partition(",")[0])
    assert titles == [f"Edited {number}" for number in range(MOST_KEPT + 3)]
    assert len(self_test_module._KEPT) == MOST_KEPT


@pytest.mark.hazard("H12")
def test_a_modified_book_that_passes_is_given_out_and_marked(tmp_path: Path) -> None:
    for path, text in changed(FEV1, "title: ", "title: Changed, ").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert load_rulebook(tmp_path).locally_modified
