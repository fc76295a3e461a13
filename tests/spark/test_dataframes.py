"""Spark decides a list as one process does: the same bytes after sorting, for any number of parts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")
pytest.importorskip("pyarrow", reason="pyarrow (the extra `lists`) isn't installed")

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from tests.corpus.generated import patients
from tests.spark.conftest import PART

from cd38rules.batch.in_columns import evaluate_batches
from cd38rules.rules.book import RuleBook
from cd38rules.spark import FrameError, evaluate_dataframe
from cd38rules.spark.files import Done, _evaluated, _lines

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "spark.md").read_text(encoding="utf-8")
COUNT = 2_000
EVERY = 97  # one in so many is refused, and one more
REFUSED = len(range(5, COUNT, EVERY)) + 1


@cache
def records() -> list[dict[str, Any]]:
    """Generated patients, some of whom are refused."""
    made = list(patients(COUNT, seed=11))
    for place in range(5, COUNT, EVERY):
        made[place] = {"patient_id": "Zaphod", "as_of": "2024-03-15", "lungs": {"fev1_percent": 0.4711}}
    made[8] = {"as_of": "2024-03-15"}
    return made


@cache
def table() -> pa.Table:
    # Not `from_pylist`: it takes the columns of the first patient alone.
    names = {name: None for record in records() for name in record}
    return pa.table({name: [record.get(name) for record in records()] for name in names})


@pytest.fixture(scope="module")
def expected(book: RuleBook) -> bytes:
    """The verdicts of one process."""
    batches = evaluate_batches(table().to_batches(), book)
    return as_bytes(pl.DataFrame(pa.Table.from_batches(list(batches))).rename({"row": "key"}))


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "patients.parquet"
    pq.write_table(table().append_column("id", pa.array(range(1, COUNT + 1), pa.int64())), path)
    return path


def as_bytes(verdicts: pl.DataFrame) -> bytes:
    keyed = verdicts.cast({"key": pl.Int64})
    return keyed.sort(keyed.columns).write_csv().encode()


def decided(frame: DataFrame, folder: Path) -> pl.DataFrame:
    frame.write.parquet(str(folder))
    return pl.read_parquet(folder / "*.parquet")


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_the_verdicts_are_byte_for_byte_those_of_one_process(
    parts: int, spark: SparkSession, book: RuleBook, parquet: Path, expected: bytes, tmp_path: Path
) -> None:
    frame = spark.read.parquet(str(parquet)).repartition(parts)
    assert as_bytes(decided(evaluate_dataframe(frame, book, key="id"), tmp_path / "out")) == expected


@pytest.mark.parametrize("form", ["lines", "parquet"])
def test_the_rows_of_a_file_have_their_numbers_as_keys_however_it_is_cut(
    form: str, spark: SparkSession, book: RuleBook, expected: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "patients"
    if form == "lines":
        path.write_text("\n".join(map(json.dumps, records())), encoding="utf-8")
    else:
        pq.write_table(table(), path, row_group_size=300)
        spark.conf.set("spark.sql.files.maxPartitionBytes", path.stat().st_size // 5)
    done = _evaluated(spark, path, tmp_path / "out", book, None, form == "lines")
    spark.conf.set("spark.sql.files.maxPartitionBytes", PART)
    assert len(list((tmp_path / "out").glob("*.parquet"))) > 2
    assert as_bytes(pl.read_parquet(tmp_path / "out" / "*.parquet")) == expected
    assert done == Done(COUNT, REFUSED, expected.count(b"\n") - 1)


def test_blank_lines_are_counted_and_not_decided(spark: SparkSession, tmp_path: Path) -> None:
    lines = ["", *(line for record in records() for line in (json.dumps(record), "  "))]
    (tmp_path / "patients.ndjson").write_text("\n".join(lines), encoding="utf-8")
    frame, count = _lines(spark, tmp_path / "patients.ndjson")
    assert count == COUNT
    (key,) = (name for name in frame.columns if name != "profile")
    numbered = {row[key]: row["profile"] for row in frame.collect()}
    assert numbered == {number: line for number, line in enumerate(lines, start=1) if line.strip()}


def test_a_refused_row_is_found_by_its_key_and_tells_no_value(spark: SparkSession, book: RuleBook) -> None:
    rows = [("a", json.dumps(records()[0])), ("b", "{Zaphod"), ("c", None), ("d", json.dumps(records()[5]))]
    frame = spark.createDataFrame(rows, "id string, profile string")
    found = evaluate_dataframe(frame, book, key="id").collect()
    refused = [(row.key, row.rule, row.places) for row in found if row.verdict == "refused"]
    assert sorted(refused) == [
        ("b", "profile-not-json", "$"),
        ("c", "profile-empty", "$"),
        ("d", "reject-fev1", "$.lungs.fev1_percent"),
    ]
    assert {row.key for row in found} == {"a", "b", "c", "d"}
    assert "Zaphod" not in str(found)


def test_bytes_that_are_no_text_refuse_their_row_alone(spark: SparkSession, book: RuleBook) -> None:
    rows = [("a", bytearray(b'{"patient_id": "\xff"}')), ("b", bytearray(json.dumps(records()[0]).encode()))]
    as_bytes = spark.createDataFrame(rows, "id string, profile binary")
    for frame in (as_bytes, as_bytes.selectExpr("id", "cast(profile as string) profile")):
        found = evaluate_dataframe(frame, book, key="id").collect()
        assert {(row.key, row.rule) for row in found if row.verdict == "refused"} == {("a", "profile-encoding")}
        assert "b" in {row.key for row in found}


def test_a_field_of_the_profile_may_be_the_key(spark: SparkSession, book: RuleBook, parquet: Path) -> None:
    frame = spark.read.parquet(str(parquet)).drop("id").limit(4)
    found = evaluate_dataframe(frame, book, key="patient_id").collect()
    assert found
    assert all(row.key == row.patient_id for row in found)


def test_without_a_key_there_is_no_key(spark: SparkSession, book: RuleBook) -> None:
    frame = spark.createDataFrame([(json.dumps(records()[0]),)], "profile string")
    assert evaluate_dataframe(frame, book).columns[:2] == ["patient_id", "as_of"]


def test_a_worker_with_another_book_refuses_and_names_both(spark: SparkSession, book: RuleBook) -> None:
    from pyspark.errors import PythonException

    other = replace(book, sha256="0" * 64, compiled={})
    frame = spark.createDataFrame([(json.dumps(records()[5]),)], "profile string")
    with pytest.raises(PythonException, match=f"WorkerError: .*{'0' * 64} and a worker {book.sha256}") as caught:
        evaluate_dataframe(frame, other).collect()
    assert "4711" not in str(caught.value)


def test_a_worker_process_compiles_a_book_once_whatever_the_number_of_tasks(
    spark: SparkSession, book: RuleBook, parquet: Path
) -> None:
    def asked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from cd38rules.spark.worker import _evaluator

        for _ in batches:
            told = _evaluator.cache_info()
            yield pa.RecordBatch.from_pydict({"process": [os.getpid()], "misses": [told.misses], "hits": [told.hits]})

    frame = spark.read.parquet(str(parquet)).limit(200).repartition(7)
    for _ in range(2):
        evaluate_dataframe(frame, book, key="id", share=0).count()
    told = spark.range(8).repartition(8).mapInArrow(asked, "process long, misses long, hits long").collect()
    # At most two processes for two tasks at a time, 14 tasks, and whatever the tests above have asked for.
    hits, misses = ({row.process: row[name] for row in told} for name in ("hits", "misses"))
    assert sum(hits.values()) >= 14 - len(hits)
    assert all(number <= 3 for number in misses.values()), "two shares of one book, and a book that was refused"


@pytest.mark.parametrize(
    ("columns", "key", "told"),
    [
        ("id string, patient_id string", None, "1 of the DataFrame's columns are no fields"),
        ("patient_id string, Zaphod string, Trillian string", None, "2 of the DataFrame's columns are no fields"),
        ("patient_id string", "Zaphod", "has no column"),
        ("profile int", None, "must hold JSON text"),
        ("profile string, profile string", None, "same name"),
    ],
)
def test_a_frame_of_another_form_is_refused_before_anything_is_decided(
    columns: str, key: str | None, told: str, spark: SparkSession, book: RuleBook
) -> None:
    with pytest.raises(FrameError, match=told) as caught:
        evaluate_dataframe(spark.createDataFrame([], columns), book, key=key)
    assert "Zaphod" not in str(caught.value)


def test_a_share_beyond_all_patients_and_a_folder_for_a_book_are_refused(spark: SparkSession, book: RuleBook) -> None:
    frame = spark.createDataFrame([], "profile string")
    with pytest.raises(ValueError, match="from 0 to 1"):
        evaluate_dataframe(frame, book, share=1.1)
    with pytest.raises(TypeError, match="load_rulebook"):
        evaluate_dataframe(frame, "rules")  # type: ignore[arg-type]  # the wrong call is what is tried


def test_the_columns_of_the_page_are_decided_as_it_is_printed(spark: SparkSession) -> None:
    (code,) = re.findall(r"<!-- example: columns -->\n```python\n(.*?)```", PAGE, re.S)
    names = "visit_id long, pat_no long, visit_date date, age int, copd string, fev1 double, planned string"
    rows = [
        (1, 4711, date(2024, 3, 15), 71, "J", 45.0, "daratumumab"),
        (2, 4712, date(2024, 3, 15), 60, "?", None, "daratumumab"),
        (3, 4713, date(2024, 3, 15), None, None, None, "aspirin"),
    ]
    spark.createDataFrame(rows, names).createOrReplaceTempView("registry_visits")
    given: dict[str, Any] = {"spark": spark}
    exec(code, given)
    found = {(row.key, row.patient_id, row.rule): row.verdict for row in given["verdicts"].collect()}
    assert found[1, "4711", "copd-dara-fev1-lt50"] == "yes"
    assert found[2, "4712", "copd-dara-fev1-lt50"] == "unknown"
    assert {patient for key, patient, _ in found if key == 3} == {None}


def test_an_empty_frame_gives_no_verdicts(spark: SparkSession, book: RuleBook) -> None:
    assert evaluate_dataframe(spark.createDataFrame([], "profile string"), book).count() == 0
