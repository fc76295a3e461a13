"""Files of a store and its key: for their owner only, and nobody else's; settings in variables as they stand."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from cd38rules.rules.book import RuleBook
from cd38rules.service.kept.database import open_to_write
from cd38rules.service.kept.secret import secret_in
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.settings import SettingsError, Store, read_settings, read_store

from .test_kept import decision, store

# Who can read it


@pytest.mark.parametrize("kept", [{"inputs": True}, {"comments": True}])
@pytest.mark.parametrize("name", ["kept.sqlite", "kept.sqlite-wal", "kept.sqlite-shm"])
def test_files_that_others_can_read_are_refused_where_they_are_to_tell_of_people(
    tmp_path: Path, kept: dict[str, bool], name: str
) -> None:
    store(tmp_path).close()
    (tmp_path / name).touch(0o600)
    (tmp_path / name).chmod(0o640)
    with pytest.raises(OSError, match=r"\$\.store\.file: others can read it.*chmod 600"):
        store(tmp_path, **kept)
    (tmp_path / name).chmod(0o600)
    store(tmp_path, **kept).close()


def test_a_store_of_digests_may_be_read_by_others(tmp_path: Path) -> None:
    store(tmp_path).close()
    (tmp_path / "kept.sqlite").chmod(0o640)
    store(tmp_path).close()


def test_the_files_beside_a_store_have_its_mode(tmp_path: Path, book: RuleBook) -> None:
    sink = store(tmp_path, inputs=True)
    sink.decided(decision(book))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("kept.sqlite-*")}
    assert modes == {"kept.sqlite-wal": 0o600, "kept.sqlite-shm": 0o600}
    sink.close()


# Whose it is


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE important (x)"],
        ["CREATE TABLE feedback (x)"],
        ["CREATE TABLE important (x)", "CREATE TABLE alembic_version (version_num TEXT)"],
        [
            "CREATE TABLE important (x)",
            "CREATE TABLE alembic_version (version_num TEXT)",
            "INSERT INTO alembic_version VALUES ('0001')",
        ],
    ],
    ids=["another table", "a table of one name", "another program with migrations", "and a revision of one name"],
)
def test_a_database_of_something_else_is_refused_and_not_touched(tmp_path: Path, statements: list[str]) -> None:
    path = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    before = path.read_bytes()
    with pytest.raises(OSError, match=r"\$\.store: the database has tables of something else; name a file or a datab"):
        DatabaseSink(Store(file=path))
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_told_as_such(tmp_path: Path) -> None:
    store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'later'")
        database.commit()
    with pytest.raises(OSError, match="of a later version of this program"):
        store(tmp_path)


# Keys, and other texts in variables


def key_file(folder: Path, content: bytes) -> Path:
    path = folder / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def test_a_key_that_was_lost_is_not_replaced_by_one_that_fits_nothing(tmp_path: Path) -> None:
    found = Store(file=tmp_path / "kept.sqlite")
    open_to_write(found)[0].dispose()
    key = tmp_path / "kept.sqlite.key"
    key.unlink()
    with pytest.raises(OSError, match="the key file of the store can't be read"):
        open_to_write(found)
    assert not key.exists()


def test_keys_of_any_letters_are_each_their_own(tmp_path: Path) -> None:
    digests = {
        secret_in(key_file(tmp_path, text.encode()), may_make=False).digest("a")
        for text in ("ж" * 40, "ы" * 40, "?" * 40, "\N{REPLACEMENT CHARACTER}" * 40)
    }
    assert len(digests) == 4


@pytest.mark.parametrize("content", [bytes(range(128, 192)), ("ж" * 40).encode("utf-16")])
def test_a_key_that_is_no_text_is_refused_with_what_to_write(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(OSError, match="isn't text in UTF-8; write it in letters and digits"):
        secret_in(key_file(tmp_path, content), may_make=False)


@pytest.mark.parametrize(
    "key",
    ["abcdefghijklmnopqrstuvwxyzabcdefgh #the rest", "1" * 40, "'" + "q" * 40 + "'", "[" + "x" * 40, "y: " + "n" * 40],
)
def test_a_key_in_a_variable_is_taken_as_it_stands(key: str) -> None:
    environment = {"CD38RULES_SERVE_STORE__FILE": "2024 #1", "CD38RULES_SERVE_STORE__KEY": key}
    found = read_store(None, environment)
    assert (found.key, found.file) == (key, Path("2024 #1"))
    assert read_settings(None, {"CD38RULES_SERVE_CARD_KEY": key}, insecure=True).card_key == key


def test_variables_that_are_no_texts_are_read_as_yaml_and_an_empty_one_is_none() -> None:
    environment = {
        "CD38RULES_SERVE_STORE__FILE": "a",
        "CD38RULES_SERVE_STORE__INPUTS": "yes",
        "CD38RULES_SERVE_STORE__WAIT_SECONDS": "3.5",
        "CD38RULES_SERVE_STORE__KEY_FILE": "",
    }
    found = read_store(None, environment)
    assert (found.inputs, found.wait_seconds, found.key_file) == (True, 3.5, None)


def test_a_variable_that_names_no_setting_is_told(tmp_path: Path) -> None:
    for name in ("STORE__FIEL", "STORE__FILE__X"):
        with pytest.raises(SettingsError, match=r"\$\.store\.fi"):
            read_store(None, {f"CD38RULES_SERVE_{name}": str(tmp_path)})
