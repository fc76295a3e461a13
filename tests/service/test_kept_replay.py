"""Replay: what is damaged is no other program, and each decision has the rule book that it was made under."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook
from cd38rules.service.kept.database import open_to_read
from cd38rules.service.kept.replay import replayed, without_input
from cd38rules.service.kept.rulebooks import packed, unpacked
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.kept.tables import DECISIONS, RULEBOOKS
from cd38rules.service.settings import Store

from .test_kept import decision, rows, store


@pytest.fixture(scope="module")
def other(book: RuleBook) -> RuleBook:
    """The shipped book with another title."""
    files = dict(book.files)
    path = "transfusion/transfusion-pretreatment-typing.yaml"
    files[path] = files[path].replace("title: Extended", "title: Changed, extended")
    found, _ = inspect_rulebook(files)
    assert found is not None
    assert found.sha256 != book.sha256
    return found


@pytest.fixture
def sink(tmp_path: Path, book: RuleBook) -> DatabaseSink:
    """A store with one decision in full."""
    made = store(tmp_path, inputs=True)
    made.decided(decision(book))
    return made


def change(sink: DatabaseSink, statement: str, **values: object) -> None:
    with sink.engine.begin() as connection:
        connection.execute(text(statement), values)


def reader(sink: DatabaseSink) -> Engine:
    """The store as the command opens it."""
    return open_to_read(Store(file=Path(str(sink.engine.url.database))))


def outcomes(sink: DatabaseSink, book: RuleBook) -> list[str]:
    return [found.outcome for found in replayed(reader(sink), book)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET answer = substr(answer, 1, 100)",
        "UPDATE decisions SET answer = ''",
        "UPDATE decisions SET answer = NULL",
        "UPDATE decisions SET answer = '[]'",
        "UPDATE decisions SET answer = '{\"receipt\": 7}'",
        "UPDATE decisions SET answer = x'ff00fe'",
        "UPDATE decisions SET answer = CAST(CAST(replace(answer, 'a', 'xyzzy') AS BLOB) || x'ff' AS TEXT)",
        "UPDATE decisions SET answer = replace(answer, 'receipt', 'receip')",
        "UPDATE decisions SET profile = substr(profile, 1, 100)",
        "UPDATE decisions SET profile = NULL",
        "UPDATE decisions SET profile = '{}'",
        "UPDATE decisions SET profile = '[]'",
        "UPDATE decisions SET profile = replace(profile, '\"fev1', '\"fev2')",
        "UPDATE decisions SET profile = replace(profile, 'masked-', 'masked_')",
        "UPDATE decisions SET profile = CAST(replace(profile, 'masked-', x'6d61736b6564ff') AS TEXT)",
        "UPDATE decisions SET rulebook_sha256 = replace(rulebook_sha256, 'a', 'b')",
    ],
)
def test_what_cannot_be_read_or_does_not_fit_together_is_damaged(
    sink: DatabaseSink, book: RuleBook, statement: str
) -> None:
    assert outcomes(sink, book) == ["same"]
    change(sink, statement)
    assert outcomes(sink, book) == ["damaged"]
    assert without_input(sink.engine) == 0


def test_a_report_that_differs_where_the_input_is_right_is_no_damage(sink: DatabaseSink, book: RuleBook) -> None:
    change(sink, "UPDATE decisions SET answer = replace(answer, 'warning', 'warninG')")
    assert outcomes(sink, book) == ["differs"]


@pytest.mark.parametrize("profile", ["profile", "'{\"a field of before\": 1}'"])
def test_a_whole_report_of_another_version_is_of_another_program(
    sink: DatabaseSink, book: RuleBook, profile: str
) -> None:
    (row,) = rows(sink.engine, DECISIONS)
    answer = json.loads(row["answer"])
    answer["receipt"]["package_version"] = "0.0.1"
    change(sink, f"UPDATE decisions SET answer = :answer, profile = {profile}", answer=json.dumps(answer))
    assert outcomes(sink, book) == ["other program"]


def test_each_rule_book_is_kept_once_and_each_decision_replayed_under_its_own(
    tmp_path: Path, book: RuleBook, other: RuleBook
) -> None:
    for _ in range(2):  # as after a new start
        sink = store(tmp_path, inputs=True)
        for made in (decision(book), decision(book, "n2"), decision(other, "n3"), decision(book, "n4")):
            sink.decided(made)
        sink.close()
    kept = rows(sink.engine, RULEBOOKS)
    assert {row["sha256"] for row in kept} == {book.sha256, other.sha256}
    assert all(len(row["files"]) < 200_000 for row in kept)
    assert outcomes(sink, book) == outcomes(sink, other) == ["same"] * 4


def test_without_inputs_no_rule_book_is_kept(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path)
    sink.decided(decision(book))
    assert rows(sink.engine, RULEBOOKS) == []


@pytest.mark.parametrize("damage", ["x'00'", "zeroblob(0)", "substr(files, 1, 1000)", ":another"])
def test_decisions_under_a_rule_book_that_is_damaged_are_told_as_damaged(
    sink: DatabaseSink, book: RuleBook, other: RuleBook, damage: str
) -> None:
    change(sink, f"UPDATE rulebooks SET files = {damage}", **({"another": packed(other)} if ":" in damage else {}))
    assert outcomes(sink, other) == ["damaged"]
    assert outcomes(sink, book) == ["same"]  # it is given, and needn't be in the store


def test_a_rule_book_that_this_version_refuses_is_of_another_program(
    sink: DatabaseSink, other: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cd38rules.service.kept.rulebooks.inspect_rulebook", lambda _files: (None, []))
    assert outcomes(sink, other) == ["other program"]


def test_a_rule_book_is_the_same_when_it_is_unpacked(book: RuleBook) -> None:
    assert unpacked(packed(book)) == book.files


def test_a_file_that_is_damaged_is_told_in_words(sink: DatabaseSink, book: RuleBook) -> None:
    path = Path(str(sink.engine.url.database))
    for number in range(30):
        sink.decided(decision(book, f"m{number}"))
    sink.close()
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 12_288)
    path.write_bytes(content)
    with pytest.raises(OSError, match="the store can't be read"):
        list(replayed(open_to_read(Store(file=path)), book))
