"""Editors show what is wrong in a rule file at its place: tried with yaml-language-server, which editors use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.language_server import LanguageServer

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).parent / "node_modules" / ".bin" / "yaml-language-server"
pytestmark = pytest.mark.editor


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    if not PROGRAM.exists():
        reason = "yaml-language-server isn't installed here (npm ci --prefix tests/editor)"
        if os.environ.get("CD38RULES_REQUIRE_EDITOR"):
            pytest.fail(reason)
        pytest.skip(reason)
    with LanguageServer(PROGRAM, ROOT) as running:
        yield running


def found(server: LanguageServer, name: str, old: str = "", new: str = "") -> list[tuple[int, int, str]]:
    """(line, column, message) of everything that the server says to a file after a change, both counted from 1."""
    path = ROOT / "rules" / name
    text = path.read_text(encoding="utf-8")
    assert not old or text.count(old) >= 1
    return [
        (said["range"]["start"]["line"] + 1, said["range"]["start"]["character"] + 1, said["message"])
        for said in server.diagnostics(path, text.replace(old, new, 1) if old else text)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "lungs/copd-dara-fev1-lt50.yaml",
        "subgroups/candor.yaml",
        "concepts/prior-anti-cd38.yaml",
        "evidence/leleu-2022/lungs.yaml",
        "evidence/leleu-2022/table-2.yaml",
        "evidence/leleu-2022/trials.yaml",
        "rulebook.yaml",
        "coverage.yaml",
        "exclusive.yaml",
    ],
)
def test_the_shipped_files_are_without_a_fault_in_the_editor(server: LanguageServer, name: str) -> None:
    assert found(server, name) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lungs/copd-dara-fev1-lt50.yaml", "kind: advisory", "kind: advisry"),
        ("lungs/copd-dara-fev1-lt50.yaml", "audience:", "audiance:"),
        ("lungs/copd-dara-fev1-lt50.yaml", "fact: lungs.fev1", "fact: lungs.fev2"),
        ("lungs/copd-dara-fev1-lt50.yaml", "below:", "beneath:"),
        ("lungs/copd-dara-fev1-lt50.yaml", "status: draft", "status: drafted"),
        ("concepts/prior-anti-cd38.yaml", "definition:", "definiton:"),
        ("evidence/leleu-2022/lungs.yaml", "kind: figure", "kind: figur"),
        ("subgroups/candor.yaml", "shows: figure", "shows: figures"),
        ("coverage.yaml", "not_covered:", "uncovered:"),
    ],
)
def test_a_typing_error_is_shown_at_its_line(server: LanguageServer, name: str, old: str, new: str) -> None:
    text = (ROOT / "rules" / name).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert line in {place for place, _, _ in found(server, name, old, new)}
