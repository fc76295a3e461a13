"""A rule book travels by content: the worker hashes what has arrived, and decides only if it is the driver's equal."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from cd38rules import __version__
from cd38rules.cli.main import main
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook
from cd38rules.spark import FrameError, WorkerError
from cd38rules.spark.sending import received, sent


def test_what_arrives_is_the_same_book(book: RuleBook) -> None:
    arrived = received(pickle.loads(pickle.dumps(sent(book))))
    assert arrived.sha256 == book.sha256
    assert list(arrived.rules) == list(book.rules)
    assert arrived.locally_modified == book.locally_modified


def test_an_addition_arrives_with_the_book_that_it_adds_to(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["rules", "new", "st-elsewhere-weight", "--rules", str(tmp_path / "own")]) == 0
    capsysbinary.readouterr()
    arrived = received(sent(load_rulebook(tmp_path / "own")))
    assert "st-elsewhere-weight" in arrived.rules
    assert arrived.version.endswith("+own.0.1.0")


def test_what_is_sent_is_small_enough_for_every_task(book: RuleBook) -> None:
    assert len(sent(book).content) < 400_000


def test_another_hash_is_refused_and_both_are_named(book: RuleBook) -> None:
    with pytest.raises(WorkerError, match=f"{'0' * 64} and a worker {book.sha256}"):
        received(replace(sent(book), sha256="0" * 64))


def test_another_content_under_the_same_hash_is_refused(book: RuleBook) -> None:
    files = dict(book.files)
    files["rulebook.yaml"] += "# a remark\n"
    other = sent(replace(book, files=files, compiled={}))
    assert other.sha256 == book.sha256
    with pytest.raises(WorkerError, match=f"the driver has the rule book {book.sha256} and a worker "):
        received(other)


def test_another_version_of_the_package_is_refused_and_both_are_named(book: RuleBook) -> None:
    with pytest.raises(WorkerError, match=f"cd38rules 0.0.7 and a worker {__version__}"):
        received(replace(sent(book), version="0.0.7"))


def test_a_book_that_was_not_read_from_files_is_not_sent(book: RuleBook) -> None:
    with pytest.raises(FrameError, match="load_rulebook"):
        sent(replace(book, files={}, compiled={}))
