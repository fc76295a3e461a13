"""What docs/embedding.md promises to a program that calls cd38rules."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

import cd38rules
from cd38rules import Evaluator, PatientProfile, evaluate
from cd38rules.rules.book import RuleBook

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
DATA = {"patient_id": "Zaphod-4711", "as_of": "2024-03-15", "lungs": {"copd": True}}


def test_the_call_runs_as_it_is_printed() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    names = {"text": PatientProfile.model_validate(DATA).model_dump_json()}
    exec(code, names)
    assert isinstance(names["report"], cd38rules.Report)


def test_every_error_on_the_page_is_exported_and_of_the_family_that_it_says() -> None:
    named = re.findall(r"`(\w+Error|EngineDisagreement)`", PAGE.partition("## Keeping")[0])
    ours = {name for name in named if name not in ("TypeError", "OSError")}
    assert ours >= {"ProfileError", "RuleBookError", "EngineDisagreement", "EngineError"}
    assert all(issubclass(getattr(cd38rules, name), cd38rules.Cd38RulesError) for name in ours)


def test_a_type_adapter_and_the_constructor_raise_pydantics_own_error() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(list[PatientProfile]).validate_python([DATA | {"region": "x"}])
    with pytest.raises(ValidationError):
        PatientProfile(patient_id="", as_of="x")  # type: ignore[arg-type]  # the fault is what is tested


def test_what_the_page_tells_to_log_holds_no_value() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(list[PatientProfile]).validate_python([DATA | {"region": "Zaphod-4711"}])
    assert "Zaphod-4711" not in str(caught.value.errors(include_input=False, include_context=False))


def test_threads_share_a_book_and_get_the_reports_that_one_thread_gets(book: RuleBook) -> None:
    profiles = [PatientProfile.model_validate(DATA | {"patient_id": str(number)}) for number in range(40)]
    alone = [evaluate(profile, book) for profile in profiles]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda profile: evaluate(profile, book), profiles)) == alone


def test_a_book_that_has_evaluated_is_sent_without_what_was_compiled(book: RuleBook) -> None:
    evaluate(PatientProfile.model_validate(DATA), book)
    with pytest.raises(TypeError):
        pickle.dumps(book)
    sent = pickle.loads(pickle.dumps(replace(book, compiled={})))
    assert Evaluator(sent).evaluate(PatientProfile.model_validate(DATA)).receipt.rulebook_sha256 == book.sha256
