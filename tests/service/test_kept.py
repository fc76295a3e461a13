"""What the service keeps: once, keyed, tied to rules and versions, and never at the cost of an answer."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, text

from cd38rules.evaluation import evaluate
from cd38rules.profile import read_profile
from cd38rules.rules.book import RuleBook
from cd38rules.self_test import load_rulebook
from cd38rules.service.kept.database import open_to_read
from cd38rules.service.kept.feedback_report import feedback_report
from cd38rules.service.kept.masking import MaskingError, masked
from cd38rules.service.kept.secret import Secret, private_text, secret_in
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.kept.tables import CARDS, DECISIONS, FEEDBACK, METADATA
from cd38rules.service.problems import Problem
from cd38rules.service.settings import SettingsError, Store, read_store
from cd38rules.service.sinks import Decision, Feedback, RuleShown

from .running import ROOT

EXAMPLE = (ROOT / "examples" / "patients" / "05-copd-fev1-45-subcutaneous-daratumumab-planned.json").read_bytes()
SHOWN = RuleShown("transfusion-lab-notify", "1")
GIVEN = Feedback(
    "anti-cd38-orders", "card-1", "overridden", "2024-03-15T10:00:00+01:00", (), ("s", "need-more-info"), "later"
)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The shipped book."""
    return load_rulebook()


def decision(book: RuleBook, number: str = "n1", patient: str = "Zaphod-4711", **changed: Any) -> Decision:
    """A decision on the example, given to a patient of this id."""
    profile = read_profile(json.dumps({**json.loads(EXAMPLE), "patient_id": patient}))
    report = evaluate(profile, book)
    made = Decision(
        id=number,
        at="2024-03-15T10:00:00.000+00:00",
        service="evaluate",
        rulebook_sha256=book.sha256,
        input_sha256="0" * 64,
        rules=(SHOWN,),
        cards={"card-1": (SHOWN,)},
        profile=profile,
        report=report,
        book=book,
        changes=False,
    )
    return replace(made, **changed)


def store(folder: Path, **settings: Any) -> DatabaseSink:
    return DatabaseSink(Store(file=folder / "kept.sqlite", **settings))


def rows(engine: Engine, table: Any) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def raw(folder: Path) -> bytes:
    """Every byte that is on the disk, the write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


# Feedback


def test_feedback_that_is_sent_again_is_kept_once(tmp_path: Path) -> None:
    sink = store(tmp_path, comments=True)
    sink.received((GIVEN, GIVEN))
    sink.received((GIVEN,))
    sink.received((replace(GIVEN, at="2024-03-15T09:00:00Z"),))  # the same moment, written in another way
    (row,) = rows(sink.engine, FEEDBACK)
    assert (row["reason_system"], row["reason_code"], row["comment"]) == ("s", "need-more-info", "later")


def test_feedback_of_writers_side_by_side_is_kept_once_each(tmp_path: Path) -> None:
    sinks = [store(tmp_path, wait_seconds=30) for _ in range(2)]
    items = [replace(GIVEN, card=f"card-{number}") for number in range(20)]
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(sink.received, (item,)) for item in items for sink in sinks * 2]:
            done.result()
    assert len(rows(sinks[0].engine, FEEDBACK)) == 20


def test_feedback_is_tied_to_the_rules_of_its_card_and_their_versions(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path)
    newer = replace(SHOWN, version="2")
    sink.decided(decision(book))
    sink.decided(decision(book, "n2", rules=(newer,), cards={"card-2": (newer,)}))
    sink.received((GIVEN, replace(GIVEN, card="card-2", outcome="accepted", accepted=("a",), reason=("", ""))))
    report = feedback_report(sink.engine)
    assert [(rule.version, rule.override_rate, rule.reasons, rule.decisions) for rule in report.rules] == [
        ("1", 1.0, (("s|need-more-info", 1),), 1),
        ("2", 0.0, (), 1),
    ]


def test_feedback_that_came_again_with_another_comment_counts_once_as_it_came_last(
    tmp_path: Path, book: RuleBook
) -> None:
    sink = store(tmp_path, comments=True)
    sink.decided(decision(book))
    comments = [f"thought {number}" for number in range(9)]
    sink.received((GIVEN, *(replace(GIVEN, comment=comment) for comment in comments)))
    assert [rule.comments for rule in feedback_report(sink.engine).rules] == [("thought 8",)]
    sink.received((replace(GIVEN, comment="sooner"),))
    (rule,) = feedback_report(sink.engine).rules
    assert (rule.overridden, rule.comments) == (1, ("sooner",))


def test_feedback_on_a_card_that_is_not_known_is_kept_and_counted_as_such(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path)
    sink.received((GIVEN,))
    assert feedback_report(sink.engine).unknown_cards == 1
    sink.decided(decision(book))  # of another process, later
    assert feedback_report(sink.engine).unknown_cards == 0


def test_a_comment_that_a_database_refuses_is_kept_without_what_it_refuses(tmp_path: Path) -> None:
    sink = store(tmp_path, comments=True)
    sink.received((replace(GIVEN, comment="a\0b\ud800c", reason=("", "not a code\n")),))
    (row,) = rows(sink.engine, FEEDBACK)
    assert (row["comment"], row["reason_code"]) == ("a�b?c", "not-a-code")


def fill_up(sink: DatabaseSink) -> None:
    event.listen(sink.engine, "connect", lambda made, _: made.execute("PRAGMA max_page_count = 1"))
    sink.engine.dispose()
    with sink.engine.connect() as connection:  # what is left of the last page
        assert connection.scalar(text("PRAGMA max_page_count")) < 20


def only_read(sink: DatabaseSink) -> None:
    event.listen(sink.engine, "connect", lambda made, _: made.execute("PRAGMA query_only = 1"))
    sink.engine.dispose()


def lose_the_table(sink: DatabaseSink) -> None:
    METADATA.drop_all(sink.engine)


@pytest.mark.parametrize("break_it", [fill_up, only_read, lose_the_table])
def test_feedback_that_cannot_be_kept_is_to_be_sent_again(
    tmp_path: Path, break_it: Callable[[DatabaseSink], None]
) -> None:
    sink = store(tmp_path, wait_seconds=0.1, comments=True)
    break_it(sink)
    with pytest.raises(Problem) as refused:
        sink.received(tuple(replace(GIVEN, card=str(number), comment="x" * 4000) for number in range(100)))
    assert (refused.value.status, refused.value.code) == (503, "not-kept")


def test_a_request_of_feedback_is_kept_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    sink = store(tmp_path)
    with sink.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER refuse BEFORE INSERT ON feedback WHEN NEW.outcome = 'accepted' "
                "BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        )
    with pytest.raises(Problem):
        sink.received((GIVEN, replace(GIVEN, outcome="accepted")))
    assert rows(sink.engine, FEEDBACK) == []


# Decisions, digests, masking


@pytest.mark.hazard("H13")
@pytest.mark.parametrize("inputs", [False, True])
def test_no_name_of_a_patient_and_no_card_is_on_the_disk(tmp_path: Path, book: RuleBook, inputs: bool) -> None:
    sink = store(tmp_path, inputs=inputs)
    sink.decided(decision(book))
    sink.received((replace(GIVEN, comment="Zaphod-4711"),))
    content = raw(tmp_path)
    assert content.count(b"transfusion-lab-notify")
    for value in (b"Zaphod", b"card-1", b"0" * 64):
        assert value not in content
    assert (b"fev1" in content) is inputs


def test_a_decision_is_kept_with_a_keyed_digest_and_no_input(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path)
    sink.decided(decision(book))
    (row,) = rows(sink.engine, DECISIONS)
    secret = secret_in(tmp_path / "kept.sqlite.key", may_make=False)
    assert row["input_digest"] == secret.digest("input", "0" * 64) != Secret("another" * 8).digest("input", "0" * 64)
    assert (row["rulebook_sha256"], row["profile"], row["answer"]) == (book.sha256, None, None)
    (card,) = rows(sink.engine, CARDS)
    assert card["card"] == secret.digest("card", "card-1")


def test_the_same_card_of_two_decisions_is_kept_once(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path)
    sink.decided(decision(book, "n1"))
    sink.decided(decision(book, "n2"))
    assert (len(rows(sink.engine, DECISIONS)), len(rows(sink.engine, CARDS))) == (2, 1)


def test_the_same_patient_has_the_same_stand_in_under_one_key_only(book: RuleBook) -> None:
    one, two = Secret("1" * 32), Secret("2" * 32)
    assert masked(decision(book), one) == masked(decision(book), one) != masked(decision(book), two)


@pytest.mark.hazard("H13")
@pytest.mark.parametrize("patient", ["subcutaneous", "daratumumab"])
def test_an_event_whose_masking_fails_is_dropped_and_the_log_says_so(
    tmp_path: Path, book: RuleBook, patient: str, caplog: pytest.LogCaptureFixture
) -> None:
    sink = store(tmp_path, inputs=True)
    caplog.set_level("INFO", "cd38rules.service")
    sink.decided(decision(book, patient=patient))  # an id that stands elsewhere in the record
    assert rows(sink.engine, DECISIONS) == rows(sink.engine, CARDS) == []
    assert [record.getMessage() for record in caplog.records] == ["decision-dropped"]


def test_a_report_that_the_masked_patient_would_not_get_is_a_masking_that_fails(book: RuleBook) -> None:
    found = decision(book)
    altered = found.report.model_copy(update={"advisories": found.report.advisories[1:]})
    with pytest.raises(MaskingError):
        masked(replace(found, report=altered), Secret("1" * 32))


# The files


def test_files_of_a_store_are_for_their_owner_only(tmp_path: Path, book: RuleBook) -> None:
    before = os.umask(0)
    try:
        store(tmp_path).decided(decision(book))
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert {"kept.sqlite", "kept.sqlite.key"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    store(tmp_path).close()
    (tmp_path / "kept.sqlite.key").chmod(0o644)
    with pytest.raises(OSError, match="others can read the key file"):
        store(tmp_path)


def test_a_store_is_refused_under_another_key_than_its_own(tmp_path: Path) -> None:
    store(tmp_path).close()
    (tmp_path / "kept.sqlite.key").write_text("0" * 64, encoding="ascii")
    with pytest.raises(OSError, match="isn't the one that this store was begun with"):
        store(tmp_path)


def test_a_store_that_is_opened_again_keeps_what_it_has(tmp_path: Path) -> None:
    sink = store(tmp_path)
    sink.received((GIVEN,))
    sink.close()
    assert len(rows(store(tmp_path).engine, FEEDBACK)) == 1


def test_processes_that_start_together_make_the_tables_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        for opened in [threads.submit(store, tmp_path, wait_seconds=30) for _ in range(4)]:
            opened.result().received((GIVEN,))
    with open_to_read(Store(file=tmp_path / "kept.sqlite")).connect() as connection:
        assert connection.scalar(select(func.count()).select_from(FEEDBACK)) == 1


def test_the_migrations_make_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with store(tmp_path).engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert [change for change in found if change[0] != "remove_index"] == []


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    sink = store(tmp_path)
    with sink.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    for opened in (store, lambda folder: open_to_read(Store(file=folder / "kept.sqlite"))):
        with pytest.raises(OSError, match="store"):
            opened(tmp_path)


def test_any_name_of_a_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "kept?mode=memory#1%20.sqlite"
    DatabaseSink(Store(file=path)).received((GIVEN,))
    assert len(rows(open_to_read(Store(file=path)), FEEDBACK)) == 1


@pytest.mark.parametrize("url", ["postgresql://user:Zaphod@host:port/name", "postgresql://[::/Zaphod"])
def test_an_address_that_is_none_is_refused_without_it(url: str) -> None:
    with pytest.raises(OSError, match="store") as refused:
        DatabaseSink(Store(url=url, key="1" * 32))
    assert "Zaphod" not in str(refused.value)


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to be read as one" * 50])
def test_what_is_no_store_is_refused_for_reading(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OSError, match=r"store"):
        open_to_read(Store(file=path))


@pytest.mark.parametrize(
    "variables",
    [
        {"FILE": "a", "URL": "postgresql://x"},
        {"URL": "mysql://user:Zaphod@x", "KEY": "1" * 32},
        {"URL": "postgresql://user:Zaphod@x/y"},
        {"FILE": "a", "KEY": "Zaphod"},
        {"FILE": "a", "KEY": "Z" * 32, "KEY_FILE": "b"},
    ],
)
def test_settings_of_a_store_that_make_no_sense_are_refused_without_a_value(variables: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as refused:
        read_store(None, {f"CD38RULES_SERVE_STORE__{name}": value for name, value in variables.items()})
    assert "$.store" in str(refused.value)
    assert "Zaphod" not in str(refused.value)


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"URL": "postgresql://user@x/y", "KEY": "Z" * 32}, ""),
        ({"URL": "postgresql://user:Zaphod@x/y", "KEY": "Z" * 32}, "no password itself"),
        ({"URL": "postgresql://user@x/y?password=Zaphod", "KEY": "Z" * 32}, "no password itself"),
        ({"FILE": "a"}, "goes with a url"),
    ],
)
def test_a_file_with_the_password_goes_with_a_url_that_has_none(variables: dict[str, str], says: str) -> None:
    environment = {f"CD38RULES_SERVE_STORE__{name}": value for name, value in variables.items()}
    environment["CD38RULES_SERVE_STORE__PASSWORD_FILE"] = "password"
    if not says:
        assert read_store(None, environment).password_file == Path("password")
        return
    with pytest.raises(SettingsError, match=says) as refused:
        read_store(None, environment)
    assert "Zaphod" not in str(refused.value)


def test_a_secret_that_is_not_there_or_is_empty_or_is_a_folder_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "empty").touch(0o600)
    for path, says in ((tmp_path / "none", "No such file"), (tmp_path / "empty", "empty"), (tmp_path, "Is a dir")):
        with pytest.raises(OSError, match=f"the password.*{says}.*{path}"):
            private_text(path, "the password")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file of root's")
@pytest.mark.parametrize(("mode", "is_read"), [(0o640, True), (0o440, True), (0o644, False), (0o660, False)])
def test_a_secret_of_root_may_be_read_by_the_group_of_the_service_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, is_read: bool
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x" * 40, encoding="utf-8")
    secret.chmod(mode)
    with pytest.raises(OSError, match="others can read the secret"):
        private_text(secret, "the secret")  # root itself is the owner
    monkeypatch.setattr(os, "geteuid", lambda: 10001)
    if is_read:
        assert private_text(secret, "the secret") == "x" * 40
    else:
        with pytest.raises(OSError, match="others can read the secret"):
            private_text(secret, "the secret")
