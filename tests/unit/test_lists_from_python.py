"""Lists from Python: Arrow batches and data frames in, verdicts out; refused rows are told without a value."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")

import polars as pl
import pyarrow as pa
from tests.corpus.generated import patients

from cd38rules.batch.in_columns import SCHEMA, ColumnarEvaluator, evaluate_batches, evaluate_frame
from cd38rules.engines.outcome import EngineDisagreement, Outcome
from cd38rules.evaluation import evaluate
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.truth import NO, YES

RECORDS = list(patients(60, seed=5))
BAD = {"patient_id": "bad-one", "as_of": "2024-03-15", "lungs": {"fev1_percent": 0.45}}


def arrow(records: list[dict[str, Any]]) -> Any:
    names = dict.fromkeys(name for record in records for name in record)  # from_pylist knows the first record's only
    return pa.table({name: [record.get(name) for record in records] for name in names})


def test_the_verdicts_are_those_of_the_reports(book: RuleBook) -> None:
    table = evaluate_frame(arrow(RECORDS), book, share=1)
    for number, record in enumerate(RECORDS, start=1):
        report = evaluate(PatientProfile.model_validate(record), book)
        shown = {entry.rule for entry in (*report.advisories, *report.questions, *report.evidence, *report.background)}
        mine = table.filter(pl.col("row") == number)
        assert set(mine.filter(pl.col("verdict") == "yes")["rule"]) == shown
        assert set(mine.filter(pl.col("verdict") == "unknown")["rule"]) == {e.rule for e in report.not_evaluable}
        assert set(mine.filter(pl.col("verdict") == "suppressed")["rule"]) == {e.rule for e in report.suppressed}


def test_the_way_a_list_is_cut_into_batches_does_not_matter(book: RuleBook) -> None:
    whole = pa.Table.from_batches(list(evaluate_batches(arrow(RECORDS).to_batches(), book)))
    cut = pa.Table.from_batches(list(evaluate_batches(arrow(RECORDS).to_batches(max_chunksize=7), book)))
    assert whole.equals(cut)
    assert whole.column_names == list(SCHEMA)


def test_a_row_that_is_no_profile_is_refused_at_its_place_and_the_rest_is_decided(book: RuleBook) -> None:
    records = [RECORDS[0], BAD, {"as_of": "2024-03-15"}, RECORDS[1]]
    table = evaluate_frame(arrow(records), book)
    refused = table.filter(pl.col("verdict") == "refused").select("row", "rule", "places").rows()
    assert refused == [(2, "reject-fev1", "$.lungs.fev1_percent"), (3, "profile-missing-field", "$.patient_id")]
    assert table["row"].unique().sort().to_list() == [1, 2, 3, 4]
    assert "0.45" not in json.dumps(table.to_dicts(), default=str)
    assert table["row"].is_sorted()


def test_a_row_that_python_cannot_hold_is_refused_and_the_rest_is_decided(book: RuleBook) -> None:
    days = pa.array([19_000, 2**31 - 1, 19_000], pa.int32()).view(pa.date32())
    damaged = pa.Array.from_buffers(pa.string(), 3, [None, *pa.array([b"a", b"b", b"\xff"], pa.binary()).buffers()[1:]])
    batch = pa.RecordBatch.from_arrays([damaged, days], names=["patient_id", "as_of"])
    (found,) = evaluate_batches([batch], book)
    refused = pl.DataFrame(found).filter(pl.col("verdict") == "refused").select("row", "rule", "places").rows()
    assert refused == [(2, "profile-type", "$"), (3, "profile-type", "$")]
    assert "a" in found["patient_id"].to_pylist()


def test_an_empty_list_gives_an_empty_table(book: RuleBook) -> None:
    assert evaluate_frame(pl.DataFrame(), book).schema == pl.Schema(SCHEMA)
    assert list(evaluate_batches([], book)) == []


def test_a_list_on_which_another_engine_differs_fails_and_names_the_rule(
    book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluator = ColumnarEvaluator(book, share=1)
    profile = PatientProfile.model_validate(RECORDS[0])
    right = evaluator.others.decide

    def turned(facts: Any) -> Outcome:
        outcome = right(facts)
        truths = dict(outcome.truths)
        key = next(key for key in truths if key[0] in book.rules)
        truths[key] = NO if truths[key] is YES else YES
        return Outcome(truths, outcome.roles)

    monkeypatch.setattr(evaluator.others, "decide", turned)
    with pytest.raises(EngineDisagreement) as caught:
        evaluator.verdicts([1], [profile])
    assert len(caught.value.rules) == 1


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_beyond_all_patients_is_refused(share: float, book: RuleBook) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        ColumnarEvaluator(book, share)
