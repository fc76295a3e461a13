"""cd38rules note: a page or a text for the transfusion laboratory, to standard output or into a file of one's own."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Call

from cd38rules.evaluation import Evaluator
from cd38rules.lab_note import as_html, as_text, note_of
from cd38rules.profile import PatientProfile

Example = Callable[[str], Path]


def test_the_note_is_that_of_the_library_and_comes_the_same_twice(
    cd38rules: Call, example: Example, evaluator: Evaluator
) -> None:
    profile = PatientProfile.model_validate_json(example("11").read_bytes())
    note = note_of(profile, evaluator.evaluate(profile), evaluator.book)
    assert cd38rules("note", example("11")).out == as_html(note)
    assert cd38rules("note", example("11"), "--format", "text").out == as_text(note)
    assert cd38rules("note", "-", "-o", "-", stdin=example("11").read_bytes()).out == as_html(note)


def test_a_file_is_whole_and_its_owner_s_alone_and_nothing_is_printed(
    cd38rules: Call, example: Example, tmp_path: Path
) -> None:
    out = tmp_path / "note.html"
    out.write_text("an older note, which others may read")
    out.chmod(0o644)
    ended = cd38rules("note", example("03"), "-o", out)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text("utf-8") == cd38rules("note", example("03")).out
    assert [path.name for path in tmp_path.iterdir()] == ["note.html"]


@pytest.mark.parametrize("place", ["absent/note.html", "folder"])
def test_a_file_that_cannot_be_written_is_told_without_its_name_and_leaves_nothing_behind(
    place: str, cd38rules: Call, example: Example, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    ended = cd38rules("note", example("03"), "-o", tmp_path / place)
    assert ended.code == 6
    assert ended.err.startswith("cd38rules: input or output failed: the note can't be written: ")
    assert place not in ended.err
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_note_that_fails_half_way_leaves_the_older_one(
    cd38rules: Call, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "note.html"
    out.write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = cd38rules("note", example("03"), "-o", out)
    assert (ended.code, out.read_text()) == (6, "older")
    assert [path.name for path in tmp_path.iterdir()] == ["note.html"]


def test_an_unusable_profile_gives_no_note_and_none_of_its_values(cd38rules: Call, tmp_path: Path) -> None:
    out = tmp_path / "note.html"
    ended = cd38rules("note", "-", "-o", out, stdin=b'{"patient_id": "Zaphod", "as_of": "tomorrow"}')
    assert (ended.code, ended.out) == (4, "")
    assert "Zaphod" not in ended.err
    assert not out.exists()
